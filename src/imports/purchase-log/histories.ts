/**
 * Ready histories: x, t_x and T of the papers, or the frames of `lifetimes` and `pymc-marketing` (frequency, recency, T,
 * monetary_value). There `recency` is the customer's age at its last purchase; tables in which it is the time since then, or in which
 * all orders are counted instead of repeats, look alike and are refused.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { profileColumns, sampleNumber } from '../recognise/profile.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import type { DecimalSeparator } from '../../facts/values/number.ts';
import { LogRefused } from './refused.ts';
import type { Rows } from './split-blanks.ts';
import { type ColumnUse, LeftOutRows, type Money, type WhatWasRead } from './what-was-read.ts';

export interface HistoryRows {
  kind: 'histories';
  rows: { repeats: number; last: number; age: number; /** Of repeats; null where it is not known. */ mean: number | null }[];
  /** As headings or numbers tell; null where nothing does. */
  unit: 'week' | 'day' | null;
  read: WhatWasRead;
}

export interface HistoryColumns {
  /** The row of the headings in the file. */
  headingRow: number;
  headings: string[];
  at: { repeats: number; last: number; age: number; mean: number | null };
  decimals: DecimalSeparator[];
}

/** Null where the headings are not of histories. Refused where they are of a table that lacks T. */
export function findHistories(sample: readonly RawRow[]): HistoryColumns | null {
  for (const [position, row] of sample.slice(0, 50).entries()) {
    const headings = row.cells.map(cellText);
    const find = (words: RegExp): number => headings.findIndex((heading) => words.test(heading.trim()));
    const [repeats, last, age, mean] = [find(repeatWords), find(lastWords), find(ageWords), find(meanWords)];
    if (repeats < 0 || last < 0) continue;
    if (age < 0) {
      // A log may count something and still be a log: only without a date there is nothing else to read.
      if (headings.some((heading) => /date|дата|день|\bday\b|time/i.test(heading))) return null;
      throw new LogRefused('log_no_age', { last: headings[last]!, found: headings.filter((heading) => heading !== '').join(' | ') });
    }
    const below = sample.slice(position + 1);
    const decimals = profileColumns([...below], headings.length).map(({ commas, points }): DecimalSeparator =>
      commas > points ? ',' : '.',
    );
    return { headingRow: row.number, headings, at: { repeats, last, age, mean: mean < 0 ? null : mean }, decimals };
  }
  return null;
}

const repeatWords = /^(x|frequency|repeats?|repeat[ _]purchases)$/i;
const lastWords = /^(t[_. ]?x|recency|last([_ ]?(weeks|days))?)$/i;
/** "T" is never "t", which papers use for a length of time ahead. */
const ageWords = /^(T|T[._ ]?[Cc][Aa][Ll]|[Aa]ge([_ ]?([Ww]eeks|[Dd]ays))?|T[_ ]?([Ww]eeks|[Dd]ays))$/;
const meanWords = /^(monetary([_ ]?value)?|mean[_ ]?(value|amount)|avg[_ ]?(value|amount)|m[_. ]?x|zbar|z[_. ]?bar)$/i;

export async function readHistories(file: Rows, columns: HistoryColumns, table: string): Promise<HistoryRows> {
  const { at, headings } = columns;
  const rows: HistoryRows['rows'] = [];
  const printed: Printed[] = [];
  const leftOut = new LeftOutRows();
  let all = 0;
  for await (const batch of file.rows()) {
    for (const row of batch) {
      if (row.number <= columns.headingRow || row.cells.every(isEmpty)) continue;
      all++;
      const first = cellText(row.cells.find((cell) => !isEmpty(cell)));
      const values = [at.repeats, at.last, at.age].map((column) => sampleNumber(row.cells[column], columns.decimals[column]!)) as [
        number | null,
        number | null,
        number | null,
      ];
      if (isTotal(first) && values.includes(null)) leftOut.add('total', row.number, first);
      else if ([at.repeats, at.last, at.age].every((column) => isEmpty(row.cells[column]))) leftOut.add('footer', row.number, first);
      else {
        const shown = [at.repeats, at.last, at.age].map((column) => cellText(row.cells[column]));
        printed.push({ row: row.number, values, shown });
        rows.push({
          repeats: values[0] ?? NaN,
          last: values[1] ?? NaN,
          age: values[2] ?? NaN,
          mean: at.mean === null ? null : sampleNumber(row.cells[at.mean], columns.decimals[at.mean]!),
        });
      }
    }
  }
  if (rows.length === 0) throw new LogRefused('log_empty');
  refuseOtherTables(rows, headings[at.last]!);
  refuseImpossible(rows, printed);
  const money = moneyOf(rows, at.mean === null ? null : headings[at.mean]!);
  const used = (use: ColumnUse, column: number | null): WhatWasRead['columns'] =>
    column === null ? [] : [{ use, number: column + 1, heading: headings[column]! }];
  const read: WhatWasRead = {
    format: file.format,
    table,
    columns: [
      ...used('repeats', at.repeats),
      ...used('last', at.last),
      ...used('age', at.age),
      ...used('mean_amount', money.from === 'none' ? null : at.mean),
    ],
    otherDates: [],
    rows: all,
    leftOut: leftOut.list(),
    period: null,
    observedUntil: null,
    dates: null,
    money,
    returns: 0,
    unpriced: 0,
    doubled: { rows: 0, copies: 1 },
  };
  const kept = money.from === 'none' ? rows.map((row) => ({ ...row, mean: null })) : rows;
  return { kind: 'histories', rows: kept, unit: unitOf(columns, printed), read };
}

interface Printed {
  row: number;
  values: [number | null, number | null, number | null];
  shown: string[];
}

type Histories = readonly { repeats: number; last: number; age: number }[];

/** Fewer customers show nothing of how a column runs. */
const enough = 3;

/**
 * Time since the last purchase: whoever bought once is as long silent as it is known. Or nobody has no repeats, and whoever has the
 * least was last seen at the beginning: then first purchases are counted too.
 */
function refuseOtherTables(rows: Histories, heading: string): void {
  const known = rows.filter(
    ({ repeats, last, age }) => Number.isFinite(repeats) && Number.isFinite(last) && Number.isFinite(age) && age > 0,
  );
  const least = known.reduce((fewest, { repeats }) => Math.min(fewest, repeats), Infinity);
  const rare = known.filter(({ repeats }) => repeats === least);
  const share = (holds: (row: Histories[number]) => boolean): number =>
    rare.length < enough ? 0 : rare.filter(holds).length / rare.length;
  if (least <= 1 && share(({ last, age }) => last === age) > 0.8) throw new LogRefused('log_days_since', { heading });
  if (least === 1 && share(({ last }) => last === 0) > 0.8) throw new LogRefused('log_counts_all_orders', {});
  if (known.length >= 20 && lastFalls(known)) throw new LogRefused('log_days_since', { heading });
}

/** Who buys more often was seen later: where it is the other way round, the column counts from the end. */
function lastFalls(rows: Histories): boolean {
  const sorted = rows.toSorted((a, b) => a.repeats - b.repeats);
  const half = Math.floor(sorted.length / 2);
  const mean = (part: Histories): number => part.reduce((sum, { last, age }) => sum + last / age, 0) / part.length;
  const [rare, often] = [sorted.slice(0, half), sorted.slice(-half)];
  return rare[0]!.repeats < often.at(-1)!.repeats && mean(often) < mean(rare) - 0.1;
}

function refuseImpossible(rows: Histories, printed: readonly Printed[]): void {
  const odd = rows.findIndex(
    ({ repeats, last, age }) =>
      !(Number.isInteger(repeats) && repeats >= 0 && last >= 0 && last <= age && (repeats === 0) === (last === 0)),
  );
  if (odd >= 0) throw new LogRefused('log_bad_history', { row: String(printed[odd]!.row), value: printed[odd]!.shown.join(', ') });
}

/** A mean of repeats is nothing where nothing was repeated; a "monetary" that is filled there is a sum of all, or no mean of repeats. */
function moneyOf(rows: HistoryRows['rows'], heading: string | null): Money {
  if (heading === null) return { from: 'none', because: 'no_column' };
  const once = rows.filter(({ repeats }) => repeats === 0);
  const ofRepeats = once.every(({ mean }) => mean === null || mean === 0) && (once.length > 0 || !/^monetary$/i.test(heading.trim()));
  if (!ofRepeats) return { from: 'none', because: 'not_of_repeats' };
  return rows.every(({ mean }) => mean === null || mean === 0) ? { from: 'none', because: 'all_zero' } : { from: 'mean_amount' };
}

/** Days divided by seven end in sevenths; whole numbers may be either. */
function unitOf({ headings, at }: HistoryColumns, printed: readonly Printed[]): 'week' | 'day' | null {
  const said = `${headings[at.last]} ${headings[at.age]}`.toLowerCase();
  if (/week|недел|тиж/.test(said)) return 'week';
  if (/day|дн/.test(said)) return 'day';
  const times = printed.flatMap(({ shown }) => [shown[1]!, shown[2]!]).filter((text) => text !== '');
  const broken = times.filter((text) => /[.,]\d*[1-9]/.test(text));
  if (broken.length < enough || broken.length < times.length / 3) return null;
  return broken.filter(isSevenths).length >= broken.length * 0.98 ? 'week' : null;
}

/** 38.86 is 272 / 7 as far as it is printed. One decimal would let most numbers through. */
function isSevenths(text: string): boolean {
  const decimals = text.length - 1 - Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const value = Number(text.replace(',', '.'));
  return decimals >= 2 && Math.abs(value - Math.round(value * 7) / 7) <= 0.51 * 10 ** -Math.min(decimals, 12);
}
