/**
 * Costs in other currencies from file to statement, worked out by hand: a pool's at the rate of its month's last day, a customer's own
 * at that of its day; rates before and after the costs, corrected, undone; every identity holds at each step.
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
  await load('sales', [
    'Document No;Date;Customer;Quantity;Amount without VAT;Cost;Currency',
    'S-1;2026-01-15;Granite Wholesale;1;10000.00;6000.00;RUB',
    'S-2;2026-02-15;Granite Wholesale;1;10000.00;6000.00;RUB',
    'S-3;2026-02-28;City Hospital;1;10000.00;6000.00;RUB',
  ]);
  await load('costs', [
    'Month;Cost pool;Amount;Currency',
    '01.2026;Order desk;300.00;RUB',
    '01.2026;Order desk;10.00;USD',
    '02.2026;Order desk;20.01;USD',
  ]);
  await load('freight', [
    'Date;Customer;Cost type;Amount;Currency',
    '15.01.2026;Granite Wholesale;Freight;2.00;USD',
    '16.02.2026;Granite Wholesale;Freight;5.00;EUR',
  ]);
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function load(name: string, lines: string[]): Promise<{ batch: string }> {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  return company.json('import', file, '--yes');
}

interface Books {
  ok: boolean;
  total: { costMinor: string };
  otherCurrencies: { currency: string; amountMinor: string }[];
}

async function known(): Promise<{ books: string[]; direct: string; unvalued: Record<string, string> }> {
  const [january, february] = await Promise.all(
    ['2026-01', '2026-02'].map((period) => company.json<Books>('costs', 'check', '--period', period)),
  );
  const { total } = await company.json<{ total: { directMinor: string } }>('profit', '--by', 'company', '--period', '2026-01..2026-02');
  return {
    books: [january!.total.costMinor, february!.total.costMinor],
    direct: total.directMinor,
    unvalued: Object.fromEntries(february!.otherCurrencies.map(({ currency, amountMinor }) => [currency, amountMinor])),
  };
}
const holds = async (): Promise<boolean> => (await company.json<{ ok: boolean }>('check')).ok;

const rates = ['Дата;Валюта;Курс;Кратность', '15.01.2026;USD;79,0000;1', '30.01.2026;USD;80,0000;1', '27.02.2026;USD;82,5000;1'];
const withoutRates = { books: ['30000', '0'], direct: '0', unvalued: { EUR: '500', USD: '3201' } };
// January: 300.00 + 10.00 × 80 (the 30th holds on the 31st); February: 20.01 × 82.5 = 1,650.825. Freight: 2.00 × 79.
const withRates = { books: ['110000', '165083'], direct: '15800', unvalued: { EUR: '500' } };

describe('costs in other currencies', () => {
  test('without rates they are kept, shown and not shared', async () => {
    expect(await known()).toEqual(withoutRates);
    expect(await holds()).toBe(true);
  });

  test('with rates those of a month are valued at its last day, those of a customer at their own; what has no rate stays kept', async () => {
    await load('курсы', rates);
    expect(await known()).toEqual(withRates);
    expect(await holds()).toBe(true);
  });

  test('a line opened, and the product lines together, come to the same', async () => {
    const opened = await company.json<{ totalMinor: string; parts: { amountMinor: string }[] }>(
      'profit',
      '--customer',
      'Granite Wholesale',
      '--line',
      'direct_costs',
      '--period',
      '2026-01..2026-02',
    );
    expect(opened).toMatchObject({ totalMinor: withRates.direct, parts: [{ amountMinor: withRates.direct }] });
    const { rows } = await company.json<{ rows: { directMinor: string }[] }>(
      'profit',
      '--by',
      'product_line',
      '--period',
      '2026-01..2026-02',
    );
    expect(String(rows.reduce((sum, { directMinor }) => sum + Number(directMinor), 0))).toBe(withRates.direct);
  });

  test('what they come to is shared among the customers', async () => {
    const { rows } = await company.json<{ rows: { name: string; activitiesMinor: string }[] }>('profit', '--period', '2026-02..2026-02');
    expect(rows.reduce((sum, { activitiesMinor }) => sum + Number(activitiesMinor), 0)).toBe(165_083);
  });

  test('a corrected rate of a month’s last day changes that month; undoing it brings the former one back', async () => {
    const { batch } = await load('курсы', [rates[0]!, '28.02.2026;USD;100;1']);
    expect((await known()).books).toEqual(['110000', '200100']);
    expect(await holds()).toBe(true);
    await company.json('undo', batch);
    expect(await known()).toEqual(withRates);
  });

  test('costs that come after the rates are valued too', async () => {
    const { batch } = await load('more', ['Month;Cost pool;Amount;Currency', '01.2026;Rent;1.00;USD']);
    expect((await known()).books).toEqual(['118000', '165083']);
    expect(await holds()).toBe(true);
    await company.json('undo', batch);
  });

  test('measured anew they are the same; without the rates they are as before', async () => {
    await company.context.metrics.rebuild({ batches: [], codes: [], currency: 'RUB' });
    await company.json('value');
    expect(await known()).toEqual(withRates);
    for (const { id } of await company.context.records.change(asProgram('command line'), (tx) =>
      tx.selectFrom('entry').select('id').where('kind', '=', 'rates').where('undone_at', 'is', null).execute(),
    ))
      await company.json('undo', id);
    expect(await known()).toEqual(withoutRates);
    expect(await holds()).toBe(true);
  });
});
