/**
 * Shares a whole number among weights by the largest remainder (Hamilton): parts are whole, and add up to the whole. SQL does
 * the same over millions of rows (src/metrics/costing/mart_customer_activity.sql); a test compares the two.
 */

/**
 * `whole` may be negative. Weights are whole and ≥ 0; ties of remainders go to the earlier weight. Where all weights are 0 nothing
 * can be shared: null.
 */
export function allocate(whole: bigint, weights: readonly bigint[]): bigint[] | null {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return null;
  const sign = whole < 0n ? -1n : 1n;
  const size = whole * sign;
  const parts = weights.map((weight) => (size * weight) / total);
  const left = size - parts.reduce((sum, part) => sum + part, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % total }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, Number(left))) parts[index]! += 1n;
  return parts.map((part) => part * sign);
}
