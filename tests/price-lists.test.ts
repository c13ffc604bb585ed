/**
 * Price lists from file to statement, worked out by hand: the price of the day, goods by code and by name, units, returns, what is
 * charged above the list; loaded before and after the sales, corrected, undone; every identity holds at each step.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';

let company: TestCompany;
const folder = temporaryFolder();
beforeAll(async () => {
  company = await openCompany();
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

interface Imported {
  kind: string;
  batch: string;
  lines: number;
  customers: number;
  totals: unknown[];
  changes: Record<string, number>;
  rejected: { reason: string }[];
  missing: { documents: number };
}

async function load(name: string, lines: string[], into = company): Promise<Imported> {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  return into.json<Imported>('import', file, '--yes', '--accept-held');
}

const sales = [
  'Document No;Date;Customer;Item No;Product;Unit;Quantity;Amount without VAT (RUB);Cost;Return',
  // Ten at 100.00 on the list of January: 1,000.00, sold for 900.00.
  'S-1;2026-01-20;Granite Wholesale;A-1;Coffee beans;pcs;10;900.00;500.00;no',
  // The price is 120.00 from February on: 600.00, sold for 600.00.
  'S-2;2026-02-10;Granite Wholesale;A-1;Coffee beans;pcs;5;600.00;250.00;no',
  // No code: found by its name, whatever its case. 4 × 50.00 = 200.00, sold for 150.00.
  'S-3;2026-02-10;City Hospital;;GREEN  tea;pcs;4;150.00;80.00;no',
  // Sold above the list of 120.00: no discount; 30.00 are reported.
  'S-3;2026-02-10;City Hospital;A-1;Coffee beans;pcs;1;150.00;50.00;no',
  // A box is another unit than a piece: no price.
  'S-4;2026-02-11;City Hospital;A-1;Coffee beans;box;1;1000.00;700.00;no',
  // Not in any list.
  'S-4;2026-02-11;City Hospital;Z-9;Honey;pcs;1;70.00;40.00;no',
  // Two come back, credited at what they were sold for: 240.00 of list, 216.00 of net.
  'R-1;2026-02-20;Granite Wholesale;A-1;Coffee beans;pcs;-2;-216.00;-100.00;yes',
  // Before any list.
  'S-0;2025-12-30;Granite Wholesale;A-1;Coffee beans;pcs;1;80.00;50.00;no',
];
const prices = [
  'Item No;Product;Unit;Price type;Price without VAT;Currency;Valid from',
  'A-1;Coffee beans;pcs;Retail;100.00;RUB;2026-01-01',
  'A-1;Coffee beans;pcs;Wholesale;85.00;RUB;2026-01-15',
  'A-1;Coffee beans;pcs;Retail;120.00;RUB;2026-02-01',
  'B-2;Green tea;pcs;Retail;50.00;RUB;2026-01-01',
];

interface Statement {
  name: string;
  listMinor: string;
  discountMinor: string;
  returnsMinor: string;
  revenueMinor: string;
}

async function statements(
  of = company,
): Promise<{ rows: Record<string, [number, number, number, number]>; above: string; missing: string[] }> {
  const found = await of.json<{ rows: Statement[]; aboveListMinor: string; missing: string[] }>(
    'profit',
    '--by',
    'customer',
    '--period',
    '2025-12..2026-02',
  );
  for (const row of found.rows)
    expect(BigInt(row.listMinor) - BigInt(row.discountMinor) - BigInt(row.returnsMinor)).toBe(BigInt(row.revenueMinor));
  return {
    rows: Object.fromEntries(
      found.rows.map((row) => [
        row.name,
        [row.listMinor, row.discountMinor, row.returnsMinor, row.revenueMinor].map(Number) as [number, number, number, number],
      ]),
    ),
    above: found.aboveListMinor,
    missing: found.missing,
  };
}
const holds = async (): Promise<boolean> => (await company.json<{ ok: boolean }>('check')).ok;

const withoutList = { 'Granite Wholesale': [158_000, 0, 21_600, 136_400], 'City Hospital': [137_000, 0, 0, 137_000] };
const withList = {
  // Discounts: 100.00 on S-1, none on S-2, less 24.00 given back with R-1.
  'Granite Wholesale': [165_600, 7_600, 21_600, 136_400],
  // 50.00 on the tea; the coffee above the list evens out nothing.
  'City Hospital': [142_000, 5_000, 0, 137_000],
};

describe('a price list', () => {
  let loaded: Imported;

  test('without one, sales that tell no discount have none, and the statement says what is missing', async () => {
    await load('sales', sales);
    const found = await statements();
    expect(found.rows).toEqual(withoutList);
    expect(found.missing).toContain('price_list');
  });

  test('is recognised, and nothing of it is added up by itself', async () => {
    loaded = await load('price list', prices);
    expect(loaded).toMatchObject({ kind: 'prices', lines: 4, customers: 0, totals: [], rejected: [], changes: { new: 4 } });
  });

  test('shows every discount at the highest price of the day; what is charged above it is told, and is no negative discount', async () => {
    const found = await statements();
    expect(found.rows).toEqual(withList);
    expect(found.above).toBe('3000');
    expect(found.missing).not.toContain('price_list');
    expect(await holds()).toBe(true);
    expect((await company.run('profit', '--by', 'company', '--period', '2025-12..2026-02')).out).toMatch(/Sold above the price list: .*30/);
    // Product lines are calculated from the lines themselves, and add up to the company.
    const byLine = await company.json<{
      rows: { listMinor: string; discountMinor: string }[];
      total: { listMinor: string; discountMinor: string };
    }>('profit', '--by', 'product_line', '--period', '2025-12..2026-02');
    for (const what of ['listMinor', 'discountMinor'] as const)
      expect(String(byLine.rows.reduce((sum, row) => sum + BigInt(row[what]), 0n))).toBe(byLine.total[what]);
  });

  test('again changes nothing; what a later one lacks still holds', async () => {
    expect(await load('price list', prices)).toMatchObject({ changes: { new: 0, changed: 0, unchanged: 4 } });
    expect(await load('price list', [prices[0]!, prices[1]!])).toMatchObject({ missing: { documents: 0 } });
    expect((await statements()).rows).toEqual(withList);
  });

  test('a corrected price changes the discount; undoing it brings the former one back', async () => {
    const corrected = await load('price list', [prices[0]!, 'B-2;Green tea;pcs;Retail;60.00;RUB;2026-01-01']);
    expect(corrected.changes).toMatchObject({ changed: 1 });
    expect((await statements()).rows['City Hospital']).toEqual([146_000, 9_000, 0, 137_000]);
    await company.json('undo', corrected.batch);
    expect((await statements()).rows).toEqual(withList);
    expect(await holds()).toBe(true);
  });

  test('sales that come after it are measured by it', async () => {
    const later = await load('later', [sales[0]!, 'S-5;2026-02-25;Station Kiosk;A-1;Coffee beans;;1;100.00;50.00;no']);
    // No unit: the only one that the list has.
    expect((await statements()).rows['Station Kiosk']).toEqual([12_000, 2_000, 0, 10_000]);
    await company.json('undo', later.batch);
  });

  test('what was measured anew from the journal is the same', async () => {
    await company.context.metrics.rebuild({ batches: [], codes: [], currency: 'RUB' });
    await company.json('value');
    expect((await statements()).rows).toEqual(withList);
    expect(await holds()).toBe(true);
  });

  test('undone, it leaves the sales as they were', async () => {
    const batches = await company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('entry').select('id').where('kind', '=', 'prices').where('undone_at', 'is', null).execute(),
    );
    for (const { id } of batches) await company.json('undo', id);
    const found = await statements();
    expect(found.rows).toEqual(withoutList);
    expect(found.missing).toContain('price_list');
    expect(await holds()).toBe(true);
  });
});

test('a discount that the file itself tells is never measured by a list', async () => {
  await using other = await openCompany();
  await load(
    'told',
    [
      'Document No;Date;Customer;Item No;Product;Quantity;List amount;Discount amount;Amount without VAT',
      'S-1;2026-02-10;Granite Wholesale;A-1;Coffee;10;1000.00;100.00;900.00',
      'S-2;2026-02-27;Granite Wholesale;A-1;Coffee;1;100.00;0.00;100.00',
    ],
    other,
  );
  await load('price list', ['Item No;Product;Price without VAT;Currency;Valid from', 'A-1;Coffee;150.00;RUB;2026-01-31'], other);
  expect((await statements(other)).rows['Granite Wholesale']).toEqual([110_000, 10_000, 0, 100_000]);
});
