/** Customers that would change class under other settings, worked out by hand for five customers. */
import { expect, test } from 'vitest';
import { measuresOf } from '../measures-of-facts.test-support.ts';
import { readSettings } from '../setting-rules.ts';
import { valueCustomers } from '../value-customers.ts';
import { whoWouldMove } from './who-would-move.ts';

const customers = ['wholesaler', 'hospital', 'kiosk', 'school', 'bakery'];
const measures = measuresOf({
  asOf: '2026-06-30',
  customers,
  facts: [
    { customer: 'wholesaler', day: '2026-06-03', net: 10_000, units: 10 },
    { customer: 'hospital', day: '2026-06-04', net: 5000, units: 500 },
    { customer: 'kiosk', day: '2026-05-05', net: 300, units: 3 },
    { customer: 'kiosk', day: '2026-06-05', net: 300, units: 3 },
    { customer: 'school', day: '2026-06-06', net: 200, units: 2 },
    { customer: 'bakery', day: '2026-06-07', net: 100, units: 1 },
  ],
});
const value = (chosen: object) =>
  valueCustomers({
    measures,
    settings: readSettings({ tiers: { method: 'period' }, ...chosen } as never).settings,
    inDevelopment: new Set(),
  });
const compare = (chosen: object) => whoWouldMove({ before: value({}), after: value(chosen), measures, named: 10 });

test('the same settings move nobody, and everybody is counted', () => {
  const { tier, customers: moved } = compare({});
  expect(moved).toEqual([]);
  expect(tier).toEqual([
    { from: 'vip', to: 'vip', customers: 1, revenueYearMinor: 10_000 },
    // The hospital, and the kiosk: it alone bought in May and was the best then.
    { from: 'good', to: 'good', customers: 2, revenueYearMinor: 5600 },
    { from: 'regular', to: 'regular', customers: 2, revenueYearMinor: 300 },
  ]);
});

test('by units the hospital takes the place of the wholesaler', () => {
  const { tier, customers: moved } = compare({ tiers: { method: 'period', criterion: 'units' } });
  expect(moved.map(({ customer, from, to, revenueYearMinor }) => [customers[customer], from, to, revenueYearMinor])).toEqual([
    ['wholesaler', 'vip', 'good', 10_000],
    ['hospital', 'good', 'vip', 5000],
  ]);
  expect(tier).toContainEqual({ from: 'vip', to: 'good', customers: 1, revenueYearMinor: 10_000 });
  expect(tier.reduce((sum, move) => sum + move.customers, 0)).toBe(5);
});

test('one month is enough to be stabilised, when the company says so', () => {
  const { activity, tier } = compare({ activity: { stabilisedMonths: 1 } });
  expect(activity).toEqual([
    { from: 'stabilised', to: 'stabilised', customers: 1, revenueYearMinor: 600 },
    { from: 'unstabilised', to: 'stabilised', customers: 4, revenueYearMinor: 15_300 },
  ]);
  expect(tier.every(({ from, to }) => from === to)).toBe(true);
});
