/** Writes docs/reading.md, "Readable files and questions", from the tables of the readers. A test compares the page with them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readingExamples, type ReadingExample } from '../fixtures/reading-examples.ts';
import { writeXlsx } from '../fixtures/write-xlsx.ts';
import { questionLines } from '../src/cli/said-of-reading.ts';
import { say } from '../src/cli/say.ts';
import { type Assumption, questionKey, questionsIn } from '../src/imports/assumptions/assumption.ts';
import { type FactName, factNames } from '../src/facts/kinds.ts';
import { tableContainers } from '../src/imports/recognition.ts';
import { interpret } from '../src/imports/interpret/interpret.ts';
import { openFile } from '../src/imports/open-file.ts';
import { headingRules } from '../src/imports/recognise/headings.ts';
import { recognise } from '../src/imports/recognise/recognise.ts';
import { reportNames } from '../src/imports/reshape/name-report.ts';
import { shapeNames } from '../src/imports/reshape/shape.ts';

export async function readingPage(): Promise<string> {
  return [
    '# Readable files and questions',
    '',
    'This page is made from the tables of the readers (`bin/reading-page.ts`). A test fails where it differs from them.',
    '',
    'A reading is a hypothesis. Each assumption has a value, evidence, and a degree of certainty. Assumptions that the file itself shows are',
    'applied and displayed. Open ones that change money, dates, customers or the kind of data are questions with their outcomes in',
    'figures: on the web before the green button, at the terminal with `--answer QUESTION=ANSWER`. With `--yes` and an open question',
    'nothing is loaded, and the command exits with 4. Answers are remembered for the source, except those about one file alone',
    '(its totals, its sheets, its hidden rows, its source, its overlap with other files).',
    '',
    '## Files',
    '',
    ...containers(),
    '',
    'Formats that are refused, with advice:',
    '',
    ...refused.map((code) => `- ${sentence(`refusal_${code}`)} ${advice(code)}`),
    '',
    '## Kinds of data',
    '',
    '| kind | recognised headings, for example |',
    '| --- | --- |',
    ...factNames.map((kind) => `| \`${kind}\`: ${sentence(`cli_kind_${kind}`)} | ${headingsOf(kind)} |`),
    '',
    'Headings are recognised in English, Russian and Ukrainian, in Latin transliteration and in abbreviated form. A person can map any table',
    'with rows and columns: on the page of the file, or with `--mapping FILE`.',
    '',
    '## Layouts that become one row per fact',
    '',
    ...shapeNames.map((name) => `- ${sentence(`because_shape_${name}`)}`),
    '',
    '## Reports without facts',
    '',
    'Each is recognised, and the message names the report to export instead:',
    '',
    ...reportNames.map((name) => `- ${sentence(`refusal_report_${name}`)} ${advice(`report_${name}`)}`),
    '',
    '## Questions',
    '',
    'The first answer is the likely one; where no answer is required, it is the one in use.',
    '',
    ...(await Promise.all(readingExamples.map(example))).flat(),
    '### `source`',
    '',
    'Two files with the same headings use the same numbers for different customers: two branches, or corrections? Asked by comparison with',
    'the loaded data. Answers: `new`, `same`.',
    '',
    '### `overlap`',
    '',
    'Documents of this file are already loaded from another source (the same number, day and sum, or the same sums of customers by month).',
    'Answers: `replace` (each counts once, from the more detailed of the two), `separate` (another company or branch), `again` (count both).',
    '',
    '### `rate`',
    '',
    'A currency of the file is not the company’s, and it has no rate. One rate for each currency is enough to start:',
    '`--answer rate:USD=92.5`, or the field on the page. It is entered with the load, holds from the first such sum on, and is undone',
    'separately. Without one (`--answer rate:USD=`) such sums are shown and not added up. Never blocks a load.',
    '',
    'Shown and not asked: `left_out` (records that the file itself marks as deleted), `months`, `formulas`, `not_read`.',
    '',
  ].join('\n');
}

/** The codes of refusal of files without a table; archives and passwords have their own. */
const refused = [
  'old_excel',
  'binary_excel',
  'table_document_1c',
  'pdf',
  'word_document',
  'picture',
  'apple_numbers',
  'database_file',
  'web_page',
  'unknown_archive',
  'password_protected',
  'commerceml',
  'bank_exchange_1c',
] as const;

const described: Record<(typeof tableContainers)[number], string> = {
  xlsx: 'Excel workbooks (.xlsx, .xlsm) of any program; several sheets',
  ods: 'OpenDocument tables (.ods, .fods)',
  spreadsheetml: 'XML of Excel 2003',
  html: 'web pages with tables, also saved as .xls, and .mht',
  dbf: 'dBase and FoxPro tables (.dbf)',
  json: 'JSON and JSON lines, documents with lines inside too',
  xml: 'XML that is a list of equal elements',
  sylk: 'SYLK (.slk)',
  dif: 'DIF',
  bank_exchange_1c: 'bank exchange of 1C (1CClientBankExchange)',
  commerceml: 'documents of CommerceML 2',
  camt053: 'bank statements camt.052, camt.053, camt.054',
  mt940: 'bank statements MT940 and MT942',
};

function containers(): string[] {
  return [
    '- delimited text (.csv, .tsv, .txt): UTF-8, UTF-16, windows-1251, cp866, KOI8; semicolon, comma, tab or bar',
    ...tableContainers.map((container) => `- ${described[container]}`),
    '- .zip and .gz of any of these',
  ];
}

function headingsOf(kind: FactName): string {
  const own = headingRules.filter(
    (rule) => (kind === 'sales' || kind === 'payments') && (rule.kind === undefined || rule.kind === kind) && rule.score >= 0.95,
  );
  const chosen = [...new Map(own.map(({ meaning, phrases }) => [meaning, phrases.split('|')[0]!])).entries()].slice(0, 16);
  return chosen.length === 0
    ? 'see its page under [methods](methods)'
    : chosen.map(([meaning, phrase]) => `${phrase} (\`${meaning}\`)`).join(', ');
}

/** The question raised by an example, as the terminal asks it. */
async function example(one: ReadingExample): Promise<string[]> {
  const assumptions = await assumptionsOf(one);
  const asked = questionsIn(assumptions).find(({ key }) => key === one.key);
  if (asked === undefined) throw new Error(`the example for ${one.key} raises no such question`);
  return [
    `### \`${questionKey({ key: asked.key, about: '' })}\``,
    '',
    '```',
    ...shown(one),
    '```',
    '',
    '```',
    ...questionLines([asked], 'en'),
    '```',
    '',
  ];
}

export async function assumptionsOf(one: ReadingExample): Promise<Assumption[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-page-'));
  try {
    const path = join(folder, one.lines === undefined ? 'example.xlsx' : 'example.csv');
    writeFileSync(path, one.lines === undefined ? writeXlsx({ sheets: one.sheets! }) : one.lines.join('\r\n'));
    const file = await openFile(path);
    const recognition = await recognise(file);
    const assumptions = [...recognition.assumptions];
    for await (const _ of interpret(file, recognition, (found) => assumptions.push(...found)));
    return assumptions;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function shown({ lines, sheets }: ReadingExample): string[] {
  if (lines !== undefined) return lines;
  return sheets!.flatMap(({ name, rows }) => [
    `sheet ${name}`,
    ...rows.map(
      (row) => (Array.isArray(row) ? row : row.cells).map(String).join(';') + (!Array.isArray(row) && row.hidden ? '   (hidden)' : ''),
    ),
  ]);
}

function sentence(key: string): string {
  const text = say(
    key,
    { kind: '…', heading: '…', documents: '…', file: '…', account: '62', columns: '…', count: '…', from: '…', to: '…', periods: '…' },
    'en',
  );
  if (text === null) throw new Error(`no words for ${key}`);
  return text;
}

/** The advice of a refusal, without the assurance that nothing was changed. */
function advice(code: string): string {
  const text = sentence(`refusal_${code}_todo`).replace(/^Nothing was changed[.:]\s*/, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

if (import.meta.main) writeFileSync(resolve(import.meta.dirname, '../docs/reading.md'), await readingPage());
