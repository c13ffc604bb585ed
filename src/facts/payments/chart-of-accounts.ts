/**
 * Entries between accounts of the books, where a list prints both: which of them are money, and which are customers'. Russian,
 * Ukrainian and Kazakh charts of accounts; other numbers are no accounts that we know.
 */
import type { Direction } from './payment-words.ts';

export interface EntrySides {
  /** own: both sides are money of the company, or neither is. */
  direction: Direction | 'own';
  ofCustomer: boolean;
}

/** "51" and "62.01", "311" and "361": null where these are no accounts of a chart. */
export function entryOf({ debit, credit }: { debit: string; credit: string }): EntrySides | null {
  if (!isChartAccount(debit) || !isChartAccount(credit)) return null;
  for (const { money, customers } of charts) {
    const [arrives, leaves] = [money.test(debit), money.test(credit)];
    if (arrives && leaves) return { direction: 'own', ofCustomer: false };
    if (arrives || leaves) return { direction: arrives ? 'in' : 'out', ofCustomer: customers.test(arrives ? credit : debit) };
  }
  return { direction: 'own', ofCustomer: false };
}

/** Two to four digits and their subdivisions. */
export function isChartAccount(text: string): boolean {
  return /^\d{2,4}(\.[\dА-ЯA-Z]{1,3}){0,3}$/i.test(text.trim());
}

/** Whether money of the company is kept on it. */
export function isMoneyAccount(text: string): boolean {
  return isChartAccount(text) && charts.some(({ money }) => money.test(text.trim()));
}

/** Cash, bank accounts, money on the way; settlements with customers, and what they paid ahead. */
const charts = [
  { money: /^(50|51|52|55|57)(\.|$)/, customers: /^62(\.|$)/ },
  { money: /^(30|31|33)\d?(\.|$)/, customers: /^(36\d?|681)(\.|$)/ },
  { money: /^10[1-6]0(\.|$)/, customers: /^(121\d|351\d|2110)(\.|$)/ },
];
