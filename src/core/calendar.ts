/**
 * Months, windows and clamping: every question of the kind "which days does that cover" is answered here.
 * Nothing reads the clock: the as-of date is an argument of everything. Facts come by the million, so they carry days as
 * whole numbers (days since 1970-01-01); Temporal does the calculation, once per distinct day.
 */
import type { IsoDate } from './facts.ts';

/** Days since 1970-01-01. */
export type EpochDay = number;

/** One "month" of a window: a calendar month, or the month up to a given day. Both ends belong to it. */
export interface Period {
  first: IsoDate;
  last: IsoDate;
}

export type WindowKind = 'calendar' | 'rolling';

/** The last complete calendar month of a date: its own month on its last day, else the month before. */
export function referenceMonth(asOf: IsoDate): Temporal.PlainYearMonth {
  const date = Temporal.PlainDate.from(asOf);
  const month = date.toPlainYearMonth();
  return date.day === date.daysInMonth ? month : month.subtract({ months: 1 });
}

/**
 * The consecutive periods from the one that holds `firstDay` to the one that windows end with, oldest first.
 * calendar: months up to the reference month. rolling: [asOf − n months + 1 day, asOf] cut into n pieces, month ends clamped.
 */
export function periodsUpTo(input: { asOf: IsoDate; firstDay: IsoDate; window: WindowKind }): Period[] {
  return input.window === 'calendar' ? calendarPeriods(input) : rollingPeriods(input);
}

/** The days after the last period up to the as-of date itself (the unfinished month); null without such days. */
export function incompletePeriod(input: { asOf: IsoDate; window: WindowKind }): Period | null {
  if (input.window === 'rolling') return null;
  const first = lastDay(referenceMonth(input.asOf)).add({ days: 1 });
  return Temporal.PlainDate.compare(first, input.asOf) > 0 ? null : { first: first.toString(), last: input.asOf };
}

/** The first day that no longer belongs to "for n months from a day": 30 Nov + 3 months = 28 Feb, 29 in a leap year. */
export function monthsAfter(day: EpochDay, months: number): EpochDay {
  return toEpochDay(fromEpochDay(day).add({ months }));
}

/** monthsAfter with a memory: many customers, few distinct days. */
export function rememberingMonthsAfter(months: number): (day: EpochDay) => EpochDay {
  const known = new Map<EpochDay, EpochDay>();
  return (day) => {
    let after = known.get(day);
    if (after === undefined) known.set(day, (after = monthsAfter(day, months)));
    return after;
  };
}

export function epochDay(date: IsoDate): EpochDay {
  return toEpochDay(Temporal.PlainDate.from(date));
}

export function isoDate(day: EpochDay): IsoDate {
  return fromEpochDay(day).toString();
}

/** isoDate with a memory. */
export function rememberingIsoDate(): (day: EpochDay) => IsoDate {
  const known = new Map<EpochDay, IsoDate>();
  return (day) => {
    let date = known.get(day);
    if (date === undefined) known.set(day, (date = isoDate(day)));
    return date;
  };
}

/** Calendar months numbered without a gap: year × 12 + month − 1. */
export function monthNumber(date: IsoDate): number {
  const { year, month } = Temporal.PlainDate.from(date);
  return year * 12 + month - 1;
}

export function monthOfNumber(number: number): Period {
  const month = Temporal.PlainYearMonth.from({ year: Math.floor(number / 12), month: (number % 12) + 1 });
  return { first: month.toPlainDate({ day: 1 }).toString(), last: lastDay(month).toString() };
}

function calendarPeriods(input: { asOf: IsoDate; firstDay: IsoDate }): Period[] {
  const last = referenceMonth(input.asOf);
  const periods: Period[] = [];
  let month = Temporal.PlainDate.from(input.firstDay).toPlainYearMonth();
  while (Temporal.PlainYearMonth.compare(month, last) <= 0) {
    periods.push({ first: month.toPlainDate({ day: 1 }).toString(), last: lastDay(month).toString() });
    month = month.add({ months: 1 });
  }
  return periods;
}

function rollingPeriods(input: { asOf: IsoDate; firstDay: IsoDate }): Period[] {
  const asOf = Temporal.PlainDate.from(input.asOf);
  const periods: Period[] = [];
  // Always counted from the as-of date: stepping back from a clamped end would lose days (31 May, 30 Apr, 30 Mar…).
  for (let back = 0; ; back++) {
    const last = asOf.subtract({ months: back });
    if (Temporal.PlainDate.compare(last, input.firstDay) < 0) break;
    periods.push({
      first: asOf
        .subtract({ months: back + 1 })
        .add({ days: 1 })
        .toString(),
      last: last.toString(),
    });
  }
  return periods.toReversed();
}

function lastDay(month: Temporal.PlainYearMonth): Temporal.PlainDate {
  return month.toPlainDate({ day: month.daysInMonth });
}

const epoch = Temporal.PlainDate.from('1970-01-01');

function toEpochDay(date: Temporal.PlainDate): EpochDay {
  return epoch.until(date, { largestUnit: 'days' }).days;
}

function fromEpochDay(day: EpochDay): Temporal.PlainDate {
  return epoch.add({ days: day });
}
