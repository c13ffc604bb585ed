/** Customers simulated from known parameters, in three kinds of company: are those parameters found again, and do the intervals hold them? */
import { describe, expect, test } from 'vitest';
import type { History } from './history.ts';
import { randomOf } from '../../../../../fixtures/seeded-random.ts';
import { simulatedCustomer } from '../../../../../fixtures/simulated-customer.ts';
import { lifetimeModels } from './models.ts';

const customers = 5000;
const weeks = 78;

function simulated(model: keyof typeof lifetimeModels, params: readonly number[], seed: number): History[] {
  const random = randomOf(seed);
  return Array.from({ length: customers }, (_, at) => ({
    ...simulatedCustomer(model, params, { random, weeks: weeks - (at % 26) }),
    customers: 1,
  }));
}

describe.each([
  ['a shop of passers-by', { bgnbd: [0.25, 4.5, 0.8, 2.4], mbgnbd: [0.5, 6, 0.9, 1.6], paretonbd: [0.55, 10.6, 0.6, 11.7] }],
  ['a wholesaler with steady customers', { bgnbd: [2, 5, 0.5, 8], mbgnbd: [2, 5, 0.5, 8], paretonbd: [2, 5, 0.8, 40] }],
  ['a canteen with frequent guests', { bgnbd: [1.2, 1, 1, 12], mbgnbd: [1.2, 1, 1, 12], paretonbd: [1.2, 1, 1.5, 60] }],
] as const)('%s', (_, known) => {
  test.each(Object.values(lifetimeModels))('$name', (model) => {
    const truth = known[model.name as keyof typeof lifetimeModels];
    const fit = model.fit(simulated(model.name as keyof typeof lifetimeModels, truth, 20260701));
    expect(fit).toMatchObject({ converged: true, boundary: null });
    // In units of the standard error of ln(parameter): 36 parameters in all, so one may be beyond 2, none beyond 3.5.
    for (const [at, value] of truth.entries())
      expect(Math.abs(Math.log(fit.params[at]! / value)) / Math.sqrt(fit.covariance![at]![at]!)).toBeLessThan(3.5);
  });
});

test('of twenty companies the 80 % intervals hold the true parameters in about four fifths of the cases', () => {
  const truth = [0.5, 6, 0.9, 1.6];
  const held = Array.from({ length: 20 }, (_, seed) => {
    const fit = lifetimeModels.mbgnbd.fit(simulated('mbgnbd', truth, seed + 1));
    return truth.filter((value, at) => Math.abs(Math.log(fit.params[at]! / value)) < 1.2816 * Math.sqrt(fit.covariance![at]![at]!)).length;
  });
  const share = held.reduce((sum, each) => sum + each, 0) / (20 * truth.length);
  expect(share).toBeGreaterThan(0.65);
  expect(share).toBeLessThan(0.95);
});
