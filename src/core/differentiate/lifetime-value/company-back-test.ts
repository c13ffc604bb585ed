/**
 * The company's own last year, forecast by what was known before it: the chosen model, refitted on that, beside what anybody could have
 * said without one. Twelve months are held out, or a third of a shorter history.
 */
import type { CustomerMeasures } from '../measures.ts';
import { calibration, type CalibrationGroup, measureForecast, type Measured, rivalWins } from './back-test.ts';
import { companyHistories, type CompanyHistories, earnedIn, historyOf, transactionsIn, type ValueBasis } from './company-histories.ts';
import { chooseBuying } from './forecaster.ts';
import { claimed, type Uncertain, valueInterval } from './interval.ts';
import { moneyOf, outlookOf } from './outlook.ts';
import { beforeOf, rivalForecast, type RivalName, rivalNames } from './rivals.ts';

export interface BackTest {
  /** ISO dates: the last day that was known, and the last that was forecast. */
  knownUntil: string;
  heldOutUntil: string;
  months: number;
  customers: number;
  actual: number;
  /** Expected and actual transactions of these customers, month by month. */
  byMonth: { expected: number[]; actual: number[] };
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

/** Below these there is no model, and no test of one. */
export const leastRepeatCustomers = 100;
export const leastMonths = 6;
const heldOutMonths = 12;

/** Null where the history before the hold-out would be too thin for the model itself. */
export function backTestOf(measures: CustomerMeasures, basis: ValueBasis): BackTest | null {
  const { periods } = measures;
  const months = Math.min(heldOutMonths, Math.floor(periods.length / 3));
  const until = periods.length - months;
  if (months < 1 || until < leastMonths) return null;
  const histories = companyHistories(measures, { until, basis });
  if (repeatCustomersOf(histories) < leastRepeatCustomers) return null;
  const forecaster = chooseBuying(measures, histories);
  if (forecaster === null) return null;
  const customers = Int32Array.from(histories.transactions.keys()).filter((i) => histories.transactions[i]! > 0);
  const actual = transactionsIn(measures, { from: until, until: periods.length });
  const forecast = new Float64Array(measures.customersCount);
  const again = new Float64Array(measures.customersCount);
  const expectedByMonth = new Float64Array(months);
  const money = moneyOf(measures, { until, basis });
  const earned = earnedIn(measures, { from: until, until: periods.length, basis });
  const uncertainties: Uncertain[] = [];
  let expectedMinor = 0;
  let actualMinor = 0;
  for (const i of customers) {
    const history = historyOf(histories, i);
    const uncertain = outlookOf(forecaster, { histories, money, basis, settings: { horizonMonths: months, discountPermille: 0 }, i, widening: 1 });
    uncertainties.push(uncertain);
    forecast[i] = uncertain.alive * uncertain.transactions;
    again[i] = uncertain.alive * forecaster.anyIfAlive(history, months);
    uncertain.byMonth.forEach((soFar, month, all) => (expectedByMonth[month]! += uncertain.alive * (soFar - (all[month - 1] ?? 0))));
    expectedMinor += forecast[i]! * uncertain.mean;
    actualMinor += earned[i]!;
  }
  const held = { customers, actual };
  const model = { name: forecaster.name, ...measureForecast(forecast, held) };
  const before = beforeOf(measures, { until, months, basis });
  const rivals = rivalNames.flatMap((name) => {
    const rival = rivalForecast(name, before);
    return rival === null ? [] : [{ name, ...measureForecast(rival, held) }];
  });
  const winner = rivals.filter((rival) => rivalWins(rival, model)).toSorted((a, b) => a.meanAbsoluteError - b.meanAbsoluteError)[0];
  return {
    knownUntil: periods[until - 1]!.last,
    heldOutUntil: periods.at(-1)!.last,
    months,
    customers: customers.length,
    actual: customers.reduce((sum, i) => sum + actual[i]!, 0),
    byMonth: {
      expected: [...expectedByMonth],
      actual: Array.from({ length: months }, (_, month) => {
        const inMonth = transactionsIn(measures, { from: until + month, until: until + month + 1 });
        return customers.reduce((sum, i) => sum + inMonth[i]!, 0);
      }),
    },
    model,
    rivals,
    best: winner?.name ?? model.name,
    intervalCoverage: coverage(uncertainties, { earned, customers, widening: 1 }),
    widening: wideningOf(uncertainties, { earned, customers }),
    earned: { expectedMinor: Math.round(expectedMinor), actualMinor },
    calibration: calibration(again, held),
  };
}

interface Outcome {
  customers: Int32Array;
  earned: Float64Array;
}

function coverage(uncertainties: Uncertain[], { customers, earned, widening }: Outcome & { widening: number }): number {
  const covered = uncertainties.filter((uncertain, at) => {
    const { low, high } = valueInterval({ ...uncertain, widening });
    const amount = earned[customers[at]!]!;
    return amount >= low && amount <= high;
  });
  return covered.length / uncertainties.length;
}

const mostWidening = 64;

/** By halving, on a logarithmic scale. */
function wideningOf(uncertainties: Uncertain[], outcome: Outcome): number {
  if (coverage(uncertainties, { ...outcome, widening: 1 }) >= claimed) return 1;
  let [low, high] = [1, mostWidening];
  for (let step = 0; step < 8; step++) {
    const middle = Math.sqrt(low * high);
    if (coverage(uncertainties, { ...outcome, widening: middle }) < claimed) low = middle;
    else high = middle;
  }
  return high;
}

export function repeatCustomersOf({ transactions }: CompanyHistories): number {
  return transactions.reduce((count, days) => count + (days > 1 ? 1 : 0), 0);
}
