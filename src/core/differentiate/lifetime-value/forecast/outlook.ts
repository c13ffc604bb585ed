/** The expectation for one customer by a fitted model, with its uncertainty, and the value of its transactions. */
import type { CustomerMeasures } from '../../measures.ts';
import type { LifetimeSettings } from '../../settings.ts';
import { type CompanyHistories, earnedOf, historyOf, type ValueBasis } from '../histories/company-histories.ts';
import { type Credibility, credibilityMeans } from './credibility.ts';
import type { Forecaster } from './forecaster.ts';
import type { Uncertain } from './interval.ts';
import { discountFactor } from './projection.ts';

interface Asked {
  histories: CompanyHistories;
  money: Credibility;
  basis: ValueBasis;
  settings: Pick<LifetimeSettings, 'horizonMonths' | 'discountPermille'>;
  i: number;
  widening: number;
}

export interface Outlook extends Uncertain {
  /** Transactions by the end of each month of the horizon, if the customer is still there. */
  byMonth: Float64Array;
}

export function outlookOf(forecaster: Forecaster, { histories, money, basis, settings, i, widening }: Asked): Outlook {
  const history = historyOf(histories, i);
  const { horizonMonths, discountPermille } = settings;
  const { byMonth, variance } = forecaster.ifAlive(history, horizonMonths);
  let discounted = 0;
  for (let month = 1; month <= horizonMonths; month++)
    discounted += (byMonth[month - 1]! - (byMonth[month - 2] ?? 0)) * discountFactor(month, discountPermille);
  return {
    byMonth,
    alive: forecaster.alive(history),
    transactions: byMonth[horizonMonths - 1]!,
    discounted,
    variance,
    mean: money.mean[i]!,
    meanVariance: money.meanVariance[i]!,
    withinVariance: money.withinVariance,
    mayLose: basis !== 'revenue',
    widening,
  };
}

/** The customer's expected value over the horizon, discounted; minor units, not rounded. */
export function expectedMinor({ alive, discounted, mean }: Outlook): number {
  return alive * discounted * mean;
}

/** The expected day of the next purchase, for customers with P(alive) of at least one half; 0 where it cannot be predicted. */
export function nextDay({ alive, byMonth }: Outlook, { clock, endDay }: CompanyHistories): number {
  if (alive < 0.5) return 0;
  const weeks = clock.weeksAhead(endDay, 1) / byMonth[0]!;
  // More than ten years ahead is not a useful prediction.
  return weeks < 523 ? Math.max(endDay + 1, Math.round(clock.dayAt(clock.weeksAt(endDay) + weeks))) : 0;
}

export function moneyOf(measures: CustomerMeasures, { until, basis }: { until: number; basis: ValueBasis }): Credibility {
  const { cells, start, customersCount } = measures;
  const count = start[until]!;
  const earned = Float64Array.from({ length: count }, (_, cell) => earnedOf(measures, cell, basis));
  const transactions = Int32Array.from({ length: count }, (_, cell) => (cells.shipped[cell] === 1 ? cells.shipmentDays[cell]! : 0));
  return credibilityMeans({ customersCount, customer: cells.customer.subarray(0, count), transactions, earned });
}
