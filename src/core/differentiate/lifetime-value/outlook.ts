/** What is to be expected of one customer by a fitted model, with what is uncertain about it, and what its transactions bring. */
import type { CustomerMeasures } from '../measures.ts';
import type { LifetimeSettings } from '../settings.ts';
import { type CompanyHistories, earnedOf, historyOf, type ValueBasis } from './company-histories.ts';
import { type Credibility, credibilityMeans } from './credibility.ts';
import { type Forecaster, weeksPerMonth } from './forecaster.ts';
import type { Uncertain } from './interval.ts';
import { discountFactor } from './projection.ts';

interface One {
  histories: CompanyHistories;
  money: Credibility;
  settings: Pick<LifetimeSettings, 'horizonMonths' | 'discountPermille'>;
  i: number;
  widening: number;
}

export function uncertainOf(forecaster: Forecaster, { histories, money, settings, i, widening }: One): Uncertain {
  const history = historyOf(histories, i);
  const { horizonMonths, discountPermille } = settings;
  const byMonth = forecaster.byMonth(history, horizonMonths);
  let discounted = 0;
  for (let month = 1; month <= horizonMonths; month++) discounted += (byMonth[month - 1]! - (byMonth[month - 2] ?? 0)) * discountFactor(month, discountPermille);
  return {
    alive: forecaster.alive(history),
    transactions: byMonth[horizonMonths - 1]!,
    discounted,
    variance: forecaster.varianceIfAlive(history, horizonMonths),
    mean: money.mean[i]!,
    meanVariance: money.meanVariance[i]!,
    withinVariance: money.withinVariance,
    widening,
  };
}

/** The day by which another purchase is to be expected of who is more likely alive than not; 0 where nobody can say. */
export function nextDay(forecaster: Forecaster, histories: CompanyHistories, i: number): number {
  const history = historyOf(histories, i);
  if (forecaster.alive(history) < 0.5) return 0;
  const perMonth = forecaster.byMonth(history, 1)[0]!;
  const days = (7 * weeksPerMonth) / perMonth;
  return days < 3660 ? histories.endDay + Math.max(1, Math.round(days)) : 0;
}

export function moneyOf(measures: CustomerMeasures, { until, basis }: { until: number; basis: ValueBasis }): Credibility {
  const { cells, start, customersCount } = measures;
  const count = start[until]!;
  const earned = Float64Array.from({ length: count }, (_, cell) => earnedOf(measures, cell, basis));
  const transactions = Int32Array.from({ length: count }, (_, cell) => (cells.shipped[cell] === 1 ? cells.shipmentDays[cell]! : 0));
  return credibilityMeans({ customersCount, customer: cells.customer.subarray(0, count), transactions, earned });
}
