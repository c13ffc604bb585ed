/** The catalogue of messages: nothing missing, nothing unused, plurals as each language has them, no English left in the others. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemCodes } from '../src/core/problem-codes.ts';

type Message = string | Record<string, string>;

const root = resolve(import.meta.dirname, '..');
const languages = ['en', 'ru', 'uk'] as const;
const catalogue = Object.fromEntries(
  languages.map((language) => [
    language,
    JSON.parse(readFileSync(join(root, `messages/${language}.json`), 'utf8')) as Record<string, Message>,
  ]),
) as Record<(typeof languages)[number], Record<string, Message>>;
const keys = Object.keys(catalogue.en);

const sources = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');
const contract = ['src/imports/recognition.ts', 'src/facts/row/outcome.ts', 'src/facts/row/meanings.ts']
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

describe.each(languages)('%s', (language) => {
  const messages = catalogue[language];

  test('has every message and no other', () => {
    expect(Object.keys(messages).toSorted()).toEqual(keys.toSorted());
  });

  test('asks for the same inputs as English', () => {
    expect(keys.filter((key) => inputsOfAll(messages[key] ?? '') !== inputsOfAll(catalogue.en[key]!))).toEqual([]);
  });

  test('has the plural forms of the language, and the same messages are plural everywhere', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const wrong = keys.filter((key) => {
      const message = messages[key];
      if (typeof message === 'string') return typeof catalogue.en[key] !== 'string';
      return (
        Object.keys(message ?? {})
          .toSorted()
          .join() !== forms.join()
      );
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(['ru', 'uk'] as const)('%s', (language) => {
  // Names, formats and what a person types are the same in every language.
  const known =
    /\b(VIP|RFM|MBG|BG|NBD|CNBD-k|Excel|Clientele|CommerceML|PostgreSQL|XML|JSON|CSV|UTC|USD|EUR|clientele( import FILE| settings set currency| [a-z]+( set)?)?|help|xlsx|xlsb|xls|csv|json|mxl|zip|PDF|HTML|Word|Apple Numbers|Numbers)\b|`[^`]*`|https?:\S+|--[a-z-]+( rate:)?/g;
  const foreign = language === 'ru' ? /[іїєґ]/i : /[ыэъё]/i;

  test('has no Latin letters left', () => {
    expect(
      keys.filter((key) => textsOf(catalogue[language][key]!).some((text) => /[a-z]/i.test(withoutInputs(text).replace(known, '')))),
    ).toEqual([]);
  });

  test('has no letters of its neighbour', () => {
    expect(keys.filter((key) => textsOf(catalogue[language][key]!).some((text) => foreign.test(text)))).toEqual([]);
  });
});

test('every message that the code names exists', () => {
  const named = [...sources.matchAll(/\bm\.([a-z]\w*)\b/g)].map((match) => match[1]!);
  expect([...new Set(named)].filter((key) => !keys.includes(key))).toEqual([]);
});

test('every message is used', () => {
  const literals = new Set([...sources.matchAll(/\bm\.([a-z]\w*)\b|'([a-z]\w*)'/g)].map((match) => match[1] ?? match[2]!));
  const subjects = [
    ...[...sources.matchAll(/`([a-z]\w*_)\$\{/g)].map((match) => match[1]!),
    ...[...sources.matchAll(/wordFor\('([a-z_]+)'/g)].map((match) => `${match[1]}_`),
  ];
  // A problem is named where it is raised; refusals are held against the contract below.
  const raised = (key: string) =>
    key.startsWith('refusal_') || (key.startsWith('problem_') && literals.has(key.replace(/^problem_/, '').replace(/_todo$/, '')));
  expect(keys.filter((key) => !literals.has(key) && !raised(key) && !subjects.some((subject) => key.startsWith(subject)))).toEqual([]);
});

test.each([
  ['reject', 'RejectReason'],
  ['hold', 'HoldReason'],
  ['ignored', 'IgnoreReason'],
] as const)('every code of %s has its words', (subject, union) => {
  const codes = codesOf(new RegExp(`export type ${union} =([^;]*);`));
  expect(codes.length).toBeGreaterThan(1);
  expect(codes.filter((code) => !keys.includes(`${subject}_${code}`))).toEqual([]);
  expect(keys.filter((key) => key.startsWith(`${subject}_`) && !codes.includes(key.slice(subject.length + 1)))).toEqual([]);
});

test('every meaning of a column has its words', () => {
  expect(codesOf(/columnMeanings = \[([\s\S]*?)\] as const/).filter((code) => !keys.includes(`meaning_${code}`))).toEqual([]);
});

test('every refusal says what happened and what to do', () => {
  const codes = codesOf(/interface Refusal \{([\s\S]*?)detail:/);
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.flatMap((code) => [`refusal_${code}`, `refusal_${code}_todo`]).filter((key) => !keys.includes(key))).toEqual([]);
});

test('every problem has its sentence, and every sentence its problem', () => {
  const sentences = keys.filter((key) => key.startsWith('problem_') && !key.startsWith('problem_log_'));
  expect(problemCodes.filter((code) => !sentences.includes(`problem_${code}`))).toEqual([]);
  const named = new Set<string>(problemCodes.flatMap((code) => [`problem_${code}`, `problem_${code}_todo`]));
  expect(sentences.filter((key) => !named.has(key))).toEqual([]);
});

function textsOf(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

function inputsOfAll(message: Message): string {
  return [...new Set(textsOf(message).flatMap(inputsOf))].toSorted().join();
}

function inputsOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
}

function withoutInputs(text: string): string {
  return text.replaceAll(/\{\w+\}/g, '');
}

/** The quoted codes of a declaration, without its comments. */
function codesOf(declaration: RegExp): string[] {
  const body = declaration.exec(contract)?.[1] ?? '';
  return [...body.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '').matchAll(/'([a-z]\w*)'/g)].map((match) => match[1]!);
}

describe('plain English', () => {
  const [style, table] = readFileSync(join(root, 'STYLE.md'), 'utf8').split('| instead of | write |\n| --- | --- |\n') as [string, string];

  /** The left column of the table in STYLE.md, which ends that page. A word is refused in all its forms: "reckon" covers "reckoned". */
  const refused = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => line.split('|')[1]!.split(','))
    .map((word) => word.trim());
  const pages = [
    { page: 'STYLE.md', text: style },
    ...globSync(['README.md', 'ARCHITECTURE.md', 'docs/**/*.md', 'fixtures/**/*.md', 'findings/*.md', 'messages/*.md'], { cwd: root }).map(
      (page) => ({ page, text: readFileSync(join(root, page), 'utf8') }),
    ),
  ];

  test.each(refused)('no message and no page contains “%s”', (word) => {
    const habit = new RegExp(`\\b${word.replaceAll('’', "[’']").replaceAll(' ', '\\s+')}`, 'i');
    const texts = keys.filter((key) => {
      const message = catalogue.en[key]!;
      return (typeof message === 'string' ? [message] : Object.values(message)).some((text) => habit.test(text));
    });
    expect([...texts, ...pages.filter(({ text }) => habit.test(text)).map(({ page }) => page)]).toEqual([]);
  });
});
