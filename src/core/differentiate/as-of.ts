/**
 * The default as-of date: the end of the facts. A file that states its period is a better source than its last
 * document; and when only a weekend is left of the month, no more shipments are expected in it.
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
