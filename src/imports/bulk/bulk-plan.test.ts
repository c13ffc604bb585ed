/** Rows that only the row-by-row reading can weigh are not clean in bulk. */
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { openFile } from '../open-file.ts';
import { recognise } from '../recognise/recognise.ts';
import { bulkPlan } from './bulk-plan.ts';

/** For each row whether it is clean. */
async function cleanRows(rows: string[]): Promise<boolean[]> {
  const path = temporaryFile('bulk.csv', ['date;document no;customer;quantity;net amount', ...rows].join('\n'));
  const plan = bulkPlan(path, await recognise(await openFile(path), { companyCurrency: 'EUR' }), { padded: false })!;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const typed = Object.entries(plan.typed).map(([name, sql]) => `${sql} as ${name}`);
  const read = await connection.runAndReadAll(
    `select coalesce(${plan.clean}, false) from (select *, ${typed.join(', ')} from ${plan.source})`,
  );
  connection.disconnectSync();
  instance.closeSync();
  return read.getRows().map(([clean]) => clean as boolean);
}

const usual = ['2026-01-05;1;Kiosk;2;10,50', '2026-01-06;2;Hospital;1;20,25', '2026-01-07;3;Kiosk;3;1250,75'];

test.each([
  ['a point of thousands under decimal commas', '2026-01-08;4;Kiosk;1;1.234'],
  ['a quantity taken back whose sum was sold', '2026-01-08;4;Kiosk;-1;50,00'],
  ['letters in the sum', '2026-01-08;4;Kiosk;1;1O0,00'],
  ['an exponent in one of the numbers', '2026-01-08;4;Kiosk;1e1;10,00'],
  ['an exponent in capitals', '2026-01-08;4;Kiosk;1;1E1'],
  ['an underscore among figures', '2026-01-08;4;Kiosk;1_0;10,00'],
  ['more decimals than are kept', '2026-01-08;4;Kiosk;1;12345,1234567'],
  ['no date', ';4;Kiosk;1;10,00'],
])('%s', async (_, row) => {
  expect(await cleanRows([...usual, row])).toEqual([true, true, true, false]);
});

test('a return whose quantity and sum are both negative is clean where the file marks no returns', async () => {
  expect(await cleanRows([...usual, '2026-01-08;4;Kiosk;-1;-50,00'])).toEqual([true, true, true, true]);
});

test('a row without a quantity is clean, long numbers of few decimals too', async () => {
  expect(await cleanRows([...usual, '2026-01-08;4;Kiosk;;10,00', '2026-01-08;5;Kiosk;2;1234567890,123456'])).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
});

test('a list in an archive has no plan: its text is nowhere to be read', async () => {
  const list = ['date;document no;customer;quantity;net amount', ...usual].join('\n');
  const path = temporaryFile('bulk.csv.gz', gzipSync(list));
  expect(bulkPlan(path, await recognise(await openFile(path), { companyCurrency: 'EUR' }), { padded: false })).toBeNull();
});
