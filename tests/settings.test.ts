/** Settings as people change them: at the command line, over the API, with and without a server; refused, previewed, kept, published. */
import { asProgram } from '../src/core/access/sight.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultSettings } from '../src/core/differentiate/settings.ts';
import { classRules } from '../src/flow/rules/class-rules.ts';
import { ensureSettled } from '../src/flow/settle.ts';
import { companyCurrency } from '../src/records/rules/company-currency.ts';
import { startServer } from '../src/server/start.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { salesFile, type SaleRow } from './ledger.ts';
import { clientele, clienteleJson, serve } from './process.ts';
import { emptyCompany } from './template.ts';
import { owner, WebClient } from './web-client.ts';

/** By revenue the wholesaler is the best of five; the kiosk sends the most orders. */
const rows: SaleRow[] = [
  ['S-1', '2026-06-03', 'C01', 'Granite Wholesale', '10000.00', '6000.00'],
  ['S-2', '2026-06-04', 'C02', 'City Hospital', '500.00', '300.00'],
  ...['05', '06', '07'].map((day): SaleRow => [`S-3${day}`, `2026-06-${day}`, 'C03', 'Station Kiosk', '20.00', '12.00']),
  ['S-4', '2026-06-30', 'C04', 'School', '40.00', '20.00'],
  ['S-5', '2026-06-30', 'C05', 'Bakery', '30.00', '20.00'],
];
const everybodyStays = [
  { from: 'vip', to: 'vip', customers: 1 },
  { from: 'good', to: 'good', customers: 1 },
  { from: 'regular', to: 'regular', customers: 3 },
];

interface Saved {
  version: string;
  changed: boolean;
  run: string;
  customers: number;
}
interface Shown {
  version: string;
  settings: typeof defaultSettings;
  changedBy: string | null;
  changedAt: string | null;
}
interface Moves {
  tier: { from: string; to: string; customers: number }[];
  customers: { name: string; from: string; to: string; revenueYearMinor: number }[];
}

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = () => salesFile(folder, 'sales.csv', rows);

test('net profit needs calendar months: the pair is refused, and rolling months say why it is not shown', async () => {
  await using company = await openCompany();
  await company.run('import', file(), '--yes');
  const costs = join(folder, 'costs.csv');
  writeFileSync(costs, 'Month;Cost pool;Cost\n06.2026;Sales department;100.00\n');
  expect((await company.run('import', costs, '--kind', 'costs', '--yes')).code).toBe(0);
  const why = 'Net profit of customers is not shown: costs are known by calendar months';
  expect((await company.run('customers')).out).not.toContain(why);
  await company.json('settings', 'set', 'window=rolling');
  expect((await company.run('customers')).out).toContain(why);
  const refused = await company.run('settings', 'set', 'tiers.criterion=net_profit');
  expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('Net profit is calculated by calendar months')]);
  expect((await company.run('settings', 'set', 'tiers.criterion=net_profit', '--preview')).code).toBe(3);
  await company.json('settings', 'set', 'window=calendar', 'tiers.criterion=net_profit');
  expect((await company.run('settings', 'set', 'window=rolling')).code).toBe(3);
});

test('a pair that was saved before it was refused holds as net profit by calendar months', () => {
  const tiers = { criterion: 'net_profit', windowMonths: 12 };
  expect(classRules.read({ window: 'rolling', tiers })).toEqual({ tiers });
  expect(classRules.read({ window: 'rolling' })).toEqual({ window: 'rolling' });
});

describe('at the command line', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openCompany();
    await company.run('import', file(), '--yes');
  });
  afterAll(() => company[Symbol.asyncDispose]());
  const vips = async (): Promise<string[]> =>
    (await company.json<{ name: string }[]>('customers', '--tier', 'vip')).map(({ name }) => name);
  const events = () =>
    company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('event').selectAll().where('subject', '=', 'rules').orderBy('id').execute(),
    );

  test('before anybody chose, the defaults hold', async () => {
    expect(await company.json<Shown>('settings')).toMatchObject({ settings: defaultSettings, changedAt: null, changedBy: null });
    expect((await company.run('settings')).out).toMatch(/tiers\.criterion\s+revenue\s+revenue/);
    expect(await vips()).toEqual(['Granite Wholesale']);
  });

  test('a preview says who would move, and writes nothing', async () => {
    const before = await company.json<Shown>('settings');
    const moves = await company.json<Moves>('settings', 'set', 'tiers.criterion=orders', '--preview');
    expect(moves.customers.map(({ name, from, to, revenueYearMinor }) => [name, from, to, revenueYearMinor])).toEqual([
      ['Granite Wholesale', 'vip', 'good', 1_000_000],
      ['City Hospital', 'good', 'regular', 50_000],
      ['Station Kiosk', 'regular', 'vip', 6000],
    ]);
    expect(moves.tier.reduce((sum, move) => sum + move.customers, 0)).toBe(5);
    expect((await company.run('settings', 'set', 'tiers.criterion=orders', '--preview')).out).toContain('10,000.00');
    expect(await company.json<Shown>('settings')).toEqual(before);
    expect(await vips()).toEqual(['Granite Wholesale']);
  });

  test('a preview sees metrics that have yet to be made again, as after an upgrade', async () => {
    const preview = async (): Promise<string> => (await company.run('settings', 'set', 'tiers.criterion=orders', '--preview')).out;
    const said = await preview();
    const currency = (await company.context.records.change(asProgram('command line'), companyCurrency)) ?? 'RUB';
    await company.context.metrics.rebuild({ batches: [], codes: [], currency });
    expect(await preview()).toBe(said);
  });

  test('what is set holds at once, with who, when and what was before', async () => {
    const saved = await company.json<Saved>('settings', 'set', 'tiers.criterion=orders', 'tiers.method=period');
    expect(saved).toMatchObject({ changed: true, customers: 5 });
    expect(await vips()).toEqual(['Station Kiosk']);
    const now = await company.json<Shown>('settings');
    expect(now).toMatchObject({
      version: saved.version,
      changedBy: 'cli',
      settings: { ...defaultSettings, tiers: { ...defaultSettings.tiers, criterion: 'orders', method: 'period' } },
    });
    expect(Date.parse(now.changedAt!)).toBeGreaterThan(Date.now() - 60_000);
    const last = (await events()).at(-1)!;
    expect(last).toMatchObject({
      actor: 'cli',
      verb: 'changed',
      subject_id: saved.version,
      subject: 'rules',
      before: null,
      after: { classes: { tiers: { criterion: 'orders', method: 'period' } } },
    });
    const run = await company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('valuation_run').selectAll().where('id', '=', saved.run).executeTakeFirstOrThrow(),
    );
    expect(run.rules_version).toBe(saved.version);
  });

  test('saying the same again makes no version', async () => {
    const before = (await events()).length;
    expect(await company.json<Saved>('settings', 'set', 'tiers.method=period')).toMatchObject({ changed: false });
    expect((await events()).length).toBe(before);
  });

  test.each([
    ['tiers.vipPermille=0', 3, 'must be from 1 to 1000'],
    ['tiers.vipPermille=1200', 3, 'must be from 1 to 1000'],
    ['tiers.windowMonths=-6', 3, 'must be from 1 to 30'],
    ['tiers.colour=red', 3, 'no setting “tiers.colour”'],
    ['activity.stabilisedMonths=4', 3, 'cannot be more than'],
    ['tiers.criterion=karma', 3, 'must be one of'],
    ['tiers.criterion', 2, 'must look like'],
  ])('%s is refused in plain words, and nothing changes', async (text, code, words) => {
    const before = await company.json<Shown>('settings');
    const refused = await company.run('settings', 'set', text);
    expect({ code: refused.code, said: refused.err.includes(words) || refused.err }).toEqual({ code, said: true });
    expect(await company.json<Shown>('settings')).toEqual(before);
  });

  test('settings that were saved and not published, because the program was killed, are published by whoever comes next', async () => {
    await company.context.records.change(asProgram('command line'), async (tx) => {
      await tx
        .insertInto('rule')
        .values({ name: 'classes', value: JSON.stringify({ tiers: { criterion: 'revenue', vipPermille: 400 } }), created_by: 'cli' })
        .execute();
    });
    await ensureSettled(company.context, { signal: new AbortController().signal, report: () => {} });
    expect(await vips()).toEqual(['Granite Wholesale', 'City Hospital']);
  });

  test('reset puts every default back', async () => {
    expect(await company.json<Saved>('settings', 'reset')).toMatchObject({ changed: true });
    expect(await company.json<Shown>('settings')).toMatchObject({ settings: defaultSettings });
    expect(await vips()).toEqual(['Granite Wholesale']);
  });
});

describe('over the API', () => {
  test('shown, tried, saved, refused; a manager may look', async () => {
    const server = await startServer({ dataDir: emptyCompany(join(folder, 'api')) });
    try {
      const web = new WebClient(server.url);
      await web.ask('POST', '/api/owner', owner);
      expect(await web.get('/api/settings')).toMatchObject({
        settings: defaultSettings,
        defaults: defaultSettings,
        changedAt: null,
        changedBy: null,
      });
      expect(await web.ask('POST', '/api/settings/moves', { change: {} })).toEqual({ status: 200, body: { moves: null } });
      const read = await web.job(
        'POST',
        '/api/uploads?fileName=sales.csv',
        Buffer.from(
          rows
            .map((row) => row.slice(0, 5).join(';'))
            .reduce((text, line) => `${text}\n${line}`, 'Document No;Date;Customer code;Customer;Amount without VAT'),
        ),
      );
      await web.job('POST', `/api/batches/${read.id}/commit`, { acceptHeldRows: [], replacePeriod: false });

      const tried = await web.ask<{ moves: Moves }>('POST', '/api/settings/moves', { change: {} });
      expect(tried.body.moves.tier).toMatchObject(everybodyStays);
      expect(
        (await web.ask<{ moves: Moves }>('POST', '/api/settings/moves', { change: { tiers: { criterion: 'orders' } } })).body.moves
          .customers[0],
      ).toMatchObject({ name: 'Granite Wholesale', from: 'vip', revenueYearMinor: '1000000' });

      for (const [path, method] of [
        ['/api/settings/moves', 'POST'],
        ['/api/settings', 'PUT'],
      ] as const)
        expect(await web.ask(method, path, { change: { tiers: { vipPermille: 0 } } })).toMatchObject({
          status: 400,
          body: { code: 'setting_out_of_range', detail: { name: 'tiers.vipPermille', value: '0' } },
        });
      expect(await web.ask('PUT', '/api/settings', { tiers: 1 })).toMatchObject({ status: 400, body: { code: 'invalid_request' } });

      expect(await web.job('PUT', '/api/settings', { change: { tiers: { criterion: 'orders' } } })).toMatchObject({ state: 'done' });
      expect(await web.get('/api/settings')).toMatchObject({
        settings: { tiers: { criterion: 'orders', vipPermille: 200 } },
        changedBy: owner.name,
      });
      expect((await web.get<{ rows: { name: string }[] }>('/api/customers?tier=vip')).rows.map(({ name }) => name)).toEqual([
        'Station Kiosk',
      ]);

      await server.context.records.change(asProgram('command line'), (tx) => tx.updateTable('app_user').set({ role: 'manager' }).execute());
      expect((await web.ask('GET', '/api/settings')).status).toBe(200);
      expect(await web.ask('PUT', '/api/settings', { reset: true })).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    } finally {
      await server.close();
    }
  });
});

test('a running server does the command, and its next answer is by the new settings', async () => {
  const data = emptyCompany(join(folder, 'served'));
  await clientele('import', file(), '--yes', '--data', data);
  const server = await serve(data);
  try {
    expect(await clienteleJson<Saved>('settings', 'set', 'tiers.criterion=orders', '--data', data)).toMatchObject({ changed: true });
    expect((await clienteleJson<{ name: string }[]>('customers', '--tier', 'vip', '--data', data)).map(({ name }) => name)).toEqual([
      'Station Kiosk',
    ]);
    expect((await clientele('settings', 'set', 'tiers.vipPermille=0', '--data', data)).code).toBe(3);
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
  }
});
