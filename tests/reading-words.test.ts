/**
 * Everything that reading may say has its words: each code of evidence a sentence, each value that an assumption may be given a name, in
 * all three languages. The codes are collected from the code itself, so that a new one cannot stay without.
 */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { assumedLines } from '../src/cli/said-of-reading.ts';
import { say } from '../src/cli/say.ts';
import { overlapAnswers } from '../src/flow/1-import/assume-overlap.ts';
import { type AssumptionKey, assumptionKeys } from '../src/imports/assumptions/assumption.ts';
import { factNames } from '../src/facts/kinds.ts';
import { wordAnswers } from '../src/facts/row/word-meanings.ts';
import { shapeNames } from '../src/imports/reshape/shape.ts';

const root = resolve(import.meta.dirname, '..');
const languages = ['en', 'ru', 'uk'] as const;
const sourcesIn = (...patterns: string[]): string[] =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => onOneLine(readFileSync(join(root, file), 'utf8').replaceAll(/^import .*$/gm, '')));

/** Calls and objects that the formatter broke over lines, each on one line again: the patterns below read them so. */
const onOneLine = (text: string): string =>
  text
    .replaceAll(/\{\n\s+/g, '{ ')
    .replaceAll(/([([])\n\s+/g, '$1')
    .replaceAll(/,\n\s+(?=[)\]])/g, '')
    .replaceAll(/,\n\s+(?=\})/g, ' ')
    .replaceAll(/,\n\s+/g, ', ')
    .replaceAll(/\n\s+(?=[)\]?:])/g, (found, at: number, whole: string) => (/[?:]/.test(whole[at + found.length]!) ? ' ' : ''));

const catalogue = new Map(
  languages.map((language) => [
    language,
    JSON.parse(readFileSync(join(root, `messages/${language}.json`), 'utf8')) as Record<string, string | Record<string, string>>,
  ]),
);
const without = (keys: string[]): string[] =>
  keys.flatMap((key) => languages.filter((language) => !(key in catalogue.get(language)!)).map((language) => `${language}: ${key}`));

/** Every literal that stands where a code of evidence may: `evidence('…')`, `evidence(a ? '…' : '…')`, `said('0', 'plain', '…')`, `why: '…'`. */
function codesOfReading(): string[] {
  const text = sourcesIn('src/imports/{assumptions,interpret,recognise}/*.ts', 'src/flow/1-import/*.ts').join('\n');
  const called = [...text.matchAll(/\bevidence\(((?:'[a-z_]+'|[^,'(){}]|'[a-z]+' \?)+)/g)].flatMap(([, first]) =>
    [...first!.matchAll(/(?<!===? )'([a-z_]+)'/g)].map(([, code]) => code!),
  );
  const objects = [...text.matchAll(/evidence: \[(?:[^\]]*?)\{ code: (?:[a-z]+ \? )?'([a-z_]+)'(?: : '([a-z_]+)')?/g)].flatMap(
    ([, one, other]) => [one!, other!],
  );
  const returned = [...text.matchAll(/\{ code: '([a-z_]+)', detail: \{ source/g)].map(([, code]) => code!);
  const ofVat = [...text.matchAll(/\bsaid\([^)]*\)/g)].flatMap(([call]) => [...call.matchAll(/'([a-z_]{7,})'/g)].map(([, code]) => code!));
  const ofDates = [
    ...sourcesIn('src/imports/recognise/date-habits.ts')
      .join('\n')
      .matchAll(/why: (?:[^'}\n]*?)'([a-z_0-9]+)'/g),
  ].map(([, code]) => code!);
  const ofOverlap = [...text.matchAll(/\btold\('([a-z_]+)'/g)].map(([, code]) => `overlap_${code!}`);
  const sureness = new Set(['evident', 'plain', 'open']);
  return [...new Set([...called, ...objects, ...returned, ...ofVat, ...ofDates, ...ofOverlap])].filter(
    (code) => code !== undefined && !sureness.has(code),
  );
}

/** For shapes: the findings of each step, in addition to its own name. */
function codesOfShapes(): string[] {
  const text = sourcesIn('src/imports/reshape/*.ts').join('\n');
  const objects = [...text.matchAll(/\{ code: ([^}]*?), detail: (\{ ?\}|\{|detail)/g)].flatMap(([, code, detail]) =>
    [...code!.matchAll(/(?<!===? )'([a-z_]+)'/g)].map(([, one]) => ({ code: one!, bare: /^\{ ?\}$/.test(detail!) })),
  );
  // A shape's own name without details is already in its sentence.
  return [
    ...new Set(objects.filter(({ code, bare }) => !(bare && (shapeNames as readonly string[]).includes(code))).map(({ code }) => code)),
  ];
}

test('every code of evidence has its sentence', () => {
  const codes = codesOfReading();
  // A pattern that no longer matches the code would find nothing, and prove nothing.
  expect(codes).toEqual(
    expect.arrayContaining([
      'both_ways',
      'same_headings',
      'best_headings',
      'control_total_differs',
      'nothing_said',
      'vat_column',
      'day_over_12',
      'overlap_documents',
      'source_conflicts',
      'source_several',
      'person',
      'word_known',
      'no_rate',
      'unnamed',
      'orders_not_shipments',
    ]),
  );
  expect(without(codes.map((code) => `because_${code}`))).toEqual([]);
});

test('every finding of a shape has its sentence', () => {
  const codes = codesOfShapes();
  expect(codes).toEqual(
    expect.arrayContaining(['account_card', 'months_across', 'days_across', 'row_totals_agree', 'company_or_person', 'planned']),
  );
  expect(without(codes.map((code) => `because_shape_evidence_${code}`))).toEqual([]);
  expect(without(shapeNames.map((name) => `because_shape_${name}`))).toEqual([]);
});

test('every record that a format itself leaves out has its words', () => {
  const reasons = sourcesIn('src/imports/dbf/*.ts').flatMap((text) => [...text.matchAll(/leftOut: .*\{ (\w+) \}/g)].map(([, why]) => why!));
  expect(reasons).toEqual(['deleted']);
  expect(without(reasons.flatMap((why) => [`because_left_out_${why}`, `answer_left_out_${why}`]))).toEqual([]);
});

/** What each assumption may be; null where it is a name out of the file, a number or a currency. */
const values: Record<AssumptionKey, readonly string[] | null> = {
  table: null,
  shape: ['as_it_stands', 'sales', 'payments', 'reshaped'],
  kind: null,
  column: ['take_off', 'leave_out'],
  unit: ['1', '1000', '1000000'],
  currency: ['XXX'],
  vat: null,
  date_order: ['dmy', 'mdy', 'ymd'],
  evening: ['next_day', 'as_printed'],
  months: ['months_only'],
  direction: ['in', 'out', 'none'],
  state: wordAnswers,
  repeated_sum: ['line', 'once', 'each'],
  totals: ['rows', 'stop', 'reproduced'],
  hidden_rows: ['count', 'leave_out'],
  formulas: ['not_calculated'],
  not_read: null,
  source: ['new', 'same'],
  overlap: overlapAnswers,
  rate: null,
  left_out: ['deleted'],
};

test.each(assumptionKeys)('%s: it and its values are named', (key) => {
  expect(without([`assumed_${key}`, ...(values[key] ?? []).map((value) => `answer_${key}_${value}`)])).toEqual([]);
});

test('the values above are those of the code', () => {
  const text = sourcesIn('src/imports/**/*.ts').join('\n');
  const decided = [...text.matchAll(/decide\(\{ key: '(\w+)'[^\n]*/g)].flatMap(([line, key]) =>
    [...line.matchAll(/value: (?:[a-zA-Z.]+ (?:=== '\w+' )?\? )?'(\w+)'|others: \[((?:'\w+'(?:, )?)+)\]/g)].flatMap(([, value, others]) =>
      [value, ...(others ?? '').split(/'|, /)].flatMap((each) => (each ? [`${key} ${each}`] : [])),
    ),
  );
  const known = Object.entries(values).flatMap(([key, of]) => (of ?? []).map((value) => `${key} ${value}`));
  expect(decided.length).toBeGreaterThan(10);
  expect([...new Set(decided)].filter((each) => !known.includes(each))).toEqual([]);
  expect(factNames.flatMap((kind) => without([`kind_${kind}`, `cli_kind_${kind}`]))).toEqual([]);
});

test.each([
  ['ru', '1', 'на листе скрыта 1 строка'],
  ['ru', '3', 'на листе скрыты 3 строки'],
  ['ru', '11', 'на листе скрыто 11 строк'],
  ['uk', '2', 'на аркуші приховано 2 рядки'],
  ['uk', '5', 'на аркуші приховано 5 рядків'],
  ['en', '1', '1 row of the sheet is hidden'],
  ['en', '2', '2 rows of the sheet are hidden'],
] as const)('counts have the forms of the language: %s, %s', (language, rows, words) => {
  const [line] = assumedLines(
    [
      {
        key: 'hidden_rows',
        about: '',
        value: 'count',
        evidence: [{ code: 'hidden_rows', detail: { rows } }],
        sureness: 'evident',
        decidedBy: 'file',
        options: [],
      },
    ],
    language,
  );
  expect(line).toContain(words);
  expect(say('assumed_hidden_rows', {}, language)).toBe(line!.slice(0, line!.indexOf(':')));
});
