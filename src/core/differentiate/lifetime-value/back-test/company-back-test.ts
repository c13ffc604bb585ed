/**
 * The company's own last year, forecast from the facts before it: the chosen model, refitted to those facts, compared with forecasts
 * without a model. Twelve months are held out, or a third of a shorter history.
 */
import type { CustomerMeasures } from '../../measures.ts';
import { calibration, type CalibrationGroup, type Held, measureForecast, type Measured, rivalWins } from './back-test.ts';
import { companyHistories, type CompanyHistories, earnedIn, transactionsIn, type ValueBasis } from '../histories/company-histories.ts';
import { forecastHeldOut } from './forecast-held-out.ts';
import { chooseBuying, type Forecaster } from '../forecast/forecaster.ts';
import { coverage, wideningOf } from './interval-coverage.ts';
import { beforeOf, rivalForecast, type RivalName, rivalNames } from '../forecast/rivals.ts';
import { type TrackedMonth, trackingOf } from './tracking.ts';

export interface BackTest {
  /** ISO dates: the last day that was known, and the last that was forecast. */
  knownUntil: string;
  heldOutUntil: string;
  months: number;
  customers: number;
  actual: number;
  /** Expected and actual transactions of these customers, month by month. */
  byMonth: { expected: number[]; actual: number[] };
  /** All months from the first: the model's fit in the known months, then its forecast, next to the actual figures. */
  tracking: TrackedMonth[];
  model: Measured & { name: string };
  rivals: (Measured & { name: RivalName })[];
  best: string;
  /** Share of customers whose value in the hold-out lay in the 80 % interval. */
  intervalCoverage: number;
  /** Times the variance that would have made it hold as often as it claims: later intervals are widened by it. 1 where it held. */
  widening: number;
  /** Forecast and actual profit on the basis, of all these customers. */
  earned: { expectedMinor: number; actualMinor: number };
  calibration: CalibrationGroup[];
}

/** Below these limits there is no model and no back-test. */
export const leastRepeatCustomers = 100;
export const leastMonths = 6;
const heldOutMonths = 12;

/** Null where the history before the hold-out would be too thin for the model itself. */
export function backTestOf(measures: CustomerMeasures, basis: ValueBasis): BackTest | null {
  const months = Math.min(heldOutMonths, Math.floor(measures.periods.length / 3));
  const until = measures.periods.length - months;
  if (months < 1 || until < leastMonths) return null;
  const histories = companyHistories(measures, { until, basis });
  if (repeatCustomersOf(histories) < leastRepeatCustomers) return null;
  const forecaster = chooseBuying(measures, histories);
  return forecaster === null ? null : compare(measures, { forecaster, histories, months, basis });
}

function compare(
  measures: CustomerMeasures,
  { forecaster, histories, months, basis }: { forecaster: Forecaster; histories: CompanyHistories; months: number; basis: ValueBasis },
): BackTest {
  const { periods } = measures;
  const { until } = histories;
  const { customers, uncertainties, ...forecast } = forecastHeldOut(measures, { forecaster, histories, months, basis });
  const held: Held = { customers, actual: transactionsIn(measures, { from: until, until: periods.length }) };
  const model = { name: forecaster.name, ...measureForecast(forecast.transactions, held) };
  const before = beforeOf(measures, { until, months, basis });
  const rivals = rivalNames.flatMap((name) => {
    const rival = rivalForecast(name, before);
    return rival === null ? [] : [{ name, ...measureForecast(rival, held) }];
  });
  const winner = rivals.filter((rival) => rivalWins(rival, model)).toSorted((a, b) => a.meanAbsoluteError - b.meanAbsoluteError)[0];
  const earned = earnedIn(measures, { from: until, until: periods.length, basis });
  const outcome = { customers, earned };
  const tracking = trackingOf(measures, { forecaster, histories, forecastByMonth: forecast.byMonth });
  const sum = (amounts: ArrayLike<number>): number => customers.reduce((total, i) => total + amounts[i]!, 0);
  return {
    knownUntil: periods[until - 1]!.last,
    heldOutUntil: periods.at(-1)!.last,
    months,
    customers: customers.length,
    actual: sum(held.actual),
    byMonth: { expected: [...forecast.byMonth], actual: tracking.slice(until).map(({ actual }) => actual) },
    tracking,
    model,
    rivals,
    best: winner?.name ?? model.name,
    intervalCoverage: coverage(uncertainties, { ...outcome, widening: 1 }),
    widening: wideningOf(uncertainties, outcome),
    earned: { expectedMinor: Math.round(forecast.earnedMinor), actualMinor: sum(earned) },
    calibration: calibration(forecast.again, held),
  };
}

export function repeatCustomersOf({ transactions }: CompanyHistories): number {
  return transactions.reduce((count, days) => count + (days > 1 ? 1 : 0), 0);
}
