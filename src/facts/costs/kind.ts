/** What a pool cost in a month. Its document is the month and the pool; rows of both add up. */
import type { PoolCost } from '../../core/facts.ts';
import { monthOfPeriod } from '../headings/titles.ts';
import { bigint, bigintOrNull, day, type FactKind, text } from '../kind.ts';
import { costHeadings } from './headings.ts';
import { readCost } from './read-row.ts';

export const costs: FactKind<'costs', 'cost', PoolCost> = {
  name: 'costs',
  journal: 'cost',
  columns: {
    // Its first day.
    month: day,
    pool: text,
    amountMinor: bigint,
    // Millionths; null where the file does not say.
    paidMinutesMicro: bigintOrNull,
    currency: text,
  },
  day: 'month',
  amount: 'amountMinor',
  document: [`''`, 'month', 'pool'],
  title: { type: `strftime(month, '%Y-%m') || ' ' || pool`, number: `''` },
  shown: { what: 'pool', minutes_micro: 'paid_minutes_micro', currency: 'currency', net_minor: 'amount_minor' },
  mayWait: true,
  wholePeriod: true,
  inGroups: false,
  sums: true,
  headings: costHeadings,
  needs: {
    month: ({ has, period }) => has('month') || monthOfPeriod(period) !== null,
    pool: ({ has }) => has('pool'),
    expense_amount: ({ has }) => has('expense_amount'),
  },
  read: readCost,
};
