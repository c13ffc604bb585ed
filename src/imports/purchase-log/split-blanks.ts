/** Columns that only blanks set apart, as statistical programs print them: each line comes as one cell and is cut here. */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import type { OpenedFile } from '../open-file.ts';

export type Rows = Pick<OpenedFile, 'format' | 'rows' | 'leftOut'>;

/** The same file, cut where most of its first rows are one cell that holds several words. */
export function splitBlanks(file: Rows, sample: readonly RawRow[]): Rows {
  if (file.format.container !== 'delimited') return file;
  const filled = sample.filter(({ cells }) => cells.length > 0);
  const single = filled.filter(({ cells }) => cells.length === 1);
  if (single.length < 2 || single.length < filled.length * 0.9) return file;
  const widths = single.map((row) => cut(row).cells.length);
  const usual = widths.filter((width) => width === widths.at(-1)).length;
  return widths.at(-1)! > 1 && usual > widths.length / 2 ? withRows(file, cut) : file;
}

/** The same file with each row changed; null leaves a row out. */
export function withRows(file: Rows, change: (row: RawRow) => RawRow | null): Rows {
  return {
    format: file.format,
    ...(file.leftOut === undefined ? {} : { leftOut: file.leftOut }),
    async *rows() {
      for await (const batch of file.rows()) yield batch.map(change).filter((row) => row !== null);
    },
  };
}

function cut(row: RawRow): RawRow {
  const cell = row.cells[0];
  if (cell?.type !== 'text') return row;
  const cells = cell.text
    .trim()
    .split(/\s+/)
    .map((text): Cell => (text === '' ? { type: 'empty' } : { type: 'text', text }));
  return { ...row, cells };
}
