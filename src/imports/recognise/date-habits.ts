/** Day or month first, and between which dates the file lies. */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Grouping, Mapping } from '../../facts/row/reading.ts';
import { cellText } from '../../facts/values/cell.ts';
import { dateFromSerial, isoDate, openOrder, parseDate } from '../../facts/values/date.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import { monthOf } from '../../facts/values/month.ts';

/** `open` where every date could be read both ways and neither the period nor their sequence decides; `why` names what decided. */
export function findDateOrder(
  rows: RawRow[],
  column: number,
  headings: string[],
  period: { from: string; to: string } | null = null,
): { order: Mapping['dateOrder']; open: boolean; why: 'day_over_12' | 'in_period' | 'in_sequence' | null } {
  const open = column < 0 ? [] : rows.flatMap((row) => openOrder(cellText(row.cells[column])) ?? []);
  if (open.length === 0) {
    const first = column < 0 ? '' : (rows.map((row) => cellText(row.cells[column])).find((text) => text !== '') ?? '');
    return { order: /^\d{4}\D/.test(first) ? 'ymd' : 'dmy', open: false, why: null };
  }
  const dayFirst = open.filter(({ first, second }) => first > 12 && second <= 12).length;
  const monthFirst = open.filter(({ first, second }) => second > 12 && first <= 12).length;
  if (dayFirst !== monthFirst) return { order: dayFirst > monthFirst ? 'dmy' : 'mdy', open: false, why: 'day_over_12' };
  // The same numbers twice (05/05) read alike either way.
  if (open.every(({ first, second }) => first === second)) return { order: 'dmy', open: false, why: null };
  if (period !== null) {
    const inside = (first: boolean): number =>
      open.filter((one) => {
        const date = readAs(one, first);
        return date >= period.from && date <= period.to;
      }).length;
    const [dmy, mdy] = [inside(true), inside(false)];
    if (dmy !== mdy && Math.max(dmy, mdy) === open.length) return { order: dmy > mdy ? 'dmy' : 'mdy', open: false, why: 'in_period' };
  }
  // Exports are mostly in the order of time, and few rows of a month lie on one day of every month.
  const disorder = { dmy: backwardSteps(open, true), mdy: backwardSteps(open, false) };
  if (disorder.dmy !== disorder.mdy && open.length >= 10) {
    const order = disorder.dmy < disorder.mdy ? 'dmy' : 'mdy';
    const sure = disorder[order] === 0 && disorder[order === 'dmy' ? 'mdy' : 'dmy'] >= 5;
    return { order, open: !sure, why: sure ? 'in_sequence' : null };
  }
  return { order: /[а-яіїєґ]/i.test(headings.join('')) ? 'dmy' : 'mdy', open: true, why: null };
}

function readAs({ first, second, year }: { first: number; second: number; year: number }, dayFirst: boolean): string {
  return (dayFirst ? isoDate(year, second, first) : isoDate(year, first, second)) ?? '';
}

function backwardSteps(dates: { first: number; second: number; year: number }[], dayFirst: boolean): number {
  let steps = 0;
  let previous = '';
  for (const { first, second, year } of dates) {
    const date = (dayFirst ? isoDate(year, second, first) : isoDate(year, first, second)) ?? '';
    if (date < previous) steps++;
    previous = date;
  }
  return Math.min(steps, dates.length - steps);
}

/** From the tenth to the ninetieth of a hundred dates, and the period that the titles state. */
export function usualDates(found: {
  rows: RawRow[];
  meanings: ColumnMeaning[];
  grouping: Grouping | null;
  order: Mapping['dateOrder'];
  period: { from: string; to: string } | null;
}): { from: string; to: string } | null {
  const column = found.meanings.indexOf('date');
  const document = found.meanings.indexOf('document');
  const month = found.meanings.indexOf('month');
  const read: string[] = [];
  for (const row of found.rows) {
    const cell = column >= 0 ? row.cells[column] : undefined;
    const date =
      month >= 0
        ? monthOf(row.cells[month], found.order)
        : cell?.type === 'number'
          ? dateFromSerial(Number(cell.text))
          : cell
            ? parseDate(cellText(cell), found.order)
            : (parseDocumentReference(cellText(row.cells[found.grouping?.column ?? document]))?.date ?? null);
    if (date !== null) read.push(date);
  }
  const dates = read.toSorted();
  const ends = dates.length === 0 ? [] : [dates[Math.floor((dates.length - 1) * 0.1)]!, dates[Math.ceil((dates.length - 1) * 0.9)]!];
  // One wrong date among three would stretch the span; the median alone is safer then.
  const sure = dates.length >= 10 || dates.length === 0 ? ends : [dates[Math.floor((dates.length - 1) / 2)]!];
  const all = [...sure, ...(found.period ? [found.period.from, found.period.to] : [])].toSorted();
  return all.length === 0 ? null : { from: all[0]!, to: all.at(-1)! };
}
