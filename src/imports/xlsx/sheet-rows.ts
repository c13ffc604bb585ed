/** The rows of one sheet, from the events of its XML. Rows that the sheet does not store are not given; trailing blanks are cut. */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import { columnIndex } from './cell-position.ts';
import { cellValue, type StoredCell, type WorkbookContext } from './cell-value.ts';
import type { XmlHandler } from './read-xml.ts';
import { cellLimit, RichText } from './rich-text.ts';

export const columnLimit = 1024;
const recordLimit = 16 * cellLimit;
/** Characters; what Excel allows is 8,192. The formula is only shown. */
const formulaLimit = 1 << 14;
const sharedLimit = 1 << 14;
const empty: Cell = { type: 'empty' };

export class SheetRows implements XmlHandler {
  /** Finished rows, for the caller to take away. */
  rows: RawRow[] = [];
  readonly #context: WorkbookContext;
  readonly #part: string;
  /** The row that is being read; kept after its end, as the next element may go on with it. */
  #row: RawRow | undefined;
  #rowNumber = 0;
  #rowLength = 0;
  #column = -1;
  #cell: StoredCell | undefined;
  #inValue = false;
  #inline: RichText | undefined;
  #inFormula = false;
  #sharedIndex: string | undefined;
  /** Formulas that several cells share stand in the first of them. */
  readonly #sharedFormulas = new Map<string, string>();

  constructor(context: WorkbookContext, part: string) {
    this.#context = context;
    this.#part = part;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#inValue = this.#cell !== undefined;
    else if (name === 'f') this.#openFormula(attributes);
    else if (name === 'row') this.#openRow(attributes);
    else if (this.#inline) this.#inline.open(name);
    else if (name === 'is' && this.#cell) this.#inline = new RichText(this.#part);
  }

  text(text: string): void {
    if (this.#inValue && this.#cell) {
      this.#cell.value += text;
      if (this.#cell.value.length > cellLimit) this.#refuse('cell_too_large', cellLimit);
    } else if (this.#inFormula && this.#cell) {
      if (this.#cell.formula!.length < formulaLimit) this.#cell.formula += text;
    } else this.#inline?.text(text);
  }

  close(name: string): void {
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'f') this.#inFormula = false;
    else if (name === 'sheetData') this.#finishRow();
    else if (name === 'is' && this.#cell && this.#inline) {
      this.#cell.inline = this.#inline.value;
      this.#inline = undefined;
    } else this.#inline?.close(name);
  }

  #openRow(attributes: Record<string, string>): void {
    const stated = Number(attributes['r']);
    // Some writers give each cell a row element of its own.
    if (this.#row && stated === this.#rowNumber) return;
    this.#finishRow();
    this.#rowNumber = Number.isSafeInteger(stated) && stated > 0 ? stated : this.#rowNumber + 1;
    this.#column = -1;
    this.#rowLength = 0;
    const outlineLevel = Number(attributes['outlineLevel'] ?? 0) || 0;
    this.#row = { number: this.#rowNumber, line: this.#rowNumber, cells: [], outlineLevel, indent: 0 };
    if (outlineLevel === 0 && isTrue(attributes['hidden'])) this.#row.hidden = true;
  }

  #openCell(attributes: Record<string, string>): void {
    const reference = attributes['r'];
    const stated = reference === undefined ? -1 : columnIndex(reference);
    this.#column = stated >= 0 ? stated : this.#column + 1;
    this.#inline = undefined;
    this.#cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '', inline: undefined, formula: undefined };
  }

  #openFormula(attributes: Record<string, string>): void {
    if (!this.#cell) return;
    this.#inFormula = true;
    this.#sharedIndex = attributes['t'] === 'shared' ? attributes['si'] : undefined;
    this.#cell.formula = '';
  }

  #closeCell(): void {
    const stored = this.#cell;
    this.#cell = undefined;
    this.#inline = undefined;
    if (!stored || !this.#row || (stored.value === '' && stored.inline === undefined && stored.formula === undefined)) return;
    if (this.#sharedIndex !== undefined) this.#shareFormula(stored, this.#sharedIndex);
    const cell = cellValue(stored, this.#context);
    if (cell.type === 'empty' && cell.formula === undefined) return;
    if (this.#column >= columnLimit) this.#refuse('too_many_columns', columnLimit);
    if (cell.type === 'text' && (this.#rowLength += cell.text.length) > recordLimit) this.#refuse('cell_too_large', cellLimit);

    const { cells } = this.#row;
    if (cells.length === 0) this.#row.indent = this.#context.styles[stored.style]?.indent ?? 0;
    while (cells.length < this.#column) cells.push(empty);
    cells[this.#column] = cell;
  }

  #shareFormula(stored: StoredCell, index: string): void {
    this.#sharedIndex = undefined;
    if (stored.formula === '') stored.formula = this.#sharedFormulas.get(index) ?? '';
    else if (this.#sharedFormulas.size < sharedLimit) this.#sharedFormulas.set(index, stored.formula!);
  }

  #finishRow(): void {
    if (this.#row) this.rows.push(this.#row);
    this.#row = undefined;
  }

  #refuse(code: 'too_many_columns' | 'cell_too_large', limit: number): never {
    const detail = { row: String(this.#rowNumber), column: String(this.#column + 1), limit: String(limit) };
    throw new ImportRefused({ code, detail });
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
