/**
 * Repeat transactions month by month, expected and actual, over the months that the model was fitted to and those held out after them. In the
 * first they are calculated as in Fader, Hardie and Lee (2005): E[X(t)] since each customer's first transaction, without the customer's
 * history. In the others they are the forecast from the facts known by then, so there the cumulative line starts from the actual figure.
 */
import { type EpochDay, epochDay } from '../../../calendar.ts';
import type { CustomerMeasures } from '../../measures.ts';
import { type CompanyHistories, transactionsIn } from '../histories/company-histories.ts';
import type { Forecaster } from '../forecast/forecaster.ts';

export interface TrackedMonth {
  /** ISO date: the last day of the month. */
  until: string;
  heldOut: boolean;
  expected: number;
  actual: number;
  expectedSoFar: number;
  actualSoFar: number;
}

interface Tracked {
  forecaster: Pick<Forecaster, 'repeatsSinceFirst'>;
  /** As of the end of the known months: those customers are followed. */
  histories: CompanyHistories;
  /** Of the months held out. */
  forecastByMonth: ArrayLike<number>;
}

export function trackingOf(measures: CustomerMeasures, { forecaster, histories, forecastByMonth }: Tracked): TrackedMonth[] {
  const months: TrackedMonth[] = [];
  let [expectedBefore, expectedSoFar, actualSoFar] = [0, 0, 0];
  const expectedUntil = expectedRepeats(forecaster, histories);
  for (const [at, period] of measures.periods.entries()) {
    const heldOut = at >= histories.until;
    const actual = repeatsIn(measures, { period: at, histories });
    let expected: number;
    if (heldOut) {
      if (at === histories.until) expectedSoFar = actualSoFar;
      expected = forecastByMonth[at - histories.until]!;
    } else {
      const until = expectedUntil(epochDay(period.last));
      expected = until - expectedBefore;
      expectedBefore = until;
    }
    expectedSoFar += expected;
    actualSoFar += actual;
    months.push({ until: period.last, heldOut, expected, actual, expectedSoFar, actualSoFar });
  }
  return months;
}

/** Σ E[X(t)] until a day, t in weeks of trade since each first one: few distinct days for many customers. */
function expectedRepeats(
  forecaster: Tracked['forecaster'],
  { transactions, firstDay, clock }: CompanyHistories,
): (day: EpochDay) => number {
  const customers = new Map<EpochDay, number>();
  for (const [i, day] of firstDay.entries()) if (transactions[i]! > 0) customers.set(day, (customers.get(day) ?? 0) + 1);
  return (until) =>
    [...customers].reduce(
      (sum, [first, count]) =>
        sum + (first < until ? count * forecaster.repeatsSinceFirst(clock.weeksAt(until) - clock.weeksAt(first)) : 0),
      0,
    );
}

/** Transactions of a month that are not a customer's first. */
function repeatsIn(
  measures: CustomerMeasures,
  { period, histories: { transactions, firstDay } }: { period: number; histories: CompanyHistories },
): number {
  const [from, until] = [epochDay(measures.periods[period]!.first), epochDay(measures.periods[period]!.last)];
  const within = transactionsIn(measures, { from: period, until: period + 1 });
  return within.reduce(
    (sum, count, i) => (transactions[i] === 0 ? sum : sum + count - (firstDay[i]! >= from && firstDay[i]! <= until ? 1 : 0)),
    0,
  );
}
