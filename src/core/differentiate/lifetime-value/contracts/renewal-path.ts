/**
 * The path of a contract: it is renewed repeatedly until it is lost. Its value by the number of renewals, with probabilities, and the
 * results: the mean, the variance, the bounds of the interval.
 */
export interface Path {
  /** Chance of the first renewal ahead; null where none comes up. */
  first: number | null;
  mean: number;
  variance: number;
  /** Of all that may come of it; and what holds in four cases of five. */
  least: number;
  most: number;
  low: number;
  high: number;
}

/** `ahead`: renewals in their order, each with its chance once the contract got so far, and what its term earns. */
export function pathOf(ahead: readonly { chance: number; earned: number }[]): Path {
  const stages = stagesOf(ahead);
  const { worth, share } = stages;
  const mean = share.reduce((sum, each, at) => sum + each * worth[at]!, 0);
  const variance = share.reduce((sum, each, at) => sum + each * (worth[at]! - mean) ** 2, 0);
  const [low, high] = [Math.min(mean, quantileOf(stages, 0.1)), Math.max(mean, quantileOf(stages, 0.9))];
  return { first: ahead[0]?.chance ?? null, mean, variance, least: Math.min(...worth), most: Math.max(...worth), low, high };
}

interface Stages {
  /** Worth after no renewal, after one…, and how likely the contract gets no further. */
  worth: number[];
  share: number[];
}

export function stagesOf(ahead: readonly { chance: number; earned: number }[]): Stages {
  const worth = [0];
  const share: number[] = [];
  let there = 1;
  for (const { chance, earned } of ahead) {
    share.push(there * (1 - chance));
    worth.push(worth.at(-1)! + earned);
    there *= chance;
  }
  share.push(there);
  return { worth, share };
}

/** The worth that is not exceeded in so many of all cases; terms that lose money make the longest path the worst. */
export function quantileOf({ worth, share }: Stages, quantile: number): number {
  const byWorth = worth.map((each, at) => ({ each, share: share[at]! })).toSorted((a, b) => a.each - b.each);
  let reached = 0;
  for (const { each, share: likely } of byWorth) {
    reached += likely;
    if (reached >= quantile - 1e-12) return each;
  }
  return byWorth.at(-1)!.each;
}
