/** clientele lifetime fit: models of lifetime value over any file of purchases or histories, without a company. */
import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Assumption } from '../../imports/assumptions/assumption.ts';
import type { FittedFile, FittedModel } from '../../questions/differentiate/fit-file.ts';
import { answerOption, answersOf } from '../answers.ts';
import { command } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { assumedAsData, assumedLines, questionLines, questionsAsData } from '../said-of-reading.ts';
import { sayProblem } from '../say.ts';
import { sayWhatWasRead } from '../say-what-was-read.ts';
import { textTable } from '../table.ts';
import type { Words } from '../words.ts';

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

export const lifetimeFit = command<Options>({
  name: 'fit',
  description: 'Fit BG/NBD, MBG/NBD and Pareto/NBD, Gamma-Gamma where there are amounts, and choose',
  arguments: [['<file>', 'purchases (customer, date, amount) or histories (x, tx, T), in any format that can be imported']],
  options: [
    ['--customer <column>', 'which column is the customer: its heading, or its number from 1'],
    ['--date <column>', 'which column is the day of the purchase'],
    ['--amount <column>', 'which column is the sum of the purchase'],
    ['--table <name>', 'which sheet of a workbook, or file of an archive'],
    ['--until <date>', 'the last day observed: leave out what came after it, yyyy-mm-dd'],
    ['--calibration-end <date>', 'the same as --until'],
    new Option(
      '--unit <unit>',
      'of time, in parameters and log-likelihoods; for ready histories, what their times are in (default: week, for purchases)',
    ).choices(['week', 'day']),
    answerOption('answers a question that the file leaves open (as printed); once per answer'),
    ['--json', 'print JSON'],
  ],
  examples: ['lifetime fit purchases.xlsx --customer Email --until 2026-06-30'],
  async work({ options, given, io, words, print }) {
    const file = given[0]!;
    const { fitFile } = await import('../../questions/differentiate/fit-file.ts');
    const found = await fitFile(resolve(io.cwd, file), {
      ...options,
      until: options.until ?? options.calibrationEnd,
      answers: answersOf(options.answer),
    });
    if ('refused' in found) throw new CommandFailed(exitCodes.refused, sayProblem(found.refused, io.language));
    if ('undecided' in found) {
      const open = found.undecided;
      print({
        json: () => ({ file, assumed: assumedAsData(open), questions: questionsAsData(open, io.language) }),
        words: () => undecided(file, open, words),
      });
      return exitCodes.undecided;
    }
    const { assumptions, ...figures } = found;
    print({
      json: () => ({ ...figures, assumed: assumedAsData(assumptions), questions: questionsAsData(assumptions, io.language) }),
      words: () => tableOf(found, words),
    });
    return exitCodes.done;
  },
});

/** Nothing is fitted to figures that a person has not decided. */
function undecided(file: string, assumptions: readonly Assumption[], words: Words): string {
  return `${[`${file}:`, ...assumedLines(assumptions, words.language), ...questionLines(assumptions, words.language), words.t('fit_undecided')].join('\n')}\n`;
}

function tableOf(report: FittedFile, words: Words): string {
  const { t } = words;
  const digits = new Intl.NumberFormat(words.language, { maximumSignificantDigits: 6 });
  const likelihood = new Intl.NumberFormat(words.language, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const params = (model: FittedModel): string =>
    Object.entries(model.params)
      .map(([name, value]) => `${name} ${digits.format(value)}`)
      .join('  ');
  const notes = (model: FittedModel): string =>
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
  const assumed = [...assumedLines(report.assumptions, words.language), ...questionLines(report.assumptions, words.language)]
    .map((line) => `${line}\n`)
    .join('');
  return `${sayWhatWasRead(report, words.language)}${assumed}\n${t('lifetime_customers', { count: new Intl.NumberFormat(words.language).format(report.customers) })}\n\n${table}\n${chosen}\n${regular}`;
}
