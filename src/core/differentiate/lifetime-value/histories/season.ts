/**
 * The company's own year. Purchases of a month against the twelve months about it, averaged over the years (classical decomposition:
 * ratio to the centred moving average; Makridakis, Wheelwright and Hyndman 1998, chapter 3). Used only where the other years predict
 * each month better than half as badly as no season would: three whole years at least, so chance does not look like a season.
 */
import { epochDay, monthNumber, type Period } from '../../../calendar.ts';
import type { CustomerMeasures } from '../../measures.ts';

/** How much faster than on average trade goes in each twelfth of the year, the first being that of the first period; their mean is 1. */
export type Season = readonly number[];

/** A month without any trade would stop the clock of trade permanently. */
const leastPace = 0.05;

/** Null without a visible season. `until`: periods that are read. */
export function seasonOf({ cells, start, periods }: CustomerMeasures, until: number): Season | null {
  const perDay = Array.from({ length: Math.min(until, periods.length) }, (_, p) => {
    let transactions = 0;
    for (let cell = start[p]!; cell < start[p + 1]!; cell++) if (cells.shipped[cell] === 1) transactions += cells.shipmentDays[cell]!;
    return transactions / (epochDay(periods[p]!.last) - epochDay(periods[p]!.first) + 1);
  });
  return seasonOfYears(perDay);
}

/** @param perDay transactions a day, month by month. */
export function seasonOfYears(perDay: readonly number[]): Season | null {
  const ratios: number[][] = Array.from({ length: 12 }, () => []);
  for (let p = 6; p + 6 < perDay.length; p++) {
    const about = (perDay[p - 6]! + perDay[p + 6]!) / 2 + perDay.slice(p - 5, p + 6).reduce((sum, each) => sum + each, 0);
    if (about > 0) ratios[p % 12]!.push((12 * perDay[p]!) / about);
  }
  if (ratios.some(({ length }) => length < 2) || !foretells(ratios)) return null;
  const means = ratios.map((years) => Math.max(leastPace, mean(years)));
  const whole = mean(means);
  return means.map((pace) => pace / whole);
}

/** From January to December; a rolling period counts for the month that it ends in. */
export function seasonByCalendarMonth(season: Season | null, firstPeriod: Period | undefined): number[] | null {
  if (season === null || firstPeriod === undefined) return null;
  const first = monthNumber(firstPeriod.last);
  return Array.from({ length: 12 }, (_, month) => season[(((month - first) % 12) + 12) % 12]!);
}

/** Each month of each year predicted by the other years, compared with a prediction of 1. */
function foretells(ratios: readonly number[][]): boolean {
  let [byOthers, byNone] = [0, 0];
  for (const years of ratios) {
    for (const [at, ratio] of years.entries()) {
      byOthers += (ratio - mean(years.filter((_, other) => other !== at))) ** 2;
      byNone += (ratio - 1) ** 2;
    }
  }
  return byOthers < byNone / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
