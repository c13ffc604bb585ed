/** A product line is new for three months from its first shipment, month ends clamped. */
import { expect, test } from 'vitest';
import { newProductLines } from './new-product-lines.ts';
import { defaultSettings } from '../settings.ts';

const lines = (asOf: string, ...shipped: [line: string, firstOn: string][]): string[] =>
  newProductLines(
    shipped.map(([productLine, firstOn]) => ({ productLine, firstOn })),
    { asOf, settings: defaultSettings.lifecycle },
  ).map(({ product_line, since, until }) => `${product_line} ${since} – ${until}`);

test.each([
  ['a line first shipped this month', '2026-06-30', '2026-06-03', ['tea 2026-06-03 – 2026-09-02']],
  ['on its last day it still is', '2026-09-02', '2026-06-03', ['tea 2026-06-03 – 2026-09-02']],
  ['on the day after it no longer is', '2026-09-03', '2026-06-03', []],
  ['30 November ends with February', '2027-02-27', '2026-11-30', ['tea 2026-11-30 – 2027-02-27']],
  ['what comes after the as-of date does not exist', '2026-06-30', '2026-07-01', []],
])('%s', (_, asOf, firstOn, expected) => {
  expect(lines(asOf, ['tea', firstOn])).toEqual(expected);
});

test('the latest comes first, lines of one day by their names', () => {
  expect(lines('2026-06-30', ['tea', '2026-05-04'], ['sugar', '2026-06-03'], ['coffee', '2026-06-03'], ['paper', '2025-01-01'])).toEqual([
    'coffee 2026-06-03 – 2026-09-02',
    'sugar 2026-06-03 – 2026-09-02',
    'tea 2026-05-04 – 2026-08-03',
  ]);
});
