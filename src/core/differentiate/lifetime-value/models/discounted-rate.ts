/**
 * ∫ rate(u) exp(−δ u) du from now to a horizon that may be infinite, for a rate that falls smoothly: the discounted expected residual
 * transactions of Fader, Hardie and Lee (2005), "RFM and CLV", equation 2, for any model that knows its rate.
 */
import type { Horizon } from './model.ts';
import { gaussLegendre } from '../numeric/gauss-legendre.ts';

const quadrature = gaussLegendre(16);

/** exp(−36) is nothing. */
const nothingAfter = 36;

/** `scaleWeeks`: how fast the rate falls at first; pieces double from there, as a rate falls like a power of time. */
export function discountedRate(
  rate: (weeks: number) => number,
  { weeks, ratePerWeek, scaleWeeks }: Horizon & { scaleWeeks: number },
): number {
  const end = Math.min(weeks, nothingAfter / ratePerWeek);
  if (!(end < Infinity)) throw new RangeError('An infinite horizon needs a rate of interest above zero.');
  let sum = 0;
  for (let [from, length] = [0, Math.max(scaleWeeks, end / 1e6)]; from < end; from += length, length = from) {
    const piece = Math.min(length, end - from);
    for (const [at, node] of quadrature.nodes.entries()) {
      const week = from + node * piece;
      sum += piece * quadrature.weights[at]! * rate(week) * Math.exp(-ratePerWeek * week);
    }
  }
  return sum;
}

/** ∫ exp(−δ u) dE[Y(u)] for a model that knows E[Y] better than its rate: δ ∫ exp(−δ u) E[Y(u)] du + exp(−δ end) E[Y(end)]. */
export function discountedByParts(expected: (weeks: number) => number, horizon: Horizon & { scaleWeeks: number }): number {
  const { weeks, ratePerWeek } = horizon;
  const atEnd = weeks === Infinity ? 0 : Math.exp(-ratePerWeek * weeks) * expected(weeks);
  return ratePerWeek === 0 ? atEnd : ratePerWeek * discountedRate(expected, horizon) + atEnd;
}
