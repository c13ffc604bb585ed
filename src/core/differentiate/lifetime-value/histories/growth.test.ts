/** Growth of customers' purchases and amounts, by hand; and that leaving, beginning and seasons are not growth. */
import { describe, expect, test } from 'vitest';
import { simulatedCompany } from '../../../../../fixtures/simulated-company.ts';
import { monthNumber, monthOfNumber } from '../../../calendar.ts';
import { measuresOf } from '../../measures-of-facts.test-support.ts';
import { earnedOf } from './company-histories.ts';
import { growthOf, noGrowth } from './growth.ts';

/** Forty kiosks over some months: so many purchases in each month, each of so much. */
function kiosks({ months, times, net }: { months: number; times(kiosk: number, month: number): number; net(month: number): number }) {
  const customers = Array.from({ length: 40 }, (_, kiosk) => `kiosk ${String(kiosk).padStart(2, '0')}`);
  const measures = measuresOf({
    asOf: monthOfNumber(monthNumber('2024-01-01') + months - 1).last,
    customers,
    facts: customers.flatMap((customer, kiosk) =>
      [...Array(months).keys()].flatMap((month) =>
        [...Array(times(kiosk, month)).keys()].map((at) => ({
          customer,
          day: monthOfNumber(monthNumber('2024-01-01') + month).first.replace(/..$/, String(10 + at)),
          net: net(month),
          cost: 0,
        })),
      ),
    ),
  });
  return growthOf(measures, { until: months + 1, earned: (cell) => earnedOf(measures, cell, 'revenue') });
}

describe('forty kiosks', () => {
  test('who buy 5 times a month in one year and 6 times in the next, each time for 10 % more', () => {
    const { purchases, amount } = kiosks({
      months: 24,
      times: (_, month) => (month < 12 ? 5 : 6),
      net: (month) => (month < 12 ? 1000 : 1100),
    });
    // All are alike, so that nothing of it is chance. Pairs: months 2 to 11 of the first year with those of the second.
    expect(purchases).toBeCloseTo(1.2, 12);
    expect(amount).toBeCloseTo(1.1, 12);
  });

  test('of whom half grow and half shrink: chance explains four fifths of the difference', () => {
    const { purchases } = kiosks({ months: 24, times: (kiosk, month) => (month < 12 ? 4 : kiosk % 2 === 0 ? 6 : 3), net: () => 1000 });
    // 4 to (6 + 3) / 2: ln 1.125 = 0.118. A kiosk is off by 1.5 / 4.5 of its share: 1/3 / sqrt(40) = 0.053. 1 - 4 × 0.053² / 0.118² = 0.199.
    expect(purchases).toBeCloseTo(Math.exp(0.199 * Math.log(1.125)), 3);
  });

  test('who never grow faster than by half a year, as far as is believed', () => {
    expect(kiosks({ months: 24, times: (_, month) => (month < 12 ? 2 : 6), net: () => 1000 }).purchases).toBeCloseTo(1.5, 12);
  });

  test.each([
    ['who are known for 23 months', 23, () => true],
    ['of whom eleven have left', 24, (kiosk: number, month: number) => kiosk < 29 || month < 12],
  ])('%s do not say', (_, months, there) => {
    const times = (kiosk: number, month: number): number => (there(kiosk, month) ? (month < 12 ? 2 : 3) : 0);
    expect(kiosks({ months, times, net: () => 1000 })).toEqual(noGrowth);
  });

  test('who buy by seasons, or begin or leave within the two years, do not grow', () => {
    const season = [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1, 9];
    const there = (kiosk: number, month: number): boolean => month >= (kiosk < 5 ? 6 : 0) && month < (kiosk > 35 ? 18 : 24);
    const growth = kiosks({ months: 24, times: (kiosk, month) => (there(kiosk, month) ? season[month % 12]! : 0), net: () => 1000 });
    expect(growth).toEqual({ purchases: expect.closeTo(1, 12), amount: expect.closeTo(1, 12) });
  });
});

describe('a simulated company', () => {
  const rules = { customers: 300, months: 36, ahead: 0, gapWeeks: 3, alike: 2, regularity: 1, leaving: 0.2, beginsWithin: 0.7 };
  const found = (differing: object) =>
    [101, 202, 303, 404, 505].map((seed) => {
      const { measures } = simulatedCompany({ ...rules, ...differing, seed });
      return growthOf(measures, { until: 37, earned: (cell) => earnedOf(measures, cell, 'gross_margin') });
    });

  test('of 15 % more purchases and 10 % more money a year: nearly as much of each', () => {
    for (const { purchases, amount } of found({ growth: 0.15, amountGrowth: 0.1 })) {
      expect(purchases).toBeGreaterThan(1.05);
      expect(purchases).toBeLessThan(1.19);
      expect(amount).toBeCloseTo(1.1, 1);
    }
  });

  test.each([{ leaving: 0.2 }, { leaving: 0.4 }, { lateShare: 0.3 }, { regularity: 4 }])(
    'without growth, %o: hardly any is found',
    (differing) => {
      for (const { purchases, amount } of found(differing)) {
        expect(Math.abs(Math.log(purchases))).toBeLessThan(0.04);
        expect(Math.abs(Math.log(amount))).toBeLessThan(0.02);
      }
    },
  );
});
