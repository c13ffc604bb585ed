/**
 * Every row of a file becomes exactly one thing: a fact, a draft, a rejection with its reason, or a row that is no fact. A table that is
 * laid out otherwise becomes a plain one first (reshape/).
 * Reads in one stream; remembers one row back (for doubles), one ahead (for groups), and line numbers of recent documents.
 */
import type { SaleLine } from '../../core/facts.ts';
import type { Assumption, Outcome } from '../assumptions/assumption.ts';
import { decide, evidence } from '../assumptions/decide.ts';
import type { Interpreted } from '../../facts/row/outcome.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { AnyKind, FileSoFar } from '../../facts/kind.ts';
import { kinds } from '../../facts/kinds.ts';
import type { Answers, Reading } from '../../facts/row/reading.ts';
import { WordMeanings } from '../../facts/row/word-meanings.ts';
import type { Recognition } from '../recognition.ts';
import { atTables } from '../assumptions/tables.ts';
import { Tally } from '../assumptions/tally.ts';
import { ControlTotals } from '../assumptions/totals.ts';
import { WordsOfRows } from '../assumptions/words-of-rows.ts';
import type { OpenedFile } from '../open-file.ts';
import type { RecognisedFile } from '../recognise/recognise.ts';
import { applyShape } from '../reshape/apply-shape.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { minorDigits } from '../../facts/values/currency.ts';
import { toScale } from '../../facts/values/number.ts';
import { GroupRows } from './group-rows.ts';
import { isFailure, readMoney } from '../../facts/row/read-values.ts';
import { LineNumbers } from './line-numbers.ts';
import { PaymentDoubles } from './payment-doubles.ts';
import { RowRoles } from './row-role.ts';
import { type Layout, layoutOf, RowView } from '../../facts/row/row-view.ts';

/**
 * `found` is told at the end what only the whole file shows: its words, its totals, its hidden rows. `printed` is told of each row that
 * may be a fact what it says.
 */
export async function* interpret(
  file: RecognisedFile,
  recognition: Recognition,
  found: (assumptions: Assumption[]) => void = () => {},
  printed: Printed | null = null,
): AsyncGenerator<Interpreted[]> {
  const interpreter = new Interpreter(recognition, printed);
  const table = await atTables(file as OpenedFile, recognition.tables);
  let held: RawRow | null = null;
  for await (const rows of applyShape(recognition.shape, table.rows())) {
    const results: Interpreted[] = [];
    for (const row of rows) {
      if (held !== null) results.push(interpreter.read(held, row));
      held = row;
    }
    if (results.length > 0) yield results;
  }
  if (held !== null) yield [interpreter.read(held, null)];
  found(interpreter.assumptions());
}

type Printed = (row: number, cells: string[]) => void;

export class Interpreter {
  private readonly recognition: Recognition;
  private readonly reading: Reading;
  private readonly layout: Layout;
  private readonly roles: RowRoles;
  private readonly groups: GroupRows | null;
  private readonly lines = new LineNumbers();
  private readonly payments = new PaymentDoubles();
  private readonly words: WordMeanings;
  private readonly met: WordsOfRows;
  private readonly totals: ControlTotals;
  private readonly tally = new Tally();
  private readonly hidden = { rows: 0, tally: new Tally() };
  private uncalculated = 0;
  private readonly compared: Set<number>;
  private readonly width: number;
  private readonly file: FileSoFar;
  private lastRow: RawRow | null = null;
  private before: { key: string; row: number } | null = null;
  private readonly printed: Printed | null;

  constructor(recognition: Recognition, printed: Printed | null = null) {
    this.printed = printed;
    // The span of usual dates grows with the file: a sample of the first rows of a long file knows only its beginning.
    this.reading = { ...recognition.reading, usualDates: recognition.reading.usualDates && { ...recognition.reading.usualDates } };
    this.recognition = { ...recognition, reading: this.reading };
    this.layout = layoutOf(recognition);
    this.roles = new RowRoles(recognition);
    this.width = recognition.columns.length;
    const { grouping } = this.reading;
    const { columns } = recognition.mapping;
    const amount =
      columns.find(({ meaning }) => meaning === 'gross_amount') ??
      columns.find(({ meaning }) => meaning === 'net_amount' || meaning === 'payment_amount');
    const amountColumn = amount?.index ?? -1;
    this.groups =
      grouping && new GroupRows({ grouping, amountColumn, decimal: this.reading.decimals[amountColumn] ?? ',', width: this.width });
    this.words = new WordMeanings(this.reading.words, recognition.mapping.answers ?? {});
    this.file = { rowOf: new Map(), words: this.words };
    this.met = new WordsOfRows(this.words);
    this.totals = new ControlTotals(
      columns
        .filter(({ meaning }) => summed.has(meaning))
        .map(({ index, heading }) => ({ index, heading, decimal: this.reading.decimals[index] ?? ',' })),
    );
    this.compared = new Set(
      columns.filter(({ meaning, heading }) => meaning !== 'row_number' || /line|строк|рядк|поз/i.test(heading)).map(({ index }) => index),
    );
  }

  read(row: RawRow, next: RawRow | null): Interpreted {
    const result = this.readRow(row, next);
    this.totals.add(row, result);
    this.tally.add(result, { withDetails: false });
    return result;
  }

  /** What only the whole file shows, once all rows are read. */
  assumptions(): Assumption[] {
    const accepted = this.tally.outcome({ ofSample: false });
    const { answers = {} } = this.recognition.mapping;
    return [
      ...this.met.assumptions(accepted),
      this.totals.assumption({ unit: this.reading.unit, answers }),
      this.hiddenRows(accepted, answers),
      this.uncalculated === 0
        ? null
        : decide(
            {
              key: 'formulas',
              value: 'not_calculated',
              sureness: 'evident',
              evidence: [evidence('formulas_not_calculated', { cells: String(this.uncalculated) })],
            },
            {},
          ),
    ].filter((assumption) => assumption !== null);
  }

  private hiddenRows(accepted: Outcome, answers: Answers): Assumption | null {
    const { rows, tally } = this.hidden;
    if (rows === 0) return null;
    const hidden = tally.outcome({ ofSample: false });
    const all = this.reading.hidden === 'count' ? accepted : together(accepted, hidden);
    const assumption = decide(
      {
        key: 'hidden_rows',
        value: this.reading.hidden === 'count' ? 'count' : 'leave_out',
        sureness: this.reading.hidden === 'hold' ? 'open' : 'evident',
        evidence: [evidence('hidden_rows', { rows: String(rows) })],
        others: ['leave_out', 'count'],
      },
      answers,
    );
    return this.reading.hidden === 'hold'
      ? { ...assumption, options: assumption.options.map(({ value }) => ({ value, outcome: value === 'count' ? all : accepted })) }
      : assumption;
  }

  private readRow(row: RawRow, next: RawRow | null): Interpreted {
    const role = this.roles.roleOf(row);
    if (role !== null) return { type: 'ignored', row: row.number, why: role };
    const whole = this.filledDown(row);
    const above = this.groups ? this.groups.step(whole, next) : undefined;
    if (above === null) return { type: 'ignored', row: row.number, why: 'group' };
    if (this.recognition.kind === 'costs' && addsUpNext(whole, next, this.layout))
      return { type: 'ignored', row: row.number, why: 'group' };
    const broken = this.brokenRecord(whole);
    if (broken) return broken;
    const view = new RowView(whole, this.layout, above);
    this.printed?.(row.number, view.printed());
    const fact: Interpreted = kinds[this.recognition.kind].read(view, this.recognition, this.file);
    if (this.recognition.kind === 'sales') this.met.add(view, fact);
    for (const cell of row.cells) if (cell.type === 'empty' && cell.formula !== undefined) this.uncalculated++;
    return this.seen(row, this.finish(fact, view, above));
  }

  /** What somebody hid by a filter waits for a person's word. */
  private seen(row: RawRow, result: Interpreted): Interpreted {
    if (row.hidden !== true || !('entry' in result)) return result;
    this.hidden.rows++;
    if (row.outlineLevel > 0 || this.reading.hidden === 'count') return result;
    this.hidden.tally.add(result, { withDetails: false });
    if (this.reading.hidden === 'leave_out') return { type: 'ignored', row: row.number, why: 'hidden' };
    return result.type === 'fact' && kinds[result.kind].mayWait ? { ...result, held: 'hidden_row', heldBecauseOfRow: null } : result;
  }

  /** An unquoted delimiter inside a name shifts everything behind it; a record that breaks off lacks what it is about. */
  private brokenRecord(row: RawRow): Interpreted | null {
    const { fields } = this.reading;
    if (fields === null || row.cells.length === fields) return null;
    const lost = this.recognition.mapping.columns.some(({ index, meaning }) => index >= row.cells.length && essential.has(meaning));
    const surplus = row.cells.length > fields;
    if (!surplus && !lost) return null;
    return {
      type: 'rejected',
      row: row.number,
      reason: 'column_count',
      detail: `${row.cells.length} / ${fields}`,
      cells: row.cells.map(cellText),
    };
  }

  private filledDown(row: RawRow): RawRow {
    const { fillDown, fillDownWithin } = this.reading;
    if (fillDown.length === 0) return row;
    const above = this.lastRow;
    const last =
      above === null || fillDownWithin === null || cellText(row.cells[fillDownWithin]) === cellText(above.cells[fillDownWithin])
        ? above
        : null;
    const cells = [...row.cells];
    if (
      last !== null &&
      fillDown.every(
        (column) => isEmpty(cells[column]) || cellText(cells[column]) === cellText(last.cells[column]) || !isEmpty(cells[fillDown[0]!]),
      )
    ) {
      const fresh = fillDown.some((column) => !isEmpty(cells[column]));
      for (const column of fillDown) {
        while (cells.length <= column) cells.push({ type: 'empty' });
        if (isEmpty(cells[column]) && (!fresh || this.recognition.mapping.columns[column]?.meaning !== 'tax_id'))
          cells[column] = last.cells[column] ?? { type: 'empty' };
      }
    }
    const whole = { ...row, cells };
    this.lastRow = whole;
    return whole;
  }

  private finish(result: Interpreted, view: RowView, above: ReadonlyMap<string, string> | undefined): Interpreted {
    const { row } = view;
    if (result.type === 'rejected' || result.type === 'ignored') {
      this.before = null;
      return result;
    }
    const kind: AnyKind = kinds[result.kind];
    this.widenUsualDates((result.entry as unknown as Record<string, string>)[kind.day]!);
    // A table says a rate or a price once: the reader has compared it with all rows before.
    if (!kind.mayWait) return result;
    if (result.kind === 'sales') this.finishSale(result.entry, view);
    if (result.type === 'draft') {
      this.before = null;
      return result;
    }
    const key = this.comparable(row, above);
    if (this.before?.key === key) {
      // A document's own sum on each of its lines makes them alike.
      if (!this.reading.sumOnce) result.held ??= 'exact_duplicate';
      if (result.held === 'exact_duplicate') result.heldBecauseOfRow = this.before.row;
    } else this.before = { key, row: result.row };
    if (result.kind === 'payments' && result.held === null) {
      const before = this.payments.rowBefore(result.entry, result.row);
      if (before !== null) [result.held, result.heldBecauseOfRow] = ['exact_duplicate', before];
    }
    return result;
  }

  private finishSale(entry: SaleLine, view: RowView): void {
    entry.lineNumber = this.lines.next(entry);
    if (view.filled('refunded_amount') && (entry.lineNumber === 1 || !this.reading.refundOnce))
      entry.netMinor -= refundOf(view, entry.currency);
    // The sum of the whole document is printed on each of its lines.
    if (this.reading.sumOnce && entry.lineNumber > 1)
      Object.assign(entry, { netMinor: 0n, listMinor: null, discountMinor: null, vatMinor: entry.vatMinor === null ? null : 0n });
  }

  private widenUsualDates(date: string): void {
    const { usualDates } = this.reading;
    if (usualDates === null) return;
    if (date < usualDates.from) usualDates.from = date;
    if (date > usualDates.to) usualDates.to = date;
  }

  /** Everything that the row says, but for a running number. */
  private comparable(row: RawRow, above: ReadonlyMap<string, string> | undefined): string {
    let key = above ? [...above.values()].join('\u0001') : '';
    for (let column = 0; column < row.cells.length; column++) {
      if (!this.compared.has(column)) continue;
      const cell = row.cells[column]!;
      key += `\u0002${'text' in cell ? cell.text : ''}`;
    }
    return key;
  }
}

/** What was given back of a sale, in minor units; nothing where the cell is no number. */
function refundOf(view: RowView, currency: string): bigint {
  const read = readMoney(view, 'refunded_amount', { dashIsNothing: true });
  const minor = read === null || isFailure(read) ? 0n : toScale(read.value, minorDigits(currency));
  return minor < 0n ? -minor : minor;
}

/** Columns whose printed totals are held against the rows. */
const summed: ReadonlySet<string> = new Set([
  'net_amount',
  'gross_amount',
  'payment_amount',
  'incoming_amount',
  'outgoing_amount',
  'expense_amount',
]);

function together(a: Outcome, b: Outcome): Outcome {
  const totals = new Map(a.totals.map(({ currency, netMinor }) => [currency, BigInt(netMinor)]));
  for (const { currency, netMinor } of b.totals) totals.set(currency, (totals.get(currency) ?? 0n) + BigInt(netMinor));
  return { ...a, totals: [...totals].map(([currency, netMinor]) => ({ currency, netMinor: String(netMinor) })) };
}

/** In a balance without a column of months a row that stands above deeper ones is the sum of them. */
function addsUpNext(row: RawRow, next: RawRow | null, { at }: Layout): boolean {
  return (
    !at.has('month') &&
    next !== null &&
    (next.outlineLevel > row.outlineLevel || (next.outlineLevel === row.outlineLevel && next.indent > row.indent))
  );
}

const essential: ReadonlySet<string> = new Set([
  'date',
  'document',
  'document_number',
  'customer',
  'customer_code',
  'net_amount',
  'gross_amount',
  'payment_amount',
  'rate',
  'month',
  'pool',
  'expense_amount',
  'event',
  'contract_number',
  'valid_until',
  'term_length',
]);
