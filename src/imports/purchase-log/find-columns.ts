/**
 * Which columns of a log of purchases are the customer, the day and the money: by the recogniser's headings, by words that only such
 * logs use (user, e-mail, spend), by what stands in the columns, or as a person says. Makes no reading of a row.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { isOtherDocument } from '../../facts/row/kind-words.ts';
import { chooseColumns } from '../recognise/choose-columns.ts';
import { codesForNames } from '../recognise/codes-for-names.ts';
import { findGrouping } from '../recognise/find-grouping.ts';
import { findHeader, type Header, lastFilled } from '../recognise/find-header.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { type ColumnProfile, profileColumns, sampleNumber } from '../recognise/profile.ts';
import { tellAmounts } from '../recognise/tell-amounts.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { looseReference } from '../../facts/values/document-reference.ts';
import { dateFromSerial, plausibleSerial } from '../../facts/values/date.ts';
import type { DecimalSeparator } from '../../facts/values/number.ts';
import { chooseDate, type DateColumn, isDay, precisionOf } from './date-columns.ts';
import { LogRefused } from './refused.ts';

/** Names or numbers (from 1) of columns, as a person says them. */
export interface SaidColumns {
  customer?: string;
  date?: string;
  amount?: string;
}

export type LogColumns =
  /** A report whose customers stand above their rows: the recogniser reads it whole, or it lacks a column. */
  | { layout: 'grouped'; lacking: LogRefused }
  | {
      layout: 'flat';
      /** The row of the headings; 0 without any. */
      headerEnd: number;
      /** Whether the recogniser does not find them by itself. */
      ownHeader: boolean;
      headings: string[];
      /** One for each heading. */
      meanings: ColumnMeaning[];
      date: DateColumn | { index: number; precision: 'document' };
      otherDates: string[];
      /** Columns that count the rows. */
      counters: Set<number>;
    };

export function findColumns(sample: readonly RawRow[], said: SaidColumns): LogColumns {
  const table = tableOf(sample);
  if (table === null) throw new LogRefused('log_empty');
  if (table.rows.length === 0)
    throw table.header === null || table.own
      ? new LogRefused('log_no_columns', missing(['customer', 'date'], sample[0]!.cells.map(cellText)))
      : new LogRefused('log_empty');
  const { headings, rows, header } = table;
  const profiles = profileColumns(rows, headings.length);
  const person = saidAt(said, headings);
  if (header !== null && person.customer === undefined && person.date === undefined && findGrouping(header, rows, 'sales') !== null)
    return { layout: 'grouped', lacking: new LogRefused('log_no_columns', missing(['customer'], headings)) };
  const { meanings, weakCustomer } =
    header === null
      ? { meanings: headings.map((): ColumnMeaning => 'ignored'), weakCustomer: null }
      : byHeadings(table.headings, rows, profiles);
  const texts = headings.map((heading, index) => ({
    index,
    heading,
    texts: rows.map((row) => printed(row.cells[index], meanings[index] === 'date')),
  }));

  const customer = person.customer ?? customerAt({ headings, meanings, profiles, texts }) ?? weakCustomer;
  const customers = customer === null ? null : texts[customer]!.texts;
  const free = texts.filter(({ index }) => index !== customer && index !== person.amount);
  const choice =
    person.date === undefined
      ? chooseDate(free, customers)
      : { chosen: { index: person.date, precision: precisionOf(texts[person.date]!.texts) ?? ('day' as const) }, others: [], unclear: [] };
  const documents = meanings.findIndex((meaning) => meaning === 'document');
  const inDocument = documents >= 0 && texts[documents]!.texts.some((text) => looseReference(text).date !== null);
  const lacking = [customer === null ? 'customer' : null, choice.chosen === null && !inDocument ? 'date' : null].filter(
    (name) => name !== null,
  );
  if (lacking.length > 0) {
    const refused = new LogRefused('log_no_columns', missing(lacking, headings));
    if (customer === null && header !== null && !table.own) return { layout: 'grouped', lacking: refused };
    throw refused;
  }
  if (choice.unclear.length > 0)
    throw new LogRefused('log_two_dates', { found: choice.unclear.map((index) => nameOf(index, headings)).join(' | ') });

  nameCustomer(meanings, customer!, person.customer !== undefined);
  const date = choice.chosen ?? { index: documents, precision: 'document' as const };
  for (const [index, meaning] of meanings.entries()) if (meaning === 'date') meanings[index] = 'ignored';
  if (choice.chosen !== null) meanings[choice.chosen.index] = 'date';
  takeMoney({ headings, meanings, profiles, said: person.amount, date: date.index });
  withoutOrders(meanings, texts);
  return {
    layout: 'flat',
    headerEnd: table.headerEnd,
    ownHeader: table.own,
    headings,
    meanings: codesForNames(rows, meanings),
    date,
    otherDates: choice.others.map((index) => nameOf(index, headings)),
    counters: new Set(profiles.filter(({ index, runs }) => runs || meanings[index] === 'row_number').map(({ index }) => index)),
  };
}

/** A date that a spreadsheet stores as a number of days, as a date; a bare number is one only under a heading that says so. */
function printed(cell: Cell | undefined, dated: boolean): string {
  const text = cellText(cell);
  if (cell?.type !== 'number' && !(dated && /^\d{5}([.,]\d+)?$/.test(text))) return text;
  const serial = Number(text.replace(',', '.'));
  return (cell?.type === 'number' && cell.dateLike) || (dated && plausibleSerial(serial)) ? (dateFromSerial(serial) ?? text) : text;
}

export function nameOf(index: number, headings: readonly string[]): string {
  return headings[index] === undefined || headings[index] === '' ? String(index + 1) : headings[index];
}

interface Table {
  /** Null where the file has no headings, or ones that the recogniser does not know. */
  header: Header | null;
  own: boolean;
  headerEnd: number;
  headings: string[];
  rows: RawRow[];
}

function tableOf(sample: readonly RawRow[]): Table | null {
  const rows = sample.filter((row) => filled(row) > 0);
  if (rows.length === 0) return null;
  const known = findHeader([...sample]);
  const at = known === null ? unknownHeader(rows) : null;
  const below =
    known !== null
      ? sample.slice(known.last + 1).filter((row) => filled(row) > 1)
      : rows.slice(at === null ? 0 : at + 1).filter((row) => filled(row) > 1);
  const width = Math.max(known?.headings.length ?? (at === null ? 0 : lastFilled(rows[at]!) + 1), usualWidth(below));
  const headings = Array.from(
    { length: width },
    (_, column) => known?.headings[column] ?? (at === null ? '' : cellText(rows[at]!.cells[column])),
  );
  return {
    header: known ?? (at === null ? null : { first: at, last: at, headings, stacked: null }),
    own: known === null && at !== null,
    headerEnd: known !== null ? sample[known.last]!.number : at === null ? 0 : rows[at]!.number,
    headings,
    rows: below,
  };
}

/** The first row of several words without a number or a date, above rows that have dates. */
function unknownHeader(rows: readonly RawRow[]): number | null {
  const at = rows.slice(0, 20).findIndex((row) => filled(row) > 1);
  if (at < 0) return null;
  const cells = rows[at]!.cells.filter((cell) => !isEmpty(cell));
  return cells.every((cell) => cell.type === 'text' && !isDay(cellText(cell)) && sampleNumber(cell, ',') === null) ? at : null;
}

function usualWidth(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(lastFilled(row) + 1, (counts.get(lastFilled(row) + 1) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= rows.length * 0.05).reduce((widest, [width]) => Math.max(widest, width), 0);
}

/** What the headings mean by the recogniser, each amount told by arithmetic. */
function byHeadings(
  headings: string[],
  rows: RawRow[],
  profiles: ColumnProfile[],
): { meanings: ColumnMeaning[]; weakCustomer: number | null } {
  const chosen = chooseColumns(headings, profiles, 'sales', { named: false });
  // "Name" or "Contact" is the customer only where nothing says "user" or "e-mail".
  const weak = chosen.choices.findIndex(({ meaning, confidence }) => meaning === 'customer' && confidence < 0.6);
  const meanings = chosen.choices.map(({ meaning }, column): ColumnMeaning => (column === weak ? 'ignored' : meaning));
  const separator = (column: number): DecimalSeparator => (profiles[column]!.commas > profiles[column]!.points ? ',' : '.');
  const numbers = new Map<number, (number | null)[]>();
  tellAmounts({
    value: (row, column) => {
      if (profiles[column] === undefined) return null;
      if (!numbers.has(column))
        numbers.set(
          column,
          rows.map(({ cells }) => sampleNumber(cells[column], separator(column))),
        );
      return numbers.get(column)![row] ?? null;
    },
    rows: rows.length,
    meanings,
    open: chosen.openAmounts,
  });
  return { meanings, weakCustomer: weak < 0 ? null : weak };
}

function saidAt(said: SaidColumns, headings: readonly string[]): { customer?: number; date?: number; amount?: number } {
  return Object.fromEntries(
    Object.entries(said).map(([option, name]: [string, string]) => {
      const named = headings.findIndex((heading) => heading !== '' && (heading === name || normalHeading(heading) === normalHeading(name)));
      const at = named >= 0 ? named : /^\d+$/.test(name) ? Number(name) - 1 : -1;
      if (at < 0 || at >= headings.length)
        throw new LogRefused('log_no_such_column', { option: `--${option}`, name, found: found(headings) });
      return [option, at];
    }),
  );
}

interface Situation {
  headings: readonly string[];
  meanings: readonly ColumnMeaning[];
  profiles: readonly ColumnProfile[];
  texts: readonly { index: number; heading: string; texts: readonly string[] }[];
}

function customerAt(table: Situation): number | null {
  const { headings, meanings, profiles, texts } = table;
  for (const meaning of ['customer_code', 'customer', 'tax_id'] as const) if (meanings.includes(meaning)) return meanings.indexOf(meaning);
  for (const words of customerWords) {
    const named = profiles.filter(
      ({ index, dates, filled: cells, runs }) => words.test(` ${normalHeading(headings[index]!)} `) && dates < 0.5 && cells > 0 && !runs,
    );
    // Somebody who came twice shows that it is no number of the row.
    const at = named.find(({ distinct, filled: cells }) => distinct < cells) ?? named[0];
    if (at !== undefined) return at.index;
  }
  if (headings.some((heading) => heading !== '')) return null;
  // Without headings the customer is the first column that is no date.
  const at = texts.findIndex(({ texts: cells }) => precisionOf(cells) === null);
  return at >= 0 ? at : null;
}

/** Of a shop's and an application's logs, the surest first; telephones change more often than addresses. */
const customerWords: readonly RegExp[] = [
  / (customer|client|cust|покупател\S*|клиент\S*|контрагент\S*|покупец\S*|покупц\S*|кл[иі][еє]нт\S*) /,
  / (user|buyer|shopper|member|household|subscriber|visitor|guest|patient|donor|person|payer|пользовател\S*|користувач\S*|гост\S*|пациент\S*|пац[іи]єнт\S*|абонент\S*) /,
  / (e mail|email|mail|почта|пошта|адрес эл почты) /,
  / (phone|telephone|mobile|tel|телефон\S*|тел|мобильн\S*) /,
  / (card|loyalty|карт[аыиу]|account) /,
  /^ (id|ид|код|code|name|имя|фио|піб) $/,
];

/** Code, name and tax id of a customer may all be there; a column that a person names, or that only its words tell, stands alone. */
function nameCustomer(meanings: ColumnMeaning[], column: number, said: boolean): void {
  const ofCustomer: readonly ColumnMeaning[] = ['customer', 'customer_code', 'tax_id'];
  if (!said && ofCustomer.includes(meanings[column]!)) return;
  for (const [index, meaning] of meanings.entries()) if (ofCustomer.includes(meaning)) meanings[index] = 'ignored';
  meanings[column] = 'customer';
}

const money: readonly ColumnMeaning[] = [
  'net_amount',
  'gross_amount',
  'list_amount',
  'list_price',
  'discount_amount',
  'discount_rate',
  'vat_amount',
  'vat_rate',
];
const spent =
  / (amount|value|sum|total|revenue|sales|spend|spent|spending|price|dollars?|net|money|paid|usd|eur|rub|uah|monetary|сумма|сума|выручка|виручка|стоимость|вартість|оплачено|потрачено|цена|ціна|грн|руб) /;

/** A price without a quantity beside it is what was paid; a column that a person names is taken as it is. */
function takeMoney({
  headings,
  meanings,
  profiles,
  said,
  date,
}: {
  headings: readonly string[];
  meanings: ColumnMeaning[];
  profiles: readonly ColumnProfile[];
  said: number | undefined;
  date: number;
}): void {
  const has = (meaning: ColumnMeaning): boolean => meanings.includes(meaning);
  const numbers = (column: number): boolean => profiles[column]!.numbers >= 0.5;
  if (said === undefined && (has('net_amount') || has('gross_amount') || (has('quantity') && has('list_price')))) return;
  const price = meanings.indexOf('list_price');
  const free = (column: number): boolean => meanings[column] === 'ignored' && column !== date && numbers(column);
  const named = headings.findIndex((heading, column) => free(column) && spent.test(` ${normalHeading(heading)} `));
  const bare = headings.some((heading) => heading !== '') ? -1 : profiles.findLastIndex(({ index }) => index > date && free(index));
  const at = said ?? (price >= 0 ? price : named >= 0 ? named : bare);
  if (at < 0) return;
  for (const [index, meaning] of meanings.entries()) if (money.includes(meaning)) meanings[index] = 'ignored';
  meanings[at] = 'net_amount';
}

/** In a register of orders the orders are the purchases; their numbers are needed for nothing that a blank one could spoil. */
function withoutOrders(meanings: ColumnMeaning[], texts: Situation['texts']): void {
  for (const meaning of ['document', 'document_type', 'document_number'] as const) {
    const column = meanings.indexOf(meaning);
    if (column < 0) continue;
    const cells = texts[column]!.texts;
    const orders = cells.filter((text) => isOtherDocument(meaning === 'document' ? looseReference(text).type : text)).length;
    const dates = meaning === 'document' && !meanings.includes('date');
    if (!dates && (meaning === 'document_number' ? cells.includes('') : orders > cells.length / 2)) meanings[column] = 'ignored';
  }
}

function missing(columns: readonly string[], headings: readonly string[]): Record<string, string> {
  return { column: columns.join(', '), found: found(headings) };
}

function found(headings: readonly string[]): string {
  return headings.map((_, index) => nameOf(index, headings)).join(' | ');
}

function filled(row: RawRow): number {
  return row.cells.reduce((count, cell) => (isEmpty(cell) ? count : count + 1), 0);
}
