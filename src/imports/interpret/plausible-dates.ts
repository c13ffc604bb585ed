/** A typing error in the year (2062 for 2026) is told by the distance from all other dates of the file. */
import type { IsoDate } from '../../core/facts.ts';

const tolerated = 5;

export function outOfRange(date: IsoDate, usual: { from: string; to: string } | null): boolean {
  if (usual === null) return false;
  const year = Number(date.slice(0, 4));
  return year < Number(usual.from.slice(0, 4)) - tolerated || year > Number(usual.to.slice(0, 4)) + tolerated;
}
