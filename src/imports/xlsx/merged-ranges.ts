/** Merged cells at the top of a sheet: a heading printed over several columns stands in its first cell only. */
import type { RawRow } from '../contract.ts';
import { cellPosition } from './cell-position.ts';

export interface MergedRange {
  /** Rows from 1, as in the sheet; columns from 0, as in `cells`. */
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/**
 * The row with the value of each horizontally merged cell repeated over its blank neighbours, so that two rows of a heading
 * can be composed ("Сумма документа" over "Всего", "НДС"). Only the range's top row is filled.
 */
export function spreadMergedCells(row: RawRow, ranges: MergedRange[]): RawRow {
  const cells = [...row.cells];
  for (const { top, left, right } of ranges) {
    const value = cells[left];
    if (top !== row.number || value === undefined || value.type === 'empty') continue;
    for (let column = left + 1; column <= right; column++) {
      while (cells.length <= column) cells.push({ type: 'empty' });
      if (cells[column]!.type === 'empty') cells[column] = value;
    }
  }
  return { ...row, cells };
}

const rowsWithHeadings = 60;
const rangeLimit = 2048;
const columnLimit = 1024;

/** Finds the ranges in the text that follows a sheet's data, piece by piece: a whole parse would take as long as the rows. */
export class MergedRangeScanner {
  readonly ranges: MergedRange[] = [];
  sawEndOfData = false;
  #tail = '';

  push(piece: string): void {
    let text = this.#tail + piece;
    if (!this.sawEndOfData) {
      // The plain search first: it is what a hundred megabytes of rows are passed through.
      const end = text.includes('sheetData') && /<\/(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*\/>/.exec(text);
      if (!end) {
        this.#tail = text.slice(-64);
        return;
      }
      this.sawEndOfData = true;
      text = text.slice(end.index);
    }
    for (const [, reference] of text.matchAll(/<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([^"']*)["'][^<>]*>/g))
      this.#add(reference!);
    this.#tail = text.slice(Math.max(text.lastIndexOf('<'), text.length - 512, 0));
    if (this.#tail.includes('>')) this.#tail = '';
  }

  #add(reference: string): void {
    const [from, to] = reference.split(':').map(cellPosition);
    if (!from || !to || from.row > rowsWithHeadings || this.ranges.length >= rangeLimit) return;
    if (from.column >= columnLimit) return;
    this.ranges.push({ top: from.row, bottom: to.row, left: from.column, right: Math.min(to.column, columnLimit - 1) });
  }
}
