/** How often intervals held, and the factor that would have brought it to 80 %: by hand for sixteen equal customers. */
import { expect, test } from 'vitest';
import type { Uncertain } from '../forecast/interval.ts';
import { coverage, wideningOf } from './interval-coverage.ts';

/** 100 purchases of 1 that vary by 10: 100 ± 1.2816 × √(100 + 100 × 100), which is 128.8. */
const shop: Uncertain = {
  alive: 1,
  transactions: 100,
  discounted: 100,
  variance: 100,
  mean: 1,
  meanVariance: 0,
  withinVariance: 100,
  mayLose: true,
  widening: 1,
};
const half = 128.8;

/** Off by a step, two steps... up to eight, on either side. */
function outcome(step: number) {
  const off = Array.from({ length: 8 }, (_, at) => (at + 1) * step);
  return { customers: Int32Array.from({ length: 16 }, (_, at) => at), earned: [...off, ...off.map((by) => -by)].map((by) => 100 + by) };
}
const shops = Array.from({ length: 16 }, () => shop);

test('half of the customers, where the interval is four of eight steps wide', () => {
  expect(coverage(shops, { ...outcome(half / 4.01), widening: 1 })).toBe(0.5);
});

test('a customer that has left has no range and is not counted', () => {
  const gone = { ...shop, alive: 0.01 };
  expect(coverage([...shops.slice(0, 8), ...shops.map(() => gone)], { ...outcome(half / 4.01), widening: 1 })).toBe(0.5);
  expect(coverage([gone], { ...outcome(1), widening: 1 })).toBe(1);
});

test('too narrow: seven of eight steps make 14 of 16, so variances are multiplied by (7 / 4)²', () => {
  expect(wideningOf(shops, outcome(half / 4)) / (7 / 4) ** 2).toBeCloseTo(1, 1);
});

test('too wide: seven of eight steps would do, and half of that on a logarithmic scale is taken', () => {
  expect(coverage(shops, { ...outcome(half / 10), widening: 1 })).toBe(1);
  // (7 / 10)² of the variance, its root.
  expect(wideningOf(shops, outcome(half / 10))).toBeCloseTo(0.7, 2);
});

test('never narrower than by a quarter of the variance, so never less than half', () => {
  expect(wideningOf(shops, outcome(half / 1000))).toBeCloseTo(0.5, 2);
});
