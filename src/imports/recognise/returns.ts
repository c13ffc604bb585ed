/** Whether a file says of its rows that they are returns; then a negative one that says nothing is doubtful. */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Grouping } from '../../facts/row/reading.ts';
import { documentKind, flagKind } from '../../facts/row/kind-words.ts';
import { cellText } from '../../facts/values/cell.ts';
import { looseReference } from '../../facts/values/document-reference.ts';

export function marksReturns(found: { rows: RawRow[]; meanings: ColumnMeaning[]; grouping: Grouping | null; headings: string[] }): boolean {
  const { rows, meanings, grouping, headings } = found;
  const flag = meanings.indexOf('return_flag');
  if (flag >= 0 && /возврат|повернен|return/i.test(headings[flag]!)) return true;
  const type = meanings.indexOf('document_type');
  const document = grouping?.column ?? meanings.indexOf('document');
  return rows.some(
    (row) =>
      (flag >= 0 && flagKind(cellText(row.cells[flag])) === 'return') ||
      (type >= 0 && documentKind(cellText(row.cells[type])) === 'return') ||
      (document >= 0 && documentKind(looseReference(cellText(row.cells[document])).type) === 'return'),
  );
}
