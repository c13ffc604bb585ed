/**
 * Rows of a format that states its own columns: headings that a person can read, the meaning of each, and one row per record.
 * A record that is damaged becomes a row of one cell, which is rejected with its place in the file.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { checkWidth } from '../whole-file/rows-in-memory.ts';

export interface DeclaredColumn {
  heading: string;
  meaning: ColumnMeaning;
}

const empty: Cell = { type: 'empty' };

export class DeclaredRows<Name extends string> {
  readonly rows: RawRow[];
  readonly columns: DeclaredColumn[];
  readonly #names: Name[];

  constructor(columns: Record<Name, DeclaredColumn>) {
    this.#names = Object.keys(columns) as Name[];
    this.columns = Object.values(columns);
    // The headings are the format's own and stand in no line of the file: row 0.
    this.rows = [{ number: 0, line: 0, cells: this.columns.map(({ heading }) => textCell(heading)), outlineLevel: 0, indent: 0 }];
  }

  add({ number, line }: { number: number; line: number }, values: Partial<Record<Name, Cell>>): void {
    this.rows.push(checkWidth({ number, line, cells: this.#names.map((name) => values[name] ?? empty), outlineLevel: 0, indent: 0 }));
  }

  addDamaged({ number, line }: { number: number; line: number }, printed: string): void {
    this.rows.push({ number, line, cells: [textCell(printed)], outlineLevel: 0, indent: 0 });
  }
}

export function textCell(text: string | undefined): Cell {
  const clean = (text ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return clean === '' ? empty : { type: 'text', text: clean };
}

/** A sum as these formats write it, with a point or a comma; what is none stays text, and its row is rejected. */
export function sumCell(text: string | undefined): Cell {
  const plain = (text ?? '').replace(/[\s\u00a0]/g, '').replace(',', '.');
  if (plain === '') return empty;
  return /^-?\d+(?:\.\d*)?$/.test(plain) ? { type: 'number', text: plain, dateLike: false } : textCell(text);
}
