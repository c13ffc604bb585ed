/**
 * Dates as people and programs print them, to `yyyy-mm-dd`. The time of day is dropped: facts are dated by the day.
 * A date that the calendar does not have (31.02.2026) is invalid, never moved to the next day.
 */
import type { IsoDate } from '../../core/facts.ts';
import { monthNumber } from './months.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** `order` decides only what the text leaves open: 03/04/2026. */
export function parseDate(text: string, order: DateOrder): IsoDate | null {
  const key = order + text;
  let date = recent.get(key);
  if (date === undefined) {
    date = readDate(text, order);
    if (recent.size >= 2000) recent.clear();
    recent.set(key, date);
  }
  return date;
}

/** Rows of a file mostly have the day of the row above. */
const recent = new Map<string, IsoDate | null>();

function readDate(text: string, order: DateOrder): IsoDate | null {
  const parts = dateParts(text);
  if (parts === null) return null;
  if (parts.named !== null) return isoDate(parts.named.year, parts.named.month, parts.named.day);
  const [a, b, c] = parts.numbers;
  if (parts.yearFirst) return isoDate(a, b, c);
  // With points between the day always stands first, whatever the other columns do.
  const dayFirst = parts.mark === '.' || order !== 'mdy';
  const year = fullYear(c, parts.yearDigits);
  return (dayFirst ? isoDate(year, b, a) : isoDate(year, a, b)) ?? otherWayRound(parts, year, order);
}

/** Days since 1899-12-30, as spreadsheets count them; the fraction is the time. */
export function dateFromSerial(serial: number): IsoDate | null {
  const days = Math.floor(serial);
  if (!(days >= 1 && days <= 2_958_465)) return null;
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);
}

/** Seconds since 1 January 1970, in Greenwich. */
export function dateFromEpoch(seconds: number): IsoDate {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

export function dayAfter(date: IsoDate): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Whether a bare number may be a date that lost its format: 1950 to 2099. */
export function plausibleSerial(serial: number): boolean {
  return serial >= 18_264 && serial < 73_051;
}

/** Day and month as printed, for finding out their order in a file; null where the text decides by itself or is no date. */
export function openOrder(text: string): { first: number; second: number; year: number } | null {
  const parts = dateParts(text);
  if (parts === null || parts.named !== null || parts.yearFirst || parts.mark === '.') return null;
  const [first, second, year] = parts.numbers;
  return { first, second, year: fullYear(year, parts.yearDigits) };
}

export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (!(year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return null;
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

interface DateParts {
  named: { year: number; month: number; day: number } | null;
  numbers: [number, number, number];
  mark: string;
  yearFirst: boolean;
  yearDigits: number;
}

const time = String.raw`(?:[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const ending = String.raw`(?:\s*(?:г|р|год|рік|року|года)\.?)?`;
const numeric = new RegExp(String.raw`^(\d{1,4})([./\-–\s])\s?(\d{1,2})\2\s?(\d{1,4})${ending}${time}${ending}$`, 'i');
const dayNamed = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?(\p{L}{3,9})\.?[\s,.\-/]*(\d{4}|\d{2})${ending}${time}$`,
  'iu',
);
const monthNamed = new RegExp(String.raw`^(\p{L}{3,9})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\-]+(\d{4})${time}$`, 'iu');
const compact = /^(19|20)(\d{2})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$/;
const weekday =
  /^(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс|нд|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя)[a-z]*[.,]*\s+/i;

function dateParts(raw: string): DateParts | null {
  const text = raw
    .trim()
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(weekday, '')
    .replace(/^["«]?(\d{1,2})["»](?=\s)/, '$1');
  if (text.length < 6 || text.length > 60) return null;
  let match = numeric.exec(text);
  if (match) {
    const yearFirst = match[1]!.length === 4;
    const yearDigits = yearFirst ? 4 : match[4]!.length;
    if (yearFirst ? match[4]!.length > 2 : match[1]!.length > 2 || yearDigits === 3 || yearDigits === 1) return null;
    return { named: null, numbers: [Number(match[1]), Number(match[3]), Number(match[4])], mark: match[2]!, yearFirst, yearDigits };
  }
  match = compact.exec(text);
  if (match) return named(Number(match[1]! + match[2]!), Number(match[3]), Number(match[4]));
  match = dayNamed.exec(text);
  if (match) {
    const month = monthNumber.get(match[2]!.toLowerCase());
    if (month !== undefined) return named(fullYear(Number(match[3]), match[3]!.length), month, Number(match[1]));
  }
  match = monthNamed.exec(text);
  if (match) {
    const month = monthNumber.get(match[1]!.toLowerCase());
    if (month !== undefined) return named(Number(match[3]), month, Number(match[2]));
  }
  return null;
}

function named(year: number, month: number, day: number): DateParts {
  return { named: { year, month, day }, numbers: [0, 0, 0], mark: '', yearFirst: false, yearDigits: 4 };
}

/** 25/03/2026 in a file of months first can only be 25 March. */
function otherWayRound(parts: DateParts, year: number, order: DateOrder): IsoDate | null {
  const [a, b] = parts.numbers;
  if (parts.mark === '.') return null;
  return order === 'mdy' ? (a > 12 ? isoDate(year, b, a) : null) : b > 12 ? isoDate(year, a, b) : null;
}

/** Two digits: 00–69 are of this century, 70–99 of the last. */
function fullYear(year: number, digits: number): number {
  if (digits > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
