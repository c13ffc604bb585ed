/** fixtures/worked-costs, worked out by hand in its README: through the front door, to the kopeck. */
import { asProgram } from '../src/core/access/sight.ts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { loadWorked, workedFiles, workedFolder } from './worked-company.ts';

const scratch = temporaryFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Row {
  name: string;
  listMinor: string;
  discountMinor: string;
  returnsMinor: string;
  revenueMinor: string;
  costOfGoodsMinor: string;
  grossMarginMinor: string;
  directMinor: string;
  activitiesMinor: string | null;
  creditMinor: string;
  netProfitMinor: string;
}

const profit = async (company: TestCompany, period: string): Promise<Row[]> =>
  (await company.json<{ rows: Row[] }>('profit', '--period', period)).rows;
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
const asTable = (rows: Row[]): string[] =>
  rows.map((row) => `${row.name}: ${columns.map((column) => (Number(row[column]) / 100).toFixed(2).replace('-0.00', '0.00')).join(' ')}`);

const january = [
  'Wholesaler: 1000.00 100.00 0.00 900.00 600.00 300.00 15.00 198.00 9.00 78.00',
  'Hospital: 400.00 0.00 0.00 400.00 240.00 160.00 0.00 134.00 8.00 18.00',
  'Kiosk: 90.00 0.00 0.00 90.00 60.00 30.00 0.00 256.00 0.00 -226.00',
];
const february = [
  'Wholesaler: 1000.00 100.00 0.00 900.00 600.00 300.00 0.00 208.25 0.00 91.75',
  'Canteen: 300.00 30.00 0.00 270.00 180.00 90.00 0.00 163.72 5.13 -78.85',
  'Kiosk: 30.00 0.00 0.00 30.00 20.00 10.00 0.00 91.39 0.00 -81.39',
  'Hospital: 0.00 0.00 200.00 -200.00 -120.00 -80.00 5.00 18.18 2.40 -105.58',
  'Newcomer: 50.00 0.00 0.00 50.00 30.00 20.00 0.00 168.46 0.50 -148.96',
];

interface Reconciled {
  ok: boolean;
  total: { costMinor: string; customersMinor: string; unusedMinor: string; notAllocatedMinor: string };
  pools: { pool: string; overCapacity: string[]; usedMicro: string; capacityMicro: string | null }[];
}

test('profit and its reconciliation are what the hand says, and go with their imports', async () => {
  await using company = await openCompany();
  await loadWorked(company, { scratch });
  expect(asTable(await profit(company, '2026-01'))).toEqual(january);
  expect(asTable(await profit(company, '2026-02'))).toEqual(february);
  const books = (period: string) => company.json<Reconciled>('costs', 'check', '--period', period);
  expect(await books('2026-01')).toMatchObject({
    ok: true,
    total: { costMinor: '113000', customersMinor: '58800', unusedMinor: '34200', notAllocatedMinor: '20000' },
  });
  expect(await books('2026-02')).toMatchObject({
    ok: true,
    total: { costMinor: '85000', customersMinor: '65000', unusedMinor: '0', notAllocatedMinor: '20000' },
  });
  expect((await books('2026-02')).pools.find(({ pool }) => pool === 'Order desk')).toMatchObject({
    overCapacity: ['2026-02'],
    usedMicro: '48000000',
    capacityMicro: '40000000',
  });
  // Over the six months up to February: September's 5.00 of margin and both months.
  const customers = await company.json<{ name: string; netProfitMinor: string }[]>('customers', '--as-of', '2026-02-28');
  expect(Object.fromEntries(customers.map((customer) => [customer.name, customer.netProfitMinor]))).toEqual({
    Wholesaler: '17475',
    Hospital: '-8258',
    Kiosk: '-30239',
    Canteen: '-7385',
    Newcomer: '-14896',
  });
  expect(await company.json<{ ok: boolean }>('check')).toMatchObject({ ok: true });

  // After the undo nothing says what customers cost, which is not that they cost nothing.
  const batches = await company.context.records.change(asProgram('command line'), (tx) =>
    tx.selectFrom('entry').select(['id', 'kind']).execute(),
  );
  await company.json('undo', batches.find(({ kind }) => kind === 'costs')!.id);
  expect((await profit(company, '2026-01')).map((row) => row.activitiesMinor)).toEqual([null, null, null]);
  expect((await books('2026-01')).total).toEqual({ costMinor: '0', customersMinor: '0', unusedMinor: '0', notAllocatedMinor: '0' });
  expect(await company.json<{ ok: boolean }>('check')).toMatchObject({ ok: true });
}, 60_000);

test('the order of loading never matters, and names do not either', async () => {
  await using company = await openCompany();
  await loadWorked(company, {
    scratch,
    order: workedFiles.toReversed(),
    change: { sales: (text) => text.replaceAll('Wholesaler', 'Wholesale Trade House') },
  });
  const named = (rows: string[]): string[] => rows.map((row) => row.replace('Wholesaler', 'Wholesale Trade House'));
  expect(asTable(await profit(company, '2026-01')).map((row) => row.replace('Wholesaler', 'Wholesale Trade House'))).toEqual(
    named(january),
  );
  expect(asTable(await profit(company, '2026-02')).map((row) => row.replace('Wholesaler', 'Wholesale Trade House'))).toEqual(
    named(february),
  );
}, 60_000);

test('a later file of costs replaces what it says again; twice the cost costs each customer twice as much', async () => {
  await using company = await openCompany();
  await loadWorked(company, { scratch });
  const before = await profit(company, '2026-01');
  const doubled = join(scratch, 'costs.csv');
  writeFileSync(
    doubled,
    readFileSync(join(workedFolder, 'costs.csv'), 'utf8')
      .replace('600,00', '1200,00')
      .replace('240,00', '480,00')
      .replace(';90,00', ';180,00'),
  );
  expect(await company.json('import', doubled, '--source', 'Accounting', '--yes')).toMatchObject({
    changes: { changed: 3, unchanged: 5, new: 0 },
  });
  const after = new Map((await profit(company, '2026-01')).map((row) => [row.name, row.activitiesMinor]));
  expect(before.map((row) => after.get(row.name))).toEqual(before.map((row) => String(2 * Number(row.activitiesMinor))));
}, 60_000);

test('a model that cannot be is refused in plain words, and nothing changes', async () => {
  await using company = await openCompany();
  await loadWorked(company, { scratch });
  const broken = join(scratch, 'broken.json');
  const model = JSON.parse(readFileSync(join(workedFolder, 'model.json'), 'utf8')) as { activities: { equation: string }[] }[];
  model[0]!.activities[0]!.equation = '10 / lines';
  writeFileSync(broken, JSON.stringify(model));
  const { code, err } = await company.run('costs', 'model', broken);
  expect(code).not.toBe(0);
  expect(err).toContain('divides by lines, which can be zero');
  expect(asTable(await profit(company, '2026-01'))).toEqual(january);
}, 60_000);
