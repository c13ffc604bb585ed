/** The allowed imports between the folders of src, as a snapshot, and those of core. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import vitest from '../vitest.config.ts';

const root = resolve(import.meta.dirname, '..');
const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file));

/** The folders directly below src are the rooms. */
const roomOf = (path: string): string => path.split('/')[1]!.replace(/\.tsx?$/, '');

const imports = files.flatMap((file) =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^(import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
    ),
  ].map((match) => ({
    file,
    typeOnly: match[2] !== undefined,
    target: (match[3] ?? match[4] ?? match[5])!,
  })),
);

const between = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target, typeOnly }) => ({ file, typeOnly, to: relative(root, resolve(root, dirname(file), target)) }))
  .filter(({ file, to }) => to.startsWith('src/') && roomOf(file) !== roomOf(to));

test('folders import one way only', () => {
  const arrows = [
    ...new Set(between.map(({ file, to, typeOnly }) => `${roomOf(file)} → ${roomOf(to)}${typeOnly ? ' (types)' : ''}`)),
  ].toSorted();
  expect(arrows).toMatchSnapshot();
});

test('no two folders import each other', () => {
  const arrows = new Set(between.filter(({ typeOnly }) => !typeOnly).map(({ file, to }) => `${roomOf(file)} ${roomOf(to)}`));
  const circles = [...arrows].filter((arrow) => arrows.has(arrow.split(' ').toReversed().join(' ')));
  expect(circles).toEqual([]);
});

test('core imports nothing but core', () => {
  expect(
    imports.filter(
      ({ file, target }) => file.startsWith('src/core/') && !resolve(root, dirname(file), target).startsWith(join(root, 'src/core/')),
    ),
  ).toEqual([]);
});

test('core reads no clock and no chance', () => {
  const readers = files.filter(
    (file) =>
      file.startsWith('src/core/') &&
      /Temporal\.Now|Date\.now|new Date\(\)|Math\.random|performance\.now/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(readers).toEqual([]);
});

test('the web takes only types from the server', () => {
  expect(between.filter(({ file, to, typeOnly }) => file.startsWith('src/web/') && to.startsWith('src/server/') && !typeOnly)).toEqual([]);
});

test('every file says in its first lines what it is for', () => {
  const silent = files.filter((file) => !/^(#!.*\n)?\s*\/[/*]/.test(readFileSync(join(root, file), 'utf8')));
  expect(silent).toEqual([]);
});

test('every test runs, and in one project', () => {
  const written = globSync('{src,tests,fixtures}/**/*.test.ts', { cwd: root }).toSorted();
  const projects = (vitest as { test: { projects: { test: { include: string[]; exclude?: string[] } }[] } }).test.projects;
  const run = projects.flatMap(({ test: { include, exclude = [] } }) => {
    const left = new Set(globSync(exclude, { cwd: root }));
    return [...new Set(globSync(include, { cwd: root }))].filter((file) => !left.has(file));
  });
  expect(run.toSorted()).toEqual(written);
});
