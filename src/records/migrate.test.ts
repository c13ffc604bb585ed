/** Migrations are applied once, as they were written; and what the ledgers hold cannot be changed by any acting transaction. */
import { asProgram } from '../core/access/sight.ts';
import { sightOfPerson } from './access/sight.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCompany, type TestCompany } from '../../tests/company.ts';
import { migrate } from './migrate.ts';

let company: TestCompany;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company[Symbol.asyncDispose]());

test('a migration that was changed after it was applied is refused, by name', async () => {
  const { pool } = company.context.records;
  await migrate(pool);
  const { rows } = await pool.query<{ sha256: string }>("select sha256 from migration where name = '0013-rules.sql'");
  await pool.query("update migration set sha256 = 'another' where name = '0013-rules.sql'");
  await expect(migrate(pool)).rejects.toThrow('0013-rules.sql was changed after it was applied');
  await pool.query("update migration set sha256 = $1 where name = '0013-rules.sql'", [rows[0]!.sha256]);
  await migrate(pool);
});

test.each([
  "update event set actor = 'thief'",
  'delete from event',
  'truncate event',
  // An entry of the journal is marked where it is undone, and nothing else of it changes.
  'update entry set position = 0',
  'delete from entry',
  'truncate entry',
])('%s is nobody’s right, not even the program’s', async (text) => {
  const { records } = company.context;
  for (const sight of [asProgram('command line'), await sightOfPerson(records, 'owner')])
    await expect(records.change(sight, (_tx, client) => client.query(text))).rejects.toThrow('permission denied');
});
