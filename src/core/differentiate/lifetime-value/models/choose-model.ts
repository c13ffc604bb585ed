/**
 * The choice of the model that values a company's customers: the one that would best have predicted their purchases after an earlier day. BG/NBD is
 * fitted and shown next to the others, but never chosen: it considers customers with one purchase alive, at any age.
 */
import type { History } from './history.ts';
import type { Fit, LifetimeModel, ModelName, Parameters } from './model.ts';

export interface Candidate {
  model: ModelName;
  fit: Fit;
  /** ln L of the time after the earlier day, by a fit to the time before; null without such a day. */
  heldOut: number | null;
}

export interface Choice {
  chosen: ModelName;
  /** The fit's, or those of the simpler model where the whole one gains too little to be believed. */
  params: Parameters;
  simpler: boolean;
  /** The rule, and every candidate's score: the reason as data. */
  rule: 'held_out_likelihood' | 'likelihood';
  scores: { model: ModelName; score: number }[];
}

/** Null where nothing could be fitted. */
export function chooseModel(candidates: readonly Candidate[]): Choice | null {
  const possible = candidates.filter(({ model, fit }) => model !== 'bgnbd' && fit.converged && Number.isFinite(fit.logLikelihood));
  if (possible.length === 0) return null;
  const rule = possible.every(({ heldOut }) => heldOut !== null) ? 'held_out_likelihood' : 'likelihood';
  const score = ({ fit, heldOut }: Candidate): number => (rule === 'likelihood' ? fit.logLikelihood : heldOut!);
  const best = possible.reduce((so, candidate) => (score(candidate) > score(so) ? candidate : so));
  return {
    chosen: best.model,
    params: best.fit.simpler?.params ?? best.fit.params,
    simpler: best.fit.simpler !== null,
    rule,
    scores: candidates.map((candidate) => ({ model: candidate.model, score: score(candidate) })),
  };
}

export interface HeldOut {
  before: readonly History[];
  whole: readonly History[];
  /** Between the two days. */
  weeks: number;
  startFrom: Parameters;
}

/**
 * ln P(what happened between two days | what was before), customers known on the earlier day: ln L of the longer histories less ln L of
 * the shorter ones, both by parameters fitted to the shorter. Null without repeats before.
 */
export function heldOutLikelihood({ fit, logLikelihood }: LifetimeModel, { before, whole, weeks, startFrom }: HeldOut): number | null {
  if (before.length === 0) return null;
  const earlier = fit(before, { startFrom });
  if (!earlier.converged) return null;
  return (
    logLikelihood(
      earlier.params,
      whole.filter(({ ageWeeks }) => ageWeeks > weeks - 1e-9),
    ) - logLikelihood(earlier.params, before)
  );
}
