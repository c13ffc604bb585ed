/** Models of lifetime value fitted to a file of purchases or histories: no company is opened, and nothing is kept. */
import { type Candidate, chooseModel, heldOutLikelihood } from '../../core/differentiate/lifetime-value/models/choose-model.ts';
import {
  fitGammaGamma,
  gammaGammaParameters,
  type Spending,
  type SpendingFit,
} from '../../core/differentiate/lifetime-value/models/gamma-gamma.ts';
import { historiesOfPurchases } from '../../core/differentiate/lifetime-value/histories/histories-of-purchases.ts';
import { type History, mergeHistories } from '../../core/differentiate/lifetime-value/models/history.ts';
import type { Fit } from '../../core/differentiate/lifetime-value/models/model.ts';
import { fitRegularity, type Gaps } from '../../core/differentiate/lifetime-value/models/regularity.ts';
import { lifetimeModels } from '../../core/differentiate/lifetime-value/models/models.ts';
import { readPurchaseLog } from '../../imports/purchase-log/read-purchase-log.ts';
import type { Answers } from '../../facts/row/reading.ts';
import type { Assumption } from '../../imports/assumptions/assumption.ts';
import { type LogProblem, LogRefused, LogUndecided } from '../../imports/purchase-log/refused.ts';
import type { WhatWasRead } from '../../imports/purchase-log/what-was-read.ts';
import { openOrder, parseDate } from '../../facts/values/date.ts';

/** Columns and the table by name or number, where the file does not show which they are. */
export interface FitRequest {
  customer?: string;
  date?: string;
  amount?: string;
  table?: string;
  /** The last day observed. */
  until?: string | undefined;
  unit?: 'week' | 'day';
  answers: Answers;
}

export interface FittedModel {
  name: string;
  params: Record<string, number>;
  logLikelihood: number;
  converged: boolean;
  boundary: string | null;
  /** Named where a simpler model is less likely by less than 2. */
  simpler: string | null;
  seconds: number;
}

export interface FittedFile {
  /** Null for ready histories of which nobody says it. */
  unit: 'week' | 'day' | null;
  customers: number;
  models: FittedModel[];
  chosen: string | null;
  /** How it was chosen, and what each scored. */
  choice: { rule: string; scores: Record<string, number> } | null;
  /**
   * How regular gaps between purchases are: MBG/CNBD-k, in log-likelihoods that hold the gaps, of MBG/NBD (k = 1) and of the k that makes them
   * likeliest. Null where only histories are known, or nothing could be fitted.
   */
  regularity: (Pick<FittedModel, 'params' | 'logLikelihood' | 'converged'> & { k: number; logLikelihoodAtRandom: number }) | null;
  read: WhatWasRead;
  /** What reading took for granted, beside what `read` says. */
  assumptions: Assumption[];
}

/** Nothing is fitted to a file that cannot be used, or to figures that a person has not decided. */
export async function fitFile(
  path: string,
  request: FitRequest,
): Promise<FittedFile | { refused: LogProblem } | { undecided: readonly Assumption[] }> {
  try {
    return await fitModels(path, request);
  } catch (error) {
    if (error instanceof LogUndecided) return { undecided: error.assumptions };
    if (error instanceof LogRefused) return { refused: error.problem };
    throw error;
  }
}

interface Observed {
  histories: History[];
  spendings: Spending[];
  gaps: Gaps | null;
  /** What was known at two thirds of the time, to hold the last third out. */
  earlier: { histories: History[]; time: number } | null;
  unit: FittedFile['unit'];
  read: WhatWasRead;
  assumptions: Assumption[];
}

async function fitModels(path: string, options: FitRequest): Promise<FittedFile> {
  const { histories, spendings, gaps, earlier, unit, read, assumptions } = await observed(path, options);
  const candidates: Candidate[] = [];
  const models = Object.values(lifetimeModels).map((model) => {
    const [fit, seconds] = timed(() => model.fit(histories));
    const heldOut =
      earlier === null || !fit.converged
        ? null
        : heldOutLikelihood(model, { before: earlier.histories, whole: histories, weeks: earlier.time, startFrom: fit.params });
    candidates.push({ model: model.name, fit, heldOut });
    return fitted({ name: model.name, parameters: model.parameters, fit, seconds });
  });
  const [spending, seconds] = timed(() => fitGammaGamma(spendings));
  if (spending !== null)
    models.push(fitted({ name: 'gammagamma', parameters: gammaGammaParameters, fit: { ...spending, simpler: null }, seconds }));
  const choice = chooseModel(candidates);
  return {
    unit,
    customers: histories.reduce((sum, { customers }) => sum + customers, 0),
    models,
    chosen: choice?.chosen ?? null,
    choice:
      choice === null ? null : { rule: choice.rule, scores: Object.fromEntries(choice.scores.map(({ model, score }) => [model, score])) },
    regularity: gaps === null ? null : regularityOf(histories, gaps),
    read,
    assumptions,
  };
}

function regularityOf(histories: readonly History[], gaps: Gaps): FittedFile['regularity'] {
  const { model, fit, logLikelihoods } = fitRegularity(histories, gaps);
  if (!fit.converged) return null;
  const { params, converged } = fitted({ name: model.name, parameters: model.parameters, fit, seconds: 0 });
  return {
    k: model.regularity,
    params,
    logLikelihood: logLikelihoods[model.regularity - 1]!,
    converged,
    logLikelihoodAtRandom: logLikelihoods[0]!,
  };
}

/** The models' "weeks" are whatever unit the times come in. */
async function observed(path: string, options: FitRequest): Promise<Observed> {
  const { customer, date, amount, table } = options;
  const end = options.until;
  const until = end === undefined ? undefined : dayOf(end);
  // Plans are told from purchases by the day on which somebody asks.
  const today = Math.floor(Date.now() / 86_400_000);
  const file = await readPurchaseLog(path, {
    today,
    answers: options.answers,
    ...(customer !== undefined && { customer }),
    ...(date !== undefined && { date }),
    ...(amount !== undefined && { amount }),
    ...(table !== undefined && { table }),
    ...(until !== undefined && { until }),
  });
  if (file.kind === 'histories') {
    if (until !== undefined) throw new LogRefused('log_end_of_histories');
    const histories = mergeHistories(
      file.rows.map(({ repeats, last, age }) => ({ repeats, lastWeeks: last, ageWeeks: age, customers: 1 })),
    );
    const spendings = file.rows.flatMap(({ repeats, mean }) =>
      repeats > 0 && mean !== null && mean > 0 ? [{ transactions: repeats, mean, customers: 1 }] : [],
    );
    return { histories, spendings, gaps: null, earlier: null, unit: options.unit ?? file.unit, read: file.read, assumptions: [] };
  }
  const unit = options.unit ?? 'week';
  const unitDays = unit === 'week' ? 7 : 1;
  const first = file.day.reduce((least, day) => Math.min(least, day), Infinity);
  const endDay = until ?? file.day.reduce((most, day) => Math.max(most, day), -Infinity);
  const whole = historiesOfPurchases(file, { endDay, unitDays });
  if (whole.histories.length === 0) throw new LogRefused('log_nothing_before', { end: end ?? '' });
  const earlierDay = Math.floor(first + ((endDay - first) * 2) / 3);
  const earlier = {
    histories: historiesOfPurchases({ ...file, amount: null }, { endDay: earlierDay, unitDays }).histories,
    time: (endDay - earlierDay) / unitDays,
  };
  return { ...whole, earlier, unit, read: file.read, assumptions: file.assumptions };
}

/** A day that can be meant in one way only. */
function dayOf(text: string): number {
  const order = openOrder(text);
  const oneWay = order === null || order.first > 12 || order.second > 12 || order.first === order.second;
  const date = oneWay ? parseDate(text, 'dmy') : null;
  if (date === null) throw new LogRefused('log_bad_end', { value: text });
  return Date.parse(date) / 86_400_000;
}

function timed<Result>(work: () => Result): [Result, number] {
  const began = performance.now();
  const result = work();
  return [result, Math.round(performance.now() - began) / 1000];
}

function fitted({
  name,
  parameters,
  fit,
  seconds,
}: {
  name: string;
  parameters: readonly string[];
  fit: Fit | (SpendingFit & { simpler: null });
  seconds: number;
}): FittedModel {
  return {
    name,
    params: Object.fromEntries(parameters.map((parameter, at) => [parameter, fit.params[at]!])),
    logLikelihood: fit.logLikelihood,
    converged: fit.converged,
    boundary: fit.boundary,
    simpler: fit.simpler?.name ?? null,
    seconds,
  };
}
