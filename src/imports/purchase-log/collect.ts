/**
 * The rows of a log, each read as an import reads a sale, to columns of numbers: whose, on which day, for how much. Rows that are no
 * purchase are left out by reason; where too many cannot be read, the file is refused with the first of them.
 */
import { type Assumption, type AssumptionKey, unanswered } from '../assumptions/assumption.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { Interpreted, ReadFact } from '../../facts/row/outcome.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers, Mapping } from '../../facts/row/reading.ts';
import { ImportRefused, type Recognition } from '../recognition.ts';
import { interpret } from '../interpret/interpret.ts';
import { recognise } from '../recognise/recognise.ts';
import { minorDigits } from '../../facts/values/currency.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseMonth } from '../../facts/values/month.ts';
import { dateOrderOf, type DayOrder } from './date-order.ts';
import { type Doubled, findDoubled, firstOfCopies, markOf } from './doubled-rows.ts';
import { farDates } from './far-dates.ts';
import { type LogColumns, nameOf } from './find-columns.ts';
import { GrowingFloats, GrowingInts } from './growing.ts';
import { LogRefused, LogUndecided } from './refused.ts';
import { personOf, type PlainRow, PlainRows } from './plain-rows.ts';
import { type Rows, withRows } from './split-blanks.ts';
import { type ColumnUse, LeftOutRows, type Money, type UsedColumn, type WhatWasRead } from './what-was-read.ts';

export interface PurchaseRows {
  kind: 'log';
  rows: number;
  /** Customers numbered from 0, days since 1970-01-01. */
  customers: number;
  customer: Int32Array;
  day: Int32Array;
  /** NaN where the sum of a purchase is blank. */
  amount: Float64Array | null;
  read: WhatWasRead;
  /** What reading took for granted; nothing of it is open. */
  assumptions: Assumption[];
}

interface Frame {
  table: string;
  until: number | null;
  today: number | null;
  plainly?: boolean;
  /** What a person answers, by question (assumptions/assumption.ts). */
  answers?: Answers;
}

type FlatColumns = LogColumns & { layout: 'flat' };

/** `plainly` false reads every row as the importer does, which says the same and takes longer. */
export async function readLog(file: Rows, columns: LogColumns, { plainly = true, answers = {}, ...frame }: Frame): Promise<PurchaseRows> {
  const source = columns.layout === 'flat' ? await flatSource(file, columns, answers) : await groupedSource(file, columns.lacking, answers);
  const log = new Log(source, plainly ? PlainRows.of(source.recognition) : null);
  const ofRows: Assumption[] = [];
  for await (const results of interpret(log.watched(source.file), source.recognition, (found) => ofRows.push(...found)))
    for (const result of results) log.take(result);
  refuseUnreadable(log, source);
  const assumptions = [...source.recognition.assumptions, ...ofRows].filter(({ key }) => !ofNoConcern.has(key));
  if (unanswered(assumptions).length > 0) throw new LogUndecided(assumptions);
  const kept = log.kept(source);
  if (kept.day.length === 0) throw new LogRefused('log_empty');
  refuseNegative(kept.amount);
  return withoutFarDates(log, kept, { ...frame, source, format: file.format, assumptions });
}

/**
 * Sums of a log are in whatever money and with whatever tax they are printed: models ask only that they are alike. Which columns are
 * read, and in which order days are, is said beside (what-was-read.ts).
 */
const ofNoConcern: ReadonlySet<AssumptionKey> = new Set(['currency', 'vat', 'totals', 'not_read', 'kind', 'months']);

interface Source {
  file: Rows;
  recognition: Recognition;
  /** Whether amounts are of the file, and not the ones that stand in for none. */
  hasMoney: boolean;
  /** Rows of purchases whose sum is blank, as they pass. */
  unpriced: ReadonlySet<number>;
  order: DayOrder | null;
  precision: 'day' | 'month';
  counters: ReadonlySet<number>;
  otherDates: string[];
}

async function flatSource(file: Rows, columns: FlatColumns, answers: Answers): Promise<Source> {
  const { ownHeader, headerEnd, headings, meanings, date } = columns;
  const hasMoney =
    meanings.includes('net_amount') ||
    meanings.includes('gross_amount') ||
    meanings.includes('list_amount') ||
    (meanings.includes('list_price') && meanings.includes('quantity'));
  const order = date.precision === 'day' ? await dateOrderOf(file, { column: date.index, after: headerEnd }) : null;
  const unpriced = new Set<number>();
  const sums = meanings.flatMap((meaning, index) =>
    meaning === 'net_amount' || meaning === 'gross_amount' || meaning === 'list_amount' ? [index] : [],
  );
  const told = [
    date.index,
    ...meanings.flatMap((meaning, index) => (meaning === 'customer' || meaning === 'customer_code' ? [index] : [])),
  ];
  const changed = withRows(file, (row) => {
    if (row.number <= headerEnd) return ownHeader ? null : row;
    const dated = date.precision === 'month' ? withDay(row, date.index) : row;
    if (!hasMoney) return withOne(dated, headings.length);
    if (
      sums.length !== 1 ||
      row.cells.length <= sums[0]! ||
      !isEmpty(row.cells[sums[0]!]) ||
      told.some((column) => isEmpty(row.cells[column]))
    )
      return dated;
    unpriced.add(row.number);
    return withCell(dated, sums[0]!, '0');
  });
  const said = meanings.map((meaning, index) => ({ index, heading: headings[index]!, meaning }));
  const mapping: Mapping = {
    kind: 'sales',
    columns: hasMoney ? said : [...said, { index: headings.length, heading: '', meaning: 'net_amount' }],
    dateOrder: order ?? 'dmy',
    currency: unnamed,
    // Sums are taken as they are printed.
    vatIncludedRate: 0,
  };
  const recognition = await recognise(changed, { kind: 'sales', mapping, answers });
  // The order of days is this reading's own finding, and nobody's word.
  recognition.assumptions = recognition.assumptions.filter(({ key }) => key !== 'date_order');
  return {
    file: changed,
    recognition,
    hasMoney,
    unpriced,
    order,
    precision: date.precision === 'month' ? 'month' : 'day',
    counters: columns.counters,
    otherDates: columns.otherDates,
  };
}

/** Stands for whatever money the file is about: two decimals. */
const unnamed = 'USD';

/** A month is its first day. */
function withDay(row: RawRow, column: number): RawRow {
  const cell = row.cells[column];
  if (cell?.type !== 'text') return row;
  const month = parseMonth(cellText(cell), 'dmy');
  return month === null ? row : withCell(row, column, month);
}

function withCell(row: RawRow, column: number, text: string): RawRow {
  const cells = [...row.cells];
  while (cells.length <= column) cells.push({ type: 'empty' });
  cells[column] = { type: 'text', text };
  return { ...row, cells };
}

/** Rows of a log without amounts, each for an amount of one behind its last column, so that they are read like any other. */
function withOne(row: RawRow, width: number): RawRow {
  if (row.cells.filter((cell) => !isEmpty(cell)).length < 2) return row;
  const cells = [...row.cells];
  while (cells.length < width) cells.push({ type: 'empty' });
  return { ...row, cells: [...cells, { type: 'text', text: '1' }] };
}

async function groupedSource(file: Rows, lacking: LogRefused, answers: Answers): Promise<Source> {
  const recognition = await recognise(file, { kind: 'sales', answers }).catch((error: unknown) => {
    throw error instanceof ImportRefused && error.refusal.code === 'column_missing' ? lacking : error;
  });
  const mapping: Mapping = { ...recognition.mapping, vatIncludedRate: 0 };
  const order = mapping.dateOrder === 'ymd' ? null : mapping.dateOrder;
  return {
    file,
    recognition: { ...recognition, mapping },
    hasMoney: true,
    unpriced: new Set(),
    order,
    precision: 'day',
    counters: new Set(),
    otherDates: [],
  };
}

interface Kept {
  /** Of the file. */
  row: Int32Array;
  customer: Int32Array;
  day: Int32Array;
  amount: Float64Array;
  doubled: Doubled;
}

class Log {
  /** Of the table, left-out ones included. */
  rows = 0;
  readonly leftOut = new LeftOutRows();
  readonly currencies = new Set<string>();
  readonly names = new Map<string, number>();
  readonly #counters: ReadonlySet<number>;
  readonly #headerEnd: number;
  readonly #dateAndSum: number[];
  readonly #unpriced: ReadonlySet<number>;
  readonly #plain: PlainRows | null;
  readonly #currency: string;
  readonly #rows = {
    number: new GrowingInts(),
    customer: new GrowingInts(),
    day: new GrowingInts(),
    amount: new GrowingFloats(),
    mark: new GrowingFloats(),
    back: new GrowingInts(),
  };
  /** Rows that have passed and are not interpreted yet. */
  #passed: { row: number; mark: number; cells: RawRow['cells'] }[] = [];
  #next = 0;
  readonly #cancelled = { marked: [] as number[], plain: 0 };
  #customers = 0;
  #lastDay = { text: '', day: 0 };

  constructor({ counters, recognition, unpriced }: Source, plain: PlainRows | null) {
    this.#plain = plain;
    this.#dateAndSum = [['date'], ['net_amount', 'gross_amount']].flatMap(
      (meanings) => recognition.mapping.columns.find(({ meaning }) => meanings.includes(meaning))?.index ?? [],
    );
    this.#currency = recognition.mapping.currency;
    this.#counters = counters;
    this.#unpriced = unpriced;
    this.#headerEnd = recognition.headerRows.at(-1) ?? 0;
  }

  /** What is left of the file for the importer; each row leaves its mark, by which doubled rows are found. */
  watched(file: Rows): Rows {
    return withRows(file, (row) => {
      const mark = markOf(row, this.#counters);
      const plain = this.#plain === null || this.#unpriced.has(row.number) ? null : this.#plain.read(row);
      if (plain === null) {
        this.#passed.push({ row: row.number, mark, cells: row.cells });
        return row;
      }
      this.rows++;
      this.currencies.add(this.#currency);
      this.#push({ ...plain, row: row.number, back: plain.amount < 0, mark });
      return null;
    });
  }

  take(result: Interpreted): void {
    const { mark, cells } = this.#passedRow(result.row);
    if (
      result.row <= this.#headerEnd ||
      (result.type === 'ignored' && (result.why === 'blank' || result.why === 'title' || result.why === 'group'))
    )
      return;
    this.rows++;
    if (result.type === 'ignored')
      this.leftOut.add(
        this.#isOfNobody(result.why, cells) ? 'missing_customer' : result.why,
        result.row,
        cells.map(cellText).find((text) => text !== ''),
      );
    else if (result.type === 'rejected') this.leftOut.add(result.reason, result.row, result.detail);
    else if (result.type === 'draft') this.leftOut.add('draft', result.row);
    else if (result.type === 'fact' && result.kind === 'sales') this.#add(result, mark);
  }

  /** A day and a sum without a customer, which in some orders of columns looks like what stands below a table. */
  #isOfNobody(why: string, cells: RawRow['cells']): boolean {
    return why === 'footer' && this.#dateAndSum.length === 2 && this.#dateAndSum.every((column) => /\d/.test(cellText(cells[column])));
  }

  #add({ row, entry }: Pick<ReadFact & { kind: 'sales' }, 'row' | 'entry'>, mark: number): void {
    const { customer, netMinor, currency, kind, documentNumber, shippedOn } = entry;
    // A price that was mended afterwards is neither a purchase nor a return.
    if (kind === 'correction') return this.leftOut.add('correction', row);
    this.currencies.add(currency);
    const amount = this.#unpriced.has(row) ? Number.NaN : Number(netMinor) / 10 ** minorDigits(currency);
    this.#push({
      customer: customer.code || customer.taxId || customer.name,
      day: this.#dayOf(shippedOn),
      amount,
      document: documentNumber,
      row,
      back: kind === 'return',
      mark,
    });
  }

  #push({ customer, day, amount, document, row, back, mark }: PlainRow & { row: number; back: boolean; mark: number }): void {
    let number = this.names.get(customer);
    if (number === undefined) {
      const name = personOf(customer);
      if (name === '') return this.leftOut.add('missing_customer', row);
      number = this.names.get(name) ?? this.#customers++;
      this.names.set(name, number).set(customer, number);
    }
    if (/^\d+$/.test(document)) this.#cancelled.plain++;
    else if (/^C\d{3,}$/i.test(document)) this.#cancelled.marked.push(this.#rows.day.length);
    this.#rows.number.push(row);
    this.#rows.customer.push(number);
    this.#rows.day.push(day);
    this.#rows.amount.push(amount);
    this.#rows.back.push(back ? 1 : 0);
    this.#rows.mark.push(mark);
  }

  /** What was read, without further copies of rows that all stand several times, and without returns where there is no money. */
  kept({ hasMoney }: Source): Kept {
    const rows = this.#rows;
    const [amount, back] = [rows.amount.values(), rows.back.values()];
    // "C536379" beside 536379: shops cancel an invoice under its own number, whatever the sign of what it prints.
    if (this.#cancelled.plain > this.#cancelled.marked.length)
      for (const at of this.#cancelled.marked) [amount[at], back[at]] = [-Math.abs(amount[at]!), 1];
    const doubled = findDoubled(rows.mark);
    const first = doubled.copies === 1 ? null : firstOfCopies(rows.mark, doubled.copies);
    const keep = (at: number): boolean => (first === null || first[at]!) && (hasMoney || back[at] === 0);
    const places: number[] | null = first === null && (hasMoney || !back.includes(1)) ? null : [];
    if (places !== null) {
      for (let at = 0; at < amount.length; at++) {
        if (keep(at)) places.push(at);
        else this.leftOut.add(first !== null && !first[at]! ? 'copy' : 'return', rows.number.values()[at]!);
      }
    }
    return {
      row: taken(rows.number.values(), places),
      customer: taken(rows.customer.values(), places),
      day: taken(rows.day.values(), places),
      amount: places === null ? amount : Float64Array.from(places, (at) => amount[at]!),
      doubled,
    };
  }

  /** Results come one for each row, in its order. */
  #passedRow(row: number): { mark: number; cells: RawRow['cells'] } {
    while (this.#passed[this.#next]!.row !== row) this.#next++;
    const passed = this.#passed[this.#next++]!;
    if (this.#next > 4096) {
      this.#passed = this.#passed.slice(this.#next);
      this.#next = 0;
    }
    return passed;
  }

  #dayOf(text: string): number {
    if (text !== this.#lastDay.text) this.#lastDay = { text, day: Date.parse(text) / 86_400_000 };
    return this.#lastDay.day;
  }
}

function taken(values: Int32Array, places: number[] | null): Int32Array {
  return places === null ? values : Int32Array.from(places, (at) => values[at]!);
}

const unreadable = [
  'invalid_date',
  'missing_date',
  'date_out_of_range',
  'invalid_amount',
  'missing_amount',
  'uncalculated_formula',
  'invalid_quantity',
  'unknown_currency',
  'column_count',
] as const;

/** One row in ten that cannot be read shows a column that is not what it was taken for. Nobody's rows are usual, up to half. */
function refuseUnreadable(log: Log, { recognition, hasMoney }: Source): void {
  const { rows } = log;
  const odd = log.leftOut.count(unreadable);
  if (odd * 10 <= rows && log.leftOut.count(['missing_customer']) * 2 <= rows) return;
  const [first] = log.leftOut
    .list()
    .filter(({ reason }) => reason === 'missing_customer' || (unreadable as readonly string[]).includes(reason))
    .toSorted((a, b) => b.rows - a.rows);
  const { row, value } = first!.examples[0]!;
  const detail = { row: String(row), value, rows: String(first!.rows), all: String(rows) };
  switch (first!.reason) {
    case 'invalid_date':
    case 'date_out_of_range':
      throw new LogRefused('log_bad_date', detail);
    case 'invalid_amount':
    case 'invalid_quantity':
    case 'uncalculated_formula':
      throw new LogRefused('log_bad_amount', { ...detail, value: valueAlone(value) });
    case 'column_count':
    case 'missing_customer':
    case 'missing_date':
    case 'missing_amount':
      throw new LogRefused('log_missing_cell', {
        ...detail,
        column: hasMoney
          ? columnsUsed(recognition, hasMoney)
              .map(({ heading }) => heading)
              .join(', ')
          : '',
      });
    default:
      throw new LogRefused('log_left_out', detail);
  }
}

/** "Amount: n/a" names the column first. */
function valueAlone(detail: string): string {
  return detail.slice(detail.indexOf(': ') < 0 ? 0 : detail.indexOf(': ') + 2);
}

function refuseNegative(amount: Float64Array): void {
  const negative = amount.reduce((count, value) => (value < 0 ? count + 1 : count), 0);
  if (negative * 2 > amount.length)
    throw new LogRefused('log_mostly_negative', { negative: String(negative), rows: String(amount.length) });
}

function withoutFarDates(
  log: Log,
  kept: Kept,
  { source, table, until, today, format, assumptions }: Frame & { source: Source; format: Rows['format']; assumptions: Assumption[] },
): PurchaseRows {
  const far = farDates(kept.day, { today: until === null ? today : null });
  const last = until ?? far.until;
  const places: number[] = [];
  for (let at = 0; at < kept.day.length; at++) {
    const day = kept.day[at]!;
    if (day >= far.from && day <= last) places.push(at);
    else
      log.leftOut.add(
        until !== null && day > until ? 'after_end' : today !== null && day > today + 1 ? 'after_today' : 'far_from_the_rest',
        kept.row[at]!,
        isoDay(day),
      );
  }
  if (places.length === 0) throw new LogRefused('log_nothing_before', { end: isoDay(last) });
  const all = places.length === kept.day.length;
  const [customer, day] = [taken(kept.customer, all ? null : places), taken(kept.day, all ? null : places)];
  const amount = all ? kept.amount : Float64Array.from(places, (at) => kept.amount[at]!);
  const money = moneyOf(source, log, amount);
  const [from, to] = day.reduce(([least, most], on) => [Math.min(least!, on), Math.max(most!, on)], [Infinity, -Infinity]) as [
    number,
    number,
  ];
  const read: WhatWasRead = {
    format,
    table,
    columns: columnsUsed(source.recognition, source.hasMoney),
    otherDates: source.otherDates,
    rows: log.rows,
    leftOut: log.leftOut.list(),
    period: { from: isoDay(from), to: isoDay(to) },
    observedUntil: isoDay(until ?? to),
    dates: { order: source.order, precision: source.precision === 'month' || firstsOfMonths(day) ? 'month' : 'day' },
    money,
    returns: source.hasMoney ? amount.reduce((count, value) => (value < 0 ? count + 1 : count), 0) : 0,
    unpriced: source.hasMoney ? amount.reduce((count, value) => (Number.isNaN(value) ? count + 1 : count), 0) : 0,
    doubled: kept.doubled,
  };
  return {
    kind: 'log',
    rows: day.length,
    customers: new Set(customer).size,
    customer,
    day,
    amount: money.from === 'none' ? null : amount,
    read,
    assumptions,
  };
}

/** Whoever has only months often writes their first days. */
function firstsOfMonths(day: Int32Array): boolean {
  const different = new Set(day);
  return different.size > 2 && [...different].every((on) => isoDay(on).endsWith('-01'));
}

function moneyOf(source: Source, log: Log, amount: Float64Array): Money {
  if (!source.hasMoney || amount.every(Number.isNaN)) return { from: 'none', because: 'no_column' };
  if (log.currencies.size > 1) return { from: 'none', because: 'several_currencies' };
  if (amount.every((value) => value === 0 || Number.isNaN(value))) return { from: 'none', because: 'all_zero' };
  return { from: sumsThere(source.recognition) ? 'amount' : 'quantity_times_price' };
}

function sumsThere({ mapping, reading }: Recognition): boolean {
  return (
    mapping.columns.some(({ meaning }) => meaning === 'net_amount' || meaning === 'gross_amount' || meaning === 'list_amount') ||
    reading.grouping !== null
  );
}

const uses: Partial<Record<ColumnMeaning, ColumnUse>> = {
  customer: 'customer',
  customer_code: 'customer',
  tax_id: 'customer',
  date: 'date',
  document: 'date',
  net_amount: 'amount',
  gross_amount: 'amount',
  list_amount: 'amount',
  quantity: 'quantity',
  list_price: 'price',
};

/** One for each thing that was taken: of code and name the code, of net and gross the net. */
function columnsUsed(recognition: Recognition, hasMoney: boolean): UsedColumn[] {
  const { columns } = recognition.mapping;
  const headings = columns.map(({ heading }) => heading);
  const first = (...meanings: ColumnMeaning[]): UsedColumn[] => {
    const column = meanings.map((meaning) => columns.find((each) => each.meaning === meaning)).find((each) => each !== undefined);
    return column === undefined ? [] : [{ use: uses[column.meaning]!, number: column.index + 1, heading: nameOf(column.index, headings) }];
  };
  const amounts = !hasMoney
    ? []
    : sumsThere(recognition)
      ? first('net_amount', 'gross_amount', 'list_amount')
      : [...first('quantity'), ...first('list_price')];
  return [...first('customer_code', 'tax_id', 'customer'), ...first('date', 'document'), ...amounts];
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
