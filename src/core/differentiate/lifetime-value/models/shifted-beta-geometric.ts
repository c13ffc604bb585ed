/**
 * Contracts: Fader and Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing 21(1), 76–90. At each renewal a
 * customer leaves with its own chance θ ~ Beta(α, β): retention rises with age because those who leave easily have left.
 */
import { likeliest, type Sample } from '../numeric/likeliest.ts';
import { type RisingFactorials, risingFactorials } from '../numeric/rising-factorial.ts';

export interface ContractFit {
  alpha: number;
  beta: number;
  logLikelihood: number;
  converged: boolean;
  /** one_dropout: all are equally likely to leave (β at 10⁷ for infinity); no_dropout: no customer left; all_left: all at the first renewal. */
  boundary: 'one_dropout' | 'no_dropout' | 'all_left' | null;
}

/**
 * Contracts by how they have gone so far, whenever they began: `left[t]` were lost at their t-th renewal, `open[n]` have been renewed n times
 * and are not lost yet. Each adds ln P(T = t) or ln S(n): several cohorts observed for different times, appendix B.
 */
export interface RenewalCounts {
  left: readonly number[];
  open: readonly number[];
}

export function fitRenewals({ left, open }: RenewalCounts): ContractFit {
  const lost = total(left);
  const contracts = lost + total(open);
  const renewed = weighted(left, (at) => at - 1) + weighted(open, (at) => at);
  if (lost === 0) return { alpha: 0, beta: 1, logLikelihood: 0, converged: false, boundary: 'no_dropout' };
  if (renewed === 0) return { alpha: 1, beta: 0, logLikelihood: 0, converged: false, boundary: 'all_left' };
  const sample: Sample = {
    parameters: ['alpha', 'beta'],
    customers: contracts,
    sum: (params, gradient) => sumOverContracts(params, { left, open }, gradient),
  };
  const counter = { evaluations: 0 };
  const whole = likeliest(sample, {
    fixed: {},
    starts: [
      [1, 1],
      [0.7, 3],
      [5, 20],
    ],
    counter,
  });
  const alike = likeliest(sample, { fixed: { beta: 1e7 }, starts: [[1e6, 1e7]], counter });
  const vanished = (whole.logLikelihood - alike.logLikelihood) * contracts < 1e-2;
  const { params, converged, logLikelihood } = vanished ? alike : whole;
  return {
    alpha: params[0]!,
    beta: params[1]!,
    logLikelihood: logLikelihood * contracts,
    converged,
    boundary: vanished ? 'one_dropout' : null,
  };
}

/** `survivors`: of one cohort, at its start and after each renewal. */
export function fitContracts(survivors: readonly number[]): ContractFit {
  const started = survivors[0];
  if (
    started === undefined ||
    survivors.length < 2 ||
    started <= 0 ||
    survivors.some((count, at) => !(count >= 0) || (at > 0 && count > survivors[at - 1]!))
  ) {
    throw new RangeError('Survivors are counted at the start and after each renewal, and never grow.');
  }
  const last = survivors.length - 1;
  return fitRenewals({
    left: survivors.map((count, at) => (at === 0 ? 0 : survivors[at - 1]! - count)),
    open: survivors.map((count, at) => (at === last ? count : 0)),
  });
}

/** The decisions at renewals so far. */
export function decisionsOf({ left, open }: RenewalCounts): { decisions: number; losses: number } {
  return { decisions: weighted(left, (at) => at) + weighted(open, (at) => at), losses: total(left) };
}

/** P(renew | renewed n times): S(n + 1) / S(n). */
export function renewalChance({ alpha, beta }: { alpha: number; beta: number }, renewals: number): number {
  return (beta + renewals) / (alpha + beta + renewals);
}

/** S(t): the share of a cohort that is still there after so many renewals, equation 6. */
export function survival({ alpha, beta }: { alpha: number; beta: number }, renewals: number): number {
  let share = 1;
  for (let at = 0; at < renewals; at++) share *= renewalChance({ alpha, beta }, at);
  return share;
}

/** Payments to come of a customer about to decide on its (renewals + 1)th renewal, discounted by `rate` per period; Fader and Hardie (2010). */
export function residualPayments(
  params: { alpha: number; beta: number },
  { renewals, rate, periods }: { renewals: number; rate: number; periods: number },
): number {
  let [sum, there] = [0, 1];
  for (let ahead = 0; ahead < periods; ahead++) {
    there *= (params.beta + renewals + ahead) / (params.alpha + params.beta + renewals + ahead);
    sum += there / (1 + rate) ** ahead;
  }
  return sum;
}

/** Σ left at t × ln P(t) + open after n × ln S(n), P(t) = α (β)ₜ₋₁ / (α+β)ₜ (equations 5 and 6). */
function sumOverContracts([alpha, beta]: number[], { left, open }: RenewalCounts, gradient: Float64Array): number {
  const renewals = Array.from({ length: Math.max(left.length, open.length) }, (_, at) => at);
  const [stay, both] = [risingFactorials(beta!, renewals), risingFactorials(alpha! + beta!, renewals)];
  let [sum, byAlpha, byBeta] = [0, 0, 0];
  const add = (customers: number, { stayed, decided, gone }: { stayed: number; decided: number; gone: number }): void => {
    const of = (factorials: RisingFactorials, at: number): [number, number] => [factorials.log[at]!, factorials.derivative[at]!];
    const [[logStay, slopeStay], [logBoth, slopeBoth]] = [of(stay, stayed), of(both, decided)];
    sum += customers * (logStay - logBoth + gone * Math.log(alpha!));
    byAlpha += customers * (gone - alpha! * slopeBoth);
    byBeta += customers * beta! * (slopeStay - slopeBoth);
  };
  for (const [at, customers] of left.entries()) if (customers > 0) add(customers, { stayed: at - 1, decided: at, gone: 1 });
  for (const [at, customers] of open.entries()) if (customers > 0) add(customers, { stayed: at, decided: at, gone: 0 });
  gradient.set([byAlpha, byBeta]);
  return sum;
}

function total(counts: readonly number[]): number {
  return weighted(counts, () => 1);
}

function weighted(counts: readonly number[], weight: (at: number) => number): number {
  return counts.reduce((sum, count, at) => (count === 0 ? sum : sum + count * weight(at)), 0);
}
