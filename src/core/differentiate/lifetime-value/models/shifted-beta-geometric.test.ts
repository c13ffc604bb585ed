/** Contracts against the published cohorts. */
import { describe, expect, test } from 'vitest';
import { publishedCohorts } from '../../../../../fixtures/published/contracts.ts';
import { fitContracts, residualPayments, survival } from './shifted-beta-geometric.ts';

describe.each(Object.entries(publishedCohorts))('the cohort %s', (_, { survivors, later, alpha, beta }) => {
  test('has the published parameters', () => {
    const fit = fitContracts(survivors);
    expect(fit).toMatchObject({ converged: true, boundary: null });
    expect(fit.alpha).toBeCloseTo(alpha, 3);
    expect(fit.beta).toBeCloseTo(beta, 3);
  });

  test('survives the next five renewals within 2 % of all as foretold', () => {
    for (const [at, left] of later.entries())
      expect(Math.abs(survival({ alpha, beta }, survivors.length + at) - left / 1000)).toBeLessThan(0.02);
  });
});

test('a customer of long standing has more payments to come than a new one', () => {
  const later = [0, 1, 5].map((renewals) => residualPayments({ alpha: 0.668, beta: 3.806 }, { renewals, rate: 0.1, periods: 30 }));
  expect(later).toEqual(later.toSorted((a, b) => a - b));
});

test.each([
  ['nobody left', [100, 100, 100], { boundary: 'no_dropout', converged: false }],
  ['all left at once', [100, 0], { boundary: 'all_left', converged: false }],
  ['half leaves each time', [1024, 512, 256, 128], { boundary: 'one_dropout', converged: true }],
])('%s', (_, survivors, expected) => {
  expect(fitContracts(survivors)).toMatchObject(expected);
});
