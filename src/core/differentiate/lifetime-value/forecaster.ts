/**
 * The model that a company's customers are forecast by, fitted and ready to be asked: chosen by how likely it found what came after the
 * histories that it was fitted to. BG/NBD is no candidate: it takes everybody who bought once for alive for ever.
 */
import type { CustomerMeasures } from '../measures.ts';
import { chooseModel, heldOutLikelihood } from './choose-model.ts';
import { companyHistories, type CompanyHistories, historyOf } from './company-histories.ts';
import type { CustomerHistory, Fit, LifetimeModel } from './model.ts';
import { lifetimeModels } from './models.ts';

export const weeksPerMonth = 365.25 / 12 / 7;

export interface Forecaster {
  name: string;
  /** By their names in the papers, time in weeks. */
  params: Record<string, number>;
  logLikelihood: number;
  boundary: string | null;
  /** False where the histories do not show anybody leaving: P(alive) = 1 for everybody is then no knowledge. */
  knowsLeaving: boolean;
  /** How many customers it was fitted to. */
  customers: number;
  chosenBy: 'held_out_likelihood' | 'likelihood';
  alive(history: CustomerHistory): number;
  /** Expected transactions by the end of each coming month, if the customer is still there. */
  byMonth(history: CustomerHistory, months: number): Float64Array;
  /** Variance of their number over the months, if the customer is still there. */
  varianceIfAlive(history: CustomerHistory, months: number): number;
  /** The chance of any transaction at all in the months, if the customer is still there. */
  anyIfAlive(history: CustomerHistory, months: number): number;
}

const candidates: LifetimeModel[] = [lifetimeModels.mbgnbd, lifetimeModels.paretonbd];
/** More customers would move the parameters by less than their forecasts are off, and cost seconds. Every n-th by the order of codes is taken: the same ones each time. */
const mostFitted = 5000;

/** Null where no model converges. */
export function chooseBuying(measures: CustomerMeasures, histories: CompanyHistories): Forecaster | null {
  const customers = sampled(histories);
  const whole = customers.map((i) => historyOf(histories, i));
  const earlier = earlierHistories(measures, { histories, customers });
  const fits = candidates.map((model) => {
    const fit = model.fit(whole);
    return { model: model.name, fit, heldOut: earlier === null || !fit.converged ? null : heldOutLikelihood(model.name, { ...earlier, whole, startFrom: fit.params }) };
  });
  const choice = chooseModel(fits);
  if (choice === null) return null;
  const { fit } = fits.find(({ model }) => model === choice.chosen)!;
  return new FittedForecaster({ model: lifetimeModels[choice.chosen], fit: choice.simpler ? { ...fit.simpler!, boundary: fit.simpler!.name } : fit, customers: customers.length, chosenBy: choice.rule });
}

/** The same customers a third of the history earlier, with the weeks since; null where that is too little to be fitted to. */
function earlierHistories(measures: CustomerMeasures, { histories, customers }: { histories: CompanyHistories; customers: number[] }) {
  const until = histories.until - Math.max(1, Math.floor(histories.until / 3));
  if (until < 3) return null;
  const earlier = companyHistories(measures, { until, basis: 'revenue' });
  const before = customers.filter((i) => earlier.transactions[i]! > 0).map((i) => historyOf(earlier, i));
  return before.filter(({ repeats }) => repeats > 0).length < 30 ? null : { before, weeks: (histories.endDay - earlier.endDay) / 7 };
}

function sampled({ transactions }: CompanyHistories): number[] {
  const buyers = Array.from(transactions.keys()).filter((i) => transactions[i]! > 0);
  const stride = Math.max(1, Math.ceil(buyers.length / mostFitted));
  return buyers.filter((_, at) => at % stride === 0);
}

interface Fitted {
  model: LifetimeModel;
  fit: Pick<Fit, 'params' | 'logLikelihood' | 'boundary'>;
  customers: number;
  chosenBy: Forecaster['chosenBy'];
}

class FittedForecaster implements Forecaster {
  readonly name: string;
  readonly params: Record<string, number>;
  readonly logLikelihood: number;
  readonly boundary: string | null;
  readonly knowsLeaving: boolean;
  readonly customers: number;
  readonly chosenBy: Forecaster['chosenBy'];
  readonly #model: LifetimeModel;
  readonly #fitted: Fit['params'];
  readonly #alive = new Map<string, number>();
  readonly #curves = new Map<string, Float64Array>();

  constructor({ model, fit, customers, chosenBy }: Fitted) {
    this.name = model.name;
    this.params = Object.fromEntries(model.parameters.map((name, at) => [name, fit.params[at]!]));
    this.logLikelihood = fit.logLikelihood;
    this.boundary = fit.boundary;
    this.knowsLeaving = fit.boundary === null || !fit.boundary.includes('no_dropout');
    this.customers = customers;
    this.chosenBy = chosenBy;
    this.#model = model;
    this.#fitted = fit.params;
  }

  alive(history: CustomerHistory): number {
    const key = `${history.repeats} ${history.lastWeeks} ${history.ageWeeks}`;
    let alive = this.#alive.get(key);
    if (alive === undefined) this.#alive.set(key, (alive = this.#model.aliveProbability(this.#fitted, history)));
    return alive;
  }

  /** What comes depends on when the customer was last seen through P(alive) alone: one curve serves everybody of the same x and T. */
  byMonth({ repeats, ageWeeks }: CustomerHistory, months: number): Float64Array {
    const key = `${repeats} ${ageWeeks} ${months}`;
    let curve = this.#curves.get(key);
    if (curve === undefined) this.#curves.set(key, (curve = this.#curve({ repeats, ageWeeks, lastWeeks: repeats === 0 ? 0 : ageWeeks }, months)));
    return curve;
  }

  #curve(seenToday: CustomerHistory, months: number): Float64Array {
    const alive = this.#model.aliveProbability(this.#fitted, seenToday);
    return Float64Array.from({ length: months }, (_, month) => this.#model.expectedTransactions(this.#fitted, seenToday, (month + 1) * weeksPerMonth) / alive);
  }

  varianceIfAlive(history: CustomerHistory, months: number): number {
    const byMonth = this.byMonth(history, months);
    const expected = byMonth[months - 1]!;
    // As if nobody left: what the customer's present rate would bring, so that the share of it says how much leaving takes.
    const withoutLeaving = Math.max(expected, byMonth[0]! * months);
    const stays = withoutLeaving > 0 ? expected / withoutLeaving : 1;
    // Poisson, the rate that is not known (Gamma of shape r + x), and when the customer leaves: half of what all-or-nothing would vary.
    return expected + expected ** 2 / this.#shape(history) + (withoutLeaving ** 2 * stays * (1 - stays)) / 2;
  }

  anyIfAlive(history: CustomerHistory, months: number): number {
    const shape = this.#shape(history);
    const expected = this.byMonth(history, months)[months - 1]!;
    return 1 - (1 + expected / shape) ** -shape;
  }

  #shape({ repeats }: CustomerHistory): number {
    return this.params['r']! + repeats;
  }
}
