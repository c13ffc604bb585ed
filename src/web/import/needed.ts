/** The required columns of each kind of file: alternatives, of which one is enough. The server refuses a file that lacks one; here a person sees it while choosing. */
import type { ColumnMeaning, Mapping } from '../data/shapes.ts';

const customer: ColumnMeaning[] = ['customer', 'customer_code', 'tax_id'];

const needed: Record<Mapping['kind'], ColumnMeaning[][]> = {
  sales: [['date', 'document'], customer, ['net_amount', 'gross_amount', 'list_amount', 'list_price']],
  payments: [
    ['date', 'document'],
    [...customer, 'payer'],
    ['payment_amount', 'incoming_amount'],
  ],
  rates: [['date'], ['currency'], ['rate']],
  prices: [['product', 'product_code'], ['list_price']],
  costs: [['pool'], ['expense_amount']],
  direct_costs: [['date', 'document'], customer, ['expense_amount']],
  events: [['date'], customer, ['event']],
  contracts: [['contract_number'], customer, ['date'], ['valid_until', 'term_length']],
};

/** For each required meaning: the column that has it, or the columns that could replace it. */
export function neededIn(mapping: Mapping): { found: ColumnMeaning | null; of: ColumnMeaning[] }[] {
  const said = new Set(mapping.columns.map(({ meaning }) => meaning));
  return needed[mapping.kind].map((of) => ({ found: of.find((meaning) => said.has(meaning)) ?? null, of }));
}
