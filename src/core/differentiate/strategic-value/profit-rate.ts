/**
 * The profit of a unit of revenue, by customer: its own, shrunk towards the company's by its variance and the amount of data about
 * it, like the money of a transaction (lifetime-value/forecast/credibility.ts; here the weights are revenue). A rate may be negative.
 */
import { earnedOf, type ValueBasis } from '../lifetime-value/histories/company-histories.ts';
import { credibilityMeans } from '../lifetime-value/forecast/credibility.ts';
import type { CustomerMeasures } from '../measures.ts';

export function profitRates(measures: CustomerMeasures, basis: ValueBasis): Float64Array {
  const { cells, customersCount } = measures;
  const count = cells.customer.length;
  const earned = new Float64Array(count);
  const sold = new Float64Array(count);
  for (let cell = 0; cell < count; cell++) {
    earned[cell] = earnedOf(measures, cell, basis);
    // A month of returns alone has no revenue to be a rate of; what it cost still counts.
    sold[cell] = Math.max(0, cells.revenueMinor[cell]!);
  }
  return credibilityMeans({ customersCount, customer: cells.customer, transactions: sold, earned }).mean;
}
