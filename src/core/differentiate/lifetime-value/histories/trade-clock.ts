/**
 * Time as trade knows it: a week of a busy month counts for more than one of a quiet month, and a year of both is a year. Customers
 * whose company has seasons buy at random on this clock, not on the wall's (a Poisson process whose rate changes is one of constant rate in
 * the time that its rate has added up to; Cox and Lewis 1966). Without seasons both clocks are the same.
 */
import { type EpochDay, epochDay, monthsAfter } from '../../../calendar.ts';
import type { CustomerMeasures } from '../../measures.ts';
import { type Season, seasonOf } from './season.ts';

/** Of an average month. */
export const weeksPerMonth = 365.25 / 12 / 7;

export interface TradeClock {
  season: Season | null;
  /** Weeks of trade from any fixed day to this one. */
  weeksAt(day: EpochDay): number;
  /** The day on which so many weeks of trade are reached. */
  dayAt(weeks: number): EpochDay;
  /** Weeks of trade from a day to the end of the n-th month after it. */
  weeksAhead(day: EpochDay, months: number): number;
}

/** By the seasons that the first periods show. */
export function tradeClock(measures: CustomerMeasures, until: number): TradeClock {
  const season = seasonOf(measures, until);
  return season === null ? wallClock : new SeasonalClock(measures, season);
}

const wallClock: TradeClock = {
  season: null,
  weeksAt: (day) => day / 7,
  dayAt: (weeks) => weeks * 7,
  weeksAhead: (_, months) => months * weeksPerMonth,
};

/** Periods begin on `#days`, at `#weeks` of trade; made further into the future as they are asked for. */
class SeasonalClock implements TradeClock {
  readonly season: Season;
  readonly #days: EpochDay[];
  readonly #weeks: number[] = [0];

  constructor({ periods }: CustomerMeasures, season: Season) {
    this.season = season;
    this.#days = periods.map(({ first }) => epochDay(first));
    this.#days.push(epochDay(periods.at(-1)!.last) + 1);
  }

  weeksAt(day: EpochDay): number {
    while (this.#days.at(-1)! <= day) this.#addMonth();
    const p = placeOf(this.#days, day);
    return this.#weekOf(p) + ((day - this.#days[p]!) * this.season[p % 12]!) / 7;
  }

  dayAt(weeks: number): EpochDay {
    while (this.#weekOf(this.#days.length - 1) <= weeks) this.#addMonth();
    const p = placeOf(this.#weeks, weeks);
    return this.#days[p]! + ((weeks - this.#weeks[p]!) * 7) / this.season[p % 12]!;
  }

  /** From the day's end: the month after 28 February ends with March. */
  weeksAhead(day: EpochDay, months: number): number {
    return this.weeksAt(monthsAfter(day + 1, months)) - this.weeksAt(day + 1);
  }

  #weekOf(p: number): number {
    for (let at = this.#weeks.length; at <= p; at++)
      this.#weeks.push(this.#weeks[at - 1]! + ((this.#days[at]! - this.#days[at - 1]!) * this.season[(at - 1) % 12]!) / 7);
    return this.#weeks[p]!;
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
