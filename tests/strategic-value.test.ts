/** Strategic values, from a file and a person's input to lists, cards and the picture: at the command line and over the API. */
import { sightOfPerson } from '../src/records/access/sight.ts';
import { asProgram } from '../src/core/access/sight.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { ensureSettled } from '../src/flow/settle.ts';
import type { PublishedReason } from '../src/core/differentiate/scorecard.ts';
import type { CustomerWorth } from '../src/questions/differentiate/customers-worth.ts';
import { savePotential } from '../src/flow/change/say-potential.ts';
import type * as shapes from '../src/server/schemas/customers.ts';
import type { strategicOverview } from '../src/server/schemas/strategic.ts';
import { openCompany, type TestCompany } from './company.ts';
import { type Served, startServed } from './served.ts';
import { owner } from './web-client.ts';

/** Twelve wholesalers of the north who buy every month, a hospital of the south, and a kiosk that is sold to below cost. */
function sales(): string {
  const line = ([code, name, region, net, cost]: string[], month: string): string =>
    `S-${code}-${month};${month}-${month === '2026-08' ? '31' : '10'};${code};${name};${region};1;${net};${cost}`;
  const months = Array.from({ length: 8 }, (_, i) => `2026-0${i + 1}`);
  const buyers = [
    ...Array.from({ length: 12 }, (_, i) => [
      `W${String(i + 1).padStart(2, '0')}`,
      `Wholesaler ${String(i + 1).padStart(2, '0')}`,
      'North',
      `${1000 * (i + 1)}.00`,
      `${750 * (i + 1)}.00`,
    ]),
    ['H01', 'City Hospital', 'South', '2500.00', '1875.00'],
    ['K01', 'Station Kiosk', 'North', '500.00', '600.00'],
  ];
  return [
    'Document No;Date;Customer code;Customer;Region;Quantity;Amount without VAT;Cost',
    ...buyers.flatMap((buyer) => months.map((month) => line(buyer, month))),
  ].join('\r\n');
}

interface Said {
  yearlyNeedMinor: string | null;
  size: number | null;
  reason: string;
  saidBy: string | null;
  strategicValueMinor: string;
  strategicTier: string;
  shareOfWalletPermille: number | null;
}
interface Explained {
  strategicTier: string;
  strategicValueMinor: string;
  lifetimeValueMinor: string;
  shareOfWalletPermille: number | null;
  reason: { strategic: NonNullable<PublishedReason['strategic']> };
}

const run = { signal: new AbortController().signal, report: () => {} };

describe('at the command line', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openCompany();
    const file = join(company.dataDir, 'sales.csv');
    writeFileSync(file, sales());
    expect((await company.run('import', file, '--yes')).code).toBe(0);
  });
  afterAll(() => company[Symbol.asyncDispose]());
  const worth = (...options: string[]): Promise<CustomerWorth[]> => company.json<CustomerWorth[]>('customers', ...options);
  const names = (customers: CustomerWorth[]): string[] => customers.map(({ name }) => name).toSorted();
  const events = () =>
    company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('event').selectAll().where('verb', '=', 'said_potential').orderBy('id').execute(),
    );

  test('everybody who bought is in one of the four tiers, and is worth no more than it could be', async () => {
    const all = await worth();
    expect(
      all.every(
        ({ strategicTier, strategicValueMinor, lifetimeValueMinor }) =>
          strategicTier !== null && BigInt(strategicValueMinor!) >= BigInt(lifetimeValueMinor!),
      ),
    ).toBe(true);
    // A fifth of fourteen is 2.8: three. Of the ten that are left but for the kiosk, two.
    expect(names(await worth('--strategic-tier', 'most_valuable'))).toEqual(['Wholesaler 10', 'Wholesaler 11', 'Wholesaler 12']);
    expect(names(await worth('--strategic-tier', 'most_growable'))).toEqual(['Wholesaler 01', 'Wholesaler 02']);
    expect(names(await worth('--strategic-tier', 'below_zero'))).toEqual(['Station Kiosk']);
    expect((await company.run('customers', '--strategic-tier', 'gold')).code).toBe(2);
  });

  test('why: the best of the region, where it has enough customers, else of the company', async () => {
    const small = (await company.json<Explained>('explain', 'Wholesaler 01')).reason.strategic;
    // Four fifths of the north's thirteen are 10.4: the eleventh by value, Wholesaler 10.
    const tenth = await company.json<Explained>('explain', 'Wholesaler 10');
    expect(small).toMatchObject({
      rule: 'peers',
      peers: { cell: { region: 'North' }, count: 13, value_minor: Number(tenth.lifetimeValueMinor) },
      profit_permille: 250,
    });
    expect((await company.json<Explained>('explain', 'City Hospital')).reason.strategic).toMatchObject({
      rule: 'peers',
      peers: { cell: {}, count: 14 },
    });
    const { out } = await company.run('explain', 'City Hospital');
    expect(out).toMatch(/Strategic tier: migrator/);
  });

  test('a need that is said makes the value its own, and its share of wallet known; who, when and what before is kept', async () => {
    const said = await company.json<Said>('potential', 'City Hospital', '--need', '240,000.00', '--reason', 'tender of March');
    // Eight months of 2,500 bought, of a need of 240,000.
    expect(said).toMatchObject({
      yearlyNeedMinor: '24000000',
      size: null,
      reason: 'tender of March',
      saidBy: 'cli',
      shareOfWalletPermille: 83,
      strategicTier: 'most_growable',
    });
    const why = await company.json<Explained>('explain', 'City Hospital');
    const { need, profit_permille, potential_minor } = why.reason.strategic;
    expect(need).toMatchObject({ yearly_need_minor: 24_000_000, revenue_year_minor: 2_000_000, share_of_wallet_permille: 83 });
    expect(profit_permille).toBe(250);
    expect(potential_minor / (2_000_000 * need!.kept_months * 0.25)).toBeCloseTo(1, 2);
    expect((await events()).at(-1)).toMatchObject({
      actor: 'cli',
      subject: 'customer',
      before: { size: null, yearlyNeedMinor: null, reason: '' },
      after: { size: null, yearlyNeedMinor: '24000000', reason: 'tender of March' },
    });
    expect((await company.run('potential', 'City Hospital')).out).toContain('240,000.00');
  });

  test('said again it changes nothing; a size stays beside the need', async () => {
    const count = (await events()).length;
    await company.run('potential', 'City Hospital', '--need', '240000');
    expect(await events()).toHaveLength(count);
    expect(await company.json<Said>('potential', 'City Hospital', '--size', '40')).toMatchObject({ size: 40, yearlyNeedMinor: '24000000' });
  });

  test.each([
    { options: ['--need', 'much'], code: 2, words: 'sum such as' },
    { options: ['--need', '0'], code: 3, words: 'above zero' },
    { options: ['--need', '-5'], code: 3, words: 'above zero' },
    { options: ['--size', '2.5'], code: 3, words: 'whole number' },
    { options: ['--reason', 'because'], code: 3, words: 'Neither' },
  ])('$options is refused in plain words', async ({ options, code, words }) => {
    const count = (await events()).length;
    const refused = await company.run('potential', 'City Hospital', ...options);
    expect({ code: refused.code, said: refused.err.includes(words) || refused.err }).toEqual({ code, said: true });
    expect(await events()).toHaveLength(count);
  });

  test('taken back, the customer is measured by its peers again', async () => {
    expect(await company.json<Said>('potential', 'City Hospital', '--need', '', '--size', '')).toMatchObject({
      yearlyNeedMinor: null,
      size: null,
      shareOfWalletPermille: null,
    });
    expect((await events()).at(-1)).toMatchObject({
      before: { size: 40, yearlyNeedMinor: '24000000' },
      after: { size: null, yearlyNeedMinor: null },
    });
    expect((await company.json<Explained>('explain', 'City Hospital')).reason.strategic.rule).toBe('peers');
  });

  test('what was said and not valued, because the program was killed, is valued by whoever comes next', async () => {
    const hospital = (await worth('--search', 'City Hospital'))[0]!;
    await company.context.records.change(asProgram('command line'), (tx) =>
      savePotential(tx, { customerId: hospital.id, said: { yearlyNeedMinor: '20000000' }, actor: asProgram('command line') }),
    );
    await ensureSettled(company.context, run);
    expect((await worth('--search', 'City Hospital'))[0]).toMatchObject({ shareOfWalletPermille: 100 });
    const published = await company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('current_run').selectAll().executeTakeFirstOrThrow(),
    );
    await ensureSettled(company.context, run);
    expect(
      await company.context.records.change(asProgram('command line'), (tx) =>
        tx.selectFrom('current_run').selectAll().executeTakeFirstOrThrow(),
      ),
    ).toEqual(published);
  });

  test('shares are settings', async () => {
    await company.run('settings', 'set', 'strategic.mostValuablePermille=70');
    expect(names(await worth('--strategic-tier', 'most_valuable'))).toEqual(['Wholesaler 12']);
    expect((await company.run('settings', 'set', 'strategic.leastPeers=1')).code).toBe(3);
  });

  test('as of another date, by what is known of customers now', async () => {
    expect((await worth('--as-of', '2026-06-30', '--search', 'City Hospital'))[0]).toMatchObject({ shareOfWalletPermille: 75 });
  });

  test('an import that is undone takes along what was said of customers that came with it; the events stay', async () => {
    expect((await company.run('undo', '1')).code).toBe(0);
    expect(
      await company.context.records.change(asProgram('command line'), (tx) => tx.selectFrom('customer_potential').selectAll().execute()),
    ).toEqual([]);
    expect((await events()).length).toBeGreaterThan(0);
    expect(await worth()).toEqual([]);
  });
});

describe('over the API', () => {
  let served: Served;
  beforeAll(async () => {
    served = await startServed();
  });
  afterAll(() => served[Symbol.asyncDispose]());
  const customers = (query: string): Promise<z.infer<typeof shapes.customersPage>> => served.web.get(`/api/customers?limit=500&${query}`);

  test('before the first file there is nothing to show', async () => {
    expect(await served.web.ask('GET', '/api/strategic-value')).toMatchObject({ status: 404, body: { code: 'nothing_published' } });
  });

  test('the picture has everybody, and each of its groups is a list', async () => {
    await served.load('sales.csv', [sales()]);
    const seen = await served.web.get<z.infer<typeof strategicOverview>>('/api/strategic-value');
    expect(seen).toMatchObject({ basis: 'gross_margin', unrated: 0, needsKnown: 0, bins: [] });
    expect(seen.dots).toHaveLength(14);
    for (const group of seen.groups) {
      const { rows, total } = await customers(`strategicTier=${group.strategicTier}&sort=strategic`);
      const sum = (of: (row: (typeof rows)[number]) => string | null): string =>
        String(rows.reduce((all, row) => all + BigInt(of(row)!), 0n));
      expect({
        customers: total,
        actualMinor: sum((row) => row.lifetimeValueMinor),
        potentialMinor: sum((row) => row.strategicValueMinor),
      }).toEqual({ customers: group.customers, actualMinor: group.actualMinor, potentialMinor: group.potentialMinor });
    }
    expect(seen.groups.reduce((all, group) => all + group.customers, 0)).toBe(14);
    expect(await served.web.ask('GET', '/api/customers?strategicTier=gold')).toMatchObject({ status: 400 });
  });

  test('a person says a need, everybody is valued by it, and the card tells who said it', async () => {
    const [hospital] = (await customers('search=hospital')).rows;
    const path = `/api/customers/${hospital!.id}/potential`;
    expect(await served.web.get(path)).toEqual({ yearlyNeedMinor: null, size: null, reason: '', saidBy: null, saidAt: null });
    expect(await served.web.job('PUT', path, { yearlyNeedMinor: '24000000', size: 300, reason: 'its tender' })).toMatchObject({
      state: 'done',
    });
    expect(await served.web.get(path)).toMatchObject({ yearlyNeedMinor: '24000000', size: 300, reason: 'its tender', saidBy: owner.name });
    expect(await served.web.get(`/api/customers/${hospital!.id}`)).toMatchObject({
      shareOfWalletPermille: 83,
      strategicTier: 'most_growable',
      reason: { strategic: { rule: 'need' } },
    });
    expect(await served.web.get('/api/strategic-value')).toMatchObject({ needsKnown: 1 });
  });

  test('what cannot be, and whom nobody knows', async () => {
    const [hospital] = (await customers('search=hospital')).rows;
    for (const [body, code] of [
      [{ size: 0 }, 'potential_size_impossible'],
      [{ yearlyNeedMinor: '-1' }, 'potential_need_impossible'],
      [{ yearlyNeedMinor: '1e6' }, 'potential_need_impossible'],
      [{}, 'potential_nothing_said'],
      [{ colour: 'red' }, 'invalid_request'],
    ] as const)
      expect(await served.web.ask('PUT', `/api/customers/${hospital!.id}/potential`, body), JSON.stringify(body)).toMatchObject({
        status: 400,
        body: { code },
      });
    expect(await served.web.ask('PUT', '/api/customers/999999/potential', { size: 3 })).toMatchObject({
      status: 404,
      body: { code: 'no_such_customer' },
    });
    expect(await served.web.ask('GET', '/api/customers/999999/potential')).toMatchObject({ status: 404 });
  });

  test('a manager sees his own customers alone, and says nothing of others', async () => {
    const [hospital] = (await customers('search=hospital')).rows;
    const { records } = served.server.context;
    const somebody = await sightOfPerson(records, 'somebody');
    const seen = await records.change(somebody, async (tx) => ({
      potentials: await tx.selectFrom('customer_potential').selectAll().execute(),
      changed: await tx.updateTable('customer_potential').set({ size: '7' }).where('customer_id', '=', hospital!.id).executeTakeFirst(),
    }));
    expect({ potentials: seen.potentials, changed: Number(seen.changed.numUpdatedRows) }).toEqual({ potentials: [], changed: 0 });
    expect(
      await records.change(somebody, (tx) => savePotential(tx, { customerId: hospital!.id, said: { size: 7 }, actor: somebody })),
    ).toBeUndefined();
  });
});
