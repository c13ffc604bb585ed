/** The whale curve: customers by profit, the best first, and their cumulative profit; its peak, and the loss of its tail. */

export interface WhaleCurve {
  points: { customers: number; cumulativeMinor: bigint }[];
  peak: { customers: number; cumulativeMinor: bigint };
  totalMinor: bigint;
  losing: { customers: number; minor: bigint };
  /** How few make four fifths of the total; null where the total is not positive. */
  customersFor80Percent: number | null;
}

/** At most `mostPoints` of the curve, the first, the peak and the last among them. */
export function whaleCurve(profitsMinor: readonly bigint[], mostPoints = 400): WhaleCurve {
  const sorted = profitsMinor.toSorted((a, b) => (a === b ? 0 : a > b ? -1 : 1));
  const totalMinor = sorted.reduce((sum, profit) => sum + profit, 0n);
  const losing = sorted.filter((profit) => profit < 0n);
  const peakAt = sorted.findIndex((profit) => profit <= 0n);
  const step = Math.max(1, Math.ceil(sorted.length / mostPoints));
  const points = [{ customers: 0, cumulativeMinor: 0n }];
  let cumulativeMinor = 0n;
  let peak = points[0]!;
  let customersFor80Percent: number | null = null;
  for (const [at, profit] of sorted.entries()) {
    cumulativeMinor += profit;
    const point = { customers: at + 1, cumulativeMinor };
    if (cumulativeMinor > peak.cumulativeMinor) peak = point;
    if (customersFor80Percent === null && totalMinor > 0n && cumulativeMinor * 5n >= totalMinor * 4n) customersFor80Percent = at + 1;
    if (at % step === 0 || at + 1 === sorted.length || at + 1 === peakAt) points.push(point);
  }
  return {
    points,
    peak,
    totalMinor,
    losing: { customers: losing.length, minor: losing.reduce((sum, profit) => sum + profit, 0n) },
    customersFor80Percent,
  };
}
