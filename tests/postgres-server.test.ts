/** The records on a PostgreSQL server of one's own (DATABASE_URL), with an ordinary role: the same numbers, the same walls. */
import { sightOfPerson } from '../src/records/access/sight.ts';
import { asProgram } from '../src/core/access/sight.ts';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/records/postgres/embedded.ts';
import { startServer } from '../src/server/start.ts';
import { temporaryFolder } from './company.ts';
import { paymentsFile, salesFile } from './ledger.ts';
import { type Ended, start } from './process.ts';
import { owner, WebClient } from './web-client.ts';

let folder: string;
let server: EmbeddedPostgres;
let databaseUrl: string;

beforeAll(async () => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'server'), { mode: 0o711 });
  server = await startEmbeddedPostgres({ dataDir: join(folder, 'server'), stateDir: '/var/lib/clientele' });
  databaseUrl = await newDatabase('granite');
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As an administrator would: a role that may create roles, and a database of its own. */
async function newDatabase(name: string): Promise<string> {
  await asAdministrator(`create role ${name} login createrole nosuperuser password 'coffee'`);
  await asAdministrator(`create database ${name} owner ${name}`);
  const url = new URL(server.connectionString);
  url.username = name;
  url.password = 'coffee';
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdministrator(command: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.connectionString });
  await client.connect();
  await client.query(command);
  await client.end();
}

const run = (url: string, data: string, ...args: string[]): Promise<Ended> =>
  start([...args, '--data', join(folder, data)], { DATABASE_URL: url }).ended;

const files = () => [
  salesFile(folder, 'sales.csv', [
    ['S-1', '2026-04-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
    ['S-2', '2026-05-16', 'C02', 'Station Kiosk', '20.00', '12.00', 'Bondar'],
    ['S-3', '2026-06-30', 'C01', 'Granite Wholesale', '100.00', '60.00'],
  ]),
  paymentsFile(folder, 'payments.csv', [['P-1', '2026-06-02', 'C03', 'City Hospital', '70.00']]),
];

test('import, customers, check, undo and backup say what they say on the embedded database', async () => {
  for (const [url, data] of [
    [databaseUrl, 'served'],
    ['', 'embedded'],
  ] as const)
    expect(await run(url, data, 'import', ...files(), '--yes', '--source', 'books'), data).toMatchObject({ code: 0 });
  const [served, embedded] = await Promise.all([
    run(databaseUrl, 'served', 'customers', '--json'),
    run('', 'embedded', 'customers', '--json'),
  ]);
  expect(JSON.parse(served.out)).toHaveLength(3);
  expect(JSON.parse(served.out)).toEqual(JSON.parse(embedded.out));
  expect(await run(databaseUrl, 'served', 'check')).toMatchObject({ code: 0 });

  const file = join(folder, 'served.tar.gz');
  expect(await run(databaseUrl, 'served', 'backup', file)).toMatchObject({ code: 0 });
  expect(await run(databaseUrl, 'served', 'undo', '2')).toMatchObject({ code: 0 });
  expect(JSON.parse((await run(databaseUrl, 'served', 'customers', '--json')).out)).toHaveLength(2);
  // From the server home to the office computer, and onto another database.
  const other = await newDatabase('other');
  const stranger = await run(other, 'to-server', 'restore', file);
  expect(stranger).toMatchObject({ code: 2, out: '' });
  expect(stranger.err).toContain('must say: grant clientele_program to "other"');
  await asAdministrator('grant clientele_program to other');
  for (const [url, data] of [
    ['', 'from-server'],
    [other, 'to-server'],
  ] as const) {
    expect(await run(url, data, 'restore', file), data).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse((await run(url, data, 'customers', '--json')).out), data).toEqual(JSON.parse(embedded.out));
  }
});

test('a restore into a database that is in use is refused in a sentence, and leaves both as they were', async () => {
  const before = await run(databaseUrl, 'served', 'customers', '--json');
  const refused = await run(databaseUrl, 'second', 'restore', join(folder, 'served.tar.gz'));
  expect(refused).toMatchObject({ code: 3, out: '' });
  expect(refused.err).toMatch(/^The database .*\.\n$/);
  expect(existsSync(join(folder, 'second'))).toBe(false);
  expect((await run(databaseUrl, 'served', 'customers', '--json')).out).toBe(before.out);
});

test('two data folders cannot share one database', async () => {
  const stranger = await run(databaseUrl, 'stranger', 'customers', '--json');
  expect(stranger).toMatchObject({ code: 2, out: '' });
  expect(stranger.err).not.toMatch(/\n {4}at /);
  expect(JSON.parse((await run(databaseUrl, 'served', 'customers', '--json')).out)).toHaveLength(2);
});

test('a server that is not there, or a wrong password, is said in a sentence without the password', async () => {
  const wrong = new URL(databaseUrl);
  wrong.password = 'tea-or-cocoa';
  const nowhere = new URL(databaseUrl);
  nowhere.port = '1';
  for (const url of [wrong.href, nowhere.href]) {
    const ended = await run(url, 'nowhere', 'check');
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain('DATABASE_URL');
    expect(ended.err).not.toMatch(/tea-or-cocoa|\n {4}at /);
  }
});

test('the walls of row-level security hold for the owner of the tables too', async () => {
  const web = await startServer({ dataDir: join(folder, 'served'), databaseUrl });
  try {
    const client = new WebClient(web.url);
    expect((await client.ask('POST', '/api/owner', owner)).status).toBe(200);
    const done = await client.job('POST', '/api/uploads?fileName=payments.csv', readFileSync(files()[1]!));
    expect(await client.job('POST', `/api/batches/${done.id}/commit`, {})).toMatchObject({ state: 'done' });
    const contracts = [
      'Contract No;Customer No;Customer;Valid from;Valid until;Premium',
      'K-1;C02;Station Kiosk;2026-01-01;2026-12-31;120.00',
      'G-1;C01;Granite Wholesale;2026-02-01;2027-01-31;900.00',
    ];
    const register = await client.job('POST', '/api/uploads?fileName=contracts.csv', Buffer.from(contracts.join('\r\n')));
    expect(await client.job('POST', `/api/batches/${register.id}/commit`, {})).toMatchObject({ state: 'done' });
    expect(await client.get('/api/contracts')).toMatchObject({ total: 2, report: { open: 2 } });
    expect(await client.get('/api/customers')).toMatchObject({ total: 3 });
    const { rows } = await web.context.records.pool.query<{ superuser: boolean }>(
      'select rolsuper as superuser from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([{ superuser: false }]);
    await web.context.records.change(asProgram('command line'), async (tx) => {
      await tx.insertInto('app_user').values({ id: 'bondar', role: 'manager' }).execute();
      await tx.updateTable('person').set({ user_id: 'bondar' }).where('name', '=', 'Bondar').execute();
    });
    const seenBy = async (userId: string): Promise<string[]> =>
      web.context.records.change(await sightOfPerson(web.context.records, userId), async (tx) =>
        (await tx.selectFrom('customer').select('name').orderBy('name').execute()).map((each) => each.name),
      );
    expect(await seenBy('bondar')).toEqual(['Station Kiosk']);
    expect(await seenBy('nobody')).toEqual([]);
    const contractsSeenBy = async (userId: string): Promise<string[]> =>
      web.context.records.change(await sightOfPerson(web.context.records, userId), async (tx) =>
        (await tx.selectFrom('contract').select('contract_number').execute()).map((each) => each.contract_number),
      );
    expect([await contractsSeenBy('bondar'), await contractsSeenBy('nobody')]).toEqual([['K-1'], []]);
    // Without an acting user the tables are empty even to the role that owns them.
    expect((await web.context.records.pool.query('select * from customer')).rows).toEqual([]);
  } finally {
    await web.close();
  }
});
