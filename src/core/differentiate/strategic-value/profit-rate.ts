/**
 * What a unit of revenue leaves of profit, by customer: its own, drawn to the company's by how much it varies and how little is known of
 * it, as the money of a transaction is (lifetime-value/credibility.ts; here the weights are revenue). A rate may be negative.
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
