/**
 * Where the table begins: the row or rows of headings, past titles and parameters. Composes headings that take several rows:
 * "Сумма документа" over "Всего" and "НДС", or "Контрагент", "Документ", "Номенклатура" one under another.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { parseNumber } from '../../facts/values/number.ts';
import { looksLikeHeading } from './match-heading.ts';

export interface Header {
  /** Positions in the sample, not row numbers. */
  first: number;
  last: number;
  headings: string[];
  /** Headings of a column that stand one under another without columns beside them; empty where there are none. */
  stacked: { column: number; parts: string[] } | null;
}

/** Null where no row looks like headings. */
export function findHeader(sample: RawRow[]): Header | null {
  const reach = sample.slice(0, 300);
  const scores = reach.map(headingScore);
  const best = Math.max(0, ...scores);
  if (best < 1.5) return null;
  let first = scores.findIndex((score) => score >= 0.75 * best);
  let last = first;
  while (last - first < 5 && last + 1 < reach.length && continuesHeading(reach[last + 1]!, reach[first]!, reach.slice(first, last + 1)))
    last++;
  while (first > 0 && isGroupHeading(reach[first - 1]!, reach[first]!)) first--;
  return compose(reach, first, last);
}

/** Whether a row could be the headings of a table: used for second tables under the first one. */
export function headingScore(row: RawRow): number {
  let matched = 0;
  let filled = 0;
  let foreign = 0;
  for (const cell of row.cells) {
    if (isEmpty(cell)) continue;
    filled++;
    const text = cellText(cell);
    if (cell.type === 'text' && looksLikeHeading(text)) matched++;
    else if (cell.type !== 'text' || isValue(text)) foreign++;
  }
  if (matched < 2 || foreign > matched / 3 || matched < filled * 0.34) return 0;
  return matched - foreign - 0.25 * (filled - matched);
}

function isValue(text: string): boolean {
  return parseNumber(text, ',') !== null || parseDate(text, 'dmy') !== null;
}

const secondary =
  /^(руб\.?|грн\.?|шт\.?|%|ед\.?|у\.\s?е\.?|usd|eur|rub|uah|план|факт|тыс\.?\s?руб\.?|нетто|брутто|(без|з|с|в т\.?\s?ч\.?|в том числе|у т\.?\s?ч\.?) (ндс|пдв)|назва|код)$/i;

function continuesHeading(row: RawRow, top: RawRow, above: RawRow[]): boolean {
  const filled = filledCells(row);
  if (filled.length === 0) return false;
  if (isNumbering(row, top)) return true;
  if (filled.length > filledCells(top).length + 12) return false;
  const heading = filled.filter(({ text }) => looksLikeHeading(text) || secondary.test(text));
  if (heading.length < filled.length || filled.some(({ text, type }) => type !== 'text' || isValue(text))) return false;
  // A repeated heading is a row of its own; a level of a grouped report or a sub-heading never repeats what is above it.
  return filled.every(({ text, column }) => above.every((higher) => cellText(higher.cells[column]) !== text));
}

/** "1 | 2 | 3 | 4": printed forms number their columns. */
function isNumbering(row: RawRow, top: RawRow): boolean {
  const filled = filledCells(row);
  return (
    filled.length >= 3 && filled.length >= filledCells(top).length - 2 && filled.every(({ text }, index) => text === String(index + 1))
  );
}

function isGroupHeading(row: RawRow, below: RawRow): boolean {
  const filled = filledCells(row);
  if (filled.length < 2 || filled.some(({ text, type }) => type !== 'text' || isValue(text) || text.endsWith(':') || text.length > 60))
    return false;
  const matched = filled.filter(({ text }) => looksLikeHeading(text)).length;
  if (matched * 2 < filled.length) return false;
  return filled.every(({ column }) => !isEmpty(below.cells[column])) || filled.some(({ column }) => isEmpty(below.cells[column]));
}

function filledCells(row: RawRow): { column: number; text: string; type: string }[] {
  return row.cells.flatMap((cell, column) => (isEmpty(cell) ? [] : [{ column, text: cellText(cell), type: cell.type }]));
}

function compose(rows: RawRow[], first: number, last: number): Header {
  const header = rows.slice(first, last + 1).filter((row) => !isNumbering(row, rows[first]!));
  const width = Math.max(...header.map((row) => lastFilled(row) + 1));
  const headings: string[] = [];
  for (let column = 0; column < width; column++) {
    const parts: string[] = [];
    header.forEach((row, level) => {
      const own = cellText(row.cells[column]);
      const text = own !== '' ? own : level < header.length - 1 ? spreadFromLeft(row, header[level + 1]!, column) : '';
      if (text !== '' && parts.at(-1) !== text) parts.push(text.replace(/\s+/g, ' '));
    });
    headings.push(parts.join(' / '));
  }
  return { first, last, headings, stacked: stackedHeadings(header) };
}

/** A merged heading stands in its leftmost cell; the cells under it are all filled. */
function spreadFromLeft(row: RawRow, below: RawRow, column: number): string {
  if (isEmpty(below.cells[column])) return '';
  for (let left = column - 1; left >= 0; left--) {
    if (isEmpty(below.cells[left])) return '';
    const text = cellText(row.cells[left]);
    if (text !== '') return text;
  }
  return '';
}

function stackedHeadings(header: RawRow[]): Header['stacked'] {
  const top = header[0]!;
  for (let column = 0; column < Math.min(4, top.cells.length); column++) {
    const parts = header.map((row) => cellText(row.cells[column]));
    if (parts[0] === '' || parts.length < 2 || parts[1] === '') continue;
    const lonely = header.slice(1).every((row) => filledCells(row).every((cell) => cell.column === column));
    if (lonely) return { column, parts: parts.filter((part) => part !== '') };
  }
  return null;
}

export function lastFilled(row: RawRow): number {
  for (let column = row.cells.length - 1; column >= 0; column--) if (!isEmpty(row.cells[column])) return column;
  return -1;
}
