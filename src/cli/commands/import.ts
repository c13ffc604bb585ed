/** clientele import FILE…: reads files, shows what they would do, and with --yes does it. */
import { asProgram } from '../../core/access/sight.ts';
import { basename, resolve } from 'node:path';
import type { Context } from '../../context/context.ts';
import type { ReadResult } from '../../flow/1-import/read-file.ts';
import { refusalOf } from '../../flow/refused.ts';
import { type FactName, factNames } from '../../facts/kinds.ts';
import type { Answers, Mapping } from '../../facts/row/reading.ts';
import { unanswered } from '../../imports/assumptions/assumption.ts';
import { answerOption, answersOf } from '../answers.ts';
import { type Asked, companyCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { mappingIn } from '../json-files.ts';
import { runOf } from '../progress.ts';
import { sayProblem, sayReason } from '../say.ts';
import { assumedAsData, assumedLines, questionLines, questionsAsData } from '../said-of-reading.ts';
import type { Words } from '../words.ts';

interface Options {
  data?: string;
  source?: string;
  kind?: FactName;
  mapping?: string;
  answer: string[];
  replacePeriod?: boolean;
  acceptHeld?: boolean;
  yes?: boolean;
  json?: boolean;
}

export const importFiles = companyCommand<Options>({
  name: 'import',
  description: 'Load files; without --yes only show what they would do',
  arguments: [['<file...>', 'CSV, TSV, TXT or XLSX with sales lines, payments, exchange rates, costs, events or contracts']],
  options: [
    ['--data <dir>', 'data folder'],
    ['--source <name>', 'where the files come from; known again by its headings when not given'],
    [
      '--kind <kind>',
      'sales, payments, rates (of exchange), costs (of pools by month), direct_costs (of customers), events (calls, visits…), prices (price lists) or contracts (their terms); recognised when not given',
    ],
    ['--mapping <file>', 'JSON with what each column means (as printed by --json without --yes)'],
    answerOption('answers a question that the file leaves open (as printed); "table=…" names the sheet; once per answer'),
    ['--replace-period', 'documents of the source within the file’s period that the file lacks are withdrawn'],
    ['--accept-held', 'count the rows that are held for a decision'],
    ['--yes', 'do it'],
    ['--json', 'one JSON object per file, one per line'],
  ],
  examples: ['import sales-2026-03.xlsx --yes'],
  on: 'alone',
  work: async (asked) => {
    const { options, given: files, io } = asked;
    if (options.kind !== undefined && !factNames.includes(options.kind))
      throw new CommandFailed(
        exitCodes.usage,
        `--kind is ${factNames.slice(0, -1).join(', ')} or ${factNames.at(-1)}, not ${options.kind}`,
      );
    const answers = answersOf(options.answer);
    const mapping = options.mapping === undefined ? undefined : await mappingIn(resolve(io.cwd, options.mapping));
    return async (context) => {
      let worst: number = exitCodes.done;
      let committed = 0;
      for (const file of files) {
        const code = await importOne(context, asked, { file, options, mapping, answers });
        if (code === exitCodes.done && options.yes) committed++;
        worst = Math.max(worst, code);
      }
      if (committed > 0) {
        const { settle } = await import('../../flow/settle.ts');
        const run = runOf(io);
        await settle(context, { actor: asProgram('command line') }, run);
        run.end();
      }
      return worst;
    };
  },
});

async function importOne(
  context: Context,
  { io, words }: Asked<Options>,
  { file, options, mapping, answers }: { file: string; options: Options; mapping: Mapping | undefined; answers: Answers },
): Promise<number> {
  const { beginImport, commitImport, discardImport } = await import('../../flow/1-import/commit.ts');
  const { readImport } = await import('../../flow/1-import/read-file.ts');
  const path = resolve(io.cwd, file);
  const run = runOf(io);
  const batchId = await beginImport(context, { fileName: basename(path), actor: asProgram('command line') });
  try {
    const read = await readImport(
      context,
      { batchId, path, fileName: basename(path), sourceName: options.source, kind: options.kind, mapping, answers },
      run,
    );
    const decided = options.yes === true && unanswered(read.assumptions).length === 0;
    if (decided)
      await commitImport(
        context,
        {
          batchId,
          acceptHeldRows: options.acceptHeld ? 'all' : [],
          replacePeriod: options.replacePeriod ?? false,
          actor: asProgram('command line'),
        },
        run,
      );
    run.end();
    const report = await reportOf(context, { file, batchId, read, options, decided, language: io.language });
    if (!decided) await discardImport(context, batchId);
    io.out(options.json ? `${JSON.stringify(report)}\n` : describe(words, read, report));
    return decided ? exitCodes.done : exitCodes.undecided;
  } catch (error) {
    run.end();
    await discardImport(context, batchId, error);
    const problem = refusalOf(error);
    if (problem === null) throw error;
    if (options.json) io.out(`${JSON.stringify({ file, error: { ...problem, message: sayProblem(problem, io.language) } })}\n`);
    io.err(`${file}: ${sayProblem(problem, io.language)}\n`);
    return exitCodes.refused;
  }
}

/** The shape that scripts rely on (docs/operating.md), and more beside it where nothing is written yet. */
async function reportOf(
  context: Context,
  {
    file,
    batchId,
    read,
    options,
    decided: committed,
    language,
  }: { file: string; batchId: string; read: ReadResult; options: Options; decided: boolean; language: Io['language'] },
) {
  const { importedFigures } = await import('../../questions/imports/imported-figures.ts');
  const { preview } = read;
  const counted = committed
    ? await importedFigures(context, asProgram('command line'), batchId)
    : {
        documents: preview.documents.new + preview.documents.changed + preview.documents.unchanged + preview.documents.conflict,
        lines: preview.lines,
        customers: preview.customers.toldApart,
        totals: preview.totals,
        firstDate: preview.firstDate,
        lastDate: preview.lastDate,
      };
  const decided = committed && options.acceptHeld;
  return {
    file,
    batch: committed ? batchId : null,
    kind: read.recognition.kind,
    source: read.source.name,
    documents: counted.documents,
    lines: counted.lines,
    customers: counted.customers,
    rejected: read.rejected.map(({ row, reason, detail }) => ({ row, reason, detail })),
    held: decided ? [] : read.held.map(({ row, reason, detail }) => ({ row, reason, detail })),
    totals: counted.totals,
    firstDate: counted.firstDate,
    lastDate: counted.lastDate,
    changes: preview.documents,
    missing: { documents: preview.missing.count, from: preview.missing.from, to: preview.missing.to },
    lost: preview.lost,
    smaller: preview.smaller,
    assumed: assumedAsData(read.assumptions),
    questions: questionsAsData(read.assumptions, language),
    ...(committed ? {} : { mapping: read.recognition.mapping }),
  };
}

function describe(words: Words, read: ReadResult, report: Awaited<ReturnType<typeof reportOf>>): string {
  const t = (key: string, inputs?: Record<string, unknown>): string => words.t(`cli_${key}`, inputs);
  const { language, money } = words;
  const { documents, missing } = read.preview;
  const lines = [
    `${report.file}: ${t(`kind_${report.kind}`)}, ${t('source')} «${report.source}»`,
    `  ${t('documents')} ${report.documents} (${t('new')} ${documents.new}, ${t('changed')} ${documents.changed}, ${t('unchanged')} ${documents.unchanged}, ${t('conflict')} ${documents.conflict}, ${t('withdrawn')} ${documents.withdrawn}); ${t('lines')} ${report.lines}; ${t('customers')} ${report.customers}; ${report.firstDate ?? '—'} … ${report.lastDate ?? '—'}`,
    ...report.totals.map(
      (total) =>
        `  ${t(report.kind === 'costs' || report.kind === 'direct_costs' ? 'expenses' : 'net')} ${money(total.netMinor, total.currency)}`,
    ),
    ...listOf(
      report.rejected,
      (row) => `${t('rejected_row', { row: row.row })} ${sayReason('reject', row.reason, language)}${row.detail ? ` (${row.detail})` : ''}`,
      t,
    ),
    ...listOf(report.held, (row) => `${t('held_row', { row: row.row })} ${sayReason('hold', row.reason, language)}`, t),
    ...(report.lost.lines > 0
      ? [
          `  ${t('lines_lost', { lines: report.lost.lines, money: report.lost.totals.map((total) => money(total.netMinor, total.currency)).join(', ') })}`,
        ]
      : []),
    ...(report.smaller.documents > 0
      ? [
          `  ${t('documents_smaller', { documents: report.smaller.documents, lines: report.smaller.lines, money: report.smaller.totals.map((total) => money(total.netMinor, total.currency)).join(', ') || '—' })}`,
        ]
      : []),
    ...(missing.count > 0 ? [`  ${t('missing', { count: missing.count, from: missing.from, to: missing.to })}`] : []),
    ...assumedLines(read.assumptions, language).map((line) => `  ${line}`),
    ...questionLines(read.assumptions, language).map((line) => `  ${line}`),
    report.batch === null
      ? `  ${t(unanswered(read.assumptions).length > 0 ? 'nothing_written_open' : 'nothing_written')}`
      : `  ${t('committed', { batch: report.batch })}`,
  ];
  return `${lines.join('\n')}\n`;
}

function listOf<T>(rows: T[], line: (row: T) => string, t: (key: string, inputs: Record<string, unknown>) => string): string[] {
  const shown = rows.slice(0, 20).map((row) => `  ${line(row)}`);
  return rows.length > shown.length ? [...shown, `  ${t('and_more', { count: rows.length - shown.length })}`] : shown;
}
