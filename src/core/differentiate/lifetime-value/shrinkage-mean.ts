/**
 * Money per transaction where margins may be negative or customers do not differ as Gamma-Gamma has it: each customer's mean is drawn to
 * everybody's by as much as its few transactions are worth. Bühlmann and Straub (1970), "Glaubwürdigkeit für Schadensätze", with their
 * estimators of the variances within and between customers. No distribution is assumed, so negatives are honoured.
 */

export interface Transactions {
  transactions: number;
  sum: number;
  sumOfSquares: number;
}

export interface Shrinkage {
  mean: number;
  /** Transactions that everybody's mean counts for beside a customer's own; Infinity where customers do not differ. */
  weight: number;
}

/** Null without transactions. */
export function fitShrinkage(customers: readonly Transactions[]): Shrinkage | null {
  const seen = customers.filter(({ transactions }) => transactions > 0);
  const total = seen.reduce((sum, { transactions }) => sum + transactions, 0);
  if (total === 0) return null;
  const mean = seen.reduce((sum, each) => sum + each.sum, 0) / total;
  const spare = total - seen.length;
  const within = spare === 0 ? Infinity : seen.reduce((sum, each) => sum + Math.max(0, each.sumOfSquares - each.sum ** 2 / each.transactions), 0) / spare;
  const spread = seen.reduce((sum, { transactions, sum: own }) => sum + transactions * (own / transactions - mean) ** 2, 0);
  const effective = total - seen.reduce((sum, { transactions }) => sum + transactions ** 2, 0) / total;
  const between = effective > 0 && within < Infinity ? (spread - (seen.length - 1) * within) / effective : 0;
  return { mean, weight: between > 0 ? within / between : Infinity };
}

export function shrunkMean({ mean, weight }: Shrinkage, { transactions, sum }: Pick<Transactions, 'transactions' | 'sum'>): number {
  return weight === Infinity || transactions === 0 ? mean : (sum + weight * mean) / (transactions + weight);
}
