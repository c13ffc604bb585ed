/** The definition of a purchase: a day, free ones too, and no day with a sum below zero. */
import { expect, test } from 'vitest';
import { bgnbd } from '../models/beta-geometric.ts';
import { historiesOfPurchases } from './histories-of-purchases.ts';

const end = { endDay: 100, unitDays: 7 };

function purchases(rows: readonly [customer: number, day: number, amount: number][]) {
  return {
    customer: Int32Array.from(rows, ([customer]) => customer),
    day: Int32Array.from(rows, ([, day]) => day),
    amount: Float64Array.from(rows, ([, , amount]) => amount),
  };
}

test.each([
  [
    'two orders of a day are one',
    [
      [0, 2, 5],
      [0, 2, 7],
      [0, 9, 1],
    ],
    { repeats: 1, lastWeeks: 1, ageWeeks: 14 },
  ],
  [
    'an order of nothing is an order',
    [
      [0, 2, 5],
      [0, 9, 0],
    ],
    { repeats: 1, lastWeeks: 1, ageWeeks: 14 },
  ],
  [
    'a day on which more came back than was bought is none',
    [
      [0, 2, 5],
      [0, 9, 3],
      [0, 9, -4],
    ],
    { repeats: 0, lastWeeks: 0, ageWeeks: 14 },
  ],
  [
    'what comes after the end is not known',
    [
      [0, 2, 5],
      [0, 101, 5],
    ],
    { repeats: 0, lastWeeks: 0, ageWeeks: 14 },
  ],
] as const)('%s', (_, rows, expected) => {
  expect(historiesOfPurchases(purchases(rows as unknown as [number, number, number][]), end).histories).toEqual([
    { ...expected, customers: 1 },
  ]);
});

test('leaving free orders out is another fit', () => {
  const rows = Array.from({ length: 200 }, (_, customer): [number, number, number][] => [
    [customer, customer % 20, 5],
    ...(customer % 3 === 0 ? [[customer, 40 + (customer % 7), customer % 2] as [number, number, number]] : []),
  ]).flat();
  const all = bgnbd.fit(historiesOfPurchases(purchases(rows), end).histories);
  const paid = bgnbd.fit(historiesOfPurchases(purchases(rows.filter(([, , amount]) => amount > 0)), end).histories);
  expect(Math.abs(all.logLikelihood - paid.logLikelihood)).toBeGreaterThan(1);
});

test('repeats alone are worth something per transaction, in any order of rows', () => {
  const rows: [number, number, number][] = [
    [1, 30, 8],
    [0, 2, 100],
    [1, 3, 50],
    [0, 9, 4],
    [0, 16, 6],
  ];
  const { spendings } = historiesOfPurchases(purchases(rows), end);
  expect(spendings.toSorted((a, b) => a.mean - b.mean)).toEqual([
    { transactions: 2, mean: 5, customers: 1 },
    { transactions: 1, mean: 8, customers: 1 },
  ]);
});

test('a purchase of which the sum is not known is a purchase, and no money', () => {
  const { histories, spendings } = historiesOfPurchases(
    purchases([
      [0, 2, 100],
      [0, 9, Number.NaN],
      [0, 16, 6],
      [1, 2, 5],
      [1, 9, Number.NaN],
    ]),
    end,
  );
  expect(histories.map(({ repeats }) => repeats).toSorted()).toEqual([1, 2]);
  expect(spendings).toEqual([{ transactions: 1, mean: 6, customers: 1 }]);
});
