/** Rows below the headings that are headings again: the same ones on the next page, or those of a second table. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { headingScore } from './find-header.ts';

export function isRepeatedHeader(row: RawRow, headings: string[]): boolean {
  let filled = 0;
  let same = 0;
  for (let column = 0; column < row.cells.length; column++) {
    if (isEmpty(row.cells[column])) continue;
    filled++;
    const heading = headings[column];
    if (heading === undefined || heading === '') continue;
    const printed = cellText(row.cells[column]);
    const text = printed.length > heading.length + 8 ? printed : printed.replace(/\s+/g, ' ');
    if (text === heading || (heading.includes(text) && heading.split(' / ').includes(text))) same++;
    // Rows of data differ from the headings at once; only headings are worth reading to the end.
    else if (filled - same > 4 && same === 0) return false;
  }
  return filled > 0 && same >= 2 && same >= filled * 0.7;
}

/** Headings that are not those of the first table; after a gap (a blank, a total) fewer words are enough. */
export function isOtherTable(row: RawRow, headings: string[], afterGap: boolean): boolean {
  let texts = 0;
  for (const cell of row.cells) {
    if (cell.type === 'number' || cell.type === 'boolean' || cell.type === 'error') return false;
    if (cell.type === 'text' && !isEmpty(cell)) texts++;
  }
  // Most rows end here: a row of data has a number, a date or a digit somewhere.
  if (texts < 3 || row.cells.some((cell) => cell.type === 'text' && /\d/.test(cell.text))) return false;
  return headingScore(row) >= (afterGap ? Math.max(1.5, texts * 0.4) : Math.max(2.5, texts * 0.6)) && !isRepeatedHeader(row, headings);
}
