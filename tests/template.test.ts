/** Copies of one template are companies of their own: they run side by side and know nothing of each other. */
import { expect, test } from 'vitest';
import { openCompany } from './company.ts';
import { startServed } from './served.ts';

test('two copies are open at once, each with a database of its own', async () => {
  await using one = await openCompany();
  await using two = await openCompany();
  expect(one.context.connectionString).not.toBe(two.context.connectionString);
  await one.context.records.pool.query(`insert into person (name, name_key) values ('Orlova', 'orlova')`);
  const people = await Promise.all([one, two].map(({ context }) => context.records.pool.query('select name from person')));
  expect(people.map(({ rowCount }) => rowCount)).toEqual([1, 0]);
});

test('the owner of a served copy is signed in, and nobody else', async () => {
  await using served = await startServed();
  expect(await served.web.ask('GET', '/api/settings')).toMatchObject({ status: 200 });
  expect((await fetch(`${served.server.url}/api/settings`)).status).toBe(401);
});
