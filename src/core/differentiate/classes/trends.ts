/** Is it going up or down? Rates and changes in whole thousandths, null where there is nothing to compare (docs/methods/trends.md). */

/** Sums over some months of one customer. */
export interface MonthsSum {
  revenueMinor: number;
  costMinor: number;
  costUnknown: boolean;
  listMinor: number;
  discountMinor: number;
  /** The cost to serve: direct costs, activities, cost of credit. */
  servedMinor: number;
}

/** Growth against what was before; null unless there was something, over months that the journal covers. */
export function growthPermille(nowMinor: number, beforeMinor: number, beforeCovered: boolean): number | null {
  return beforeCovered && beforeMinor > 0 ? permille(nowMinor - beforeMinor, beforeMinor) : null;
}

export function marginRatePermille(sum: MonthsSum): number | null {
  return sum.costUnknown || sum.revenueMinor <= 0 ? null : permille(sum.revenueMinor - sum.costMinor, sum.revenueMinor);
}

/** Null where margin or costs are not known. */
export function netProfitMinor(sum: MonthsSum, costsKnown: boolean): number | null {
  return sum.costUnknown || !costsKnown ? null : sum.revenueMinor - sum.costMinor - sum.servedMinor;
}

export function discountRatePermille(sum: MonthsSum): number | null {
  return sum.listMinor <= 0 ? null : permille(sum.discountMinor, sum.listMinor);
}

export function difference(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : now - before;
}

/** Half away from zero, so that a gain and an equal loss look alike. */
export function permille(part: number, whole: number): number {
  const exact = (Math.abs(part) * 1000) / whole;
  return Math.sign(part) * Math.floor(exact + 0.5) + 0;
}
