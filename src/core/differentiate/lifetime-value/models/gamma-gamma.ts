/**
 * Money per transaction: Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value", after Fader, Hardie and Lee (2005), RFM and
 * CLV. A transaction is worth Gamma(p, ν), and ν ~ Gamma(q, γ) among customers: the mean of few transactions is shrunk towards that of all
 * mean. Only for positive means; where margins may be negative, credibility.ts.
 */
import { likeliest, type Sample } from '../numeric/likeliest.ts';
import { digamma, logGamma } from '../numeric/log-gamma.ts';

/** How many transactions, and their mean, for as many customers as share both. In the papers: of the repeats alone. */
export interface Spending {
  transactions: number;
  mean: number;
  customers: number;
}

export interface SpendingFit {
  /** p, q, gamma: gamma is in the unit of money. */
  params: readonly [p: number, q: number, gamma: number];
  logLikelihood: number;
  converged: boolean;
  /** same_value: customers do not differ (q is 10⁷, for infinity, and the mean p γ / q that of all); infinite_mean: q ≤ 1, no mean over customers exists. */
  boundary: 'same_value' | 'infinite_mean' | null;
  standardErrors: readonly number[] | null;
  covariance: readonly (readonly number[])[] | null;
  evaluations: number;
}

export const gammaGammaParameters = ['p', 'q', 'gamma'] as const;

/** Null without any customer whose mean is positive. */
export function fitGammaGamma(spendings: readonly Spending[], { startFrom }: { startFrom?: readonly number[] } = {}): SpendingFit | null {
  const positive = spendings.filter(({ mean, transactions }) => mean > 0 && transactions > 0);
  const customers = positive.reduce((sum, spending) => sum + spending.customers, 0);
  if (customers === 0) return null;
  // Money is scaled to its mean: the fit is the same in cents and in millions.
  const unit = positive.reduce((sum, spending) => sum + spending.customers * spending.mean, 0) / customers;
  if (positive.every(({ mean }) => Math.abs(mean - unit) < 1e-9 * unit)) {
    return {
      params: [1e7, 1e7, unit],
      logLikelihood: 0,
      converged: false,
      boundary: 'same_value',
      standardErrors: null,
      covariance: null,
      evaluations: 0,
    };
  }
  const scaled = positive.map((spending) => ({ ...spending, mean: spending.mean / unit }));
  const sample: Sample = {
    parameters: gammaGammaParameters,
    customers,
    sum: (params, gradient) => sumOverSpendings(params, scaled, gradient),
  };
  const counter = { evaluations: 0 };
  const starts = [
    [2, 3, 1],
    [6, 4, 0.5],
    [20, 6, 0.25],
    [0.8, 5, 5],
    [1, 0.8, 1],
  ];
  const whole = likeliest(sample, {
    fixed: {},
    starts: startFrom === undefined ? starts : [[startFrom[0]!, startFrom[1]!, startFrom[2]! / unit], ...starts],
    counter,
  });
  const alike =
    whole.converged && whole.params[1]! < 100 ? null : likeliest(sample, { fixed: { q: 1e7 }, starts: [whole.params], counter });
  // A barely higher maximum that is hard to find is ignored.
  const vanished = alike !== null && (whole.logLikelihood - alike.logLikelihood) * customers < (whole.converged ? 1e-2 : 2);
  const found = vanished ? alike : whole;
  const [p, q, gamma] = found.params as [number, number, number];
  const covariance = vanished ? null : (found.inverse?.map((row) => row.map((each) => each / customers)) ?? null);
  const params = [p, q, gamma * unit] as const;
  return {
    params,
    // A density by money: per unit of money, as the papers have it.
    logLikelihood: sumOverSpendings(found.params, scaled, null) - customers * Math.log(unit),
    converged: found.converged,
    boundary: vanished ? 'same_value' : q <= 1 ? 'infinite_mean' : null,
    standardErrors: covariance?.map((row, at) => Math.sqrt(row[at]!) * params[at]!) ?? null,
    covariance,
    evaluations: counter.evaluations,
  };
}

/** ln of the density of a mean, equation 1a of the note. */
export function logLikelihoodOfMean(params: readonly number[], spending: Omit<Spending, 'customers'>): number {
  return sumOverSpendings(params, [{ ...spending, customers: 1 }], null);
}

/** Expected value per transaction, equation 5 of the note; null where it is infinite (q ≤ 1 and too few transactions). */
export function expectedValue([p, q, gamma]: readonly number[], { transactions, mean }: Omit<Spending, 'customers'>): number | null {
  const seen = p! * transactions;
  return seen + q! > 1 ? (p! * (gamma! + transactions * mean)) / (seen + q! - 1) : null;
}

/** ln Γ(px+q)/Γ(px)Γ(q) + q ln γ + (px−1) ln z̄ + px ln x − (px+q) ln(γ+x z̄); ln Γ and ψ once per distinct x. */
function sumOverSpendings(params: readonly number[], spendings: readonly Spending[], gradient: Float64Array | null): number {
  const [p, q, gamma] = params as [number, number, number];
  const constants = new Map<number, { log: number; byP: number; byQ: number }>();
  const [logGammaQ, digammaQ, logGammaParam] = [logGamma(q), digamma(q), Math.log(gamma)];
  let [sum, byP, byQ, byGamma] = [0, 0, 0, 0];
  for (const { transactions, mean, customers } of spendings) {
    const shape = p * transactions;
    let known = constants.get(transactions);
    if (known === undefined) {
      const both = digamma(shape + q);
      known = { log: logGamma(shape + q) - logGamma(shape) - logGammaQ, byP: both - digamma(shape), byQ: both - digammaQ };
      constants.set(transactions, known);
    }
    const total = transactions * mean;
    const logTotal = Math.log(total);
    // ln(γ + x z̄) − ln γ, so that a large γ loses no digits.
    const logBeside = Math.log1p(total / gamma);
    sum += customers * (known.log + shape * (logTotal - logGammaParam) - (shape + q) * logBeside - Math.log(mean));
    if (gradient === null) continue;
    byP += customers * transactions * (known.byP + logTotal - logGammaParam - logBeside);
    byQ += customers * (known.byQ - logBeside);
    byGamma += customers * (q - ((shape + q) * gamma) / (gamma + total));
  }
  gradient?.set([p * byP, q * byQ, byGamma]);
  return sum;
}
