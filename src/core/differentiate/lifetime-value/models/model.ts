/** The interface of every model of purchases with dropout, and the result of a fit. The models: beta-geometric.ts and pareto-nbd.ts. */
import type { History } from './history.ts';

export type ModelName = 'bgnbd' | 'mbgnbd' | 'paretonbd' | 'mbgcnbd';

/** Numbers in the order of the model's `parameters`, the papers' order; times among them in weeks. */
export type Parameters = readonly number[];

export interface LifetimeModel {
  name: ModelName;
  /** Names as in the papers: r, alpha, a, b or r, alpha, s, beta. */
  parameters: readonly string[];
  fit(histories: readonly History[], options?: FitOptions): Fit;
  /** k: 1 where purchases come at random; k where each is every k-th of random events, so that gaps are regular (erlang-k). */
  regularity: number;
  /** Σ over the customers of the histories of ln L, time in weeks. In days it is less by k x ln 7 for each. */
  logLikelihood(params: Parameters, histories: readonly History[]): number;
  /** The chance that the customer has not silently left. */
  aliveProbability(params: Parameters, history: CustomerHistory): number;
  /** E[Y]: transactions in the coming weeks after the end of the history. */
  expectedTransactions(params: Parameters, history: CustomerHistory, weeks: number): number;
  /** The chance of each of the k phases between two purchases (how many of the k events before the next one have happened, from 0 on) for a customer that is still active; [1] where k is 1. */
  phases(params: Parameters, history: CustomerHistory): number[];
  /** E[Y] by each of several weeks of a customer that is still active, in a phase: given the phase, its last purchase date no longer matters. */
  expectedIfAlive(params: Parameters, history: SeenHistory, ahead: { weeks: readonly number[]; phase: number }): Float64Array;
  /** The chance that such a customer makes any transaction at all in the coming weeks. */
  anyIfAlive(params: Parameters, history: SeenHistory, ahead: { weeks: number; phase: number }): number;
  /** Transactions to come, each weighed by exp(−ratePerWeek × weeks until it): value today of one unit of money in each. */
  discountedTransactions(params: Parameters, history: CustomerHistory, horizon: Horizon): number;
}

export type CustomerHistory = Pick<History, 'repeats' | 'lastWeeks' | 'ageWeeks'>;

export type SeenHistory = Pick<History, 'repeats' | 'ageWeeks'>;

export interface Horizon {
  /** May be Infinity where the rate is above zero: the discounted expected residual transactions of the literature. */
  weeks: number;
  /** Continuous interest: ln(1 + a year's rate) / (365.25 / 7). */
  ratePerWeek: number;
}

export interface FitOptions {
  /** Parameters of the last fit: saves evaluations, and changes nothing else. */
  startFrom?: Parameters;
}

export interface Fit {
  params: Parameters;
  /** Σ over customers, time in weeks. */
  logLikelihood: number;
  converged: boolean;
  /** Named where the likelihood has no maximum inside: what vanishes. The parameters are then those of the simpler model. */
  boundary: Boundary | null;
  /** The simplest model that is less likely by less than 2: there is a maximum inside, but nothing that speaks for it. */
  simpler: { name: Boundary; params: Parameters; logLikelihood: number } | null;
  /** Of the parameters themselves; null where the likelihood is not curved, as on a boundary. */
  standardErrors: readonly number[] | null;
  /** Of the logarithms of the parameters. */
  covariance: readonly (readonly number[])[] | null;
  evaluations: number;
}

/**
 * no_dropout: no customer leaves (P(alive) = 1 is then a limit of the model, not knowledge); one_rate: all buy equally often;
 * one_dropout: all are equally likely to leave; no_repeats: no customer came back, so there is nothing to fit.
 */
export type Boundary = 'no_dropout' | 'one_rate' | 'one_dropout' | 'one_rate_no_dropout' | 'one_rate_one_dropout' | 'no_repeats';
