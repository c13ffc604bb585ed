/** A typing error in the year (2062 for 2026) is told by the distance from all other dates of the file. */
import type { IsoDate } from '../../core/facts.ts';

const tolerated = 5;

export function outOfRange(date: IsoDate, usual: { from: string; to: string } | null): boolean {
  if (usual === null) return false;
  const year = Number(date.slice(0, 4));
  return year < Number(usual.from.slice(0, 4)) - tolerated || year > Number(usual.to.slice(0, 4)) + tolerated;
}

/** The same for all years of a file at once: none may stand apart from the others. */
export function plausibleYears(years: number[], usual: { from: string; to: string } | null): boolean {
  if (usual === null) return true;
  let from = Number(usual.from.slice(0, 4));
  let to = Number(usual.to.slice(0, 4));
  const ascending = years.toSorted((a, b) => a - b);
  for (const year of ascending.filter((each) => each > to)) {
    if (year > to + tolerated) return false;
    to = year;
  }
  for (const year of ascending.filter((each) => each < from).toReversed()) {
    if (year < from - tolerated) return false;
    from = year;
  }
  return true;
}
