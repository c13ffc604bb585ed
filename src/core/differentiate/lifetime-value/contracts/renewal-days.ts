/** The days on which a contract comes up for renewal: a term of whole months ahead of each other, else as many days as the term has. */
import { type EpochDay, monthsAfter } from '../../../calendar.ts';

export const daysPerMonth = 365.25 / 12;

/** From the end of the latest term on, up to the end of the horizon. A renewal that is overdue is due on the as-of date. */
export function renewalDays(
  { fromDay, untilDay }: { fromDay: EpochDay; untilDay: EpochDay },
  { asOfDay, endDay }: { asOfDay: EpochDay; endDay: EpochDay },
): EpochDay[] {
  const length = untilDay - fromDay + 1;
  const months = Math.round(length / daysPerMonth);
  const monthly = months > 0 && Math.abs(length - months * daysPerMonth) <= slack;
  const days: EpochDay[] = [];
  for (let ahead = 0; ; ahead++) {
    const day = monthly ? monthsAfter(untilDay + 1, ahead * months) : untilDay + 1 + ahead * length;
    if (day > endDay) return days;
    days.push(Math.max(day, asOfDay));
  }
}

/** Months differ by so many days. */
const slack = 3;
