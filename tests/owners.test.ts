/** The owner of a customer according to the imports: the same in any order of loading and undoing. */
import { asProgram } from '../src/core/access/sight.ts';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { undoImport } from '../src/flow/1-import/commit.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { type SaleRow, salesFile } from './ledger.ts';

let company: TestCompany;
let folder: string;

beforeAll(async () => {
  company = await openCompany();
  folder = temporaryFolder();
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const sale = (document: string, date: string, manager: string): SaleRow => [
  document,
  date,
  'K1',
  'Kiosk at the Station',
  '100.00',
  '60.00',
  manager,
];
const strangers: SaleRow[] = Array.from({ length: 6 }, (_, at) => [
  `S${at}`,
  '2026-01-12',
  `K${at + 10}`,
  `Canteen No ${at}`,
  '50.00',
  '30.00',
  'Bondar',
]);
const january = [sale('A1', '2026-01-15', 'Orlova'), ...strangers];
const february = [
  sale('B1', '2026-02-15', 'Bondar'),
  ...strangers.map(([document, , ...rest]): SaleRow => [`B${document}`, '2026-02-12', ...rest]),
];
const march = [
  sale('C1', '2026-03-15', 'Orlova'),
  ...strangers.map(([document, , ...rest]): SaleRow => [`C${document}`, '2026-03-12', ...rest]),
];
const april = [
  sale('D1', '2026-04-15', 'Orlova'),
  ...strangers.map(([document, , ...rest]): SaleRow => [`D${document}`, '2026-04-12', ...rest]),
];
const months = { january, february, march, april };
type Month = keyof typeof months;

async function load(month: Month): Promise<string> {
  const { batch } = await company.json<{ batch: string }>(
    'import',
    salesFile(folder, `${month}.csv`, months[month]),
    '--source',
    'Accounting',
    '--yes',
  );
  return batch;
}

async function takeBack(batch: string): Promise<void> {
  await undoImport(
    company.context,
    { batchId: batch, actor: asProgram('command line') },
    { signal: new AbortController().signal, report: () => {} },
  );
}

async function ownerOfKiosk(): Promise<{ name: string; from: string }[]> {
  const { owners } = await company.json<{ owners: { name: string; from: string }[] }>('explain', 'K1');
  return owners.map(({ name, from }) => ({ name, from }));
}

test.each<{ order: Month[]; owner: string; from: string }>([
  { order: ['january'], owner: 'Orlova', from: '2026-01-15' },
  { order: ['january', 'february'], owner: 'Bondar', from: '2026-02-15' },
  { order: ['february', 'january'], owner: 'Bondar', from: '2026-02-15' },
  // Orlova lost the kiosk in February, and has had it again since March.
  { order: ['january', 'february', 'march', 'april'], owner: 'Orlova', from: '2026-03-15' },
  { order: ['april', 'march', 'february', 'january'], owner: 'Orlova', from: '2026-03-15' },
  { order: ['january', 'april', 'february', 'march'], owner: 'Orlova', from: '2026-03-15' },
  { order: ['march', 'january', 'april', 'february'], owner: 'Orlova', from: '2026-03-15' },
  { order: ['april', 'january', 'march'], owner: 'Orlova', from: '2026-01-15' },
])('$order: $owner owns the kiosk from $from', async ({ order, owner, from }) => {
  const batches: string[] = [];
  for (const month of order) batches.push(await load(month));
  expect(await ownerOfKiosk()).toEqual([{ name: owner, from }]);
  for (const batch of batches) await takeBack(batch);
});

test('what an import said of the owner goes with it', async () => {
  const batches = { january: await load('january'), march: await load('march'), february: await load('february') };
  expect(await ownerOfKiosk()).toEqual([{ name: 'Orlova', from: '2026-03-15' }]);
  await takeBack(batches.february);
  expect(await ownerOfKiosk()).toEqual([{ name: 'Orlova', from: '2026-01-15' }]);
  await takeBack(batches.january);
  expect(await ownerOfKiosk()).toEqual([{ name: 'Orlova', from: '2026-03-15' }]);
  await takeBack(batches.march);
});

test('a record that refers to nobody is found by the checks', async () => {
  const batch = await load('january');
  const references = async () =>
    (await company.json<{ checks: { name: string; ok: boolean; difference: string }[] }>('check')).checks.find(
      (each) => each.name === 'records_refer_to_records',
    );
  expect(await references()).toMatchObject({ ok: true });
  await company.context.records.pool.query(
    `insert into ownership (customer_id, person_id, from_date, reason) values (987654321, 987654321, '2026-01-01', 'nobody')`,
  );
  const { code } = await company.run('check');
  expect(code).not.toBe(0);
  await company.context.records.pool.query('delete from ownership where customer_id = 987654321');
  expect(await references()).toMatchObject({ ok: true });
  await takeBack(batch);
});
