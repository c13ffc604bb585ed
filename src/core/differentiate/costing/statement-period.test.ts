/** The months of a statement, for each way of stating the period. */
import { expect, test } from 'vitest';
import { periodAsked } from './statement-period.ts';

test.each([
  ['nothing', {}, '2025-11', '2026-10'],
  ['both', { from: '2024-01', to: '2024-03' }, '2024-01', '2024-03'],
  ['only from', { from: '2026-03' }, '2026-03', '2026-10'],
  ['only from, in the month that still runs', { from: '2026-11' }, '2026-11', '2026-11'],
  ['only to', { to: '2026-02' }, '2025-03', '2026-02'],
] as const)('asked for %s, after October', (_, asked, from, to) => {
  expect(periodAsked(asked, '2026-10')).toEqual({ from, to });
});
