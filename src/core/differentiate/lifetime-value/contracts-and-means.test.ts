/** Contracts against the published cohorts; means that may be negative. */
import { expect, test } from 'vitest';
import { fitContracts, residualPayments, survival } from './shifted-beta-geometric.ts';
import { fitShrinkage, shrunkMean, type Transactions } from './shrinkage-mean.ts';

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

const of = (...amounts: number[]): Transactions => ({ transactions: amounts.length, sum: amounts.reduce((a, b) => a + b, 0), sumOfSquares: amounts.reduce((a, b) => a + b * b, 0) });

test('a customer that loses money stays below zero, one seen once is drawn to everybody', () => {
  const [hospital, kiosk, school] = [of(90, 110, 100, 100), of(-20, -30, -25), of(100)];
  const found = fitShrinkage([hospital, kiosk, school])!;
  expect(shrunkMean(found, kiosk)).toBeLessThan(0);
  const [often, once] = [100 - shrunkMean(found, hospital), 100 - shrunkMean(found, school)];
  expect(often).toBeGreaterThan(0);
  expect(once).toBeGreaterThan(often);
  expect(shrunkMean(found, of())).toBe(found.mean);
});

test('where customers do not differ, everybody has the common mean', () => {
  const found = fitShrinkage([of(10, 20), of(20, 10), of(15, 15, 10, 20)])!;
  expect(found).toEqual({ mean: 15, weight: Infinity });
  expect(shrunkMean(found, of(10, 20))).toBe(15);
});

test('nothing is made of no transactions', () => {
  expect(fitShrinkage([])).toBeNull();
});
