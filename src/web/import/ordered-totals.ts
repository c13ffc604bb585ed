/** Sums in several currencies: the company's own first, then from large to small. */
import type { Totals } from '../data/shapes.ts';
import { approximate } from '../language/format.ts';

export function orderedTotals(totals: Totals, companyCurrency: string | null): Totals {
  const size = (total: Totals[number]): number =>
    total.currency === companyCurrency ? Infinity : Math.abs(approximate({ minor: total.netMinor, currency: total.currency }));
  return totals.toSorted((a, b) => size(b) - size(a));
}
