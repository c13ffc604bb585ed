/**
 * The horizon of a customer, in months of the coming year's pace: each month weighted by the probability that it is still
 * there and by discount. A customer's yearly purchases, times this over twelve, are its purchases over the horizon. The pace is
 * that of the whole first year, so that no season counts for more than another. Given that the customer is one today: the caller knows the
 * chance that it is.
 */
import type { Outlook } from './outlook.ts';
import { type Projection, projectedFactor } from './projection.ts';

const yearMonths = 12;

export function keptByOutlook({ byMonth, discounted }: Outlook): number {
  const months = Math.min(yearMonths, byMonth.length);
  return keptMonths({ discounted, firstYear: byMonth[months - 1]!, months });
}

export function keptByProjection(projection: Projection): number {
  const months = Math.min(yearMonths, projection.horizonMonths);
  return keptMonths({
    discounted: projectedFactor(projection).discounted,
    firstYear: projectedFactor({ ...projection, horizonMonths: months }).transactions,
    months,
  });
}

/** Without a single purchase to be expected nothing is kept. */
function keptMonths({ discounted, firstYear, months }: { discounted: number; firstYear: number; months: number }): number {
  return firstYear > 0 ? (discounted * months) / firstYear : 0;
}
