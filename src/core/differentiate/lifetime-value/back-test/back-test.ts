/**
 * How well a forecast would have predicted the company's own last year: made of what was known a year ago, held against what then
 * happened. Pure comparison: forecasts of every method are measured in the same way.
 */
export interface Measured {
  /** Σ forecast / Σ actual − 1; null where nothing happened. */
  bias: number | null;
  /** Mean absolute error in transactions a customer. */
  meanAbsoluteError: number;
  /** Share of all transactions that the tenth of customers with the highest forecasts made, over a tenth. */
  topDecileLift: number | null;
  expected: number;
}

export interface Held {
  /** Customers who had bought before the hold-out. */
  customers: Int32Array;
  /** Their transactions in it, by customer. */
  actual: ArrayLike<number>;
}

/** A forecast in money, on the company's basis. */
export interface MeasuredMoney {
  expectedMinor: number;
  /** Σ forecast / Σ actual − 1; null where nothing was earned. */
  moneyBias: number | null;
}

export function measureMoney(
  forecast: ArrayLike<number>,
  { customers, earned }: Pick<Held, 'customers'> & { earned: ArrayLike<number> },
): MeasuredMoney {
  const sum = (amounts: ArrayLike<number>): number => customers.reduce((total, i) => total + amounts[i]!, 0);
  const [expected, actual] = [sum(forecast), sum(earned)];
  return { expectedMinor: Math.round(expected), moneyBias: actual > 0 ? expected / actual - 1 : null };
}

export function measureForecast(forecast: ArrayLike<number>, { customers, actual }: Held): Measured {
  let expected = 0;
  let happened = 0;
  let error = 0;
  for (const i of customers) {
    expected += forecast[i]!;
    happened += actual[i]!;
    error += Math.abs(forecast[i]! - actual[i]!);
  }
  return {
    bias: happened > 0 ? expected / happened - 1 : null,
    meanAbsoluteError: customers.length > 0 ? error / customers.length : 0,
    topDecileLift: happened > 0 ? topDecileLift(forecast, { customers, actual }) : null,
    expected,
  };
}

function topDecileLift(forecast: ArrayLike<number>, { customers, actual }: Held): number {
  const best = customers.toSorted((a, b) => forecast[b]! - forecast[a]! || a - b).slice(0, Math.max(1, Math.round(customers.length / 10)));
  const share = (among: Int32Array): number => among.reduce((sum, i) => sum + actual[i]!, 0);
  return share(best) / share(customers) / (best.length / customers.length);
}

/** Customers by their forecast probability of buying again, in five equal groups: predicted and observed. */
export interface CalibrationGroup {
  customers: number;
  forecast: number;
  actual: number;
}

export function calibration(probability: ArrayLike<number>, { customers, actual }: Held): CalibrationGroup[] {
  const sorted = customers.toSorted((a, b) => probability[a]! - probability[b]! || a - b);
  const groups = Math.min(5, sorted.length);
  return Array.from({ length: groups }, (_, g) => {
    const among = sorted.slice(Math.round((g * sorted.length) / groups), Math.round(((g + 1) * sorted.length) / groups));
    const mean = (value: (i: number) => number): number => among.reduce((sum, i) => sum + value(i), 0) / among.length;
    return { customers: among.length, forecast: mean((i) => probability[i]!), actual: mean((i) => (actual[i]! > 0 ? 1 : 0)) };
  });
}

/** A rival takes the model's place only where it is clearly nearer customer by customer, and no worse in total than a tenth. */
export function rivalWins(rival: Measured, model: Measured): boolean {
  const nearer = rival.meanAbsoluteError < 0.98 * model.meanAbsoluteError;
  return nearer && Math.abs(rival.bias ?? 0) <= Math.max(0.1, Math.abs(model.bias ?? 0));
}
