/**
 * A list printed as text, with rules of dashes, page heads repeated and bars between the columns, as SAP (ALV), databases and
 * Markdown print it. Rules are no rows; rows marked with stars are sums.
 */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { empty, filledColumns, leftOut, rowLike, textCell } from './cells.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { findTop } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface RuledListStep {
  name: 'ruled_list';
  firstRow: number;
  headings: string[];
  /** The most stars that a row has: the sum of all. */
  stars: number;
  /** Bars or stars: a row with one cell is then the head of a page; else it may be a customer above its rows. */
  barred: boolean;
  total: string;
  subtotal: string;
}

export function findRuledList(sample: readonly RawRow[]): FoundStep<RuledListStep> | null {
  const reach = sample.slice(0, 3000);
  const rules = reach.filter(isRule).length;
  if (rules < 1) return null;
  const top = findTop(reach.filter((row) => !isRule(row)));
  if (top === null) return null;
  const stars = Math.max(0, ...reach.map((row) => starsOf(row)?.count ?? 0));
  const bars = reach.filter((row) => row.number > top.lastRow && isBarred(row, top.headings.length)).length;
  // A line of dashes under a title is no list in rules.
  if (stars === 0 && bars === 0 && rules < 2) return null;
  const words = wordsOf(top.language);
  const step: RuledListStep = {
    name: 'ruled_list',
    firstRow: top.firstRow,
    headings: top.headings,
    stars,
    barred: bars > 0 || stars > 0,
    total: words.total,
    subtotal: words.subtotal,
  };
  return {
    step,
    evidence: [
      { code: 'ruled_list', detail: { rules: String(rules), subtotals: String(reach.filter((row) => starsOf(row) !== null).length) } },
    ],
    sureness: 'evident',
  };
}

/** Nothing but dashes, and what crosses them. */
function isRule(row: RawRow): boolean {
  const texts = row.cells.filter((cell) => !isEmpty(cell)).map((cell) => (cell.type === 'text' ? cellText(cell) : 'x'));
  return (
    texts.length > 0 && texts.every((text) => /^[-=+_|:─━═┼├┤┬┴╪\s]+$/u.test(text)) && texts.join('').replace(/[^-=_─━═]/gu, '').length >= 3
  );
}

/** A bar before the first column and one behind the last. */
function isBarred(row: RawRow, width: number): boolean {
  return row.cells.length >= width && isEmpty(row.cells[0]) && isEmpty(row.cells.at(-1)) && filledColumns(row).length >= 2;
}

/** "*", "**", "*  Barkhan LLC", "** Total" in the first cell that has anything. */
function starsOf(row: RawRow): { column: number; count: number; rest: string } | null {
  const column = row.cells.findIndex((cell) => !isEmpty(cell));
  if (column < 0 || column > 2 || row.cells[column]!.type !== 'text') return null;
  const match = /^(\*{1,9})(?:\s+(.*))?$/u.exec(cellText(row.cells[column]));
  return match && { column, count: match[1]!.length, rest: match[2] ?? '' };
}

export function ruledList({ firstRow, headings, stars, barred, total, subtotal }: RuledListStep): Reshaper {
  return {
    push(row) {
      if (row.leftOut === true) return [row];
      if (isRule(row)) return [leftOut(row)];
      if (row.number <= firstRow) return [row];
      const filled = filledColumns(row);
      if (filled.length === 0) return [row];
      const starred = starsOf(row);
      if (starred) {
        const cells = row.cells.map((cell, column): Cell =>
          column === starred.column ? textCell(starred.count === stars ? total : subtotal) : column < starred.column ? empty : cell,
        );
        return [rowLike(row, cells)];
      }
      // The head of the next page: its title, or a row count of a database.
      return filled.length <= 1 && headings.length > 2 && (barred || pageHead.test(cellText(row.cells[filled[0]!])))
        ? [leftOut(row)]
        : [row];
    },
    end: () => [],
  };
}

const pageHead = /\b(page|rows? in set|rows?\))|^(стр|лист|сторінка|страница)|\d{2}\.\d{2}\.\d{4}/iu;
