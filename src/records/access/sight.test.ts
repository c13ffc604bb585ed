/** A person's Sight has what the records give the user; a read of the records is one state of them and writes nothing. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCompany, type TestCompany } from '../../../tests/company.ts';
import { roles, seesAllCustomers } from '../../core/access/roles.ts';
import { asProgram } from '../../core/access/sight.ts';
import { sightOfPerson } from './sight.ts';

let company: TestCompany;
beforeAll(async () => {
  company = await openCompany();
  await company.context.records.pool.query(`
    insert into customer (name) select 'Kiosk ' || n from generate_series(1, 4) as n;
    insert into person (name, name_key, user_id) values ('Orlova', 'orlova', 'u-manager'), ('Bondar', 'bondar', 'u-none');
    insert into ownership (customer_id, person_id, from_date, reason)
    select n, case when n < 3 then 1 else 2 end, '2026-01-01', 'latest_document' from generate_series(1, 3) as n`);
  for (const role of roles)
    await company.context.records.pool.query('insert into app_user (id, role) values ($1, $2)', [`u-${role}`, role]);
});
afterAll(() => company[Symbol.asyncDispose]());

test.each([...roles, 'none'])('%s: the records and the program agree on who sees all customers', async (role) => {
  const { records } = company.context;
  const sight = await sightOfPerson(records, `u-${role}`);
  const { rows } = await records.read(sight, (tx) => sql<{ all: boolean }>`select sees_everything() as all`.execute(tx));
  expect([sight.seesAll, seesAllCustomers(role)]).toEqual([rows[0]!.all, rows[0]!.all]);
});

test('a manager sees the customers that she owns', async () => {
  const { customers } = await sightOfPerson(company.context.records, 'u-manager');
  if (customers === 'all') throw new Error('a manager sees all');
  expect((await customers()).toSorted()).toEqual(['1', '2']);
});

test('a read sees one state, whatever is committed between its statements', async () => {
  const { records } = company.context;
  const names = await records.read(asProgram('command line'), async (tx) => {
    const before = await tx.selectFrom('customer').select('name').where('id', '=', '1').executeTakeFirstOrThrow();
    await records.change(asProgram('command line'), (other) =>
      other.updateTable('customer').set({ name: 'Corner shop' }).where('id', '=', '1').execute(),
    );
    const after = await tx.selectFrom('customer').select('name').where('id', '=', '1').executeTakeFirstOrThrow();
    return [before.name, after.name];
  });
  expect(names).toEqual(['Kiosk 1', 'Kiosk 1']);
});

test('a read writes nothing, even in SQL of its own', async () => {
  const { records } = company.context;
  await expect(records.read(asProgram('command line'), (tx) => sql`delete from customer`.execute(tx))).rejects.toThrow(
    'read-only transaction',
  );
});
