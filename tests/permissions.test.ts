/** Every endpoint of the API asked by every role on a real server: what the table does not allow is refused, whatever else is wrong with the request. */
import { asProgram } from '../src/core/access/sight.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { may, roles } from '../src/core/access/roles.ts';
import { permissionOf } from '../src/server/permissions.ts';
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

/** They answer all requests, signed in or not. */
const forStrangers = ['GET /session', 'POST /owner', 'POST /sign-in', 'POST /sign-out'];

test('the table names every endpoint of the API, and no other', async () => {
  const { paths } = await served.web.get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/^\/api/, '')}`),
  );
  expect(described.filter((each) => !forStrangers.includes(each)).toSorted()).toEqual(Object.keys(permissionOf).toSorted());
});

describe.each(Object.entries(permissionOf))('%s', (endpoint, permission) => {
  test.each(everyone)('as %s', async (role) => {
    const [method, path] = endpoint.split(' ') as [string, string];
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
