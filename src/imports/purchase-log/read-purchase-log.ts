/**
 * A file of purchases (customer, date and perhaps amount, one row for each) or of ready histories (x, t_x, T), of any company. Reads
 * columns; makes nothing of them. The file is read as bytes and only what has not been seen before becomes a string.
 */
import { readFile } from 'node:fs/promises';
import { columnsOf, type LogColumns } from './columns.ts';
import { dateOrderOf, readDay, shapeOfDate } from './read-day.ts';
import { readNumber } from './read-number.ts';
import { type Records, recordsOf } from './records.ts';
import { LogRefused } from './refused.ts';

export interface PurchaseRows {
  kind: 'log';
  rows: number;
  /** Customers numbered from 0, days since 1970-01-01. */
  customers: number;
  customer: Int32Array;
  day: Int32Array;
  amount: Float64Array | null;
}

export interface HistoryRows {
  kind: 'histories';
  rows: { repeats: number; last: number; age: number }[];
}

export async function readPurchaseLog(path: string): Promise<PurchaseRows | HistoryRows> {
  const bytes = asUtf8(await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new LogRefused('log_not_found', { file: path, why: error.code ?? error.message });
  }));
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const delimiter = delimiterOf(bytes.toString('utf8', from, Math.min(bytes.length, from + 65_536)));
  const sample = firstRecords(recordsOf(bytes, { from, delimiter }), 50);
  if (sample.length === 0) throw new LogRefused('log_empty');
  const columns = columnsOf(sample);
  if (columns === null) throw new LogRefused('log_no_columns', { found: sample[0]!.join(' | ') });
  const records = recordsOf(bytes, { from, delimiter });
  if (columns.heading) records.next();
  return columns.kind === 'log' ? readLog(records, bytes, columns) : readHistories(records, columns);
}

/** Notepad's "Unicode" has two bytes for each letter. */
function asUtf8(bytes: Buffer): Buffer {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.toString('utf16le', 2));
  return bytes;
}

/** The one that splits most of the first lines into the same number of cells; blanks where none does. */
function delimiterOf(head: string): number {
  const lines = head.split(/\r?\n|\r/).filter((line) => line.trim() !== '').slice(0, 50);
  const cellsBy = (delimiter: string): number[] => lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length);
  const best = ['\t', ';', '|', ','].map((delimiter) => {
    const cells = cellsBy(delimiter);
    return { delimiter, share: cells[0] === 1 ? 0 : cells.filter((count) => count === cells[0]).length / cells.length };
  });
  const chosen = best.toSorted((a, b) => b.share - a.share)[0]!;
  return (chosen.share > 0.5 ? chosen.delimiter : ' ').charCodeAt(0);
}

function firstRecords(records: Records, most: number): string[][] {
  const rows: string[][] = [];
  for (let cells = records.next(); cells >= 0 && rows.length < most; cells = records.next()) rows.push(Array.from({ length: cells }, (_, cell) => records.text(cell)));
  return rows;
}

function readLog(records: Records, bytes: Buffer, columns: LogColumns & { kind: 'log' }): PurchaseRows {
  const found = { customer: new GrowingInts(), date: new GrowingInts(), amount: new GrowingFloats() };
  const customers = new KnownTexts(bytes);
  const dates = new KnownTexts(bytes);
  const lineOfDate: number[] = [];
  const width = Math.max(columns.customer, columns.date, columns.amount ?? 0) + 1;
  for (let cells = records.next(); cells >= 0; cells = records.next()) {
    if (cells < width || records.start(columns.customer) === records.end(columns.customer)) throw new LogRefused('log_missing_cell', { row: String(records.line) });
    found.customer.push(customers.numberOf(records.start(columns.customer), records.end(columns.customer)));
    const date = dates.numberOf(records.start(columns.date), records.end(columns.date));
    if (date === lineOfDate.length) {
      lineOfDate.push(records.line);
      if (shapeOfDate(dates.texts[date]!) === null) throw new LogRefused('log_bad_date', { row: String(records.line), value: dates.texts[date]! });
    }
    found.date.push(date);
    if (columns.amount !== null) found.amount.push(amountOf(records, bytes, columns.amount));
  }
  if (found.date.length === 0) throw new LogRefused('log_empty');
  const dayOf = daysOf(dates.texts, lineOfDate);
  const day = found.date.values().map((date) => dayOf[date]!);
  return { kind: 'log', rows: day.length, customers: customers.texts.length, customer: found.customer.values(), day, amount: columns.amount === null ? null : found.amount.values() };
}

function daysOf(texts: readonly string[], lineOfDate: readonly number[]): number[] {
  const order = dateOrderOf(texts);
  if (order === 'ambiguous') throw new LogRefused('log_date_order', { value: texts[0]! });
  return texts.map((text, at) => {
    const day = order === 'broken' ? null : readDay(text, order);
    if (day === null) throw new LogRefused('log_bad_date', { row: String(lineOfDate[order === 'broken' ? firstOdd(texts) : at]), value: texts[order === 'broken' ? firstOdd(texts) : at]! });
    return day;
  });
}

/** The first date that no order has in common with those before it. */
function firstOdd(texts: readonly string[]): number {
  const at = texts.findIndex((_, index) => dateOrderOf(texts.slice(0, index + 1)) === 'broken');
  return Math.max(at, 0);
}

/** Digits and a point are read as they stand; anything else as text. */
function amountOf(records: Records, bytes: Buffer, cell: number): number {
  const [start, end] = [records.start(cell), records.end(cell)];
  let [value, scale, plain] = [0, 0, end > start && end - start < 15];
  for (let at = start; plain && at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48);
      scale *= 10;
    } else if (byte === 46 && scale === 0) scale = 1;
    else plain = false;
  }
  if (plain) return value / (scale === 0 ? 1 : scale);
  const read = readNumber(records.text(cell));
  if (read === null) throw new LogRefused('log_bad_amount', { row: String(records.line), value: records.text(cell) });
  return read;
}

function readHistories(records: Records, columns: LogColumns & { kind: 'histories' }): HistoryRows {
  const rows: HistoryRows['rows'] = [];
  for (let cells = records.next(); cells >= 0; cells = records.next()) {
    const [repeats, last, age] = [columns.repeats, columns.last, columns.age].map((cell) => (cell < cells ? readNumber(records.text(cell)) : null));
    const possible = repeats !== null && last !== null && age !== null && Number.isInteger(repeats) && repeats! >= 0 && last! >= 0 && last! <= age! && (repeats === 0) === (last === 0);
    if (!possible) throw new LogRefused('log_bad_history', { row: String(records.line), value: [columns.repeats, columns.last, columns.age].map((cell) => (cell < cells ? records.text(cell) : '')).join(', ') });
    rows.push({ repeats: repeats!, last: last!, age: age! });
  }
  if (rows.length === 0) throw new LogRefused('log_empty');
  return { kind: 'histories', rows };
}

/** Numbers texts in the order in which they first come; a text like the one before is told by its bytes. */
class KnownTexts {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string | number, number>();
  readonly #bytes: Buffer;
  #last = { start: 0, end: 0, number: -1 };
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  numberOf(start: number, end: number): number {
    if (this.#isLast(start, end)) return this.#last.number;
    const key = this.#codeOf(start, end) ?? this.#bytes.toString('latin1', start, end);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.texts.length;
      this.#numbers.set(key, number);
      this.texts.push(typeof key === 'string' ? key : this.#bytes.toString('latin1', start, end));
    }
    this.#last = { start, end, number };
    return number;
  }
  /** Dates and numeric codes are told apart by a number: - . / and digits, sixteen to a place after a leading 1. */
  #codeOf(start: number, end: number): number | null {
    if (end - start > 12) return null;
    let code = 1;
    for (let at = start; at < end; at++) {
      const byte = this.#bytes[at]!;
      if (byte < 45 || byte > 57) return null;
      code = code * 16 + byte - 45;
    }
    return code;
  }
  #isLast(start: number, end: number): boolean {
    const { start: known, end: knownEnd, number } = this.#last;
    if (number < 0 || end - start !== knownEnd - known) return false;
    for (let at = 0; at < end - start; at++) if (this.#bytes[start + at] !== this.#bytes[known + at]) return false;
    return true;
  }
}

class GrowingInts {
  length = 0;
  #values = new Int32Array(1 << 16);
  push(value: number): void {
    if (this.length === this.#values.length) this.#values = doubled(this.#values, new Int32Array(this.length * 2));
    this.#values[this.length++] = value;
  }
  values(): Int32Array {
    return this.#values.subarray(0, this.length);
  }
}

class GrowingFloats {
  length = 0;
  #values = new Float64Array(1 << 16);
  push(value: number): void {
    if (this.length === this.#values.length) this.#values = doubled(this.#values, new Float64Array(this.length * 2));
    this.#values[this.length++] = value;
  }
  values(): Float64Array {
    return this.#values.subarray(0, this.length);
  }
}

function doubled<Values extends Int32Array | Float64Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}
