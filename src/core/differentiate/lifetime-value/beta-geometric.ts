/**
 * BG/NBD: Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275–284. Purchases come
 * at a rate λ ~ Gamma(r, α); after each purchase the customer leaves with a chance p ~ Beta(a, b).
 * MBG/NBD: Batislam, Denizel and Filiztekin (2007), International Journal of Research in Marketing 24(3), 201–209. The customer may
 * leave after its first purchase too: so one who bought once, long ago, is not surely alive, as BG/NBD has it.
 * Both are one likelihood: the number of chances to leave is x in the first and x + 1 in the second.
 */
import { fitByLikelihood, type Likelihood } from './fit-by-likelihood.ts';
import { type GroupedHistories, groupHistories } from './history.ts';
import { discountedRate } from './discounted-rate.ts';
import type { CustomerHistory, LifetimeModel, ModelName, Parameters } from './model.ts';
import { risingFactorials } from './numeric/rising-factorial.ts';
import { purchasesBeforeDropout, purchaseRateAfter } from './purchases-before-dropout.ts';

export const bgnbd = betaGeometric('bgnbd', 0);
export const mbgnbd = betaGeometric('mbgnbd', 1);

function betaGeometric(name: ModelName, chancesAtFirst: 0 | 1): LifetimeModel {
  const likelihood = betaGeometricLikelihood(chancesAtFirst);
  const aliveProbability = (params: Parameters, history: CustomerHistory): number => 1 / (1 + Math.exp(logOddsGone(params, history, chancesAtFirst)));
  return {
    name,
    parameters: likelihood.parameters,
    fit: (histories, options = {}) => fitByLikelihood(likelihood, histories, options),
    logLikelihood: (params, history) => likelihood.sum(params, groupHistories([{ ...history, customers: 1 }], 1), null),
    aliveProbability,
    expectedTransactions: (params, history, weeks) => aliveProbability(params, history) * purchasesBeforeDropout(posterior(params, history, chancesAtFirst), weeks),
    discountedTransactions: (params, history, horizon) => {
      const alive = posterior(params, history, chancesAtFirst);
      return aliveProbability(params, history) * discountedRate((weeks) => purchaseRateAfter(alive, weeks), { ...horizon, scaleWeeks: alive.time / (alive.count + 1) });
    },
  };
}

/** λ ~ Gamma(count, time) and p ~ Beta(leave, stay) of a customer who is still there, given its history. */
function posterior([r, alpha, a, b]: Parameters, { repeats, ageWeeks }: CustomerHistory, chancesAtFirst: number): { count: number; time: number; leave: number; stay: number } {
  return { count: r! + repeats, time: alpha! + ageWeeks, leave: a!, stay: b! + repeats + chancesAtFirst };
}

/** BG/NBD: equation 10 of the paper for x > 0; without repeats nobody has had a chance to leave. */
function logOddsGone([r, alpha, a, b]: Parameters, { repeats, lastWeeks, ageWeeks }: CustomerHistory, chancesAtFirst: number): number {
  const chances = repeats + chancesAtFirst;
  if (chances === 0) return -Infinity;
  return Math.log(a! / (b! + chances - 1)) + (r! + repeats) * Math.log1p((ageWeeks - lastWeeks) / (alpha! + lastWeeks));
}

/**
 * ln L = ln Γ(r+x)/Γ(r) − x ln α + ln (b)ₙ/(a+b)ₙ + ln[ (1+T/α)^−(r+x) + a/(b+n−1) (1+t_x/α)^−(r+x) ], n = x or x + 1 chances to
 * leave; the second term only where n > 0 (paper: equation 6; 2007: equation 2). Gradients by the logarithms of the parameters.
 */
function betaGeometricLikelihood(chancesAtFirst: 0 | 1): Likelihood {
  return {
    parameters: ['r', 'alpha', 'a', 'b'],
    times: ['alpha'],
    starts: (grouped) => {
      const rate = grouped.repeats / grouped.age;
      return [[0.5, 0.8, 2], [1, 0.3, 3], [0.3, 1.5, 1.5], [2, 0.05, 2], [8, 0.2, 4], [0.5, 0.1, 0.3]].map(([r, a, b]) => [r!, r! / (rate * 2), a!, b!]);
    },
    limits: [
      { name: 'one_rate_no_dropout', fixed: { r: 1e7, a: 0, b: 1 } },
      { name: 'no_dropout', fixed: { a: 0, b: 1 } },
      { name: 'one_rate_one_dropout', fixed: { r: 1e7, b: 1e7 } },
      { name: 'one_rate', fixed: { r: 1e7 } },
      { name: 'one_dropout', fixed: { b: 1e7 } },
    ],
    mayBeAtLimit: ([r, , a, b]) => r! > 10 || a! / (a! + b!) < 0.05 || a! + b! > 30,
    sum: (params, grouped, gradient) => sumOverHistories(params, grouped, { gradient, chancesAtFirst }),
  };
}

function sumOverHistories(params: Parameters, grouped: GroupedHistories, { gradient, chancesAtFirst }: { gradient: Float64Array | null; chancesAtFirst: number }): number {
  const [r, alpha, a, b] = params as [number, number, number, number];
  const { size, weight, countAt, lastAt, ageAt, counts, times } = grouped;
  const chances = counts.map((count) => count + chancesAtFirst);
  const purchases = risingFactorials(r, counts);
  const stayed = risingFactorials(b, chances);
  const decided = risingFactorials(a + b, chances);
  const logTimes = times.map((time) => Math.log1p(time / alpha));
  const shares = times.map((time) => time / (alpha + time));
  const logLeave = chances.map((chance) => (chance === 0 ? -Infinity : Math.log(a / (b + chance - 1))));
  const logAlpha = Math.log(alpha);
  let [sum, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0];
  for (let at = 0; at < size; at++) {
    const count = countAt[at]!;
    const repeats = counts[count]!;
    const [logLast, logAge] = [logTimes[lastAt[at]!]!, logTimes[ageAt[at]!]!];
    const logOdds = logLeave[count]! + (r + repeats) * (logAge - logLast);
    // One exponential serves both ln(alive + gone) and the share of gone.
    const exponential = Math.exp(-Math.abs(logOdds));
    const gone = logOdds > 0 ? 1 / (1 + exponential) : exponential / (1 + exponential);
    const logEither = (logOdds > 0 ? logOdds : 0) + Math.log1p(exponential) - (r + repeats) * logAge;
    const customers = weight[at]!;
    sum += customers * (purchases.log[count]! - repeats * logAlpha + stayed.log[count]! - decided.log[count]! + logEither);
    if (gradient === null) continue;
    byR += customers * (purchases.derivative[count]! - gone * logLast - (1 - gone) * logAge);
    byAlpha += customers * ((r + repeats) * (gone * shares[lastAt[at]!]! + (1 - gone) * shares[ageAt[at]!]!) - repeats);
    byA += customers * (gone - a * decided.derivative[count]!);
    byB += customers * (stayed.derivative[count]! - decided.derivative[count]! - (gone > 0 ? gone / (b + chances[count]! - 1) : 0));
  }
  gradient?.set([r * byR, byAlpha, byA, b * byB]);
  return sum;
}
