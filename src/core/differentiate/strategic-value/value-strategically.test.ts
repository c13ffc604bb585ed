/** The case that docs/methods/strategic-value.md works out by hand, and properties of any company. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuresOf } from '../measures-of-facts.test-support.ts';
import { defaultSettings } from '../settings.ts';
import type { PeerAttribute } from './peers.ts';
import { strategicTiers } from './strategic-tiers.ts';
import { valueStrategically } from './value-strategically.ts';

interface Sketch {
  name: string;
  region?: string;
  /** The lifetime value; null for who never bought. */
  value: number | null;
  revenue?: number;
  cost?: number;
  need?: number;
  size?: number;
  alive?: number;
}

/** All customers bought in December for 400 at a cost of 300, unless stated; over the horizon each counts for thirty months. */
function valued(sketches: Sketch[], chosen: Partial<typeof defaultSettings.strategic> = {}) {
  const measures = measuresOf({
    asOf: '2025-12-31',
    customers: sketches.map(({ name }) => name),
    facts: sketches
      .filter(({ value }) => value !== null)
      .map(({ name, revenue = 400, cost = 300 }) => ({ customer: name, day: '2025-12-10', net: revenue, cost })),
  });
  const strategies = valueStrategically({
    measures,
    lifetimes: {
      report: { basis: 'gross_margin' },
      transactions: Int32Array.from(sketches, ({ value }) => (value === null ? 0 : 1)),
      alive: Float64Array.from(sketches, ({ alive }) => alive ?? NaN),
      valueMinor: Float64Array.from(sketches, ({ value }) => value ?? 0),
      keptMonths: new Float64Array(sketches.length).fill(30),
    },
    known: {
      attributes: [attribute(sketches)],
      size: Float64Array.from(sketches, ({ size }) => size ?? 0),
      yearlyNeedMinor: Float64Array.from(sketches, ({ need }) => need ?? 0),
    },
    settings: { ...defaultSettings.strategic, ...chosen },
  });
  return {
    strategies,
    of: (name: string) => strategies.scorecard(sketches.findIndex((each) => each.name === name)),
    why: (name: string) => strategies.reason(sketches.findIndex((each) => each.name === name)),
  };
}

function attribute(sketches: Sketch[]): PeerAttribute {
  const values = [...new Set(['', ...sketches.map(({ region = 'North' }) => region)])];
  return { name: 'region', values, of: Int32Array.from(sketches, ({ region = 'North' }) => values.indexOf(region)) };
}

const wholesalers: Sketch[] = Array.from({ length: 10 }, (_, i) => ({ name: `wholesaler ${i + 1}`, value: 100 * (i + 1) }));
const company: Sketch[] = [
  ...wholesalers,
  { name: 'hospital', value: 150, revenue: 300, cost: 225, need: 1200 },
  { name: 'kiosk', value: -50, revenue: 100, cost: 110 },
  { name: 'school', value: null },
  { name: 'bakery', value: null, need: 400 },
];

describe('ten wholesalers, a hospital, a kiosk that loses money, a school and a bakery that never bought', () => {
  const { of, why } = valued(company);

  // The region’s twelve buyers by value: −50, 100, 150, 200, … 1000. Four fifths of twelve are 9.6: the tenth, 800.
  test.each([
    // Thirteen are rated: 2.6 places, three.
    { name: 'wholesaler 10', strategic_value_minor: 1000, strategic_tier: 'most_valuable' },
    { name: 'wholesaler 9', strategic_value_minor: 900, strategic_tier: 'most_valuable' },
    { name: 'wholesaler 8', strategic_value_minor: 800, strategic_tier: 'most_valuable' },
    // Nine are left but for the kiosk: 1.8 places, two. To gain: 700, 600, 600 of the hospital, 500, …
    { name: 'wholesaler 1', strategic_value_minor: 800, strategic_tier: 'most_growable' },
    { name: 'wholesaler 2', strategic_value_minor: 800, strategic_tier: 'most_growable' },
    { name: 'wholesaler 7', strategic_value_minor: 800, strategic_tier: 'migrator' },
    // 1200 / 12 × 30 months × 25 % = 750; of the need of 1200 it bought 300.
    { name: 'hospital', strategic_value_minor: 750, strategic_tier: 'migrator', share_of_wallet_permille: 250 },
    // A tenth of its revenue is lost with every purchase: the best of its peers are not a measure for it.
    { name: 'kiosk', strategic_value_minor: 0, strategic_tier: 'below_zero' },
    { name: 'school', strategic_value_minor: null, strategic_tier: null, share_of_wallet_permille: null },
    // 400 / 12 × 30 × 25 %: the company’s rate, for it has none of its own.
    { name: 'bakery', strategic_tier: 'migrator', share_of_wallet_permille: 0 },
  ])('$name: $strategic_tier', ({ name, ...expected }) => {
    expect(of(name)).toMatchObject(expected);
  });

  test('each says why, as data', () => {
    expect(why('wholesaler 1')).toEqual({
      rule: 'peers',
      actual_minor: 100,
      if_alive_minor: 800,
      reckoned_minor: 800,
      potential_minor: 800,
      alive_permille: null,
      profit_permille: 250,
      need: null,
      peers: { cell: { region: 'North' }, count: 12, percentile_permille: 800, value_minor: 800, size: null },
      tier: { tier: 'most_growable', rule: 'most_to_gain', place: { rank: 1, candidates: 9, places: 2, cut: 600 } },
    });
    expect(why('hospital')).toMatchObject({
      rule: 'need',
      need: { yearly_need_minor: 1200, revenue_year_minor: 300, share_of_wallet_permille: 250, kept_months: 30 },
      peers: null,
    });
    expect(why('kiosk')).toMatchObject({
      reckoned_minor: 800,
      potential_minor: 0,
      profit_permille: -100,
      tier: { rule: 'loses_at_any_volume', place: null },
    });
    expect(why('school')).toBeNull();
  });
});

test('two with the same to gain: who is worth more already comes first', () => {
  const { of } = valued(company);
  expect([of('wholesaler 2').strategic_value_minor! - 200, of('hospital').strategic_value_minor! - 150]).toEqual([600, 600]);
  expect(of('wholesaler 2').strategic_tier).toBe('most_growable');
  expect(of('hospital').strategic_tier).toBe('migrator');
});

test('who loses money is not below zero as long as its purchases earn something', () => {
  expect(valued([...wholesalers, { name: 'theatre', value: -50 }]).of('theatre')).toMatchObject({
    strategic_value_minor: 800,
    strategic_tier: 'most_growable',
  });
});

test('nobody could be worth less than it is: a need that was said too low', () => {
  expect(valued([...wholesalers, { name: 'hospital', value: 500, revenue: 4000, cost: 3000, need: 400 }]).of('hospital')).toMatchObject({
    strategic_value_minor: 500,
    share_of_wallet_permille: 10_000,
  });
});

test('who may have left already could be worth only as much of it as it is still a customer', () => {
  const { of, why } = valued([
    ...wholesalers,
    { name: 'school', value: 20, alive: 0.25 },
    { name: 'hospital', value: 20, alive: 0.25, need: 1200 },
  ]);
  // A quarter of 800, and of 750.
  expect([of('school').strategic_value_minor, of('hospital').strategic_value_minor]).toEqual([200, 188]);
  expect(why('school')).toMatchObject({ alive_permille: 250, if_alive_minor: 800, reckoned_minor: 200 });
});

test('too few peers: a customer is measured against itself, and the most there is to gain is nothing', () => {
  const { of, why } = valued(wholesalers.slice(0, 4));
  expect(why('wholesaler 1')).toMatchObject({ rule: 'itself', potential_minor: 100, tier: { rule: 'rest', place: null } });
  expect(of('wholesaler 4').strategic_tier).toBe('most_valuable');
});

test('shares, percentile and least peers are settings', () => {
  const { of } = valued(company, { mostValuablePermille: 100, mostGrowablePermille: 300, peerPercentilePermille: 500, leastPeers: 12 });
  // Half of twelve is the sixth: 400. One place of thirteen (1.3), then four of eleven (3.3 → 3).
  expect(of('wholesaler 9').strategic_tier).toBe('migrator');
  expect(of('wholesaler 1')).toMatchObject({ strategic_value_minor: 400, strategic_tier: 'most_growable' });
});

test('nothing depends on the order of customers, every rated one is in one tier, and none could be worth less than it is', () => {
  const sketch = fc.record({
    value: fc.option(fc.integer({ min: -500, max: 5000 })),
    revenue: fc.integer({ min: 1, max: 900 }),
    cost: fc.integer({ min: 1, max: 900 }),
    need: fc.constantFrom(0, 0, 100, 5000),
    size: fc.constantFrom(0, 0, 1, 7),
    region: fc.constantFrom('', 'North', 'South'),
  });
  fc.assert(
    fc.property(fc.array(sketch, { minLength: 1, maxLength: 40 }), (sketches) => {
      // Codes are names here: of equals the first by code comes first.
      const named = sketches.map((each, i) => ({ ...each, name: `customer ${String(i).padStart(2, '0')}` }));
      const cards = valued(named, { leastPeers: 3 });
      const backwards = valued(named.toReversed(), { leastPeers: 3 });
      for (const { name, value, need } of named) {
        const card = cards.of(name);
        expect(backwards.of(name)).toEqual(card);
        expect(card.strategic_tier === null).toBe(value === null && need === 0);
        if (card.strategic_tier === null) continue;
        expect(strategicTiers).toContain(card.strategic_tier);
        expect(card.strategic_value_minor).toBeGreaterThanOrEqual(value ?? 0);
      }
    }),
    { numRuns: 60 },
  );
});
