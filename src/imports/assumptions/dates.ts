/**
 * How the file writes days: day or month first where every date could be read both ways, the evening before where a program
 * stored midnight of another time zone, seconds since 1970, days without a year, or months only.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { findDateOrder } from '../recognise/date-habits.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { isoDate, parseDate } from '../../facts/values/date.ts';
import type { Assumption } from './assumption.ts';
import { decide, evidence } from './decide.ts';

interface Dates {
  rows: RawRow[];
  /** The column of dates, -1 where there is none. */
  column: number;
  headings: string[];
  period: { from: string; to: string } | null;
  answers: Answers;
}

export function assumeDateOrder({ rows, column, headings, period, answers }: Dates): Assumption {
  const { order, open, why } = findDateOrder(rows, column, headings, period);
  if (!open)
    return decide({ key: 'date_order', value: order, sureness: 'evident', evidence: why === null ? [] : [evidence(why)] }, answers);
  const example = rows.map((row) => cellText(row.cells[column])).find((text) => text !== '') ?? '';
  return decide(
    { key: 'date_order', value: order, sureness: 'open', evidence: [evidence('both_ways', { example })], others: ['dmy', 'mdy'] },
    answers,
  );
}

/** 21:00 to 23:59 on every row: midnight of Moscow, Kyiv or Almaty, stored as the evening before in Greenwich. */
export function assumeEvening({ rows, column, answers }: Dates): Assumption | null {
  if (column < 0) return null;
  let evenings = 0;
  for (const row of rows) {
    const minutes = minutesOfDay(row, column);
    if (minutes === null) continue;
    if (minutes < 18 * 60) return null;
    evenings++;
  }
  if (evenings < 3) return null;
  const example = cellText(rows.find((row) => !isEmpty(row.cells[column]))!.cells[column]);
  return decide(
    {
      key: 'evening',
      value: 'next_day',
      sureness: 'open',
      evidence: [evidence('all_evenings', { example, rows: String(evenings) })],
      others: ['as_printed'],
    },
    answers,
  );
}

function minutesOfDay(row: RawRow, column: number): number | null {
  const cell = row.cells[column];
  if (isEmpty(cell)) return null;
  if (cell!.type === 'number') {
    const fraction = Number(cell!.text) % 1;
    return fraction === 0 ? 0 : Math.round(fraction * 1440);
  }
  const text = cellText(cell);
  if (parseDate(text, 'dmy') === null && parseDate(text, 'mdy') === null) return null;
  const time = /[T\s](\d{1,2}):(\d{2})/.exec(text);
  return time === null ? 0 : Number(time[1]) * 60 + Number(time[2]);
}

/** Only said: a rhythm of days cannot be known from months. */
export function assumeMonths({ rows, column, headings, answers }: Dates): Assumption | null {
  if (column < 0) return null;
  const days = new Set<string>();
  for (const row of rows) {
    const cell = row.cells[column];
    if (isEmpty(cell)) continue;
    const date =
      cell!.type === 'number'
        ? Number.isInteger(Number(cell!.text))
          ? new Date(Date.UTC(1899, 11, 30 + Number(cell!.text))).toISOString().slice(0, 10)
          : ''
        : (parseDate(cellText(cell), 'dmy') ?? '');
    if (!date.endsWith('-01')) return null;
    days.add(date);
  }
  return days.size < 2
    ? null
    : decide(
        {
          key: 'months',
          value: 'months_only',
          sureness: 'evident',
          evidence: [evidence('months_only', { heading: headings[column] ?? '', months: String(days.size) })],
        },
        answers,
      );
}

export type EpochUnit = 'seconds' | 'milliseconds';

/** Ten or thirteen digits that are all moments between 2000 and 2050. */
export function epochUnit(rows: RawRow[], column: number): EpochUnit | null {
  const texts = rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
  if (texts.length === 0) return null;
  for (const [unit, digits, scale] of [
    ['seconds', 10, 1],
    ['milliseconds', 13, 1000],
  ] as const) {
    if (
      texts.every(
        (text) =>
          new RegExp(String.raw`^\d{${digits}}(?:\.\d+)?$`).test(text) &&
          Number(text) / scale >= 946_684_800 &&
          Number(text) / scale < 2_524_608_000,
      )
    )
      return unit;
  }
  return null;
}

/** "14.01" on every row: the year stands nowhere but perhaps in the titles. */
export function withoutYear(rows: RawRow[], column: number): boolean {
  const texts = rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
  return (
    texts.length > 0 &&
    texts.every(
      (text) =>
        /^\d{1,2}[./]\d{1,2}\.?$/.test(text) && isoDate(2000, Number(text.split(/[./]/)[1]), Number(text.split(/[./]/)[0])) !== null,
    )
  );
}

/** The columns that dates stand in, by what they mean. */
export function dateColumn(meanings: ColumnMeaning[]): number {
  const column = meanings.indexOf('date');
  return column >= 0 ? column : meanings.indexOf('month');
}
