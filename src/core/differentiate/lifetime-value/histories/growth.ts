/**
 * How a company's customers grow: purchases in a month against those in the same month a year earlier, of customers who were buying before the
 * earlier month and still bought after the later one. Given its first and last purchase, a customer of constant rate makes as many in
 * the one as in the other, whatever its rate, its regularity and its chance to leave, and a season has the same month in both. So a
 * difference is growth. What a purchase brings is compared likewise. Of the logarithm of the ratio only the part that chance does not
 * explain is believed: the square of two standard errors is taken off its square.
 */
import type { CustomerMeasures } from '../../measures.ts';

/** Growth a year, as a factor: 1 where none shows. */
export interface Growth {
  /** How often a customer buys. */
  purchases: number;
  /** What a purchase brings. */
  amount: number;
}

export const noGrowth: Growth = { purchases: 1, amount: 1 };

/** Growth goes on for so many months after the as-of date; the level then stays. */
export const growingMonths = 12;

const yearMonths = 12;
const leastMonths = 24;
const leastCustomers = 30;
/** Nothing grows or shrinks faster than this for long. */
const most = Math.log(1.5);

interface Known {
  /** Stretches of the measures that are read; whole months are compared. */
  until: number;
  /** Minor units of a cell, on the basis. */
  earned(cell: number): number;
}

export function growthOf(measures: CustomerMeasures, { until, earned }: Known): Growth {
  const months = Math.min(until, measures.periods.length);
  if (months < leastMonths) return noGrowth;
  const pairs = pairsOf(measures, { months, until, earned });
  if (pairs.customers.length < leastCustomers) return noGrowth;
  const purchases = changeOf(pairs.customers, pairs.transactions);
  const money = changeOf(pairs.customers, pairs.money);
  const amount = { ln: money.ln - purchases.ln, by: (i: number) => money.by(i) - purchases.by(i) };
  return { purchases: believed(pairs.customers, purchases), amount: believed(pairs.customers, amount) };
}

/** By customer, summed over the pairs of months: in the earlier ones, and in the later ones. */
interface Sums {
  earlier: Float64Array;
  later: Float64Array;
}

function pairsOf(
  measures: CustomerMeasures,
  { months, until, earned }: Known & { months: number },
): { customers: number[]; transactions: Sums; money: Sums } {
  const { cells, start, customersCount: n } = measures;
  const sums = (): Sums => ({ earlier: new Float64Array(n), later: new Float64Array(n) });
  const [transactions, money] = [sums(), sums()];
  const [first, last] = [new Int32Array(n).fill(until), new Int32Array(n).fill(-1)];
  for (let p = 0; p < until; p++) {
    for (let cell = start[p]!; cell < start[p + 1]!; cell++) {
      if (cells.shipped[cell] === 0 || cells.shipmentDays[cell] === 0) continue;
      const i = cells.customer[cell]!;
      first[i] = Math.min(first[i]!, p);
      last[i] = p;
    }
  }
  for (let p = 0; p < months; p++) {
    for (let cell = start[p]!; cell < start[p + 1]!; cell++) {
      const i = cells.customer[cell]!;
      const count = cells.shipped[cell] === 1 ? cells.shipmentDays[cell]! : 0;
      // The earlier month of one pair may be the later one of another.
      if (first[i]! < p && p + yearMonths < Math.min(last[i]!, months)) {
        transactions.earlier[i]! += count;
        money.earlier[i]! += earned(cell);
      }
      if (first[i]! < p - yearMonths && p < last[i]!) {
        transactions.later[i]! += count;
        money.later[i]! += earned(cell);
      }
    }
  }
  const customers = [...transactions.earlier.keys()].filter((i) => transactions.earlier[i]! + transactions.later[i]! > 0);
  return { customers, transactions, money };
}

/** ln of later over earlier, and the part of a customer in its error. */
interface Change {
  ln: number;
  by(i: number): number;
}

function changeOf(customers: readonly number[], { earlier, later }: Sums): Change {
  const [before, after] = [earlier, later].map((amounts) => customers.reduce((sum, i) => sum + amounts[i]!, 0)) as [number, number];
  // A loss has no growth.
  if (before <= 0 || after <= 0) return { ln: 0, by: () => 0 };
  return { ln: Math.log(after / before), by: (i) => later[i]! / after - earlier[i]! / before };
}

function believed(customers: readonly number[], { ln, by }: Change): number {
  const variance = customers.reduce((sum, i) => sum + by(i) ** 2, 0);
  const part = ln ** 2 > 4 * variance ? 1 - (4 * variance) / ln ** 2 : 0;
  return Math.exp(Math.max(-most, Math.min(most, part * ln)));
}
