/** clientele lifetime fit over extreme companies: no output is an invalid number, and an impossible fit is not reported as one. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exponential, randomOf } from '../fixtures/seeded-random.ts';
import { runProgram } from '../src/cli/program.ts';
import { temporaryFolder } from './company.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  unit: string | null;
  customers: number;
  read: {
    columns: { use: string; heading: string }[];
    leftOut: { reason: string; rows: number }[];
    period: { from: string; to: string } | null;
    observedUntil: string | null;
    money: { from: string; because?: string };
  };
  models: {
    name: string;
    params: Record<string, number | null>;
    logLikelihood: number | null;
    converged: boolean;
    boundary: string | null;
  }[];
  chosen: string | null;
  regularity: { k: number; logLikelihood: number; logLikelihoodAtRandom: number } | null;
}

async function fit(rows: string[], ...words: string[]): Promise<{ code: number; out: string; err: string; report: Report }> {
  writeFileSync(join(folder, 'log.csv'), rows.join('\n'));
  let [out, err] = ['', ''];
  const io = {
    cwd: folder,
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    drawsProgress: false,
    language: 'en' as const,
    signal: new AbortController().signal,
  };
  const code = await runProgram(['lifetime', 'fit', 'log.csv', '--json', ...words], io, () => Promise.resolve(1));
  return { code, out, err, report: (code === 0 ? JSON.parse(out) : { models: [], chosen: null, regularity: null }) as Report };
}

async function printed(rows: string[], language: 'en' | 'ru' | 'uk', ...words: string[]): Promise<string> {
  writeFileSync(join(folder, 'log.csv'), rows.join('\n'));
  let out = '';
  const io = {
    cwd: folder,
    out: (text: string) => void (out += text),
    err: (text: string) => void (out += text),
    drawsProgress: false,
    language,
    signal: new AbortController().signal,
  };
  await runProgram(['lifetime', 'fit', 'log.csv', ...words], io, () => Promise.resolve(1));
  return out;
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
  expect(
    report.models
      .flatMap(({ params, logLikelihood }) => [...Object.values(params), logLikelihood])
      .every((value) => Number.isFinite(value)),
  ).toBe(true);
  expect(report.chosen === null).toBe(boundary === 'no_repeats');
});

test('thousands of purchases of one customer beside few of another', async () => {
  const { report } = await fit(
    ['id,x,tx,T', ...each(30, (at) => `a${at},5000,99.9,100`), ...each(30, (at) => `b${at},3,${10 + at},100`)],
    '--unit',
    'day',
  );
  for (const { params, converged } of report.models) {
    expect(converged).toBe(true);
    expect(Object.values(params).every((value) => value !== null && value > 0 && value < 1e6)).toBe(true);
  }
});

test.each([
  ['a day that is none', ['customer,date', 'a,2024-02-30'], [], 'Row 2: “2024-02-30” is no date'],
  [
    'an end before the beginning',
    ['customer,date', 'a,2024-02-01'],
    ['--calibration-end', '2023-01-01'],
    'Nobody bought anything until 2023-01-01.',
  ],
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

const shop = each(120, (at) => `c${at % 40},${date(at * 3)},${10 + (at % 7)}`);

test('what was read stands beside the models', async () => {
  const { report } = await fit(['customer,date,amount', ...shop, ',2024-03-01,5', 'Total,,1560']);
  expect(report.read).toMatchObject({
    columns: [
      { use: 'customer', heading: 'customer' },
      { use: 'date', heading: 'date' },
      { use: 'amount', heading: 'amount' },
    ],
    leftOut: [
      { reason: 'missing_customer', rows: 1 },
      { reason: 'total', rows: 1 },
    ],
    period: { from: date(0), to: date(357) },
    observedUntil: date(357),
    money: { from: 'amount' },
  });
});

test('columns are named, the observation ends where it is said, and both names of its end mean the same', async () => {
  const rows = ['a,b,c', ...shop.map((row) => row.replace(/^(.*),(.*),(.*)$/, '$3,$1,$2'))];
  const named = ['--customer', 'b', '--date', '3', '--amount', 'a'];
  const { report } = await fit(rows, ...named, '--until', date(200));
  expect(report.read).toMatchObject({ observedUntil: date(200), leftOut: [{ reason: 'after_end', rows: 53 }] });
  expect((await fit(rows, ...named, '--calibration-end', date(200))).report).toMatchObject({
    customers: report.customers,
    models: report.models.map(({ name, logLikelihood }) => ({ name, logLikelihood })),
  });
  expect((await fit(rows, '--customer', 'who')).err).toContain('--customer: there is no column “who”. Found: a | b | c.');
});

test('the clock tells plans from purchases: a day in the next century is neither observed nor makes anybody older', async () => {
  const plain = await fit(['customer,date,amount', ...shop]);
  const planned = await fit([
    'customer,date,amount',
    ...shop,
    `c1,${new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10)},5`,
  ]);
  expect(planned.report.read.leftOut).toMatchObject([{ reason: 'after_today', rows: 1 }]);
  expect(planned.report.models.map(({ logLikelihood }) => logLikelihood)).toEqual(
    plain.report.models.map(({ logLikelihood }) => logLikelihood),
  );
});

test('histories without a word of their unit are in no unit, and say so', async () => {
  const rows = [
    'frequency,recency,T,monetary_value',
    ...each(60, (at) => `${at % 5},${at % 5 === 0 ? 0 : 40 + at},${120 + at},${at % 5 === 0 ? 0 : 30 + at}`),
  ];
  const { report } = await fit(rows);
  expect({ unit: report.unit, money: report.models.some(({ name }) => name === 'gammagamma') }).toEqual({ unit: null, money: true });
  expect((await fit(rows, '--unit', 'day')).report.unit).toBe('day');
  expect(await printed(rows, 'en')).toContain('does not say whether its times are days or weeks');
});

test('free purchases are purchases, and there is no money in them', async () => {
  const { report } = await fit(['customer,date,amount', ...shop.map((row) => row.replace(/\d+$/, '0.00'))]);
  expect(report.read.money).toEqual({ from: 'none', because: 'all_zero' });
  expect(report.models.map(({ name }) => name)).toEqual(['bgnbd', 'mbgnbd', 'paretonbd']);
});

test.each([
  ['en', 'Columns read: customer: “customer” (column 1)', '– No customer: 1 (row 122)'],
  ['ru', 'Прочитаны столбцы: клиент: «customer» (столбец 1)', '– Нет клиента: 1 (строка 122)'],
  ['uk', 'Прочитано стовпці: клієнт: «customer» (стовпець 1)', '– Немає клієнта: 1 (рядок 122)'],
] as const)('what was read is told in %s', async (language, columns, leftOut) => {
  const out = await printed(['customer,date,amount', ...shop, ',2024-03-01,5'], language);
  expect(out).toContain(columns);
  expect(out).toContain(leftOut);
});

/** 120 purchases of 30 customers; every sixth waits for its payment, which a shop may or may not count. */
const withStates = (): string[] => [
  'customer,date,amount,status',
  ...each(120, (at) => `c${at % 30},${date(at * 3)},${10 + (at % 7)},${at % 6 === 0 ? 'Awaiting the moon' : 'Completed'}`),
];

test('what a file leaves open is asked before anything is fitted, and the answer is obeyed', async () => {
  const asked = await fit(withStates());
  expect(asked.code).toBe(4);
  expect(JSON.parse(asked.out)).toMatchObject({
    file: 'log.csv',
    questions: [{ question: 'state:Awaiting the moon', required: true }],
    assumed: expect.arrayContaining([expect.objectContaining({ assumption: 'state:Completed', value: 'counts' })]),
  });
  const rowsOf = (answer: string) => fit(withStates(), '--answer', `state:Awaiting the moon=${answer}`);
  const [counted, left] = [await rowsOf('counts'), await rowsOf('no')];
  expect([counted.code, left.code]).toEqual([0, 0]);
  expect([counted, left].map(({ report }) => report.read.leftOut.reduce((sum, { rows }) => sum + rows, 0))).toEqual([0, 20]);
});

test.each([
  ['en', 'Completed”: counts (stands in 100 rows)', 'Nothing was fitted'],
  ['ru', '«Completed»: учитывать (встречается в 100 строках)', 'Ничего не рассчитано'],
  ['uk', '«Completed»: враховувати (трапляється в 100 рядках)', 'Нічого не розраховано'],
] as const)('%s: what is evident is said, what is open is asked with what to type', async (language, evident, undecided) => {
  const asked = await printed(withStates(), language);
  expect(asked).toContain(evident);
  expect(asked).toContain('--answer "state:Awaiting the moon=');
  expect(asked).toContain(undecided);
  const decided = await printed(withStates(), language, '--answer', 'state:Awaiting the moon=no');
  expect(decided).toContain(evident);
  expect(decided).not.toContain(undecided);
});
