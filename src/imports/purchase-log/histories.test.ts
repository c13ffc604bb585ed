/** Frames of histories as libraries write them, and tables that only look like them. */
import { expect, test } from 'vitest';
import { randomOf } from '../../../fixtures/seeded-random.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { type HistoryRows, readPurchaseLog } from './read-purchase-log.ts';
import { LogRefused } from './refused.ts';

async function read(rows: readonly (readonly (string | number)[])[], delimiter = ','): Promise<HistoryRows | string> {
  try {
    return (await readPurchaseLog(temporaryFile('frame.csv', rows.map((row) => row.join(delimiter)).join('\n')))) as HistoryRows;
  } catch (error) {
    if (error instanceof LogRefused) return error.problem.code;
    throw error;
  }
}

const random = randomOf(11);
/** Sixty customers known for 100 to 400 days; who buys more was seen later. */
const customers = Array.from({ length: 60 }, (_, at) => {
  const age = 100 + Math.floor(random() * 300);
  const repeats = at % 4 === 0 ? 0 : 1 + Math.floor(random() * 9);
  return {
    repeats,
    age,
    last: repeats === 0 ? 0 : Math.max(1, Math.floor(age * Math.min(0.98, 0.3 + repeats * 0.07))),
    mean: repeats === 0 ? 0 : 50 + at,
  };
});
const frame = (
  heading: string[],
  row: (customer: (typeof customers)[number], at: number) => (string | number)[],
): (string | number)[][] => [heading, ...customers.map(row)];

test.each([
  [
    'of lifetimes',
    frame(['customer_id', 'frequency', 'recency', 'T', 'monetary_value'], (c, at) => [
      `K${at}`,
      `${c.repeats}.0`,
      `${c.last}.0`,
      `${c.age}.0`,
      c.mean,
    ]),
    null,
    'mean_amount',
  ],
  [
    'of pymc-marketing, with its index',
    frame(['', 'customer_id', 'frequency', 'recency', 'T', 'monetary_value'], (c, at) => [at, `K${at}`, c.repeats, c.last, c.age, c.mean]),
    null,
    'mean_amount',
  ],
  ['days divided by seven', frame(['x', 'tx', 'T'], (c) => [c.repeats, (c.last / 7).toFixed(2), (c.age / 7).toFixed(2)]), 'week', 'none'],
  ['days by name', frame(['x', 'last_days', 'age_days'], (c) => [c.repeats, c.last, c.age]), 'day', 'none'],
  [
    'fractions that are no sevenths',
    frame(['x', 'tx', 'T'], (c) => [c.repeats, c.last === 0 ? 0 : (c.last - 0.33).toFixed(2), (c.age + 0.21).toFixed(2)]),
    null,
    'none',
  ],
  [
    'sums of everything are no mean of repeats',
    frame(['frequency', 'recency', 'T', 'monetary'], (c) => [c.repeats, c.last, c.age, 70]),
    null,
    'none',
  ],
])('%s: unit and money', async (_, rows, unit, money) => {
  const found = (await read(rows)) as HistoryRows;
  expect(found.rows.map(({ repeats }) => repeats)).toEqual(customers.map(({ repeats }) => repeats));
  expect({ unit: found.unit, money: found.read.money.from }).toEqual({ unit, money });
});

test('decimal commas, titles above and a total below', async () => {
  const rows = [['Histories of spring'], ['x', 'tx', 'T'], [2, '30,43', '38,86'], [0, 0, '38,86'], ['Total', '', '']];
  const found = (await read(rows, ';')) as HistoryRows;
  expect(found.rows).toEqual([
    { repeats: 2, last: 30.43, age: 38.86, mean: null },
    { repeats: 0, last: 0, age: 38.86, mean: null },
  ]);
  expect(found.read).toMatchObject({ rows: 3, leftOut: [{ reason: 'total', rows: 1 }] });
});

test('who came today for the first time has no age yet', async () => {
  expect(
    (
      (await read([
        ['frequency', 'recency', 'T'],
        [2, 3, 9],
        [0, 0, 0],
      ])) as HistoryRows
    ).rows[1],
  ).toMatchObject({ repeats: 0, last: 0, age: 0 });
});

test.each([
  ['time since the last purchase', frame(['frequency', 'recency', 'T'], (c) => [c.repeats, c.age - c.last, c.age]), 'log_days_since'],
  [
    'time since the last purchase of those who came back',
    [['frequency', 'recency', 'T'], ...customers.filter(({ repeats }) => repeats > 0).map((c) => [c.repeats, c.age - c.last, c.age])],
    'log_days_since',
  ],
  [
    'all orders and the time since the last one',
    frame(['frequency', 'recency', 'T'], (c) => [c.repeats + 1, c.age - c.last, c.age]),
    'log_days_since',
  ],
  ['all orders counted', frame(['frequency', 'recency', 'T'], (c) => [c.repeats + 1, c.last, c.age]), 'log_counts_all_orders'],
  ['a table without T', frame(['customer', 'recency', 'frequency', 'monetary'], (c, at) => [at, c.last, c.repeats, c.mean]), 'log_no_age'],
  [
    'one customer last seen after the end',
    [
      ['x', 'tx', 'T'],
      [2, 40, 38],
      [1, 3, 9],
    ],
    'log_bad_history',
  ],
])('%s is refused', async (_, rows, code) => {
  expect(await read(rows)).toBe(code);
});
