/** A customer who buys and leaves as a model says, from its first purchase on. */
import { beta, exponential, gamma, type Random } from '../../../../fixtures/seeded-random.ts';
import type { CustomerHistory } from './model.ts';
import type { lifetimeModels } from './models.ts';

export function simulatedCustomer(model: keyof typeof lifetimeModels, params: readonly number[], { random, weeks }: { random: Random; weeks: number }): CustomerHistory {
  const [r, alpha, third, fourth] = params as [number, number, number, number];
  const rate = gamma(random, r) / alpha;
  const leaves = model === 'paretonbd' ? 0 : beta(random, [third, fourth]);
  const gone = model === 'paretonbd' ? exponential(random, fourth / gamma(random, third)) : Infinity;
  let [repeats, lastWeeks] = [0, 0];
  let there = model !== 'mbgnbd' || random() >= leaves;
  for (let time = exponential(random, 1 / rate); there && time < Math.min(gone, weeks); time += exponential(random, 1 / rate)) {
    repeats++;
    lastWeeks = time;
    there = model === 'paretonbd' || random() >= leaves;
  }
  return { repeats, lastWeeks, ageWeeks: weeks };
}
