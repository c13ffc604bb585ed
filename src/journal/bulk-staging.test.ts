/** Reading in bulk says what reading row by row says, or refuses. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { customerKeys } from '../core/identify/customer-key.ts';
import { bulkPlan } from '../imports/bulk/bulk-plan.ts';
import { interpret } from '../imports/interpret/interpret.ts';
import { openFile } from '../imports/open-file.ts';
import { recognise } from '../imports/recognise/recognise.ts';
import { stageInBulk } from './bulk-staging.ts';
import { firstRows } from './preview/first-rows.ts';
import { compare, rowsOf } from './preview/preview.ts';
import { createStaging } from './staging.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele-bulk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compared = `document, document_type, document_number, shipped_on::varchar as shipped_on, customer_code, product, product_code, unit, quantity_micro::varchar as quantity,
  list_minor::varchar as list, discount_minor::varchar as discount, net_minor::varchar as net, vat_minor::varchar as vat, cost_minor::varchar as cost_of_goods, currency, manager, kind, delivery_point, row_number`;

async function inBulk(path: string, padded = false): Promise<Record<string, unknown>[] | null> {
  const recognition = await recognise(await openFile(path), { companyCurrency: 'RUB' });
  const plan = bulkPlan(path, recognition, { padded });
  if (plan === null) return null;
  await using staging = await createStaging(join(folder, 'bulk.duckdb'));
  const parquet = join(folder, 'bulk.parquet');
  const done = await stageInBulk(staging.connection, plan, {
    parquet,
    keysOf: async (mentions) => customerKeys(mentions),
    plausible: () => true,
  });
  if (done === null) return null;
  await compare(staging.connection, { kind: 'sales', batches: [], statedPeriod: null, bulkFile: parquet });
  return await rowsOf(staging.connection, `select ${compared} from entry order by row_number`);
}

async function rowByRow(path: string): Promise<Record<string, unknown>[]> {
  const file = await openFile(path);
  const recognition = await recognise(file, { companyCurrency: 'RUB' });
  await using staging = await createStaging(join(folder, 'rows.duckdb'));
  for await (const rows of interpret(file, recognition))
    for (const row of rows) if (row.type === 'fact' && row.kind === 'sales') staging.add(row);
  staging.flush();
  const keys = customerKeys(staging.mentions);
  const appender = await staging.connection.createAppender('customer_key');
  keys.forEach((key, at) => {
    appender.appendInteger(at);
    for (const text of [key.key, key.name, key.taxId, key.branchId, '', '', '']) appender.appendVarchar(text);
    appender.endRow();
  });
  appender.closeSync();
  await compare(staging.connection, { kind: 'sales', batches: [], statedPeriod: null, bulkFile: null });
  return await rowsOf(staging.connection, `select ${compared} from entry order by row_number`);
}

const amount = fc.integer({ min: 1, max: 99_999_999 }).map((minor) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`);
const line = fc.record({
  document: fc.integer({ min: 1, max: 30 }).map((n) => `D${String(n).padStart(6, '0')}`),
  date: fc.integer({ min: 0, max: 800 }).map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)),
  customer: fc.integer({ min: 1, max: 9 }).map((n) => `C${String(n).padStart(5, '0')}`),
  product: fc.constantFrom('Salt', 'Tea, black', 'Cup "white"', 'Sugar'),
  quantity: fc.integer({ min: 1, max: 5000 }).map((n) => String(n / 4)),
  price: amount,
  discount: fc.oneof(amount, fc.constant('0.00'), fc.constant('')),
  net: amount,
  cost: fc.oneof(amount, fc.constant('')),
  manager: fc.constantFrom('Anna', 'Boris', ''),
  point: fc.constantFrom('Shop 1', 'Shop 2', ''),
  returned: fc.boolean(),
});

function written(name: string, lines: readonly LineOf[]): string {
  const path = join(folder, name);
  const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = lines.map((each, at) => {
    const sign = each.returned ? '-' : '';
    return [
      each.document,
      String(at + 1),
      each.date,
      each.customer,
      quoted(each.product),
      sign + each.quantity,
      each.price,
      each.discount,
      sign + each.net,
      each.cost === '' ? '' : sign + each.cost,
      each.manager,
      each.returned ? 'return' : 'sale',
      each.point,
    ].join(',');
  });
  writeFileSync(
    path,
    `document,line,date,customer,product,quantity,list_price,discount,net_amount,cost,manager,kind,delivery_point\n${rows.join('\n')}\n`,
  );
  return path;
}

interface LineOf {
  document: string;
  date: string;
  customer: string;
  product: string;
  quantity: string;
  price: string;
  discount: string;
  net: string;
  cost: string;
  manager: string;
  point: string;
  returned: boolean;
}

test('a plain file reads alike in bulk and row by row, whatever its amounts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 20, maxLength: 60 }), async (lines) => {
      const path = written('plain.csv', lines);
      const bulk = await inBulk(path);
      // Tiny random tables are sometimes recognised in a way that has no plan; the next test holds that a usual one has.
      expect(bulk ?? (await rowByRow(path))).toEqual(await rowByRow(path));
    }),
    { numRuns: 8 },
  );
}, 120_000);

const usual: LineOf = {
  document: 'D000001',
  date: '2026-01-05',
  customer: 'C00001',
  product: 'Salt',
  quantity: '2',
  price: '10.00',
  discount: '0.00',
  net: '20.00',
  cost: '12.00',
  manager: 'Anna',
  point: 'Shop 1',
  returned: false,
};
const many = Array.from({ length: 30 }, (_, at): LineOf => ({
  ...usual,
  document: `D${String(at + 1).padStart(6, '0')}`,
  date: `2026-01-${String(1 + (at % 28)).padStart(2, '0')}`,
}));

test('a usual file is read in bulk', async () => {
  const path = written('usual.csv', many);
  expect(await inBulk(path)).toEqual(await rowByRow(path));
});

test('corrections of a price read alike, discounts and list values with their signs', async () => {
  const path = written('corrected.csv', many);
  const rows = [
    'D000001,31,2026-01-20,C00001,Salt,0,10.00,4.00,-4.00,,Anna,correction,Shop 1',
    'D000002,32,2026-01-20,C00001,Salt,0,10.00,-3.00,3.00,,Anna,correction,Shop 1',
    'D000003,33,2026-01-20,C00001,Salt,0,10.00,,-2.00,,Anna,correction,Shop 1',
  ];
  writeFileSync(path, `${readFileSync(path, 'utf8')}${rows.join('\n')}\n`);
  const bulk = await inBulk(path);
  expect(bulk).toEqual(await rowByRow(path));
  expect(bulk!.slice(-3).map((row) => [row['list'], row['discount'], row['net']])).toEqual([
    ['0', '400', '-400'],
    ['0', '-300', '300'],
    ['0', '200', '-200'],
  ]);
});

test.each([
  { what: 'a date that does not exist', line: { ...usual, date: '2026-02-31' } },
  { what: 'an amount that is no number', line: { ...usual, net: '12,34,56' } },
  { what: 'an amount in exponents', line: { ...usual, net: '2e1' } },
  { what: 'an amount with underscores', line: { ...usual, cost: '1_2.00' } },
  { what: 'no customer', line: { ...usual, customer: '' } },
  { what: 'no document number', line: { ...usual, document: '' } },
])('a file with $what is left to the row-by-row reading', async ({ line: odd }) => {
  expect(await inBulk(written('odd.csv', [...many, odd]))).toBeNull();
});

test('texts with blanks around them need the reading that takes them off', async () => {
  const path = written(
    'padded.csv',
    many.map((each) => ({ ...each, product: 'Salt  ', manager: ' Anna' })),
  );
  expect(await inBulk(path)).toBeNull();
  expect(await inBulk(path, true)).toEqual(await rowByRow(path));
});

test('an exact double of its neighbour waits for a person, so the file is left to the row-by-row reading', async () => {
  const path = written('double.csv', [...many, many.at(-1)!]);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/,31,(?=[^\n]*\n$)/, ',30,'));
  expect(await inBulk(path)).toBeNull();
});

test('the first rows of a file read in bulk are its beginning, also where several threads read it', async () => {
  const lines = Array.from({ length: 300_000 }, (_, at) => `D${at},2026-01-05,C${at % 700},${at + 1}.50`);
  const path = join(folder, 'many.csv');
  writeFileSync(path, ['document no,date,customer code,net amount', ...lines].join('\n'));
  const recognition = await recognise(await openFile(path), { companyCurrency: 'EUR' });
  await using staging = await createStaging(join(folder, 'many.duckdb'));
  const parquet = join(folder, 'many.parquet');
  const plan = bulkPlan(path, recognition, { padded: false })!;
  await stageInBulk(staging.connection, plan, { parquet, keysOf: async (mentions) => customerKeys(mentions), plausible: () => true });
  await compare(staging.connection, { kind: 'sales', batches: [], statedPeriod: null, bulkFile: parquet });
  const beginning = await firstRows(staging.connection, 'sales', { inFileOrder: true });
  expect(beginning).toEqual(await firstRows(staging.connection, 'sales', { inFileOrder: false }));
  expect(beginning.slice(0, 2)).toMatchObject([
    { row: 2, document: '№ D0', netMinor: '150' },
    { row: 3, document: '№ D1', netMinor: '250' },
  ]);
});
