/** One row as its cells arrive: puts each into its column, and refuses what no report has. Trailing blanks are cut. */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import { cellLimit } from '../xlsx/rich-text.ts';
import { columnLimit } from '../xlsx/sheet-rows.ts';

const recordLimit = 16 * cellLimit;
const empty: Cell = { type: 'empty' };

export class RowBuilder {
  readonly row: RawRow;
  #length = 0;

  constructor({ number, outlineLevel = 0 }: { number: number; outlineLevel?: number }) {
    this.row = { number, line: number, cells: [], outlineLevel, indent: 0 };
  }

  put(cell: Cell, { column, indent }: { column: number; indent: number }): void {
    if (cell.type === 'empty' && cell.formula === undefined) return;
    if (column >= columnLimit) this.#refuse('too_many_columns', { column, limit: columnLimit });
    if (cell.type === 'text' && (this.#length += cell.text.length) > recordLimit)
      this.#refuse('cell_too_large', { column, limit: cellLimit });
    const { cells } = this.row;
    if (cells.length === 0) this.row.indent = indent;
    while (cells.length < column) cells.push(empty);
    cells[column] = cell;
  }

  #refuse(code: 'too_many_columns' | 'cell_too_large', { column, limit }: { column: number; limit: number }): never {
    throw new ImportRefused({ code, detail: { row: String(this.row.number), column: String(column + 1), limit: String(limit) } });
  }
}
