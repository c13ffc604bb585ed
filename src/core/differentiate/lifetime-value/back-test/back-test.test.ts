/** Forecasts held against what happened: by hand for five customers, and when a plain one takes the model's place. */
import { describe, expect, test } from 'vitest';
import { calibration, type Measured, measureForecast, measureMoney, rivalWins } from './back-test.ts';
import { unexplainedOf } from './company-back-test.ts';

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

test('in money: 170 expected and 136 earned is a quarter too much', () => {
  const customers = Int32Array.of(0, 1, 2);
  expect(measureMoney([100, 50, 20, 9], { customers, earned: [80, 40, 16, 9] })).toEqual({ expectedMinor: 170, moneyBias: 0.25 });
  expect(measureMoney([100, 50, 20], { customers, earned: [-80, 40, 16] }).moneyBias).toBeNull();
});

describe('1,000 expected in all', () => {
  test.each([
    ['1,200 came, by chance give or take 50: three quarters of the fifth', 1200, 50, 0.15],
    ['800 came: as much the other way', 800, 50, -0.15],
    ['1,200 came, give or take 100: two deviations, which chance explains', 1200, 100, 0],
    ['a loss came', -5, 50, 0],
  ])('%s', (_, actualMinor, deviation, unexplained) => {
    expect(unexplainedOf({ expectedMinor: 1000, actualMinor, variance: deviation ** 2 })).toBeCloseTo(unexplained, 12);
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
