/** Who sees which customer follows from who owns it and who is which user, whatever is changed, in whatever order. */
import { sightOfPerson } from '../src/records/access/sight.ts';
import { asProgram } from '../src/core/access/sight.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countBrokenReferences } from '../src/records/customers/references.ts';
import { openCompany, type TestCompany } from './company.ts';

let company: TestCompany;
beforeAll(async () => {
  company = await openCompany();
  await company.context.records.pool.query(`
    insert into customer (name) select 'Kiosk ' || n from generate_series(1, 6) as n;
    insert into person (name, name_key) select 'Manager ' || n, 'manager' || n from generate_series(1, 3) as n`);
});
afterAll(() => company[Symbol.asyncDispose]());

const one = (most: number) => fc.integer({ min: 1, max: most });
type Change =
  | { what: 'own'; customer: number; person: number }
  | { what: 'end' | 'forget'; customer: number }
  | { what: 'user'; person: number; user: string | null };

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ what: fc.constant('own' as const), customer: one(6), person: one(3) }),
  fc.record({ what: fc.constant('end' as const), customer: one(6) }),
  fc.record({ what: fc.constant('forget' as const), customer: one(6) }),
  fc.record({ what: fc.constant('user' as const), person: one(3), user: fc.constantFrom('orlova', 'bondar', null) }),
);

function statementsOf(change: Change): [text: string, of: unknown[]][] {
  switch (change.what) {
    case 'own':
      return [
        ["update ownership set to_date = '2026-01-31' where customer_id = $1 and to_date is null", [change.customer]],
        [
          "insert into ownership (customer_id, person_id, from_date, reason) values ($1, $2, '2026-02-01', 'latest_document')",
          [change.customer, change.person],
        ],
      ];
    case 'end':
      return [["update ownership set to_date = '2026-03-01' where customer_id = $1 and to_date is null", [change.customer]]];
    case 'forget':
      return [['delete from ownership where customer_id = $1', [change.customer]]];
    case 'user':
      return [
        ['update person set user_id = null where user_id = $1', [change.user]],
        ['update person set user_id = $2 where id = $1', [change.person, change.user]],
      ];
  }
}

test('after any history of owners and users, both ways', async () => {
  const { records } = company.context;
  await fc.assert(
    fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 25 }), async (history) => {
      await records.pool.query('delete from ownership; update person set user_id = null');
      for (const change of history) for (const [text, of] of statementsOf(change)) await records.pool.query(text, of);
      const broken = await records.read(asProgram('command line'), countBrokenReferences);
      expect(broken.filter(({ reference }) => reference === 'sees as owned')).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a user sees what the relation says, and nothing by another way', async () => {
  const { records } = company.context;
  await records.pool.query(`
    delete from ownership; update person set user_id = null;
    insert into app_user (id, role) values ('orlova', 'manager') on conflict do nothing;
    update person set user_id = 'orlova' where id = 1;
    insert into ownership (customer_id, person_id, from_date, reason) values (2, 1, '2026-01-01', 'latest_document'), (3, 2, '2026-01-01', 'latest_document')`);
  const seen = await records.read(await sightOfPerson(records, 'orlova'), (tx) => tx.selectFrom('customer').select('id').execute());
  expect(seen).toEqual([{ id: '2' }]);
  // Moved to another manager and back, in one statement each.
  await records.pool.query('update ownership set person_id = 2 where customer_id = 2');
  expect(await records.read(await sightOfPerson(records, 'orlova'), (tx) => tx.selectFrom('customer').select('id').execute())).toEqual([]);
});
