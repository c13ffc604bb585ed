/** Tables of a terminal: columns aligned, names as accounting has them, and as many rows as a large company has customers. */
import { expect, test } from 'vitest';
import { textTable } from './table.ts';

const columns = [
  { heading: 'Name', align: 'left' as const },
  { heading: 'Sum', align: 'right' as const },
];

test('columns are as wide as what stands in them, and a name is one line', () => {
  expect(
    textTable(columns, [
      ['Granite\nWholesale', '5'],
      ['Kiosk', '12,000'],
    ]),
  ).toBe('Name                  Sum\n─────────────────  ──────\nGranite Wholesale       5\nKiosk              12,000\n');
});

test('three hundred thousand rows are a table too', () => {
  const rows = Array.from({ length: 300_000 }, (_, at) => [`C${at}`, String(at)]);
  expect(textTable(columns, rows).split('\n')).toHaveLength(300_003);
});
