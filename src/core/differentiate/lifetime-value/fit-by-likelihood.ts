/**
 * The most likely parameters of a model: minimises the mean negative log-likelihood over the logarithms of the parameters, with time
 * scaled to the longest history. The mean, not the sum: so copies of everybody change nothing. Where there is no maximum inside
 * (nobody leaves, all alike), the simpler model is fitted and named: a parameter on its way to infinity is no answer.
 */
import { type GroupedHistories, groupHistories, type History, mergeHistories, problemOfHistory } from './history.ts';
import type { Boundary, Fit, FitOptions, Parameters } from './model.ts';
import { type Minimum, minimise, type Objective } from './numeric/bfgs.ts';
import { hessian, inverseOfPositive } from './numeric/hessian.ts';

export interface Likelihood {
  parameters: readonly string[];
  /** Which of them are times. */
  times: readonly string[];
  starts(grouped: GroupedHistories): number[][];
  /** Simpler models that are this one with parameters at their limit, the simplest first. A limit of 1e7 stands for infinity. */
  limits: readonly Limit[];
  /** Whether it is worth trying the limits. */
  mayBeAtLimit(params: Parameters): boolean;
  /** Σ customers × ln L, and its gradient by the logarithms of the parameters. */
  sum(params: Parameters, grouped: GroupedHistories, gradient: Float64Array | null): number;
}

export interface Limit {
  name: Boundary;
  fixed: Record<string, number>;
}

/** A full model that gains less than this over a simpler one has no maximum of its own. */
const noGain = 1e-2;

export function fitByLikelihood(likelihood: Likelihood, histories: readonly History[], { startFrom }: FitOptions): Fit {
  if (histories.length === 0 || histories.some((history) => problemOfHistory(history) !== null)) throw new RangeError('A fit needs histories, and each as problemOfHistory allows.');
  const merged = mergeHistories(histories);
  const unit = merged.reduce((longest, { ageWeeks }) => Math.max(longest, ageWeeks), 0);
  const grouped = groupHistories(merged, unit === 0 ? 1 : unit);
  if (grouped.repeats === 0) return nobodyCameBack(likelihood, grouped);
  const counter = { evaluations: 0 };
  const starts = [...(startFrom === undefined ? [] : [scaled(likelihood, startFrom, 1 / grouped.timeUnitWeeks)]), ...likelihood.starts(grouped)];
  const whole = search(likelihood, grouped, { fixed: {}, starts, counter });
  const limit = likelihood.mayBeAtLimit(whole.params) || !whole.converged ? atLimit(likelihood, grouped, { whole, starts, counter }) : null;
  const best = limit?.found ?? whole;
  const found = scaled(likelihood, best.params, grouped.timeUnitWeeks);
  const covariance = limit === null ? covarianceOf(best, grouped.customers) : null;
  return {
    params: found,
    logLikelihood: likelihood.sum(best.params, grouped, null) - grouped.repeats * Math.log(grouped.timeUnitWeeks),
    converged: best.converged,
    boundary: limit?.name ?? null,
    standardErrors: covariance?.map((row, at) => Math.sqrt(row[at]!) * found[at]!) ?? null,
    covariance,
    evaluations: counter.evaluations,
  };
}

interface Found {
  params: number[];
  /** Mean over customers, time scaled. */
  logLikelihood: number;
  converged: boolean;
  /** The inverse of the second derivatives of the mean; null where it is not positive. */
  inverse: number[][] | null;
}

interface Search {
  fixed: Record<string, number>;
  starts: readonly (readonly number[])[];
  counter: { evaluations: number };
}

/** The likeliest of several starts, followed to its maximum; a second one where the first did not arrive. */
function search(likelihood: Likelihood, grouped: GroupedHistories, { fixed, starts, counter }: Search): Found {
  const free = likelihood.parameters.flatMap((name, at) => (fixed[name] === undefined ? [at] : []));
  const pinned = likelihood.parameters.map((name) => fixed[name] ?? 1);
  const paramsOf = (point: ArrayLike<number>): number[] => pinned.map((value, at) => (free.includes(at) ? Math.exp(point[free.indexOf(at)]!) : value));
  const objective: Objective = (point, gradient) => {
    counter.evaluations++;
    if (point.some((value) => !(Math.abs(value) < 60))) return Infinity;
    const whole = new Float64Array(pinned.length);
    const sum = likelihood.sum(paramsOf(point), grouped, whole);
    gradient.set(free.map((at) => -whole[at]! / grouped.customers));
    return Number.isFinite(sum) ? -sum / grouped.customers : Infinity;
  };
  const points = starts.map((start) => startOf(likelihood, start, { fixed, free }));
  const values = new Map(points.map((point) => [point, objective(Float64Array.from(point), new Float64Array(free.length))]));
  const [first, second] = points.toSorted((a, b) => values.get(a)! - values.get(b)!);
  let best = polish(objective, minimise(objective, first!));
  if (!best.positive && second !== undefined) {
    const other = polish(objective, minimise(objective, second));
    if (other.value < best.value) best = other;
  }
  return { params: paramsOf(best.point), logLikelihood: -best.value, converged: best.slope < 1e-5, inverse: best.inverse };
}

/** What is fixed at infinity drags along what it stands in a ratio with: a rate is r / α, a chance a / b, a rate of leaving s / β. */
function startOf(likelihood: Likelihood, start: readonly number[], { fixed, free }: { fixed: Record<string, number>; free: number[] }): number[] {
  const valueOf = (name: string): number => start[likelihood.parameters.indexOf(name)]!;
  const partner: Record<string, string> = { alpha: 'r', a: 'b', beta: 's' };
  return free.map((at) => {
    const name = likelihood.parameters[at]!;
    const ratio = fixed[partner[name] ?? ''];
    return Math.log(ratio === undefined ? start[at]! : (start[at]! * ratio) / valueOf(partner[name]!));
  });
}

/** Newton's steps at the end: the last digits do not depend on the way there. */
function polish(objective: Objective, minimum: Minimum): Minimum & { inverse: number[][] | null; positive: boolean } {
  let best = minimum;
  let inverse: number[][] | null = null;
  for (let step = 0; step < 3; step++) {
    inverse = inverseOfPositive(hessian(objective, best.point));
    if (inverse === null || best.slope < 1e-9) break;
    const gradient = new Float64Array(best.point.length);
    objective(best.point, gradient);
    const move = inverse.map((row) => row.reduce((sum, each, at) => sum - each * gradient[at]!, 0));
    if (move.some((by) => Math.abs(by) > 1)) break;
    const point = best.point.map((value, at) => value + move[at]!);
    const value = objective(point, gradient);
    const slope = gradient.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    if (!(slope < best.slope)) break;
    best = { point, value, slope };
  }
  return { ...best, inverse, positive: inverse !== null };
}

/** The simplest limit that is as likely as the whole model; null where the whole model has a maximum of its own. */
function atLimit(likelihood: Likelihood, grouped: GroupedHistories, { whole, starts, counter }: { whole: Found; starts: Search['starts']; counter: Search['counter'] }): { name: Boundary; found: Found } | null {
  const tried = likelihood.limits.map(({ name, fixed }) => ({ name, found: search(likelihood, grouped, { fixed, starts: [whole.params, ...starts], counter }) }));
  const most = Math.max(whole.logLikelihood, ...tried.map(({ found }) => found.logLikelihood));
  return tried.find(({ found }) => (most - found.logLikelihood) * grouped.customers < noGain) ?? null;
}

function covarianceOf({ inverse }: Found, customers: number): number[][] | null {
  return inverse?.map((row) => row.map((each) => each / customers)) ?? null;
}

function scaled(likelihood: Likelihood, params: Parameters, by: number): number[] {
  return params.map((value, at) => (likelihood.times.includes(likelihood.parameters[at]!) ? value * by : value));
}

/** Any rate of nothing explains it; the parameters say "no purchases", and nobody should take them for a fit. */
function nobodyCameBack(likelihood: Likelihood, grouped: GroupedHistories): Fit {
  const params = likelihood.parameters.map((name) => (name === 'alpha' ? 1e12 * grouped.timeUnitWeeks : name === 'a' || name === 's' ? 0 : 1));
  return { params, logLikelihood: 0, converged: false, boundary: 'no_repeats', standardErrors: null, covariance: null, evaluations: 0 };
}
