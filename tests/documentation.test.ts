/** Documentation that is checked: every command, option, setting and method page exists, and so do the named files. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readingPage } from '../bin/reading-page.ts';
import { buildProgram } from '../src/cli/program.ts';
import { exitCodes } from '../src/cli/io.ts';
import { envNames } from '../src/context/env.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const operating = read('docs/operating.md');
const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'STYLE.md',
  ...globSync('docs/**/*.md', { cwd: root }),
  ...globSync('fixtures/**/*.md', { cwd: root }),
];
const io = { cwd: root, out: () => {}, err: () => {}, drawsProgress: false, language: 'en' as const, signal: new AbortController().signal };
const program = buildProgram(
  io,
  () => Promise.resolve(0),
  () => {},
);

test.each(program.commands.map((command) => [command.name(), command] as const))(
  'the command %s is documented, with its options and an example',
  (name, command) => {
    expect(operating).toContain(`clientele ${name}`);
    let help = '';
    command.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp();
    expect(help).toContain(`Example: clientele ${name}`);
    for (const option of command.options.filter((each) => !['--data', '--json'].includes(each.long ?? '')))
      expect(operating).toContain(option.long);
  },
);

test('every documented command exists', () => {
  const named = [...operating.matchAll(/`clientele ([a-z]+)/g)].map((match) => match[1]!);
  expect(named.filter((name) => !program.commands.some((command) => command.name() === name))).toEqual([]);
});

test.each(envNames.map((name) => [name]))('the setting %s is documented', (name) => {
  expect(operating).toContain(`\`${name}\``);
});

test.each(Object.entries(exitCodes))('the exit code for "%s" is documented', (_, code) => {
  expect(operating).toMatch(new RegExp(`\\| ${code} \\|`));
});

test.each(pages.map((page) => [page]))('the links of %s lead to files that exist', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)]
    .map((match) => match[1]!)
    .filter((target) => !/^[a-z]+:/.test(target));
  expect(targets.filter((target) => !existsSync(resolve(root, dirname(page), target)))).toEqual([]);
});

test.each(pages.map((page) => [page]))('the source files that %s names exist', (page) => {
  const named = [...read(page).matchAll(/`((?:src|tests|fixtures|bench|bin|docs|messages)\/[\w./-]+)`/g)].map((match) => match[1]!);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

/** Names like `3-value.ts`, with or without a folder in front; patterns such as *.check.sql name no single file. */
test('the files that comments of src name exist', () => {
  const files = globSync('{src,bin,bench,docs,fixtures,findings,messages,tests}/**/*.{ts,tsx,sql,md}', { cwd: root }).concat(
    globSync('*.{ts,md}', { cwd: root }),
  );
  const ends = new Set(files.flatMap((path) => path.split('/').map((_, depth, parts) => parts.slice(depth).join('/'))));
  const stale = globSync('src/**/*.{ts,tsx,sql,css}', { cwd: root }).flatMap((path) =>
    commentsOf(read(path), path)
      .flatMap((comment) => [...comment.matchAll(/(?<![\w./*-])(?:[\w.-]+\/)*\w[\w.-]*\.(?:tsx?|sql|md)\b/g)])
      .map(([named]) => named)
      .filter((named) => !ends.has(named))
      .map((named) => `${path}: ${named}`),
  );
  expect(stale).toEqual([]);
});

/** Whole comments of SQL, else block comments and those from // to the end of a line; addresses (https://…) are not comments. */
function commentsOf(text: string, path: string): string[] {
  return (path.endsWith('.sql') ? text.match(/--.*/g) : text.match(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*/g)) ?? [];
}

test('every method has a page and every page names the file that computes it', () => {
  for (const method of ['activity', 'lifecycle', 'tiers', 'trends', 'rhythm', 'profit', 'lifetime-value', 'strategic-value'])
    expect(read(`docs/methods/${method}.md`)).toMatch(/src\/core\/differentiate\/[\w/-]+\.ts/);
});

test('the page of what can be read is what the tables of the readers make', async () => {
  expect(read('docs/reading.md')).toBe(await readingPage());
});

test('decision records are short', () => {
  for (const page of globSync('docs/decisions/*.md', { cwd: root }))
    expect(read(page).trimEnd().split('\n').length).toBeLessThanOrEqual(25);
});

test('the README names the two commands, and they are what package.json runs', () => {
  expect(read('README.md')).toContain('npm ci && npm start -- --demo');
  expect(read('README.md')).toContain('npm ci && npm test');
  const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
  expect(scripts['start']).toContain('serve');
  expect(read('.ci/run')).toContain('npm test');
});
