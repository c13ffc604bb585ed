/**
 * Time as trade knows it: a week of a busy month counts for more than one of a quiet month, and a year of both is a year; where customers
 * grow, a week of now counts for more than one of the past. Customers whose company has seasons or growth buy at random on this clock, not on the wall's (a Poisson process whose rate changes is one of constant rate in
 * the time that its rate has added up to; Cox and Lewis 1966). Without either both clocks are the same.
 */
import { type EpochDay, epochDay, monthsAfter } from '../../../calendar.ts';
import type { CustomerMeasures } from '../../measures.ts';
import { type Growth, growingMonths, noGrowth } from './growth.ts';
import type { Season } from './season.ts';

/** Of an average month. */
export const weeksPerMonth = 365.25 / 12 / 7;

export interface TradeClock {
  season: Season | null;
  /** What customers' histories showed by the day to which they are known; the pace of that day is 1. */
  growth: Growth;
  /** Weeks of trade from any fixed day to this one. */
  weeksAt(day: EpochDay): number;
  /** The day on which so many weeks of trade are reached. */
  dayAt(weeks: number): EpochDay;
  /** Weeks of trade from a day to the end of the n-th month after it. */
  weeksAhead(day: EpochDay, months: number): number;
}

/** @param shown by the first periods, `until` of them. */
export function tradeClock(measures: CustomerMeasures, shown: { season: Season | null; growth: Growth; until: number }): TradeClock {
  const { season, growth } = shown;
  return season === null && growth.purchases === 1 ? { ...wallClock, growth } : new PacedClock(measures, shown);
}

const wallClock: TradeClock = {
  season: null,
  growth: noGrowth,
  weeksAt: (day) => day / 7,
  dayAt: (weeks) => weeks * 7,
  weeksAhead: (_, months) => months * weeksPerMonth,
};

/** Periods begin on `#days`, at `#weeks` of trade; made further into the future as they are asked for. */
class PacedClock implements TradeClock {
  readonly season: Season | null;
  readonly growth: Growth;
  readonly #last: number;
  readonly #days: EpochDay[];
  readonly #weeks: number[] = [0];

  constructor({ periods }: CustomerMeasures, { season, growth, until }: { season: Season | null; growth: Growth; until: number }) {
    this.season = season;
    this.growth = growth;
    this.#last = Math.min(until, periods.length) - 1;
    this.#days = periods.map(({ first }) => epochDay(first));
    this.#days.push(epochDay(periods.at(-1)!.last) + 1);
  }

  weeksAt(day: EpochDay): number {
    while (this.#days.at(-1)! <= day) this.#addMonth();
    const p = placeOf(this.#days, day);
    return this.#weekOf(p) + ((day - this.#days[p]!) * this.#pace(p)) / 7;
  }

  dayAt(weeks: number): EpochDay {
    while (this.#weekOf(this.#days.length - 1) <= weeks) this.#addMonth();
    const p = placeOf(this.#weeks, weeks);
    return this.#days[p]! + ((weeks - this.#weeks[p]!) * 7) / this.#pace(p);
  }

  /** From the day's end: the month after 28 February ends with March. */
  weeksAhead(day: EpochDay, months: number): number {
    return this.weeksAt(monthsAfter(day + 1, months)) - this.weeksAt(day + 1);
  }

  #weekOf(p: number): number {
    for (let at = this.#weeks.length; at <= p; at++)
      this.#weeks.push(this.#weeks[at - 1]! + ((this.#days[at]! - this.#days[at - 1]!) * this.#pace(at - 1)) / 7);
    return this.#weeks[p]!;
  }

  #pace(p: number): number {
    return (this.season?.[p % 12] ?? 1) * this.growth.purchases ** ((Math.min(p, this.#last + growingMonths) - this.#last) / 12);
  }

  #addMonth(): void {
    this.#days.push(monthsAfter(this.#days.at(-1)!, 1));
  }
}

/** The last place whose value is not above; the first where all are. */
function placeOf(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (ascending[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
