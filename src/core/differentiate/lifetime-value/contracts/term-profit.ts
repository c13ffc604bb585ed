/**
 * The profit of a term of a contract: its amount × the customer's profit per revenue, shrunk towards the company's; where the
 * file names no amount, what the customer earned a month × the months of the term.
 */
import type { CustomerMeasures } from '../../measures.ts';
import { earnedIn, earnedOf, type ValueBasis } from '../histories/company-histories.ts';
import type { ContractHistory } from './contract-histories.ts';
import { credibilityMeans } from '../forecast/credibility.ts';
import { daysPerMonth } from './renewal-days.ts';

/** Minor units that one term of the contract earns. */
export function termProfits(measures: CustomerMeasures, basis: ValueBasis): (contract: ContractHistory) => number {
  const share = profitShares(measures, basis);
  const monthly = monthlyEarnings(measures, basis);
  return ({ customer, amountMinor, fromDay, untilDay }) =>
    amountMinor === null ? (monthly[customer]! * (untilDay - fromDay + 1)) / daysPerMonth : amountMinor * share(customer);
}

/** Of revenue, by customer; all of it where nothing was sold yet by which margins could be known. */
function profitShares(measures: CustomerMeasures, basis: ValueBasis): (customer: number) => number {
  const { cells, customersCount } = measures;
  if (basis === 'revenue') return () => 1;
  const earned = Float64Array.from(cells.customer, (_, cell) => earnedOf(measures, cell, basis));
  const revenue = cells.revenueMinor.map((minor) => Math.max(0, minor));
  if (revenue.every((minor) => minor === 0)) return () => 1;
  const { mean } = credibilityMeans({ customersCount, customer: cells.customer, transactions: revenue, earned });
  return (customer) => mean[customer]!;
}

/** Over the last twelve months, or since the customer's first month where it is newer. */
function monthlyEarnings(measures: CustomerMeasures, basis: ValueBasis): Float64Array {
  const { periods, cells, start, customersCount } = measures;
  const until = periods.length;
  const from = Math.max(0, until - 12);
  const first = new Int32Array(customersCount).fill(until);
  for (let period = from; period < until; period++)
    for (let cell = start[period]!; cell < start[period + 1]!; cell++)
      first[cells.customer[cell]!] = Math.min(first[cells.customer[cell]!]!, period);
  return earnedIn(measures, { from, until, basis }).map((sum, customer) => sum / Math.max(1, until - first[customer]!));
}
