import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../settings.ts';
import { difference, discountRatePermille, growthPermille, marginRatePermille, type MonthsSum, permille } from './trends.ts';
import { vipPressure } from './vip-pressure.ts';

const months = (revenueMinor: number, costMinor: number, extra: Partial<MonthsSum> = {}): MonthsSum => ({
  revenueMinor,
  costMinor,
  costUnknown: false,
  listMinor: revenueMinor,
  discountMinor: 0,
  servedMinor: 0,
  ...extra,
});

test.each([
  [1, 3, 333],
  [2, 3, 667],
  [-2, 3, -667],
  [1, 2000, 1],
  [-1, 2000, -1],
  [0, 5, 0],
])('%i of %i is %i thousandths', (part, whole, expected) => {
  expect(permille(part, whole)).toBe(expected);
});

test('growth needs a year before that is covered and was not empty', () => {
  expect(growthPermille(120, 100, true)).toBe(200);
  expect(growthPermille(50, 100, true)).toBe(-500);
  expect(growthPermille(120, 0, true)).toBeNull();
  expect(growthPermille(120, 100, false)).toBeNull();
});

test('a rate is null where its cost or its revenue is lacking', () => {
  expect(marginRatePermille(months(200, 150))).toBe(250);
  expect(marginRatePermille(months(200, 150, { costUnknown: true }))).toBeNull();
  expect(marginRatePermille(months(0, 0))).toBeNull();
  expect(marginRatePermille(months(-5, 0))).toBeNull();
  expect(discountRatePermille(months(90, 0, { listMinor: 100, discountMinor: 10 }))).toBe(100);
  expect(discountRatePermille(months(90, 0, { listMinor: 0 }))).toBeNull();
  expect(difference(250, null)).toBeNull();
  expect(difference(250, 300)).toBe(-50);
});

describe('a VIP under pressure', () => {
  const settings = defaultSettings.vipPressure;
  const rates = (...discounts: number[]): MonthsSum[] => discounts.map((discountMinor) => months(0, 0, { listMinor: 1000, discountMinor }));
  const steady = rates(50, 50, 50, 50);

  test.each([
    ['30 % fell to 25 %: exactly five points', months(100, 75), months(100, 70), steady, 'margin_points'],
    ['30 % fell to 25.1 %', months(1000, 749), months(1000, 700), steady, null],
    ['10 % fell to 8 %: exactly a fifth', months(100, 92), months(100, 90), steady, 'margin_share'],
    ['10 % fell to 8.1 %', months(1000, 919), months(1000, 900), steady, null],
    ['the cost is not known', months(100, 75, { costUnknown: true }), months(100, 60), steady, null],
    ['nothing to compare with', months(100, 75), months(0, 0), steady, null],
    ['the discount rose three months running', months(100, 70), months(100, 70), rates(50, 51, 52, 53), 'discount_rising'],
    ['it rose only twice', months(100, 70), months(100, 70), rates(51, 51, 52, 53), null],
    ['a month without sales between', months(100, 70), months(100, 70), [...rates(50), months(0, 0), ...rates(52, 53)], null],
  ])('%s', (_, recent, before, lastMonths, rule) => {
    expect(vipPressure({ recent, before, months: lastMonths, netProfitMinor: null }, settings)?.rule ?? null).toBe(rule);
  });
});
