/**
 * BG/NBD: Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275–284. Purchases come
 * at a rate λ ~ Gamma(r, α); after each purchase the customer leaves with a chance p ~ Beta(a, b).
 * MBG/NBD: Batislam, Denizel and Filiztekin (2007), International Journal of Research in Marketing 24(3), 201–209. The customer may
 * leave after its first purchase too: so a customer with one old purchase is not surely alive, unlike in BG/NBD.
 * MBG/CNBD-k: Platzer and Reutterer (2016), Ticking Away the Moments, Marketing Science 35(5), 779–799. Gaps between purchases are
 * Erlang-k: a purchase is every k-th event of rate λ, so silence is earlier evidence that a regular customer has left.
 * All are one likelihood: of x or x + 1 chances to leave, and of k events to a purchase.
 */
import { fitByLikelihood, type Likelihood } from './fit-by-likelihood.ts';
import { type GroupedHistories, groupHistories } from './history.ts';
import { discountedByParts, discountedRate } from './discounted-rate.ts';
import type { CustomerHistory, LifetimeModel, ModelName, Parameters, SeenHistory } from './model.ts';
import { risingFactorials } from '../numeric/rising-factorial.ts';
import { chanceOfPurchase, purchasesBeforeDropout, purchaseRateAfter, type StillThere } from './purchases-before-dropout.ts';

export const bgnbd = betaGeometric({ name: 'bgnbd', chancesAtFirst: 0, regularity: 1 });
export const mbgnbd = betaGeometric({ name: 'mbgnbd', chancesAtFirst: 1, regularity: 1 });

/** λ is the rate of events, of which `regularity` make a purchase. The likelihood lacks what does not depend on parameters: regularity.ts. */
export function mbgcnbd(regularity: number): LifetimeModel {
  return regularity === 1 ? mbgnbd : betaGeometric({ name: 'mbgcnbd', chancesAtFirst: 1, regularity });
}

interface Kind {
  name: ModelName;
  /** 1 where a customer may leave after its first purchase. */
  chancesAtFirst: 0 | 1;
  regularity: number;
}

function betaGeometric(kind: Kind): LifetimeModel {
  const likelihood = betaGeometricLikelihood(kind);
  const aliveProbability = (params: Parameters, history: CustomerHistory): number => 1 / (1 + Math.exp(logOddsGone(params, history, kind)));
  const expectedIfAlive: LifetimeModel['expectedIfAlive'] = (params, history, { weeks, phase }) =>
    purchasesBeforeDropout(stillThere(params, history, { ...kind, phase }), weeks);
  const expectedTransactions: LifetimeModel['expectedTransactions'] = (params, history, weeks) =>
    aliveProbability(params, history) *
    phases(params, history, kind).reduce(
      (sum, chance, phase) => sum + chance * expectedIfAlive(params, history, { weeks: [weeks], phase })[0]!,
      0,
    );
  return {
    name: kind.name,
    parameters: likelihood.parameters,
    regularity: kind.regularity,
    fit: (histories, options = {}) => fitByLikelihood(likelihood, histories, options),
    logLikelihood: (params, histories) => likelihood.sum(params, groupHistories(histories, 1), null),
    aliveProbability,
    expectedTransactions,
    phases: (params, history) => phases(params, history, kind),
    expectedIfAlive,
    anyIfAlive: (params, history, { weeks, phase }) => chanceOfPurchase(stillThere(params, history, { ...kind, phase }), weeks),
    discountedTransactions: (params, history, horizon) => {
      const alive = stillThere(params, history, { ...kind, phase: 0 });
      const scaleWeeks = alive.time / (alive.count + 1);
      if (kind.regularity > 1)
        return discountedByParts((weeks) => expectedTransactions(params, history, weeks), { ...horizon, scaleWeeks });
      return aliveProbability(params, history) * discountedRate((weeks) => purchaseRateAfter(alive, weeks), { ...horizon, scaleWeeks });
    },
  };
}

/** λ ~ Gamma(count, time) and p ~ Beta(leave, stay) of a customer that is still active, given its history and phase. */
function stillThere(
  [r, alpha, a, b]: Parameters,
  { repeats, ageWeeks }: SeenHistory,
  { chancesAtFirst, regularity, phase }: Kind & { phase: number },
): StillThere {
  return {
    count: r! + regularity * repeats + phase,
    time: alpha! + ageWeeks,
    leave: a!,
    stay: b! + repeats + chancesAtFirst,
    every: regularity,
    phase,
  };
}

/** ln of the odds that it left after its last purchase: equation 10 of the paper of 2005 for x > 0; with a dropout probability of 0 no customer has. */
function logOddsGone(
  [r, alpha, a, b]: Parameters,
  { repeats, lastWeeks, ageWeeks }: CustomerHistory,
  { chancesAtFirst, regularity }: Kind,
): number {
  const chances = repeats + chancesAtFirst;
  if (chances === 0) return -Infinity;
  const count = r! + regularity * repeats;
  return (
    Math.log(a! / (b! + chances - 1)) +
    count * Math.log1p((ageWeeks - lastWeeks) / (alpha! + lastWeeks)) -
    Math.log(weightOfPhases({ count, silent: (ageWeeks - lastWeeks) / (alpha! + ageWeeks), regularity }).all)
  );
}

function phases([r, alpha]: Parameters, { repeats, lastWeeks, ageWeeks }: CustomerHistory, { regularity }: Kind): number[] {
  const { all, terms } = weightOfPhases({
    count: r! + regularity * repeats,
    silent: (ageWeeks - lastWeeks) / (alpha! + ageWeeks),
    regularity,
  });
  return terms.map((term) => term / all);
}

/** Σ over j < k of (count)ⱼ / j! qʲ: of j events since the last purchase, q being the silent share of α + T. */
function weightOfPhases({ count, silent, regularity }: { count: number; silent: number; regularity: number }): {
  all: number;
  terms: number[];
} {
  const terms = [1];
  for (let j = 1; j < regularity; j++) terms.push((terms[j - 1]! * silent * (count + j - 1)) / j);
  return { all: terms.reduce((sum, term) => sum + term, 0), terms };
}

/**
 * ln L = ln Γ(r+kx)/Γ(r) − kx ln α + ln (b)ₙ/(a+b)ₙ + ln[ W (1+T/α)^−(r+kx) + a/(b+n−1) (1+t_x/α)^−(r+kx) ], n = x or x + 1 chances
 * to leave, W the weight of the phases, 1 where k is; the second term only where n > 0 (2005: equation 6; 2007: equation 2; 2016: equation
 * 5 without its gaps). Gradients by the logarithms of the parameters.
 */
function betaGeometricLikelihood(kind: Kind): Likelihood {
  return {
    parameters: ['r', 'alpha', 'a', 'b'],
    times: ['alpha'],
    eventsARepeat: kind.regularity,
    starts: (grouped) => {
      const rate = (kind.regularity * grouped.repeats) / grouped.age;
      return [
        [0.5, 0.8, 2],
        [1, 0.3, 3],
        [0.3, 1.5, 1.5],
        [2, 0.05, 2],
        [8, 0.2, 4],
        [0.5, 0.1, 0.3],
      ].map(([r, a, b]) => [r!, r! / (rate * 2), a!, b!]);
    },
    limits: [
      { name: 'one_rate_no_dropout', fixed: { r: 1e7, a: 0, b: 1 } },
      { name: 'no_dropout', fixed: { a: 0, b: 1 } },
      { name: 'one_rate_one_dropout', fixed: { r: 1e7, b: 1e7 } },
      { name: 'one_rate', fixed: { r: 1e7 } },
      { name: 'one_dropout', fixed: { b: 1e7 } },
    ],
    mayBeAtLimit: ([r, , a, b]) => r! > 10 || a! / (a! + b!) < 0.05 || a! + b! > 30,
    sum: (params, grouped, gradient) => sumOverHistories(params, grouped, { gradient, kind }),
  };
}

function sumOverHistories(
  params: Parameters,
  grouped: GroupedHistories,
  { gradient, kind }: { gradient: Float64Array | null; kind: Kind },
): number {
  const [r, alpha, a, b] = params as [number, number, number, number];
  const { size, weight, countAt, lastAt, ageAt, counts, times } = grouped;
  const chances = counts.map((count) => count + kind.chancesAtFirst);
  const events = counts.map((count) => count * kind.regularity);
  const purchases = risingFactorials(r, events);
  const stayed = risingFactorials(b, chances);
  const decided = risingFactorials(a + b, chances);
  const logTimes = times.map((time) => Math.log1p(time / alpha));
  const shares = times.map((time) => time / (alpha + time));
  const logLeave = chances.map((chance) => (chance === 0 ? -Infinity : Math.log(a / (b + chance - 1))));
  const logAlpha = Math.log(alpha);
  const between = new Phases(kind.regularity, alpha);
  let [sum, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0];
  for (let at = 0; at < size; at++) {
    const count = countAt[at]!;
    const happened = r + events[count]!;
    const [logLast, logAge] = [logTimes[lastAt[at]!]!, logTimes[ageAt[at]!]!];
    if (kind.regularity > 1) between.weigh(happened, { last: times[lastAt[at]!]!, age: times[ageAt[at]!]! });
    const logOdds = logLeave[count]! + happened * (logAge - logLast) - between.log;
    // One exponential serves both ln(alive + gone) and the share of gone.
    const exponential = Math.exp(-Math.abs(logOdds));
    const gone = logOdds > 0 ? 1 / (1 + exponential) : exponential / (1 + exponential);
    const logEither = (logOdds > 0 ? logOdds : 0) + Math.log1p(exponential) - happened * logAge + between.log;
    const customers = weight[at]!;
    sum += customers * (purchases.log[count]! - events[count]! * logAlpha + stayed.log[count]! - decided.log[count]! + logEither);
    if (gradient === null) continue;
    byR += customers * (purchases.derivative[count]! - gone * logLast - (1 - gone) * (logAge - between.byCount));
    byAlpha +=
      customers *
      (happened * (gone * shares[lastAt[at]!]! + (1 - gone) * shares[ageAt[at]!]!) + (1 - gone) * between.byLogAlpha - events[count]!);
    byA += customers * (gone - a * decided.derivative[count]!);
    byB += customers * (stayed.derivative[count]! - decided.derivative[count]! - (gone > 0 ? gone / (b + chances[count]! - 1) : 0));
  }
  gradient?.set([r * byR, byAlpha, byA, b * byB]);
  return sum;
}

/** ln W of one history after the other, with its derivatives by r and by ln α; all 0 where k is 1. */
class Phases {
  log = 0;
  byCount = 0;
  byLogAlpha = 0;
  readonly #regularity: number;
  readonly #alpha: number;

  constructor(regularity: number, alpha: number) {
    this.#regularity = regularity;
    this.#alpha = alpha;
  }

  weigh(count: number, { last, age }: { last: number; age: number }): void {
    const silent = (age - last) / (this.#alpha + age);
    let [term, all, harmonic, byCount, byPhase] = [1, 1, 0, 0, 0];
    for (let j = 1; j < this.#regularity; j++) {
      term *= (silent * (count + j - 1)) / j;
      harmonic += 1 / (count + j - 1);
      all += term;
      byCount += term * harmonic;
      byPhase += j * term;
    }
    this.log = Math.log(all);
    this.byCount = byCount / all;
    this.byLogAlpha = (-this.#alpha / (this.#alpha + age)) * (byPhase / all);
  }
}
