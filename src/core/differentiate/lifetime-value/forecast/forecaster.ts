/**
 * The model that a company's customers are forecast by, fitted and ready to be asked: chosen by how likely it found what came after the
 * histories that it was fitted to. BG/NBD is not a candidate: it considers a customer with one purchase alive permanently. Regular customers are
 * what MBG/NBD is widened for (regularity.ts), seasons are in the clock that histories are measured by (trade-clock.ts).
 */
import type { CustomerMeasures } from '../../measures.ts';
import { chooseModel, heldOutLikelihood } from '../models/choose-model.ts';
import { companyHistories, type CompanyHistories, gapsOf, historyOf } from '../histories/company-histories.ts';
import type { CustomerHistory, Fit, LifetimeModel } from '../models/model.ts';
import { paretonbd } from '../models/pareto-nbd.ts';
import { fitRegularity } from '../models/regularity.ts';

/** The expected purchases of an active customer, by month of a horizon. */
export interface IfAlive {
  /** Transactions by the end of each month. */
  byMonth: Float64Array;
  /** Variance of their number at the end. */
  variance: number;
}

export interface Forecaster {
  name: string;
  /** By their names in the papers, k among them where purchases are regular; time in weeks. */
  params: Record<string, number>;
  logLikelihood: number;
  boundary: string | null;
  /** False where the histories show no dropout: P(alive) = 1 for all customers is then not knowledge. */
  knowsLeaving: boolean;
  /** How many customers it was fitted to. */
  customers: number;
  chosenBy: 'held_out_likelihood' | 'likelihood';
  alive(history: CustomerHistory): number;
  ifAlive(history: CustomerHistory, months: number): IfAlive;
  /** E[X(t)]: expected repeats of any customer in the weeks after its first transaction. */
  repeatsSinceFirst(weeks: number): number;
  /** The chance of any transaction at all in the months, if the customer is still there. */
  anyIfAlive(history: CustomerHistory, months: number): number;
}

/** A customer at its first purchase: it has no other history, so its expectation is that of any customer. */
const newcomer: CustomerHistory = { repeats: 0, lastWeeks: 0, ageWeeks: 0 };

/** More customers would move the parameters by less than their forecasts are off, and cost seconds. Every n-th by the order of codes is taken: the same ones each time. */
const mostFitted = 5000;

/** Null where no model converges. */
export function chooseBuying(measures: CustomerMeasures, histories: CompanyHistories): Forecaster | null {
  const customers = sampled(histories);
  const whole = customers.map((i) => historyOf(histories, i));
  const earlier = earlierHistories(measures, { histories, customers });
  const among = new Uint8Array(measures.customersCount);
  for (const i of customers) among[i] = 1;
  const gaps = gapsOf(measures, histories, among);
  // Customers known by then, as in their likelihoods: a gap of a later customer would be counted without its likelihood.
  const gapsLater =
    earlier === null
      ? null
      : { before: gapsOf(measures, earlier.histories, earlier.among), whole: gapsOf(measures, histories, earlier.among) };
  const regular = fitRegularity(whole, gaps);
  const candidates = [regular, { model: paretonbd, fit: paretonbd.fit(whole) }].map(({ model, fit }) => {
    const heldOut =
      earlier === null || !fit.converged
        ? null
        : heldOutLikelihood(model, { before: earlier.before, whole, weeks: earlier.weeks, startFrom: fit.params });
    // Gaps of the later months, as regular as the model has them.
    const later = gapsLater === null ? 0 : gapsLater.whole.logDensity(model.regularity) - gapsLater.before.logDensity(model.regularity);
    return { model, fit, heldOut: heldOut === null ? null : heldOut + later };
  });
  // Models of another regularity are compared with their gaps included; the reported figure of the chosen one is ln L as in the papers.
  const choice = chooseModel(
    candidates.map(({ model, fit, heldOut }) => ({
      model: model.name,
      fit: { ...fit, logLikelihood: fit.logLikelihood + gaps.logDensity(model.regularity) },
      heldOut,
    })),
  );
  if (choice === null) return null;
  const { model, fit } = candidates.find((candidate) => candidate.model.name === choice.chosen)!;
  return new FittedForecaster({
    model,
    fit: choice.simpler ? { ...fit.simpler!, boundary: fit.simpler!.name } : fit,
    customers: customers.length,
    chosenBy: choice.rule,
    weeksAhead: (months) => histories.clock.weeksAhead(histories.endDay, months),
  });
}

/** The same customers a third of the history earlier, with the weeks since; null where that is too little to be fitted to. */
function earlierHistories(measures: CustomerMeasures, { histories, customers }: { histories: CompanyHistories; customers: number[] }) {
  const until = histories.until - Math.max(1, Math.floor(histories.until / 3));
  if (until < 3) return null;
  const { clock } = histories;
  const earlier = companyHistories(measures, { until, basis: 'revenue', clock });
  const known = customers.filter((i) => earlier.transactions[i]! > 0);
  const before = known.map((i) => historyOf(earlier, i));
  if (before.filter(({ repeats }) => repeats > 0).length < 30) return null;
  const among = new Uint8Array(measures.customersCount);
  for (const i of known) among[i] = 1;
  return { histories: earlier, before, among, weeks: clock.weeksAt(histories.endDay) - clock.weeksAt(earlier.endDay) };
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
  weeksAhead(months: number): number;
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
  readonly #weeksAhead: Fitted['weeksAhead'];
  /** By age and by repeats and phase, over so many months. */
  readonly #curves = new Map<number, Map<number, Float64Array>>();
  #curvesMonths = 0;
  #ends: readonly number[] = [];

  constructor({ model, fit, customers, chosenBy, weeksAhead }: Fitted) {
    this.name = model.name;
    this.params = {
      ...(model.regularity > 1 ? { k: model.regularity } : {}),
      ...Object.fromEntries(model.parameters.map((name, at) => [name, fit.params[at]!])),
    };
    this.logLikelihood = fit.logLikelihood;
    this.boundary = fit.boundary;
    this.knowsLeaving = fit.boundary === null || !fit.boundary.includes('no_dropout');
    this.customers = customers;
    this.chosenBy = chosenBy;
    this.#model = model;
    this.#fitted = fit.params;
    this.#weeksAhead = weeksAhead;
  }

  alive(history: CustomerHistory): number {
    return this.#model.aliveProbability(this.#fitted, history);
  }

  repeatsSinceFirst(weeks: number): number {
    return this.#model.expectedTransactions(this.#fitted, newcomer, weeks);
  }

  ifAlive(history: CustomerHistory, months: number): IfAlive {
    const phases = this.#model.phases(this.#fitted, history);
    const byMonth = phases.length === 1 ? this.#curve(history, { months, phase: 0 }) : new Float64Array(months);
    for (let phase = 0; phases.length > 1 && phase < phases.length; phase++) {
      const curve = this.#curve(history, { months, phase });
      const chance = phases[phase]!;
      for (let month = 0; month < months; month++) byMonth[month]! += chance * curve[month]!;
    }
    return { byMonth, variance: this.#variance(history, byMonth) };
  }

  /** Future purchases depend on the last purchase date only through P(alive) and the phase: one curve serves all customers of equal x and T. */
  #curve(history: CustomerHistory, { months, phase }: { months: number; phase: number }): Float64Array {
    const curves = this.#curvesOfAge(history.ageWeeks, months);
    const key = history.repeats * this.#model.regularity + phase;
    const known = curves.get(key);
    if (known !== undefined) return known;
    const ends = this.#monthEnds(months);
    const asked = this.#model.regularity === 1 ? ends : ends.filter((_, month) => asksFor(month + 1, months));
    const curve = between(ends, { at: asked, values: this.#model.expectedIfAlive(this.#fitted, history, { weeks: asked, phase }) });
    curves.set(key, curve);
    return curve;
  }

  #curvesOfAge(ageWeeks: number, months: number): Map<number, Float64Array> {
    if (months !== this.#curvesMonths) {
      this.#curves.clear();
      this.#curvesMonths = months;
    }
    let curves = this.#curves.get(ageWeeks);
    if (curves === undefined) this.#curves.set(ageWeeks, (curves = new Map()));
    return curves;
  }

  #monthEnds(months: number): readonly number[] {
    if (this.#ends.length !== months) this.#ends = Array.from({ length: months }, (_, month) => this.#weeksAhead(month + 1));
    return this.#ends;
  }

  #variance({ repeats }: CustomerHistory, byMonth: Float64Array): number {
    const months = byMonth.length;
    const expected = byMonth[months - 1]!;
    // Without dropout: the value at the customer's present rate, so that its share shows the loss through dropout.
    const withoutLeaving = Math.max(expected, (byMonth[0]! * this.#monthEnds(months)[months - 1]!) / this.#monthEnds(months)[0]!);
    const stays = withoutLeaving > 0 ? expected / withoutLeaving : 1;
    const { regularity } = this.#model;
    // Erlang counts, the rate that is not known (Gamma of shape r + kx), and when the customer leaves: half of the variance of all-or-nothing.
    return (
      expected / regularity + expected ** 2 / (this.params['r']! + regularity * repeats) + (withoutLeaving ** 2 * stays * (1 - stays)) / 2
    );
  }

  anyIfAlive(history: CustomerHistory, months: number): number {
    const weeks = this.#monthEnds(months)[months - 1]!;
    return this.#model
      .phases(this.#fitted, history)
      .reduce((sum, chance, phase) => sum + chance * this.#model.anyIfAlive(this.#fitted, history, { weeks, phase }), 0);
  }
}

/** Forecasts of regular customers are expensive: a quarter's, then half a year's months are calculated together. The curve is nearly straight there. */
function asksFor(month: number, months: number): boolean {
  return month <= 3 || month === months || (month <= 12 ? month % 3 === 0 : month % 6 === 0);
}

/** Values at some of the places, evenly in between. */
function between(places: readonly number[], { at, values }: { at: readonly number[]; values: Float64Array }): Float64Array {
  if (at === places) return values;
  let next = 0;
  return Float64Array.from(places, (place) => {
    if (place > at[next]!) next++;
    if (place === at[next]) return values[next]!;
    const share = (place - at[next - 1]!) / (at[next]! - at[next - 1]!);
    return values[next - 1]! + share * (values[next]! - values[next - 1]!);
  });
}
