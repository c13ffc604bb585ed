/** Contracts against the published cohorts. */
import { expect, test } from 'vitest';
import { fitContracts, residualPayments, survival } from './shifted-beta-geometric.ts';

/** Fader and Hardie (2007), table 1: of a thousand customers, at the start and after seven renewals. */
test.each([
  ['Regular', [1000, 631, 468, 382, 326, 289, 262, 241], 0.704, 1.182],
  ['High-end', [1000, 869, 743, 653, 593, 551, 517, 491], 0.668, 3.806],
])('the cohort %s has the published parameters', (_, survivors, alpha, beta) => {
  const fit = fitContracts(survivors);
  expect(fit).toMatchObject({ converged: true, boundary: null });
  expect(fit.alpha).toBeCloseTo(alpha, 3);
  expect(fit.beta).toBeCloseTo(beta, 3);
});

test('five renewals later the high-end cohort is about where the paper saw it: 40.9 % after eleven', () => {
  expect(survival({ alpha: 0.668, beta: 3.806 }, 11)).toBeCloseTo(0.409, 1);
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
