/**
 * The value of a transaction of each customer: its own mean, shrunk towards the company's by its variance and the amount of data about it.
 * Bühlmann and Straub (1970), "Glaubwürdigkeit für Schadensätze"; weights are transactions. Negative means are honoured: that is why it
 * is used here instead of the Gamma-Gamma model, which allows none.
 */
export interface CredibilityInput {
  customersCount: number;
  /** Cells: a customer in a month, its transactions and what they brought (minor units). */
  customer: ArrayLike<number>;
  transactions: ArrayLike<number>;
  earned: ArrayLike<number>;
}

export interface Credibility {
  /** Minor units a transaction, by customer; the company's mean for customers without a transaction. */
  mean: Float64Array;
  /** Variance of a customer's mean. */
  meanVariance: Float64Array;
  /** Of a single transaction about its customer's mean. */
  withinVariance: number;
  betweenVariance: number;
  companyMean: number;
}

export function credibilityMeans(input: CredibilityInput): Credibility {
  const { customersCount: n, customer, transactions, earned } = input;
  const weight = new Float64Array(n);
  const sum = new Float64Array(n);
  const months = new Int32Array(n);
  for (let cell = 0; cell < customer.length; cell++) {
    const i = customer[cell]!;
    weight[i]! += transactions[cell]!;
    sum[i]! += earned[cell]!;
    if (transactions[cell]! > 0) months[i]!++;
  }
  const total = weight.reduce((all, one) => all + one, 0);
  const own = (i: number): number => sum[i]! / weight[i]!;
  const { within, buyers, plainMean, squares } = spread({ ...input, weight, sum, months, total });
  const normaliser = total - squares / total;
  let about = 0;
  for (let i = 0; i < n; i++) if (weight[i]! > 0) about += weight[i]! * (own(i) - plainMean) ** 2;
  const between = normaliser > 0 ? Math.max(0, (about - (buyers - 1) * within) / normaliser) : 0;
  const credibility = (i: number): number => (between > 0 ? weight[i]! / (weight[i]! + within / between) : 0);
  let credible = 0;
  let weighed = 0;
  for (let i = 0; i < n; i++) {
    if (weight[i] === 0) continue;
    credible += credibility(i);
    weighed += credibility(i) * own(i);
  }
  const companyMean = credible > 0 ? weighed / credible : plainMean;
  const mean = new Float64Array(n).fill(companyMean);
  const meanVariance = new Float64Array(n).fill(between);
  for (let i = 0; i < n; i++) {
    if (weight[i] === 0) continue;
    const z = credibility(i);
    mean[i] = z * own(i) + (1 - z) * companyMean;
    meanVariance[i] = (1 - z) * between;
  }
  return { mean, meanVariance, withinVariance: within, betweenVariance: between, companyMean };
}

interface Summed extends CredibilityInput {
  weight: Float64Array;
  sum: Float64Array;
  months: Int32Array;
  total: number;
}

function spread({ customer, transactions, earned, weight, sum, months, total }: Summed): {
  within: number;
  buyers: number;
  plainMean: number;
  squares: number;
} {
  let deviation = 0;
  for (let cell = 0; cell < customer.length; cell++) {
    const i = customer[cell]!;
    const k = transactions[cell]!;
    if (k > 0 && months[i]! > 1) deviation += k * (earned[cell]! / k - sum[i]! / weight[i]!) ** 2;
  }
  let freedom = 0;
  let buyers = 0;
  let squares = 0;
  let all = 0;
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] === 0) continue;
    buyers++;
    squares += weight[i]! ** 2;
    all += sum[i]!;
    if (months[i]! > 1) freedom += months[i]! - 1;
  }
  return { within: freedom > 0 ? deviation / freedom : 0, buyers, plainMean: total > 0 ? all / total : 0, squares };
}
