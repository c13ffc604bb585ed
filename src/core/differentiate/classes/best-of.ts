/**
 * The best places of a ranking, among hundreds of thousands in a moment: sorting the bare numbers finds the cut, and only customers
 * exactly at the cut are compared further, so that the result never depends on the order of loading.
 */
export interface BestOf {
  /** By customer. */
  value: ArrayLike<number>;
  candidates: Int32Array;
  /** How many places there are. */
  size: number;
  /** The order of two customers with the same value. */
  compareAtCut: (a: number, b: number) => number;
  mark: (customer: number) => void;
}

/** The measure for all customers: values of the candidates, ascending, and the last that took a place. */
export interface RankedValues {
  sorted: Float64Array;
  size: number;
  cut: number;
}

export function bestOf({ value, candidates, size, compareAtCut, mark }: BestOf): RankedValues {
  const count = candidates.length;
  const sorted = new Float64Array(count);
  for (let i = 0; i < count; i++) sorted[i] = value[candidates[i]!]!;
  sorted.sort();
  const cut = size === 0 ? 0 : sorted[count - size]!;
  const atCut: number[] = [];
  let above = 0;
  if (size > 0)
    for (const customer of candidates) {
      if (value[customer]! > cut) {
        mark(customer);
        above++;
      } else if (value[customer] === cut) atCut.push(customer);
    }
  if (atCut.length > size - above) atCut.sort(compareAtCut);
  for (const customer of atCut.slice(0, size - above)) mark(customer);
  return { sorted, size, cut };
}

/** k = round-half-up(share × n), at least 1 where there are candidates: 12 → 2, 13 → 3 at a fifth. */
export function countOfShare(candidates: number, sharePermille: number): number {
  if (candidates === 0) return 0;
  return Math.min(candidates, Math.max(1, Math.floor((2 * candidates * sharePermille + 1000) / 2000)));
}

/** From 1; equal values share a rank. */
export function rankOf(value: number, { sorted }: Pick<RankedValues, 'sorted'>): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return sorted.length - low + 1;
}
