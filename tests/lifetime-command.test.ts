/** clientele lifetime fit over companies at the edges: nothing is a number that is none, and what cannot be fitted is not called fitted. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exponential, randomOf } from '../fixtures/seeded-random.ts';
import { runProgram } from '../src/cli/program.ts';
import { temporaryFolder } from './company.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  models: { name: string; params: Record<string, number | null>; logLikelihood: number | null; converged: boolean; boundary: string | null }[];
  chosen: string | null;
  regularity: { k: number; logLikelihood: number; logLikelihoodAtRandom: number } | null;
}

async function fit(rows: string[], ...words: string[]): Promise<{ code: number; out: string; err: string; report: Report }> {
  writeFileSync(join(folder, 'log.csv'), rows.join('\n'));
  let [out, err] = ['', ''];
  const io = { cwd: folder, out: (text: string) => void (out += text), err: (text: string) => void (err += text), drawsProgress: false, language: 'en' as const, signal: new AbortController().signal };
  const code = await runProgram(['lifetime', 'fit', 'log.csv', '--json', ...words], io, () => Promise.resolve(1));
  return { code, out, err, report: code === 0 ? (JSON.parse(out) as Report) : { models: [], chosen: null, regularity: null } };
}

const date = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
const each = (count: number, row: (at: number) => string): string[] => Array.from({ length: count }, (_, at) => row(at));

test.each([
  ['everybody once', ['customer,date,amount', ...each(300, (at) => `c${at},${date(at)},5`)], 'no_repeats'],
  ['everybody on one day', ['customer,date,amount', ...each(300, (at) => `c${at},${date(0)},5`)], 'no_repeats'],
  ['everybody every week', ['customer,date', ...each(1800, (at) => `c${at % 30},${date(7 * Math.floor(at / 30))}`)], 'one_rate_no_dropout'],
  ['everybody every day', ['customer,date', ...each(20_000, (at) => `c${at % 40},${date(Math.floor(at / 40))}`)], 'one_rate_no_dropout'],
  ['one customer', ['customer,date', `a,${date(0)}`, `a,${date(60)}`], 'one_rate_no_dropout'],
])('%s', async (_, rows, boundary) => {
  const { code, report } = await fit(rows);
  expect(code).toBe(0);
  const purchases = report.models.filter(({ name }) => name !== 'gammagamma');
  expect(purchases.map((model) => model.boundary)).toEqual([boundary, boundary, boundary]);
  expect(purchases.map((model) => model.converged)).toEqual(purchases.map(() => boundary !== 'no_repeats'));
  expect(report.models.flatMap(({ params, logLikelihood }) => [...Object.values(params), logLikelihood]).every((value) => Number.isFinite(value))).toBe(true);
  expect(report.chosen === null).toBe(boundary === 'no_repeats');
});

test('thousands of purchases of one customer beside few of another', async () => {
  const { report } = await fit(['id,x,tx,T', ...each(30, (at) => `a${at},5000,99.9,100`), ...each(30, (at) => `b${at},3,${10 + at},100`)], '--unit', 'day');
  for (const { params, converged } of report.models) {
    expect(converged).toBe(true);
    expect(Object.values(params).every((value) => value !== null && value > 0 && value < 1e6)).toBe(true);
  }
});

test.each([
  ['a day that is none', ['customer,date', 'a,2024-02-30'], [], 'Row 2: “2024-02-30” is no date'],
  ['an end before the beginning', ['customer,date', 'a,2024-02-01'], ['--calibration-end', '2023-01-01'], 'Nobody bought anything until 2023-01-01.'],
  ['an end that is no day', ['customer,date', 'a,2024-02-01'], ['--calibration-end', 'soon'], '“soon” is no day'],
  ['an end of histories', ['id,x,tx,T', '1,0,0,5'], ['--calibration-end', '2024-01-01'], 'have no dates'],
])('%s is refused in words', async (_, rows, words, sentence) => {
  const { code, out, err } = await fit(rows, ...words);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toContain(sentence);
});

test('a canteen whose guests come every second Monday or so is regular, passers-by are not', async () => {
  const random = randomOf(3);
  const guests = (gap: () => number): string[] =>
    each(200, (at) => `c${at}`).flatMap((name) => {
      const days = [Math.floor(random() * 60)];
      while (days.at(-1)! < 700) days.push(days.at(-1)! + Math.max(1, Math.round(gap())));
      return days.map((on) => `${name},${date(on)}`);
    });
  const { report: regular } = await fit(['customer,date', ...guests(() => 12 + 4 * random())]);
  expect(regular.regularity!.k).toBeGreaterThan(3);
  expect(regular.regularity!.logLikelihood).toBeGreaterThan(regular.regularity!.logLikelihoodAtRandom + 100);
  const { report: byChance } = await fit(['customer,date', ...guests(() => exponential(random, 40))]);
  expect(byChance.regularity!.k).toBe(1);
});
