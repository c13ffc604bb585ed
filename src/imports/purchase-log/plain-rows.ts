/**
 * Rows of a log that leave nothing to decide: a customer, a day without a time, a bare number. They are most of any long log and are read
 * here at once; every other row, and every row after one that may be headings, goes to the importer's own reading of a sale.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Recognition } from '../recognition.ts';
import { isTotal } from '../interpret/total-words.ts';
import { outOfRange } from '../../facts/row/plausible-dates.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { dateFromSerial, parseDate } from '../../facts/values/date.ts';
import { parseNumber } from '../../facts/values/number.ts';

/** Programs write nobody in several ways, which come out empty; an address is the same in small letters. */
export function personOf(name: string): string {
  if (name.length <= 9 && /^(null|none|nan|n\/a|na|#n\/a|nil|\(blank\)|-|–|—|нет|пусто)$/i.test(name)) return '';
  return name.includes('@') ? name.toLowerCase() : name;
}

export interface PlainRow {
  customer: string;
  day: number;
  amount: number;
  document: string;
}

/** What says nothing of whether a row is a purchase, or for how much, beside a sum of its own. */
const harmless: ReadonlySet<ColumnMeaning> = new Set([
  'ignored',
  'row_number',
  'region',
  'product',
  'product_code',
  'product_line',
  'unit',
  'manager',
  'group',
  'industry',
  'delivery_point',
  'list_price',
  'document_number',
  'quantity',
]);
const ofCustomers: ReadonlySet<ColumnMeaning> = new Set(['customer', 'customer_code']);
const ofMoney: ReadonlySet<ColumnMeaning> = new Set(['net_amount', 'gross_amount']);

export class PlainRows {
  readonly #at: { customer: number; date: number; amount: number; document: number; quantity: number };
  readonly #fields: number | null;
  readonly #headerEnd: number;
  readonly #order: Recognition['mapping']['dateOrder'];
  readonly #usual: Recognition['reading']['usualDates'];
  /** What a text was found to be, each once: days, and whether it can be a customer. */
  readonly #days = new Map<string, number | null>();
  readonly #customers = new Map<string, boolean>();
  #maybeHeadings = false;

  private constructor(recognition: Recognition) {
    const { mapping, reading, headerRows } = recognition;
    const at = (has: (meaning: ColumnMeaning) => boolean): number => mapping.columns.find(({ meaning }) => has(meaning))?.index ?? -1;
    this.#at = {
      customer: at((meaning) => ofCustomers.has(meaning)),
      date: at((meaning) => meaning === 'date'),
      amount: at((meaning) => ofMoney.has(meaning)),
      document: at((meaning) => meaning === 'document_number'),
      quantity: at((meaning) => meaning === 'quantity'),
    };
    this.#fields = reading.fields;
    this.#headerEnd = headerRows.at(-1) ?? 0;
    this.#order = mapping.dateOrder;
    this.#usual = reading.usualDates;
  }

  /** Null where more than customer, day and sum decides what a row is. */
  static of(recognition: Recognition): PlainRows | null {
    const { mapping, reading, titles } = recognition;
    const { columns } = mapping;
    const one = (set: ReadonlySet<ColumnMeaning>): boolean => columns.filter(({ meaning }) => set.has(meaning)).length === 1;
    const known = columns.every(
      ({ meaning }) => harmless.has(meaning) || ofCustomers.has(meaning) || ofMoney.has(meaning) || meaning === 'date',
    );
    const scaled = columns.some(({ meaning, heading }) => ofMoney.has(meaning) && /тыс|тис|thous|млн|million|mln|000|\bk\b/i.test(heading));
    const plain =
      known &&
      one(ofCustomers) &&
      one(ofMoney) &&
      !scaled &&
      titles.length === 0 &&
      reading.fillDown.length === 0 &&
      reading.grouping === null &&
      mapping.vatIncludedRate === 0 &&
      columns.some(({ meaning }) => meaning === 'date');
    return plain ? new PlainRows(recognition) : null;
  }

  /** Null for a row that needs the importer. */
  read(row: RawRow): PlainRow | null {
    const { customer: who, date, amount: sum, document: number, quantity } = this.#at;
    const { cells } = row;
    if (
      row.number <= this.#headerEnd ||
      this.#maybeHeadings ||
      row.hidden === true ||
      (this.#fields !== null && cells.length !== this.#fields)
    )
      return null;
    const day = this.#dayOf(row, date);
    const amount = plainNumber(row, sum);
    if (day === null || amount === null) {
      this.#maybeHeadings =
        row.number > this.#headerEnd &&
        cells.filter((cell) => !isEmpty(cell)).length > 1 &&
        cells.every((cell) => isEmpty(cell) || (cell.type === 'text' && !/\d/.test(cell.text)));
      return null;
    }
    const customer = cellText(cells[who]);
    if (customer === '' || !this.#isCustomer(customer) || cells[who]!.type !== 'text') return null;
    const first = cells.findIndex((cell) => !isEmpty(cell));
    if (first !== who && first !== date && isTotal(cellText(cells[first]))) return null;
    const document = number < 0 ? '' : cellText(cells[number]);
    if (number >= 0 && document === '') return null;
    if (quantity >= 0 && !((plainNumber(row, quantity) ?? 0) > 0)) return null;
    return { customer, day, amount, document };
  }

  #dayOf({ cells }: RawRow, column: number): number | null {
    const cell = cells[column];
    if (cell === undefined || (cell.type !== 'text' && !(cell.type === 'number' && cell.dateLike))) return null;
    const known = this.#days.get(cell.text);
    if (known !== undefined) return known;
    const text = cellText(cell);
    const whole = cell.type === 'number' ? /^\d{5}$/.test(text) : text.length <= 10;
    const date = !whole ? null : cell.type === 'number' ? dateFromSerial(Number(text)) : parseDate(text, this.#order);
    const day = date === null || outOfRange(date, this.#usual) ? null : Date.parse(date) / 86_400_000;
    if (this.#days.size < 100_000) this.#days.set(cell.text, day);
    return day;
  }

  #isCustomer(name: string): boolean {
    let plain = this.#customers.get(name);
    if (plain === undefined)
      this.#customers.set(name, (plain = !isTotal(name) && personOf(name) !== '' && !/инн|єдрпоу|едрпоу|бин|унп/i.test(name)));
    return plain;
  }
}

/** Digits, perhaps a minus and up to two decimals: what parseNumber reads without a second thought. */
function plainNumber({ cells }: RawRow, column: number): number | null {
  const cell = cells[column];
  if (
    cell === undefined ||
    (cell.type !== 'text' && cell.type !== 'number') ||
    (cell.type === 'number' && (cell.dateLike || cell.currency !== undefined))
  )
    return null;
  const text = cell.type === 'text' ? cellText(cell) : cell.text;
  if (text.length > 14 || !/^-?\d+(?:[.,]\d{1,2})?$/.test(text)) return null;
  if (!text.includes(',')) return Number(text);
  const value = parseNumber(text, ',')!;
  return Number(value.digits) / 10 ** value.scale;
}
