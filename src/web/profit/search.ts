/** The choices of the profit page in the address: months, grouping, order. Unknown values are left out. */
import type { Months, ProfitBy } from '../data/shapes.ts';

export const profitBy = [
  'customer',
  'manager',
  'group',
  'industry',
  'region',
  'tier',
  'activity',
  'lifecycle',
  'product_line',
  'delivery_point',
  'month',
] as const satisfies readonly ProfitBy[];

export interface ProfitSearch extends Months {
  by?: (typeof profitBy)[number] | undefined;
  worst?: 'true' | undefined;
  /** From 2 on. */
  page?: string | undefined;
}

export function readProfitSearch(search: Record<string, unknown>): ProfitSearch {
  const by = profitBy.find((known) => known === search['by']);
  const page = typeof search['page'] === 'string' && /^[1-9]\d{0,5}$/.test(search['page']) ? search['page'] : undefined;
  return {
    ...readMonths(search),
    ...(by === undefined ? {} : { by }),
    ...(search['worst'] === 'true' ? { worst: 'true' } : {}),
    ...(page === undefined ? {} : { page }),
  };
}

/** Either end may be left out: the server knows the other. Both only in their order. */
export function readMonths(search: Record<string, unknown>): Months {
  const from = isMonth(search['from']) ? search['from'] : undefined;
  const to = isMonth(search['to']) ? search['to'] : undefined;
  if (from !== undefined && to !== undefined && from > to) return {};
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function isMonth(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value);
}

/** So many months, the last of them this one. */
export function monthsUpTo(month: string, count: number): { from: string; to: string } {
  const first = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - count;
  return { from: `${String(Math.floor(first / 12)).padStart(4, '0')}-${String((first % 12) + 1).padStart(2, '0')}`, to: month };
}
