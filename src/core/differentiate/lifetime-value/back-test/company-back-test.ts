/**
 * The company's own last year, forecast from the facts before it: the chosen model, refitted to those facts, compared with forecasts
 * without a model. Twelve months are held out, or a third of a shorter history.
 */
import type { CustomerMeasures } from '../../measures.ts';
import {
  calibration,
  type CalibrationGroup,
  type Held,
  measureForecast,
  type Measured,
  type MeasuredMoney,
  measureMoney,
  rivalWins,
} from './back-test.ts';
import { companyHistories, type CompanyHistories, earnedIn, transactionsIn, type ValueBasis } from '../histories/company-histories.ts';
import { forecastHeldOut } from './forecast-held-out.ts';
import { chooseBuying, type Forecaster } from '../forecast/forecaster.ts';
import { levelOf, uncertainByRule } from '../forecast/by-rule.ts';
import { type Uncertain, valueVariance } from '../forecast/interval.ts';
import { coverage, wideningOf } from './interval-coverage.ts';
import { keptByOutlook } from '../forecast/kept-months.ts';
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
  model: Measured & MeasuredMoney & { name: string };
  rivals: (Measured & MeasuredMoney & { name: RivalName })[];
  /** The one that is used; and whose total is used: the model's where a rival is nearer by customer but not in total. */
  best: string;
  bestInTotal: string;
  /** Share of customers with a range whose value in the hold-out lay in their 80 % interval. */
  intervalCoverage: number;
  /** Times the variance, for later intervals: above 1 where they held too seldom, below where too often. */
  widening: number;
  /** Forecast and actual profit on the basis, of all these customers, by the forecast that is used. */
  earned: { expectedMinor: number; actualMinor: number };
  /** The part of the actual profit over the expected one, less 1, that chance does not explain: 0 where it explains all of it. */
  unexplained: number;
  calibration: CalibrationGroup[];
}

/** Below these limits there is no model and no back-test. */
export const leastRepeatCustomers = 100;
export const leastMonths = 6;
const heldOutMonths = 12;
/** A rule's total replaces the model's only where that was further off than this: it has no customer leave, and one year seldom shows it. */
const farInTotal = 0.1;

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
  const { customers, outlooks, ...forecast } = forecastHeldOut(measures, { forecaster, histories, months, basis });
  const held: Held = { customers, actual: transactionsIn(measures, { from: until, until: periods.length }) };
  const earned = earnedIn(measures, { from: until, until: periods.length, basis });
  const inMoney = (expected: Float64Array): MeasuredMoney => measureMoney(expected, { customers, earned });
  const model = { name: forecaster.name, ...measureForecast(forecast.transactions, held), ...inMoney(forecast.earned) };
  const before = beforeOf(measures, { until, months, basis });
  const rivals = rivalNames.flatMap((name) => {
    const rival = rivalForecast(name, before);
    if (rival === null) return [];
    return [{ name, ...measureForecast(rival, held), ...inMoney(rival.map((count, i) => count * forecast.perTransaction[i]!)) }];
  });
  const winner = rivals.filter((rival) => rivalWins(rival, model)).toSorted((a, b) => a.meanAbsoluteError - b.meanAbsoluteError)[0];
  const modelInTotal = winner === undefined || Math.abs(model.bias ?? 0) <= Math.max(farInTotal, Math.abs(winner.bias ?? 0));
  const used = winner === undefined ? null : rivalForecast(winner.name, before);
  const level = winner !== undefined && modelInTotal ? levelOf({ byModel: model.expected, byRule: winner.expected }) : 1;
  const uncertainties: Uncertain[] =
    used === null
      ? outlooks
      : outlooks.map((outlook, at) =>
          uncertainByRule(outlook, { perMonth: (level * used[customers[at]!]!) / months, kept: keptByOutlook(outlook) }),
        );
  const outcome = { customers, earned };
  const widening = wideningOf(uncertainties, outcome);
  const tracking = trackingOf(measures, { forecaster, histories, forecastByMonth: forecast.byMonth });
  const sum = (amounts: ArrayLike<number>): number => customers.reduce((total, i) => total + amounts[i]!, 0);
  const expectedMinor = Math.round(winner === undefined ? model.expectedMinor : level * winner.expectedMinor);
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
    bestInTotal: modelInTotal ? model.name : winner.name,
    intervalCoverage: coverage(uncertainties, { ...outcome, widening: 1 }),
    widening,
    earned: { expectedMinor, actualMinor: sum(earned) },
    unexplained: unexplainedOf({
      expectedMinor,
      actualMinor: sum(earned),
      variance: uncertainties.reduce((total, each) => total + valueVariance({ ...each, widening: Math.max(1, widening) }), 0),
    }),
    calibration: calibration(forecast.again, held),
  };
}

/** As for growth: two standard deviations are taken off, as squares. */
export function unexplainedOf({
  expectedMinor,
  actualMinor,
  variance,
}: {
  expectedMinor: number;
  actualMinor: number;
  variance: number;
}): number {
  if (expectedMinor <= 0 || actualMinor <= 0) return 0;
  const off = actualMinor / expectedMinor - 1;
  const chance = (4 * variance) / expectedMinor ** 2;
  return off ** 2 > chance ? off * (1 - chance / off ** 2) : 0;
}

export function repeatCustomersOf({ transactions }: CompanyHistories): number {
  return transactions.reduce((count, days) => count + (days > 1 ? 1 : 0), 0);
}
