/** Rates of exchange. A rate counts like a document of its currency and day: a later import of any source replaces it. */
import type { ExchangeRate } from '../../core/facts.ts';
import { bigint, day, type FactKind, text } from '../kind.ts';
import { rateHeadings } from './headings.ts';
import { readRate } from './read-row.ts';

export const rates: FactKind<'rates', 'exchange_rate', ExchangeRate, 'inCurrency' | 'stands'> = {
  name: 'rates',
  journal: 'exchange_rate',
  columns: {
    ratedOn: day,
    currency: text,
    // The company's currency when the rate came; '' where it had none yet: whichever it gets.
    inCurrency: { ...text, filled: 'at commit' },
    // Millionths of that for `nominal` units of the other.
    rateMicro: bigint,
    nominal: bigint,
    // Entered by hand: holds from its day on, where no table has a rate of the day. Older files lack it.
    stands: { type: 'boolean', filled: 'at commit' },
  },
  day: 'ratedOn',
  amount: null,
  document: [`''`, 'currency', 'rated_on'],
  title: { type: `currency || ' ' || rated_on`, number: `''` },
  shown: { what: 'currency', quantity_micro: 'nominal * 1000000', rate_micro: 'rate_micro' },
  mayWait: false,
  // A table of rates is never the whole of them: what it lacks still holds.
  wholePeriod: false,
  inGroups: false,
  sums: false,
  headings: rateHeadings,
  needs: { date: ({ has }) => has('date'), currency: ({ has }) => has('currency'), rate: ({ has }) => has('rate') },
  read: readRate,
};
