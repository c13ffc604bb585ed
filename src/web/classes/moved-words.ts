/** "4 customers would move: 4.1 M": the number of customers that change class, and their revenue. */
import { m } from '../../../messages/compiled/messages.js';
import { shortMoney } from '../language/format.ts';

export interface Move<Class> {
  from: Class;
  to: Class;
  customers: number;
  revenueYearMinor: string;
}

export function movedWords<Class>(moves: Move<Class>[], currency: string): string {
  const moved = moves.filter(({ from, to }) => from !== to);
  if (moved.length === 0) return m.classes_nobody_moves();
  const money = moved.reduce((sum, move) => sum + BigInt(move.revenueYearMinor), 0n);
  return m.classes_moved({
    count: moved.reduce((sum, move) => sum + move.customers, 0),
    money: shortMoney({ minor: String(money), currency }),
  });
}
