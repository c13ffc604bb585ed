/** A file whose kind is changed: the meanings of its columns are kept where the new kind has them. */
import type { ColumnMeaning, Mapping } from '../data/shapes.ts';
import { meaningsOf } from './meanings.ts';

/** The main sum, and the time, have other names in other kinds. */
const alike: ColumnMeaning[][] = [
  ['net_amount', 'payment_amount', 'expense_amount', 'contract_amount', 'list_price'],
  ['gross_amount', 'payment_amount'],
  ['date', 'month'],
  ['customer', 'payer'],
  ['tax_id', 'payer_tax_id'],
  ['document_number', 'event_number', 'contract_number'],
];

export function changeKind(mapping: Mapping, kind: Mapping['kind']): Mapping {
  const known = meaningsOf(kind);
  const taken = new Set<ColumnMeaning>();
  const columns = mapping.columns.map((column) => {
    const meaning = known.has(column.meaning)
      ? column.meaning
      : (alike.find((group) => group.includes(column.meaning))?.find((other) => known.has(other) && !taken.has(other)) ?? 'ignored');
    taken.add(meaning);
    return { ...column, meaning };
  });
  return { ...mapping, kind, columns };
}
