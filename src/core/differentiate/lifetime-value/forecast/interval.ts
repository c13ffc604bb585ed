/**
 * The 80 % interval of a customer's value: 0 with probability 1 − P(alive), and if alive a gamma-shaped amount whose variance
 * adds the chance of each purchase, the uncertainty of the customer's rate, dropout within the horizon, and the value of a purchase.
 * An approximation by moments. Where 0 is one end, nothing lies beyond it, and the other end leaves out a fifth instead of a tenth. The coverage is
 * measured in the back-test, and the variance is widened or narrowed by the factor that it found.
 */
export interface Uncertain {
  /** P(alive) at the as-of date. */
  alive: number;
  /** Expected transactions over the horizon if alive: discounted ones, and as counted. */
  discounted: number;
  transactions: number;
  /** Variance of the count if alive. */
  variance: number;
  /** Minor units a transaction, what is not known of that mean, and how a single one varies about it. */
  mean: number;
  meanVariance: number;
  withinVariance: number;
  /** False where a transaction can only bring something: revenue. */
  mayLose: boolean;
  /** Times the variance: the factor found by the back-test, below 1 where intervals held too often; 1 as calculated. */
  widening: number;
}

export interface Interval {
  low: number;
  high: number;
}

/** The nominal coverage of the interval. */
export const claimed = 0.8;
const lowest = 0.1;
const highest = 0.9;

export function valueInterval(uncertain: Uncertain): Interval {
  const { alive, discounted, transactions, mean } = uncertain;
  if (transactions <= 0 || alive <= 0) return { low: 0, high: 0 };
  const ifAlive = { mean: mean * discounted, variance: varianceIfAlive(uncertain) };
  let [low, high] = [quantile(lowest, { alive, ifAlive }), quantile(highest, { alive, ifAlive })];
  if (low === 0 && high > 0) high = Math.max(0, quantile(claimed, { alive, ifAlive }));
  else if (high === 0 && low < 0) low = Math.min(0, quantile(1 - claimed, { alive, ifAlive }));
  return uncertain.mayLose ? { low, high } : { low: Math.max(0, low), high: Math.max(0, high) };
}

interface Moments {
  mean: number;
  variance: number;
}

/** 0 with probability 1 − alive, else the value of an active customer, which may be a loss. */
function quantile(share: number, { alive, ifAlive }: { alive: number; ifAlive: Moments }): number {
  const below = quantileIfAlive(share / alive, ifAlive);
  if (below < 0) return below;
  const above = quantileIfAlive((share - (1 - alive)) / alive, ifAlive);
  return Math.max(0, above);
}

/** Below this shape a loss is as likely as not what chance makes of a small gain: no gamma, which knows no losses. */
const leastShape = 4;

function quantileIfAlive(share: number, { mean, variance }: Moments): number {
  if (share <= 0) return -Infinity;
  if (share >= 1) return Infinity;
  if (variance <= 0) return mean;
  const shape = mean ** 2 / variance;
  if (shape < leastShape) return mean + normalQuantile(share) * Math.sqrt(variance);
  // Wilson and Hilferty (1931): the cube root of a gamma variable is nearly normal. A loss mirrors a gain.
  const h = 1 / (9 * shape);
  return mean * (1 - h + normalQuantile(mean > 0 ? share : 1 - share) * Math.sqrt(h)) ** 3;
}

/** Variance of the value, gone or alive. */
export function valueVariance(uncertain: Uncertain): number {
  const { alive, discounted, mean } = uncertain;
  return alive * varianceIfAlive(uncertain) + alive * (1 - alive) * (mean * discounted) ** 2;
}

function varianceIfAlive({ discounted, transactions, variance, mean, meanVariance, withinVariance, widening }: Uncertain): number {
  const discount = transactions > 0 ? discounted / transactions : 0;
  return (
    widening * discount ** 2 * ((mean ** 2 + meanVariance) * variance + transactions ** 2 * meanVariance + transactions * withinVariance)
  );
}

/** Acklam's rational approximation of the normal quantile; relative error below 1.2e-9. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -8;
  if (p >= 1) return 8;
  const tail = 0.02425;
  if (p < tail) return tailQuantile(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - tail) return -tailQuantile(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r - 30.66479806614716) * r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1)
  );
}

function tailQuantile(q: number): number {
  return (
    (((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q +
      2.938163982698783) /
    ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
  );
}
