/** DIF, the Data Interchange Format of old spreadsheets: a header of topics, then pairs of lines, a value each, row by row. */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { decodeText, headText } from '../whole-file/decode-text.ts';
import { readWhole } from '../whole-file/read-whole.ts';
import { checkWidth, openRows } from '../whole-file/rows-in-memory.ts';

export function isDif(head: Buffer): boolean {
  return /^TABLE[ \t]*\r?\n0,1[ \t]*\r?\n/.test(headText(head));
}

export async function openDif({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const lines = decodeText(await readWhole({ path, size, format: 'DIF' })).split(/\r\n|\n|\r/);
  const start = lines.indexOf('DATA');
  if (start < 0) throw new ImportRefused({ code: 'truncated', detail: { part: 'DIF' } });
  const rows: RawRow[] = [];
  let ended = false;
  // DATA, "0,0" and an empty text stand before the first value.
  for (let at = start + 3; at + 1 < lines.length && !ended; at += 2) {
    const [head, text] = [lines[at]!.trim(), lines[at + 1]!];
    if (head.startsWith('-1')) {
      if (text.trim() === 'EOD') ended = true;
      else rows.push({ number: rows.length + 1, line: at + 1, cells: [], outlineLevel: 0, indent: 0 });
      continue;
    }
    const row = rows.at(-1);
    if (row === undefined) break;
    row.cells.push(cellOf(head, text));
  }
  if (!ended) throw new ImportRefused({ code: 'truncated', detail: { part: 'DIF' } });
  for (const row of rows) checkWidth(row);
  return openRows({ container: 'dif', size, rows });
}

/** "0,12200" and V is a number, "1,0" a text in the line below. Some programs print a date where a number belongs. */
function cellOf(head: string, below: string): Cell {
  const [, kind, value] = /^(-?\d+),(.*)$/.exec(head) ?? [];
  if (kind === '1') {
    const text = /^"([^]*)"$/.exec(below.trim())?.[1]?.replaceAll('""', '"') ?? below;
    return text.trim() === '' ? { type: 'empty' } : { type: 'text', text };
  }
  const printed = (value ?? '').trim();
  switch (below.trim()) {
    case 'TRUE':
    case 'FALSE':
      return { type: 'boolean', value: below.trim() === 'TRUE' };
    case 'NA':
    case 'ERROR':
      return { type: 'error', text: below.trim() === 'NA' ? '#N/A' : '#ERROR' };
  }
  if (/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(printed))
    return { type: 'number', text: printed.replace(/^(-?)\./, '$10.'), dateLike: false };
  return printed === '' ? { type: 'empty' } : { type: 'text', text: printed };
}
