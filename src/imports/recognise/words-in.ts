/** The words of a column, for columns that hold a few of them again and again. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText } from '../../facts/values/cell.ts';

/** The different texts of a column in the order of the file, with how often each occurs. */
export function wordsIn(rows: RawRow[], column: number): Map<string, number> {
  const words = new Map<string, number>();
  for (const row of rows) {
    const text = cellText(row.cells[column]);
    if (text !== '') words.set(text, (words.get(text) ?? 0) + 1);
  }
  return words;
}
