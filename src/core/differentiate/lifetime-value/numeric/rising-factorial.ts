/**
 * ln Γ(base + n) − ln Γ(base) for whole n, and its derivative by base. Summed factor by factor: two values of ln Γ of a million
 * taken from each other would lose the digits that a boundary is decided by.
 */
import { digamma, logGamma } from './log-gamma.ts';

export interface RisingFactorials {
  log: Float64Array;
  derivative: Float64Array;
}

/** Gaps longer than this are bridged by ln Γ: so many purchases cost no more than few. */
const longestSum = 256;

/** For counts in ascending order. */
export function risingFactorials(base: number, counts: readonly number[]): RisingFactorials {
  const log = new Float64Array(counts.length);
  const derivative = new Float64Array(counts.length);
  let [reached, logSum, derivativeSum] = [0, 0, 0];
  for (const [at, count] of counts.entries()) {
    if (count - reached > longestSum) {
      logSum += logGamma(base + count) - logGamma(base + reached);
      derivativeSum += digamma(base + count) - digamma(base + reached);
      reached = count;
    }
    for (; reached < count; reached++) {
      logSum += Math.log(base + reached);
      derivativeSum += 1 / (base + reached);
    }
    log[at] = logSum;
    derivative[at] = derivativeSum;
  }
  return { log, derivative };
}
