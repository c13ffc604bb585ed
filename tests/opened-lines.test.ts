/** Statements opened: the parts of fixtures/worked-costs as its README works them out, and parts of any line that add up to it. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillWithDemo } from '../src/flow/keep/fill-with-demo.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { loadWorked } from './worked-company.ts';

interface Opened {
  totalMinor: string;
  count: number;
  parts: {
    kind: string;
    date?: string;
    month?: string;
    number?: string;
    name?: string;
    fileName?: string;
    values?: Record<string, number>;
    equation?: string;
    modelFrom?: string;
    minutesMicro?: string;
    poolMinor?: string;
    poolMicro?: string;
    byTime?: boolean;
    averageMinor?: string;
    permille?: number;
    days?: number;
    amountMinor: string;
  }[];
}
type Statement = Record<
  'listMinor' | 'discountMinor' | 'returnsMinor' | 'revenueMinor' | 'costOfGoodsMinor' | 'directMinor' | 'activitiesMinor' | 'creditMinor',
  string
>;
interface Profit {
  statement: Statement;
  activities: { activity: string; pool: string; costMinor: string }[];
  directCosts: { name: string; costMinor: string }[];
}

const lines = {
  list: 'listMinor',
  discounts: 'discountMinor',
  returns: 'returnsMinor',
  net_sales: 'revenueMinor',
  cost_of_goods: 'costOfGoodsMinor',
  direct_costs: 'directMinor',
  activity: 'activitiesMinor',
  credit: 'creditMinor',
} as const;
const sumOf = ({ parts }: Opened): string => String(parts.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n));

let company: TestCompany;
const scratch = temporaryFolder();
const open = (customer: string, line: string, ...rest: string[]): Promise<Opened> =>
  company.json<Opened>('profit', '--customer', customer, '--line', line, ...rest);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Every line of a customer's statement, every activity and every direct cost: the parts are the line. */
async function expectPartsToAddUp(customer: string, ...period: string[]): Promise<number> {
  const profit = await company.json<Profit>('profit', '--customer', customer, ...period);
  let parts = 0;
  const hold = (opened: Opened, whole: string): void => {
    expect([sumOf(opened), opened.totalMinor, opened.parts.length]).toEqual([whole, whole, opened.count]);
    parts += opened.count;
  };
  for (const [line, amount] of Object.entries(lines))
    // Where no facts of the kind are loaded, the line is unknown and has no parts.
    hold(await open(customer, line, '--limit', '100000', ...period), profit.statement[amount] ?? '0');
  for (const { activity, costMinor } of profit.activities)
    hold(await open(customer, 'activity', '--name', activity, '--limit', '100000', ...period), costMinor);
  for (const { name, costMinor } of profit.directCosts)
    hold(await open(customer, 'direct_costs', '--name', name, '--limit', '100000', ...period), costMinor);
  return parts;
}

describe('the worked company', () => {
  beforeAll(async () => {
    company = await openCompany();
    await loadWorked(company, { scratch });
  }, 60_000);
  afterAll(() => company[Symbol.asyncDispose]());
  const january = ['--period', '2026-01'];
  const both = ['--period', '2026-01..2026-02'];

  test('an activity opens to its events: what each was asked, its minutes, the rate of its month', async () => {
    const { parts } = await open('Kiosk', 'activity', '--name', 'order handling', ...both);
    expect(
      parts.map(({ date, number, values, minutesMicro, poolMinor, poolMicro, amountMinor }) => [
        date,
        number,
        values,
        minutesMicro,
        poolMinor,
        poolMicro,
        amountMinor,
      ]),
    ).toEqual([
      // Over capacity: the whole cost by 48 minutes.
      ['2026-02-15', 'S9', { lines: 1, units: 1, amount: 30, new: 0 }, '7000000', '45000', '48000000', '6563'],
      ['2026-01-20', 'S5', { lines: 1, units: 1, amount: 30, new: 0 }, '7000000', '60000', '100000000', '4200'],
      ['2026-01-16', 'S4', { lines: 1, units: 1, amount: 30, new: 0 }, '7000000', '60000', '100000000', '4200'],
      ['2026-01-15', 'S3', { lines: 1, units: 1, amount: 30, new: 0 }, '7000000', '60000', '100000000', '4200'],
    ]);
    expect(parts[0]).toMatchObject({
      kind: 'event',
      equation: '5 + 2 * lines + (new ? 10 : 0)',
      modelFrom: '',
      byTime: true,
      fileName: 'sales.csv',
    });
    expect((await open('Newcomer', 'activity', '--name', 'order handling', ...both)).parts).toMatchObject([
      { number: 'S8', values: { new: 1 }, minutesMicro: '17000000' },
    ]);
  });

  test('a driver is no time, and an event of a file is dated and named', async () => {
    expect((await open('Hospital', 'activity', '--name', 'taking back', ...both)).parts).toMatchObject([
      { number: 'R1', byTime: false, minutesMicro: '2000000', poolMicro: '11000000', amountMinor: '1818' },
    ]);
    expect((await open('Kiosk', 'activity', '--name', 'delivery', ...january)).parts).toMatchObject([
      { date: '2026-01-20', person: 'Petrov', values: { count: 1, minutes: 10, new: 0 }, amountMinor: '2000', fileName: 'events.csv' },
      { date: '2026-01-16', amountMinor: '4000' },
      { date: '2026-01-15', amountMinor: '4000' },
    ]);
  });

  test('sales, returns and cost of goods open to documents; direct costs to their facts', async () => {
    expect((await open('Hospital', 'net_sales', ...both)).parts.map(({ number, amountMinor }) => [number, amountMinor])).toEqual([
      ['R1', '-20000'],
      ['S2', '40000'],
    ]);
    expect((await open('Hospital', 'returns', ...both)).parts).toMatchObject([{ kind: 'document', number: 'R1', amountMinor: '20000' }]);
    expect((await open('Wholesaler', 'discounts', ...both)).parts.map(({ number, amountMinor }) => [number, amountMinor])).toEqual([
      ['S6', '10000'],
      ['S1', '10000'],
    ]);
    expect((await open('Wholesaler', 'direct_costs', ...both)).parts).toMatchObject([
      { date: '2026-01-10', name: 'Freight', amountMinor: '1500', fileName: 'direct-costs.csv' },
    ]);
  });

  test('credit opens to months: what was owed on average, at which rate', async () => {
    // 900.00 for ten of January's 31 days is 290.32 on average.
    expect((await open('Wholesaler', 'credit', ...both)).parts).toEqual([
      { kind: 'credit', month: '2026-01', averageMinor: '29032', days: 31, permille: 365, amountMinor: '900' },
    ]);
  });

  test.each(['Wholesaler', 'Hospital', 'Kiosk', 'Canteen', 'Newcomer'])('every line of the %s is its parts', async (customer) => {
    expect(await expectPartsToAddUp(customer, ...both)).toBeGreaterThan(4);
  });

  test('a page is a part; its total is the whole line', async () => {
    const page = await open('Kiosk', 'net_sales', '--limit', '2', ...january);
    expect([page.parts.length, page.count, page.totalMinor, sumOf(page)]).toEqual([2, 3, '9000', '6000']);
    expect((await company.run('profit', '--customer', 'Kiosk', '--line', 'net_sales', '--limit', '2', ...january)).out).toContain(
      'The first 2 of 3',
    );
  });

  test('the terminal shows the statement, and what each part was reckoned by', async () => {
    const statement = (await company.run('profit', '--customer', 'Kiosk', ...january)).out;
    expect(statement).toMatch(/Net profit\s+-RUB.226\.00/);
    expect((await company.run('profit', '--customer', 'Kiosk', '--line', 'activity', '--name', 'delivery', ...january)).out).toMatch(
      /minutes; count 1, minutes 10, new 0 = 10 × RUB.240\.00 \/ 120/,
    );
    expect((await company.run('profit', '--line', 'credit')).err).toContain('need --customer');
  });
});

describe('the demo company', () => {
  beforeAll(async () => {
    company = await openCompany();
    await fillWithDemo(
      company.context,
      { customers: 40, seed: 5, lastMonth: '2026-06', language: 'en' },
      { signal: new AbortController().signal, report: () => {} },
    );
  }, 120_000);
  afterAll(() => company[Symbol.asyncDispose]());

  test('every line of its dearest and its best customers is its parts, under models of two times', async () => {
    const [model] = JSON.parse((await company.run('costs', 'model')).out) as {
      from: string;
      activities: { name: string; equation: string }[];
    }[];
    const later = {
      ...model!,
      from: '2026-03',
      creditPermille: 137,
      activities: model!.activities.map((activity, at) =>
        at === 0 ? { ...activity, equation: `${activity.equation} + 1 / 3` } : activity,
      ),
    };
    const file = join(scratch, 'models.json');
    writeFileSync(file, JSON.stringify([{ ...model!, creditPermille: 91 }, later]));
    expect((await company.run('costs', 'model', file)).code).toBe(0);
    const { rows } = await company.json<{ rows: { key: string }[] }>('profit');
    for (const { key } of [rows[0]!, rows.at(-1)!]) expect(await expectPartsToAddUp(key)).toBeGreaterThan(50);
  }, 120_000);
});
