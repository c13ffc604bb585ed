/** What one customer caused. Its document is its number where it has one, else the day, the customer and the kind of cost. */
import type { DirectCost } from '../../core/facts.ts';
import { bigint, customer, day, type FactKind, text } from '../kind.ts';
import { directCostHeadings } from './headings.ts';
import { readDirectCost } from './read-row.ts';

export const directCosts: FactKind<'direct_costs', 'direct_cost', DirectCost> = {
  name: 'direct_costs',
  journal: 'direct_cost',
  columns: { happenedOn: day, customer, documentNumber: text, name: text, amountMinor: bigint, currency: text },
  day: 'happenedOn',
  amount: 'amountMinor',
  document: [`''`, `if(document_number = '', '@' || concat_ws(chr(30), happened_on, customer_code, name), document_number)`],
  title: { type: 'name' },
  shown: { document: 'document_number', what: 'name', currency: 'currency', net_minor: 'amount_minor' },
  mayWait: true,
  wholePeriod: true,
  inGroups: false,
  sums: true,
  headings: directCostHeadings,
  needs: {
    date: ({ dated }) => dated,
    customer: ({ customer: named }) => named,
    expense_amount: ({ has }) => has('expense_amount'),
  },
  read: readDirectCost,
};
