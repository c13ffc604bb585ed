/** Forecasts held against what happened: by hand for five customers, and when a plain one takes the model's place. */
import { describe, expect, test } from 'vitest';
import { calibration, type Measured, measureForecast, rivalWins } from './back-test.ts';

const held = { customers: Int32Array.of(0, 1, 2, 3, 4), actual: [4, 0, 2, 1, 3] };

test('total, error by customer and lift are counted over those who were known', () => {
  const found = measureForecast([5, 1, 2, 0, 3, 99], held);
  expect(found.expected).toBe(11);
  expect(found.bias).toBeCloseTo(0.1, 12);
  expect(found.meanAbsoluteError).toBeCloseTo(3 / 5, 12);
  // One of five stands for the best tenth: it made 4 of 10, twice its part.
  expect(found.topDecileLift).toBeCloseTo(2, 12);
});

test('where nobody bought there is no bias to tell', () => {
  expect(measureForecast([1, 1], { customers: Int32Array.of(0, 1), actual: [0, 0] })).toMatchObject({
    bias: null,
    topDecileLift: null,
    meanAbsoluteError: 1,
  });
});

test('who was said to come back is counted in groups of a fifth', () => {
  expect(calibration([0.9, 0.1, 0.6, 0.3, 0.8], held)).toEqual([
    { customers: 1, forecast: 0.1, actual: 0 },
    { customers: 1, forecast: 0.3, actual: 1 },
    { customers: 1, forecast: 0.6, actual: 1 },
    { customers: 1, forecast: 0.8, actual: 1 },
    { customers: 1, forecast: 0.9, actual: 1 },
  ]);
});

describe('a plain forecast', () => {
  const measured = (bias: number, meanAbsoluteError: number): Measured => ({ bias, meanAbsoluteError, topDecileLift: 2, expected: 100 });
  const model = measured(0.04, 1.383);

  test.each([
    ['clearly nearer, as “silent is gone” for AdventureWorks’ resellers, wins', measured(-0.058, 1.278), true],
    ['nearer by a hair does not', measured(0, 1.37), false],
    ['nearer by customer but a quarter off in total does not', measured(-0.25, 1.2), false],
    ['further off does not', measured(0, 1.5), false],
  ])('%s', (_, rival, wins) => {
    expect(rivalWins(rival, model)).toBe(wins);
  });
});
