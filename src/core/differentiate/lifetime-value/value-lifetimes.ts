/**
 * The lifetime value of every customer: expected transactions over the horizon × value of a transaction, discounted, as a range; a customer with an
 * open contract is valued by its renewals instead (contract-values.ts). By the
 * model that fits the company's histories best, unless the company's own last year says that a plain forecast does better, and by a plain
 * projection where the data is too thin for either. Says which, and why.
 */
import type { DecidedBy } from '../fields.ts';
import { isoDate } from '../../calendar.ts';
import type { CustomerMeasures } from '../measures.ts';
import type { LifetimeSettings } from '../settings.ts';
import { backTestOf, type BackTest, leastMonths, leastRepeatCustomers, repeatCustomersOf } from './back-test/company-back-test.ts';
import { basisOf, companyHistories, type CompanyHistories, type ValueBasis } from './histories/company-histories.ts';
import { type ContractsReport, type ContractValues, contractValues, type ContractWorth } from './contracts/contract-values.ts';
import type { Credibility } from './forecast/credibility.ts';
import { chooseBuying, type Forecaster } from './forecast/forecaster.ts';
import { normalQuantile, valueInterval, valueVariance } from './forecast/interval.ts';
import { keptByOutlook, keptByProjection } from './forecast/kept-months.ts';
import { lifetimeReason, type LifetimeReason } from './lifetime-reason.ts';
import { levelOf, keptByRule, minorByRule, uncertainByRule } from './forecast/by-rule.ts';
import { expectedMinor, moneyOf, nextDay, type Outlook, outlookOf } from './forecast/outlook.ts';
import { plainRates } from './forecast/plain-rates.ts';
import { projectedFactor } from './forecast/projection.ts';
import type { RivalName } from './forecast/rivals.ts';
import type { Growth } from './histories/growth.ts';
import { seasonByCalendarMonth } from './histories/season.ts';
import { valuesAtMonthEnd } from './values-at-month-end.ts';

export type { BackTest } from './back-test/company-back-test.ts';

export type LifetimeGate = 'few_repeat_customers' | 'short_history' | 'no_model_converged';

export interface LifetimeReport {
  method: 'model' | 'rival' | 'projection';
  basis: ValueBasis;
  /** Why no model was used; null where there is one. */
  gate: LifetimeGate | null;
  /** The model that fits best, with its parameters by their names in the papers; time in weeks. */
  model: {
    name: string;
    params: Record<string, number>;
    logLikelihood: number;
    boundary: string | null;
    customers: number;
    chosenBy: 'held_out_likelihood' | 'likelihood';
  } | null;
  rival: RivalName | null;
  /** Times the rival's forecasts, so that their total is the model's where that was nearer. Runs of earlier versions do not say. */
  rivalLevel?: number | null;
  /** How fast trade goes from January to December, its mean being 1; null where no seasons show. Runs of earlier versions do not say. */
  season?: number[] | null;
  /** How much more often a customer buys than a year before, and how much more a purchase brings; 1 where neither shows. */
  growth?: Growth;
  horizonMonths: number;
  discountPermille: number;
  retentionPermille: number;
  repeatCustomers: number;
  historyMonths: number;
  /** Minor units a transaction, over the company. */
  meanTransactionMinor: number;
  total: { valueMinor: number; lowMinor: number | null; highMinor: number | null };
  /** Null where the company has no contracts. Runs of earlier versions do not say. */
  contracts?: ContractsReport | null;
  backTest: BackTest | null;
}

export type LifetimeScorecard = DecidedBy<'forecast'>;

export interface Lifetimes {
  report: LifetimeReport;
  /** By customer: how often it has bought, P(alive) or NaN, its lifetime value, and the months' worth that it counts for (kept-months.ts). */
  transactions: Int32Array;
  alive: Float64Array;
  valueMinor: Float64Array;
  keptMonths: Float64Array;
  /** Open ones and lost ones. */
  contracts: ContractWorth[];
  /** Values at the end of an earlier period, by customer (values-at-month-end.ts). */
  valueAt(period: number): Float64Array;
  scorecard(customer: number): LifetimeScorecard;
  /** Null for customers with no purchases and no open contract. */
  reason(customer: number): LifetimeReason | null;
}

export function valueLifetimes({ measures, settings }: { measures: CustomerMeasures; settings: LifetimeSettings }): Lifetimes {
  const basis = basisOf(measures);
  const histories = companyHistories(measures, { until: measures.periods.length + 1, basis });
  const repeatCustomers = repeatCustomersOf(histories);
  const gate =
    repeatCustomers < leastRepeatCustomers ? 'few_repeat_customers' : measures.periods.length < leastMonths ? 'short_history' : null;
  const forecaster = gate === null ? chooseBuying(measures, histories) : null;
  const backTest = forecaster === null ? null : backTestOf(measures, basis);
  const money = moneyOf(measures, histories, basis);
  const rival = backTest !== null && backTest.best !== backTest.model.name ? (backTest.best as RivalName) : null;
  const byContracts = contractValues(measures, { settings, basis });
  const worth = new Worth({ measures, settings, basis, histories, money, forecaster, rival, backTest, byContracts });
  return {
    report: {
      method: forecaster === null ? 'projection' : rival === null ? 'model' : 'rival',
      basis,
      gate: forecaster === null ? (gate ?? 'no_model_converged') : null,
      model:
        forecaster === null
          ? null
          : {
              name: forecaster.name,
              params: forecaster.params,
              logLikelihood: forecaster.logLikelihood,
              boundary: forecaster.boundary,
              customers: forecaster.customers,
              chosenBy: forecaster.chosenBy,
            },
      rival,
      rivalLevel: rival === null ? null : worth.level,
      growth: histories.clock.growth,
      season: seasonByCalendarMonth(histories.clock.season, measures.periods[0]),
      ...settings,
      repeatCustomers,
      historyMonths: measures.periods.length,
      meanTransactionMinor: money.companyMean,
      total: worth.total,
      contracts: byContracts.report,
      backTest,
    },
    transactions: histories.transactions,
    alive: worth.alive,
    valueMinor: worth.valueMinor,
    keptMonths: worth.keptMonths,
    contracts: byContracts.contracts,
    valueAt: (period) =>
      valuesAtMonthEnd(measures, {
        period,
        settings,
        basis,
        forecaster,
        rival: rival === null ? null : { name: rival, level: worth.level },
        months: backTest?.months ?? 12,
        clock: histories.clock,
      }),
    scorecard: (i) => worth.scorecard(i),
    reason: (i) => {
      const { alive_probability, lifetime_value_minor, lifetime_value_low_minor, lifetime_value_high_minor } = worth.scorecard(i);
      const known = {
        histories,
        settings,
        basis,
        mean: money.mean,
        forecaster,
        rival,
        plainRates: worth.plainRates,
        contracts: byContracts.byCustomer.get(i)?.contracts ?? 0,
      };
      return lifetimeReason(known, i, {
        alive_probability,
        value_minor: lifetime_value_minor,
        low_minor: lifetime_value_low_minor,
        high_minor: lifetime_value_high_minor,
      });
    },
  };
}

/** Transactions of the coming months by the model and by the rule, where the customers are valued by purchases. */
function expectedInTotal({
  histories,
  outlook,
  rates,
  months,
}: {
  histories: CompanyHistories;
  outlook(i: number): Outlook;
  rates: Float64Array;
  months: number;
}): { byModel: number; byRule: number } {
  let [byModel, byRule] = [0, 0];
  for (const [i, transactions] of histories.transactions.entries()) {
    if (transactions === 0) continue;
    const { alive, byMonth } = outlook(i);
    byModel += alive * byMonth[months - 1]!;
    byRule += rates[i]! * months;
  }
  return { byModel, byRule };
}

/**
 * Customers vary on their own and even each other out; what the forecast has wrong moves them all together: last year's error in total stands
 * for it. The part of that error which chance does not explain moves the end on its side once more, by its whole amount.
 */
function totalRange({
  valueMinor,
  byPurchases,
  variance,
  backTest,
  horizonMonths,
}: {
  valueMinor: number;
  byPurchases: number;
  variance: number;
  backTest: BackTest | null;
  horizonMonths: number;
}): { lowMinor: number; highMinor: number } {
  const { expectedMinor: expected, actualMinor: actual } = backTest?.earned ?? { expectedMinor: 0, actualMinor: 0 };
  const together = actual === 0 ? 0 : (expected / actual - 1) * byPurchases * Math.sqrt(Math.max(1, horizonMonths / backTest!.months));
  const shift = (backTest?.unexplained ?? 0) * byPurchases;
  const spread = normalQuantile(0.9) * Math.sqrt(variance + together ** 2);
  return {
    lowMinor: Math.round(valueMinor - spread + Math.min(0, shift)),
    highMinor: Math.round(valueMinor + spread + Math.max(0, shift)),
  };
}

interface WorthInput {
  measures: CustomerMeasures;
  settings: LifetimeSettings;
  basis: ValueBasis;
  histories: CompanyHistories;
  money: Credibility;
  forecaster: Forecaster | null;
  rival: RivalName | null;
  backTest: BackTest | null;
  byContracts: ContractValues;
}

/** Values by customer, in columns; alive and the bounds are NaN where they are not known. */
class Worth {
  readonly total: LifetimeReport['total'];
  readonly alive: Float64Array;
  /** In whole minor units. */
  readonly valueMinor: Float64Array;
  readonly keptMonths: Float64Array;
  /** Times a rival's forecasts. */
  readonly level: number;
  /** Transactions a month where the values use the past alone. */
  readonly plainRates: Float64Array | null;
  readonly #value: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #next: Int32Array;

  constructor({ measures, settings, basis, histories, money, forecaster, rival, backTest, byContracts }: WorthInput) {
    const n = measures.customersCount;
    this.alive = new Float64Array(n).fill(NaN);
    this.#value = new Float64Array(n);
    this.#low = new Float64Array(n).fill(NaN);
    this.#high = new Float64Array(n).fill(NaN);
    this.#next = new Int32Array(n);
    const rates =
      forecaster !== null && rival === null ? null : plainRates(measures, { histories, basis, rival, months: backTest?.months ?? 12 });
    const projected = projectedFactor(settings);
    // A customer that never bought has no history: the company-wide assumption applies to it.
    this.keptMonths = new Float64Array(n).fill(keptByProjection(settings));
    const widening = backTest?.widening ?? 1;
    const outlook = (i: number): Outlook => outlookOf(forecaster!, { histories, money, basis, settings, i, widening });
    this.level =
      rival !== null && backTest!.bestInTotal !== rival
        ? levelOf(expectedInTotal({ histories, outlook, rates: rates!, months: Math.min(backTest!.months, settings.horizonMonths) }))
        : 1;
    this.plainRates = rates === null || this.level === 1 ? rates : rates.map((rate) => rate * this.level);
    let variance = 0;
    for (let i = 0; i < n; i++) {
      const byContract = byContracts.byCustomer.get(i);
      if (byContract !== undefined) {
        this.alive[i] = byContract.alive;
        this.#value[i] = byContract.value;
        this.#low[i] = byContract.low ?? NaN;
        this.#high[i] = byContract.high ?? NaN;
        variance += byContract.variance;
        continue;
      }
      if (histories.transactions[i] === 0) continue;
      if (forecaster === null) {
        this.#value[i] = rates![i]! * projected.discounted * money.mean[i]!;
        continue;
      }
      const seen = outlook(i);
      const kept = rival === null ? keptByOutlook(seen) : keptByRule(seen, { knowsLeaving: forecaster.knowsLeaving, assumed: settings });
      const uncertain = rival === null ? seen : uncertainByRule(seen, { perMonth: this.plainRates![i]!, kept });
      const interval = valueInterval(uncertain);
      if (forecaster.knowsLeaving) this.alive[i] = seen.alive;
      this.#value[i] = rival === null ? expectedMinor(seen) : minorByRule(uncertain);
      this.#low[i] = Math.min(interval.low, this.#value[i]!);
      this.#high[i] = Math.max(interval.high, this.#value[i]!);
      // Intervals that held too often are narrowed by customer; what that says of the sum is not known.
      variance += valueVariance({ ...uncertain, widening: Math.max(1, widening) });
      this.keptMonths[i] = kept;
      if (rival === null) this.#next[i] = nextDay(seen, histories);
    }
    this.valueMinor = this.#value.map(Math.round);
    const valueMinor = this.valueMinor.reduce((sum, one) => sum + one, 0);
    const byPurchases = valueMinor - (byContracts.report?.valueMinor ?? 0);
    this.total = {
      valueMinor,
      ...(forecaster === null
        ? { lowMinor: null, highMinor: null }
        : totalRange({ valueMinor, byPurchases, variance, backTest, horizonMonths: settings.horizonMonths })),
    };
  }

  scorecard(i: number): LifetimeScorecard {
    const known = (value: number): number | null => (Number.isNaN(value) ? null : Math.round(value));
    return {
      alive_probability: Number.isNaN(this.alive[i]!) ? null : this.alive[i]!,
      lifetime_value_minor: this.valueMinor[i]!,
      lifetime_value_low_minor: known(this.#low[i]!),
      lifetime_value_high_minor: known(this.#high[i]!),
      next_shipment_on: this.#next[i] === 0 ? null : isoDate(this.#next[i]!),
    };
  }
}
