/** The API over real HTTP, from the first visit to undo; rights; answers to wrong requests. */
import { sightOfPerson } from '../src/records/access/sight.ts';
import { asProgram } from '../src/core/access/sight.ts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../src/server/start.ts';
import type { Context } from '../src/context/context.ts';
import { paymentsFile, salesFile } from './ledger.ts';
import { emptyCompany, temporaryFolder } from './template.ts';
import { owner, WebClient } from './web-client.ts';

let folder: string;
let server: RunningServer & { context: Context };
let web: WebClient;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startServer({ dataDir: emptyCompany(`${folder}/data`) });
  web = new WebClient(server.url);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const stranger = (): WebClient => new WebClient(server.url);

interface Batch {
  id: string;
  state: string;
  documents: number | null;
  lines: number | null;
  totals: { currency: string; netMinor: string }[] | null;
  failure: { code: string } | null;
  preview: {
    documents: Record<string, number>;
    lines: number;
    rejected: { count: number };
    customers: { toldApart: number; new: number };
  } | null;
  recognition: { mapping: { kind: string; columns: { heading: string; meaning: string }[] }; remembered: boolean } | null;
}
interface Page {
  total: number;
  revenueMinor: string;
  currency: string | null;
  owners: string[];
  rows: { id: string; name: string; codes: string[]; owner: string | null; revenueMinor: string; tier: string }[];
}
interface Overview {
  customers: number;
  byActivity: { activity: string; customers: number }[];
  byTier: { tier: string; customers: number }[];
  whale: { totalMinor: string };
  statusByMonth: unknown[];
  costCoverage: unknown;
  unvalued: unknown[];
}

const batchOf = (id: string): Promise<Batch> => web.get<Batch>(`/api/batches/${id}`);
const customers = (as = web, query = ''): Promise<Page> => as.get<Page>(`/api/customers?limit=500${query}`);

async function upload(file: string, query = ''): Promise<Batch> {
  const read = await web.job('POST', `/api/uploads?fileName=${encodeURIComponent(file.split('/').at(-1)!)}${query}`, readFileSync(file));
  return batchOf(read.id);
}

const sales = () =>
  salesFile(folder, 'sales.csv', [
    ['S-1', '2026-05-15', 'C01', 'Granite Wholesale', '400.00', '240.00', 'Orlova'],
    ['S-2', '2026-05-16', 'C02', 'Station Kiosk', '20.00', '12.00', 'Bondar'],
    ['S-3', '2026-06-30', 'C01', 'Granite Wholesale', '100.00', '60.00', 'Orlova'],
    ['S-4', '31.02.2026', 'C03', 'City Hospital', '70.00', '42.00', 'Bondar'],
  ]);

describe('the first visit', () => {
  test('nobody is owner yet, and nothing can be seen', async () => {
    expect(await stranger().get('/api/session')).toMatchObject({ state: 'no_owner', user: null });
    for (const path of [
      '/api/customers',
      '/api/overview',
      '/api/batches',
      '/api/checks',
      '/api/sources',
      '/api/customers/1',
      '/api/jobs/6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    ])
      expect(await stranger().ask('GET', path), path).toMatchObject({ status: 401, body: { code: 'signed_out' } });
    expect(await stranger().ask('POST', '/api/uploads?fileName=a.csv', 'a;b')).toMatchObject({ status: 401 });
  });

  test('a weak password or no e-mail is a problem in plain words', async () => {
    expect(await stranger().ask('POST', '/api/owner', { ...owner, password: 'short' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', detail: { field: 'password' } },
    });
    expect(await stranger().ask('POST', '/api/owner', { ...owner, email: 'nobody' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', detail: { field: 'email' } },
    });
    expect(await stranger().ask('POST', '/api/owner', '{"name":', { 'content-type': 'application/json' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });

  test('of two first visits at once one creates the owner, and nobody does afterwards', async () => {
    const visits = await Promise.all([
      web.ask('POST', '/api/owner', owner),
      stranger().ask('POST', '/api/owner', { ...owner, email: 'second@granite.example' }),
    ]);
    expect(visits.map((visit) => visit.status).toSorted()).toEqual([200, 409]);
    if (visits[0].status === 409) throw new Error('The second visit was first: ask again.');
    expect(await stranger().ask('POST', '/api/owner', owner)).toMatchObject({ status: 409, body: { code: 'owner_exists' } });
    expect(await web.get('/api/session')).toMatchObject({ state: 'signed_in', user: { email: owner.email } });
    expect(await stranger().get('/api/session')).toMatchObject({ state: 'signed_out' });
    // The library behind sign-in has a door of its own; it stays shut.
    expect((await stranger().ask('POST', '/api/auth/sign-up/email', owner)).status).toBe(401);
  });

  test('signing in and out', async () => {
    const other = stranger();
    expect(await other.ask('POST', '/api/sign-in', { email: owner.email, password: 'wrong password' })).toMatchObject({
      status: 401,
      body: { code: 'wrong_credentials' },
    });
    expect(await other.ask('POST', '/api/sign-in', { email: owner.email, password: owner.password })).toMatchObject({
      status: 200,
      body: { state: 'signed_in' },
    });
    expect((await other.ask('GET', '/api/customers')).status).toBe(200);
    const kept = other.cookie;
    await other.ask('POST', '/api/sign-out');
    other.cookie = kept;
    expect((await other.ask('GET', '/api/customers')).status).toBe(401);
  });
});

describe('an import', () => {
  test('upload, preview, commit, look, undo', async () => {
    expect((await web.get<Overview>('/api/overview')).customers).toBe(0);
    const seen = await upload(sales());
    expect(seen).toMatchObject({
      state: 'previewed',
      documents: null,
      preview: { documents: { new: 3 }, lines: 3, rejected: { count: 1 } },
    });
    expect((await customers()).total).toBe(0);
    const rejected = (await web.ask<string>('GET', `/api/batches/${seen.id}/rejected.csv`)).body;
    expect(rejected).toContain('invalid_date');
    expect(rejected).toContain('City Hospital');

    expect(await web.job('POST', `/api/batches/${seen.id}/commit`, {})).toMatchObject({ state: 'done' });
    expect(await batchOf(seen.id)).toMatchObject({
      state: 'committed',
      documents: 3,
      lines: 3,
      totals: [{ currency: 'RUB', netMinor: '52000' }],
    });
    const page = await customers();
    expect(page.rows.map((row) => [row.name, row.owner, row.revenueMinor])).toEqual([
      ['Granite Wholesale', 'Orlova', '50000'],
      ['Station Kiosk', 'Bondar', '2000'],
    ]);
    expect(page).toMatchObject({ total: 2, revenueMinor: '52000', currency: 'RUB', owners: ['Bondar', 'Orlova'] });
    expect((await web.get<Overview>('/api/overview')).customers).toBe(2);

    const granite = page.rows[0]!;
    expect(await web.get(`/api/customers/${granite.id}`)).toMatchObject({
      name: 'Granite Wholesale',
      codes: ['C01'],
      activity: 'stabilised',
      reason: { activity: { rule: 'shipment_months' } },
    });
    const documents = await web.get<{
      total: number;
      rows: { id: string; number: string; netMinor: string; costMinor: string; batch: string }[];
    }>(`/api/customers/${granite.id}/documents`);
    expect(documents.rows.map((row) => [row.number, row.netMinor, row.costMinor, row.batch])).toEqual([
      ['S-3', '10000', '6000', seen.id],
      ['S-1', '40000', '24000', seen.id],
    ]);
    const lines = await web.get<{ rows: { product: string; quantity: string; netMinor: string; rowNumber: number }[] }>(
      `/api/documents/${documents.rows[0]!.id}/lines`,
    );
    expect(lines.rows).toMatchObject([{ product: 'Coffee', quantity: '1', netMinor: '10000', rowNumber: 4 }]);
    expect(await web.get('/api/checks')).toMatchObject({ ok: true });

    expect(await web.job('POST', `/api/batches/${seen.id}/undo`)).toMatchObject({ state: 'done' });
    expect((await customers()).total).toBe(0);
    expect((await web.get<Overview>('/api/overview')).customers).toBe(0);
    expect(await web.ask('POST', `/api/batches/${seen.id}/undo`)).toMatchObject({ status: 409 });
    expect(await web.ask('POST', `/api/batches/${seen.id}/commit`, {})).toMatchObject({ status: 409 });
  });

  test('a preview that nobody wants is cancelled, and cannot be committed any more', async () => {
    const seen = await upload(sales());
    expect(await web.ask('POST', `/api/batches/${seen.id}/cancel`)).toMatchObject({ status: 200, body: { cancelled: true } });
    expect(await batchOf(seen.id)).toMatchObject({ state: 'cancelled' });
    expect(await web.ask('POST', `/api/batches/${seen.id}/commit`, {})).toMatchObject({ status: 409 });
  });

  test('a mapping is corrected and the file read again', async () => {
    const seen = await upload(sales());
    const mapping = seen.recognition!.mapping;
    const without = {
      ...mapping,
      columns: mapping.columns.map((column) => (column.meaning === 'cost_amount' ? { ...column, meaning: 'ignored' } : column)),
    };
    expect(await web.job('PUT', `/api/batches/${seen.id}/mapping`, without)).toMatchObject({ state: 'done' });
    expect((await batchOf(seen.id)).recognition!.mapping.columns.find((column) => column.heading === 'Cost')).toMatchObject({
      meaning: 'ignored',
    });
    // Without a date nothing can be read: the person sees this and may correct it again.
    const dateless = {
      ...mapping,
      columns: mapping.columns.map((column) => (column.meaning === 'date' ? { ...column, meaning: 'ignored' } : column)),
    };
    expect(await web.job('PUT', `/api/batches/${seen.id}/mapping`, dateless)).toMatchObject({
      state: 'failed',
      failure: { code: 'column_missing' },
    });
    expect(await web.ask('PUT', `/api/batches/${seen.id}/mapping`, { kind: 'sales' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
    expect(await web.job('PUT', `/api/batches/${seen.id}/mapping`, mapping)).toMatchObject({ state: 'done' });
    expect(await batchOf(seen.id)).toMatchObject({ state: 'previewed', failure: null });
    await web.ask('POST', `/api/batches/${seen.id}/cancel`);
  });

  test('a customer whom another source names the same way is not new to a preview', async () => {
    const sold = await upload(sales());
    await web.job('POST', `/api/batches/${sold.id}/commit`, {});
    const paid = await upload(
      paymentsFile(folder, 'paid.csv', [
        ['P-1', '2026-06-02', 'C02', 'Station Kiosk', '20.00'],
        ['P-2', '2026-06-02', 'C99', 'Unknown Museum', '5.00'],
      ]),
    );
    expect(paid.preview).toMatchObject({ customers: { toldApart: 2, new: 1 } });
    await web.ask('POST', `/api/batches/${paid.id}/cancel`);
    await web.job('POST', `/api/batches/${sold.id}/undo`);
  });

  test('a file that lacks a column is kept until a person says which one it is; the next such file needs no word', async () => {
    const whose = (name: string, number: number): string => {
      writeFileSync(
        `${folder}/${name}`,
        `Date;Invoice No;Who;Amount without VAT\r\n0${number}.01.2026;W-${number};Kiosk;10,00\r\n0${number}.02.2026;W-1${number};Hospital;20,00\r\n`,
      );
      return `${folder}/${name}`;
    };
    const refused = await upload(whose('whose.csv', 5));
    expect(refused).toMatchObject({ state: 'failed', failure: { code: 'column_missing' }, preview: null });
    const { mapping } = refused.recognition!;
    const named = {
      ...mapping,
      columns: mapping.columns.map((column) => (column.heading === 'Who' ? { ...column, meaning: 'customer' } : column)),
    };
    expect(await web.job('PUT', `/api/batches/${refused.id}/mapping`, named)).toMatchObject({ state: 'done' });
    expect(await batchOf(refused.id)).toMatchObject({ state: 'previewed', failure: null, preview: { lines: 2 } });
    expect(await web.job('POST', `/api/batches/${refused.id}/commit`, {})).toMatchObject({ state: 'done' });

    const next = await upload(whose('whose-next.csv', 6));
    expect(next).toMatchObject({ state: 'previewed', recognition: { remembered: true } });
    await web.ask('POST', `/api/batches/${next.id}/cancel`);
    await web.job('POST', `/api/batches/${refused.id}/undo`);

    const unwanted = await upload(whose('unwanted.csv', 7), '&source=Elsewhere');
    expect(unwanted.state).toBe('failed');
    expect(await web.ask('POST', `/api/batches/${unwanted.id}/cancel`)).toMatchObject({ status: 200 });
    expect(await web.ask('PUT', `/api/batches/${unwanted.id}/mapping`, named)).toMatchObject({ status: 409 });
  });

  test('a commit that is stopped writes nothing, and the preview is there again', async () => {
    const seen = await upload(sales());
    // Another job holds the turn, so that the commit waits.
    let release = (): void => {};
    const held = server.context.turn.take(() => new Promise<void>((resolve) => (release = resolve)));
    const { body } = await web.ask<{ jobId: string }>('POST', `/api/batches/${seen.id}/commit`, {});
    expect(await web.ask('POST', `/api/batches/${seen.id}/cancel`)).toMatchObject({ status: 200 });
    release();
    await held;
    await expect.poll(async () => (await web.get<{ state: string }>(`/api/jobs/${body.jobId}`)).state).toBe('cancelled');
    await expect.poll(async () => (await batchOf(seen.id)).state).toBe('previewed');
    expect((await customers()).total).toBe(0);
    await web.ask('POST', `/api/batches/${seen.id}/cancel`);
  });

  test('reading that is stopped is cancelled', async () => {
    let release = (): void => {};
    const held = server.context.turn.take(() => new Promise<void>((resolve) => (release = resolve)));
    const { body } = await web.ask<{ id: string; jobId: string }>('POST', '/api/uploads?fileName=sales.csv', readFileSync(sales()));
    expect(await web.ask('POST', `/api/jobs/${body.jobId}/cancel`)).toMatchObject({ status: 200, body: { cancelled: true } });
    release();
    await held;
    await expect.poll(async () => (await batchOf(body.id)).state).toBe('cancelled');
  });

  test('a file that cannot be used says why, and leaves nothing', async () => {
    const read = await web.job('POST', '/api/uploads?fileName=letter.csv', 'Dear all, this is no table.');
    expect(read).toMatchObject({ state: 'failed', failure: { code: 'no_table' } });
    expect(await batchOf(read.id)).toMatchObject({ state: 'failed', failure: { code: 'no_table' } });
    const empty = await web.job('POST', '/api/uploads?fileName=empty.csv', '\n');
    expect(empty).toMatchObject({ state: 'failed', failure: { code: 'empty' } });
  });
});

describe('wrong requests', () => {
  test.each([
    ['GET', '/api/batches/one', undefined, 400],
    ['GET', '/api/batches/999999', undefined, 404],
    ['GET', '/api/customers?limit=100000', undefined, 400],
    ['GET', '/api/customers?sort=password', undefined, 400],
    ['GET', '/api/customers?tier=gold', undefined, 400],
    ['GET', '/api/customers/none', undefined, 404],
    ['GET', `/api/documents/${Buffer.from('["sale_line"]').toString('base64url')}/lines`, undefined, 404],
    ['GET', '/api/jobs/1', undefined, 400],
    ['GET', '/api/nothing', undefined, 404],
    ['POST', '/api/uploads', 'a;b', 400],
    ['POST', '/api/uploads?fileName=a.csv&kind=orders', 'a;b', 400],
    ['POST', '/api/valuations', { asOf: '2026-02-30' }, 400],
    ['POST', '/api/valuations', { asOf: 'yesterday' }, 400],
    ['POST', '/api/batches/1/commit', { acceptHeldRows: ['all'] }, 400],
  ] as const)('%s %s is answered with a problem', async (method, path, body, status) => {
    const answer = await web.ask(method, path, body);
    expect(answer).toMatchObject({ status, body: { code: expect.any(String) as string, detail: expect.any(Object) as object } });
  });

  test('a change asked for by another site is refused', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }])
      expect(await web.ask('POST', '/api/valuations', {}, headers)).toMatchObject({ status: 403, body: { code: 'cross_site' } });
    expect((await web.ask('POST', '/api/valuations', {}, { 'sec-fetch-site': 'same-origin', origin: server.url })).status).toBe(200);
  });
});

describe('the description', () => {
  interface Description {
    openapi: string;
    paths: Record<string, Record<string, { summary?: string; responses: Record<string, { description: string }> }>>;
    components: { schemas: Record<string, unknown> };
  }

  test('is OpenAPI 3.1, has every route with a summary, and refers to nothing that it lacks', async () => {
    const description = (await stranger().ask<Description>('GET', '/api/openapi.json')).body;
    expect(description.openapi).toBe('3.1.0');
    const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.toSorted()).toMatchInlineSnapshot(`
      [
        "GET /api/batches",
        "GET /api/batches/{id}",
        "GET /api/batches/{id}/rejected.csv",
        "GET /api/checks",
        "GET /api/contracts",
        "GET /api/costs",
        "GET /api/costs/model",
        "GET /api/currency",
        "GET /api/customers",
        "GET /api/customers/{id}",
        "GET /api/customers/{id}/documents",
        "GET /api/customers/{id}/potential",
        "GET /api/customers/{id}/receivables",
        "GET /api/documents/{id}/lines",
        "GET /api/jobs/{id}",
        "GET /api/lifetime",
        "GET /api/lifetime/backtest",
        "GET /api/overview",
        "GET /api/profit",
        "GET /api/profit/customers/{id}",
        "GET /api/profit/customers/{id}/lines/{line}",
        "GET /api/profit/whale",
        "GET /api/rates",
        "GET /api/receivables",
        "GET /api/session",
        "GET /api/settings",
        "GET /api/sources",
        "GET /api/strategic-value",
        "GET /api/valuation",
        "POST /api/batches/{id}/cancel",
        "POST /api/batches/{id}/commit",
        "POST /api/batches/{id}/undo",
        "POST /api/costs/model/preview",
        "POST /api/currency/preview",
        "POST /api/jobs/{id}/cancel",
        "POST /api/owner",
        "POST /api/rates",
        "POST /api/settings/moves",
        "POST /api/sign-in",
        "POST /api/sign-out",
        "POST /api/uploads",
        "POST /api/valuations",
        "PUT /api/batches/{id}/mapping",
        "PUT /api/costs/model",
        "PUT /api/currency",
        "PUT /api/customers/{id}/potential",
        "PUT /api/settings",
      ]
    `);
    for (const [path, methods] of Object.entries(description.paths))
      for (const operation of Object.values(methods)) {
        expect(operation.summary, path).toBeTruthy();
        expect(Object.keys(operation.responses).length, path).toBeGreaterThan(0);
      }
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!);
    expect(references.filter((name) => !(name in description.components.schemas))).toEqual([]);
  });

  test('is a readable page too, with every route', async () => {
    const page = (await stranger().ask<string>('GET', '/api/docs')).body;
    const { paths } = (await stranger().ask<Description>('GET', '/api/openapi.json')).body;
    expect(page).toContain('<title>Clientele API</title>');
    for (const path of Object.keys(paths)) expect(page).toContain(path);
    expect(page).not.toMatch(/<script|https?:\/\/(?!localhost)/);
  });
});

describe('a manager', () => {
  const manager = { name: 'Orlova', email: 'orlova@granite.example', password: 'coffee and granite' };
  let hers: WebClient;
  let batch: string;

  beforeAll(async () => {
    const seen = await upload(sales());
    batch = seen.id;
    await web.job('POST', `/api/batches/${seen.id}/commit`, {});
    const paid = await upload(paymentsFile(folder, 'payments.csv', [['P-1', '2026-06-02', 'C02', 'Station Kiosk', '20.00']]));
    await web.job('POST', `/api/batches/${paid.id}/commit`, {});
    // There is no screen for users yet: the account is made as the owner's is, then given a role and a person.
    const { context } = server;
    const { rows } = await context.records.pool.query<{ password: string }>('select password from auth.account limit 1');
    await context.records.pool.query(
      `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ('orlova', $1, $2, false, now(), now())`,
      [manager.name, manager.email],
    );
    await context.records.pool.query(
      `insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt") values ('orlova', 'orlova', 'credential', 'orlova', $1, now(), now())`,
      [rows[0]!.password],
    );
    await context.records.change(asProgram('command line'), async (tx) => {
      await tx.insertInto('app_user').values({ id: 'orlova', role: 'manager' }).execute();
      await tx.updateTable('person').set({ user_id: 'orlova' }).where('name', '=', 'Orlova').execute();
    });
    hers = stranger();
    expect(await hers.ask('POST', '/api/sign-in', { email: manager.email, password: owner.password })).toMatchObject({ status: 200 });
  });

  test('sees her own customers and no other, in the list and its sums', async () => {
    const page = await customers(hers);
    expect(page.rows.map((row) => row.name)).toEqual(['Granite Wholesale']);
    expect(page).toMatchObject({ total: 1, revenueMinor: '50000' });
    expect((await customers(hers, '&search=kiosk')).total).toBe(0);
    expect((await customers(hers, '&owner=Bondar')).total).toBe(0);
  });

  test('is told that another manager’s customer does not exist, nor his documents', async () => {
    const kiosk = (await customers()).rows.find((row) => row.name === 'Station Kiosk')!;
    expect(await hers.ask('GET', `/api/customers/${kiosk.id}`)).toMatchObject({ status: 404, body: { code: 'no_such_customer' } });
    expect(await hers.ask('GET', `/api/customers/${kiosk.id}/documents`)).toMatchObject({ status: 404 });
    const [document] = (await web.get<{ rows: { id: string }[] }>(`/api/customers/${kiosk.id}/documents`)).rows;
    expect(await hers.ask('GET', `/api/documents/${document!.id}/lines`)).toMatchObject({ status: 404 });
    // Nor does her own customer's name in the identity open another's document.
    const own = (await customers(hers)).rows[0]!;
    const forged = JSON.parse(Buffer.from(document!.id, 'base64url').toString()) as string[];
    const answer = await hers.ask<{ rows: unknown[] }>(
      'GET',
      `/api/documents/${Buffer.from(JSON.stringify([...forged.slice(0, 3), own.id])).toString('base64url')}/lines`,
    );
    expect(answer.body.rows ?? []).toEqual([]);
  });

  test('has an overview of her own customers only', async () => {
    const whole = await web.get<Overview>('/api/overview');
    const part = await hers.get<Overview>('/api/overview');
    expect([whole.customers, part.customers]).toEqual([2, 1]);
    expect(part.byActivity.reduce((sum, each) => sum + each.customers, 0)).toBe(1);
    expect(part.byTier.reduce((sum, each) => sum + each.customers, 0)).toBe(1);
    expect(part.whale.totalMinor).toBe('20000');
    expect([part.statusByMonth, part.unvalued]).toEqual([[], []]);
    expect(part.costCoverage).toEqual({ linesWithCost: 0, lines: 0 });
  });

  test('does not see what the whole company is forecast to bring', async () => {
    expect(await web.ask('GET', '/api/lifetime')).toMatchObject({ status: 200, body: { method: 'projection' } });
    for (const path of ['lifetime', 'lifetime?horizonMonths=12', 'lifetime/backtest'])
      expect(await hers.ask('GET', `/api/${path}`)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
  });

  test('can change nothing: imports, undo and valuations are not hers', async () => {
    expect(await hers.get('/api/batches')).toEqual({ rows: [] });
    expect((await hers.ask('GET', `/api/batches/${batch}/rejected.csv`)).status).toBe(404);
    expect(await hers.ask('POST', `/api/batches/${batch}/undo`)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    expect((await hers.ask('POST', '/api/uploads?fileName=sales.csv', readFileSync(sales()))).status).toBe(403);
    expect((await hers.ask('POST', '/api/valuations', {})).status).toBe(403);
    expect((await hers.ask('GET', '/api/checks')).status).toBe(403);
    const running = await web.ask<{ jobId: string }>('POST', '/api/valuations', {});
    expect((await hers.ask('POST', `/api/jobs/${running.body.jobId}/cancel`)).status).toBe(403);
  });

  test('whoever works without a user, or as somebody unknown, sees nothing', async () => {
    for (const userId of ['', 'nobody']) {
      const seen = await server.context.records.change(await sightOfPerson(server.context.records, userId), async (tx) => ({
        customers: await tx.selectFrom('customer').selectAll().execute(),
        codes: await tx.selectFrom('customer_code').selectAll().execute(),
        scorecards: await tx.selectFrom('scorecard').selectAll().execute(),
        imports: await tx.selectFrom('import').selectAll().execute(),
        entries: await tx.selectFrom('entry').selectAll().execute(),
        events: await tx.selectFrom('event').selectAll().execute(),
        jobs: await tx.selectFrom('job').selectAll().execute(),
        users: await tx.selectFrom('app_user').selectAll().execute(),
      }));
      expect(Object.values(seen).flat()).toEqual([]);
      await expect(
        server.context.records.change(await sightOfPerson(server.context.records, userId), (tx) =>
          tx.insertInto('app_user').values({ id: 'thief', role: 'owner' }).execute(),
        ),
      ).rejects.toThrow('permission denied');
    }
    // Passwords and sessions are out of reach for every acting user.
    const { pool } = server.context.records;
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query('set local role clientele_member');
      await expect(client.query('select * from auth."user"')).rejects.toThrow('permission denied');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
