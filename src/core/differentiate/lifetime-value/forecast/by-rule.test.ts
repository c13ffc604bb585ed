/** A plain forecast gives the pace, the model what comes after a year: by hand. */
import { expect, test } from 'vitest';
import { keptByRule, levelOf, minorByRule, uncertainByRule } from './by-rule.ts';
import type { Outlook } from './outlook.ts';

/** A purchase a month in the first year and half of one in the second, of 10 each. */
const outlook: Outlook = {
  byMonth: Float64Array.from({ length: 24 }, (_, month) => (month < 12 ? month + 1 : 12 + (month - 11) / 2)),
  alive: 0.9,
  transactions: 18,
  discounted: 18,
  variance: 18,
  mean: 10,
  meanVariance: 0,
  withinVariance: 0,
  mayLose: true,
  widening: 1,
};
const assumed = { horizonMonths: 24, retentionPermille: 800, discountPermille: 0 };

test('two purchases a month by the rule: 24 in the first year and half as many in the second, as the model has it', () => {
  const kept = keptByRule(outlook, { knowsLeaving: true, assumed });
  expect(kept).toBe(18);
  const uncertain = uncertainByRule(outlook, { perMonth: 2, kept });
  expect(minorByRule(uncertain)).toBe(360);
  // The rule says 36 where the model says 18.
  expect(uncertain).toMatchObject({ alive: 0.9, transactions: 36, discounted: 36, variance: 18 + 18 ** 2 });
});

test('where the model has no customer leave, four fifths stay from the second year on', () => {
  // The mean of 0.8^t over a year is 0.2 / -ln 0.8.
  expect(keptByRule(outlook, { knowsLeaving: false, assumed })).toBeCloseTo(12 + (12 * 0.2) / -Math.log(0.8), 2);
  expect(keptByRule(outlook, { knowsLeaving: false, assumed: { ...assumed, horizonMonths: 6 } })).toBe(6);
});

test('who did not buy last year is worth nothing by the rule', () => {
  expect(minorByRule(uncertainByRule(outlook, { perMonth: 0, kept: 18 }))).toBe(0);
});

test('a rule of 120 in total, where the model has 90: three quarters of each', () => {
  expect(levelOf({ byModel: 90, byRule: 120 })).toBe(0.75);
  expect(levelOf({ byModel: 90, byRule: 0 })).toBe(1);
});
