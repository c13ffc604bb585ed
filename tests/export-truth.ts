/** The customers in the truth files of the exports, and how many of them the columns of a file can distinguish. */

export interface TruthOfCustomers {
  columns: { meaning: string }[];
  customers: { best_possible_customers: number; indistinguishable_in_this_file: { customer_ids: string[] }[] };
}

/**
 * Customers that share everything by which a file names them. The truth counts branches of one legal entity by their КПП, also
 * in a file that has no such column: rows that then share name and legal id are one customer for every reader.
 */
export function alikeInFile(truth: TruthOfCustomers, lines: Record<string, string>[]): Set<string>[] {
  const listed = truth.customers.indistinguishable_in_this_file.map(({ customer_ids }) => new Set(customer_ids));
  return [...listed, ...unlisted(truth, lines)];
}

export function bestPossible(truth: TruthOfCustomers, lines: Record<string, string>[]): number {
  return unlisted(truth, lines).reduce((best, group) => best - (group.size - 1), truth.customers.best_possible_customers);
}

function unlisted(truth: TruthOfCustomers, lines: Record<string, string>[]): Set<string>[] {
  if (
    truth.customers.indistinguishable_in_this_file.length > 0 ||
    truth.columns.some(({ meaning }) => /kpp|customer_code|card|address|region|city/.test(meaning))
  )
    return [];
  const groups = new Map<string, Set<string>>();
  for (const line of lines) {
    if (line['kind'] === 'customer_payment_third_party' || !line['inn']) continue;
    const printed = `${line['customer_raw']}\n${line['inn']}`;
    groups.set(printed, (groups.get(printed) ?? new Set()).add(line['customer_id']!));
  }
  return [...groups.values()].filter((group) => group.size > 1);
}
