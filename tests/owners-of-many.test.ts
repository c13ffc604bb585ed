/** Owners of many customers in a new database: work grows with the customers, not with their square; and it can be stopped. */
import { asProgram } from '../src/core/access/sight.ts';
import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetEntry } from '../src/records/customers/forget-entry.ts';
import { undoEntry } from '../src/records/journal/writer.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { type SaleRow, salesFile } from './ledger.ts';

let company: TestCompany;
let folder: string;
const customersCount = 400;

beforeAll(async () => {
  company = await openCompany();
  folder = temporaryFolder();
  // Its own statistics are under test: what comes by chance in the background would hide that they lack.
  for (const table of ['customer', 'customer_code', 'entry_code', 'ownership', 'person'])
    await company.context.records.pool.query(`alter table ${table} set (autovacuum_enabled = false)`);
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Every customer has another manager in every month. */
async function load(month: number): Promise<{ batch: string; source: string }> {
  const rows = Array.from({ length: customersCount }, (_, at): SaleRow => {
    const date = `2026-0${month}-${String((at % 27) + 1).padStart(2, '0')}`;
    return [`M${month}-${at}`, date, `K${at}`, `Customer ${at}`, '100.00', '60.00', `Manager ${(at + month) % 11}`];
  });
  const { batch } = await company.json<{ batch: string }>(
    'import',
    salesFile(folder, `${month}.csv`, rows),
    '--source',
    'Accounting',
    '--yes',
  );
  const { rows: found } = await company.context.records.pool.query<{ source_id: string }>('select source_id from entry where id = $1', [
    batch,
  ]);
  return { batch, source: found[0]!.source_id };
}

const undo = new Error('everything that the measuring did is rolled back');

test('an undo reads each table a few times, however many customers change their owner', async () => {
  await load(1);
  const { batch, source } = await load(2);
  const { rows: estimated } = await company.context.records.pool.query<{ table: string; rows: number }>(
    `select relname as table, reltuples::int as rows from pg_class where relname in ('customer', 'customer_code', 'entry_code', 'ownership') order by 1`,
  );
  expect(estimated).toEqual([
    { table: 'customer', rows: customersCount },
    { table: 'customer_code', rows: customersCount },
    { table: 'entry_code', rows: 2 * customersCount },
    { table: 'ownership', rows: customersCount },
  ]);
  const read: { table: string; rows: number }[] = [];
  const measured = company.context.records.change(asProgram('command line'), async (tx) => {
    await undoEntry(tx, batch, asProgram('command line'));
    await forgetEntry(tx, { id: batch, sourceId: source });
    const counted = await sql<{ table: string; rows: number }>`
      select relname as table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
      where relname in ('customer', 'customer_code', 'entry_code', 'ownership') order by 1`.execute(tx);
    read.push(...counted.rows);
    throw undo;
  });
  await expect(measured).rejects.toBe(undo);
  expect(read).toHaveLength(4);
  // About a dozen times, as the planner sees fit; without statistics it reads a table once for every customer.
  for (const { table, rows } of read) expect.soft(rows, table).toBeLessThan(40 * customersCount);
});

test('a statement that runs is stopped by the signal, and its transaction rolled back', async () => {
  const { records } = company.context;
  const stop = new AbortController();
  const working = records.change(
    asProgram('command line'),
    async (tx) => {
      await sql`insert into person (name, name_key) values ('Late', 'late')`.execute(tx);
      setTimeout(() => stop.abort(new DOMException('SIGTERM', 'AbortError')), 50);
      await sql`select pg_sleep(600)`.execute(tx);
    },
    stop.signal,
  );
  await expect(working).rejects.toHaveProperty('name', 'AbortError');
  const { rows } = await records.pool.query(`select from person where name_key = 'late'`);
  expect(rows).toHaveLength(0);
  const running = await records.pool.query(
    `select from pg_stat_activity where query like '%pg_sleep(600)%' and state = 'active' and pid <> pg_backend_pid()`,
  );
  expect(running.rows).toHaveLength(0);
});
