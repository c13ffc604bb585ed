/**
 * A company whose files name no currency: its amounts are shown without one until a person names it, and then nothing is loaded again.
 * Worked out by hand: sales, payments, costs, prices and contracts without a currency count as the company's own, whichever it becomes.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companyCurrency } from '../src/records/rules/company-currency.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Imported {
  kind: string;
  batch: string;
  totals: { currency: string; netMinor: string }[];
}
interface Change {
  from: string;
  to: string;
  amounts: {
    currency: string;
    amounts: number;
    revenueMinor: string;
    paymentsMinor: string;
    costsMinor: string;
    valued: number;
    wouldBeValued: number;
  }[];
}
interface Listed {
  name: string;
  tier: string;
  revenueMinor: string;
  grossMarginMinor: string | null;
  notValued: boolean;
  unvalued: { currency: string; netMinor: string }[];
}

async function load(into: TestCompany, name: string, lines: string[]): Promise<Imported> {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  return into.json<Imported>('import', file, '--yes');
}
const named = (of: TestCompany): Promise<string | null> => of.context.records.change(asProgram('command line'), companyCurrency);
const holds = async (of: TestCompany): Promise<boolean> => (await of.json<{ ok: boolean }>('check')).ok;
const listed = async (of: TestCompany): Promise<Record<string, Listed>> =>
  Object.fromEntries((await of.json<Listed[]>('customers')).map((row) => [row.name, row]));

const sales = [
  'Document No;Date;Customer;Product code;Quantity;Amount without VAT;Cost',
  'S-1;2026-05-04;Granite Wholesale;C-1;1;1000.00;600.00',
  'S-2;2026-06-15;Granite Wholesale;C-1;1;200.50;100.00',
  'S-3;2026-06-30;City Hospital;C-2;1;300.00;150.00',
];
const exported = [
  'Document No;Date;Customer;Product code;Quantity;Amount without VAT;Cost;Currency;Remark',
  'E-1;2026-06-10;Berlin Handel;C-1;1;50.00;20.00;EUR;',
  'E-2;2026-06-12;Berlin Handel;C-1;1;30.00;10.00;EUR;',
  'E-3;2026-06-15;Granite Wholesale;C-1;1;10.00;5.00;EUR;',
];
const payments = [
  'Payment No;Payment date;Customer;Payment amount;Purpose',
  'P-1;2026-06-20;Granite Wholesale;150.00;Payment of invoice S-1',
];

describe('a company whose files name no currency', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openCompany();
  });
  afterAll(() => company[Symbol.asyncDispose]());

  test('reckons in none: no sign and no code stands beside its amounts, and one line says how to name it', async () => {
    expect((await load(company, 'sales', sales)).totals).toEqual([{ currency: 'XXX', netMinor: '150050' }]);
    expect(await named(company)).toBeNull();
    const { out, err } = await company.run('customers');
    expect(out).toContain('1,200.50');
    expect(out + err).not.toMatch(/XXX|¤|₽|RUB|\$|€/);
    expect(err).toContain('clientele settings set currency=EUR');
    expect((await company.run('check')).err).toContain('clientele settings set currency=');
    expect((await company.run('settings')).out).toMatch(/currency\s+not named/);
    expect((await company.run('explain', 'Granite')).out).not.toMatch(/XXX|¤/);
    expect(await holds(company)).toBe(true);
  });

  test('a later file that names one does not become the company’s by itself; what it holds is not valued, and never “no purchases”', async () => {
    await load(company, 'export', exported);
    await load(company, 'payments', payments);
    expect(await named(company)).toBeNull();
    const of = await listed(company);
    expect(of['Granite Wholesale']).toMatchObject({
      revenueMinor: '120050',
      notValued: false,
      unvalued: [{ currency: 'EUR', netMinor: '1000' }],
    });
    expect(of['Berlin Handel']).toMatchObject({
      notValued: true,
      grossMarginMinor: null,
      unvalued: [{ currency: 'EUR', netMinor: '8000' }],
    });
    expect((await company.json<Listed[]>('customers', '--tier', 'none')).map(({ name }) => name)).toEqual([]);
    expect((await company.json<Listed[]>('customers', '--not-valued')).map(({ name }) => name)).toEqual(['Berlin Handel']);
    const { out } = await company.run('customers', '--not-valued');
    expect(out).toContain('not valued: no rate for EUR');
    expect(out).toContain('€80.00');
    const explained = (await company.run('explain', 'Berlin')).out;
    expect(explained).toContain('not valued: no rate for EUR');
    expect(explained).toContain('clientele rates set EUR=');
    expect(explained).not.toContain('no purchases');
    expect(await holds(company)).toBe(true);
  });

  test('a preview says which amounts would be added up, and writes nothing', async () => {
    const preview = (currency: string) => company.json<Change>('settings', 'set', `currency=${currency}`, '--preview');
    expect(await preview('USD')).toMatchObject({
      from: 'XXX',
      to: 'USD',
      amounts: [
        { currency: 'XXX', amounts: 4, revenueMinor: '150050', paymentsMinor: '15000', valued: 4, wouldBeValued: 4 },
        { currency: 'EUR', amounts: 3, revenueMinor: '9000', valued: 0, wouldBeValued: 0 },
      ],
    });
    expect((await preview('EUR')).amounts.map(({ wouldBeValued }) => wouldBeValued)).toEqual([4, 3]);
    expect((await company.run('settings', 'set', 'currency=USD', '--preview')).out).toContain('No rate for EUR');
    expect(await named(company)).toBeNull();
  });

  test('the currency is named once: everything is valued in it, and nothing is loaded again', async () => {
    await company.json('settings', 'set', 'currency=EUR');
    const of = await listed(company);
    expect([of['Granite Wholesale']!.revenueMinor, of['City Hospital']!.revenueMinor, of['Berlin Handel']!.revenueMinor]).toEqual([
      '121050',
      '30000',
      '8000',
    ]);
    expect(of['Berlin Handel']).toMatchObject({ notValued: false, unvalued: [] });
    expect((await company.run('customers')).out).toContain('€1,210.50');
    expect((await company.run('customers')).err).toBe('');
    const { id } = await company.json<{ id: string }>('explain', 'Granite');
    const { documents } = await company.context.metrics.for(asProgram('command line')).customer.documents(id, { offset: 0, limit: 10 });
    expect(new Set(documents.map(({ currency }) => currency))).toEqual(new Set(['EUR']));
    expect(await holds(company)).toBe(true);
  });

  test('another can be named in its place; what then lacks a rate is told before and after', async () => {
    const { amounts } = await company.json<Change>('settings', 'set', 'currency=USD', '--preview');
    expect(amounts.map(({ currency, valued, wouldBeValued }) => [currency, valued, wouldBeValued])).toEqual([
      ['XXX', 4, 4],
      ['EUR', 3, 0],
    ]);
    await company.json('settings', 'set', 'currency=USD');
    expect((await listed(company))['Berlin Handel']).toMatchObject({ notValued: true });
    expect((await listed(company))['Granite Wholesale']!.revenueMinor).toBe('120050');
    expect(await holds(company)).toBe(true);
  });

  test('a rate by hand values every amount from its day on, however old it grows, and is undone like an import', async () => {
    const before = await company.json<{ lacking: unknown[] }>('rates');
    expect(before.lacking).toEqual([{ currency: 'EUR', amounts: 3, without: 3, from: '2026-06-10' }]);
    const saved = await company.json<{ batches: string[] }>('rates', 'set', 'EUR=1.25');
    // 50.00 and 30.00 euro at 1.25; the second is valued as well, though the rate is of two days before.
    expect((await listed(company))['Berlin Handel']).toMatchObject({ notValued: false, revenueMinor: '10000' });
    expect(await company.json<{ byHand: unknown[]; lacking: unknown[] }>('rates')).toEqual({
      in: 'USD',
      byHand: [{ batch: saved.batches[0], currency: 'EUR', rate: '1.25', from: '2026-06-10' }],
      lacking: [],
    });
    expect((await company.run('rates')).out).toMatch(/EUR\s+1\.25\s+2026-06-10/);
    expect(await holds(company)).toBe(true);
    await company.json('undo', saved.batches[0]!);
    expect((await listed(company))['Berlin Handel']).toMatchObject({ notValued: true });
    expect(await holds(company)).toBe(true);
  });

  test('a rate holds from the day that is said; a table’s rate of the day goes before it', async () => {
    await company.json('rates', 'set', 'EUR=1.25', '--from', '2026-06-12');
    // E-1 of the 10th has none yet: 30.00 at 1.25.
    expect((await listed(company))['Berlin Handel']!.revenueMinor).toBe('3750');
    const table = await load(company, 'rates', ['Date;Currency;Rate', '2026-06-11;EUR;2.00']);
    // The table's rate of the 11th is a day old on the 12th.
    expect((await listed(company))['Berlin Handel']!.revenueMinor).toBe('6000');
    expect(await holds(company)).toBe(true);
    await company.json('undo', table.batch);
    expect((await listed(company))['Berlin Handel']!.revenueMinor).toBe('3750');
    expect(await holds(company)).toBe(true);
  });

  test.each([
    [
      'a currency of no decimals while amounts without one are kept with two',
      ['settings', 'set', 'currency=JPY'],
      /two decimals, and JPY has 0/,
    ],
    ['a currency of three decimals', ['settings', 'set', 'currency=KWD', '--preview'], /two decimals, and KWD has 3/],
    ['no currency at all', ['settings', 'set', 'currency=XXX'], /no such currency/],
    ['a word', ['settings', 'set', 'currency=Quatloo'], /no such currency/],
    ['a rate of the company’s own', ['rates', 'set', 'USD=1'], /own currency/],
    ['a rate of nothing', ['rates', 'set', 'EUR=0'], /is no rate/],
    ['a rate that is no number', ['rates', 'set', 'EUR=many'], /is no rate/],
    ['a rate where there is nothing to value', ['rates', 'set', 'PLN=4'], /no amounts in PLN/],
  ])('refused: %s', async (_, args, words) => {
    const { code, err } = await company.run(...args);
    expect(code).not.toBe(0);
    expect(err).toMatch(words);
    expect(await named(company)).toBe('USD');
  });
});

test('the first file’s currency is the company’s; what a person named no file changes', async () => {
  await using first = await openCompany();
  await load(first, 'export', exported);
  expect(await named(first)).toBe('EUR');
  await using chosen = await openCompany();
  await chosen.json('settings', 'set', 'currency=GBP');
  await load(chosen, 'export', exported);
  expect(await named(chosen)).toBe('GBP');
});

test('after everything is undone the next file decides anew, and one that names none leaves it open', async () => {
  await using company = await openCompany();
  const { batch } = await load(company, 'export', exported);
  await company.json('undo', batch);
  await load(company, 'sales', sales);
  expect(await named(company)).toBeNull();
});

test('a company that reckons in yen reads amounts without a currency in yen, not in hundredths', async () => {
  await using company = await openCompany();
  await company.json('settings', 'set', 'currency=JPY');
  expect(
    (
      await load(
        company,
        'sales',
        sales.map((line) => line.replaceAll('.50', '.00')),
      )
    ).totals,
  ).toEqual([{ currency: 'JPY', netMinor: '1500' }]);
  expect((await company.run('customers')).out).toContain('¥1,200');
});

test('costs, list prices and contracts without a currency count as the company’s own, before and after it is named', async () => {
  await using company = await openCompany();
  await load(company, 'sales', sales);
  await load(company, 'prices', [
    'Price list',
    'Code;Item;Price without VAT;Valid from',
    'C-1;Coffee;1100.00;2026-01-01',
    'C-2;Tea;350.00;2026-01-01',
  ]);
  await load(company, 'contracts', [
    'Contract No;Customer;Start date;End date;Contract amount',
    'A-1;City Hospital;2026-01-01;2026-12-31;1200.00',
  ]);
  await load(company, 'costs', ['Month;Pool;Cost amount', '2026-05;Warehouse;100.00', '2026-06;Warehouse;50.00']);
  const figures = async () => ({
    profit: await company.json<object>('profit'),
    byLine: await company.json<object>('profit', '--by', 'product_line'),
    owed: await company.json<object>('receivables'),
    one: await company.json<object>('profit', '--customer', 'Granite', '--line', 'net_sales'),
    contracts: await company.json<object>('contracts'),
    customers: await company.json<object>('customers'),
  });
  const before = await figures();
  expect(JSON.stringify(before.profit)).toContain('15000');
  expect(await holds(company)).toBe(true);
  const { amounts } = await company.json<Change>('settings', 'set', 'currency=USD', '--preview');
  expect(amounts).toEqual([expect.objectContaining({ currency: 'XXX', amounts: 6, costsMinor: '15000', valued: 6, wouldBeValued: 6 })]);
  await company.json('settings', 'set', 'currency=USD');
  const after = await figures();
  expect(JSON.parse(JSON.stringify(after).replaceAll('"USD"', '"XXX"'))).toEqual(before);
  expect(await holds(company)).toBe(true);
});

test('payments that come first make their currency the company’s, until its first sales say otherwise', async () => {
  await using company = await openCompany();
  await load(company, 'paid-in-euro', [
    'Payment No;Payment date;Customer;Payment amount;Currency;Purpose',
    'P-1;2026-06-20;Berlin Handel;150.00;EUR;Payment of invoice E-1',
  ]);
  expect(await named(company)).toBe('EUR');
  await load(company, 'sales-in-dollars', [
    'Document No;Date;Customer;Quantity;Amount without VAT;Cost;Currency',
    'S-1;2026-05-04;Granite Wholesale;1;1000.00;600.00;USD',
  ]);
  expect(await named(company)).toBe('USD');
  await load(company, 'export', exported);
  expect(await named(company)).toBe('USD');
});
