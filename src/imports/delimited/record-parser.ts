/**
 * Cuts delimited text into records, piece by piece, in bounded memory.
 *
 * Why not csv-parse: it does not tell the physical line where a record starts when line ends are mixed, limits records but
 * not cells, and must fail or corrupt on a field like `"Восход" ТД ООО`, which here is simply not a quoted field.
 */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import { closingQuote } from './closing-quote.ts';
import type { Dialect } from './dialect.ts';
import { ownCopy } from './own-copy.ts';

export const columnLimit = 1024;
/** Characters. */
export const cellLimit = 1 << 20;
const recordLimit = 16 * cellLimit;

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

const empty: Cell = { type: 'empty' };

export class RecordParser {
  /** Finished records, for the caller to take away. */
  rows: RawRow[] = [];
  readonly #delimiter: number;
  readonly #quoted: boolean;
  #rest = '';
  #cells: Cell[] = [];
  #recordLength = 0;
  #number = 1;
  #line = 1;
  #recordLine = 1;

  constructor(dialect: Dialect) {
    this.#delimiter = dialect.delimiter.charCodeAt(0);
    this.#quoted = dialect.quoted;
  }

  /** Takes the next piece of the text; `last` when there is no more. A field is only taken when its end is known. */
  push(piece: string, last: boolean): void {
    const text = this.#rest + piece;
    let start = 0;
    for (;;) {
      const field = this.#field(text, { start, last });
      if (field === null) break;
      const { end } = field;
      const ender = text.charCodeAt(end);
      if (ender === carriageReturn && end + 1 === text.length && !last) break;

      // Nothing after the last line end is no record.
      if (end === text.length && start === text.length && this.#cells.length === 0) return;
      this.#add(field.value);
      this.#line += field.lines;
      if (end === text.length) {
        this.#finishRecord();
        return;
      }
      start = end + 1;
      if (ender === this.#delimiter) continue;
      if (ender === carriageReturn && text.charCodeAt(start) === lineFeed) start++;
      this.#line++;
      this.#finishRecord();
    }
    this.#rest = text.slice(start);
    if (this.#rest.length > cellLimit + 2) this.#refuseCell();
  }

  #field(text: string, { start, last }: { start: number; last: boolean }): { value: string; end: number; lines: number } | null {
    if (this.#quoted && text.charCodeAt(start) === quote) {
      const close = closingQuote(text, start);
      const end = close + 1;
      const endKnown = close !== -1 && (end < text.length || last);
      if (!endKnown && !last) return null;
      if (endKnown && (end === text.length || this.#endsField(text.charCodeAt(end)))) {
        const inside = text.slice(start + 1, close);
        return { value: inside.includes('"') ? inside.replaceAll('""', '"') : inside, end, lines: countLines(inside) };
      }
      // Text goes on after the closing quote, or none closes: the quote is an ordinary character of this field.
    }
    let end = start;
    while (end < text.length && !this.#endsField(text.charCodeAt(end))) end++;
    if (end === text.length && !last) return null;
    return { value: text.slice(start, end), end, lines: 0 };
  }

  #endsField(code: number): boolean {
    return code === this.#delimiter || code === lineFeed || code === carriageReturn;
  }

  #add(value: string): void {
    if (this.#cells.length === columnLimit) {
      throw new ImportRefused({ code: 'too_many_columns', detail: { row: String(this.#number), limit: String(columnLimit) } });
    }
    this.#recordLength += value.length;
    if (value.length > cellLimit || this.#recordLength > recordLimit) this.#refuseCell();
    this.#cells.push(value === '' ? empty : { type: 'text', text: ownCopy(value) });
  }

  #finishRecord(): void {
    const blank = this.#cells.length === 1 && this.#cells[0] === empty;
    const cells = blank ? [] : this.#cells;
    this.rows.push({ number: this.#number, line: this.#recordLine, cells, outlineLevel: 0, indent: indentOf(cells) });
    this.#cells = [];
    this.#recordLength = 0;
    this.#number++;
    this.#recordLine = this.#line;
  }

  #refuseCell(): never {
    const column = String(this.#cells.length + 1);
    throw new ImportRefused({ code: 'cell_too_large', detail: { row: String(this.#number), column, limit: String(cellLimit) } });
  }
}

/** How many columns each record of a sample has that is not blank; the last one, which the sample may cut, is left out. */
export function countColumns(text: string, dialect: Dialect): number[] {
  const parser = new RecordParser(dialect);
  try {
    parser.push(text, false);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
  }
  if (parser.rows.length === 0) {
    try {
      parser.push('', true);
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      return [columnLimit];
    }
  }
  return parser.rows.filter((row) => row.cells.length > 0).map((row) => row.cells.length);
}

function countLines(text: string): number {
  let lines = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === lineFeed) lines++;
    else if (code === carriageReturn && text.charCodeAt(i + 1) !== lineFeed) lines++;
  }
  return lines;
}

function indentOf(cells: Cell[]): number {
  for (const cell of cells) {
    if (cell.type !== 'text') continue;
    const indent = cell.text.search(/\S/);
    if (indent >= 0) return indent;
  }
  return 0;
}
