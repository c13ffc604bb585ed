/**
 * Whose numbers a file has: two branches with the same headings that each number their own documents are two sources, asked once and
 * known again by their customers; corrections of the same documents stay one.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { loadAnswered, ofLoading, previewOf, revenueOf, undo } from './answered.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';

type Row = [date: string, invoice: string, customer: string, amount: string];

let company: TestCompany;
let folder: string;
const batches: string[] = [];

beforeAll(async () => {
  company = await openCompany();
  folder = temporaryFolder();
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const batch of batches.splice(0).toReversed()) await undo(company, batch);
});

function written(name: string, rows: Row[]): string {
  const path = join(folder, name);
  writeFileSync(path, ['Date,Invoice,Customer,Amount,Currency', ...rows.map((row) => [...row, 'EUR'].join(','))].join('\n'));
  return path;
}

async function load(
  name: string,
  rows: Row[],
  answers: Record<string, string> = {},
  options: { source?: string } = {},
): ReturnType<typeof loadAnswered> {
  const loaded = await loadAnswered(company, written(name, rows), answers, options);
  batches.push(loaded.batchId);
  return loaded;
}

const north: Row[] = [
  ['2026-01-14', '501', 'Otter Crafts LLC', '410.00'],
  ['2026-01-28', '502', 'Heron Mill LLC', '720.00'],
  ['2026-03-05', '503', 'Badger Foods LLC', '150.50'],
];
const south: Row[] = [
  ['2026-01-16', '501', 'Juniper Cafe LLC', '88.00'],
  ['2026-01-30', '502', 'Thistle Books LLC', '91.00'],
  ['2026-03-09', '503', 'Bramble School LLC', '64.00'],
];

test('the same numbers with other customers are asked, and a new source keeps both', async () => {
  await load('north.csv', north);
  await expect(load('south.csv', south)).rejects.toThrow('questions_open');
  const { asked, source } = await load('south.csv', south, { source: 'new' });
  expect(asked).toMatchObject([
    {
      key: 'source',
      value: 'new',
      sureness: 'open',
      evidence: [{ code: 'source_conflicts', detail: { source: 'north', documents: '3', of: '3', otherSums: '3' } }],
    },
  ]);
  expect(asked[0]!.options.map(({ value, outcome }) => [value, outcome?.totals, outcome?.documents, outcome?.customers])).toEqual([
    ['new', [{ currency: 'EUR', netMinor: '152350' }], 6, 6],
    ['same', [{ currency: 'EUR', netMinor: '24300' }], 3, 3],
  ]);
  expect(source.name).toBe('south');
  expect(await revenueOf(company)).toEqual({ EUR: 152_350 });
});

test('the next file of each branch finds its own source by its customers', async () => {
  await load('north.csv', north);
  await load('second branch.csv', south, { source: 'new' });
  const next = await load('april-a.csv', [
    ['2026-04-02', '504', 'Juniper Cafe LLC', '70.00'],
    ['2026-04-03', '505', 'Moss Bakery LLC', '30.00'],
  ]);
  expect([next.source.name, next.asked]).toEqual(['second branch', []]);
  const other = await load('april-b.csv', [['2026-04-02', '504', 'Heron Mill LLC', '20.00']]);
  expect([other.source.name, other.asked]).toEqual(['north', []]);
  expect(await revenueOf(company)).toEqual({ EUR: 152_350 + 12_000 });
  // A file without known customers may belong to either source: it is asked, and a name answers it.
  const strangers: Row[] = [['2026-05-02', '506', 'Fern Garden LLC', '10.00']];
  expect(ofLoading(await previewOf(company, written('may.csv', strangers)))).toMatchObject([
    { key: 'source', sureness: 'open', options: [{ value: 'same' }, { value: 'new' }, { value: 'second branch' }] },
  ]);
  expect((await load('may.csv', strangers, { source: 'second branch' })).source.name).toBe('second branch');
});

test('a source that the person named is not asked for', async () => {
  await load('north.csv', north);
  const named = await load('south.csv', south, {}, { source: 'The south' });
  expect([named.source.name, named.asked]).toEqual(['The south', []]);
  expect(await revenueOf(company)).toEqual({ EUR: 152_350 });
});

test('answered as corrections, the documents of before are replaced', async () => {
  await load('north.csv', north);
  await load('corrected.csv', south, { source: 'same' });
  expect(await revenueOf(company)).toEqual({ EUR: 24_300 });
});

test.each([
  {
    what: 'one document of many that moved to another customer',
    rows: [north[0]!, north[1]!, ['2026-03-05', '503', 'Heron Mill LLC', '150.50'] as Row],
  },
  { what: 'documents of other sums', rows: north.map(([date, invoice, customer]): Row => [date, invoice, customer, '1.00']) },
  { what: 'new documents', rows: [['2026-04-05', '504', 'Juniper Cafe LLC', '150.50'] as Row] },
])('$what: no question whose numbers they are', async ({ rows }) => {
  await load('north.csv', north);
  expect(ofLoading(await previewOf(company, written('again.csv', rows)))).toEqual([]);
});
