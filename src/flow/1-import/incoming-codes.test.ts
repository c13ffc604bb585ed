/** What a file says of its customers beside their names is the same whether it is read in bulk or row by row. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { customerKeys } from '../../core/identify/customer-key.ts';
import { bulkPlan } from '../../imports/bulk/bulk-plan.ts';
import { interpret } from '../../imports/interpret/interpret.ts';
import { openFile } from '../../imports/open-file.ts';
import { recognise } from '../../imports/recognise/recognise.ts';
import { stageInBulk } from '../../journal/bulk-staging.ts';
import { compare } from '../../journal/preview/preview.ts';
import { createStaging } from '../../journal/staging.ts';
import type { IncomingCode } from '../../records/customers/tell-codes.ts';
import { incomingCodes, incomingCodesInBulk } from './incoming-codes.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele-codes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function inBulk(path: string): Promise<IncomingCode[]> {
  const plan = bulkPlan(path, await recognise(await openFile(path), { companyCurrency: 'RUB' }), { padded: false })!;
  await using staging = await createStaging(join(folder, 'bulk.duckdb'));
  const parquet = join(folder, 'bulk.parquet');
  expect(
    await stageInBulk(staging.connection, plan, { parquet, keysOf: async (mentions) => customerKeys(mentions), plausible: () => true }),
  ).not.toBeNull();
  await compare(staging.connection, { kind: 'sales', batches: [], statedPeriod: null, bulkFile: parquet });
  return await incomingCodesInBulk(staging.connection);
}

async function rowByRow(path: string): Promise<IncomingCode[]> {
  const file = await openFile(path);
  await using staging = await createStaging(join(folder, 'rows.duckdb'));
  for await (const rows of interpret(file, await recognise(file, { companyCurrency: 'RUB' })))
    for (const row of rows) if (row.type === 'fact' && row.kind === 'sales') staging.add(row);
  staging.flush();
  const appender = await staging.connection.createAppender('customer_key');
  customerKeys(staging.mentions).forEach((key, at) => {
    appender.appendInteger(at);
    const { region, group, industry } = staging.mentions[at]!;
    for (const text of [key.key, key.name, key.taxId, key.branchId, region, group, industry]) appender.appendVarchar(text);
    appender.endRow();
  });
  appender.closeSync();
  await compare(staging.connection, { kind: 'sales', batches: [], statedPeriod: null, bulkFile: null });
  return await incomingCodes(staging.connection, 'sales');
}

const headings = 'document,date,region,parent company,industry,delivery point,product,quantity,net amount,manager';
/** The wholesaler moves to another group and town in the year; the kiosk's group is named in spring only; the hospital names none. */
const rows = Array.from({ length: 36 }, (_, at) => {
  const month = 1 + Math.floor(at / 3);
  const [customer, region, group, industry] = [
    ['C1', month < 7 ? 'Perm' : 'Omsk', month < 5 ? 'North' : 'East', 'Trade'],
    ['C2', '', month === 4 ? 'West' : '', month === 2 ? 'Kiosks' : ''],
    ['C3', 'Perm', '', 'Health'],
  ][at % 3]!;
  return {
    customer: customer!,
    cells: [
      `D${at + 100}`,
      `2026-${String(month).padStart(2, '0')}-05`,
      region,
      group,
      industry,
      `Shop ${at % 4}`,
      'Tea',
      '2',
      `${at + 10}.50`,
      'Anna',
    ],
  };
});

test.each([
  ['names', 'customer', { C1: 'Wholesaler', C2: 'Kiosk', C3: 'Hospital' }],
  ['codes', 'customer no', { C1: 'C00001', C2: 'C00002', C3: 'C00003' }],
] as const)('of customers who are known by %s', async (_, heading, named: Record<string, string>) => {
  const path = join(folder, `${heading}.csv`);
  const written = [...rows.slice(20), ...rows.slice(0, 20)].map(({ customer, cells }) => [...cells, named[customer]].join(','));
  // Names in several places are several customers, which a reading in bulk cannot tell: such a file has no plan.
  const placed = heading === 'customer no';
  writeFileSync(path, `${placed ? headings : headings.replace('region', 'remark')},${heading}\n${written.join('\n')}\n`);
  const byCode = (codes: IncomingCode[]): IncomingCode[] => codes.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const bulk = byCode(await inBulk(path));
  expect(bulk).toEqual(byCode(await rowByRow(path)));
  const wanted = [
    ['C1', 'Omsk', 'East', 'Trade'],
    ['C2', '', 'West', 'Kiosks'],
    ['C3', 'Perm', '', 'Health'],
  ].map(([customer, region, ...said]) => [named[customer!], placed ? region : '', ...said]);
  expect(bulk.map(({ name, region, group, industry }) => [name, region, group, industry]).toSorted()).toEqual(wanted.toSorted());
});
