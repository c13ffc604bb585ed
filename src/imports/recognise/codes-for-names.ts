/** Some programs name customers by code alone ("C0000040", "10023") under a heading that promises a name. */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText } from '../../facts/values/cell.ts';

const code = /^\p{L}{0,6}[-_]?\d{2,}$/u;

/** The meanings, with the customer's column a column of codes where every cell of it is one. */
export function codesForNames(rows: RawRow[], meanings: ColumnMeaning[]): ColumnMeaning[] {
  const column = meanings.indexOf('customer');
  if (column < 0 || meanings.includes('customer_code')) return meanings;
  const cells = rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
  return cells.length > 0 && cells.every((text) => code.test(text)) ? meanings.with(column, 'customer_code') : meanings;
}
