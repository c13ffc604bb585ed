/**
 * Exchange rates from file to figure, worked out by hand: the rate of the day, weekends, a rate that is too old, units by the
 * hundred, rounding; loaded before and after the sales, corrected, undone; every identity holds at each step.
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
  documents: number;
  totals: unknown[];
  changes: Record<string, number>;
  rejected: { row: number; reason: string }[];
  missing: { documents: number };
}

async function load(name: string, lines: string[], { into = company, options = [] as string[] } = {}): Promise<Imported> {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  return into.json<Imported>('import', file, '--yes', ...options);
}

const sale = (number: string, date: string, customer: string, net: string, cost: string, currency: string): string =>
  [number, date, customer, '1', net, cost, currency].join(';');
const sales = [
  'Document No;Date;Customer;Quantity;Amount without VAT;Cost;Currency',
  sale('S-1', '2026-05-15', 'Granite Wholesale', '1000.00', '600.00', 'RUB'),
  // A Friday, at its own rate: 100.00 × 80.1234 = 8,012.34 and 60.00 × 80.1234 = 4,807.404.
  sale('S-2', '2026-05-15', 'Granite Wholesale', '100.00', '60.00', 'USD'),
  // The Sunday after, at Friday's: 10.05 × 80.1234 = 805.24017.
  sale('S-3', '2026-05-17', 'Granite Wholesale', '10.05', '0.00', 'USD'),
  // 10,000 yen at 54.5455 for a hundred: 5,454.55. The yen has no smaller unit.
  sale('S-4', '2026-05-15', 'Osaka Trading', '10000', '1000', 'JPY'),
  // The last rate of the euro is eight days old: none.
  sale('S-5', '2026-06-30', 'Berlin Handel', '50.00', '20.00', 'EUR'),
  sale('S-6', '2026-06-30', 'City Hospital', '10.00', '5.00', 'RUB'),
];
const rates = [
  'Дата;Валюта;Курс;Кратность',
  '15.05.2026;USD;80,1234;1',
  '18.05.2026;USD;81,0000;1',
  '15.05.2026;JPY;54,5455;100',
  '22.06.2026;EUR;90,0000;1',
];

/** Revenue and margin over all months, by customer, and what could not be added up: of whom nothing could, the margin is not known. */
async function figures(): Promise<
  Record<string, { revenue: string; margin: string | null; unvalued: { currency: string; netMinor: string }[] }>
> {
  const known = await company.json<{ name: string }[]>('customers');
  const found = await Promise.all(
    known.map(async ({ name }) => {
      const { revenueMinor, grossMarginMinor, unvalued } = await company.json<{
        revenueMinor: string;
        grossMarginMinor: string | null;
        unvalued: { currency: string; netMinor: string }[];
      }>('explain', name);
      return [name, { revenue: revenueMinor, margin: grossMarginMinor, unvalued }] as const;
    }),
  );
  return Object.fromEntries(found);
}
const holds = async (of = company): Promise<boolean> => (await of.json<{ ok: boolean }>('check')).ok;

describe('rates', () => {
  let loaded: Imported;

  test('without a table of rates other currencies are kept, shown and not added up', async () => {
    await load('sales', sales);
    expect(await figures()).toEqual({
      'Granite Wholesale': { revenue: '100000', margin: '40000', unvalued: [{ currency: 'USD', netMinor: '11005' }] },
      'Osaka Trading': { revenue: '0', margin: null, unvalued: [{ currency: 'JPY', netMinor: '10000' }] },
      'Berlin Handel': { revenue: '0', margin: null, unvalued: [{ currency: 'EUR', netMinor: '5000' }] },
      'City Hospital': { revenue: '1000', margin: '500', unvalued: [] },
    });
    expect(await holds()).toBe(true);
  });

  test('a table of rates is recognised, and nothing of it is added up by itself', async () => {
    loaded = await load('курсы', rates);
    expect(loaded).toMatchObject({ kind: 'rates', lines: 4, documents: 4, customers: 0, totals: [], rejected: [], changes: { new: 4 } });
  });

  test('each amount is valued at the rate of its day; a rate older than a week is none', async () => {
    expect(await figures()).toEqual({
      // 1,000.00 + 8,012.34 + 805.24; costs 600.00 + 4,807.40.
      'Granite Wholesale': { revenue: '981758', margin: String(981_758 - 60_000 - 480_740), unvalued: [] },
      'Osaka Trading': { revenue: '545455', margin: String(545_455 - 54_546), unvalued: [] },
      'Berlin Handel': { revenue: '0', margin: null, unvalued: [{ currency: 'EUR', netMinor: '5000' }] },
      'City Hospital': { revenue: '1000', margin: '500', unvalued: [] },
    });
    expect(await holds()).toBe(true);
  });

  test('a document keeps its own currency, and says what it is worth and by which day’s rate', async () => {
    const { id } = await company.json<{ id: string }>('explain', 'Granite Wholesale');
    const { documents } = await company.context.metrics.for(asProgram('command line')).customer.documents(id, { offset: 0, limit: 10 });
    expect(
      documents.map(({ day, currency, amountMinor, valuedMinor, ratedOn }) => [day, currency, amountMinor, valuedMinor, ratedOn]),
    ).toEqual([
      ['2026-05-17', 'USD', 1005n, 80_524n, '2026-05-15'],
      ['2026-05-15', 'RUB', 100_000n, null, null],
      ['2026-05-15', 'USD', 10_000n, 801_234n, '2026-05-15'],
    ]);
  });

  test('the same table again changes nothing; what it lacks still holds', async () => {
    expect(await load('курсы', rates)).toMatchObject({ changes: { new: 0, changed: 0, unchanged: 4 } });
    expect(await load('курсы', [rates[0]!, '23.06.2026;EUR;91,5000;1'])).toMatchObject({ changes: { new: 1 }, missing: { documents: 0 } });
    const now = await figures();
    // Seven days old on the 30th: 50.00 × 91.5 = 4,575.00, less 20.00 × 91.5.
    expect(now['Berlin Handel']).toEqual({ revenue: '457500', margin: '274500', unvalued: [] });
    expect(now['Granite Wholesale']!.revenue).toBe('981758');
    expect(await holds()).toBe(true);
  });

  test('a corrected rate values the month again; undoing it brings the former one back', async () => {
    const corrected = await load('курсы', [rates[0]!, '15.05.2026;USD;90;1']);
    expect(corrected.changes).toMatchObject({ changed: 1, new: 0 });
    expect((await figures())['Granite Wholesale']!.revenue).toBe(String(100_000 + 900_000 + 90_450));
    expect(await holds()).toBe(true);
    await company.json('undo', corrected.batch);
    expect((await figures())['Granite Wholesale']!.revenue).toBe('981758');
    expect(await holds()).toBe(true);
  });

  test('payments are valued by the same table', async () => {
    await load('payments', [
      'Payment No;Payment date;Customer;Payment amount;Currency;Purpose',
      'P-1;2026-05-16;Granite Wholesale;20.00;USD;Payment of invoice S-2',
      'P-2;2026-05-19;Osaka Trading;1;USD;Payment of invoice S-4',
    ]);
    const { months } = await company.json<{ months: { month: string; paymentsMinor: string }[] }>('explain', 'Granite Wholesale');
    // 20.00 × 80.1234 = 1,602.468.
    expect(months.find(({ month }) => month === '2026-05')?.paymentsMinor).toBe('160247');
    expect(await holds()).toBe(true);
  });

  test('what was measured anew from the journal is the same', async () => {
    const before = await figures();
    await company.context.metrics.rebuild({ batches: [], codes: [], currency: 'RUB' });
    await company.json('value');
    expect(await figures()).toEqual(before);
    expect(await holds()).toBe(true);
  });

  test('undoing the tables leaves the amounts in their own currencies', async () => {
    const batches = await company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('entry').select('id').where('kind', '=', 'rates').where('undone_at', 'is', null).orderBy('id').execute(),
    );
    for (const { id } of batches) await company.json('undo', id);
    expect((await figures())['Granite Wholesale']).toEqual({
      revenue: '100000',
      margin: '40000',
      unvalued: [{ currency: 'USD', netMinor: '11005' }],
    });
    expect(await holds()).toBe(true);
  });
});

test('rates that came before the first sale are in the currency that the company then gets', async () => {
  await using other = await openCompany();
  await load('курси', ['Дата;Валюта;Курс;Кількість', '15.05.2026;USD;41,50;1', '15.05.2026;PLN;11,0;1'], { into: other });
  await load(
    'продажі',
    [
      'Номер;Дата;Контрагент;Кількість;Сума без ПДВ;Валюта',
      'Р-1;15.05.2026;ТОВ «Ромашка»;1;100,00;UAH',
      'Р-2;15.05.2026;ТОВ «Ромашка»;1;100,00;UAH',
      'Р-3;16.05.2026;ТОВ «Ромашка»;1;10,00;USD',
      'Р-4;31.05.2026;ТОВ «Ромашка»;1;1,00;UAH',
    ],
    { into: other },
  );
  const [found] = await other.json<{ revenueMinor: string }[]>('customers');
  // 100 + 100 + 415 + 1
  expect(found!.revenueMinor).toBe('61600');
  expect(await holds(other)).toBe(true);
});

test('a row that is no rate is rejected with its reason, and the others are loaded', async () => {
  await using other = await openCompany();
  const lines = ['Date;Currency;Rate', '2026-05-14;USD;79', '2026-05-15;USD;0'];
  const found = await load('rates', lines, { into: other, options: ['--kind', 'rates'] });
  expect(found).toMatchObject({ kind: 'rates', lines: 1, rejected: [{ row: 3, reason: 'invalid_rate' }] });
});

test('a table of which every row is rejected is refused, and not loaded as nothing', async () => {
  await using other = await openCompany();
  await expect(load('rates', ['Date;Currency;Rate', '2026-05-15;USD;0'], { into: other, options: ['--kind', 'rates'] })).rejects.toThrow(
    /ended with 3.*None of the 1 rows/s,
  );
});
