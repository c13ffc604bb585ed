/** What the columns of a log of purchases mean, by their headings or, without any, by what stands in them. */
import { readNumber } from './read-number.ts';
import { dateOrderOf, shapeOfDate } from './read-day.ts';

export type LogColumns = { kind: 'log'; heading: boolean; customer: number; date: number; amount: number | null } | { kind: 'histories'; heading: boolean; repeats: number; last: number; age: number };

const customerWords = /^(customer|client|cust|user|buyer|account|member|household|покупатель|клиент|контрагент|покупець|клієнт)?[ _-]?(id|no|nr|code|number|name|код)?$/i;
const dateWords = /date|\bday\b|time|дата|день/i;
const amountWords = /amount|value|sum|total|revenue|sales|spend|price|dollar|net|money|сумма|сума|выручка|виручка|стоимость/i;

/** `rows`: the first records of the file. Null where no column can be a customer, or none a date. */
export function columnsOf(rows: readonly string[][]): LogColumns | null {
  const [first, ...rest] = rows;
  if (first === undefined) return null;
  const heading = first.every((cell) => shapeOfDate(cell) === null && readNumber(cell) === null);
  return heading ? byHeadings(first, rest) : byContent(rows);
}

function byHeadings(headings: readonly string[], rows: readonly string[][]): LogColumns | null {
  const find = (words: RegExp): number => headings.findIndex((heading) => words.test(heading));
  const [repeats, last, age] = [find(/^(x|frequency|repeats)$/i), find(/^(t[_. ]?x|recency|last(_?weeks)?)$/i), headings.findIndex((heading) => /^(T|T[._ ]?cal|age(_?weeks)?)$/i.test(heading))];
  if (repeats >= 0 && last >= 0 && age >= 0) return { kind: 'histories', heading: true, repeats, last, age };
  const holdsDates = (at: number): boolean => rows.length > 0 && rows.every((row) => shapeOfDate(row[at] ?? '') !== null);
  const named = headings.flatMap((heading, at) => (dateWords.test(heading) ? [at] : []));
  const date = named.find(holdsDates) ?? named[0] ?? headings.findIndex((_, at) => holdsDates(at));
  const whole = headings.findIndex((heading, at) => at !== date && /customer|client|покупат|клиент|контрагент|покупець|клієнт/i.test(heading));
  const customer = whole >= 0 ? whole : headings.findIndex((heading, at) => at !== date && heading.trim() !== '' && customerWords.test(heading.trim()));
  if (date < 0 || customer < 0) return null;
  const holdsNumbers = (at: number): boolean => rows.length === 0 || rows.some((row) => readNumber(row[at] ?? '') !== null);
  const amounts = headings.flatMap((heading, at) => (at !== date && at !== customer && amountWords.test(heading) && holdsNumbers(at) ? [at] : []));
  // Of a list price, a discount and what was paid, the last word is the net one.
  return { kind: 'log', heading: true, customer, date, amount: amounts.find((at) => /net/i.test(headings[at]!)) ?? amounts[0] ?? null };
}

/** The first column of dates; the customer is the first other one, the amount the last number after the date. */
function byContent(rows: readonly string[][]): LogColumns | null {
  const width = Math.min(...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => row[at]!));
  const date = columns.findIndex((cells) => cells.every((cell) => shapeOfDate(cell) !== null) && dateOrderOf(cells) !== 'broken');
  if (date < 0 || width < 2) return null;
  const amount = columns.findLastIndex((cells, at) => at > date && cells.every((cell) => readNumber(cell) !== null));
  return { kind: 'log', heading: false, customer: date === 0 ? 1 : 0, date, amount: amount < 0 || amount === (date === 0 ? 1 : 0) ? null : amount };
}
