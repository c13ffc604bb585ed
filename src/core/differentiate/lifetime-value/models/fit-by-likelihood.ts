/**
 * A model of purchases fitted to histories, with time scaled to the longest one. Where the likelihood has no interior maximum (no customer
 * leaves, all equal), the simpler model is fitted and named: a parameter that diverges to infinity is not an estimate.
 */
import { type GroupedHistories, groupHistories, type History, mergeHistories, problemOfHistory } from './history.ts';
import type { Boundary, Fit, FitOptions, Parameters } from './model.ts';
import { type Bend, type Found, likeliest, type Sample, type Search } from '../numeric/likeliest.ts';

export interface Likelihood {
  parameters: readonly string[];
  /** Which of them are times. */
  times: readonly string[];
  /** k: what a unit of time counts for in the density of a repeat. */
  eventsARepeat: number;
  starts(grouped: GroupedHistories): number[][];
  bend?: Bend;
  /** Points far from a maximum at which another one, of its own, would show by being likelier. */
  elsewhere?(params: Parameters): number[][];
  /** Simpler models that are this one with parameters at their limit, the simplest first. `infinite` stands for infinity. */
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

/** Beyond it nothing changes in the likelihood that a double can hold. */
export const infinite = 1e7;

/** A full model that gains less than this over a simpler one has no maximum of its own. */
const noGain = 1e-2;

/** Twice that is what a likelihood ratio of one more parameter exceeds by chance in one case of twenty. */
const littleGain = 2;

export function fitByLikelihood(likelihood: Likelihood, histories: readonly History[], { startFrom }: FitOptions): Fit {
  if (histories.length === 0 || histories.some((history) => problemOfHistory(history) !== null))
    throw new RangeError('A fit needs histories, and each as problemOfHistory allows.');
  const merged = mergeHistories(histories);
  const unit = merged.reduce((longest, { ageWeeks }) => Math.max(longest, ageWeeks), 0);
  const grouped = groupHistories(merged, unit === 0 ? 1 : unit);
  if (grouped.repeats === 0) return nobodyCameBack(likelihood, grouped);
  const counter = { evaluations: 0 };
  const starts = [
    ...(startFrom === undefined ? [] : [scaled(likelihood, startFrom, 1 / grouped.timeUnitWeeks)]),
    ...likelihood.starts(grouped),
  ];
  const sample: Sample = {
    parameters: likelihood.parameters,
    customers: grouped.customers,
    bend: likelihood.bend,
    sum: (params, gradient) => likelihood.sum(params, grouped, gradient),
  };
  const whole = likeliestAnywhere(sample, likelihood, { starts, counter });
  const limits =
    likelihood.mayBeAtLimit(whole.params) || !whole.converged ? atLimits(sample, likelihood, { whole, starts, counter }) : null;
  const limit = limits?.boundary ?? null;
  const best = limit?.found ?? whole;
  const sumOf = (params: Parameters): number =>
    likelihood.sum(params, grouped, null) - likelihood.eventsARepeat * grouped.repeats * Math.log(grouped.timeUnitWeeks);
  const simpler = limit === null ? (limits?.simpler ?? null) : null;
  const found = scaled(likelihood, best.params, grouped.timeUnitWeeks);
  const covariance = limit === null ? covarianceOf(best, grouped.customers) : null;
  return {
    params: found,
    logLikelihood: sumOf(best.params),
    converged: best.converged,
    boundary: limit?.name ?? null,
    simpler:
      simpler === null
        ? null
        : {
            name: simpler.name,
            params: scaled(likelihood, simpler.found.params, grouped.timeUnitWeeks),
            logLikelihood: sumOf(simpler.found.params),
          },
    standardErrors: covariance?.map((row, at) => Math.sqrt(row[at]!) * found[at]!) ?? null,
    covariance,
    evaluations: counter.evaluations,
  };
}

/** Where a point elsewhere is likelier than the maximum that was found, there is another one, and the search goes there. */
function likeliestAnywhere(sample: Sample, likelihood: Likelihood, search: Pick<Search, 'starts' | 'counter'>): Found {
  const first = likeliest(sample, { fixed: {}, ...search });
  const others = (likelihood.elsewhere?.(first.params) ?? []).map((params) => {
    search.counter.evaluations++;
    return { params, logLikelihood: sample.sum(params, new Float64Array(params.length)) / sample.customers };
  });
  const other = others.toSorted((a, b) => b.logLikelihood - a.logLikelihood)[0];
  if (other === undefined || !(other.logLikelihood > first.logLikelihood)) return first;
  const second = likeliest(sample, { fixed: {}, starts: [other.params], counter: search.counter });
  return second.logLikelihood > first.logLikelihood ? second : first;
}

interface AtLimit {
  name: Boundary;
  found: Found;
}

/** The simplest limit that is as likely as the whole model (then that has no maximum of its own), and the simplest nearly as likely. */
function atLimits(
  sample: Sample,
  { limits, times }: Pick<Likelihood, 'limits' | 'times'>,
  { whole, starts, counter }: { whole: Found; starts: Search['starts']; counter: Search['counter'] },
): { boundary: AtLimit | null; simpler: AtLimit | null } {
  const tried: AtLimit[] = [];
  // Those nearest to the whole model first: what they say of a parameter spares the rest.
  for (const { name, fixed } of limits.toReversed()) {
    const known = [whole, ...tried.map(({ found }) => found)];
    if (Object.entries(fixed).some(([parameter, limit]) => limit >= infinite && isFarFromInfinity(sample, parameter, known))) continue;
    tried.unshift({ name, found: likeliest(sample, { fixed, starts: [whole.params, ...starts], counter }) });
  }
  // A parameter beyond infinity changes the likelihood by rounding alone: its limit stands for it.
  const atALimit = ({ params, free }: Found): boolean =>
    free.some((at) => !times.includes(sample.parameters[at]!) && params[at]! > infinite);
  const whatCounts = tried.filter(({ found }) => !atALimit(found));
  const most = Math.max(...(atALimit(whole) ? [] : [whole.logLikelihood]), ...whatCounts.map(({ found }) => found.logLikelihood));
  const within = (gain: number): AtLimit | null =>
    whatCounts.find(({ found }) => (most - found.logLikelihood) * sample.customers < gain) ?? null;
  return { boundary: within(noGain), simpler: within(littleGain) };
}

/** A limit at infinity that is further away than this many standard errors of 1 / parameter is about 200 less likely: no need to see. */
const farAway = 20;

/** Where the whole model has no curvature, a limit that is as likely as it stands for it. */
function isFarFromInfinity({ parameters, customers }: Sample, parameter: string, known: readonly Found[]): boolean {
  const at = parameters.indexOf(parameter);
  const most = Math.max(...known.map(({ logLikelihood }) => logLikelihood));
  return known.some(({ inverse, free, logLikelihood }) => {
    const place = free.indexOf(at);
    if (inverse === null || place === -1 || (most - logLikelihood) * customers > littleGain) return false;
    const variance = inverse[place]![place]!;
    return Math.sqrt(variance / customers) * farAway < 1;
  });
}

function covarianceOf({ inverse }: Found, customers: number): number[][] | null {
  return inverse?.map((row) => row.map((each) => each / customers)) ?? null;
}

function scaled(likelihood: Likelihood, params: Parameters, by: number): number[] {
  return params.map((value, at) => (likelihood.times.includes(likelihood.parameters[at]!) ? value * by : value));
}

/** Any rate near 0 explains it; the parameters mean "no purchases", and are not a fit. */
function nobodyCameBack(likelihood: Likelihood, grouped: GroupedHistories): Fit {
  const params = likelihood.parameters.map((name) =>
    name === 'alpha' ? 1e12 * grouped.timeUnitWeeks : name === 'a' || name === 's' ? 0 : 1,
  );
  return {
    params,
    logLikelihood: 0,
    converged: false,
    boundary: 'no_repeats',
    simpler: null,
    standardErrors: null,
    covariance: null,
    evaluations: 0,
  };
}
