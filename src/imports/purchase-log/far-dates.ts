/**
 * Days that cannot belong to what was observed: after today, or so far from all others that they are a typing error or an order
 * planned ahead. One of them at the end would add its distance to the age of every customer.
 */

export interface FarDates {
  /** Rows before `from` or after `until` are left out. */
  from: number;
  until: number;
}

/** Fewer rows show no rhythm from which a day could be far. */
const leastRows = 20;
const leastGapDays = 90;
const timesOtherGaps = 5;
/** Of the rows of a file, at the most, at each end. */
const mostRows = 1 / 100;

/**
 * `day`: of each row, in any order. A day after `today` is left out, unless most days are: then the clock is wrong, or the file is
 * about plans. One row in a hundred may be cut off at either end, if the gap is above 90 days and five times any gap of the rest;
 * at the beginning it must also be longer than the rest.
 */
export function farDates(day: Int32Array, { today }: { today: number | null }): FarDates {
  const sorted = day.slice().toSorted();
  if (sorted.length === 0) return { from: -Infinity, until: Infinity };
  // Shops east of here write tomorrow's date already.
  const passed = today === null ? sorted.length : countUpTo(sorted, today + 1);
  const known = passed * 2 > sorted.length ? sorted.subarray(0, passed) : sorted;
  const found = { from: known[0]!, until: known.at(-1)! };
  if (known.length < leastRows) return found;
  const few = Math.max(1, Math.floor(known.length * mostRows));
  const far = Math.max(leastGapDays, timesOtherGaps * widestGap(known.subarray(few, known.length - few)));
  for (let at = known.length - 1; at >= known.length - few; at--) if (known[at]! - known[at - 1]! > far) found.until = known[at - 1]!;
  // A first order long before the others happens, and ages one customer only: it must be further off than all of the rest is long.
  const early = Math.max(far, found.until - known[few]!);
  for (let at = 0; at < few; at++) if (known[at + 1]! - known[at]! > early) found.from = known[at + 1]!;
  return found;
}

function countUpTo(sorted: Int32Array, last: number): number {
  const beyond = sorted.findIndex((day) => day > last);
  return beyond < 0 ? sorted.length : beyond;
}

function widestGap(sorted: Int32Array): number {
  let widest = 1;
  for (let at = 1; at < sorted.length; at++) widest = Math.max(widest, sorted[at]! - sorted[at - 1]!);
  return widest;
}
