/**
 * The projection where the data is too thin for a model: the last twelve months continue, and each year keeps a share of its customers. Two
 * assumptions, both visible and both settings; P(alive) is unknown, and there is no interval.
 */
import type { CompanyHistories } from '../histories/company-histories.ts';
import { weeksPerMonth } from '../histories/trade-clock.ts';

export interface Projection {
  horizonMonths: number;
  /** Share of customers that stays from one year to the next, in thousandths: the assumption. */
  retentionPermille: number;
  /** Yearly, nominal, compounding monthly, in thousandths. */
  discountPermille: number;
}

/** Thin data has no year: what is younger than this is not blown up to a year by more than four. */
const leastMonths = 3;

/** Transactions a month, going by the last twelve months and the unfinished one, or by the customer's age where it is younger. */
export function monthlyRate(histories: CompanyHistories, recent: { transactions: ArrayLike<number>; months: number }, i: number): number {
  const ageMonths = histories.ageWeeks[i]! / weeksPerMonth;
  return recent.transactions[i]! / Math.max(leastMonths, Math.min(recent.months, ageMonths));
}

/** The weight of one transaction a month over the horizon: the count of transactions, and the count discounted to the as-of date. */
export function projectedFactor({ horizonMonths, retentionPermille, discountPermille }: Projection): {
  transactions: number;
  discounted: number;
} {
  let transactions = 0;
  let discounted = 0;
  for (let month = 1; month <= horizonMonths; month++) {
    const kept = (retentionPermille / 1000) ** ((month - 0.5) / 12);
    transactions += kept;
    discounted += kept * discountFactor(month, discountPermille);
  }
  return { transactions, discounted };
}

/** A month's profit is worth less by the months until its end. */
export function discountFactor(month: number, discountPermille: number): number {
  return (1 + discountPermille / 12_000) ** -month;
}
