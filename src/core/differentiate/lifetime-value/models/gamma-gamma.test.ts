/** Money per transaction with a mean, and without one, which is reported. */
import { expect, test } from 'vitest';
import { gamma, randomOf } from '../../../../../fixtures/seeded-random.ts';
import { expectedValue, fitGammaGamma, type Spending } from './gamma-gamma.ts';

/** ν ~ Gamma(q, γ), each transaction ~ Gamma(p, ν). */
function simulated([p, q, scale]: readonly [number, number, number], customers: number): Spending[] {
  const random = randomOf(11);
  return Array.from({ length: customers }, (_, at) => {
    const transactions = 1 + (at % 6);
    return { transactions, mean: gamma(random, p * transactions) / ((gamma(random, q) / scale) * transactions), customers: 1 };
  });
}

test('parameters are found again, in cents as in millions', () => {
  const spendings = simulated([6, 4, 15], 4000);
  const fit = fitGammaGamma(spendings)!;
  expect(fit).toMatchObject({ converged: true, boundary: null });
  for (const [at, value] of [6, 4, 15].entries()) expect(Math.abs(fit.params[at]! - value) / fit.standardErrors![at]!).toBeLessThan(3);
  const cents = fitGammaGamma(spendings.map((each) => ({ ...each, mean: each.mean * 1e8 })))!;
  expect(cents.params[2]! / fit.params[2]).toBeCloseTo(1e8, -3);
});

test('a mean that is infinite is named, and nobody who bought once gets it', () => {
  const fit = fitGammaGamma(simulated([2, 0.7, 5], 4000))!;
  expect(fit.boundary).toBe('infinite_mean');
  expect(expectedValue([0.2, 0.7, 5], { transactions: 0, mean: 0 })).toBeNull();
  expect(expectedValue([0.2, 0.7, 5], { transactions: 1, mean: 10 })).toBeNull();
  expect(expectedValue([2, 0.7, 5], { transactions: 3, mean: 10 })).toBeGreaterThan(0);
});

test('customers who all spend alike are named so', () => {
  expect(
    fitGammaGamma([
      { transactions: 2, mean: 10, customers: 50 },
      { transactions: 5, mean: 10, customers: 9 },
    ]),
  ).toMatchObject({ boundary: 'same_value' });
});

test('losses are no part of it: they are what credibility is for', () => {
  const spendings = simulated([6, 4, 15], 500);
  expect(fitGammaGamma([...spendings, { transactions: 3, mean: -20, customers: 100 }])!.params).toEqual(fitGammaGamma(spendings)!.params);
  expect(fitGammaGamma([{ transactions: 3, mean: -20, customers: 100 }])).toBeNull();
});
