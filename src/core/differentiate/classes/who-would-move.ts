/**
 * Two valuations of the same customers at one date, under two settings: the customers that would change class, and their revenue
 * of the last twelve months (docs/methods/settings.md). Decides nothing; compares what was decided.
 */
import { type Activity, activities } from './activity.ts';
import { type Lifecycle, lifecycles } from './lifecycle.ts';
import type { CustomerMeasures } from '../measures.ts';
import { revenueOfYear } from './revenue-of-year.ts';
import { type Tier, tiers } from './tiers.ts';
import type { Valuation } from '../value-customers.ts';

export interface ClassMove<Class> {
  from: Class;
  to: Class;
  customers: number;
  revenueYearMinor: number;
}

export interface WhoWouldMove {
  tier: ClassMove<Tier>[];
  activity: ClassMove<Activity>[];
  lifecycle: ClassMove<Lifecycle>[];
  /** Customers in another tier, those with the most money first, at most as many as asked for. */
  customers: { customer: number; from: Tier; to: Tier; revenueYearMinor: number }[];
}

/** Stays are moves too: from a class to itself. */
export function whoWouldMove(input: { before: Valuation; after: Valuation; measures: CustomerMeasures; named: number }): WhoWouldMove {
  const { before, after } = input;
  const revenueYearMinor = revenueOfYear(input.measures);
  const moved: number[] = [];
  for (let i = 0; i < before.customersCount; i++) if (before.tier[i] !== after.tier[i]) moved.push(i);
  moved.sort((a, b) => revenueYearMinor[b]! - revenueYearMinor[a]! || a - b);
  return {
    tier: movesBetween(before.tier, after.tier, tiers, revenueYearMinor),
    activity: movesBetween(before.activity, after.activity, activities, revenueYearMinor),
    lifecycle: movesBetween(before.lifecycle, after.lifecycle, lifecycles, revenueYearMinor),
    customers: moved
      .slice(0, input.named)
      .map((i) => ({ customer: i, from: tiers[before.tier[i]!]!, to: tiers[after.tier[i]!]!, revenueYearMinor: revenueYearMinor[i]! })),
  };
}

function movesBetween<Class>(
  before: Uint8Array,
  after: Uint8Array,
  classes: readonly Class[],
  revenueYearMinor: Float64Array,
): ClassMove<Class>[] {
  const customers = new Int32Array(classes.length ** 2);
  const money = new Float64Array(classes.length ** 2);
  for (let i = 0; i < before.length; i++) {
    const cell = before[i]! * classes.length + after[i]!;
    customers[cell]!++;
    money[cell]! += revenueYearMinor[i]!;
  }
  return classes.flatMap((from, row) =>
    classes
      .map((to, column) => ({
        from,
        to,
        customers: customers[row * classes.length + column]!,
        revenueYearMinor: money[row * classes.length + column]!,
      }))
      .filter((move) => move.customers > 0),
  );
}
