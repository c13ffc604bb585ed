/** Which model a company gets: simulated companies whose customers are regular or buy at random, a quarter of them new. */
import { expect, test } from 'vitest';
import { simulatedCompany } from '../../../../../fixtures/simulated-company.ts';
import { companyHistories } from '../histories/company-histories.ts';
import { chooseBuying, type Forecaster } from './forecaster.ts';

function chosen({ regularity, seed }: { regularity: number; seed: number }): Forecaster {
  const { measures } = simulatedCompany({
    customers: 280,
    seed,
    months: 36,
    ahead: 0,
    gapWeeks: 1.2,
    alike: 2,
    regularity,
    leaving: 0.2,
    leavingAlike: Infinity,
    beginsWithin: 0.5,
    lateShare: 0.25,
  });
  return chooseBuying(measures, companyHistories(measures, { until: 37, basis: 'gross_margin' }))!;
}

test.each([1, 2])('customers with Erlang-4 gaps, a quarter of them of the last third: MBG/CNBD-4 (company %d)', (seed) => {
  const { name, params, chosenBy } = chosen({ regularity: 4, seed });
  expect({ name, k: params['k'], chosenBy }).toEqual({ name: 'mbgcnbd', k: 4, chosenBy: 'held_out_likelihood' });
});

test.each([1, 2])('customers with random purchases: no regular gaps (company %d)', (seed) => {
  const { name, params, chosenBy } = chosen({ regularity: 1, seed });
  expect({ name, k: params['k'], chosenBy }).toEqual({ name: 'paretonbd', k: undefined, chosenBy: 'held_out_likelihood' });
});
