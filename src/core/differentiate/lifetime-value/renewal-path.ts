/**
 * How far a contract may get: it is renewed again and again until it is not. Its worth by the number of renewals, how likely each is, and what
 * follows: the mean, the variance, the bounds that it stays within so often.
 */
export interface Path {
  /** Worth after no renewal, after one…, and how likely the contract gets no further. */
  worth: number[];
  share: number[];
  /** Chance of the first renewal ahead; null where none comes up. */
  first: number | null;
  mean: number;
  variance: number;
  least: number;
  most: number;
}

/** `ahead`: renewals in their order, each with its chance once the contract got so far, and what its term earns. */
export function pathOf(ahead: readonly { chance: number; earned: number }[]): Path {
  const worth = [0];
  const share: number[] = [];
  let there = 1;
  for (const { chance, earned } of ahead) {
    share.push(there * (1 - chance));
    worth.push(worth.at(-1)! + earned);
    there *= chance;
  }
  share.push(there);
  const mean = share.reduce((sum, each, at) => sum + each * worth[at]!, 0);
  const variance = share.reduce((sum, each, at) => sum + each * (worth[at]! - mean) ** 2, 0);
  return { worth, share, first: ahead[0]?.chance ?? null, mean, variance, least: Math.min(...worth), most: Math.max(...worth) };
}

/** The worth that is not exceeded in so many of all cases; terms that lose money make the longest path the worst. */
export function pathQuantile({ worth, share }: Path, quantile: number): number {
  const byWorth = worth.map((each, at) => ({ each, share: share[at]! })).toSorted((a, b) => a.each - b.each);
  let reached = 0;
  for (const { each, share: likely } of byWorth) {
    reached += likely;
    if (reached >= quantile - 1e-12) return each;
  }
  return byWorth.at(-1)!.each;
}
