/** Statements by product line: a company worked out by hand, another currency and returns, and the demo company: lines add up to the whole. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fillWithDemo } from '../src/flow/keep/fill-with-demo.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { loadWorked } from './worked-company.ts';

const scratch = temporaryFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const columns = [
  'listMinor',
  'discountMinor',
  'returnsMinor',
  'revenueMinor',
  'costOfGoodsMinor',
  'grossMarginMinor',
  'directMinor',
  'activitiesMinor',
  'creditMinor',
  'netProfitMinor',
] as const;
type Row = Record<(typeof columns)[number], string | null> & { name: string; customers: number };
interface Profit {
  rows: Row[];
  total: Row;
}
const byLine = (company: TestCompany, ...rest: string[]): Promise<Profit> =>
  company.json<Profit>('profit', '--by', 'product_line', ...rest);
const sum = (rows: Row[], column: (typeof columns)[number]): string =>
  String(rows.reduce((total, row) => total + BigInt(row[column] ?? 0n), 0n));

async function expectWhole(company: TestCompany, ...period: string[]): Promise<Profit> {
  const found = await byLine(company, ...period);
  const { total } = await company.json<Profit>('profit', '--by', 'company', ...period);
  expect(found.total).toEqual(total);
  // Where a line lacks its cost, the lines that have theirs are still known.
  for (const column of columns) if (total[column] !== null) expect([column, sum(found.rows, column)]).toEqual([column, total[column]]);
  return found;
}

/** The worked company's goods, with a product line each: Tea 1 is Black, Tea 2 and 3 are Green, Tea 4 names none. */
const withLines = (text: string): string =>
  text
    .split('\n')
    .map((row, at) => {
      const cells = row.split(';');
      const line = at === 0 ? 'Product line' : ({ 'Tea 1': 'Black', 'Tea 2': 'Green', 'Tea 3': 'Green' }[cells[4] ?? ''] ?? '');
      return cells.length < 2 ? row : [...cells.slice(0, 5), line, ...cells.slice(5)].join(';');
    })
    .join('\n');

describe('the worked company', () => {
  test('sells three lines in January: goods by their lines, what serving cost by net sales', async () => {
    await using company = await openCompany();
    await loadWorked(company, { scratch, change: { sales: withLines } });
    const { rows } = await expectWhole(company, '--period', '2026-01');
    const table = Object.fromEntries(rows.map((row) => [row.name, [row.customers, ...columns.map((column) => row[column])]]));
    // The Wholesaler's 198.00 of activities go 1 : 2 : 1 to Black, Green and none, the Hospital's 134.00 half and half, the Kiosk's 256.00 whole to Black.
    expect(table).toEqual({
      Black: [3, '54000', '2500', '0', '51500', '33000', '18500', '375', '37250', '625', '-19750'],
      Green: [2, '70000', '5000', '0', '65000', '42000', '23000', '750', '16600', '850', '4800'],
      '': [1, '25000', '2500', '0', '22500', '15000', '7500', '375', '4950', '225', '1950'],
    });
    // February: the Hospital only gave back, so what it cost is of no line.
    const february = await expectWhole(company, '--period', '2026-02');
    expect(february.rows.find(({ name }) => name === '')).toMatchObject({ customers: 2, directMinor: '500' });
    await expectWhole(company, '--period', '2025-09..2026-02');
    expect((await byLine(company, '--period', '2020-01')).rows).toEqual([]);
  }, 60_000);
});

test('a document in another currency is valued whole, and its lines are it', async () => {
  await using company = await openCompany();
  const sale = (number: string, line: string, net: string, cost: string, currency: string): string =>
    [number, '15.05.2026', 'Granite Wholesale', line, '1', net, cost, currency].join(';');
  const files = {
    sales: [
      'Document No;Date;Customer;Product line;Quantity;Amount without VAT;Cost;Currency',
      ...['S-1', 'S-3', 'S-4', 'S-5'].map((number) => sale(number, 'Coffee', '100.00', '50.00', 'RUB')),
      sale('S-2', 'Coffee', '0.05', '0.01', 'USD'),
      sale('S-2', 'Tea', '0.05', '0.01', 'USD'),
      sale('S-2', 'Sugar', '0.06', '0.01', 'USD'),
    ],
    rates: ['Date;Currency;Rate', '15.05.2026;USD;80.1111'],
  };
  for (const [name, lines] of Object.entries(files)) {
    const file = join(scratch, `${name}.csv`);
    writeFileSync(file, `${lines.join('\r\n')}\r\n`);
    await company.json('import', file, '--yes', ...(name === 'sales' ? [] : ['--kind', 'rates']));
  }
  const { rows } = await expectWhole(company, '--period', '2026-05');
  // 0.16 × 80.1111 is 12.82; each line for itself would be 4.01, 4.01 and 4.81, a kopeck more: the greatest bears it.
  expect(Object.fromEntries(rows.map((row) => [row.name, row.revenueMinor]))).toEqual({ Coffee: '40401', Tea: '401', Sugar: '480' });
}, 60_000);

test('a direct cost that names a document of the month goes among its lines; any other among all of the month', async () => {
  await using company = await openCompany();
  const sale = (number: string, date: string, line: string, net: string): string =>
    [number, date, 'Granite Wholesale', line, '1', net, 'RUB'].join(';');
  const files = {
    sales: [
      'Document No;Date;Customer;Product line;Quantity;Amount without VAT;Currency',
      sale('S-1', '04.05.2026', 'Coffee', '300.00'),
      sale('S-1', '04.05.2026', 'Tea', '100.00'),
      sale('S-2', '20.05.2026', 'Sugar', '400.00'),
      sale('S-3', '01.06.2026', 'Sugar', '1.00'),
    ],
    freight: [
      'Date;Document No;Customer;Cost type;Amount;Currency',
      '05.05.2026;S-1;Granite Wholesale;Freight;40,01;RUB',
      '21.05.2026;F-9;Granite Wholesale;Penalty;80,00;RUB',
      '02.06.2026;S-2;Granite Wholesale;Freight;7,00;RUB',
    ],
  };
  for (const [name, lines] of Object.entries(files)) {
    const file = join(scratch, `${name}.csv`);
    writeFileSync(file, `${lines.join('\r\n')}\r\n`);
    await company.json('import', file, '--source', 'books', '--yes', ...(name === 'sales' ? [] : ['--kind', 'direct_costs']));
  }
  const direct = async (period: string) =>
    Object.fromEntries((await expectWhole(company, '--period', period)).rows.map((row) => [row.name, row.directMinor]));
  // S-1 is 3 : 1 of coffee and tea, May is 3 : 1 : 4.
  expect(await direct('2026-05')).toEqual({ Coffee: String(3001 + 3000), Tea: String(1000 + 1000), Sugar: '4000' });
  // S-2 is of May: the freight of June is of what was bought in June.
  expect(await direct('2026-06')).toEqual({ Sugar: '700' });
  expect(await direct('2026-05..2026-06')).toEqual({ Coffee: '6001', Tea: '2000', Sugar: '4700' });
}, 60_000);

test('the lines of the demo company are the company, in each month and together', async () => {
  await using company = await openCompany();
  await fillWithDemo(
    company.context,
    { customers: 60, seed: 7, lastMonth: '2026-06', language: 'en' },
    { signal: new AbortController().signal, report: () => {} },
  );
  for (const period of ['2026-06', '2026-03', '2025-07..2026-06'])
    expect((await expectWhole(company, '--period', period)).rows.length).toBeGreaterThan(2);
}, 120_000);
