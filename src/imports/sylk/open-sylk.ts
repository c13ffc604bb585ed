/** SYLK (.slk), the text format that old spreadsheets exchange: one record in a line, fields behind semicolons, cells by row and column. */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { decodeText, headText } from '../whole-file/decode-text.ts';
import { readWhole } from '../whole-file/read-whole.ts';
import { checkWidth, openRows } from '../whole-file/rows-in-memory.ts';
import { showsDate } from '../xlsx/number-format.ts';

export function isSylk(head: Buffer): boolean {
  return headText(head).startsWith('ID;P');
}

export async function openSylk({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const lines = decodeText(await readWhole({ path, size, format: 'SYLK' })).split(/\r\n|\n|\r/);
  const sheet = new SylkSheet();
  let ended = false;
  for (const line of lines) {
    const fields = fieldsOf(line);
    if (fields[0] === 'E') ended = true;
    else sheet.take(fields);
  }
  if (!ended) throw new ImportRefused({ code: 'truncated', detail: { part: 'SYLK' } });
  return openRows({ container: 'sylk', size, rows: sheet.rows() });
}

/** A doubled semicolon is a character; so are the sequences of the escape character. */
function fieldsOf(line: string): string[] {
  return line
    .replaceAll(';;', '\x01')
    .split(';')
    .map((field) => withoutEscapes(field.replaceAll('\x01', ';')));
}

/** "ESC :" and "ESC blank :" are line breaks; the others are accents of machines that nobody has. */
function withoutEscapes(field: string): string {
  const [first = '', ...parts] = field.split('\x1b');
  return first + parts.map((part) => (/^ ?:/.test(part) ? `\n${part.replace(/^ ?:/, '')}` : part.slice(2))).join('');
}

const rowLimit = 1 << 20;

class SylkSheet {
  readonly #cells = new Map<number, Cell[]>();
  readonly #formats: string[] = [];
  readonly #columnFormats = new Map<number, number>();
  readonly #cellFormats = new Map<string, number>();
  #row = 1;
  #column = 1;

  take([kind, ...fields]: string[]): void {
    const said = new Map(fields.map((field) => [field[0] ?? '', field.slice(1)]));
    if (kind === 'P') {
      if (said.has('P')) this.#formats.push(said.get('P')!);
      return;
    }
    if (kind !== 'C' && kind !== 'F') return;
    this.#row = place(said.get('Y')) ?? this.#row;
    this.#column = place(said.get('X')) ?? this.#column;
    if (kind === 'F') {
      const format = place(said.get('P'));
      if (format === null) return;
      const column = place(said.get('C'));
      if (column !== null) this.#columnFormats.set(column, format);
      else if (said.has('X') || said.has('Y')) this.#cellFormats.set(`${this.#row} ${this.#column}`, format);
      return;
    }
    const value = said.get('K');
    if (value === undefined) return;
    if (this.#row > rowLimit) throw new ImportRefused({ code: 'truncated', detail: { part: 'SYLK' } });
    const cells = this.#cells.get(this.#row) ?? [];
    if (this.#column > 1024)
      throw new ImportRefused({
        code: 'too_many_columns',
        detail: { row: String(this.#row), column: String(this.#column), limit: '1024' },
      });
    while (cells.length < this.#column - 1) cells.push({ type: 'empty' });
    cells[this.#column - 1] = this.#cellOf(value);
    this.#cells.set(this.#row, cells);
  }

  rows(): RawRow[] {
    return [...this.#cells]
      .toSorted(([a], [b]) => a - b)
      .map(([number, cells]) => checkWidth({ number, line: number, cells, outlineLevel: 0, indent: 0 }));
  }

  #cellOf(value: string): Cell {
    const quoted = /^"([^]*?)"?$/.exec(value);
    if (quoted) return quoted[1]!.trim() === '' ? { type: 'empty' } : { type: 'text', text: quoted[1]!.replaceAll('""', '"') };
    if (value === 'TRUE' || value === 'FALSE') return { type: 'boolean', value: value === 'TRUE' };
    if (value.startsWith('#')) return { type: 'error', text: value };
    if (!/^-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/.test(value)) return value.trim() === '' ? { type: 'empty' } : { type: 'text', text: value };
    const format = this.#cellFormats.get(`${this.#row} ${this.#column}`) ?? this.#columnFormats.get(this.#column);
    const code = format === undefined ? undefined : this.#formats[format];
    return { type: 'number', text: value, dateLike: code !== undefined && showsDate({ id: 0, code }) };
  }
}

function place(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : null;
}
