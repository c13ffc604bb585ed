/** The fields of a scorecard are listed once: what the records keep, the API answers and the command line prints follows the list. */
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asProgram } from '../src/core/access/sight.ts';
import { apiName, fieldNames, fields, fieldsWith, sortNames } from '../src/core/differentiate/fields.ts';
import { isNotValued, unknownUnlessValued } from '../src/core/differentiate/not-valued.ts';
import { type FieldFilters, listCustomers } from '../src/records/customers/list.ts';
import { customerCard, customerRow, customersQuery } from '../src/server/schemas/customers.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { paymentsFile, salesFile } from './ledger.ts';

let folder: string;
let company: TestCompany;
beforeAll(async () => {
  folder = temporaryFolder();
  company = await openCompany();
  const sales = salesFile(folder, 'sales.csv', [
    ['S-1', '2026-04-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
    ['S-2', '2026-05-16', 'C02', 'Station Kiosk', '20.00', '25.00', 'Bondar'],
    ['S-3', '2026-06-30', 'C01', 'Granite Wholesale', '100.00', '60.00'],
  ]);
  const paid = paymentsFile(folder, 'payments.csv', [['P-1', '2026-06-02', 'C03', 'City Hospital', '70.00']]);
  await company.run('import', sales, paid, '--yes', '--source', 'books');
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const root = resolve(import.meta.dirname, '..');
/** Which files of src, but for tests and migrations, name the field in either spelling. */
function namedIn(field: string): string[] {
  const named = new RegExp(`\\b(${field}|${apiName(field)})\\b`);
  return globSync('src/**/*.{ts,tsx,sql}', { cwd: root })
    .filter((file) => !/\.test\.tsx?$|\/migrations\//.test(file) && named.test(readFileSync(join(root, file), 'utf8')))
    .toSorted();
}

test('a field is named in the list, where it is calculated, and where it is spoken of in particular', () => {
  expect(namedIn('share_of_wallet_permille')).toEqual([
    // What is known of one customer's potential: a command, its question, the card, and the reasons.
    'src/cli/commands/explain.ts',
    'src/cli/commands/potential.ts',
    'src/core/differentiate/fields.ts',
    'src/core/differentiate/strategic-value/value-strategically.ts',
    'src/questions/differentiate/potential.ts',
    'src/records/runs/strategic.ts',
    'src/web/card/Potential.tsx',
    'src/web/reasons/strategic.ts',
  ]);
});

test('the records have a column for each field, and no other', async () => {
  const { rows } = await company.context.records.pool.query<{ name: string; type: string; lacks: boolean }>(`
    select column_name as name, data_type as type, is_nullable = 'YES' as lacks from information_schema.columns where table_name = 'scorecard'`);
  const types = {
    money: 'bigint',
    units: 'numeric',
    count: 'integer',
    permille: 'integer',
    change_permille: 'integer',
    probability: 'double precision',
    day: 'date',
    flag: 'boolean',
  };
  const columns = rows.filter(({ name }) => name !== 'customer_id' && name !== 'unvalued');
  expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toEqual(
    Object.fromEntries(
      fieldNames.map((name) => {
        const { of } = fields[name];
        return [name, typeof of === 'string' ? types[of] : 'text'];
      }),
    ),
  );
  // What may lack a value may lack it there.
  const lacking = new Set(columns.filter(({ lacks }) => lacks).map(({ name }) => name));
  expect(fieldsWith({ mayLack: true }).filter((name) => !lacking.has(name))).toEqual([]);
});

test('the API describes each listed field under its name in JSON', () => {
  for (const name of fieldsWith({ api: 'list' })) expect(Object.keys(customerRow.shape), name).toContain(apiName(name));
  for (const name of fieldsWith({ api: 'card' })) expect(Object.keys(customerCard.shape), name).toContain(apiName(name));
  for (const name of fieldsWith({ filter: true })) expect(Object.keys(customersQuery.shape), name).toContain(apiName(name));
  expect(apiName('share_of_wallet_permille')).toBe('shareOfWalletPermille');
  const row = customerRow.shape;
  expect(row.shareOfWalletPermille.safeParse(null).success).toBe(true);
  expect(row.shareOfWalletPermille.safeParse('12').success).toBe(false);
  expect(row.revenueMinor.safeParse(null).success).toBe(false);
  expect(row.revenueMinor.safeParse('-12').success).toBe(true);
  expect(row.tier.safeParse('best').success).toBe(false);
  expect(row.difficult.safeParse(null).success).toBe(false);
  expect(customersQuery.parse({ late: 'true', strategicTier: 'migrator' })).toMatchObject({ late: 'true', strategicTier: 'migrator' });
  expect(customersQuery.safeParse({ late: 'false' }).success).toBe(false);
  expect(customersQuery.safeParse({ sort: 'codes' }).success).toBe(false);
});

test('whoever is not valued has no figure that comes of valued amounts', () => {
  expect(isNotValued({ tier: 'none', unvalued: [] })).toBe(true);
  expect(unknownUnlessValued).toMatchObject({
    gross_margin_minor: null,
    lifetime_value_minor: null,
    strategic_tier: null,
    difficult: false,
  });
  expect(Object.keys(unknownUnlessValued)).not.toContain('revenue_minor');
  expect(Object.keys(unknownUnlessValued)).not.toContain('alive_probability');
});

const all = { order: 'desc', offset: 0, limit: null } as const;

test('the list is sorted by every name that the list of fields gives', async () => {
  for (const sort of sortNames) {
    const [down, up] = await company.context.records.read(asProgram('command line'), async (tx) => [
      await listCustomers(tx, { ...all, sort }),
      await listCustomers(tx, { ...all, sort, order: 'asc' }),
    ]);
    expect(down!.rows.map(({ id }) => id).toSorted(), sort).toEqual(['1', '2', '3']);
    expect(up!.rows.map(({ id }) => id).toSorted(), sort).toEqual(['1', '2', '3']);
  }
  const byLifecycle = await company.context.records.read(asProgram('command line'), (tx) =>
    listCustomers(tx, { ...all, sort: 'lifecycle', order: 'asc' }),
  );
  // From the first word of the class to the last, not by the alphabet.
  expect(byLifecycle.rows.map(({ lifecycle }) => lifecycle)).toEqual(['new', 'new', 'none']);
});

test('the words of a class divide the customers, and a flag picks those of whom it is so', async () => {
  const count = async (filter: FieldFilters): Promise<number> =>
    (await company.context.records.read(asProgram('command line'), (tx) => listCustomers(tx, { ...all, ...filter, sort: 'name' }))).total;
  for (const name of ['activity', 'lifecycle', 'tier'] as const) {
    const counts = await Promise.all(fields[name].of.map((word) => count({ [name]: word })));
    expect(
      counts.reduce((sum, each) => sum + each, 0),
      name,
    ).toBe(3);
  }
  expect(await count({ strategic_tier: 'most_valuable' })).toBe(1);
  expect(await count({ late: true })).toBe(0);
  expect(await count({ difficult: true })).toBe(0);
});

test('the command line lists what is valued aside as it lists what is published', async () => {
  const worth = (...args: string[]): Promise<{ name: string; revenueMinor: string }[]> => company.json('customers', ...args);
  const filters = [
    [],
    ['--tier', 'none'],
    ['--owner', 'bond'],
    ['--search', 'c01'],
    ['--search', 'whole granite'],
    ['--activity', 'prospect'],
  ];
  const day = ['--as-of', '2026-05-31'];
  const aside = await Promise.all(filters.map((filter) => worth(...day, ...filter)));
  // The second shipment to Granite, of 100.00, comes in June.
  expect(aside[0]!.map(({ name, revenueMinor }) => [name, revenueMinor])).toEqual([
    ['Granite Wholesale', '40000'],
    ['Station Kiosk', '2000'],
    ['City Hospital', '0'],
  ]);
  expect(aside.slice(1).map((rows) => rows.map(({ name }) => name))).toEqual([
    ['City Hospital'],
    ['Station Kiosk'],
    ['Granite Wholesale'],
    ['Granite Wholesale'],
    ['City Hospital'],
  ]);
  await company.json('value', ...day);
  expect(await Promise.all(filters.map((filter) => worth(...filter)))).toEqual(aside);
});
