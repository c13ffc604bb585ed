/** Every endpoint of the API asked by every role on a real server: what its permission does not allow is refused, whatever else is wrong with the request. */
import { asProgram } from '../src/core/access/sight.ts';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { may, roles } from '../src/core/access/roles.ts';
import { endpoint, permissionOf } from '../src/server/endpoint.ts';
import type { Permission } from '../src/core/access/roles.ts';
import { type Served, startServed } from './served.ts';
import { owner, WebClient } from './web-client.ts';

let served: Served;
const clients = new Map<string, WebClient>();
/** Beside the known ones: an account without a role. */
const everyone = [...roles, 'none'] as const;

beforeAll(async () => {
  served = await startServed();
  const { pool } = served.server.context.records;
  const { rows } = await pool.query<{ password: string }>('select password from auth.account limit 1');
  for (const role of everyone) {
    await pool.query(
      `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, $1, $2, false, now(), now())`,
      [`a-${role}`, `${role}@granite.example`],
    );
    await pool.query(
      `insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt") values ($1, $1, 'credential', $1, $2, now(), now())`,
      [`a-${role}`, rows[0]!.password],
    );
    if (role !== 'none')
      await served.server.context.records.change(asProgram('command line'), (tx) =>
        tx
          .insertInto('app_user')
          .values({ id: `a-${role}`, role })
          .execute(),
      );
    const client = new WebClient(served.server.url);
    const signedIn = await client.ask('POST', '/api/sign-in', { email: `${role}@granite.example`, password: owner.password });
    expect(signedIn.status).toBe(200);
    clients.set(role, client);
  }
});
afterAll(() => served[Symbol.asyncDispose]());

/** The rights as an owner would read them; `everyone`: signed in or not. */
const table: Record<string, Permission | 'everyone'> = {
  'GET /session': 'everyone',
  'POST /owner': 'everyone',
  'POST /sign-in': 'everyone',
  'POST /sign-out': 'everyone',
  'GET /overview': 'customers.see',
  'GET /customers': 'customers.see',
  'GET /customers/{id}': 'customers.see',
  'GET /customers/{id}/documents': 'customers.see',
  'GET /customers/{id}/receivables': 'customers.see',
  'GET /customers/{id}/potential': 'customers.see',
  'PUT /customers/{id}/potential': 'potential.state',
  'GET /documents/{id}/lines': 'customers.see',
  'GET /receivables': 'customers.see',
  'GET /contracts': 'customers.see',
  'GET /strategic-value': 'customers.see',
  'GET /profit': 'customers.see',
  'GET /profit/whale': 'customers.see',
  'GET /profit/customers/{id}': 'customers.see',
  'GET /profit/customers/{id}/lines/{line}': 'customers.see',
  'GET /lifetime': 'company.see',
  'GET /lifetime/backtest': 'company.see',
  'GET /costs': 'company.see',
  'GET /costs/model': 'company.see',
  'POST /costs/model/preview': 'rules.change',
  'PUT /costs/model': 'rules.change',
  'GET /settings': 'rules.see',
  'POST /settings/moves': 'rules.change',
  'PUT /settings': 'rules.change',
  'GET /currency': 'rules.see',
  'POST /currency/preview': 'rules.change',
  'PUT /currency': 'rules.change',
  'GET /rates': 'rules.see',
  'POST /rates': 'facts.change',
  'GET /batches': 'facts.see',
  'GET /batches/{id}': 'facts.see',
  'GET /batches/{id}/rejected.csv': 'facts.see',
  'GET /sources': 'facts.see',
  'POST /uploads': 'facts.change',
  'PUT /batches/{id}/mapping': 'facts.change',
  'POST /batches/{id}/commit': 'facts.change',
  'POST /batches/{id}/cancel': 'facts.change',
  'POST /batches/{id}/undo': 'facts.change',
  'GET /valuation': 'customers.see',
  'POST /valuations': 'facts.change',
  'GET /jobs/{id}': 'facts.see',
  'POST /jobs/{id}/cancel': 'facts.change',
  'GET /checks': 'checks.run',
};

test('the table names every endpoint of the API with its permission, and no other', async () => {
  const { paths } = await served.web.get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/^\/api/, '')}`),
  );
  expect(described.toSorted()).toEqual(Object.keys(table).toSorted());
  expect(Object.fromEntries(permissionOf)).toEqual(table);
});

test('every endpoint is declared with a permission', () => {
  const root = join(import.meta.dirname, '..');
  const makers = globSync('src/**/*.ts', { cwd: root }).filter((file) => /createRoute\(/.test(readFileSync(join(root, file), 'utf8')));
  expect(makers).toEqual(['src/server/endpoint.ts']);
});

test('what forgets who asks does not compile', () => {
  const { records, metrics } = served.server.context;
  const lookalike = { who: { userId: 'thief', role: 'owner' }, customers: 'all', seesAll: true, may: () => true, acting: '', id: '' };
  const forgetful = [
    // @ts-expect-error: no permission
    () => endpoint({ method: 'get', path: '/forgotten', tags: [], summary: 'Forgotten', answer: ['None', z.object({})] }),
    // @ts-expect-error: no Sight
    () => records.read((tx) => tx.selectFrom('customer').selectAll().execute()),
    // @ts-expect-error: no Sight
    () => metrics.receivables({ asOf: '2026-06-30' }),
    // @ts-expect-error: a read that writes
    () => records.read(asProgram('command line'), (tx) => tx.deleteFrom('customer').execute()),
    // @ts-expect-error: a Sight that nobody made
    () => metrics.for(lookalike),
  ];
  expect(forgetful).toHaveLength(5);
});

test('an endpoint cannot be declared twice, with another permission', () => {
  const declare = () =>
    endpoint({ method: 'get', path: '/overview', permission: 'everyone', tags: [], summary: 'Another', answer: ['None', z.object({})] });
  expect(declare).toThrow('GET /overview is declared twice');
});

test('a refusal is kept by nobody, and carries the headers of every answer', async () => {
  const response = await fetch(`${served.server.url}/api/customers`);
  expect([response.status, await response.json()]).toEqual([401, { code: 'signed_out', detail: {} }]);
  expect([response.headers.get('cache-control'), response.headers.get('x-frame-options')]).toEqual(['no-store', 'DENY']);
});

const guarded = Object.entries(table).flatMap(([name, permission]) => (permission === 'everyone' ? [] : [[name, permission] as const]));

describe.each(guarded)('%s', (name, permission) => {
  test.each(everyone)('as %s', async (role) => {
    const [method, path] = name.split(' ') as [string, string];
    const address = `/api${path.replaceAll('{line}', 'credit').replaceAll('{id}', '999999')}`;
    const { status } = await clients.get(role)!.ask(method, address, method === 'GET' ? undefined : {});
    if (may(role, permission)) expect(status).not.toBe(403);
    else expect(status).toBe(403);
    expect(status).toBeLessThan(500);
  });
});

test('a text that only spells an escape is an ordinary text', async () => {
  const { status } = await served.web.ask('PUT', '/api/customers/1/potential', { size: 5, reason: String.raw`C:\u0000 and \\u0000` });
  expect(status).toBe(404);
});

test('an address that is no endpoint is not found, whoever asks', async () => {
  for (const client of clients.values()) expect(await client.ask('GET', '/api/secrets')).toMatchObject({ status: 404 });
});

test.each([
  ['GET', '/api/customers?search=a%00b', undefined],
  ['POST', '/api/uploads?fileName=a%00.csv', {}],
  ['PUT', '/api/customers/1/potential', { reason: 'large\u0000' }],
  ['GET', '/api/customers/1/documents?month=2026-13', undefined],
  ['GET', '/api/profit?from=2026-13', undefined],
])('%s %s: what no text or month can be is refused, and is no failure of the server', async (method, path, body) => {
  expect(await served.web.ask(method, path, body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});
