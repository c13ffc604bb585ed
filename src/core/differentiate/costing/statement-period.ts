/** The months of a statement: those requested, else the twelve up to the last complete one. */

/** Months, yyyy-mm, both included. */
export interface Months {
  from: string;
  to: string;
}

/** yyyy-mm; either end may be left out. */
export interface SomeMonths {
  from?: string | undefined;
  to?: string | undefined;
}

/** From a month on: up to the last complete one, or that month itself where it is later. Up to a month: the twelve that end with it. */
export function periodAsked({ from, to }: SomeMonths = {}, lastComplete: string): Months {
  if (from !== undefined) return { from, to: to ?? (from > lastComplete ? from : lastComplete) };
  return yearUpTo(to ?? lastComplete);
}

/** The twelve months that end with this one. */
export function yearUpTo(month: string): Months {
  const last = Temporal.PlainYearMonth.from(month);
  return { from: last.subtract({ months: 11 }).toString(), to: month };
}
