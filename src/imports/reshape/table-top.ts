/** Where the headings of a table are: as the recogniser finds them, or, where it knows too few of their words, by what stands below. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { findHeader } from '../recognise/find-header.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { filledColumns, numberIn } from './cells.ts';
import { type Language, languageOf } from './words.ts';

export interface Top {
  /** Positions in the sample. */
  first: number;
  last: number;
  /** Of the file, from the first heading row to the last. */
  firstRow: number;
  lastRow: number;
  /** One for each column, those of several rows joined by " / ". */
  headings: string[];
  titles: string[];
  language: Language;
  /** Columns that the headings or the rows below have. */
  width: number;
}

export function findTop(sample: readonly RawRow[]): Top | null {
  let top = known.get(sample);
  if (top === undefined) {
    const header = findHeader(sample as RawRow[]) ?? byContent(sample);
    top = header && describeTop(sample, header);
    known.set(sample, top);
  }
  return top;
}

/** The same rows are looked at for their shape and for the name of the report. */
const known = new WeakMap<readonly RawRow[], Top | null>();

function describeTop(sample: readonly RawRow[], { first, last, headings }: { first: number; last: number; headings: string[] }): Top {
  const widths = sample.slice(last + 1, last + 200).map((row) => (filledColumns(row).at(-1) ?? -1) + 1);
  return {
    first,
    last,
    firstRow: sample[first]!.number,
    lastRow: sample[last]!.number,
    headings,
    titles: titlesOf(sample.slice(0, first)),
    language: languageOf(sample.slice(0, last + 1)),
    width: Math.max(headings.length, ...widths),
  };
}

export function titlesOf(rows: readonly RawRow[]): string[] {
  return rows
    .map((row) =>
      row.cells
        .map(cellText)
        .filter((text) => text !== '')
        .join(' '),
    )
    .filter((text) => text !== '');
}

/** The first row of texts alone that stands over a row with numbers or days. */
function byContent(sample: readonly RawRow[]): { first: number; last: number; headings: string[] } | null {
  for (let at = 0; at < Math.min(60, sample.length - 1); at++) {
    const row = sample[at]!;
    const filled = filledColumns(row);
    if (filled.length < 2 || !filled.every((column) => row.cells[column]!.type === 'text' && isWord(cellText(row.cells[column])))) continue;
    const below = sample.slice(at + 1, at + 6).filter((next) => filledColumns(next).length >= 2);
    if (!below.some((next) => filled.some((column) => isValue(next, column)))) continue;
    return { first: at, last: at, headings: row.cells.map((cell) => cellText(cell).replace(/\s+/g, ' ')) };
  }
  return null;
}

function isWord(text: string): boolean {
  return text.length <= 80 && parseDate(text, 'dmy') === null && numberIn({ type: 'text', text }) === null;
}

function isValue(row: RawRow, column: number): boolean {
  const cell = row.cells[column];
  return !isEmpty(cell) && (cell!.type === 'number' || numberIn(cell) !== null || parseDate(cellText(cell), 'dmy') !== null);
}

export function columnOf(headings: readonly string[], pattern: RegExp): number {
  return headings.findIndex((heading) => pattern.test(heading.trim()));
}

export function columnsOf(headings: readonly string[], pattern: RegExp): number[] {
  return headings.flatMap((heading, column) => (pattern.test(heading.trim()) ? [column] : []));
}

/** Rows below the headings that have anything; `most` are enough to tell what a column holds. */
export function rowsBelow(sample: readonly RawRow[], top: Top, most = Infinity): RawRow[] {
  const rows: RawRow[] = [];
  for (let at = top.last + 1; at < sample.length && rows.length < most; at++)
    if (sample[at]!.cells.some((cell) => !isEmpty(cell))) rows.push(sample[at]!);
  return rows;
}
