/** Whether "so many per cent of customers make 80 %" says anything. */

interface Curve {
  totalMinor: string;
  peak: { cumulativeMinor: string };
}

/** Where others take away more than half of what the best bring, 80 % of the rest is what a few bring alone: money says more. */
export function sharesSaySomething({ totalMinor, peak }: Curve): boolean {
  return BigInt(totalMinor) > 0n && BigInt(totalMinor) * 2n >= BigInt(peak.cumulativeMinor);
}

/** Of customers of whom a tenth or more is not known, a share is one of an unknown whole. */
export function enoughKnown({ known, unknown }: { known: number; unknown: number }): boolean {
  return known > 0 && known >= 9 * unknown;
}
