/** Saying that a file holds something else keeps what both kinds have. */
import { expect, test } from 'vitest';
import type { ColumnMeaning, Mapping } from '../data/shapes.ts';
import { changeKind } from './change-kind.ts';

const mappingOf = (kind: Mapping['kind'], ...meanings: ColumnMeaning[]): Mapping => ({
  kind,
  dateOrder: 'dmy',
  currency: 'RUB',
  vatIncludedRate: 0,
  columns: meanings.map((meaning, index) => ({ index, heading: `${index}`, meaning })),
});

test.each<[Mapping['kind'], ColumnMeaning[], Mapping['kind'], ColumnMeaning[]]>([
  ['sales', ['date', 'customer', 'product', 'net_amount'], 'payments', ['date', 'customer', 'ignored', 'payment_amount']],
  ['payments', ['date', 'payer', 'payment_amount', 'purpose'], 'sales', ['date', 'customer', 'net_amount', 'ignored']],
  ['sales', ['date', 'customer', 'net_amount'], 'costs', ['month', 'ignored', 'expense_amount']],
  ['sales', ['date', 'customer', 'net_amount'], 'events', ['date', 'customer', 'ignored']],
])('%s %j as %s', (from, meanings, to, kept) => {
  expect(changeKind(mappingOf(from, ...meanings), to).columns.map(({ meaning }) => meaning)).toEqual(kept);
});

test('the same kind is the same mapping', () => {
  const mapping = mappingOf('sales', 'date', 'customer', 'manager', 'net_amount');
  expect(changeKind(mapping, 'sales')).toEqual(mapping);
});
