/**
 * A program that is killed leaves all of an import or none of it, and the next start puts itself in order. Moments are drawn by
 * a seed; CLIENTELE_KILLS says how many.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomOf } from '../fixtures/seeded-random.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { type SaleRow, salesFile } from './ledger.ts';
import { clientele, databaseOf, isRunning, serve, start } from './process.ts';
import { emptyCompany, ownedCompany } from './template.ts';
import { owner } from './web-client.ts';

const kills = Number(process.env['CLIENTELE_KILLS'] ?? 8);
const seed = Number(process.env['CLIENTELE_SEED'] ?? 20261123);

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(async () => {
  await ends(...readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : [])));
  rmSync(folder, { recursive: true, force: true });
});

/** Orphans of the last kill: the next command on the folder stops them. */
async function ends(...dataDirs: string[]): Promise<void> {
  for (const data of dataDirs) if (databaseOf(data) !== null) await clientele('check', '--data', data);
}

/** One wholesaler and many kiosks: `days` documents a kiosk, ten roubles each, costs six. */
function books(name: string, kiosks: number, first: number, days: number): { file: string; documents: number; netMinor: number } {
  const rows = Array.from({ length: kiosks }, (_, kiosk) =>
    Array.from({ length: days }, (_day, day): SaleRow => [
      `${name}-${kiosk}-${day}`,
      `2026-0${1 + (day % 6)}-${String(10 + (day % 15))}`,
      `K${first + kiosk}`,
      `Kiosk ${first + kiosk}`,
      '10.00',
      '6.00',
    ]),
  ).flat();
  return { file: salesFile(folder, `${name}.csv`, rows), documents: rows.length, netMinor: rows.length * 1000 };
}

interface Worth {
  codes: string[];
  revenueMinor: string;
}

interface State {
  ok: boolean;
  customers: number;
  revenueMinor: number;
}

async function stateOf(company: TestCompany): Promise<State> {
  const { ok } = await company.json<{ ok: boolean }>('check');
  const worth = await company.json<Worth[]>('customers', '--as-of', '2026-06-30');
  return { ok, customers: worth.length, revenueMinor: worth.reduce((sum, each) => sum + Number(each.revenueMinor), 0) };
}

function leftovers(data: string): string[] {
  const journal = ['sale_line', 'payment', 'withdrawal'].flatMap((kind) => {
    try {
      return readdirSync(join(data, 'journal', kind)).filter((name) => name.endsWith('.tmp'));
    } catch {
      return [];
    }
  });
  return [...journal, ...readdirSync(join(data, 'staging'))];
}

test(
  `killed at any of ${kills} moments, an import is there whole or not at all, and nothing is counted twice`,
  // The limit that counts is below: it follows how long an import takes here. This one only ends what hangs.
  { timeout: 600_000 + kills * 120_000 },
  async () => {
    const data = join(folder, 'killed');
    const before = books('before', 20, 0, 6);
    const during = books('during', 200, 100, 30);
    const importing = (): ReturnType<typeof start> => start(['import', during.file, '--data', data, '--yes']);
    // How long an import takes here decides which moments there are. The first one also makes the database.
    expect(await clientele('import', before.file, '--data', data, '--yes')).toMatchObject({ code: 0 });
    const started = performance.now();
    expect(await importing().ended).toMatchObject({ code: 0 });
    const wholeImport = performance.now() - started;

    const none: State = { ok: true, customers: 20, revenueMinor: before.netMinor };
    const all: State = { ok: true, customers: 220, revenueMinor: before.netMinor + during.netMinor };
    /** The next start: its findings, and the undo of the remains of the second import. */
    const recovered = async (where: string): Promise<State> => {
      await using company = await openCompany(data, { keep: true });
      const found = await stateOf(company);
      expect(leftovers(data), where).toEqual([]);
      // Right after a start the journal holds the registered files and no other.
      for (const batch of readdirSync(join(data, 'journal', 'sale_line')).map((name) => name.replace('.parquet', ''))) {
        if (batch === '1') continue;
        expect(await company.run('undo', batch), where).toMatchObject({ code: 0 });
        expect(await stateOf(company), where).toEqual(none);
      }
      return found;
    };
    expect(await recovered('not killed')).toEqual(all);

    // A kill is an import, a start, an undo and two valuations; twice that, or something is wrong.
    const limit = performance.now() + kills * (wholeImport * 8 + 5_000);
    const random = randomOf(seed);
    const outcomes: string[] = [];
    for (let kill = 0; kill < kills; kill++) {
      // In the first fifth Node starts and the database comes up.
      const moment = Math.round(wholeImport * (0.2 + random()));
      const where = `killed after ${moment} ms (seed ${seed}, kill ${kill})`;
      const { child, ended } = importing();
      await Promise.race([sleep(moment), ended]);
      child.kill('SIGKILL');
      const { code, err } = await ended;
      expect({ code: code ?? 0, err }, where).toEqual({ code: 0, err: '' });
      const found = await recovered(where);
      expect([none, all], where).toContainEqual(found);
      outcomes.push(found.customers === none.customers ? 'none' : 'all');
      expect(performance.now(), `${where}, where an import takes ${Math.round(wholeImport)} ms`).toBeLessThan(limit);
    }
    console.log(`kills: ${outcomes.join(' ')}`);
    // Nothing stays in the way of an ordinary import.
    expect(await importing().ended).toMatchObject({ code: 0 });
    expect(await recovered('at last')).toEqual(all);
    expect(databaseOf(data)).toBeNull();
  },
);

test(
  `killed at any of ${Math.ceil(kills / 2)} moments of a valuation, the next start publishes what it would have published`,
  { timeout: 600_000 + kills * 120_000 },
  async () => {
    const data = join(folder, 'valued');
    expect(await clientele('demo', '--customers', '250', '--seed', '5', '--data', data)).toMatchObject({ code: 0 });
    // Two states to change between: another rule each time, so that all stages but the forecast and the potential are made; and another day, so that all are.
    const changes = [
      ['settings', 'set', 'tiers.vipPermille=200'],
      ['value', '--as-of', '2026-03-31'],
      ['settings', 'set', 'tiers.vipPermille=100'],
      ['value', '--as-of', '2026-04-30'],
    ];
    const published = async (): Promise<string> => {
      await using company = await openCompany(data, { keep: true });
      expect(await company.json<{ ok: boolean }>('check')).toMatchObject({ ok: true });
      const worth = await company.run('customers', '--json');
      const [customer] = JSON.parse(worth.out) as Worth[];
      return worth.out + (await company.run('explain', customer!.codes[0]!, '--json')).out;
    };
    const change = (at: number): ReturnType<typeof start> => start([...changes[at % changes.length]!, '--data', data]);
    const wanted: string[] = [];
    let took = 0;
    // Twice around: the first time, the day of the first change is another one.
    for (const at of [...changes.keys(), ...changes.keys()]) {
      const began = performance.now();
      expect(await change(at).ended).toMatchObject({ code: 0 });
      took = Math.max(took, performance.now() - began);
      wanted[at] = await published();
    }
    const random = randomOf(seed);
    const outcomes = { before: 0, after: 0 };
    for (let kill = 0; kill < kills / 2; kill++) {
      const moment = Math.round(took * (0.15 + 0.85 * random()));
      const { child, ended } = change(kill);
      await Promise.race([sleep(moment), ended]);
      child.kill('SIGKILL');
      await ended;
      const found = await published();
      const after = found === wanted[kill % changes.length];
      const where = `killed after ${moment} ms of ${Math.round(took)} (seed ${seed}, kill ${kill})`;
      expect(after || found === wanted[(kill + changes.length - 1) % changes.length], where).toBe(true);
      outcomes[after ? 'after' : 'before']++;
      if (!after) expect(await change(kill).ended).toMatchObject({ code: 0 });
    }
    console.log(`kills of valuations: ${outcomes.before} before the change, ${outcomes.after} after it`);
    expect(databaseOf(data)).toBeNull();
  },
);

test('a database that outlived its program is stopped by the next start, and its port and files are free', async () => {
  const data = emptyCompany(join(folder, 'orphaned'));
  const { child, ended } = start(['serve', '--data', data, '--port', '0']);
  while (databaseOf(data) === null) await sleep(20);
  await sleep(500);
  child.kill('SIGKILL');
  await ended;
  const orphan = databaseOf(data);
  expect(orphan).not.toBeNull();
  expect((await clientele('check', '--data', data)).code).toBe(0);
  expect(isRunning(orphan!)).toBe(false);
  expect(databaseOf(data)).toBeNull();
});

test('a server killed while it imports takes the work up again or says that it was interrupted', { timeout: 120_000 }, async () => {
  const data = join(folder, 'killed-server');
  const { file, documents } = books('upload', 300, 0, 60);
  const first = await serve(data);
  const cookie = await signUp(first.url);
  const text = readFileSync(file);
  const uploaded = await post(first.url, cookie, '/api/uploads?fileName=upload.csv', text);
  await until(async () => (await batch(first.url, cookie, uploaded.id)).state === 'previewed');
  await post(first.url, cookie, `/api/batches/${uploaded.id}/commit`, '{}', 'application/json');
  const second = await post(first.url, cookie, '/api/uploads?fileName=again.csv', text);
  await sleep(150);
  first.child.kill('SIGKILL');
  await first.ended;

  const next = await serve(data);
  try {
    const again = await signIn(next.url);
    await until(async () => !['reading', 'committing'].includes((await batch(next.url, again, uploaded.id)).state));
    await until(async () => !['reading', 'committing'].includes((await batch(next.url, again, second.id)).state));
    const committed = await batch(next.url, again, uploaded.id);
    expect(committed).toMatchObject({ state: 'committed', documents });
    const other = await batch(next.url, again, second.id);
    if (other.state === 'failed') expect(other.failure).toMatchObject({ code: 'interrupted' });
    else expect(other).toMatchObject({ state: 'previewed', preview: { documents: { unchanged: documents, new: 0 } } });
    await until(async () => (await get<{ total: number }>(next.url, again, '/api/customers?limit=1')).total === 300);
    expect(await get(next.url, again, '/api/checks')).toMatchObject({ ok: true });
  } finally {
    next.child.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
  }
});

test('a server told to stop while it reads goes on with it at the next start', { timeout: 120_000 }, async () => {
  const { dataDir: data } = ownedCompany(join(folder, 'stopped-server'));
  const { file, documents } = books('stopped', 300, 0, 60);
  const first = await serve(data);
  const uploaded = await post(first.url, await signIn(first.url), '/api/uploads?fileName=stopped.csv&source=stopped', readFileSync(file));
  first.child.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ code: 0 });
  expect(databaseOf(data)).toBeNull();

  const next = await serve(data);
  try {
    const cookie = await signIn(next.url);
    await until(async () => (await batch(next.url, cookie, uploaded.id)).state !== 'reading');
    expect(await batch(next.url, cookie, uploaded.id)).toMatchObject({ state: 'previewed', preview: { documents: { new: documents } } });
  } finally {
    next.child.kill('SIGTERM');
    await next.ended;
  }
});

interface Batch {
  state: string;
  documents: number | null;
  failure: { code: string } | null;
  preview: unknown;
}

async function signUp(url: string): Promise<string> {
  return cookieOf(
    await fetch(`${url}/api/owner`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(owner) }),
  );
}

async function signIn(url: string): Promise<string> {
  return cookieOf(
    await fetch(`${url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: owner.email, password: owner.password }),
    }),
  );
}

function cookieOf(response: Response): string {
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function get<T>(url: string, cookie: string, path: string): Promise<T> {
  const response = await fetch(url + path, { headers: { cookie } });
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

async function post(
  url: string,
  cookie: string,
  path: string,
  body: string | Buffer<ArrayBuffer>,
  type = 'application/octet-stream',
): Promise<{ id: string; jobId: string }> {
  const response = await fetch(url + path, { method: 'POST', headers: { cookie, 'content-type': type }, body });
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  return (await response.json()) as { id: string; jobId: string };
}

const batch = (url: string, cookie: string, id: string): Promise<Batch> => get(url, cookie, `/api/batches/${id}`);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error('it never came to that');
}
