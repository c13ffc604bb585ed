/** Customers that take much attention for little money: the top tenth, below the median of their class. */
import { expect, test } from 'vitest';
import { difficultCustomers } from './difficult.ts';

/** Minutes and margin of each customer; all of one tier unless stated. */
function difficult(customers: { minutes: number; margin: number | null; tier?: number }[]): number[] {
  const found = difficultCustomers({
    minutes: Float64Array.from(customers, ({ minutes }) => minutes),
    marginMinor: Float64Array.from(customers, ({ margin }) => margin ?? 0),
    marginUnknown: Uint8Array.from(customers, ({ margin }) => (margin === null ? 1 : 0)),
    tier: Uint8Array.from(customers, ({ tier }) => tier ?? 2),
    codeRank: Int32Array.from(customers, (_, i) => i),
  });
  return [...found.keys()];
}

const calm = (count: number) => Array.from({ length: count }, () => ({ minutes: 10, margin: 10_000 }));

test.each([
  { what: 'one of ten who takes most for his money', customers: [...calm(9), { minutes: 300, margin: 500 }], found: [9] },
  { what: 'nobody among nine: a tenth of them is nobody', customers: [...calm(8), { minutes: 300, margin: 500 }], found: [] },
  {
    what: 'not who brings more than half of his class, however much he takes',
    customers: [...calm(9), { minutes: 90_000, margin: 20_000 }],
    found: [],
  },
  {
    what: 'who brings nothing before who brings little',
    customers: [...calm(9), { minutes: 300, margin: 500 }, { minutes: 5, margin: 0 }],
    found: [10],
  },
  {
    what: 'of two who bring nothing, who takes more',
    customers: [...calm(9), { minutes: 5, margin: -10 }, { minutes: 8, margin: 0 }],
    found: [10],
  },
  { what: 'not who took no attention at all', customers: [...calm(10), { minutes: 0, margin: -500 }], found: [] },
  { what: 'not whose margin is not known', customers: [...calm(10), { minutes: 500, margin: null }], found: [] },
])('$what', ({ customers, found }) => {
  expect(difficult(customers)).toEqual(found);
});
