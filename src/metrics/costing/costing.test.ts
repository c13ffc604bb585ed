/** Costs by the model: the published example, shares that add up, and what is explained where no time is known. */
import { asProgram, Sight } from '../../core/access/sight.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { propertyRuns } from '../../../fixtures/property-runs.ts';
import { type JournalRow, writeBatch } from '../../../fixtures/write-journal.ts';
import { allocate } from '../../core/differentiate/costing/allocate.ts';
import type { CostActivity, CostModel, CostPool } from '../../core/differentiate/costing/model.ts';
import { startingModel } from '../../core/differentiate/costing/starting-model.ts';
import { defaultSettings } from '../../core/differentiate/settings.ts';
import { valueCustomers } from '../../core/differentiate/value-customers.ts';
import type { RegisteredEntry } from '../../facts/journal-files.ts';
import { type Metrics, openMetrics } from '../store.ts';
import type { ReadModel } from './apply-model.ts';
import { parseEquation } from './parse-equation.ts';

const program = asProgram('command line');

const folder = mkdtempSync(join(tmpdir(), 'costing-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function modelOf(model: Partial<CostModel> & { pools: CostPool[]; activities: CostActivity[] }): ReadModel {
  return {
    from: '',
    practicalPermille: 800,
    creditPermille: 0,
    ...model,
    activities: model.activities.map((activity) => {
      const parsed = parseEquation(activity.equation);
      if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
      return { ...activity, term: parsed.term };
    }),
  };
}

const timePool = (name: string, capacityMinutes: number | null = null): CostPool => ({ name, spread: 'time', capacityMinutes });

async function costed(batches: RegisteredEntry[], models: ReadModel[], customers: string[]): Promise<Metrics> {
  const metrics = await openMetrics({ file: join(folder, `${++files}.duckdb`) });
  const codes = customers.map((code, at) => ({ sourceId: 'books', code, customerId: String(at + 1) }));
  await metrics.rebuild({ batches, codes, currency: 'USD' });
  await metrics.cost({ models, newMonths: 3, minorUnits: 100 });
  expect((await metrics.ofCompany(program).check()).filter((check) => !check.ok)).toEqual([]);
  return metrics;
}

const cost = (month: string, pool: string, amountMinor: number, paidMinutes: number | null = null): JournalRow => ({
  document: `${month} ${pool}`,
  month: `${month}-01`,
  pool,
  amount_minor: amountMinor,
  paid_minutes_micro: paidMinutes === null ? null : paidMinutes * 1e6,
  currency: 'USD',
});
const event = (day: string, code: string, kind: string, count: number, minutes: number | null = null): JournalRow => ({
  document: `${day} ${code} ${kind}`,
  happened_on: day,
  customer_code: code,
  event: kind,
  count,
  minutes_micro: minutes === null ? null : minutes * 1e6,
});
const allMonths = { from: '2000-01', to: '2099-12' };

test('the customer service department of Kaplan and Anderson (2004)', async () => {
  const department = 'Customer service';
  const batch = await writeBatch(
    { position: 1, sourceId: 'books' },
    {
      cost: [cost('2004-01', department, 56_000_000)],
      service_event: [
        event('2004-01-10', 'Wholesaler', 'order', 40_000),
        event('2004-01-11', 'Hospital', 'order', 9_000),
        event('2004-01-12', 'Wholesaler', 'inquiry', 400),
        event('2004-01-13', 'Kiosk', 'inquiry', 1_000),
        event('2004-01-14', 'Kiosk', 'credit check', 2_500),
      ],
    },
  );
  const model = modelOf({
    pools: [timePool(department, 700_000)],
    activities: [
      { name: 'Process orders', pool: department, event: 'order', equation: '8 * count' },
      { name: 'Handle inquiries', pool: department, event: 'inquiry', equation: '44 * count' },
      { name: 'Check credit', pool: department, event: 'credit check', equation: '50 * count' },
    ],
  });
  const metrics = await costed([batch], [model], ['Wholesaler', 'Hospital', 'Kiosk']);
  expect(await metrics.for(program).costs.activities(allMonths)).toMatchObject([
    { activity: 'Process orders', events: 49_000n, minutesMicro: 392_000_000_000n, costMinor: 31_360_000n },
    { activity: 'Handle inquiries', events: 1_400n, minutesMicro: 61_600_000_000n, costMinor: 4_928_000n },
    { activity: 'Check credit', events: 2_500n, minutesMicro: 125_000_000_000n, costMinor: 10_000_000n },
  ]);
  expect(await metrics.for(program).costs.pools(allMonths)).toEqual([
    {
      month: '2004-01',
      pool: department,
      spread: 'time',
      costMinor: 56_000_000n,
      capacityMicro: 700_000_000_000n,
      usedMicro: 578_600_000_000n,
      customersMinor: 46_288_000n,
      unusedMinor: 9_712_000n,
      notAllocatedMinor: 0n,
    },
  ]);
  metrics.close();
});

describe('a pool', () => {
  const work = [event('2026-01-10', 'Wholesaler', 'call', 2), event('2026-01-11', 'Hospital', 'call', 1)];
  const calls: CostActivity[] = [{ name: 'calls', pool: 'Sales', event: 'call', equation: '10 * count' }];
  const poolsOf = async (costs: JournalRow[], model: ReadModel) => {
    const metrics = await costed(
      [await writeBatch({ position: 1, sourceId: 'books' }, { cost: costs, service_event: work })],
      [model],
      ['Wholesaler', 'Hospital'],
    );
    const [pool] = await metrics.for(program).costs.pools(allMonths);
    metrics.close();
    return pool;
  };

  test('whose paid minutes are known has four fifths of them as capacity', async () => {
    expect(
      await poolsOf([cost('2026-01', 'Sales', 10_000, 125)], modelOf({ pools: [timePool('Sales')], activities: calls })),
    ).toMatchObject({ capacityMicro: 100_000_000n, customersMinor: 3_000n, unusedMinor: 7_000n });
  });

  test('over capacity is shared whole, and its used minutes say so', async () => {
    expect(await poolsOf([cost('2026-01', 'Sales', 10_000, 25)], modelOf({ pools: [timePool('Sales')], activities: calls }))).toMatchObject(
      { capacityMicro: 20_000_000n, usedMicro: 30_000_000n, customersMinor: 10_000n, unusedMinor: 0n },
    );
  });

  test('of unknown capacity is shared whole by its minutes', async () => {
    expect(await poolsOf([cost('2026-01', 'Sales', 10_000)], modelOf({ pools: [timePool('Sales')], activities: calls }))).toMatchObject({
      capacityMicro: null,
      customersMinor: 10_000n,
      unusedMinor: 0n,
      notAllocatedMinor: 0n,
    });
  });

  test('whose work nobody had done is unused, or not allocated where its capacity is unknown', async () => {
    const february = [cost('2026-02', 'Sales', 10_000, 125)];
    expect(await poolsOf(february, modelOf({ pools: [timePool('Sales')], activities: calls }))).toMatchObject({
      unusedMinor: 10_000n,
      notAllocatedMinor: 0n,
    });
    expect(await poolsOf([cost('2026-02', 'Sales', 10_000)], modelOf({ pools: [timePool('Sales')], activities: calls }))).toMatchObject({
      unusedMinor: 0n,
      notAllocatedMinor: 10_000n,
    });
  });

  test('that follows nobody, or that the model does not know, is not allocated', async () => {
    expect(
      await poolsOf(
        [cost('2026-01', 'Rent', 10_000, 125)],
        modelOf({ pools: [{ name: 'Rent', spread: 'none', capacityMinutes: null }], activities: [] }),
      ),
    ).toMatchObject({ notAllocatedMinor: 10_000n, customersMinor: 0n });
    expect(await poolsOf([cost('2026-01', 'Rent', 10_000)], modelOf({ pools: [], activities: [] }))).toMatchObject({
      spread: 'none',
      notAllocatedMinor: 10_000n,
    });
  });

  test('by a driver is shared whole, whatever capacity it has', async () => {
    expect(
      await poolsOf(
        [cost('2026-01', 'Sales', 10_000, 125)],
        modelOf({ pools: [{ name: 'Sales', spread: 'driver', capacityMinutes: null }], activities: calls }),
      ),
    ).toMatchObject({ capacityMicro: null, customersMinor: 10_000n });
  });
});

describe('returns', () => {
  const customers = ['Wholesaler'];
  const pool = 'Complaints and returns';
  const returned = (document: string, pieces: number): JournalRow => ({
    document,
    document_type: 'Return',
    document_number: document,
    shipped_on: '2026-01-20',
    customer_code: 'Wholesaler',
    quantity_micro: -pieces * 1e6,
    net_minor: -4_000,
    cost_minor: -2_000,
    currency: 'USD',
    kind: 'return',
  });

  test('the time noted for them counts as noted: 500 of 800 minutes', async () => {
    const facts = {
      // 1000 paid minutes: 800 can be worked.
      cost: [cost('2026-01', pool, 10_000, 1000)],
      sale_line: [returned('R1', 4)],
      service_event: [event('2026-01-20', 'Wholesaler', 'return', 1, 300), event('2026-01-21', 'Wholesaler', 'return', 1, 200)],
    };
    const batch = await writeBatch({ position: 1, sourceId: 'books' }, facts);
    const model = startingModel({ pools: [pool], events: ['return_work'] });
    const metrics = await costed([batch], [modelOf(model)], customers);
    expect((await metrics.for(program).costs.facts()).events).toEqual(['return_work']);
    expect(await metrics.for(program).costs.pools(allMonths)).toMatchObject([
      { usedMicro: 500_000_000n, customersMinor: 6_250n, unusedMinor: 3_750n },
    ]);
    metrics.close();
  });

  test('bring as many units as came back, and do not lessen the minutes of each other', async () => {
    const batch = await writeBatch(
      { position: 1, sourceId: 'books' },
      { cost: [cost('2026-01', pool, 10_000, 1000)], sale_line: [returned('R1', 4), returned('R2', 1)] },
    );
    const by = (equation: string): ReadModel =>
      modelOf({ pools: [timePool(pool)], activities: [{ name: 'returns', pool, event: 'return', equation }] });
    // (100 + 40 × 4) + (100 + 40 × 1) = 400 of 800 minutes.
    const metrics = await costed([batch], [by('100 + 40 * units')], customers);
    expect(await metrics.for(program).costs.pools(allMonths)).toMatchObject([
      { usedMicro: 400_000_000n, customersMinor: 5_000n, unusedMinor: 5_000n },
    ]);
    const opened = await metrics.for(program).openLine({ customerId: '1', months: allMonths, line: 'activity', offset: 0, limit: 10 });
    expect(
      opened.parts.map((part) => part.kind === 'event' && [JSON.parse(part.asked).units, part.minutesMicro, part.amountMinor]),
    ).toEqual([
      [4, 260_000_000n, 3_250n],
      [1, 140_000_000n, 1_750n],
    ]);
    // More than three pieces once: 30 + 12.5.
    await metrics.cost({ models: [by('units > 3 ? 30 : 12.5')], newMonths: 3, minorUnits: 100 });
    expect(await metrics.for(program).costs.pools(allMonths)).toMatchObject([{ usedMicro: 42_500_000n }]);
    metrics.close();
  });
});

test('a later model holds from its month on', async () => {
  const batch = await writeBatch(
    { position: 1, sourceId: 'books' },
    {
      cost: [cost('2026-01', 'Sales', 9_000), cost('2026-02', 'Sales', 9_000)],
      service_event: ['2026-01-10', '2026-02-10'].flatMap((day) => [
        event(day, 'Wholesaler', 'call', 2),
        event(day, 'Hospital', 'visit', 1),
      ]),
    },
  );
  const activities = (visit: string): CostActivity[] => [
    { name: 'calls', pool: 'Sales', event: 'call', equation: '10 * count' },
    { name: 'visits', pool: 'Sales', event: 'visit', equation: visit },
  ];
  const models = [
    modelOf({ pools: [timePool('Sales')], activities: activities('40 * count') }),
    modelOf({ from: '2026-02', pools: [timePool('Sales')], activities: activities('10 * count') }),
  ];
  const metrics = await costed([batch], models, ['Wholesaler', 'Hospital']);
  const hospital = async (month: string) =>
    (await metrics.for(program).costs.statement({ from: month, to: month })).find((row) => row.customerId === '2')?.activitiesMinor;
  expect([await hospital('2026-01'), await hospital('2026-02')]).toEqual([6_000n, 3_000n]);
  metrics.close();
});

const shares = propertyRuns(25);

test(
  'SQL shares as the rule does: whole parts, by the largest remainder, that add up',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 6000 }),
        async (whole, counts, capacity) => {
          const customers = counts.map((_, at) => `C${at}`);
          const batch = await writeBatch(
            { position: 1, sourceId: 'books' },
            {
              cost: [cost('2026-01', 'Sales', whole)],
              service_event: counts.map((count, at) => event('2026-01-10', customers[at]!, 'call', count)),
            },
          );
          const metrics = await costed(
            [batch],
            [
              modelOf({
                pools: [timePool('Sales', capacity)],
                activities: [{ name: 'calls', pool: 'Sales', event: 'call', equation: 'count' }],
              }),
            ],
            customers,
          );
          const used = counts.reduce((sum, count) => sum + count, 0);
          const expected = allocate(BigInt(whole), [...counts, Math.max(0, capacity - used)].map(BigInt))!;
          const rows = new Map((await metrics.for(program).costs.statement(allMonths)).map((row) => [row.customerId, row.activitiesMinor]));
          expect(counts.map((_, at) => rows.get(String(at + 1)))).toEqual(expected.slice(0, -1));
          metrics.close();
        },
      ),
      shares,
    );
  },
  60_000 + shares.numRuns * 5_000,
);

test('parts are whole and add up, whatever is shared', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { maxLength: 30 }),
      (whole, weights) => {
        const parts = allocate(whole, weights);
        if (weights.every((weight) => weight === 0n)) {
          expect(parts).toBeNull();
          return;
        }
        expect(parts!.reduce((sum, part) => sum + part, 0n)).toBe(whole);
        const total = weights.reduce((sum, weight) => sum + weight, 0n);
        // Nobody is more than one unit away from the exact share.
        parts!.forEach((part, at) =>
          expect(part * total - whole * weights[at]! < total && whole * weights[at]! - part * total < total).toBe(true),
        );
      },
    ),
  );
});

test('a change of one pool costs what the same model costs from nothing', async () => {
  const batch = await writeBatch(
    { position: 1, sourceId: 'books' },
    {
      cost: ['2026-01', '2026-02'].flatMap((month) => [
        cost(month, 'Sales', 9_001, 125),
        cost(month, 'Service', 5_003),
        cost(month, 'Rent', 700),
      ]),
      service_event: ['2026-01-10', '2026-02-10'].flatMap((day) => [
        event(day, 'Wholesaler', 'call', 2),
        event(day, 'Hospital', 'call', 1),
        event(day, 'Hospital', 'ticket', 3),
        event(day, 'Kiosk', 'ticket', 4),
      ]),
    },
  );
  const model = (ticket: string, rent: CostPool['spread'], calls = 'calls'): ReadModel =>
    modelOf({
      pools: [timePool('Sales'), timePool('Service'), { name: 'Rent', spread: rent, capacityMinutes: null }],
      activities: [
        { name: calls, pool: 'Sales', event: 'call', equation: '10 * count' },
        { name: 'tickets', pool: 'Service', event: 'ticket', equation: ticket },
        { name: 'floor space', pool: 'Rent', event: 'call', equation: 'count' },
      ],
    });
  const customers = ['Wholesaler', 'Hospital', 'Kiosk'];
  const picture = async (metrics: Metrics) => [
    await metrics.for(program).costs.statement(allMonths),
    await metrics.for(program).costs.activities(allMonths),
    await metrics.for(program).costs.pools(allMonths),
    (await metrics.ofCompany(program).check()).filter((check) => !check.ok),
  ];
  const metrics = await costed([batch], [model('10 * count', 'none')], customers);
  for (const [ticket, rent, calls] of [
    ['25 * count + 7', 'none', 'calls'],
    ['25 * count + 7', 'driver', 'calls'],
    ['3 * count', 'none', 'calls'],
    ['3 * count', 'none', 'conversations'],
  ] as const) {
    const changed = { models: [model(ticket, rent, calls)], newMonths: 3, minorUnits: 100 };
    const tried = await metrics.ofCompany(program).statementWith(changed, allMonths);
    await metrics.cost(changed);
    const anew = await costed([batch], [model(ticket, rent, calls)], customers);
    expect(await picture(metrics)).toEqual(await picture(anew));
    expect(tried).toEqual(await metrics.for(program).costs.statement(allMonths));
    anew.close();
  }
  metrics.close();
});

test('interest goes with the rate that asked for it, and alone makes net profit known', async () => {
  const batch = await writeBatch(
    { position: 1, sourceId: 'books' },
    {
      sale_line: [
        {
          document: 'S1',
          document_type: 'Sale',
          document_number: 'S1',
          shipped_on: '2026-01-10',
          customer_code: 'Wholesaler',
          quantity_micro: 1_000_000,
          net_minor: 100_000,
          cost_minor: 60_000,
          currency: 'USD',
          kind: 'sale',
        },
      ],
      payment: [
        {
          document: 'P1',
          document_number: 'P1',
          paid_on: '2026-01-20',
          customer_code: 'Wholesaler',
          amount_minor: 100_000,
          currency: 'USD',
          kind: 'payment',
        },
      ],
    },
  );
  const model = (creditPermille: number): ReadModel => modelOf({ pools: [], activities: [], creditPermille });
  // A thousandth a day of 1,000.00 over ten days.
  const metrics = await costed([batch], [model(365)], ['Wholesaler']);
  const statement = async () => (await metrics.for(program).costs.statement(allMonths))[0]!.creditMinor;
  const netProfit = async () => {
    const { measures } = await metrics.ofCompany(program).measures({ asOf: '2026-01-31', window: 'calendar' });
    return valueCustomers({ measures, settings: defaultSettings, inDevelopment: new Set() }).scorecard(0).net_profit_minor;
  };
  expect([await statement(), await netProfit()]).toEqual([1_000n, 39_000]);
  await metrics.cost({ models: [model(0)], newMonths: 3, minorUnits: 100 });
  expect([await statement(), await netProfit()]).toEqual([0n, null]);
  metrics.close();
});

test('costs of months before the first sale count in the windows that reach back to them', async () => {
  const sale = (document: string, code: string): JournalRow => ({
    document,
    document_type: 'Sale',
    document_number: document,
    shipped_on: '2026-01-05',
    customer_code: code,
    quantity_micro: 1_000_000,
    net_minor: 10_000,
    cost_minor: 8_000,
    currency: 'USD',
    kind: 'sale',
  });
  const complaint: JournalRow = {
    document: 'D1',
    document_number: 'D1',
    happened_on: '2025-12-10',
    customer_code: 'Alpha',
    name: 'complaint',
    amount_minor: 5_000,
    currency: 'USD',
  };
  const batch = await writeBatch(
    { position: 1, sourceId: 'books' },
    { sale_line: [sale('S1', 'Alpha'), sale('S2', 'Beta')], direct_cost: [complaint] },
  );
  const metrics = await costed([batch], [modelOf({ pools: [], activities: [] })], ['Alpha', 'Beta']);
  const { measures } = await metrics.ofCompany(program).measures({ asOf: '2026-01-31', window: 'calendar' });
  expect(measures.periods.map(({ first }) => first)).toEqual(['2026-01-01']);
  const valued = (windowMonths: number) => {
    const tiers = { ...defaultSettings.tiers, criterion: 'net_profit' as const, method: 'period' as const, windowMonths };
    const { scorecard, reason } = valueCustomers({ measures, settings: { ...defaultSettings, tiers }, inDevelopment: new Set() });
    return [0, 1].map((i) => [scorecard(i).net_profit_minor, scorecard(i).tier, reason(i).tier.total]);
  };
  // 100 - 80 - 50, as in the statement of these months; January alone has no complaint.
  expect(
    (await metrics.for(program).costs.statement({ from: '2025-08', to: '2026-01' })).map((row) => [row.customerId, row.directMinor]),
  ).toEqual([
    ['1', 5_000n],
    ['2', 0n],
  ]);
  expect(valued(6)).toEqual([
    [-3_000, 'none', -3_000],
    [2_000, 'vip', 2_000],
  ]);
  expect(valued(1)).toEqual([
    [2_000, 'vip', 2_000],
    [2_000, 'good', 2_000],
  ]);
  metrics.close();
});

describe('cost of credit', () => {
  const shipped: JournalRow = {
    document: 'S1',
    document_type: 'Sale',
    document_number: 'S1',
    shipped_on: '2026-01-11',
    customer_code: 'Wholesaler',
    quantity_micro: 1_000_000,
    net_minor: 100_000,
    cost_minor: 60_000,
    currency: 'USD',
    kind: 'sale',
  };
  const paid: JournalRow = {
    document: 'P1',
    document_number: 'P1',
    paid_on: '2026-02-10',
    customer_code: 'Wholesaler',
    amount_minor: 10_000,
    currency: 'USD',
    kind: 'payment',
  };
  // A thousandth a day.
  const model = modelOf({ pools: [], activities: [], creditPermille: 365 });
  const monthly = async (metrics: Metrics): Promise<(bigint | undefined)[]> =>
    Promise.all(
      ['2026-01', '2026-02', '2026-03'].map(
        async (month) => (await metrics.for(program).costs.statement({ from: month, to: month }))[0]?.creditMinor,
      ),
    );

  test('goes as far as the last fact, and no further', async () => {
    const metrics = await costed(
      [await writeBatch({ position: 1, sourceId: 'books' }, { sale_line: [shipped], payment: [paid] })],
      [model],
      ['Wholesaler'],
    );
    // 1,000.00 on 21 days of January; on nine of February, and 900.00 on the tenth.
    expect(await monthly(metrics)).toEqual([2_100n, 990n, undefined]);
    const opened = await metrics.for(program).openLine({ customerId: '1', months: allMonths, line: 'credit', offset: 0, limit: 10 });
    expect(opened.parts).toMatchObject([
      { month: '2026-02', days: 10, averageMinor: 99_000n, amountMinor: 990n },
      { month: '2026-01', days: 31, averageMinor: 67_742n, amountMinor: 2_100n },
    ]);
    metrics.close();
  });

  test('is the same for who sees only that customer, and not whose payment came last', async () => {
    const facts = { sale_line: [shipped], payment: [{ ...paid, customer_code: 'Kiosk' }] };
    const metrics = await costed([await writeBatch({ position: 1, sourceId: 'books' }, facts)], [model], ['Wholesaler', 'Kiosk']);
    const manager = Sight.ofPerson({ userId: '7', role: 'manager', customers: () => Promise.resolve(['1']) });
    for (const sight of [program, manager]) {
      const opened = await metrics.for(sight).openLine({ customerId: '1', months: allMonths, line: 'credit', offset: 0, limit: 10 });
      // 1,000.00 on ten days of February.
      expect(opened.parts[0]).toMatchObject({ month: '2026-02', days: 10, averageMinor: 100_000n, amountMinor: 1_000n });
    }
    metrics.close();
  });

  test('goes to the end of a month whose costs are booked', async () => {
    const facts = { sale_line: [shipped], payment: [paid], cost: [cost('2026-02', 'Rent', 10_000)] };
    const metrics = await costed([await writeBatch({ position: 1, sourceId: 'books' }, facts)], [model], ['Wholesaler']);
    // 900.00 on eighteen more days.
    expect(await monthly(metrics)).toEqual([2_100n, 990n + 1_620n, undefined]);
    metrics.close();
  });

  test('is unknown before any payment is loaded, and known from then on', async () => {
    const sales = await writeBatch({ position: 1, sourceId: 'books' }, { sale_line: [shipped] });
    const metrics = await costed([sales], [model], ['Wholesaler']);
    const netProfit = async () => {
      const { measures } = await metrics.ofCompany(program).measures({ asOf: '2026-01-31', window: 'calendar' });
      return valueCustomers({ measures, settings: defaultSettings, inDevelopment: new Set() }).scorecard(0).net_profit_minor;
    };
    expect([await monthly(metrics), await netProfit()]).toEqual([[0n, undefined, undefined], null]);
    const payments = await writeBatch({ position: 2, sourceId: 'books' }, { payment: [paid] });
    await metrics.rebuild({
      batches: [sales, payments],
      codes: [{ sourceId: 'books', code: 'Wholesaler', customerId: '1' }],
      currency: 'USD',
    });
    await metrics.cost({ models: [model], newMonths: 3, minorUnits: 100 });
    expect([await monthly(metrics), await netProfit()]).toEqual([[2_100n, 990n, undefined], 37_900]);
    metrics.close();
  });
});

test('what was done for a customer moves with its code, in months without a sale too', async () => {
  const batch = await writeBatch(
    { position: 1, sourceId: 'books' },
    {
      cost: [cost('2026-01', 'Sales', 9_000)],
      service_event: [event('2026-01-10', 'Wholesaler', 'call', 2), event('2026-01-10', 'Hospital', 'call', 1)],
    },
  );
  const model = modelOf({ pools: [timePool('Sales')], activities: [{ name: 'calls', pool: 'Sales', event: 'call', equation: 'count' }] });
  const metrics = await costed([batch], [model], ['Wholesaler', 'Hospital']);
  const merged = ['Wholesaler', 'Hospital'].map((code) => ({ sourceId: 'books', code, customerId: '1' }));
  await metrics.rebuild({ batches: [batch], codes: merged, currency: 'USD' });
  await metrics.cost({ models: [model], newMonths: 3, minorUnits: 100 });
  expect((await metrics.for(program).costs.statement(allMonths)).map((row) => [row.customerId, row.activitiesMinor])).toEqual([
    ['1', 9_000n],
  ]);
  metrics.close();
});
