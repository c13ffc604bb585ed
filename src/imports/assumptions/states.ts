/**
 * Which rows are shipments, by the words that a file prints for their state and their kind of document. A word that is known
 * decides; a word that nobody has met, or that means one thing for an invoice and another for an order, is asked. Until it is
 * answered its rows are held.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { WordHabits } from '../../facts/row/reading.ts';
import { isInvoice } from '../../facts/row/kind-words.ts';
import { type StateClass, stateClass } from '../../facts/row/state-words.ts';
import { cellText } from '../../facts/values/cell.ts';
import { looseReference } from '../../facts/values/document-reference.ts';

/** What the first rows show of the file's way with states. */
export function wordHabits(found: {
  rows: RawRow[];
  meanings: ColumnMeaning[];
  headings: string[];
  titles: string[];
  signed: boolean;
}): WordHabits {
  const { rows, meanings, headings, titles, signed } = found;
  const states = meanings.flatMap((meaning, column) => (meaning === 'posted' ? [column] : []));
  const posted = states[0] ?? -1;
  const classes = new Set<StateClass | null>(states.flatMap((column) => rows.map((row) => stateClass(cellText(row.cells[column])))));
  const typed = [meanings.indexOf('document_type'), meanings.indexOf('document'), meanings.indexOf('return_flag')].filter(
    (column) => column >= 0,
  );
  const namesInvoices = (text: string): boolean => isInvoice(text);
  const kinds = [meanings.indexOf('document_type'), meanings.indexOf('return_flag')].filter(
    (column) => column >= 0 && /вид|тип|kind|type|vid|tip|операц|oper/i.test(headings[column]!),
  );
  const codes = kinds.map((column) => new Set(rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '')));
  return {
    codes: !signed && codes.some((some) => some.size > 1 && some.size <= 10 && [...some].every((code) => /^\d{1,3}$/.test(code))),
    deals:
      classes.has('won') || (posted >= 0 && /сделк|угод|стади|этап|етап|stage|deal|pipeline|lead|opportunity/i.test(headings[posted]!)),
    contrast: classes.has('done') || classes.has('won'),
    invoices:
      namesInvoices(titles.join(' ')) ||
      headings.some(
        (heading, column) => /^(document|document_number|document_type|date)$/.test(meanings[column]!) && namesInvoices(heading),
      ) ||
      (rows.length > 0 &&
        typed.some(
          (column) => rows.filter((row) => namesInvoices(looseReference(cellText(row.cells[column])).type)).length > rows.length / 2,
        )),
  };
}
