/** Payments: money from a customer, or given back to one. */
import type { Payment } from '../../core/facts.ts';
import { bigint, customer, day, type FactKind, text } from '../kind.ts';
import { readPayment } from './read-row.ts';

export const payments: FactKind<'payments', 'payment', Payment> = {
  name: 'payments',
  journal: 'payment',
  columns: {
    seller: { ...text, names: 'document' },
    documentType: { ...text, names: 'document' },
    documentNumber: { ...text, names: 'document' },
    paidOn: day,
    customer,
    amountMinor: bigint,
    currency: text,
    kind: text,
    purpose: text,
  },
  day: 'paidOn',
  amount: 'amountMinor',
  document: ['seller', 'document_type', `if(document_number = '', '@' || customer_code || '@' || paid_on, document_number)`],
  // The payer and the day that tell apart equal numbers of different payers are no part of the document's name.
  title: { type: `if(ends_with(document_type, paid_on::varchar), '', document_type)` },
  shown: { document: 'title', what: 'purpose', currency: 'currency', net_minor: 'amount_minor', kind: 'kind' },
  mayWait: true,
  wholePeriod: true,
  inGroups: true,
  sums: true,
  headings: null,
  needs: {
    date: ({ dated }) => dated,
    customer: ({ customer: named, has }) => named || has('payer', 'payee', 'details', 'customer_email'),
    amount: ({ has }) => has('payment_amount', 'incoming_amount'),
  },
  read: readPayment,
};
