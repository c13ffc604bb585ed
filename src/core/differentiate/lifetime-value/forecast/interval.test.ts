/** What lies within the 80 % interval: of those who may be gone, of losses, and as often as it claims. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalQuantile, type Uncertain, valueInterval, valueVariance } from './interval.ts';

const sure: Uncertain = {
  alive: 1,
  transactions: 100,
  discounted: 100,
  variance: 100,
  mean: 10,
  meanVariance: 0,
  withinVariance: 0,
  mayLose: true,
  widening: 1,
};

test('a hundred purchases of ten, give or take ten: near 1,000 ± 128', () => {
  const { low, high } = valueInterval(sure);
  expect(low).toBeCloseTo(1000 - 128, -1);
  expect(high).toBeCloseTo(1000 + 128, -1);
});

test('who is gone with more than a tenth may bring nothing; with more than nine tenths will', () => {
  expect(valueInterval({ ...sure, alive: 0.85 }).low).toBe(0);
  expect(valueInterval({ ...sure, alive: 0.85 }).high).toBeGreaterThan(1000);
  expect(valueInterval({ ...sure, alive: 0.05 })).toEqual({ low: 0, high: 0 });
});

test('nothing lies below 0, so who may be gone leaves out a fifth above', () => {
  // Alive: a gamma of mean 1,000 and deviation 100; (0.8 - 0.15) / 0.85 of it is 0.7647, 0.7216 deviations up: 1000 (1 - 1/900 + 0.7216/30)^3.
  expect(valueInterval({ ...sure, alive: 0.85 }).high).toBeCloseTo(1070.5, 0);
  expect(valueInterval({ ...sure, alive: 0.85, mean: -10 })).toEqual({ low: expect.closeTo(-1070.5, 0), high: 0 });
});

test('a loss mirrors a gain', () => {
  const [gain, loss] = [valueInterval(sure), valueInterval({ ...sure, mean: -10 })];
  expect(loss.low).toBeCloseTo(-gain.high, 8);
  expect(loss.high).toBeCloseTo(-gain.low, 8);
});

test('small gains that vary much may turn out as losses', () => {
  const { low, high } = valueInterval({ ...sure, mean: 1, withinVariance: 10_000 });
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(1000);
});

test('revenue is never below nothing, however much it varies', () => {
  expect(valueInterval({ ...sure, mean: 1, withinVariance: 10_000, mayLose: false }).low).toBe(0);
});

describe('whatever is uncertain', () => {
  const uncertain = fc.record({
    alive: fc.double({ min: 0.01, max: 1, noNaN: true }),
    transactions: fc.double({ min: 0.01, max: 500, noNaN: true }),
    variance: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
    mean: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    meanVariance: fc.double({ min: 0, max: 1e8, noNaN: true }),
    withinVariance: fc.double({ min: 0, max: 1e8, noNaN: true }),
  });

  test('the low end is not above the high one, and widening never narrows', () => {
    fc.assert(
      fc.property(uncertain, (some) => {
        const one = { ...some, discounted: some.transactions, mayLose: true, widening: 1 };
        const [narrow, wide] = [valueInterval(one), valueInterval({ ...one, widening: 1.5 })];
        expect(narrow.low).toBeLessThanOrEqual(narrow.high);
        expect(valueVariance({ ...one, widening: 1.5 })).toBeGreaterThanOrEqual(valueVariance(one));
        expect(Number.isFinite(wide.low + wide.high)).toBe(true);
      }),
    );
  });
});

test.each([
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.1, -1.2815515655446004],
  [0.001, -3.090232306167813],
])('the normal quantile at %d is %d', (share, quantile) => {
  expect(normalQuantile(share)).toBeCloseTo(quantile, 7);
});
