/**
 * A customer's history in the models of lifetime value: number of repeats, time of the last one, time observed.
 * Customers with equal histories are counted, not listed: 23,570 customers of CDNOW are 8,685 histories, and fifty times as many still are.
 */

/**
 * x, t_x and T of the papers, for as many customers as share them. A transaction is a distinct day with a purchase; the first
 * one starts the clock and is not a repeat. Weeks are days / 7, never calendar weeks: merging days by weeks moves CDNOW's r from .243 to .28 and more.
 */
export interface History {
  /** x: transactions after the first. */
  repeats: number;
  /** t_x: weeks from the first transaction to the last; 0 without repeats. */
  lastWeeks: number;
  /** T: weeks from the first transaction to the end of the observed time. */
  ageWeeks: number;
  customers: number;
}

/** Histories as columns, each distinct count and each distinct time once: special functions are calculated per distinct value. */
export interface GroupedHistories {
  customers: number;
  /** Σ customers × x. */
  repeats: number;
  /** Σ customers × T, in the unit of `times`. */
  age: number;
  /** Distinct x, ascending. */
  counts: number[];
  /** Distinct t_x and T, divided by `timeUnitWeeks`. */
  times: Float64Array;
  timeUnitWeeks: number;
  size: number;
  weight: Float64Array;
  /** Where x is in `counts`, t_x and T in `times`. */
  countAt: Int32Array;
  lastAt: Int32Array;
  ageAt: Int32Array;
}

/** Time is divided by `timeUnitWeeks`, so that the longest history is about 1 whatever the company's calendar. */
export function groupHistories(histories: readonly History[], timeUnitWeeks: number): GroupedHistories {
  const counts = [...new Set(histories.map(({ repeats }) => repeats))].toSorted((a, b) => a - b);
  const countAt = new Map(counts.map((count, at) => [count, at]));
  const times = new Map<number, number>();
  const timeAt = (weeks: number): number => {
    const known = times.get(weeks);
    if (known !== undefined) return known;
    times.set(weeks, times.size);
    return times.size - 1;
  };
  const columns = {
    weight: Float64Array.from(histories, ({ customers }) => customers),
    countAt: Int32Array.from(histories, ({ repeats }) => countAt.get(repeats)!),
    lastAt: Int32Array.from(histories, ({ lastWeeks }) => timeAt(lastWeeks)),
    ageAt: Int32Array.from(histories, ({ ageWeeks }) => timeAt(ageWeeks)),
  };
  return {
    ...columns,
    customers: sum(histories, ({ customers }) => customers),
    repeats: sum(histories, ({ customers, repeats }) => customers * repeats),
    age: sum(histories, ({ customers, ageWeeks }) => customers * ageWeeks) / timeUnitWeeks,
    counts,
    times: Float64Array.from(times.keys(), (weeks) => weeks / timeUnitWeeks),
    timeUnitWeeks,
    size: histories.length,
  };
}

/** Equal histories become one with the sum of their customers. */
export function mergeHistories(histories: readonly History[]): History[] {
  const merged = new Map<string, History>();
  for (const history of histories) {
    const key = `${history.repeats} ${history.lastWeeks} ${history.ageWeeks}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { ...history });
    else known.customers += history.customers;
  }
  return [...merged.values()];
}

/** The problem of an impossible history; null for a possible one. Readers of files refuse such rows, models rely on it. */
export function problemOfHistory({
  repeats,
  lastWeeks,
  ageWeeks,
  customers,
}: History): 'not_a_number' | 'negative' | 'last_after_end' | 'last_without_repeats' | 'repeats_without_time' | null {
  if (![repeats, lastWeeks, ageWeeks, customers].every(Number.isFinite) || !Number.isInteger(repeats)) return 'not_a_number';
  if (repeats < 0 || lastWeeks < 0 || ageWeeks < 0 || customers <= 0) return 'negative';
  if (lastWeeks > ageWeeks) return 'last_after_end';
  if (repeats === 0 && lastWeeks > 0) return 'last_without_repeats';
  return repeats > 0 && lastWeeks === 0 ? 'repeats_without_time' : null;
}

function sum(histories: readonly History[], of: (history: History) => number): number {
  let total = 0;
  for (const history of histories) total += of(history);
  return total;
}
