/** The forecast of a model fitted at the end of a month for the months after it. It reads none of them. */
import type { CustomerMeasures } from '../../measures.ts';
import { type CompanyHistories, historyOf, type ValueBasis } from '../histories/company-histories.ts';
import type { Forecaster } from '../forecast/forecaster.ts';
import { expectedMinor, moneyOf, type Outlook, outlookOf } from '../forecast/outlook.ts';

interface Known {
  forecaster: Forecaster;
  histories: CompanyHistories;
  months: number;
  basis: ValueBasis;
}

export interface HeldOutForecast {
  /** Customers with a purchase by then. */
  customers: Int32Array;
  /** By customer of the measures: expected transactions, and the chance of any. */
  transactions: Float64Array;
  again: Float64Array;
  /** Expected transactions of them all, month by month. */
  byMonth: Float64Array;
  /** In the order of `customers`. */
  outlooks: Outlook[];
  /** Minor units, by customer of the measures: expected, and what an expected transaction brings. */
  earned: Float64Array;
  perTransaction: Float64Array;
}

export function forecastHeldOut(measures: CustomerMeasures, { forecaster, histories, months, basis }: Known): HeldOutForecast {
  const money = moneyOf(measures, histories, basis);
  const customers = Int32Array.from(histories.transactions.keys()).filter((i) => histories.transactions[i]! > 0);
  const transactions = new Float64Array(measures.customersCount);
  const again = new Float64Array(measures.customersCount);
  const byMonth = new Float64Array(months);
  const outlooks: Outlook[] = [];
  const earned = new Float64Array(measures.customersCount);
  const perTransaction = new Float64Array(measures.customersCount);
  for (const i of customers) {
    const outlook = outlookOf(forecaster, {
      histories,
      money,
      basis,
      settings: { horizonMonths: months, discountPermille: 0 },
      i,
      widening: 1,
    });
    outlooks.push(outlook);
    transactions[i] = outlook.alive * outlook.transactions;
    again[i] = outlook.alive * forecaster.anyIfAlive(historyOf(histories, i), months);
    outlook.byMonth.forEach((soFar, month, all) => (byMonth[month]! += outlook.alive * (soFar - (all[month - 1] ?? 0))));
    earned[i] = expectedMinor(outlook);
    perTransaction[i] = outlook.transactions > 0 ? (outlook.mean * outlook.discounted) / outlook.transactions : outlook.mean;
  }
  return { customers, transactions, again, byMonth, outlooks, earned, perTransaction };
}
