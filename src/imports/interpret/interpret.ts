/**
 * Every row of a file becomes exactly one thing: a fact, a draft, a rejection with its reason, or a row that is no fact. A table that is
 * laid out otherwise becomes a plain one first (reshape/).
 * Reads in one stream; remembers one row back (for doubles), one ahead (for groups), and line numbers of recent documents.
 */
import type { ContractTerm, DirectCost, Payment, PoolCost, SaleLine, ServiceEvent } from '../../core/facts.ts';
import { type Interpreted, type RawRow, type Reading, type Recognition } from '../contract.ts';
import type { OpenedFile } from '../open-file.ts';
import { applyShape } from '../reshape/apply-shape.ts';
import { cellText, isEmpty } from '../values/cell.ts';
import { GroupRows } from './group-rows.ts';
import { LineNumbers } from './line-numbers.ts';
import { readContract } from './read-contract.ts';
import { readCost } from './read-cost.ts';
import { readDirectCost } from './read-direct-cost.ts';
import { readEvent } from './read-event.ts';
import { readPayment } from './read-payment.ts';
import { readPrice } from './read-price.ts';
import { readRate } from './read-rate.ts';
import { readSale } from './read-sale.ts';
import { RowRoles } from './row-role.ts';
import { type Layout, layoutOf, RowView } from './row-view.ts';

export async function* interpret(file: Pick<OpenedFile, 'rows'>, recognition: Recognition): AsyncGenerator<Interpreted[]> {
  const interpreter = new Interpreter(recognition);
  let held: RawRow | null = null;
  for await (const rows of applyShape(recognition.shape, file.rows())) {
    const results: Interpreted[] = [];
    for (const row of rows) {
      if (held !== null) results.push(interpreter.read(held, row));
      held = row;
    }
    if (results.length > 0) yield results;
  }
  if (held !== null) yield [interpreter.read(held, null)];
}

class Interpreter {
  private readonly recognition: Recognition;
  private readonly reading: Reading;
  private readonly layout: Layout;
  private readonly roles: RowRoles;
  private readonly groups: GroupRows | null;
  private readonly lines = new LineNumbers();
  private readonly compared: Set<number>;
  private readonly width: number;
  /** Of rates, prices and terms of contracts, which one file says once. */
  private readonly saidRows = new Map<string, number>();
  private lastRow: RawRow | null = null;
  private before: { key: string; row: number } | null = null;

  constructor(recognition: Recognition) {
    // The span of usual dates grows with the file: a sample of the first rows of a long file knows only its beginning.
    this.reading = { ...recognition.reading, usualDates: recognition.reading.usualDates && { ...recognition.reading.usualDates } };
    this.recognition = { ...recognition, reading: this.reading };
    this.layout = layoutOf(recognition);
    this.roles = new RowRoles(recognition);
    this.width = recognition.columns.length;
    const { grouping } = this.reading;
    const { columns } = recognition.mapping;
    const amount = columns.find(({ meaning }) => meaning === 'gross_amount') ?? columns.find(({ meaning }) => meaning === 'net_amount' || meaning === 'payment_amount');
    const amountColumn = amount?.index ?? -1;
    this.groups = grouping && new GroupRows({ grouping, amountColumn, decimal: this.reading.decimals[amountColumn] ?? ',', width: this.width });
    this.compared = new Set(columns.filter(({ meaning, heading }) => meaning !== 'row_number' || /line|строк|рядк|поз/i.test(heading)).map(({ index }) => index));
  }

  read(row: RawRow, next: RawRow | null): Interpreted {
    const role = this.roles.roleOf(row);
    if (role !== null) return { type: 'ignored', row: row.number, why: role };
    const whole = this.filledDown(row);
    const above = this.groups ? this.groups.step(whole, next) : undefined;
    if (above === null) return { type: 'ignored', row: row.number, why: 'group' };
    if (this.recognition.kind === 'costs' && addsUpNext(whole, next, this.layout)) return { type: 'ignored', row: row.number, why: 'group' };
    const broken = this.brokenRecord(whole);
    if (broken) return broken;
    const view = new RowView(whole, this.layout, above);
    return this.finish(this.fact(view), whole, above);
  }

  private fact(view: RowView): Interpreted {
    switch (this.recognition.kind) {
      case 'sales':
        return readSale(view, this.recognition);
      case 'payments':
        return readPayment(view, this.recognition);
      case 'rates':
        return readRate(view, this.recognition, this.saidRows);
      case 'prices':
        return readPrice(view, this.recognition, this.saidRows);
      case 'costs':
        return readCost(view, this.recognition);
      case 'direct_costs':
        return readDirectCost(view, this.recognition);
      case 'events':
        return readEvent(view, this.recognition);
      case 'contracts':
        return readContract(view, this.recognition, this.saidRows);
    }
  }

  /** An unquoted delimiter inside a name shifts everything behind it; a record that breaks off lacks what it is about. */
  private brokenRecord(row: RawRow): Interpreted | null {
    const { fields } = this.reading;
    if (fields === null || row.cells.length === fields) return null;
    const lost = this.recognition.mapping.columns.some(({ index, meaning }) => index >= row.cells.length && essential.has(meaning));
    const surplus = row.cells.length > fields;
    if (!surplus && !lost) return null;
    return { type: 'rejected', row: row.number, reason: 'column_count', detail: `${row.cells.length} / ${fields}`, cells: row.cells.map(cellText) };
  }

  private filledDown(row: RawRow): RawRow {
    const { fillDown, fillDownWithin } = this.reading;
    if (fillDown.length === 0) return row;
    const above = this.lastRow;
    const last = above === null || fillDownWithin === null || cellText(row.cells[fillDownWithin]) === cellText(above.cells[fillDownWithin]) ? above : null;
    const cells = [...row.cells];
    if (last !== null && fillDown.every((column) => isEmpty(cells[column]) || cellText(cells[column]) === cellText(last.cells[column]) || !isEmpty(cells[fillDown[0]!]))) {
      const fresh = fillDown.some((column) => !isEmpty(cells[column]));
      for (const column of fillDown) {
        while (cells.length <= column) cells.push({ type: 'empty' });
        if (isEmpty(cells[column]) && (!fresh || this.recognition.mapping.columns[column]?.meaning !== 'tax_id')) cells[column] = last.cells[column] ?? { type: 'empty' };
      }
    }
    const whole = { ...row, cells };
    this.lastRow = whole;
    return whole;
  }

  private finish(result: Interpreted, row: RawRow, above: ReadonlyMap<string, string> | undefined): Interpreted {
    if (result.type === 'rate') {
      this.widenUsualDates(result.entry.ratedOn);
      return result;
    }
    if (result.type === 'price') {
      this.widenUsualDates(result.entry.validOn);
      return result;
    }
    if (result.type === 'rejected' || result.type === 'ignored') {
      this.before = null;
      return result;
    }
    const { entry } = result;
    this.widenUsualDates(dayOf(entry));
    if ('lineNumber' in entry) entry.lineNumber = this.lines.next(entry);
    if (result.type === 'draft') {
      this.before = null;
      return result;
    }
    const key = this.comparable(row, above);
    if (this.before?.key === key) {
      result.held ??= 'exact_duplicate';
      if (result.held === 'exact_duplicate') result.heldBecauseOfRow = this.before.row;
    } else this.before = { key, row: result.row };
    return result;
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

/** In a balance without a column of months a row that stands above deeper ones is the sum of them. */
function addsUpNext(row: RawRow, next: RawRow | null, { at }: Layout): boolean {
  return !at.has('month') && next !== null && (next.outlineLevel > row.outlineLevel || (next.outlineLevel === row.outlineLevel && next.indent > row.indent));
}

function dayOf(entry: SaleLine | Payment | PoolCost | DirectCost | ServiceEvent | ContractTerm): string {
  if ('contractNumber' in entry) return entry.from;
  if ('shippedOn' in entry) return entry.shippedOn;
  if ('paidOn' in entry) return entry.paidOn;
  return 'month' in entry ? entry.month : entry.happenedOn;
}

const essential: ReadonlySet<string> = new Set(['date', 'document', 'document_number', 'customer', 'customer_code', 'net_amount', 'gross_amount', 'payment_amount', 'rate', 'month', 'pool', 'expense_amount', 'event', 'contract_number', 'valid_until', 'term_length']);
