/**
 * Customers (or cost items) in rows, months in columns: every sum becomes a row of its own, dated by the first day of its month.
 * Totals beside and below are no facts; they must agree with what was read, else a person is asked.
 */
import type { Evidence } from '../assumptions/assumption.ts';
import type { FactName } from '../../facts/kinds.ts';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { shortForms } from '../../core/identify/legal-form.ts';
import { isGrandTotal, isTotal } from '../interpret/total-words.ts';
import { matchCostHeading } from '../../facts/costs/headings.ts';
import { looksLikeHeading, matchHeading } from '../recognise/match-heading.ts';
import { findPeriod } from '../../facts/headings/titles.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import type { Decimal } from '../../facts/values/number.ts';
import { firstDay, type Period, periodOf, periodWithin, readPeriod } from '../../facts/values/period.ts';
import { empty, filledColumns, isNought, leftOut, numberIn, rowLike, sameSum, sumOf, textCell } from './cells.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { titlesOf } from './table-top.ts';
import { type Language, languageOf, wordsOf } from './words.ts';

export interface MonthsAcrossStep {
  name: 'months_across';
  firstRow: number;
  lastRow: number;
  /** Columns that are kept, with their headings. */
  kept: { column: number; heading: string }[];
  /** Under one another in the first of `kept`, from the outermost, told by the outline or the indent of the row; empty where every row is a fact. */
  levels: { by: 'outline' | 'indent'; depths: number[]; headings: string[] } | null;
  /** Headings of the numbers, in the order of `columns`. */
  measures: string[];
  dateHeading: string;
  periods: { date: string; columns: (number | null)[] }[];
  /** Columns with the totals of a row, by measure. */
  totals: (number | null)[];
  /** A column that says what the numbers of its row are, and which rows are kept of it. */
  saying: { column: number; wanted: string } | null;
  totalWord: string;
}

/** What stands across, and cannot be read. */
export type AcrossTrouble = 'periods_too_long' | 'cumulative_periods' | 'months_without_year';

export type Across = { trouble: AcrossTrouble; detail: Record<string, string> } | { trouble: null; found: FoundStep<MonthsAcrossStep> };

export function findMonthsAcross(sample: readonly RawRow[]): Across | null {
  let across = known.get(sample);
  if (across === undefined) {
    across = lookFor(sample);
    known.set(sample, across);
  }
  return across;
}

/** The same rows are looked at for their shape and for the name of the report. */
const known = new WeakMap<readonly RawRow[], Across | null>();

function lookFor(sample: readonly RawRow[]): Across | null {
  for (let at = 0; at < Math.min(40, sample.length - 1); at++) {
    const heads = headsAt(sample, at);
    if (heads === null) continue;
    const across = describe(sample, heads);
    if (across !== null) return across;
  }
  return null;
}

interface Heads {
  first: number;
  last: number;
  headings: string[];
  columns: { column: number; period: Period; measure: string; printed: string }[];
}

/** A row that names periods over numbers, with what stands in the rows above and below it that belongs to the headings. */
function headsAt(sample: readonly RawRow[], at: number): Heads | null {
  const row = sample[at]!;
  // A title stands alone in its row.
  if (row.cells.filter((cell) => !isEmpty(cell)).length < 2) return null;
  const named = row.cells.flatMap((cell, column) => {
    // "Период: Январь 2026" is a parameter of the report.
    if (cell.type === 'text' && /^[\p{L}\s]+:/u.test(cellText(cell))) return [];
    const whole = periodOf(cell);
    const within = whole === null && cell.type === 'text' ? periodWithin(cellText(cell)) : null;
    const printed = cell.type === 'text' ? cellText(cell) : periodKey(whole ?? within?.period ?? noPeriod);
    return whole
      ? [{ column, period: whole, measure: '', printed }]
      : within
        ? [{ column, period: within.period, measure: within.rest, printed }]
        : [];
  });
  if (named.length === 0 || named.some(({ measure }) => notByPeriod.test(measure)) || !plainlyPeriods(row, named)) return null;
  const next = sample[at + 1]!;
  // One period in a title, over the headings of the table.
  if (
    new Set(named.map(({ period }) => periodKey(period))).size === 1 &&
    filledColumns(next).some(
      (column) => column < named[0]!.column && next.cells[column]!.type === 'text' && looksLikeHeading(cellText(next.cells[column])),
    )
  )
    return null;
  // Years over months: the row below is the one of the periods.
  if (
    named.every(({ period }) => period.months === 12) &&
    next.cells.some((cell, column) => column >= named[0]!.column && cell.type === 'text' && periodOf(cell)?.months === 1)
  )
    return null;
  const measures = measuresBelow(
    next,
    named.map(({ column }) => column),
  );
  const spread = measures === null ? named : spreadOver({ row, next, named });
  const above = at > 0 ? sample[at - 1]! : null;
  const years = spread.some(({ period }) => period.year === null) && above !== null ? spreadYears(above, spread) : null;
  const overMeasures = years === null && measures === null && above !== null ? measuresAbove(above, row, named) : null;
  const columns = (years ?? overMeasures ?? spread).map((one) => ({ ...one, measure: one.measure || (measures?.get(one.column) ?? '') }));
  let last = measures === null ? at : at + 1;
  while (last + 1 < sample.length && isLevelName(sample[last + 1]!, row)) last++;
  const first = years !== null || overMeasures !== null ? at - 1 : at;
  if (
    !numbersUnder(
      sample,
      last,
      columns.map(({ column }) => column),
    )
  )
    return null;
  const width = Math.max(row.cells.length, next.cells.length, ...columns.map(({ column }) => column + 1));
  const periods = new Set(columns.map(({ column }) => column));
  const headings = Array.from({ length: width }, (_, column) => {
    if (periods.has(column)) return '';
    const parts = sample
      .slice(first, last + 1)
      .map((one) => cellText(one.cells[column]))
      .filter((text) => text !== '');
    return [...new Set(parts)].join(' / ').replace(/\s+/g, ' ');
  });
  return { first, last, headings, columns };
}

const noPeriod: Period = { year: null, month: 1, months: 1, day: 1 };

/** A balance on a day, a price or a rate from a day on is not what was sold in it. */
const notByPeriod = /остат|залиш|сальдо|balance|stock|задолж|заборг|debt|цена|ціна|price|тариф|курс|срок|строк|дата|date/iu;

/** "2024" and "202501" are numbers too: they name periods where they follow one another and the row has no other number. */
function plainlyPeriods(row: RawRow, named: Heads['columns']): boolean {
  const numeric = named.filter(({ column }) => numberIn(row.cells[column]) !== null);
  if (numeric.length === 0) return true;
  if (row.cells.some((cell, column) => numberIn(cell) !== null && !numeric.some((one) => one.column === column))) return false;
  // "01.2025" begins with a nought, as no number does.
  if (numeric.some(({ printed }) => /^0\d[./-]\d{4}$/.test(printed))) return true;
  const starts = numeric.map(({ period }) => period.year! * 12 + period.month);
  return (
    numeric.length > 1 &&
    starts.every(
      (start, index) => index === 0 || (numeric[0]!.period.months === 12 ? start === starts[index - 1]! + 12 : start > starts[index - 1]!),
    )
  );
}

/** "Номенклатура" alone under "Клиент": the level below. */
function isLevelName(row: RawRow, top: RawRow): boolean {
  const filled = filledColumns(row);
  return (
    filled.length === 1 &&
    filled[0] === filledColumns(top)[0] &&
    row.outlineLevel === 0 &&
    looksLikeHeading(cellText(row.cells[filled[0]!]))
  );
}

/** "Количество | Сумма" under each month; null where the row below is one of the table. */
function measuresBelow(next: RawRow, named: number[]): Map<number, string> | null {
  const from = named[0]!;
  const under = filledColumns(next).filter((column) => column >= from);
  if (
    under.length < named.length ||
    !under.every((column) => next.cells[column]!.type === 'text' && isMeasure(cellText(next.cells[column])))
  )
    return null;
  if (!named.every((column) => !isEmpty(next.cells[column]))) return null;
  return new Map(under.map((column) => [column, cellText(next.cells[column])]));
}

function isMeasure(text: string): boolean {
  return numberIn({ type: 'text', text }) === null && /[\p{L}%]/u.test(text) && text.length <= 60 && readPeriod(text) === null;
}

/** A merged heading stands in its leftmost cell. */
function spreadOver({ row, next, named }: { row: RawRow; next: RawRow; named: Heads['columns'] }): Heads['columns'] {
  return named.flatMap((one) => {
    const spread = [one];
    for (let column = one.column + 1; column < next.cells.length && isEmpty(row.cells[column]) && !isEmpty(next.cells[column]); column++)
      spread.push({ ...one, column });
    return spread;
  });
}

/** "2025" over "Январь … Декабрь". */
function spreadYears(above: RawRow, named: Heads['columns']): Heads['columns'] | null {
  let year: number | null = null;
  const years = named.map(({ column }) => {
    for (let left = column; left >= 0; left--) {
      const match = /(?:^|\D)((?:19|20)\d{2})(?:\D|$)/.exec(cellText(above.cells[left]));
      if (match) {
        year = Number(match[1]);
        break;
      }
      if (!isEmpty(above.cells[left])) break;
    }
    return year;
  });
  const filled = filledColumns(above);
  if (years.some((one) => one === null) || filled.some((column) => column < named[0]!.column && !isMeasure(cellText(above.cells[column]))))
    return null;
  // A title above a table of one year is a title, not a heading of its columns.
  if (filled.length === 1 && filled[0]! < named[0]!.column) return null;
  return named.map((one, index) => ({ ...one, period: { ...one.period, year: one.period.year ?? years[index]! } }));
}

/** "Выручка" over months, then "Себестоимость" over the same months. */
function measuresAbove(above: RawRow, row: RawRow, named: Heads['columns']): Heads['columns'] | null {
  const filled = filledColumns(above).filter((column) => column >= named[0]!.column);
  if (filled.length < 2 || filled[0] !== named[0]!.column) return null;
  if (
    !filled.every(
      (column) => !isEmpty(row.cells[column]) && isMeasure(cellText(above.cells[column])) && periodOf(above.cells[column]) === null,
    )
  )
    return null;
  return named.map((one) => ({ ...one, measure: cellText(above.cells[filled.findLast((column) => column <= one.column)!]) }));
}

/** Numbers that are no days stand under the periods, and little else. */
function numbersUnder(sample: readonly RawRow[], last: number, columns: number[]): boolean {
  let numbers = 0;
  let others = 0;
  for (const row of sample.slice(last + 1, last + 201)) {
    for (const column of columns) {
      const cell = row.cells[column];
      if (isEmpty(cell) || /^[-–—]$/.test(cellText(cell))) continue;
      // The headings of a further period.
      if ((periodOf(cell)?.months ?? 0) > 0 && cell!.type === 'text') continue;
      if (numberIn(cell) === null) others++;
      else numbers++;
    }
    // Below a day of an ordinary row stand days.
    if (others > 4 && others > numbers) return false;
  }
  return numbers > 0 && others <= numbers * 0.2;
}

function describe(sample: readonly RawRow[], heads: Heads): Across | null {
  const titles = titlesOf(sample.slice(0, heads.first));
  const below = sample.slice(heads.last + 1);
  const language = languageOf(sample.slice(0, heads.last + 1));
  const dated = withYears(heads.columns, titles);
  const kept = keptColumns(heads, below);
  if (
    kept.length === 0 ||
    !below.some((row) =>
      kept.some(({ column }) => row.cells[column]?.type === 'text' && numberIn(row.cells[column]) === null && !isEmpty(row.cells[column])),
    )
  )
    return null;
  // One period alone, beside dates or documents, is a column of a plain table that has a month in its heading.
  if (
    new Set(heads.columns.map(({ period }) => periodKey(period))).size < 2 &&
    (heads.columns.some(({ period }) => period.months !== 1 || period.year === null) ||
      kept.some(({ heading }) => isDateOrDocument(heading)))
  )
    return null;
  if (kept.some(({ heading }) => isDateOrDocument(heading)) && heads.columns.length < 3) return null;
  const printed = [...new Set(heads.columns.map((one) => one.printed))].join(', ');
  if (dated === null) return { trouble: 'months_without_year', detail: { periods: printed } };
  if (cumulative(titles, heads.headings)) return { trouble: 'cumulative_periods', detail: { periods: printed } };
  const finest = finestOf(dated);
  if ('trouble' in finest) return { trouble: finest.trouble, detail: { periods: printed } };
  const { columns } = finest;
  const measures = measuresOf(columns.map(({ measure }) => measure));
  if (measures === null) return null;
  const words = wordsOf(language);
  const costs =
    kept.some(({ heading }) => matchCostHeading(heading).some(({ meaning, score }) => meaning === 'pool' && score >= 0.89)) &&
    !kept.some(({ heading }) => heading !== '' && matchHeading(heading, 'sales')[0]?.meaning === 'customer');
  const dates = [...new Set(columns.map(({ date }) => date))].toSorted();
  const named = nameKept(kept, { below, titles, customer: words.customer });
  const step: MonthsAcrossStep = {
    name: 'months_across',
    firstRow: sample[heads.first]!.number,
    lastRow: sample[heads.last]!.number,
    kept: named,
    levels: levelsOf(named, { below, columns: columns.map(({ column }) => column), sample, heads }),
    measures: measures.map(({ printed: measure }) => (measure === '' ? amountHeading(titles, { language, costs }) : measure)),
    dateHeading: finest.months === 0 ? words.date : words.month,
    periods: dates.map((date) => ({
      date,
      columns: measures.map(({ printed: measure }) => columns.find((one) => one.date === date && one.measure === measure)?.column ?? null),
    })),
    totals: measures.map(({ printed: measure }, index) => totalColumn(sample, heads, { measure, alone: measures.length === 1, index })),
    saying: sayingColumn(named, below),
    totalWord: words.total,
  };
  const checked = checkTotals(step, below);
  const weekly =
    finest.months === 0 &&
    dates.length > 2 &&
    dates.every((date, at) => at === 0 || Date.parse(date) - Date.parse(dates[at - 1]!) === 7 * 86_400_000);
  const planned = /план|бюджет|прогноз|budget|forecast|\bplan/i.test(titles.join(' ')) && !/факт|actual/i.test(titles.join(' '));
  const evidence: Evidence[] = [
    {
      code: finest.months === 0 ? 'days_across' : finest.months === 3 ? 'quarters_across' : 'months_across',
      detail: { from: dates[0]!, to: dates.at(-1)!, count: String(dates.length) },
    },
    ...(costs || finest.months === 0 ? [] : [{ code: finest.months === 3 ? 'quarters_only' : 'months_only', detail: {} }]),
    ...(weekly ? [{ code: 'weeks_only', detail: {} }] : []),
    ...(planned ? [{ code: 'planned', detail: {} }] : []),
    ...checked.evidence,
  ];
  const kind: FactName | undefined = costs ? 'costs' : undefined;
  return {
    trouble: null,
    found: {
      step,
      evidence,
      sureness: finest.months === 3 || weekly || planned || !checked.agree ? 'open' : 'evident',
      ...(kind ? { kind } : {}),
    },
  };
}

function periodKey({ year, month, months, day }: Period): string {
  return `${year ?? '?'}-${String(month).padStart(2, '0')}${months === 0 ? `-${day}` : months === 1 ? '' : ` (${months})`}`;
}

function isDateOrDocument(heading: string): boolean {
  const best = matchHeading(heading, 'sales')[0];
  return best !== undefined && best.score >= 0.9 && /^(date|document|document_number|valid_until)$/.test(best.meaning);
}

function cumulative(titles: string[], headings: string[]): boolean {
  return /нараст\S+ итог|наростаюч|накопительн|cumulative|year[- ]to[- ]date|\bytd\b/i.test([...titles, ...headings].join(' '));
}

/** Years that the headings leave out: of the period that the titles name, month by month. */
function withYears(columns: Heads['columns'], titles: string[]): Heads['columns'] | null {
  if (columns.every(({ period }) => period.year !== null)) return columns;
  const stated = findPeriod(titles) ?? yearIn(titles);
  if (stated === null) return null;
  const [first, last] = [Number(stated.from.slice(0, 4)), Number(stated.to.slice(0, 4))];
  const found = columns.map((one) => {
    if (one.period.year !== null) return one;
    const years = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((year) => {
      const day = `${year}-${String(one.period.month).padStart(2, '0')}`;
      return day >= stated.from.slice(0, 7) && day <= stated.to.slice(0, 7);
    });
    return years.length === 1 ? { ...one, period: { ...one.period, year: years[0]! } } : null;
  });
  return found.every((one) => one !== null) ? found : null;
}

function yearIn(titles: string[]): { from: string; to: string } | null {
  const years = new Set(titles.flatMap((title) => [...title.matchAll(/(?<![\d.])(20\d{2})(?![\d.])/g)].map((match) => match[1]!)));
  return years.size === 1 ? { from: `${[...years][0]}-01-01`, to: `${[...years][0]}-12-31` } : null;
}

type Dated = { column: number; date: string; measure: string }[];

/** The shortest periods; longer ones that are made of them are their sums. Others cannot be told apart by month. */
function finestOf(columns: Heads['columns']): { months: number; columns: Dated } | { trouble: AcrossTrouble } {
  const days = columns.filter(({ period }) => period.months === 0);
  // First days of months alone are months.
  const firsts = days.length === columns.length && days.every(({ period }) => period.day === 1);
  const plain = firsts ? columns.map((one) => ({ ...one, period: { ...one.period, months: 1 } })) : columns;
  const shortest = Math.min(...plain.map(({ period }) => period.months));
  const start = ({ period }: Heads['columns'][number]): number => period.year! * 12 + period.month - 1;
  const longer = plain.filter(({ period }) => period.months > shortest);
  const fine = plain.filter(({ period }) => period.months === shortest);
  const months = new Set(fine.flatMap((one) => Array.from({ length: Math.max(1, shortest) }, (_, index) => start(one) + index)));
  const covered = longer.every((one) =>
    Array.from({ length: one.period.months }, (_, index) => start(one) + index).every((month) => months.has(month)),
  );
  if (!covered)
    return {
      trouble:
        new Set(longer.concat(fine).map(start)).size < new Set(plain.map(({ period }) => periodKey(period))).size
          ? 'cumulative_periods'
          : 'periods_too_long',
    };
  if (shortest > 3)
    return {
      trouble:
        new Set(plain.map(start)).size < new Set(plain.map(({ period }) => periodKey(period))).size
          ? 'cumulative_periods'
          : 'periods_too_long',
    };
  if (shortest === 2) return { trouble: 'periods_too_long' };
  return { months: shortest, columns: fine.map((one) => ({ column: one.column, date: firstDay(one.period)!, measure: one.measure })) };
}

/** What is printed for each period: everything, or of plan and fact the fact alone. Null where one of them stands twice in a period. */
function measuresOf(printed: string[]): { printed: string }[] | null {
  const distinct = [...new Set(printed)];
  const counts = distinct.map((measure) => printed.filter((other) => other === measure).length);
  if (distinct.length > 1 && counts.some((count) => count > counts[0]!)) return null;
  const facts = distinct.filter((measure) => /^(факт|факт\p{L}*|actuals?)([\s,./(].*)?$/iu.test(measure));
  if (facts.length === 1 && distinct.some((measure) => /план|plan|бюджет|budget/iu.test(measure))) return [{ printed: facts[0]! }];
  const useful = distinct.filter(
    (measure) =>
      !/%|откл|відх|variance|доля|частка|share|рост|зрост|growth|прирост|приріст|план|plan|бюджет|budget|ранг|rank|средн|серед|average/iu.test(
        measure,
      ),
  );
  return useful.length > 0 ? useful.map((measure) => ({ printed: measure })) : null;
}

/** Columns that are neither periods nor sums of them. */
function keptColumns(heads: Heads, below: readonly RawRow[]): { column: number; heading: string }[] {
  const periods = new Set(heads.columns.map(({ column }) => column));
  const first = Math.min(...periods);
  return heads.headings.flatMap((heading, column) => {
    if (periods.has(column)) return [];
    const cells = below.map((row) => row.cells[column]).filter((cell) => !isEmpty(cell));
    if (cells.length === 0) return [];
    const numbers = cells.filter((cell) => numberIn(cell) !== null).length / cells.length;
    if (numbers > 0.8 && (column > first || isTotal(heading) || isSum(heading))) return [];
    return column > first && heading === '' ? [] : [{ column, heading }];
  });
}

function isSum(heading: string): boolean {
  const best = matchHeading(heading, 'sales')[0];
  return best !== undefined && best.score >= 0.7 && /amount|quantity|margin|price|cost/.test(best.meaning);
}

/** A column without a heading, or with the one that spreadsheets give to rows, is the customers where the titles or the names say so. */
function nameKept(
  kept: MonthsAcrossStep['kept'],
  { below, titles, customer }: { below: readonly RawRow[]; titles: string[]; customer: string },
): MonthsAcrossStep['kept'] {
  if (kept.some(({ heading }) => /^(customer|group|customer_code|tax_id)$/.test(matchHeading(heading, 'sales')[0]?.meaning ?? '')))
    return kept;
  const bare = kept.filter(
    ({ heading }) =>
      heading === '' || /^(названия строк|названия столбцов|назви рядків|row labels|мітки рядків|наименование|name|назва)$/iu.test(heading),
  );
  const forms = ({ column }: { column: number }): number => {
    const texts = below.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
    return (
      texts.filter((text) =>
        text
          .toLowerCase()
          .split(/[^\p{L}]+/u)
          .some((word) => shortForms.has(word)),
      ).length / Math.max(1, texts.length)
    );
  };
  const chosen =
    bare.find((one) => forms(one) > 0.25) ??
    (/клиент|контрагент|покупател|клієнт|покупц|customer|client/i.test(titles.join(' ')) ? bare[0] : undefined);
  return kept.map((one) => (one === chosen ? { ...one, heading: customer } : one));
}

function amountHeading(titles: string[], { language, costs }: { language: Language; costs: boolean }): string {
  const words = wordsOf(language);
  const said = titles.join(' ').toLowerCase();
  if (costs) return words.amount;
  if (
    /поступлен|оплат|платеж|платеж|надходжен|payments?|receipts/.test(said) &&
    !/продаж|реализ|реаліз|отгруз|выручк|sales|revenue/.test(said)
  )
    return words.paid;
  if (/без (учета )?(ндс|пдв)|net of vat|excl\w*\.? (of )?(vat|tax)/.test(said)) return words.netAmount;
  if (/(с|включая|в т\.?ч\.?|з|із|incl\w*\.? (of )?)\s*(ндс|пдв|vat|tax)/.test(said)) return words.grossAmount;
  return words.amount;
}

/** The sum of a row stands under a word of totals. */
function totalColumn(
  sample: readonly RawRow[],
  heads: Heads,
  { measure, alone, index }: { measure: string; alone: boolean; index: number },
): number | null {
  const periods = new Set(heads.columns.map(({ column }) => column));
  const rows = sample.slice(heads.first, heads.last + 1);
  const width = Math.max(...rows.map((row) => row.cells.length));
  const under: number[] = [];
  for (let column = 0; column < width; column++) {
    if (periods.has(column) || !rows.some((row) => isTotal(cellText(row.cells[column])))) continue;
    under.push(column);
    if (alone) continue;
    for (let right = column + 1; right < width && isEmpty(rows[0]!.cells[right]) && !isEmpty(rows.at(-1)!.cells[right]); right++)
      under.push(right);
  }
  if (alone) return under.length === 1 ? under[0]! : null;
  const exact = under.filter((column) => rows.some((row) => cellText(row.cells[column]) === measure));
  return exact.length === 1 ? exact[0]! : under[index] !== undefined && under.length > 1 ? under[index]! : null;
}

/** Depths of the first column, where rows of different depth stand under one another. */
function levelsOf(
  kept: MonthsAcrossStep['kept'],
  { below, columns, sample, heads }: { below: readonly RawRow[]; columns: number[]; sample: readonly RawRow[]; heads: Heads },
): MonthsAcrossStep['levels'] {
  const lead = kept[0]!;
  const rows = below.filter(
    (row) =>
      !isEmpty(row.cells[lead.column]) &&
      !isTotal(cellText(row.cells[lead.column])) &&
      columns.some((column) => !isEmpty(row.cells[column])),
  );
  for (const by of ['outline', 'indent'] as const) {
    const depthOf = (row: RawRow): number => (by === 'outline' ? row.outlineLevel : row.indent);
    const depths = [...new Set(rows.map(depthOf))].toSorted((a, b) => a - b);
    if (depths.length < 2 || depths.length > 6) continue;
    const parents = rows.filter((row, at) => rows[at + 1] !== undefined && depthOf(rows[at + 1]!) > depthOf(row)).length;
    if (parents < Math.min(2, rows.length / 10) && parents * depths.length < rows.length / 50) continue;
    const stacked = sample
      .slice(heads.first, heads.last + 1)
      .map((row) => cellText(row.cells[lead.column]))
      .filter((text) => text !== '');
    const parts = (stacked.length > 1 ? stacked : lead.heading.split(/\s*[,;/]\s*/)).filter((part) => part !== '');
    return {
      by,
      depths,
      headings: depths.map(
        (_, level) => parts[level] ?? (level === 0 ? lead.heading : level === depths.length - 1 && depths.length === 2 ? '' : ''),
      ),
    };
  }
  return null;
}

/** "Показатель": the rows of one customer are its quantity, its sum, its cost. */
function sayingColumn(kept: MonthsAcrossStep['kept'], below: readonly RawRow[]): MonthsAcrossStep['saying'] {
  for (const { column } of kept) {
    const texts = [...new Set(below.map((row) => cellText(row.cells[column])).filter((text) => text !== '' && !isTotal(text)))];
    if (texts.length < 2 || texts.length > 8) continue;
    const meanings = texts.map((text) => matchHeading(text, 'sales')[0]);
    if (
      !meanings.every((best) => best !== undefined && best.score >= 0.7 && /amount|quantity|margin|price|cost|discount/.test(best.meaning))
    )
      continue;
    const wanted = ['net_amount', 'amount', 'gross_amount']
      .map((meaning) => meanings.findIndex((best) => best?.meaning === meaning))
      .find((at) => at >= 0);
    if (wanted !== undefined) return { column, wanted: texts[wanted]! };
  }
  return null;
}

/** The printed totals of rows and of the whole against the sums that were read. */
function checkTotals(step: MonthsAcrossStep, below: readonly RawRow[]): { agree: boolean; evidence: Evidence[] } {
  let rows = 0;
  let wrong = 0;
  const read: Decimal[] = [];
  let printed: Decimal | null = null;
  const reshaper = monthsAcross(step);
  const check = (made: RawRow[]): void => {
    for (const row of made) {
      if (row.leftOut === true || row.number <= step.lastRow) continue;
      const value = numberIn(row.cells.at(-step.measures.length));
      if (isTotal(cellText(row.cells[0]))) {
        if (isGrandTotal(cellText(row.cells[0])) && value !== null) printed = value;
      } else if (value !== null) read.push(value);
    }
  };
  for (const row of below) {
    const total = numberIn(row.cells[step.totals[0] ?? -1]);
    const values = step.periods.flatMap(({ columns }) => numberIn(row.cells[columns[0] ?? -1]) ?? []);
    if (total !== null && values.length > 0) {
      rows++;
      if (!sameSum(total, sumOf(values))) wrong++;
    }
    check(reshaper.push(row));
  }
  check(reshaper.end());
  const evidence: Evidence[] = [];
  if (rows > 0)
    evidence.push({ code: wrong === 0 ? 'row_totals_agree' : 'row_totals_differ', detail: { rows: String(rows), wrong: String(wrong) } });
  // A total on top of a long file is of more rows than these.
  const whole = below.length < 2900;
  const differs = whole && printed !== null && !sameSum(printed, sumOf(read));
  if (whole && printed !== null) evidence.push({ code: differs ? 'total_differs' : 'total_agrees', detail: {} });
  return { agree: wrong === 0 && !differs, evidence };
}

export function monthsAcross(step: MonthsAcrossStep): Reshaper {
  const { kept, levels, measures, periods, totals, saying } = step;
  const depths = levels?.depths ?? [];
  const above: string[] = [];
  let carried: Cell[] = [];
  let held: RawRow | null = null;
  let dates = periods.map(({ date }) => date);
  const lead = kept[0]!.column;
  const levelCells = levels === null ? [] : levels.headings;
  const heading = [
    ...levelCells.map(textCell),
    ...kept.slice(levels === null ? 0 : 1).map((one) => textCell(one.heading)),
    textCell(step.dateHeading),
    ...measures.map(textCell),
  ];

  const depthOf = (row: RawRow): number => {
    const depth = levels!.by === 'outline' ? row.outlineLevel : row.indent;
    const at = depths.findLastIndex((one) => one <= depth);
    return Math.max(0, at);
  };

  const facts = (row: RawRow): RawRow[] => {
    const named = kept.map(({ column }) => row.cells[column] ?? empty);
    const label = kept.map(({ column }) => cellText(row.cells[column])).find((text) => text !== '') ?? '';
    if (isTotal(label)) {
      const sums = totals.map(
        (column, index) => (column === null ? empty : (row.cells[column] ?? empty)) ?? periods[0]?.columns[index] ?? empty,
      );
      return [rowLike(row, [textCell(label), ...Array<Cell>(heading.length - measures.length - 1).fill(empty), ...sums])];
    }
    // Merged cells leave blanks below.
    if (levels === null) {
      const first = named.findIndex((cell) => !isEmpty(cell));
      if (first < 0) return [leftOut(row)];
      for (let at = 0; at < first; at++) named[at] = carried[at] ?? empty;
      carried = named;
    }
    if (saying !== null && cellText(row.cells[saying.column]) !== saying.wanted) return [leftOut(row)];
    const own = levels === null ? named : [...depths.map((_, level) => textCell(above[level] ?? '')), ...named.slice(1)];
    const made = periods.flatMap(({ columns }, index) => {
      const cells = columns.map((column) => (column === null ? empty : (row.cells[column] ?? empty)));
      return cells.every(isNought) ? [] : [{ ...rowLike(row, [...own, textCell(dates[index]!), ...cells]), outlineLevel: 0, indent: 0 }];
    });
    return made.length > 0 ? made : [leftOut(row)];
  };

  /** The row above, now that the one below it is known. */
  const release = (next: RawRow | null): RawRow[] => {
    const row = held;
    held = next;
    if (row === null) return [];
    const label = cellText(row.cells[lead]);
    if (label === '' || isTotal(label)) return label === '' ? [leftOut(row)] : facts(row);
    const depth = depthOf(row);
    above.length = depth;
    above[depth] = label;
    const following = next !== null && !isEmpty(next.cells[lead]) && !isTotal(cellText(next.cells[lead])) ? depthOf(next) : -1;
    return following > depth ? [leftOut(row)] : facts(row);
  };

  return {
    push(row) {
      if (row.leftOut === true || row.number < step.firstRow) return [row];
      if (row.number === step.firstRow) return [rowLike(row, heading)];
      if (row.number <= step.lastRow) return [];
      const filled = filledColumns(row);
      if (filled.length === 0) return [row];
      const again = filled.filter(
        (column) => column !== lead && periodOf(row.cells[column]) !== null && numberIn(row.cells[column]) === null,
      );
      if (again.length >= 2 || (periods.length === 1 && again.some((column) => periods[0]!.columns.includes(column)))) {
        // The same headings on the next page, or those of a further period under the first.
        dates = periods.map(
          ({ columns }, index) =>
            columns
              .map((column) => (column === null ? null : periodOf(row.cells[column])))
              .flatMap((period) => (period ? (firstDay(period) ?? []) : []))[0] ?? dates[index]!,
        );
        return [...release(null), leftOut(row)];
      }
      return levels === null ? facts(row) : release(row);
    },
    end: () => release(null),
  };
}
