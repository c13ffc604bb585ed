/** One term of a contract. Its document is the contract's number, the customer and the first day. */
import type { ContractTerm } from '../../core/facts.ts';
import { bigintOrNull, customer, day, type FactKind, text } from '../kind.ts';
import { contractHeadings } from './headings.ts';
import { readContract } from './read-row.ts';

export const contracts: FactKind<'contracts', 'contract_term', ContractTerm> = {
  name: 'contracts',
  journal: 'contract_term',
  columns: {
    customer,
    contractNumber: text,
    from: { ...day, as: 'valid_from' },
    // The last day.
    until: { ...day, as: 'valid_until' },
    // Null where it was not ended before its time.
    terminatedOn: { ...day, orNull: true },
    // Of the whole term, without VAT; null where unknown.
    amountMinor: bigintOrNull,
    currency: text,
  },
  day: 'from',
  amount: 'amountMinor',
  document: [`''`, 'contract_number', 'customer_code', 'valid_from'],
  title: { type: `''`, number: `contract_number || ' ' || valid_from` },
  shown: { document: 'contract_number', until: 'valid_until', currency: 'currency', net_minor: 'amount_minor' },
  mayWait: true,
  wholePeriod: true,
  inGroups: false,
  sums: true,
  headings: contractHeadings,
  needs: {
    contract_number: ({ has }) => has('contract_number'),
    customer: ({ customer: named }) => named,
    date: ({ has }) => has('date'),
    valid_until: ({ has }) => has('valid_until', 'term_length'),
  },
  read: readContract,
};
