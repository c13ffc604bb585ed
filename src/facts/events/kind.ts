/** Attention that a customer took. Its document is its own number where it has one, else all that it says but for count and minutes. */
import type { ServiceEvent } from '../../core/facts.ts';
import { bigint, bigintOrNull, customer, day, type FactKind, text } from '../kind.ts';
import { eventHeadings } from './headings.ts';
import { readEvent } from './read-row.ts';

export const events: FactKind<'events', 'service_event', ServiceEvent> = {
  name: 'events',
  journal: 'service_event',
  columns: {
    happenedOn: day,
    customer,
    number: { ...text, filled: 'staged' },
    // call | visit | delivery | ticket | claim | order | return | meeting | email, or as printed, in lower case.
    event: text,
    count: bigint,
    // Millionths, of all together; null where unknown.
    minutesMicro: bigintOrNull,
    person: text,
    // What it was about.
    documentNumber: text,
  },
  day: 'happenedOn',
  // Nothing of an event is money.
  amount: null,
  document: [`''`, `if(number = '', '@' || concat_ws(chr(30), happened_on, event, customer_code, person, document_number), number)`],
  title: { type: 'event' },
  shown: { document: 'document_number', what: 'event', quantity_micro: 'count * 1000000', minutes_micro: 'minutes_micro' },
  mayWait: true,
  wholePeriod: true,
  inGroups: false,
  sums: false,
  headings: eventHeadings,
  needs: { date: ({ has }) => has('date'), customer: ({ customer: named }) => named, event: ({ has }) => has('event') },
  read: readEvent,
};
