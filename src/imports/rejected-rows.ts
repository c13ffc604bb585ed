/**
 * The table of rejected rows that a person corrects and loads again: what it looks like, and how it is recognised when it comes back. Its
 * first three columns say which row of which import a row was, and why it was rejected; the rest are the columns of the file.
 */
import type { Cell, RawRow } from '../facts/row/raw-row.ts';
import { cellText } from '../facts/values/cell.ts';
import { isNeutralised } from '../core/csv.ts';
import type { OpenedFile } from './open-file.ts';

const marks = ['rejected row', 'reason', 'detail'] as const;

/** The import that rejected the rows: its number, and the beginning of its file's hash, as another company has imports of that number too. */
export interface RejectedBy {
  batch: string;
  file: string;
}

export function tableOfRejectedRows(
  by: RejectedBy,
  headings: string[],
  rows: { row: number; reason: string; detail: string; cells: string[] }[],
): string[][] {
  return [
    [...marks, ...headings],
    ...rows.map(({ row, reason, detail, cells }) => [`import ${by.batch} ${by.file} row ${row}`, reason, detail, ...cells]),
  ];
}

/** The file without these three columns, and the import that wrote them; any other file as it is, and null. */
export async function withoutMarks(file: OpenedFile): Promise<{ file: OpenedFile; rejectedBy: RejectedBy | null }> {
  const rejectedBy = await markOf(file);
  return { file: rejectedBy === null ? file : unmarked(file), rejectedBy };
}

async function markOf(file: OpenedFile): Promise<RejectedBy | null> {
  for await (const [heading, ...rows] of file.rows()) {
    if (heading === undefined || !marks.every((mark, at) => cellText(heading.cells[at]).toLowerCase() === mark)) return null;
    for (const row of rows) {
      const [, batch, hash] = /^import (\d{1,18}) ([0-9a-f]{8}) row \d+$/.exec(cellText(row.cells[0])) ?? [];
      if (batch !== undefined && hash !== undefined) return { batch, file: hash };
    }
    return null;
  }
  return null;
}

function unmarked(file: OpenedFile): OpenedFile {
  return {
    ...file,
    async *rows() {
      for await (const rows of file.rows()) yield rows.map(withoutMark);
    },
    progress: () => file.progress(),
    table: async (name) => unmarked(await file.table(name)),
  };
}

function withoutMark(row: RawRow): RawRow {
  return { ...row, cells: row.cells.slice(marks.length).map(asItStood) };
}

/** The apostrophe that keeps a spreadsheet from taking text for a formula was put there when the table was written. */
function asItStood(cell: Cell): Cell {
  return cell.type === 'text' && isNeutralised(cell.text) ? { ...cell, text: cell.text.slice(1) } : cell;
}
