/**
 * Peppers and Rogers' four kinds of customers by two values: most valuable, most growable, migrators, below zero
 * (docs/methods/strategic-value.md). For all customers at once, in columns.
 */
import { bestOf, countOfShare, type RankedValues } from '../classes/best-of.ts';
import type { StrategicSettings } from '../settings.ts';

export const strategicTiers = ['most_valuable', 'most_growable', 'migrator', 'below_zero'] as const;
export type StrategicTier = (typeof strategicTiers)[number];

export const mostValuable = 0;
export const mostGrowable = 1;
export const migrator = 2;
export const belowZero = 3;
/** Customers that never bought and have no known need. */
export const notRated = 255;

export interface StrategicTiers {
  tier: Uint8Array;
  /** The measures of the rankings of all customers, and then of the rest. */
  byActual: RankedValues;
  byGrowth: RankedValues;
}

interface TwoValues {
  rated: (customer: number) => boolean;
  actualMinor: Float64Array;
  potentialMinor: Float64Array;
  codeRank: Int32Array;
  settings: StrategicSettings;
}

export function strategicTiersOf({ rated, actualMinor, potentialMinor, codeRank, settings }: TwoValues): StrategicTiers {
  const n = actualMinor.length;
  const tier = new Uint8Array(n).fill(notRated);
  const growth = potentialMinor.map((potential, i) => potential - actualMinor[i]!);
  const everybody = chosen(n, rated);
  // Places are a share of all rated customers; customers without value take none.
  const earning = everybody.filter((i) => actualMinor[i]! > 0);
  const byActual = bestOf({
    value: actualMinor,
    candidates: earning,
    size: Math.min(earning.length, countOfShare(everybody.length, settings.mostValuablePermille)),
    compareAtCut: (a, b) => potentialMinor[b]! - potentialMinor[a]! || codeRank[a]! - codeRank[b]!,
    mark: (i) => void (tier[i] = mostValuable),
  });
  for (const i of everybody) {
    if (tier[i] === mostValuable) continue;
    tier[i] = actualMinor[i]! < 0 && potentialMinor[i]! <= 0 ? belowZero : migrator;
  }
  const rest = everybody.filter((i) => tier[i] === migrator);
  const growing = rest.filter((i) => growth[i]! > 0);
  const byGrowth = bestOf({
    value: growth,
    candidates: growing,
    size: Math.min(growing.length, countOfShare(rest.length, settings.mostGrowablePermille)),
    compareAtCut: (a, b) => actualMinor[b]! - actualMinor[a]! || codeRank[a]! - codeRank[b]!,
    mark: (i) => void (tier[i] = mostGrowable),
  });
  return { tier, byActual, byGrowth };
}

function chosen(n: number, rated: (customer: number) => boolean): Int32Array {
  const customers = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) if (rated(i)) customers[count++] = i;
  return customers.subarray(0, count);
}
