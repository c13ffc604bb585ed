/** The expectation for one customer by a fitted model, with its uncertainty, and the value of its transactions. */
import type { CustomerMeasures } from '../../measures.ts';
import type { LifetimeSettings } from '../../settings.ts';
import { type CompanyHistories, earnedOf, historyOf, type ValueBasis } from '../histories/company-histories.ts';
import { type Credibility, credibilityMeans } from './credibility.ts';
import type { Forecaster } from './forecaster.ts';
import type { Uncertain } from './interval.ts';
import { growingMonths } from '../histories/growth.ts';
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
  const growth = histories.clock.growth.amount;
  let discounted = 0;
  for (let month = 1; month <= horizonMonths; month++)
    discounted += (byMonth[month - 1]! - (byMonth[month - 2] ?? 0)) * discountFactor(month, discountPermille) * amountFactor(month, growth);
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

/** What a purchase in the middle of a month to come brings, relative to the present. */
function amountFactor(month: number, growth: number): number {
  return growth ** ((Math.min(month, growingMonths) - 0.5) / 12);
}

/** Amounts of the past at the level of the end, where they grew. */
export function moneyOf(measures: CustomerMeasures, { until, clock }: CompanyHistories, basis: ValueBasis): Credibility {
  const { cells, start, customersCount, periods } = measures;
  const count = start[until]!;
  const { amount } = clock.growth;
  const end = Math.min(until, periods.length) - 0.5;
  const earned = new Float64Array(count);
  for (let p = 0; p < until; p++) {
    const level = amount ** ((end - Math.min(p, end)) / 12);
    for (let cell = start[p]!; cell < start[p + 1]!; cell++) earned[cell] = level * earnedOf(measures, cell, basis);
  }
  const transactions = Int32Array.from({ length: count }, (_, cell) => (cells.shipped[cell] === 1 ? cells.shipmentDays[cell]! : 0));
  return credibilityMeans({ customersCount, customer: cells.customer.subarray(0, count), transactions, earned });
}
