/**
 * A sum that belongs to the whole document and is printed on each of its lines. Adding it up line by line would count an order of
 * five lines five times.
 */
import type { ColumnMeaning, RawRow } from '../contract.ts';
import { cellText, isEmpty } from '../values/cell.ts';
import type { Answers, Assumption } from './assumption.ts';
import { decide, evidence } from './decide.ts';

export interface RepeatedSum {
  column: number;
  /** Documents of several lines, all of which print one sum on each line. */
  documents: number;
}

/** Null where the lines of some document print different sums, or too few documents have several lines to tell. */
export function findRepeatedSum({ rows, meanings, amount }: { rows: RawRow[]; meanings: ColumnMeaning[]; amount: number }): RepeatedSum | null {
  const number = ['document_number', 'document'].map((meaning) => meanings.indexOf(meaning as ColumnMeaning)).find((column) => column >= 0) ?? -1;
  // Lines that differ in nothing are doubles, not lines.
  const differing = meanings.flatMap((meaning, column) => (/^(product|product_code|quantity|list_price|row_number)$/.test(meaning) ? [column] : []));
  if (number < 0 || amount < 0 || differing.length === 0) return null;
  const documents = new Map<string, RawRow[]>();
  for (const row of rows) {
    if (isEmpty(row.cells[number]) || isEmpty(row.cells[amount])) continue;
    const key = cellText(row.cells[number]);
    const lines = documents.get(key);
    if (lines === undefined) documents.set(key, [row]);
    else lines.push(row);
  }
  let several = 0;
  for (const lines of documents.values()) {
    if (lines.length < 2 || new Set(lines.map((line) => differing.map((column) => cellText(line.cells[column])).join('\u0001'))).size < 2) continue;
    if (new Set(lines.map((line) => cellText(line.cells[amount]))).size > 1) return null;
    several++;
  }
  return several >= 2 ? { column: amount, documents: several } : null;
}

/** line: the price times the quantity of each line, where the file has them. once: the sum once for each document. each: as printed, on every line. */
export function assumeRepeatedSum(found: { repeated: RepeatedSum | null; headings: string[]; meanings: ColumnMeaning[]; answers: Answers }): Assumption | null {
  const { repeated, headings, meanings, answers } = found;
  if (repeated === null) return null;
  const priced = meanings.includes('list_price') && meanings.includes('quantity');
  const said = evidence('same_on_all_lines', { heading: headings[repeated.column] ?? '', documents: String(repeated.documents) });
  return decide({ key: 'repeated_sum', value: priced ? 'line' : 'once', sureness: 'open', evidence: [said], others: [...(priced ? ['once'] : []), 'each'] }, answers);
}
