/**
 * Purchases (customer, day, amount), in any order, to grouped histories and the value of repeats. The day is the grain: purchases of
 * a day are one transaction, also free ones; a day with a sum below zero is a return, not a transaction.
 */
import type { Spending } from '../models/gamma-gamma.ts';
import type { History } from '../models/history.ts';
import { Gaps } from '../models/regularity.ts';

export interface Purchases {
  /** Numbered from 0. */
  customer: Int32Array;
  /** Days since any day. */
  day: Int32Array;
  /** NaN where a purchase's sum is not known: it is a purchase all the same. */
  amount: Float64Array | null;
}

export interface PurchaseHistories {
  histories: History[];
  /** Of repeats alone, per transaction; empty without amounts. */
  spendings: Spending[];
  gaps: Gaps;
}

/** `unitDays`: 7 for weeks. Purchases after `endDay` are left out, and customers who first came later. */
export function historiesOfPurchases(purchases: Purchases, { endDay, unitDays }: { endDay: number; unitDays: number }): PurchaseHistories {
  const { customer, day, amount } = purchases;
  const order = inOrder(purchases);
  const groups = new Map<number, History>();
  const spent = new Map<string, Spending>();
  const gaps = new Gaps();
  for (let at = 0; at < order.length;) {
    const who = customer[order[at]!]!;
    let [first, last, transactions, money, paid] = [0, 0, 0, 0, 0];
    while (at < order.length && customer[order[at]!] === who) {
      const on = day[order[at]!]!;
      let sum = 0;
      for (; at < order.length && customer[order[at]!] === who && day[order[at]!] === on; at++)
        sum += amount === null ? 0 : amount[order[at]!]!;
      if (on > endDay || sum < 0) continue;
      if (transactions++ === 0) first = on;
      else {
        if (!Number.isNaN(sum)) [money, paid] = [money + sum, paid + 1];
        gaps.add(1, (on - last) / unitDays);
      }
      last = on;
    }
    if (transactions === 0) continue;
    const repeats = transactions - 1;
    count(groups, (repeats * daysAtMost + last - first) * daysAtMost + endDay - first, () => ({
      repeats,
      lastWeeks: (last - first) / unitDays,
      ageWeeks: (endDay - first) / unitDays,
      customers: 0,
    }));
    if (amount !== null && paid > 0) count(spent, `${paid} ${money}`, () => ({ transactions: paid, mean: money / paid, customers: 0 }));
  }
  return { histories: [...groups.values()], spendings: [...spent.values()], gaps };
}

/** Three centuries. */
const daysAtMost = 131_072;

function count<Key, Group extends { customers: number }>(groups: Map<Key, Group>, key: Key, make: () => Group): void {
  let group = groups.get(key);
  if (group === undefined) groups.set(key, (group = make()));
  group.customers++;
}

/** By customer, then day: two counting sorts, unless the rows come so already. */
function inOrder({ customer, day }: Purchases): Int32Array {
  const rows = Int32Array.from(customer, (_, at) => at);
  const sorted = rows.every(
    (at) => at === 0 || customer[at - 1]! < customer[at]! || (customer[at - 1] === customer[at] && day[at - 1]! <= day[at]!),
  );
  return sorted ? rows : sortedBy(sortedBy(rows, day), customer);
}

function sortedBy(rows: Int32Array, key: Int32Array): Int32Array {
  let [least, most] = [Infinity, -Infinity];
  for (const value of key) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const places = new Int32Array(most - least + 2);
  for (const value of key) places[value - least + 1]!++;
  for (let at = 1; at < places.length; at++) places[at]! += places[at - 1]!;
  const sorted = new Int32Array(rows.length);
  for (const row of rows) sorted[places[key[row]! - least]!++] = row;
  return sorted;
}
