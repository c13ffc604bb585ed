/** Predicted and actual transactions by month: by hand for three customers, and E[X(t)] itself against simulation and its closed form. */
import { describe, expect, test } from 'vitest';
import { publishedOfCdnow } from '../../../../../fixtures/published/cdnow.ts';
import { randomOf } from '../../../../../fixtures/seeded-random.ts';
import { simulatedCustomer } from '../../../../../fixtures/simulated-customer.ts';
import { measuresOf } from '../../measures-of-facts.test-support.ts';
import { companyHistories } from '../histories/company-histories.ts';
import { lifetimeModels } from '../models/models.ts';
import { trackingOf } from './tracking.ts';

describe('a kiosk from January, a hospital from February, a school that comes only in the hold-out; everybody is said to buy once a week', () => {
  const bought = (customer: string, ...days: string[]) => days.map((day) => ({ customer, day, net: 100, cost: 60 }));
  const measures = measuresOf({
    asOf: '2025-04-30',
    customers: ['hospital', 'kiosk', 'school'],
    facts: [
      ...bought('kiosk', '2025-01-10', '2025-01-24', '2025-03-05', '2025-04-01'),
      ...bought('hospital', '2025-02-21', '2025-02-28', '2025-04-02', '2025-04-03'),
      ...bought('school', '2025-04-04', '2025-04-05'),
    ],
  });
  const histories = companyHistories(measures, { until: 3, basis: 'revenue' });
  const months = trackingOf(measures, { forecaster: { repeatsSinceFirst: (weeks) => weeks }, histories, forecastByMonth: [6] });

  test('a first purchase is no repeat, and who came later is not followed', () => {
    expect(months.map(({ until, heldOut, actual, actualSoFar }) => [until, heldOut, actual, actualSoFar])).toEqual([
      ['2025-01-31', false, 1, 1],
      ['2025-02-28', false, 1, 2],
      ['2025-03-31', false, 1, 3],
      ['2025-04-30', true, 3, 6],
    ]);
  });

  test('each is expected from its own first day on; the forecast goes on from what had happened', () => {
    const expected = [21 / 7, 28 / 7 + 7 / 7, (31 + 31) / 7];
    expect(months.slice(0, 3).map((month) => month.expected)).toEqual(expected.map((value) => expect.closeTo(value, 9)));
    expect(months[2]!.expectedSoFar).toBeCloseTo((80 + 38) / 7, 9);
    expect(months[3]).toMatchObject({ expected: 6, expectedSoFar: 9 });
  });
});

const newcomer = { repeats: 0, lastWeeks: 0, ageWeeks: 0 };

describe.each(Object.values(lifetimeModels))('repeats since the first purchase by $name', (model) => {
  const { params } = publishedOfCdnow[model.name as keyof typeof lifetimeModels];
  const expected = (weeks: number): number => model.expectedTransactions(params, newcomer, weeks);

  test('none at once, and more with time, but by less and less', () => {
    expect(expected(0)).toBe(0);
    const years = [1, 2, 3, 4].map((year) => expected(52 * year) - expected(52 * (year - 1)));
    expect(years).toEqual(years.toSorted((a, b) => b - a));
    expect(years[3]).toBeGreaterThan(0);
  });

  test('as many as 200,000 simulated customers make in a year', () => {
    const { repeats, variance } = simulated(model.name as keyof typeof lifetimeModels, params, { customers: 200_000, weeks: 52 });
    expect(Math.abs(repeats - expected(52))).toBeLessThan(4 * Math.sqrt(variance / 200_000));
  });
});

test('Pareto/NBD: r β / (α (s − 1)) × (1 − (β / (β + t))^(s − 1)), as Schmittlein, Morrison and Colombo (1987) have it', () => {
  const [r, alpha, s, beta] = publishedOfCdnow.paretonbd.params;
  for (const weeks of [1, 39, 78, 520])
    expect(lifetimeModels.paretonbd.expectedTransactions(publishedOfCdnow.paretonbd.params, newcomer, weeks)).toBeCloseTo(
      ((r * beta) / (alpha * (s - 1))) * (1 - (beta / (beta + weeks)) ** (s - 1)),
      9,
    );
});

/** The mean and the variance of simulated customers' repeats. */
function simulated(
  model: keyof typeof lifetimeModels,
  params: readonly number[],
  { customers, weeks }: { customers: number; weeks: number },
): { repeats: number; variance: number } {
  const random = randomOf(20261123);
  let [sum, squares] = [0, 0];
  for (let customer = 0; customer < customers; customer++) {
    const { repeats } = simulatedCustomer(model, params, { random, weeks });
    sum += repeats;
    squares += repeats ** 2;
  }
  return { repeats: sum / customers, variance: squares / customers - (sum / customers) ** 2 };
}
