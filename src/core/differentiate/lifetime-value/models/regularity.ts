/**
 * The regularity of purchases: k of the Erlang-k gaps of Platzer and Reutterer (2016), by maximum likelihood of the gaps. k = 1 is a
 * customer with random purchases; a shop that orders every second Monday has a large k. The gaps themselves are a part of the likelihood that
 * no parameter but k touches. Where only the sum of some gaps is known (days of a month between its first and its last), it is
 * Erlang too: of k events for each.
 */
import { mbgcnbd } from './beta-geometric.ts';
import type { History } from './history.ts';
import type { Fit, LifetimeModel } from './model.ts';
import { logGamma } from '../numeric/log-gamma.ts';

/** Gaps between purchases, summed by how many are known together. */
export class Gaps {
  /** Index: how many gaps together. How often, and Σ of ln(their length in weeks). */
  readonly #often: number[] = [];
  readonly #logSum: number[] = [];

  /** `together` gaps that take some weeks in all; time above 0. */
  add(together: number, weeks: number): void {
    this.#often[together] = (this.#often[together] ?? 0) + 1;
    this.#logSum[together] = (this.#logSum[together] ?? 0) + Math.log(weeks);
  }

  /** ln of the part of their density that parameters do not touch: Π S^(km−1) / Γ(km), S the weeks of m gaps. */
  logDensity(regularity: number): number {
    let sum = 0;
    this.#often.forEach((often, together) => {
      const events = regularity * together;
      sum += (events - 1) * this.#logSum[together]! - often * logGamma(events);
    });
    return sum;
  }
}

/** A higher regularity hardly changes a forecast, and is expensive. */
const mostRegular = 6;

export interface Regular {
  model: LifetimeModel;
  fit: Fit;
  /** ln L by how many events make a purchase, from 1 on, gaps included: the reason as data. */
  logLikelihoods: number[];
}

/** k grows as long as the gaps become likelier by at least 2: MBG/NBD itself where they do not. */
export function fitRegularity(histories: readonly History[], gaps: Gaps): Regular {
  let best: Regular = { ...fitted(histories, 1), logLikelihoods: [] };
  const logLikelihoods = [best.fit.logLikelihood + gaps.logDensity(1)];
  for (let regularity = 2; regularity <= mostRegular && best.fit.converged; regularity++) {
    const next = fitted(histories, regularity, best);
    logLikelihoods.push(next.fit.logLikelihood + gaps.logDensity(regularity));
    if (!next.fit.converged || logLikelihoods.at(-1)! < logLikelihoods.at(-2)! + leastGain) break;
    best = { ...next, logLikelihoods: [] };
  }
  return { ...best, logLikelihoods };
}

/** As for a simpler model at a boundary: half of the gain that chance alone gives in one case of twenty. */
const leastGain = 2;

function fitted(
  histories: readonly History[],
  regularity: number,
  before?: { model: LifetimeModel; fit: Fit },
): { model: LifetimeModel; fit: Fit } {
  const model = mbgcnbd(regularity);
  if (before === undefined) return { model, fit: model.fit(histories) };
  const [r, alpha, a, b] = before.fit.params as [number, number, number, number];
  // The same rate of purchases: of more events each.
  return { model, fit: model.fit(histories, { startFrom: [r, (alpha * before.model.regularity) / regularity, a, b] }) };
}
