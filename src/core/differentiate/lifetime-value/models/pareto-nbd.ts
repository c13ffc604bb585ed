/**
 * Pareto/NBD: Schmittlein, Morrison and Colombo (1987), Management Science 33(1), 1–24, in the notation of Fader and Hardie (2005), "A Note
 * on Deriving the Pareto/NBD Model". Purchases come at a rate λ ~ Gamma(r, α) until the customer leaves, at a rate μ ~ Gamma(s, β) at
 * any time. The likelihood's ₂F₁ is written as the integral that it is, over the time of leaving: all terms are positive.
 */
import { discountedRate } from './discounted-rate.ts';
import { fitByLikelihood, type Likelihood } from './fit-by-likelihood.ts';
import { type GroupedHistories, groupHistories } from './history.ts';
import type { CustomerHistory, LifetimeModel, Parameters, SeenHistory } from './model.ts';
import { gaussLegendre, type Quadrature } from '../numeric/gauss-legendre.ts';
import { risingFactorials } from '../numeric/rising-factorial.ts';

/** Eight nodes while a maximum is looked for, sixteen for the reported figures: errors below 1e-6 and 1e-10 of the likelihood, at its edges 3e-4 and 2e-5 of the integral. */
const [quick, exact] = [denserAtTheEnd(gaussLegendre(8)), denserAtTheEnd(gaussLegendre(16))];

const likelihood: Likelihood = {
  parameters: ['r', 'alpha', 's', 'beta'],
  times: ['alpha', 'beta'],
  eventsARepeat: 1,
  starts: (grouped) => {
    const rate = grouped.repeats / grouped.age;
    return [
      [0.5, 0.5, 0.3],
      [1, 1, 1],
      [2, 0.1, 1],
      [0.3, 2, 1],
      [8, 1, 4],
      [1, 0.3, 0.05],
    ].map(([r, s, beta]) => [r!, r! / (rate * 2), s!, beta!]);
  },
  // The data determines mostly the share of dropouts by the end, s ln(1 + T/β): along it s and β make up for each other, down to β = 0
  // (dropouts leave at once) and up to infinity (all are equally likely to leave).
  bend: {
    bent: 's',
    along: 'beta',
    shift: (beta) => Math.log(Math.log1p(1 / beta)),
    slope: (beta) => -1 / ((1 + beta) * Math.log1p(1 / beta)),
  },
  // A few immediate dropouts, next to a maximum with hardly any dropout or with equal dropout; the same share of dropouts, at other times.
  elsewhere: ([r, alpha, s, beta]) =>
    [1e-9, 1e-6, 1e-4, 1e-2, 1].flatMap((time) =>
      [1e-4, 1e-3, 1e-2, s! * Math.log1p(1 / beta!)].map((gone) => [r!, alpha!, gone / Math.log1p(1 / time), time]),
    ),
  limits: [
    { name: 'one_rate_no_dropout', fixed: { r: 1e7, s: 0, beta: 1 } },
    { name: 'no_dropout', fixed: { s: 0, beta: 1 } },
    { name: 'one_rate_one_dropout', fixed: { r: 1e7, s: 1e7 } },
    { name: 'one_rate', fixed: { r: 1e7 } },
    { name: 'one_dropout', fixed: { s: 1e7 } },
  ],
  mayBeAtLimit: ([r, , s, beta]) => r! > 10 || s! * Math.log1p(1 / beta!) < 0.05 || s! > 10,
  sum: (params, grouped, gradient) => sumOverHistories(params, grouped, { gradient, quadrature: gradient === null ? exact : quick }),
};

export const paretonbd: LifetimeModel = {
  name: 'paretonbd',
  parameters: likelihood.parameters,
  regularity: 1,
  fit: (histories, options = {}) => fitByLikelihood(likelihood, histories, options),
  logLikelihood: (params, histories) => likelihood.sum(params, groupHistories(histories, 1), null),
  aliveProbability,
  expectedTransactions: (params, history, weeks) =>
    aliveProbability(params, history) * expectedIfAlive(params, history, { weeks: [weeks] })[0]!,
  phases: () => [1],
  expectedIfAlive,
  anyIfAlive: ([r, alpha, s, beta], { repeats, ageWeeks }, { weeks }) => {
    const [count, time, left] = [r! + repeats, alpha! + ageWeeks, beta! + ageWeeks];
    // ∫ of the density of the next purchase and of still being there then.
    const next = (week: number): number => Math.exp(-(count + 1) * Math.log1p(week / time) - s! * Math.log1p(week / left));
    return (
      (count / time) * discountedRate(next, { weeks, ratePerWeek: 0, scaleWeeks: Math.min(weeks, 1 / ((count + 1) / time + s! / left)) })
    );
  },
  discountedTransactions: (params, history, horizon) => {
    const [r, alpha, s, beta] = params as [number, number, number, number];
    const time = beta + history.ageWeeks;
    const rate = (weeks: number): number => Math.exp(-s * Math.log1p(weeks / time));
    return (
      (aliveProbability(params, history) * (r + history.repeats) * discountedRate(rate, { ...horizon, scaleWeeks: time / (s + 1) })) /
      (alpha + history.ageWeeks)
    );
  },
};

/** Equation 41 of the note; ∫ (β+T)^s (β+T+u)^−s du without its pole at s = 1. */
function expectedIfAlive(
  [r, alpha, s, beta]: Parameters,
  { repeats, ageWeeks }: SeenHistory,
  { weeks }: { weeks: readonly number[] },
): Float64Array {
  const time = beta! + ageWeeks;
  return Float64Array.from(weeks, (each) => {
    const stretch = Math.log1p(each / time);
    const there = time * (s === 1 ? stretch : -Math.expm1((1 - s!) * stretch) / (s! - 1));
    return ((r! + repeats) * there) / (alpha! + ageWeeks);
  });
}

/** 1 / (1 + gone / alive), equation 18 of the note. */
function aliveProbability(params: Parameters, history: CustomerHistory): number {
  const [r, alpha, s, beta] = params as [number, number, number, number];
  if (history.lastWeeks === history.ageWeeks || s === 0) return 1;
  const integral = leavingIntegral({ r: r + history.repeats, alpha, s, beta, last: history.lastWeeks, age: history.ageWeeks }, exact);
  const times = (weeks: number): number => Math.log1p((history.ageWeeks - history.lastWeeks) / weeks);
  const logOdds =
    Math.log(s * integral) -
    Math.log(beta + history.lastWeeks) +
    (r + history.repeats) * times(alpha + history.lastWeeks) +
    s * times(beta + history.lastWeeks);
  return 1 / (1 + Math.exp(logOdds));
}

interface Leaving {
  /** r + x. */
  r: number;
  alpha: number;
  s: number;
  beta: number;
  last: number;
  age: number;
}

/** Means over the integrand for the gradient, by the time of dropout. */
interface Means {
  logAlpha: number;
  logBeta: number;
  shareAlpha: number;
  shareBeta: number;
}

/** The integral of the leaving, in two pieces where one would take too many nodes. */
function leavingIntegral(leaving: Leaving, quadrature: Quadrature, means: Means | null = null): number {
  const cut = cutOf(leaving);
  if (cut === null) return unbrokenIntegral(leaving, quadrature, means);
  const { r, alpha, s, beta, last } = leaving;
  const near = unbrokenIntegral({ ...leaving, age: cut }, quadrature, means);
  const nearMeans = means === null ? null : { ...means };
  const [logAlpha, logBeta] = [Math.log1p((cut - last) / (alpha + last)), Math.log1p((cut - last) / (beta + last))];
  const far = Math.exp(-r * logAlpha - (s + 1) * logBeta) * unbrokenIntegral({ ...leaving, last: cut }, quadrature, means);
  if (means !== null && nearMeans !== null) {
    const share = far / (near + far);
    means.logAlpha = nearMeans.logAlpha + share * (logAlpha + means.logAlpha - nearMeans.logAlpha);
    means.logBeta = nearMeans.logBeta + share * (logBeta + means.logBeta - nearMeans.logBeta);
    means.shareAlpha = nearMeans.shareAlpha + share * (means.shareAlpha - nearMeans.shareAlpha);
    means.shareBeta = nearMeans.shareBeta + share * (means.shareBeta - nearMeans.shareBeta);
  }
  return near + far;
}

/**
 * Where the faster of the two has fallen slowly for long and the other begins to: polynomials do not follow such a step, and a likelihood
 * that is wrong by a thousandth there has maxima of its own. Past e^−15 of the integrand nothing is left to follow.
 */
function cutOf({ r, alpha, s, beta, last, age }: Leaving): number | null {
  const [toAlpha, toBeta] = [alpha + last, beta + last];
  const alphaFirst = r / toAlpha >= (s + 1) / toBeta;
  const [near, nearPower, far] = alphaFirst ? [toAlpha, r, toBeta / (s + 1)] : [toBeta, s + 1, toAlpha / r];
  return near < far && last + far / 2 < age && (nearPower - 1) * Math.log(far / near) < 15 ? last + far / 2 : null;
}

/**
 * ∫ ((α+y)/(α+t_x))^−(r+x) ((β+y)/(β+t_x))^−(s+1) dy from t_x to T. Let g be the one of α and β by which it falls faster at first,
 * z = ln((g+y)/(g+t_x)) and u = 1 − exp(−k z), k being what the integrand falls by at first: then it is nearly flat in u, and few
 * nodes suffice however many purchases there are.
 */
function unbrokenIntegral({ r, alpha, s, beta, last, age }: Leaving, { nodes, weights }: Quadrature, means: Means | null = null): number {
  const alphaFirst = r / (alpha + last) >= (s + 1) / (beta + last);
  const [near, far] = alphaFirst ? [alpha + last, beta + last] : [beta + last, alpha + last];
  const [nearPower, farPower] = alphaFirst ? [r, s + 1] : [s + 1, r];
  const fall = Math.max(nearPower + (farPower * near) / far - 1, 1e-6);
  const most = -Math.expm1(-fall * Math.log1p((age - last) / near));
  let [sum, sumNear, sumFar, sumAlpha, sumBeta] = [0, 0, 0, 0, 0];
  for (let at = 0; at < nodes.length; at++) {
    const z = -Math.log1p(-most * nodes[at]!) / fall;
    const since = near * Math.expm1(z);
    const farLog = Math.log1p(since / far);
    const value = weights[at]! * Math.exp(z * (1 + fall - nearPower) - farPower * farLog);
    sum += value;
    if (means === null) continue;
    sumNear += value * z;
    sumFar += value * farLog;
    sumAlpha += (value * (last + since)) / (alpha + last + since);
    sumBeta += (value * (last + since)) / (beta + last + since);
  }
  if (means !== null) {
    means.logAlpha = (alphaFirst ? sumNear : sumFar) / sum;
    means.logBeta = (alphaFirst ? sumFar : sumNear) / sum;
    means.shareAlpha = sumAlpha / sum;
    means.shareBeta = sumBeta / sum;
  }
  return (sum * near * most) / fall;
}

/**
 * ln L = ln Γ(r+x)/Γ(r) − x ln α + ln[ (1+T/α)^−(r+x) (1+T/β)^−s + s/β ∫ (1+y/α)^−(r+x) (1+y/β)^−(s+1) dy ], y from t_x to T
 * (equation 18 of Fader and Hardie 2005, before the integral is named ₂F₁). Gradients by the logarithms of the parameters.
 */
function sumOverHistories(
  params: Parameters,
  grouped: GroupedHistories,
  { gradient, quadrature }: { gradient: Float64Array | null; quadrature: Quadrature },
): number {
  const [r, alpha, s, beta] = params as [number, number, number, number];
  const { size, weight, countAt, lastAt, ageAt, counts, times } = grouped;
  const purchases = risingFactorials(r, counts);
  const byTimes = (scale: number): [Float64Array, Float64Array] => [
    times.map((time) => Math.log1p(time / scale)),
    times.map((time) => time / (scale + time)),
  ];
  const [alphaLogs, alphaShares] = byTimes(alpha);
  const [betaLogs, betaShares] = byTimes(beta);
  const logAlpha = Math.log(alpha);
  const means = gradient === null ? null : { logAlpha: 0, logBeta: 0, shareAlpha: 0, shareBeta: 0 };
  let [sum, byR, byAlpha, byS, byBeta] = [0, 0, 0, 0, 0];
  for (let at = 0; at < size; at++) {
    const [count, last, age] = [countAt[at]!, lastAt[at]!, ageAt[at]!];
    const power = r + counts[count]!;
    const logAlive = -power * alphaLogs[age]! - s * betaLogs[age]!;
    let [gone, logEither] = [0, logAlive];
    if (last !== age && s > 0) {
      const integral = leavingIntegral({ r: power, alpha, s, beta, last: times[last]!, age: times[age]! }, quadrature, means);
      const logGone = Math.log((s * integral) / beta) - power * alphaLogs[last]! - (s + 1) * betaLogs[last]!;
      const exponential = Math.exp(-Math.abs(logGone - logAlive));
      gone = logGone > logAlive ? 1 / (1 + exponential) : exponential / (1 + exponential);
      logEither = Math.max(logGone, logAlive) + Math.log1p(exponential);
    }
    const customers = weight[at]!;
    sum += customers * (purchases.log[count]! - counts[count]! * logAlpha + logEither);
    if (means === null) continue;
    const there = 1 - gone;
    byR += customers * (purchases.derivative[count]! - there * alphaLogs[age]! - gone * (alphaLogs[last]! + means.logAlpha));
    byAlpha += customers * (power * (there * alphaShares[age]! + gone * means.shareAlpha) - counts[count]!);
    byS += customers * (gone - s * (there * betaLogs[age]! + gone * (betaLogs[last]! + means.logBeta)));
    byBeta += customers * (s * there * betaShares[age]! + gone * ((s + 1) * means.shareBeta - 1));
  }
  gradient?.set([r * byR, byAlpha, byS, byBeta]);
  return sum;
}

/** u = 1 − (1 − v)³: where the far end of the integral is like a fractional power of 1 − u, polynomials in u would converge slowly. */
function denserAtTheEnd({ nodes, weights }: Quadrature): Quadrature {
  return { nodes: nodes.map((v) => v * (3 - 3 * v + v * v)), weights: weights.map((weight, at) => 3 * weight * (1 - nodes[at]!) ** 2) };
}
