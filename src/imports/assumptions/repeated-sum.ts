/**
 * A sum that belongs to the whole document and is printed on each of its lines. Adding it up line by line would count an order of
 * five lines five times.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import type { Assumption } from './assumption.ts';
import { decide, evidence } from './decide.ts';

/** Columns of numbers that print one value on all lines of every document of several lines. */
export function columnsOfDocuments({
  rows,
  meanings,
  numeric,
}: {
  rows: RawRow[];
  meanings: ColumnMeaning[];
  numeric: readonly number[];
}): ReadonlySet<number> {
  const lines = linesByDocument(rows, meanings);
  if (lines.length === 0) return new Set();
  return new Set(
    numeric.filter(
      (column) =>
        lines.every((document) => new Set(document.map((line) => cellText(line.cells[column]))).size === 1) &&
        lines.some((document) => !isEmpty(document[0]!.cells[column])),
    ),
  );
}

/** The documents of several lines that differ in more than their number; lines that differ in nothing are doubles. */
function linesByDocument(rows: RawRow[], meanings: ColumnMeaning[]): RawRow[][] {
  const number =
    ['document_number', 'document'].map((meaning) => meanings.indexOf(meaning as ColumnMeaning)).find((column) => column >= 0) ?? -1;
  const differing = meanings.flatMap((meaning, column) =>
    /^(product|product_code|quantity|list_price|row_number)$/.test(meaning) ? [column] : [],
  );
  if (number < 0 || differing.length === 0) return [];
  const documents = new Map<string, RawRow[]>();
  for (const row of rows) {
    if (isEmpty(row.cells[number])) continue;
    const key = cellText(row.cells[number]);
    const lines = documents.get(key);
    if (lines === undefined) documents.set(key, [row]);
    else lines.push(row);
  }
  return [...documents.values()].filter(
    (lines) =>
      lines.length > 1 && new Set(lines.map((line) => differing.map((column) => cellText(line.cells[column])).join('\u0001'))).size > 1,
  );
}

export interface RepeatedSum {
  column: number;
  /** Documents of several lines, all of which print one sum on each line. */
  documents: number;
}

/**
 * Null where the lines of some document print different sums, or where too few documents show that their lines should: equal lines
 * (the same quantity and price) have equal sums, and are no evidence.
 */
export function findRepeatedSum({
  rows,
  meanings,
  amount,
}: {
  rows: RawRow[];
  meanings: ColumnMeaning[];
  amount: number;
}): RepeatedSum | null {
  if (amount < 0) return null;
  const documents = linesByDocument(
    rows.filter((row) => !isEmpty(row.cells[amount])),
    meanings,
  );
  if (documents.some((lines) => new Set(lines.map((line) => cellText(line.cells[amount]))).size > 1)) return null;
  const measured = meanings.flatMap((meaning, column) => (/^(quantity|list_price|list_amount)$/.test(meaning) ? [column] : []));
  const differ = (lines: RawRow[]): boolean =>
    measured.some((column) => new Set(lines.map((line) => cellText(line.cells[column]))).size > 1);
  const telling = measured.length === 0 ? documents : documents.filter(differ);
  return telling.length >= (measured.length === 0 ? 3 : 2) ? { column: amount, documents: telling.length } : null;
}

/** line: the price times the quantity of each line, where the file has them. once: the sum once for each document. each: as printed, on every line. */
export function assumeRepeatedSum(found: {
  repeated: RepeatedSum | null;
  headings: string[];
  meanings: ColumnMeaning[];
  answers: Answers;
}): Assumption | null {
  const { repeated, headings, meanings, answers } = found;
  if (repeated === null) return null;
  const priced = meanings.includes('list_price') && meanings.includes('quantity');
  const said = evidence('same_on_all_lines', { heading: headings[repeated.column] ?? '', documents: String(repeated.documents) });
  return decide(
    {
      key: 'repeated_sum',
      value: priced ? 'line' : 'once',
      sureness: 'open',
      evidence: [said],
      others: [...(priced ? ['once'] : []), 'each'],
    },
    answers,
  );
}

/** Refunds in a column beside the sale: somebody who does not take them off shows more than was earned. */
export function findRefunds({
  rows,
  headings,
  meanings,
  value,
}: {
  rows: RawRow[];
  headings: string[];
  meanings: ColumnMeaning[];
  value: (row: number, column: number) => number | null;
}): number {
  return headings.findIndex(
    (heading, column) =>
      meanings[column] === 'ignored' &&
      /refund|возвра|поверн/i.test(heading) &&
      !/дата|date|номер|№|количеств|кількіст|qty|quantity|, шт|причин|reason|статус|status/i.test(heading) &&
      rows.some((_, row) => (value(row, column) ?? 0) !== 0),
  );
}

export function assumeRefunds({ column, headings, answers }: { column: number; headings: string[]; answers: Answers }): Assumption | null {
  if (column < 0) return null;
  const about = headings[column]!;
  return decide(
    {
      key: 'column',
      about,
      value: 'take_off',
      sureness: 'open',
      evidence: [evidence('refunds_beside', { heading: about })],
      others: ['leave_out'],
    },
    answers,
  );
}
