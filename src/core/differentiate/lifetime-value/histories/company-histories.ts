/**
 * The buying histories of a company's customers as of the end of a month or of the as-of date: read out of the same monthly cells as
 * every other class. A transaction is a day with a positive net shipment; time is in weeks of trade, its grain is the day.
 */
import { epochDay } from '../../../calendar.ts';
import { type CustomerMeasures, noDay } from '../../measures.ts';
import { Gaps } from '../models/regularity.ts';
import { growthOf } from './growth.ts';
import { seasonOf } from './season.ts';
import { type TradeClock, tradeClock } from './trade-clock.ts';

/** The value of a transaction: profit after the cost to serve where costs are known, else the margin, else revenue. */
export type ValueBasis = 'net_profit' | 'gross_margin' | 'revenue';

export interface CompanyHistories {
  /** Stretches of the measures that are read: all up to this one, exclusive. */
  until: number;
  endDay: number;
  /** The clock for weeks. */
  clock: TradeClock;
  /** By customer. Transactions are days; 0 where the customer has not bought yet. */
  transactions: Int32Array;
  /** Of the first transaction and of the last, where there is one. */
  firstDay: Int32Array;
  lastDay: Int32Array;
  /** Weeks from the first transaction to the last (t_x), and to the end (T). */
  lastWeeks: Float64Array;
  ageWeeks: Float64Array;
  /** Minor units on the basis, over everything that was read. */
  earned: Float64Array;
}

export interface Known {
  /** How many stretches of the measures to read; all of them, with the unfinished month, is periods.length + 1. */
  until: number;
  basis: ValueBasis;
  /** Where histories are compared with later ones: those' clock. Else by the seasons and the growth that were known. */
  clock?: TradeClock;
}

export function companyHistories(
  measures: CustomerMeasures,
  { until, basis, clock = clockOf(measures, { until, basis }) }: Known,
): CompanyHistories {
  const { customersCount: n, periods, start, cells } = measures;
  const endDay = until > periods.length ? epochDay(measures.asOf) : epochDay(periods[until - 1]!.last);
  const first = new Int32Array(n).fill(noDay);
  const last = new Int32Array(n).fill(noDay);
  const transactions = new Int32Array(n);
  const earned = new Float64Array(n);
  for (let cell = 0; cell < start[until]!; cell++) {
    const i = cells.customer[cell]!;
    earned[i]! += earnedOf(measures, cell, basis);
    if (cells.shipped[cell] === 0 || cells.shipmentDays[cell] === 0) continue;
    transactions[i]! += cells.shipmentDays[cell]!;
    if (first[i] === noDay) first[i] = cells.firstDay[cell]!;
    last[i] = cells.lastDay[cell]!;
  }
  const lastWeeks = new Float64Array(n);
  const ageWeeks = new Float64Array(n);
  const endWeek = clock.weeksAt(endDay);
  for (let i = 0; i < n; i++) {
    if (transactions[i] === 0) continue;
    const firstWeek = clock.weeksAt(first[i]!);
    lastWeeks[i] = transactions[i] === 1 ? 0 : clock.weeksAt(last[i]!) - firstWeek;
    ageWeeks[i] = Math.max(endWeek - firstWeek, lastWeeks[i]!);
  }
  return { until, endDay, clock, transactions, firstDay: first, lastDay: last, lastWeeks, ageWeeks, earned };
}

/** By what the histories show up to there. */
function clockOf(measures: CustomerMeasures, { until, basis }: { until: number; basis: ValueBasis }): TradeClock {
  const growth = growthOf(measures, { until, earned: (cell) => earnedOf(measures, cell, basis) });
  return tradeClock(measures, { season: seasonOf(measures, until), growth, until });
}

/** Gaps between the transactions of some customers (1 in `among`): within a month known together, from month to month each. */
export function gapsOf(
  { cells, start, customersCount }: CustomerMeasures,
  { until, clock }: Pick<CompanyHistories, 'until' | 'clock'>,
  among: Uint8Array,
): Gaps {
  const gaps = new Gaps();
  const last = new Int32Array(customersCount).fill(noDay);
  for (let cell = 0; cell < start[until]!; cell++) {
    const i = cells.customer[cell]!;
    if (among[i] === 0 || cells.shipped[cell] === 0 || cells.shipmentDays[cell] === 0) continue;
    if (last[i] !== noDay) gaps.add(1, clock.weeksAt(cells.firstDay[cell]!) - clock.weeksAt(last[i]!));
    last[i] = cells.lastDay[cell]!;
    if (cells.shipmentDays[cell]! > 1)
      gaps.add(cells.shipmentDays[cell]! - 1, clock.weeksAt(last[i]!) - clock.weeksAt(cells.firstDay[cell]!));
  }
  return gaps;
}

export function historyOf({ transactions, lastWeeks, ageWeeks }: CompanyHistories, i: number) {
  return { repeats: transactions[i]! - 1, lastWeeks: lastWeeks[i]!, ageWeeks: ageWeeks[i]!, customers: 1 };
}

/** Transactions by customer in some stretches of the measures. */
export function transactionsIn(
  { cells, start, customersCount }: CustomerMeasures,
  { from, until }: { from: number; until: number },
): Int32Array {
  const count = new Int32Array(customersCount);
  for (let cell = start[from]!; cell < start[until]!; cell++)
    if (cells.shipped[cell] === 1) count[cells.customer[cell]!]! += cells.shipmentDays[cell]!;
  return count;
}

export function earnedIn(
  measures: CustomerMeasures,
  { from, until, basis }: { from: number; until: number; basis: ValueBasis },
): Float64Array {
  const sum = new Float64Array(measures.customersCount);
  for (let cell = measures.start[from]!; cell < measures.start[until]!; cell++)
    sum[measures.cells.customer[cell]!]! += earnedOf(measures, cell, basis);
  return sum;
}

export function earnedOf({ cells }: Pick<CustomerMeasures, 'cells'>, cell: number, basis: ValueBasis): number {
  if (basis === 'revenue') return cells.revenueMinor[cell]!;
  const margin = cells.revenueMinor[cell]! - cells.costMinor[cell]!;
  return basis === 'gross_margin' ? margin : margin - cells.servedMinor[cell]!;
}

/** One basis for the whole company, so that customers compare: a single line without its cost makes margins unknown. */
export function basisOf({ cells, costsKnown }: Pick<CustomerMeasures, 'cells' | 'costsKnown'>): ValueBasis {
  if (cells.costUnknown.includes(1)) return 'revenue';
  return costsKnown ? 'net_profit' : 'gross_margin';
}
