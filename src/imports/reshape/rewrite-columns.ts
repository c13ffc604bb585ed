/** A table whose rows stay what they are, while some of its columns become others: what stood there is put in its place, or behind. */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { cellText } from '../../facts/values/cell.ts';
import { empty, rowLike, textCell } from './cells.ts';
import type { Reshaper } from './shape.ts';
import type { Top } from './table-top.ts';

/** Of the headings, what a step keeps: where they are, and how they read. */
export interface Heads {
  firstRow: number;
  lastRow: number;
  headings: string[];
  width: number;
}

export function headsOf({ firstRow, lastRow, headings, width }: Top): Heads {
  return { firstRow, lastRow, headings, width };
}

export interface Rewriting {
  heads: Heads;
  /** New headings by column; columns from `width` on are added. '' takes the heading and the cells of a column away. */
  headings: ReadonlyMap<number, string>;
  /**
   * The rows that one row becomes, as new cells by column; null: the row is not needed. Columns that are taken away are emptied afterwards,
   * but for a word of a total, by which the row is known.
   */
  rows(row: RawRow): ReadonlyMap<number, Cell>[] | null;
}

export function rewriteColumns({ heads, headings, rows }: Rewriting): Reshaper {
  const added = Math.max(0, ...headings.keys(), heads.width - 1) + 1 - heads.width;
  const gone = [...headings].flatMap(([column, heading]) => (heading === '' && column < heads.width ? [column] : []));
  const head = Array.from({ length: heads.width + added }, (_, column) => textCell(headings.get(column) ?? heads.headings[column] ?? ''));
  return {
    push(row) {
      if (row.leftOut === true || row.number < heads.firstRow) return [row];
      if (row.number === heads.firstRow) return [rowLike(row, head)];
      if (row.number <= heads.lastRow) return [];
      const becomes = rows(row);
      if (becomes === null) return [{ ...row, leftOut: true }];
      return becomes.map((cells) => rowLike(row, widened(row, { width: heads.width, added, gone, cells })));
    },
    end: () => [],
  };
}

/** A record with more fields than the headings is broken, and stays too long. */
function widened(
  row: RawRow,
  { width, added, gone, cells }: { width: number; added: number; gone: number[]; cells: ReadonlyMap<number, Cell> },
): Cell[] {
  const long = row.cells.length > width ? row.cells.findLastIndex((cell) => cell.type !== 'empty') + 1 : 0;
  const result = row.cells.slice(0, Math.max(width, long));
  while (result.length < width) result.push(empty);
  for (let column = 0; column < added; column++) result.push(empty);
  for (const column of gone) if (!isTotal(cellText(result[column]))) result[column] = empty;
  for (const [column, cell] of cells) result[column] = cell;
  return result;
}
