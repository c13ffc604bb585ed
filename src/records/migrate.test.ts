/** Migrations are applied once, as they were written; and what the ledgers hold cannot be changed by any acting transaction. */
import { asProgram } from '../core/access/sight.ts';
import { sightOfPerson } from './access/sight.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('the roles', () => {
  const rights = async (role: string): Promise<Record<string, string[]>> => {
    const { rows } = await company.context.records.pool.query<{ table: string; rights: string[] }>(
      `select relname as table, array(
         select what from unnest(array['insert', 'update', 'delete', 'truncate']) as what
         where has_table_privilege($1, c.oid, what) or what in ('insert', 'update') and has_any_column_privilege($1, c.oid, what)) as rights
       from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
      [role],
    );
    return Object.fromEntries(rows.filter((row) => row.rights.length > 0).map((row) => [row.table, row.rights]));
  };

  test('a person writes only what its own requests write', async () => {
    expect(await rights('clientele_member')).toEqual({
      customer_potential: ['insert', 'update'],
      event: ['insert'],
      import: ['update'],
      job: ['insert', 'update'],
    });
  });

  test('the program writes every table, and changes no event; neither empties a table or sees the migrations', async () => {
    const program = await rights('clientele_program');
    const { rows } = await company.context.records.pool.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migration'`,
    );
    expect(Object.keys(program).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
    expect(program['event']).toEqual(['insert']);
    expect(Object.values(program).flat()).not.toContain('truncate');
    const { records } = company.context;
    for (const sight of [asProgram('command line'), await sightOfPerson(records, 'owner')])
      await expect(records.change(sight, (_tx, client) => client.query('select from migration'))).rejects.toThrow('permission denied');
  });

  test('every table that a person may read has row-level security', async () => {
    const { rows } = await company.context.records.pool.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and has_table_privilege('clientele_member', oid, 'select') and not relrowsecurity`,
    );
    expect(rows).toEqual([]);
  });

  test('a person who says that he is the program is not', async () => {
    const { records } = company.context;
    await records.pool.query("insert into customer (name) values ('Kiosk')");
    const found = await records.change(await sightOfPerson(records, 'nobody'), async (_tx, client) => {
      await client.query("select set_config('clientele.user_id', 'system', true)");
      return (await client.query('select * from customer')).rowCount;
    });
    expect(found).toBe(0);
    expect(await records.read(asProgram('command line'), (tx) => tx.selectFrom('customer').select('name').execute())).toEqual([
      { name: 'Kiosk' },
    ]);
  });

  test('what a later migration makes is read by persons and written by the program', async () => {
    const client = await company.context.records.pool.connect();
    try {
      await client.query(`begin; create table pay_entry (id bigint); create table task (id bigint); create table score (id bigint);
        select grant_ledger('pay_entry'); select grant_record('task'); select grant_published('score')`);
      const { rows } = await client.query<{ role: string; name: string; rights: string }>(`
        select role, relname as name, string_agg(what, ' ' order by at) as rights
        from unnest(array['clientele_member', 'clientele_program']) as role, pg_class,
          unnest(array['select', 'insert', 'update', 'delete', 'maintain']) with ordinality as asked(what, at)
        where relname in ('pay_entry', 'task', 'score') and has_table_privilege(role, pg_class.oid, what) group by role, relname order by role, relname`);
      expect(rows.map(({ role, name, rights: granted }) => `${role.replace('clientele_', '')} ${name}: ${granted}`)).toEqual([
        'member pay_entry: select',
        'member score: select',
        'member task: select',
        'program pay_entry: select insert',
        'program score: select insert update delete maintain',
        'program task: select insert update delete',
      ]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
