/**
 * A column that names months ("Январь 2026 г.") where a plain table has days, or a year and a month in two columns: each row is dated by the
 * first day of its month. Rows of longer periods are sums of those of months, or cannot be read.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchCostHeading } from '../../facts/costs/headings.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { dateFromSerial, isoDate, parseDate } from '../../facts/values/date.ts';
import { monthNumber } from '../../facts/values/months.ts';
import { firstDay, readPeriod } from '../../facts/values/period.ts';
import { numberIn, textCell } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { columnOf, rowsBelow, type Top } from './table-top.ts';

export interface MonthsInRowsStep {
  name: 'months_in_rows';
  heads: Heads;
  /** The column of periods, or the one of months beside `year` (and perhaps `day`). */
  month: number;
  year: number | null;
  day: number | null;
}

export type InRows =
  | { trouble: 'periods_too_long'; detail: Record<string, string> }
  | { trouble: null; found: FoundStep<MonthsInRowsStep> };

export function findMonthsInRows(sample: readonly RawRow[], top: Top): InRows | null {
  const rows = rowsBelow(sample, top);
  const few = rows.slice(0, 300);
  // A day is more than a month.
  if (
    top.headings.some(
      (heading, column) => heading !== '' && matchHeading(heading, 'sales')[0]?.meaning === 'date' && mostlyDays(few, column),
    )
  )
    return null;
  const costs =
    top.headings.some((heading) => matchCostHeading(heading).some(({ meaning }) => meaning === 'pool')) &&
    !top.headings.some((heading) => heading !== '' && matchHeading(heading, 'sales')[0]?.meaning === 'customer');
  // Without a customer there is nobody to be dated: costs have their own way, and "Account" may be one of the books.
  if (
    !costs &&
    !top.headings.some(
      (heading) =>
        heading !== '' &&
        matchHeading(heading, 'payments').some(
          ({ meaning, score }) => score >= 0.55 && /^(customer|customer_code|tax_id|payer|group)$/.test(meaning),
        ),
    )
  )
    return null;
  return yearAndMonth(rows, top) ?? periodColumn(rows, top, { costs });
}

function mostlyDays(rows: RawRow[], column: number): boolean {
  const filled = rows.filter((row) => !isEmpty(row.cells[column]));
  const days = filled.filter((row) => dayIn(row, column)).length;
  return filled.length > 0 && days > filled.length * 0.5;
}

function dayIn(row: RawRow, column: number): boolean {
  const cell = row.cells[column]!;
  if (cell.type !== 'number') return cell.type === 'text' && parseDate(cellText(cell), 'dmy') !== null;
  return cell.dateLike && !(cell.monthOnly === true && dateFromSerial(Number(cell.text))?.endsWith('-01') === true);
}

function yearAndMonth(rows: RawRow[], top: Top): InRows | null {
  const year = columnOf(top.headings, /^(год|рік|year|fiscal year|calendar year)$/iu);
  const month = columnOf(top.headings, /^(месяц|місяць|month|month no\.?|month number|номер месяца|month name|fiscal period)$/iu);
  if (year < 0 || month < 0) return null;
  const read = rows.filter((row) => dateOf(row, { month, year, day: null }) !== null).length;
  if (read < 1 || read < rows.length * 0.8) return null;
  const day = columnOf(top.headings, /^(день|day|число|day of month)$/iu);
  const withDay = day >= 0 && rows.filter((row) => dateOf(row, { month, year, day }) !== null).length >= read * 0.95 ? day : null;
  return found({ name: 'months_in_rows', heads: headsOf(top), month, year, day: withDay }, withDay === null);
}

function periodColumn(rows: RawRow[], top: Top, { costs }: { costs: boolean }): InRows | null {
  for (let month = 0; month < top.headings.length; month++) {
    if (!couldBePeriods(rows.slice(0, 60), month)) continue;
    const filled = rows.filter((row) => !isEmpty(row.cells[month]) && !isTotal(cellText(row.cells[month])));
    if (filled.length === 0 || filled.length < rows.length * 0.3) continue;
    const read = filled.map((row) => periodIn(row, month));
    const known = read.filter((period) => period !== null);
    if (known.length < filled.length * 0.7 || known.some(({ months }) => months === 0)) continue;
    if (known.every(({ months }) => months === 12) && !periodHeading.test(top.headings[month]!)) continue;
    // Bare numbers that look like years or months need a heading that says so.
    if (
      filled.every((row) => numberIn(row.cells[month]) !== null && row.cells[month]!.type === 'text') &&
      !periodHeading.test(top.headings[month]!)
    )
      continue;
    const months = new Set(known.filter((period) => period.months === 1).map(firstDay));
    const longer = known.filter((period) => period.months > 1);
    const uncovered = longer.filter(
      (period) =>
        !Array.from({ length: period.months }, (_, index) => period.year! * 12 + period.month - 1 + index).every((at) =>
          months.has(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`),
        ),
    );
    if (known.some(({ year }) => year === null)) continue;
    if (uncovered.length > 0)
      return {
        trouble: 'periods_too_long',
        detail: { periods: [...new Set(filled.map((row) => cellText(row.cells[month])))].slice(0, 4).join(', ') },
      };
    // Costs are of months anyway, and their reader knows months by name.
    if (costs && longer.length === 0) return null;
    return found({ name: 'months_in_rows', heads: headsOf(top), month, year: null, day: null }, true);
  }
  return null;
}

const periodHeading =
  /^(период|період|месяц|місяць|period|month|год|рік|year|квартал|quarter|отчетный период|звітний період|fiscal (year|period)|year month|year[-/]month|месяц год)$/iu;

function couldBePeriods(few: RawRow[], column: number): boolean {
  const filled = few.filter((row) => !isEmpty(row.cells[column]));
  return filled.length === 0 || filled.some((row) => periodIn(row, column) !== null);
}

function found(step: MonthsInRowsStep, monthsOnly: boolean): InRows {
  return { trouble: null, found: { step, evidence: monthsOnly ? [{ code: 'months_only', detail: {} }] : [], sureness: 'evident' } };
}

function periodIn(row: RawRow, column: number): ReturnType<typeof readPeriod> {
  const cell = row.cells[column]!;
  if (cell.type === 'text') return readPeriod(cellText(cell));
  if (cell.type !== 'number' || cell.monthOnly !== true) return null;
  const date = dateFromSerial(Number(cell.text));
  return date?.endsWith('-01') === true ? { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), months: 1, day: 1 } : null;
}

function dateOf(row: RawRow, { month, year, day }: { month: number; year: number | null; day: number | null }): string | null {
  if (year === null) {
    const period = isEmpty(row.cells[month]) ? null : periodIn(row, month);
    return period !== null && period.months === 1 ? firstDay(period) : null;
  }
  const inYear = /\d{4}/.exec(cellText(row.cells[year]))?.[0];
  const text = cellText(row.cells[month]).toLowerCase().replace(/\.$/, '');
  const inMonth = /^\d{1,2}(\.0+)?$/.test(text) ? Number(text) : (monthNumber.get(text) ?? readPeriod(text)?.month);
  const inDay = day === null ? 1 : Number(cellText(row.cells[day]));
  return inYear === undefined || inMonth === undefined ? null : isoDate(Number(inYear), inMonth, inDay);
}

export function monthsInRows(step: MonthsInRowsStep): Reshaper {
  const { heads, month, year, day } = step;
  const headings = new Map<number, string>(year === null ? [] : [[year, ''], ...(day === null ? [] : [[day, ''] as const])]);
  const bare = heads.headings[month] ?? '';
  if (matchHeading(bare, 'sales')[0]?.meaning !== 'date')
    headings.set(month, /[а-яіїєґ]/iu.test(heads.headings.join('')) ? 'Период' : 'Period');
  return rewriteColumns({
    heads,
    headings,
    rows(row) {
      const date = dateOf(row, { month, year, day });
      if (date !== null) return [new Map([[month, textCell(date)]])];
      const period = isEmpty(row.cells[month]) ? null : periodIn(row, month);
      // A sum of months that stand in rows of their own.
      return period !== null && period.months > 1 ? null : [new Map()];
    },
  });
}
