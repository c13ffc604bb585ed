/** After publishing, the table says what the run says, whatever it said before; rows that are the same are not written again. */
import { asProgram } from '../../core/access/sight.ts';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../context/config.ts';
import { type Context, openContext } from '../../context/context.ts';
import { type Field, inOnePage } from '../copy.ts';
import type { Tx } from '../database.ts';
import { publishAnew, publishColumns, publishDifference } from './publish-rows.ts';

let context: Context;
const dataDir = mkdtempSync(join(tmpdir(), 'clientele-publish-'));

beforeAll(async () => {
  chmodSync(dataDir, 0o711);
  context = await openContext(readConfig({ CLIENTELE_LOG: 'silent' }, { data: dataDir }));
});
afterAll(async () => {
  await context[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});

type Terms = [customer: number, number: string, value: number, low: number | null][];
const columns = ['value_minor', 'value_low_minor', 'term_from', 'term_until', 'renewals', 'term_profit_minor', 'lost_on'];
const fieldsOf = (terms: Terms): Field[][] => terms.map((term) => [...term, '2026-01-01', '2026-12-31', 0, 5, '2026-12-31']);

async function publish(terms: Terms, how: typeof publishDifference | typeof publishAnew) {
  return context.records.change(asProgram('valuation'), async (tx, client) => {
    await sql`reset role`.execute(tx);
    return how(tx, client, { table: 'contract', key: ['customer_id', 'contract_number'], columns, rows: inOnePage(fieldsOf(terms)) });
  });
}

/** The row's version on disk tells whether it was written. */
async function published(): Promise<{ terms: Terms; versions: Map<string, string> }> {
  const { rows } = await context.records.pool.query<{ customer: number; number: string; value: number; low: number | null; at: string }>(
    `select customer_id::int as customer, contract_number as number, value_minor::int as value, value_low_minor::int as low, xmin::text as at
     from contract order by customer_id, contract_number`,
  );
  return {
    terms: rows.map(({ customer, number, value, low }) => [customer, number, value, low]),
    versions: new Map(rows.map(({ customer, number, at }) => [`${customer} ${number}`, at])),
  };
}

const before: Terms = [
  [1, 'A', 10, null],
  [2, 'B', 20, 5],
  [3, 'C', 30, 6],
  [3, 'D', 40, 7],
];

test.each<{ what: string; after: Terms; rewritten: string[]; removed: number; written: number }>([
  { what: 'the same', after: before, rewritten: [], removed: 0, written: 0 },
  { what: 'another value', after: before.with(0, [1, 'A', 11, null]), rewritten: ['1 A'], removed: 1, written: 1 },
  { what: 'a value that was not known', after: before.with(0, [1, 'A', 10, 1]), rewritten: ['1 A'], removed: 1, written: 1 },
  { what: 'a value that is known no more', after: before.with(1, [2, 'B', 20, null]), rewritten: ['2 B'], removed: 1, written: 1 },
  { what: 'a customer who is new', after: [...before, [4, 'E', 1, 1]], rewritten: ['4 E'], removed: 0, written: 1 },
  { what: 'a customer who is gone', after: before.slice(1), rewritten: [], removed: 1, written: 0 },
  { what: 'one contract of two', after: before.slice(0, 3), rewritten: ['3 C'], removed: 2, written: 1 },
  { what: 'nothing at all', after: [], rewritten: [], removed: 4, written: 0 },
])('$what', async ({ after, rewritten, removed, written }) => {
  await publish(before, publishAnew);
  const was = await published();
  expect(was.terms).toEqual(before);
  expect(await publish(after, publishDifference)).toEqual({ removed, written });
  const is = await published();
  expect(is.terms).toEqual(after);
  expect([...is.versions].filter(([row, at]) => was.versions.get(row) !== at).map(([row]) => row)).toEqual(rewritten);
});

test('some columns of the scorecards: the others stay, and a row that says the same is not written', async () => {
  const cards = async (): Promise<unknown[]> =>
    (
      await context.records.pool.query(
        'select customer_id::int as customer, revenue_minor::int as revenue, lifetime_value_minor::int as expected, xmin::text as at from scorecard order by 1',
      )
    ).rows;
  const asOwner = (work: (tx: Tx, client: pg.PoolClient) => Promise<void>): Promise<void> =>
    context.records.change(asProgram('valuation'), async (tx, client) => {
      await sql`reset role`.execute(tx);
      await work(tx, client);
    });
  await asOwner((tx, client) =>
    publishAnew(tx, client, {
      table: 'scorecard',
      key: ['customer_id'],
      columns: ['activity', 'lifecycle', 'tier', 'late', 'revenue_minor', 'payments_minor', 'orders', 'units_micro', 'revenue_year_minor'],
      rows: inOnePage([1, 2, 3].map((customer): Field[] => [customer, 'lost', 'none', 'none', false, 10 * customer, 0, 0, 0, 0])),
    }),
  );
  const expected = (third: number | null): Field[][] => [
    [1, 100],
    [2, null],
    [3, third],
  ];
  const publishExpected = (third: number | null): Promise<void> =>
    asOwner((tx, client) => publishColumns(tx, client, { columns: ['lifetime_value_minor'], rows: inOnePage(expected(third)) }));
  await publishExpected(300);
  const firstTime = (await cards()) as { at: string }[];
  expect(firstTime).toMatchObject([
    { customer: 1, revenue: 10, expected: 100 },
    { customer: 2, revenue: 20, expected: null },
    { customer: 3, revenue: 30, expected: 300 },
  ]);
  await publishExpected(null);
  const again = (await cards()) as { at: string }[];
  expect(again).toMatchObject([{ expected: 100 }, { expected: null }, { customer: 3, revenue: 30, expected: null }]);
  expect(again.map(({ at }, row) => at === firstTime[row]!.at)).toEqual([true, true, false]);
});
