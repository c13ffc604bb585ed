/** VIP, good, regular: by hand, and properties that hold for any company. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuresOf, type TestFact } from '../measures-of-facts.test-support.ts';
import { type Criterion, criteria, defaultSettings, type ValuationSettings } from '../settings.ts';
import { countOfShare } from './best-of.ts';
import { tiers } from './tiers.ts';
import { valueCustomers } from '../value-customers.ts';

test.each([
  [0, 0],
  [1, 1],
  [2, 1],
  [5, 1],
  [7, 1],
  [8, 2],
  [12, 2],
  [13, 3],
  [1000, 200],
])('a fifth of %i is %i', (candidates, places) => {
  expect(countOfShare(candidates, 200)).toBe(places);
});

const asOf = '2026-06-30';

function tiersOf(facts: TestFact[], chosen: Partial<ValuationSettings['tiers']> = {}, customers = namesIn(facts)): Record<string, string> {
  const settings = { ...defaultSettings, tiers: { ...defaultSettings.tiers, ...chosen } };
  const valuation = valueCustomers({ measures: measuresOf({ asOf, facts, customers }), settings, inDevelopment: new Set() });
  return Object.fromEntries(customers.map((customer, i) => [customer, tiers[valuation.tier[i]!]!]));
}

const namesIn = (facts: TestFact[]): string[] => [...new Set(facts.map((fact) => fact.customer))];

const june = (amounts: Record<string, number>): TestFact[] =>
  Object.entries(amounts).map(([customer, net]) => ({ customer, day: '2026-06-10', net }));

describe('the monthly method', () => {
  test('of five who bought for 100, 90, 50, 50, 10 the first is VIP', () => {
    expect(tiersOf(june({ Wholesaler: 100, Hotel: 90, Kiosk: 50, Bakery: 50, School: 10 }))).toEqual({
      Wholesaler: 'vip',
      Hotel: 'good',
      Kiosk: 'regular',
      Bakery: 'regular',
      School: 'regular',
    });
  });

  test('a tie at the cut goes to the larger window total, then the earlier first shipment, then the code', () => {
    const rest = june({ D: 1, E: 1 });
    const tied = june({ A: 50, B: 50, C: 50 });
    expect(tiersOf([...tied, ...rest]).A).toBe('vip');
    // The first shipment lies before the window: the totals stay equal.
    const first = { customer: 'B', day: '2025-10-01', net: 10 };
    // A larger customer, so that B is not a VIP by October alone.
    expect(tiersOf([first, ...tied, ...rest])).toMatchObject({ A: 'good', B: 'vip' });
    // C bought before in the window; so did a larger one, whose month that was.
    const earlier = [
      { customer: 'C', day: '2026-02-01', net: 10 },
      { customer: 'E', day: '2026-02-01', net: 90 },
    ];
    expect(tiersOf([first, ...earlier, ...tied, ...rest])).toMatchObject({ C: 'vip', E: 'vip' });
  });

  test('who once bought much and vanished stays VIP for the window, is good for one month more, then none', () => {
    const facts = [
      { customer: 'Hotel', day: '2025-12-10', net: 900 },
      { customer: 'Kiosk', day: '2025-12-10', net: 5 },
    ];
    const at = (date: string): string => {
      const measures = measuresOf({ asOf: date, facts, customers: ['Hotel', 'Kiosk'] });
      return tiers[valueCustomers({ measures, settings: defaultSettings, inDevelopment: new Set() }).tier[0]!]!;
    };
    expect(['2026-05-31', '2026-06-30', '2026-07-31'].map(at)).toEqual(['vip', 'good', 'none']);
  });

  test('a month in which nobody bought has no VIPs', () => {
    expect(
      tiersOf([
        { customer: 'Kiosk', day: '2026-06-01', net: 0 },
        { customer: 'Bakery', day: '2026-06-02', net: -5 },
      ]),
    ).toEqual({
      Kiosk: 'none',
      Bakery: 'none',
    });
  });
});

test('the period method ranks the whole window once', () => {
  const facts = [
    ...june({ Wholesaler: 100, Hotel: 10, Kiosk: 10, Bakery: 10, School: 10 }),
    ...['2026-01-10', '2026-02-10', '2026-03-10'].map((day) => ({ customer: 'Hotel', day, net: 40 })),
  ];
  expect(tiersOf(facts, { method: 'monthly' })).toMatchObject({ Wholesaler: 'vip', Hotel: 'vip' });
  expect(tiersOf(facts, { method: 'period' })).toMatchObject({ Wholesaler: 'good', Hotel: 'vip' });
});

describe('each criterion ranks by its own measure', () => {
  const facts: TestFact[] = [
    { customer: 'many payments', day: '2026-06-01', paid: 1 },
    { customer: 'many payments', day: '2026-06-02', paid: 1 },
    { customer: 'much paid', day: '2026-06-01', paid: 900 },
    { customer: 'many units', day: '2026-06-01', net: 1, units: 500, cost: 1 },
    { customer: 'much revenue', day: '2026-06-01', net: 900, units: 1, cost: 890 },
    { customer: 'many orders', day: '2026-06-01', net: 2, units: 1, cost: 1 },
    { customer: 'many orders', day: '2026-06-03', net: 2, units: 1, cost: 1 },
    { customer: 'much margin', day: '2026-06-01', net: 300, units: 1, cost: 100 },
  ];
  test.each<[Criterion, string]>([
    ['payments_count', 'many payments'],
    ['payments_sum', 'much paid'],
    ['units', 'many units'],
    ['revenue', 'much revenue'],
    ['orders', 'many orders'],
    ['gross_margin', 'much margin'],
  ])('%s: %s', (criterion, best) => {
    const found = tiersOf(facts, { criterion });
    expect(Object.keys(found).filter((customer) => found[customer] === 'vip')).toEqual([best]);
  });

  test('a margin that is not known ranks nobody', () => {
    expect(tiersOf([{ customer: 'Kiosk', day: '2026-06-01', net: 500, cost: null }], { criterion: 'gross_margin' })).toEqual({
      Kiosk: 'none',
    });
  });
});

describe('for any company', () => {
  const fact = fc.record({
    customer: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'),
    day: fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('03', '17', '28'))
      .map(([month, day]) => `2026-${String(month).padStart(2, '0')}-${day}`),
    // Few distinct amounts, so that ties are common.
    net: fc.constantFrom(-20, -10, 10, 10, 20, 30),
    cost: fc.constantFrom(5, 10, null),
    units: fc.constantFrom(1, 2),
    paid: fc.constantFrom(-10, 0, 10, 20),
  });
  const company = fc.array(fact, { maxLength: 60 });
  // A lifetime value is asked of the forecast, not of the facts: its own cases are below.
  const chosen = fc.record({
    criterion: fc.constantFrom(...criteria.filter((criterion) => criterion !== 'lifetime_value')),
    method: fc.constantFrom('monthly' as const, 'period' as const),
  });
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

  test('neither the order of facts nor of customers matters', () => {
    fc.assert(
      fc.property(company, chosen, fc.shuffledSubarray(names, { minLength: names.length }), (facts, tierSettings, shuffled) => {
        expect(tiersOf(facts.toReversed(), tierSettings, shuffled)).toEqual(tiersOf(facts, tierSettings, names));
      }),
    );
  });

  test('doubling every amount changes nobody', () => {
    fc.assert(
      fc.property(company, chosen, (facts, tierSettings) => {
        const doubled = facts.map((one) => ({
          ...one,
          net: one.net * 2,
          cost: one.cost === null ? null : one.cost * 2,
          paid: one.paid * 2,
        }));
        expect(tiersOf(doubled, tierSettings, names)).toEqual(tiersOf(facts, tierSettings, names));
      }),
    );
  });

  test('every VIP had something of the criterion in a month of the window, and the number of them is bounded by the months', () => {
    fc.assert(
      fc.property(company, (facts) => {
        const found = tiersOf(facts, {}, names);
        for (const customer of names.filter((name) => found[name] === 'vip')) {
          const bought = facts.some((one) => one.customer === customer && one.net > 0 && one.day > '2025-12-31' && one.day <= asOf);
          expect(bought).toBe(true);
        }
      }),
    );
  });

  test('a scorecard agrees with the classes it was made of, and history with a valuation of that day', () => {
    fc.assert(
      fc.property(company, chosen, (facts, tierSettings) => {
        const settings = { ...defaultSettings, tiers: { ...defaultSettings.tiers, ...tierSettings } };
        const value = (date: string) =>
          valueCustomers({ measures: measuresOf({ asOf: date, facts, customers: names }), settings, inDevelopment: new Set() });
        const later = value('2026-09-30');
        for (const month of later.history) {
          const then = value(month.period.last);
          expect([...month.tier]).toEqual([...then.tier]);
          expect([...month.activity]).toEqual([...then.activity]);
          expect([...month.lifecycle]).toEqual([...then.lifecycle]);
          expect([...month.late]).toEqual([...then.late]);
        }
        names.forEach((_, i) => expect(later.scorecard(i).tier).toBe(tiers[later.tier[i]!]));
      }),
      { numRuns: 30 },
    );
  });
});

describe('by lifetime value', () => {
  const facts = june({ Wholesaler: 100, Hotel: 90, Kiosk: 50, Bakery: 50, School: 10 });
  const customers = namesIn(facts);
  /** Expected at the end of May and of June: the hotel is to leave, the school was the best a month ago. */
  const expected = [
    [5, 90, 40, 0, 100],
    [100, 0, 90, 50, 50],
  ].map((values) => Float64Array.from(values));
  const byMethod = (method: 'monthly' | 'period') => {
    const measures = measuresOf({ asOf, facts: [...facts, { customer: 'Hotel', day: '2026-05-02', net: 1 }], customers });
    const settings = { ...defaultSettings, tiers: { ...defaultSettings.tiers, criterion: 'lifetime_value' as const, method } };
    return valueCustomers({ measures, settings, inDevelopment: new Set(), lifetimeValueAt: (period) => expected[period]! });
  };
  const named = (valuation: ReturnType<typeof byMethod>) =>
    Object.fromEntries(customers.map((customer, i) => [customer, tiers[valuation.tier[i]!]!]));

  test('a month’s VIPs are the best at its end; money does not add up over the window', () => {
    expect(named(byMethod('monthly'))).toEqual({ Wholesaler: 'vip', Hotel: 'none', Kiosk: 'good', Bakery: 'regular', School: 'vip' });
    expect(byMethod('monthly').reason(0).tier).toMatchObject({ criterion: 'lifetime_value', total: 100, by_month: [5, 100] });
  });

  test('in one ranking the last month’s end counts, and who was VIP a month earlier is good', () => {
    expect(named(byMethod('period'))).toEqual({ Wholesaler: 'vip', Hotel: 'none', Kiosk: 'good', Bakery: 'regular', School: 'good' });
  });
});
