/** Months in a row with the same class are one stretch of the path. */
import type { CustomerMonth } from '../data/shapes.ts';

export interface Stretch<Class> {
  value: Class;
  from: string;
  to: string;
  months: number;
}

export function stretches<Class>(months: CustomerMonth[], classOf: (month: CustomerMonth) => Class): Stretch<Class>[] {
  const found: Stretch<Class>[] = [];
  for (const month of months) {
    const last = found.at(-1);
    const value = classOf(month);
    if (last && last.value === value) {
      last.to = month.month;
      last.months += 1;
    } else found.push({ value, from: month.month, to: month.month, months: 1 });
  }
  return found;
}
