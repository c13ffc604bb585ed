/** One file holds the company: restoring gives the same company, and a damaged file changes nothing. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './company.ts';
import { paymentsFile, salesFile } from './ledger.ts';
import { clientele, clienteleJson, databaseOf, serve, start } from './process.ts';
import { owner, WebClient } from './web-client.ts';

let folder: string;
const data = (): string => join(folder, 'company');
const backup = (): string => join(folder, 'backups', 'company.tar.gz');

interface Backup {
  file: string;
  tables: number;
  files: number;
}
const worth = (dir: string): Promise<object[]> => clienteleJson<object[]>('customers', '--data', dir, '--as-of', '2026-06-30');

beforeAll(async () => {
  folder = temporaryFolder();
  const sales = salesFile(folder, 'sales.csv', [
    ['S-1', '2026-04-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
    ['S-2', '2026-05-16', 'C02', 'Station "Tab\tand\\slash" Kiosk', '20.00', '12.00', 'Bondar'],
    ['S-3', '2026-06-30', 'C01', 'Granite Wholesale', '100.00', '60.00'],
  ]);
  const corrected = salesFile(folder, 'corrected.csv', [['S-1', '2026-04-15', 'C01', 'Granite Wholesale', '500.00', '300.00']]);
  const paid = paymentsFile(folder, 'payments.csv', [['P-1', '2026-06-02', 'C03', 'City Hospital', '70.00']]);
  expect(await clientele('import', sales, corrected, paid, '--data', data(), '--yes', '--source', 'books')).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a restored company is the same to the letter, and lives on', async () => {
  const before = await worth(data());
  const why = await clienteleJson<object>('explain', 'C01', '--data', data());
  const done = await clienteleJson<Backup>('backup', backup(), '--data', data());
  expect(done).toMatchObject({ file: backup(), tables: expect.any(Number) as number });
  expect(readdirSync(join(folder, 'backups'))).toEqual(['company.tar.gz']);

  const restored = join(folder, 'restored');
  expect(await clienteleJson('restore', backup(), '--data', restored)).toMatchObject({ customers: 3 });
  expect(await worth(restored)).toEqual(before);
  expect(await clienteleJson<object>('explain', 'C01', '--data', restored)).toEqual(why);
  expect(await clienteleJson('check', '--data', restored)).toMatchObject({ ok: true });
  expect(readdirSync(folder).filter((name) => name.endsWith('.restoring'))).toEqual([]);

  // An import committed there can be undone here, the source is recognised, and numbering continues.
  expect(await clientele('undo', '2', '--data', restored)).toMatchObject({ code: 0 });
  expect(await worth(restored)).not.toEqual(before);
  const again = await clienteleJson<{ batch: string; source: string; changes: object }>(
    'import',
    join(folder, 'corrected.csv'),
    '--data',
    restored,
    '--yes',
  );
  expect(again).toMatchObject({ batch: '4', source: 'books', changes: { changed: 1, new: 0 } });
  expect(await worth(restored)).toEqual(before);
  expect(await worth(data())).toEqual(before);
  const { version } = await clienteleJson<{ version: string }>('settings', '--data', restored);
  const saved = await clienteleJson<{ version: string }>('settings', 'set', 'tiers.criterion=orders', '--data', restored);
  expect(Number(saved.version)).toBe(Number(version) + 1);
});

test('a folder in use is not restored into', async () => {
  const before = await worth(data());
  const refused = await clientele('restore', backup(), '--data', data());
  expect(refused).toMatchObject({ code: 3, out: '' });
  expect(refused.err).toContain(data());
  expect(await worth(data())).toEqual(before);
});

test('what is no backup, or a damaged one, is refused and leaves nothing', async () => {
  const whole = readFileSync(backup());
  const archive = gunzipSync(whole);
  // One byte of a fact, of a history, of a record: found by their checksums, however well the rest unpacks.
  const changed = (marker: string, beyond: number): Buffer => {
    const bytes = Buffer.from(archive);
    // A tar entry begins at a multiple of 512 with its name; its content follows 512 bytes on.
    let entry = bytes.indexOf(marker);
    while (entry % 512 !== 0) entry = bytes.indexOf(marker, entry + 1);
    bytes[entry + beyond] = bytes[entry + beyond]! ^ 1;
    return gzipSync(bytes);
  };
  const damaged: [name: string, content: Buffer | null][] = [
    ['missing.tar.gz', null],
    ['empty.tar.gz', Buffer.alloc(0)],
    ['letter.tar.gz', Buffer.from('Dear all, this is no backup.')],
    ['half.tar.gz', whole.subarray(0, whole.length / 2)],
    ['another.tar.gz', gzipSync(Buffer.alloc(10_240))],
    ['fact.tar.gz', changed('journal/sale_line/', 600)],
    ['history.tar.gz', changed('runs/', 600)],
    ['record.tar.gz', changed('records/public.customer.copy', 515)],
  ];
  for (const [name, content] of damaged) {
    const file = join(folder, name);
    if (content !== null) writeFileSync(file, content);
    const target = join(folder, 'from-damaged');
    const refused = await clientele('restore', file, '--data', target);
    expect(refused, name).toMatchObject({ code: 3, out: '' });
    expect(refused.err.trim(), name).not.toMatch(/^$|\n {4}at |undefined/);
    expect(existsSync(target), name).toBe(false);
    expect(existsSync(`${target}.restoring`), name).toBe(false);
  }
});

test('a restore that is killed is never an empty company: it says so, and is run again', async () => {
  const target = join(folder, 'killed');
  // The first while it unpacks, the others while it fills the records or values every customer.
  for (const pause of [0, 400, 800, 1600]) {
    const restoring = start(['restore', backup(), '--data', target]);
    await expect.poll(() => existsSync(join(target, '.restoring')), { timeout: 30_000, interval: 5 }).toBe(true);
    await sleep(pause);
    restoring.child.kill('SIGKILL');
    await restoring.ended;
    const asked = await clientele('check', '--data', target);
    // All of it or none, and none says so.
    if (asked.code === 0) break;
    expect(asked).toMatchObject({ code: 2, out: '' });
    expect(asked.err).toContain('clientele restore');
  }
  const whole = !existsSync(join(target, '.restoring'));
  expect(await clientele('restore', backup(), '--data', target)).toMatchObject({ code: whole ? 3 : 0 });
  expect(existsSync(join(target, '.restoring'))).toBe(false);
  expect(await worth(target)).toEqual(await worth(data()));
  expect(await clienteleJson('check', '--data', target)).toMatchObject({ ok: true });
});

test('a folder of something else is left as it is', async () => {
  const target = join(folder, 'letters');
  mkdirSync(target);
  writeFileSync(join(target, 'letter.txt'), 'Dear all');
  expect(await clientele('restore', backup(), '--data', target)).toMatchObject({ out: '' });
  expect(readdirSync(target)).toEqual(['letter.txt']);
});

test('a backup that cannot be written is said so, and leaves no half of one', async () => {
  const refused = await clientele('backup', join(data(), 'clientele.json', 'backup.tar.gz'), '--data', data());
  expect(refused.code).not.toBe(0);
  expect(readdirSync(data()).filter((name) => name.startsWith('.backup'))).toEqual([]);
});

test('a backup while the server runs holds its users too: they sign in after the restore', async () => {
  const live = join(folder, 'live.tar.gz');
  const server = await serve(data());
  const web = new WebClient(server.url);
  expect((await web.ask('POST', '/api/owner', owner)).status).toBe(200);
  const before = await worth(data());
  expect(await clientele('backup', live, '--data', data())).toMatchObject({ code: 0 });
  server.child.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });

  const restored = join(folder, 'restored-live');
  expect(await clientele('restore', live, '--data', restored)).toMatchObject({ code: 0 });
  expect(await worth(restored)).toEqual(before);
  const next = await serve(restored);
  try {
    const again = new WebClient(next.url);
    expect(await again.get('/api/session')).toMatchObject({ state: 'signed_out' });
    expect(await again.ask('POST', '/api/sign-in', { email: owner.email, password: owner.password })).toMatchObject({ status: 200 });
    expect(await again.get('/api/customers')).toMatchObject({ total: 3 });
  } finally {
    next.child.kill('SIGTERM');
    await next.ended;
  }
  expect([databaseOf(data()), databaseOf(restored)]).toEqual([null, null]);
});
