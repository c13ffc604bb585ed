/** Columns that are printed once and stay blank on the rows below that share them. */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';

const fillable: ColumnMeaning[] = [
  'date',
  'document',
  'document_number',
  'document_type',
  'customer',
  'customer_code',
  'tax_id',
  'branch_id',
  'manager',
  'region',
  'group',
  'industry',
  'delivery_point',
  'seller',
  'currency',
  'posted',
];

const ofStatement: ColumnMeaning[] = ['purpose', 'operation', 'direction', 'outgoing_amount', 'payer', 'payee', 'balance'];

/** Merged cells leave blanks below: columns that many rows leave blank, never the first one. */
export function blankBelow(rows: RawRow[], meanings: ColumnMeaning[]): { fillDown: number[]; fillDownWithin: number | null } {
  const columns = meanings.flatMap((meaning, column) => (fillable.includes(meaning) ? [column] : []));
  const customers = columns.filter((column) => meanings[column] === 'customer' || meanings[column] === 'customer_code');
  const nothing = { fillDown: [], fillDownWithin: null };
  // In a statement a row without a customer is of none: a payout, a fee.
  if (meanings.some((meaning) => ofStatement.includes(meaning))) return nothing;
  if (customers.length === 0 || customers.some((column) => rows.length === 0 || isEmpty(rows[0]!.cells[column]))) return nothing;
  const within = meanings.indexOf('document_number');
  if (within >= 0 && onFirstLines(rows, customers, within))
    return { fillDown: columns.filter((column) => column !== within), fillDownWithin: within };
  const blank = (column: number): number => rows.filter((row) => isEmpty(row.cells[column])).length;
  if (rows.length < 4 || !customers.some((column) => blank(column) > rows.length * 0.3)) return nothing;
  return {
    fillDown: columns.filter((column) => !isEmpty(rows[0]!.cells[column]) && blank(column) > rows.length * 0.2),
    fillDownWithin: null,
  };
}

/** Web shops print the buyer on the first line of an order, and the order's number on each. */
function onFirstLines(rows: RawRow[], customers: number[], number: number): boolean {
  let blank = 0;
  let named = 0;
  for (const [index, row] of rows.entries()) {
    if (isEmpty(row.cells[number])) continue;
    const above = rows[index - 1];
    const continues = above !== undefined && cellText(above.cells[number]) === cellText(row.cells[number]);
    if (customers.some((column) => !isEmpty(row.cells[column]))) {
      if (continues) named++;
      continue;
    }
    if (!continues) return false;
    blank++;
  }
  // Where further lines mostly name the customer too, one that does not was forgotten.
  return blank > 0 && blank > named * 4;
}
