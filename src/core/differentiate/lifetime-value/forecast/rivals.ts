/**
 * Simple forecasts without a model. A model that does not beat them on the company's own last year is not useful,
 * and the one that does better is used in its place.
 */
import type { CustomerMeasures } from '../../measures.ts';
import { companyHistories, type CompanyHistories, transactionsIn, type ValueBasis } from '../histories/company-histories.ts';
import { weeksPerMonth } from '../histories/trade-clock.ts';

export const rivalNames = ['last_year_repeats', 'rfm_cell_mean', 'silent_is_gone'] as const;
export type RivalName = (typeof rivalNames)[number];

export interface Before {
  histories: CompanyHistories;
  /** Transactions by customer in the months just before the end, as many as are to be forecast. */
  recent: Int32Array;
  /** Weeks to be forecast. */
  weeks: number;
  /** The same one period earlier, with the period after it; null where the company's history is too short for it. */
  earlier: { histories: CompanyHistories; recent: Int32Array; actual: Int32Array } | null;
}

/** The input of the rivals at the end of a month; an earlier period needs half a year before it. */
export function beforeOf(
  measures: CustomerMeasures,
  { until, months, basis }: { until: number; months: number; basis: ValueBasis },
): Before {
  const recent = (end: number): Int32Array => transactionsIn(measures, { from: Math.max(0, end - months), until: end });
  const earlier = until - months;
  return {
    histories: companyHistories(measures, { until, basis }),
    recent: recent(until),
    weeks: months * weeksPerMonth,
    earlier:
      earlier < 6
        ? null
        : { histories: companyHistories(measures, { until: earlier, basis }), recent: recent(earlier), actual: recent(until) },
  };
}

/** Transactions to expect by customer; null where the rival cannot be asked. */
export function rivalForecast(name: RivalName, before: Before): Float64Array | null {
  switch (name) {
    case 'last_year_repeats':
      return Float64Array.from(before.recent);
    case 'silent_is_gone':
      return Float64Array.from(before.recent, (count, i) => (silence(before.histories, i) > before.weeks ? 0 : count));
    case 'rfm_cell_mean':
      return before.earlier === null ? null : cellMeans(before, before.earlier);
  }
}

/** Weeks of the calendar. */
function silence({ endDay, lastDay }: CompanyHistories, i: number): number {
  return (endDay - lastDay[i]!) / 7;
}

/** The mean of customers in the same quintiles of silence, transactions and money, one period earlier. */
function cellMeans(now: Before, earlier: NonNullable<Before['earlier']>): Float64Array {
  const then = cellsOf(earlier.histories);
  const sum = new Float64Array(125);
  const count = new Float64Array(125);
  let all = 0;
  let customers = 0;
  for (let i = 0; i < then.length; i++) {
    if (then[i]! < 0) continue;
    sum[then[i]!]! += earlier.actual[i]!;
    count[then[i]!]!++;
    all += earlier.actual[i]!;
    customers++;
  }
  const whole = customers > 0 ? all / customers : 0;
  return Float64Array.from(cellsOf(now.histories), (cell) => (cell < 0 ? 0 : count[cell]! > 0 ? sum[cell]! / count[cell]! : whole));
}

/** Index of the cell, 0 to 124; -1 for customers without a purchase. Equal values share a quintile. */
function cellsOf(histories: CompanyHistories): Int32Array {
  const { transactions, earned } = histories;
  const buyers = Int32Array.from(transactions.keys()).filter((i) => transactions[i]! > 0);
  const silent = quintiles(buyers, (i) => silence(histories, i));
  const often = quintiles(buyers, (i) => transactions[i]!);
  const money = quintiles(buyers, (i) => earned[i]!);
  const cell = new Int32Array(transactions.length).fill(-1);
  for (const i of buyers) cell[i] = silent(i) * 25 + often(i) * 5 + money(i);
  return cell;
}

function quintiles(buyers: Int32Array, value: (i: number) => number): (i: number) => number {
  const sorted = Float64Array.from(buyers, value).toSorted();
  const cuts = [1, 2, 3, 4].map((k) => sorted[Math.floor((sorted.length * k) / 5)]!);
  return (i) => cuts.filter((cut) => value(i) >= cut).length;
}
