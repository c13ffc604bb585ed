/** clientele lifetime fit: models of lifetime value over any file of purchases or histories, without a company. */
import type { Answers } from '../../facts/row/reading.ts';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
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
import type { Assumption } from '../../imports/assumptions/assumption.ts';
import { LogRefused, LogUndecided } from '../../imports/purchase-log/refused.ts';
import type { WhatWasRead } from '../../imports/purchase-log/what-was-read.ts';
import { openOrder, parseDate } from '../../facts/values/date.ts';
import { answersOf } from '../answers.ts';
import type { DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { assumedAsData, assumedLines, questionLines, questionsAsData } from '../said-of-reading.ts';
import { say, sayProblem } from '../say.ts';
import { sayWhatWasRead } from '../say-what-was-read.ts';
import { textTable } from '../table.ts';

interface Options {
  customer?: string;
  date?: string;
  amount?: string;
  table?: string;
  until?: string;
  /** The older name of `until`. */
  calibrationEnd?: string;
  unit?: 'week' | 'day';
  answer: string[];
  json?: boolean;
}

interface Fitted {
  name: string;
  params: Record<string, number>;
  logLikelihood: number;
  converged: boolean;
  boundary: string | null;
  /** Named where a simpler model is less likely by less than 2. */
  simpler: string | null;
  seconds: number;
}

interface Report {
  /** Null for ready histories of which nobody says it. */
  unit: 'week' | 'day' | null;
  customers: number;
  models: Fitted[];
  chosen: string | null;
  /** How it was chosen, and what each scored. */
  choice: { rule: string; scores: Record<string, number> } | null;
  /**
   * How regular gaps between purchases are: MBG/CNBD-k, in log-likelihoods that hold the gaps, of MBG/NBD (k = 1) and of the k that makes them
   * likeliest. Null where only histories are known, or nothing could be fitted.
   */
  regularity: (Pick<Fitted, 'params' | 'logLikelihood' | 'converged'> & { k: number; logLikelihoodAtRandom: number }) | null;
  read: WhatWasRead;
  /** What reading took for granted, beside what `read` says. */
  assumptions: Assumption[];
}

export const lifetimeFit: DefineCommand = (lifetime, { io, finish }) => {
  lifetime
    .command('fit')
    .argument('<file>', 'purchases (customer, date, amount) or histories (x, tx, T), in any format that can be imported')
    .description('Fit BG/NBD, MBG/NBD and Pareto/NBD, Gamma-Gamma where there are amounts, and choose')
    .option('--customer <column>', 'which column is the customer: its heading, or its number from 1')
    .option('--date <column>', 'which column is the day of the purchase')
    .option('--amount <column>', 'which column is the sum of the purchase')
    .option('--table <name>', 'which sheet of a workbook, or file of an archive')
    .option('--until <date>', 'the last day observed: leave out what came after it, yyyy-mm-dd')
    .option('--calibration-end <date>', 'the same as --until')
    .addOption(
      new Option(
        '--unit <unit>',
        'of time, in parameters and log-likelihoods; for ready histories, what their times are in (default: week, for purchases)',
      ).choices(['week', 'day']),
    )
    .option(
      '--answer <question=answer>',
      'answers a question that the file leaves open (as printed); once per answer',
      (answer: string, before: string[]) => [...before, answer],
      [],
    )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele lifetime fit purchases.xlsx --customer Email --until 2026-06-30')
    .action(async (file: string, _options: Options, self: Command) => {
      // --json is the parent's too, and taken by it.
      const options = self.optsWithGlobals<Options>();
      const report = await reportOn(resolve(io.cwd, file), { ...options, answers: answersOf(options.answer) }).catch((error: unknown) => {
        if (error instanceof LogUndecided) return error.assumptions;
        throw error instanceof LogRefused ? new CommandFailed(exitCodes.refused, sayProblem(error.problem, io.language)) : error;
      });
      if (!('models' in report)) {
        io.out(
          options.json
            ? `${JSON.stringify({ file, assumed: assumedAsData(report), questions: questionsAsData(report, io.language) })}\n`
            : undecided(file, report, io),
        );
        return finish(exitCodes.undecided);
      }
      const { assumptions, ...figures } = report;
      io.out(
        options.json
          ? `${JSON.stringify({ ...figures, assumed: assumedAsData(assumptions), questions: questionsAsData(assumptions, io.language) })}\n`
          : tableOf(report, io),
      );
      finish(exitCodes.done);
    });
};

/** Nothing is fitted to figures that a person has not decided. */
function undecided(file: string, assumptions: readonly Assumption[], io: Io): string {
  return `${[`${file}:`, ...assumedLines(assumptions, io.language), ...questionLines(assumptions, io.language), say('fit_undecided', {}, io.language)].join('\n')}\n`;
}

interface Observed {
  histories: History[];
  spendings: Spending[];
  gaps: Gaps | null;
  /** What was known at two thirds of the time, to hold the last third out. */
  earlier: { histories: History[]; time: number } | null;
  unit: Report['unit'];
  read: WhatWasRead;
  assumptions: Assumption[];
}

async function reportOn(path: string, options: Options & { answers: Answers }): Promise<Report> {
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

function regularityOf(histories: readonly History[], gaps: Gaps): Report['regularity'] {
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
async function observed(path: string, options: Options & { answers: Answers }): Promise<Observed> {
  const { customer, date, amount, table } = options;
  const end = options.until ?? options.calibrationEnd;
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
}): Fitted {
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

function tableOf(report: Report, io: Io): string {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, io.language) ?? key;
  const digits = new Intl.NumberFormat(io.language, { maximumSignificantDigits: 6 });
  const likelihood = new Intl.NumberFormat(io.language, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const params = (model: Fitted): string =>
    Object.entries(model.params)
      .map(([name, value]) => `${name} ${digits.format(value)}`)
      .join('  ');
  const notes = (model: Fitted): string =>
    [
      model.boundary === null ? (model.converged ? '' : t('lifetime_not_converged')) : t(`lifetime_boundary_${model.boundary}`),
      model.simpler === null ? '' : t('lifetime_simpler', { simpler: t(`lifetime_boundary_${model.simpler}`) }),
    ]
      .filter((note) => note !== '')
      .join('; ');
  const table = textTable(
    [
      { heading: t('lifetime_model'), align: 'left' },
      { heading: t('lifetime_params'), align: 'left' },
      { heading: t(`lifetime_log_likelihood_${report.unit ?? 'file'}`), align: 'right' },
      { heading: t('lifetime_note'), align: 'left' },
    ],
    report.models.map((model) => [t(`lifetime_model_${model.name}`), params(model), likelihood.format(model.logLikelihood), notes(model)]),
  );
  const chosen =
    report.chosen === null
      ? t('lifetime_none_chosen')
      : t(`lifetime_chosen_by_${report.choice!.rule}`, { model: t(`lifetime_model_${report.chosen}`) });
  const regular =
    report.regularity === null
      ? ''
      : report.regularity.k === 1
        ? `${t('lifetime_at_random')}\n`
        : `${t('lifetime_regular_fit', { k: report.regularity.k, gain: likelihood.format(report.regularity.logLikelihood - report.regularity.logLikelihoodAtRandom) })}\n`;
  const assumed = [...assumedLines(report.assumptions, io.language), ...questionLines(report.assumptions, io.language)]
    .map((line) => `${line}\n`)
    .join('');
  return `${sayWhatWasRead(report, io.language)}${assumed}\n${t('lifetime_customers', { count: new Intl.NumberFormat(io.language).format(report.customers) })}\n\n${table}\n${chosen}\n${regular}`;
}
