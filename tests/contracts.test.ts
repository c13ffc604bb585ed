/**
 * Contracts from file to forecast: terms from files, renewals and losses worked out by hand, customers with an open contract valued by its
 * renewals; corrected, undone, loaded in another order, seen only by whose customers they are; every identity holds.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';

let company: TestCompany;
const folder = temporaryFolder();
beforeAll(async () => {
  company = await openCompany();
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

interface Imported {
  kind: string;
  batch: string;
  lines: number;
  customers: number;
  totals: unknown[];
  changes: Record<string, number>;
  rejected: { row: number; reason: string }[];
  missing: { documents: number };
}
interface Contract {
  customer: string;
  contractNumber: string;
  termUntil: string;
  renewals: number;
  renewsOn: string;
  renewalChance: number;
  amountMinor: string | null;
  termProfitMinor: string;
  valueMinor: string;
  valueLowMinor: string | null;
}
interface Contracts {
  report: { customers: number; open: number; decisions: number; losses: number; method: string; valueMinor: string } | null;
  total: number;
  rows: Contract[];
}
interface Worth {
  name: string;
  lifetimeValueMinor: string;
  aliveProbability: number | null;
}

async function load(name: string, lines: string[], into = company): Promise<Imported> {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  return into.json<Imported>('import', file, '--yes', '--accept-held');
}

/** Half of what is charged is earned. The last month is June 2026. */
const sales = [
  'Document No;Date;Customer;Quantity;Amount without VAT;Cost',
  ...['Granite Wholesale', 'City Hospital', 'Station Kiosk'].flatMap((customer, at) =>
    [1, 2, 3, 4, 5, 6].map((month) => `S-${at}${month};2026-0${month}-${month === 6 ? 30 : 10};${customer};1;100.00;50.00`),
  ),
];
const heading = 'Contract No;Customer;Valid from;Valid until;Premium;Terminated on';
const register = [
  heading,
  // Renewed twice, runs until the end of 2026.
  'C-1;Granite Wholesale;2024-01-01;2024-12-31;1000.00;',
  'C-1;Granite Wholesale;2025-01-01;2025-12-31;1100.00;',
  // Twenty days late is renewed all the same.
  'C-1;Granite Wholesale;2026-01-20;2026-12-31;1200.00;',
  // Not renewed: lost.
  'C-2;City Hospital;2025-03-01;2026-02-28;500.00;',
  // Renewed once, then ended before its time: lost.
  'C-3;Station Kiosk;2024-05-01;2025-04-30;300.00;',
  'C-3;Station Kiosk;2025-05-01;2026-04-30;300.00;2025-09-15',
  // Over since three weeks, and still within the grace.
  'C-4;Corner Bakery;2025-06-10;2026-06-09;240.00;',
];
const ahead = (of = company): Promise<Contracts> => of.json<Contracts>('contracts');
const worths = async (of = company): Promise<Record<string, string>> =>
  Object.fromEntries((await of.json<Worth[]>('customers')).map((customer) => [customer.name, customer.lifetimeValueMinor]));

describe('a register of contracts', () => {
  let byPurchases: Record<string, string>;
  let loaded: Imported;

  test('without one, everybody is valued by purchases', async () => {
    await load('sales', sales);
    byPurchases = await worths();
    expect(await ahead()).toMatchObject({ report: null, total: 0, rows: [] });
    expect((await company.json<{ contracts: unknown }>('lifetime')).contracts).toBeNull();
    expect((await company.run('contracts')).out).toContain('No contracts are loaded');
  });

  test('is recognised; its terms are counted, and their amounts added up', async () => {
    loaded = await load('register', register);
    expect(loaded).toMatchObject({
      kind: 'contracts',
      lines: 7,
      customers: 4,
      rejected: [],
      totals: [{ currency: 'XXX', netMinor: '464000' }],
      changes: { new: 7 },
    });
  });

  test('tells renewals from losses: within the grace a contract is still open, after it lost', async () => {
    const found = await ahead();
    // C-1 renewed twice, C-2 lost at its first, C-3 renewed once and lost at its second: five decisions, two against.
    expect(found.report).toMatchObject({ customers: 2, open: 2, decisions: 5, losses: 2, method: 'share' });
    expect(found.rows.map(({ contractNumber, renewals, renewsOn }) => [contractNumber, renewals, renewsOn])).toEqual([
      ['C-4', 0, '2026-06-30'],
      ['C-1', 2, '2027-01-01'],
    ]);
  });

  test('values a customer by its renewals: chance by chance, half of each term, a hundredth less each month', async () => {
    const found = await ahead();
    const [bakery, granite] = found.rows as [Contract, Contract];
    expect(granite.renewalChance).toBeCloseTo(0.6, 12);
    expect([granite.termProfitMinor, bakery.termProfitMinor]).toEqual(['60000', '12000']);
    const months = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 / (365.25 / 12);
    const value = (profit: number, days: string[]): number =>
      days.reduce((sum, day, at) => sum + 0.6 ** (at + 1) * profit * 1.01 ** -months('2026-06-30', day), 0);
    // A term from 20 January to 31 December is not a whole number of months: its renewals are the same number of days apart.
    const every346 = [0, 346, 692].map((days) => new Date(Date.parse('2027-01-01') + days * 86_400_000).toISOString().slice(0, 10));
    expect(Number(granite.valueMinor)).toBeCloseTo(value(60_000, every346), -1);
    expect(Number(bakery.valueMinor)).toBeCloseTo(value(12_000, ['2026-06-30', '2027-06-10', '2028-06-10', '2029-06-10']), -1);
  });

  test('no customer is counted twice: by contracts where one is open, by purchases where all are lost', async () => {
    const found = await ahead();
    const now = await worths();
    const valueOf = (number: string): string => found.rows.find(({ contractNumber }) => contractNumber === number)!.valueMinor;
    expect(now).toEqual({ ...byPurchases, 'Granite Wholesale': valueOf('C-1'), 'Corner Bakery': valueOf('C-4') });
    const listed = await company.json<Worth[]>('customers');
    const alive = (name: string): number | null => listed.find((customer) => customer.name === name)!.aliveProbability;
    // No customer leaves before its renewal is due; the bakery's is overdue.
    expect([alive('Granite Wholesale'), alive('City Hospital')]).toEqual([1, null]);
    expect(alive('Corner Bakery')).toBeCloseTo(0.6, 12);
    const lifetime = await company.json<{ contracts: { customers: number; valueMinor: string }; total: { valueMinor: string } }>(
      'lifetime',
    );
    expect(lifetime.contracts).toMatchObject({ customers: 2, valueMinor: found.report!.valueMinor });
    expect(lifetime.total.valueMinor).toBe(String(Object.values(now).reduce((sum, value) => sum + Number(value), 0)));
    expect((await company.json<{ ok: boolean }>('check')).ok).toBe(true);
  });

  test('explains it by contract, term, renewals and chance', async () => {
    expect((await company.run('explain', 'Granite')).out).toContain(
      'By contract C-1: term until 2026-12-31, 2 renewals so far, chance of the next one on 2027-01-01: 60%',
    );
    expect((await company.run('explain', 'City Hospital')).out).toContain('Contract C-2 is lost since 2026-03-01');
  });

  test('again changes nothing; a corrected term takes the place of the former, and undoing brings that back', async () => {
    const before = await ahead();
    expect(await load('register', register)).toMatchObject({ changes: { new: 0, changed: 0, unchanged: 7 } });
    const corrected = await load('register', [heading, 'C-1;Granite Wholesale;2026-01-20;2026-12-31;2400.00;']);
    expect(corrected).toMatchObject({ changes: { changed: 1 } });
    expect((await ahead()).rows.find(({ contractNumber }) => contractNumber === 'C-1')).toMatchObject({
      amountMinor: '240000',
      termProfitMinor: '120000',
    });
    await company.json('undo', corrected.batch);
    expect(await ahead()).toEqual(before);
  });

  test('a shorter grace loses who is late', async () => {
    const before = await ahead();
    await company.run('settings', 'set', 'lifetime.renewalGraceDays=10');
    // Twenty days late makes the contract of 2026 another one: three are lost now besides C-3.
    expect((await ahead()).report).toMatchObject({ open: 1, decisions: 6, losses: 4 });
    await company.run('settings', 'set', 'lifetime.renewalGraceDays=31');
    expect(await ahead()).toEqual(before);
  });

  test('undone, every number is as before', async () => {
    const batches = await company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('entry').select('id').where('kind', '=', 'contracts').where('undone_at', 'is', null).execute(),
    );
    for (const { id } of batches) await company.json('undo', id);
    expect(await ahead()).toMatchObject({ report: null, total: 0 });
    expect(await worths()).toEqual(byPurchases);
  });
});

test('the order of imports never matters', async () => {
  const half = (of: number): string[] => [heading, ...register.slice(1).filter((_, at) => at % 2 === of)];
  const files: [string, string[]][] = [
    ['sales', sales],
    ['one', half(0)],
    ['two', half(1)],
  ];
  const results: unknown[] = [];
  for (const order of [files, files.toReversed()]) {
    await using other = await openCompany();
    for (const [name, lines] of order) await load(name, lines, other);
    const { report, rows } = await ahead(other);
    results.push({ report, rows: rows.map((row) => ({ ...row, customerId: '' })), worths: await worths(other) });
  }
  expect(results[0]).toEqual(results[1]);
});

test('a company that loads nothing but contracts is valued as of the last day that they tell, the whole of each amount', async () => {
  await using other = await openCompany();
  await load('register', register, other);
  const found = await other.json<Contracts & { asOf: string }>('contracts');
  // 20 January 2026 is a Tuesday: C-2 and C-4 still run then.
  // The renewal of that very day is decided when the grace of who did not renew is over.
  expect(found).toMatchObject({ asOf: '2026-01-20', report: { open: 3, decisions: 3, losses: 1 } });
  expect(found.rows.map(({ contractNumber, amountMinor, termProfitMinor }) => [contractNumber, amountMinor === termProfitMinor])).toEqual([
    ['C-2', true],
    ['C-4', true],
    ['C-1', true],
  ]);
  expect((await other.run('value', '--as-of', '2026-06-30')).code).toBe(0);
  expect(await ahead(other)).toMatchObject({ asOf: '2026-06-30', report: { open: 2, decisions: 5, losses: 2 } });
  expect((await other.json<{ ok: boolean }>('check')).ok).toBe(true);
  // It uses the currency of its contracts, and the terminal states so in whole sentences.
  const { out } = await other.run('explain', 'Granite Wholesale');
  expect(out).toMatch(/lifetime: .*It has an open contract, so it is valued by that contract's renewals/);
  expect((await other.run('lifetime')).out).toMatch(/All customers together: [\d,.]+\.\n/);
});

test('another currency counts at the rate of the first day; without one a term brings what the customer earned', async () => {
  await using other = await openCompany();
  await load('sales', sales, other);
  const inDollars = [
    'Contract No;Customer;Valid from;Valid until;Premium;Currency',
    'C-1;Granite Wholesale;2026-03-10;2027-03-09;10.00;USD',
    'C-2;City Hospital;2025-12-01;2026-11-30;10.00;USD',
  ];
  await load('register', inDollars, other);
  await load('rates', ['Date;Currency;Rate;Nominal', '2026-03-09;USD;90.00;1', '2026-06-30;USD;80.00;1'], other);
  const { rows } = await ahead(other);
  const of = (number: string): Contract => rows.find(({ contractNumber }) => contractNumber === number)!;
  expect(of('C-1')).toMatchObject({ amountMinor: '90000', termProfitMinor: '45000' });
  // 50.00 a month earned, for 365 days.
  expect(of('C-2')).toMatchObject({ amountMinor: null, termProfitMinor: String(Math.round((5000 * 365) / (365.25 / 12))) });
});
