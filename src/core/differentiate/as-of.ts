/**
 * The as-of date when nobody names one: where the facts end. A file that states its period knows better than its last
 * document; and when only a weekend is left of the month, nobody will ship in it any more.
 */
import type { IsoDate } from '../facts.ts';

export function defaultAsOf(known: { lastFact: IsoDate; statedUntil: IsoDate[] }): IsoDate {
  const last = Temporal.PlainDate.from(known.lastFact);
  const monthEnd = last.with({ day: last.daysInMonth });
  // A stated period that runs far beyond the facts ("until 31 December") says nothing about what has happened by then.
  const stated = known.statedUntil
    .filter((date) => date > known.lastFact && date <= monthEnd.toString())
    .toSorted()
    .at(-1);
  if (stated !== undefined) return stated;
  for (let day = last.add({ days: 1 }); Temporal.PlainDate.compare(day, monthEnd) <= 0; day = day.add({ days: 1 }))
    if (day.dayOfWeek <= 5) return known.lastFact;
  return monthEnd.toString();
}
