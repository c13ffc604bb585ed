/**
 * A calendar period as reports print it in headings and cells: "Январь 2025 г.", "янв.25", "Q1 2025", "9 місяців 2025", "Jan – Jul 2026".
 * Reads whole texts; `periodWithin` finds one beside other words ("Сумма, январь 2025").
 */
import type { Cell } from '../row/raw-row.ts';
import { cellText, isEmpty } from './cell.ts';
import { dateFromSerial, daysInMonth, parseDate } from './date.ts';
import { monthNumber } from './months.ts';

export interface Period {
  /** Null where only the month is named. */
  year: number | null;
  /** From 1. */
  month: number;
  /** How many it covers; 0 for a single day. */
  months: number;
  /** Of a single day, else 1. */
  day: number;
}

/** Null where the text names no period. */
export function readPeriod(printed: string): Period | null {
  if (printed.length > 80 || !mayName.test(printed)) return null;
  const text = plain(printed);
  if (text.length < 3 || text.length > 60) return null;
  // Most cells with digits are numbers or days: they need no words of parts of a year.
  if (/^[\d\s.,/–—-]+$/.test(text))
    return oneMonth(text) ?? (/^(19|20)\d\d$/.test(text) ? period(Number(text), 1, 12) : null) ?? betweenDates(text) ?? oneDay(text);
  return oneMonth(text) ?? partOfYear(text) ?? severalMonths(text) ?? betweenDates(text) ?? oneDay(text);
}

/** The same of a cell, which a spreadsheet may hold as a day. */
export function periodOf(cell: Cell | undefined): Period | null {
  if (isEmpty(cell)) return null;
  if (cell!.type === 'text') return readPeriod(cellText(cell));
  if (cell!.type !== 'number' || !cell!.dateLike) return null;
  const date = dateFromSerial(Number(cell!.text));
  // A time of day is no period.
  return date === null || !likely(Number(date.slice(0, 4))) ? null : ofDate(date);
}

/** A period at the beginning or at the end of a text, and the other words; null where it has none, or nothing else. */
export function periodWithin(printed: string): { period: Period; rest: string } | null {
  if (printed.length > 80 || !mayName.test(printed)) return null;
  const words = printed.replace(/\s+/g, ' ').trim().split(' ');
  if (words.length < 2 || words.length > 12) return null;
  for (let count = words.length - 1; count > 0; count--) {
    const first = readPeriod(trimmed(words.slice(0, count).join(' ')));
    if (first) return { period: first, rest: trimmed(words.slice(count).join(' ')) };
    const last = readPeriod(trimmed(words.slice(-count).join(' ')));
    if (last) return { period: last, rest: trimmed(words.slice(0, -count).join(' ')) };
  }
  return null;
}

/** yyyy-mm-dd of its first day; null without a year. */
export function firstDay({ year, month, day }: Period): string | null {
  return year === null ? null : `${year}-${two(month)}-${two(day)}`;
}

/** A digit or a month: most cells have neither, and need no second look. */
const mayName = new RegExp(
  `\\d|квартал|полугоди|півріч|ytd|с начала|quarter|half|(?<!\\p{L})(?:${[...monthNumber.keys()].join('|')})(?!\\p{L})`,
  'iu',
);

const two = (number: number): string => String(number).padStart(2, '0');

const trimmed = (text: string): string =>
  text
    .replace(/^[\s,;:/|()\-–—]+|[\s,;:/|(\-–—]+$/g, '')
    .replace(/\s+(за|for|in|у|в)$/iu, '')
    .replace(/^(за|for|in)\s+/iu, '');

function plain(printed: string): string {
  return printed
    .trim()
    .toLowerCase()
    .replace(/[\u00a0\u202f\s]+/g, ' ')
    .replace(/^(за|for|период:?|період:?|period:?)\s+/u, '')
    .replace(/\s*(?:года|году|год|року|рік|рік\.|г\.?|р\.?)$/u, (ending, at: number, whole: string) =>
      /\d$/.test(whole.slice(0, at)) ? '' : ending,
    )
    .trim();
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

const likely = (year: number): boolean => year >= 1990 && year <= 2100;

function period(year: number | null, month: number, months: number): Period | null {
  return (year === null || likely(year)) && month >= 1 && month <= 12 ? { year, month, months, day: 1 } : null;
}

function oneMonth(text: string): Period | null {
  const named = /^(\p{L}{3,9})\.?(?:[\s,.\-/'’]*(\d{4}|\d{2}))?$/u.exec(text);
  if (named) {
    const month = monthNumber.get(named[1]!);
    return month === undefined ? null : period(named[2] === undefined ? null : fullYear(named[2]), month, 1);
  }
  const yearBefore = /^(\d{4})[\s,.\-/]*(\p{L}{3,9})\.?$/u.exec(text);
  if (yearBefore) {
    const month = monthNumber.get(yearBefore[2]!);
    return month === undefined ? null : period(Number(yearBefore[1]), month, 1);
  }
  const numbered = /^(\d{1,2})[./-](\d{4})$/.exec(text) ?? /^(?:m|м)?(\d{1,2})\s(\d{4})$/.exec(text);
  if (numbered) return period(Number(numbered[2]), Number(numbered[1]), 1);
  const compact = /^((?:19|20)\d{2})(?:[./\-\s]|m)?(\d{1,2})$/.exec(text);
  return compact && compact[2]!.length + Number(/\D/.test(text)) >= 2 ? period(Number(compact[1]), Number(compact[2]), 1) : null;
}

const romans = ['i', 'ii', 'iii', 'iv'];
const ordinal = (printed: string): number => {
  const stem = printed.replace('і', 'i').replaceAll('і', 'i');
  if (/^\d/.test(stem)) return Number(stem[0]);
  if (/^перв|^перш|^first/.test(stem)) return 1;
  if (/^втор|^друг|^second/.test(stem)) return 2;
  if (/^трет|^third/.test(stem)) return 3;
  if (/^четв|^fourth/.test(stem)) return 4;
  return romans.indexOf(stem) + 1;
};
const number = String.raw`([1-4]|iv|i{1,3}|і{1,3}|іv|перв\p{L}*|перш\p{L}*|втор\p{L}*|друг\p{L}*|трет\p{L}*|четв\p{L}*|first|second|third|fourth)(?:[\s-]*(?:й|ый|ой|ий|е|ое|ше|ге|st|nd|rd|th))?`;
const ofYear = String.raw`[\s,.\-/'’]*(\d{4}|\d{2})?`;
const before = String.raw`(\d{4})[\s,.\-/'’]*`;
const quarterWord = String.raw`(?:квартал\p{L}*|кварт\.?|кв\.?|quarter|qtr\.?)`;
const halfWord = String.raw`(?:полугоди\p{L}*|півріччя|півр\.?|пол\.?|half(?:[\s-]year)?)`;
const parts: readonly [RegExp, (match: RegExpExecArray) => Period | null][] = [
  [new RegExp(`^${number}[\\s-]*${quarterWord}${ofYear}$`, 'u'), ([, at, year]) => nth(ordinal(at!), 3, year)],
  [new RegExp(`^${before}${number}[\\s-]*${quarterWord}$`, 'u'), ([, year, at]) => nth(ordinal(at!), 3, year)],
  [new RegExp(`^q([1-4])${ofYear}$`, 'u'), ([, at, year]) => nth(Number(at), 3, year)],
  [new RegExp(`^([1-4])q${ofYear}$`, 'u'), ([, at, year]) => nth(Number(at), 3, year)],
  [new RegExp(`^${before}q([1-4])$`, 'u'), ([, year, at]) => nth(Number(at), 3, year)],
  [new RegExp(`^(?:${quarterWord})\\s*([1-4])${ofYear}$`, 'u'), ([, at, year]) => nth(Number(at), 3, year)],
  [new RegExp(`^${number}[\\s-]*${halfWord}${ofYear}$`, 'u'), ([, at, year]) => nth(ordinal(at!), 6, year)],
  [new RegExp(`^${before}${number}[\\s-]*${halfWord}$`, 'u'), ([, year, at]) => nth(ordinal(at!), 6, year)],
  [new RegExp(`^h([12])${ofYear}$`, 'u'), ([, at, year]) => nth(Number(at), 6, year)],
  [new RegExp(`^([12])h${ofYear}$`, 'u'), ([, at, year]) => nth(Number(at), 6, year)],
  [new RegExp(`^${before}h([12])$`, 'u'), ([, year, at]) => nth(Number(at), 6, year)],
  [
    new RegExp(`^(?:first\\s|first-)?(\\d{1,2})[\\s-]*(?:месяц\\p{L}*|місяц\\p{L}*|мес\\.?|міс\\.?|months?|m)${ofYear}$`, 'u'),
    ([, count, year]) => fromJanuary(Number(count), year),
  ],
  [/^(?:fy|cy|год|рік|year)?[\s-]*((?:19|20)\d{2})$/u, ([, year]) => period(Number(year), 1, 12)],
  [new RegExp(`^(?:ytd|с начала года|з початку року|year to date)${ofYear}$`, 'u'), ([, year]) => fromJanuary(12, year)],
];

function partOfYear(text: string): Period | null {
  for (const [pattern, read] of parts) {
    const match = pattern.exec(text);
    if (match) return read(match);
  }
  return null;
}

function nth(at: number, months: number, year: string | undefined): Period | null {
  return at >= 1 && at * months <= 12 ? period(year === undefined ? null : fullYear(year), (at - 1) * months + 1, months) : null;
}

function fromJanuary(months: number, year: string | undefined): Period | null {
  return months >= 2 && months <= 12 ? period(year === undefined ? null : fullYear(year), 1, months) : null;
}

/** "Январь – Июль 2026", "Nov 2025 - Jan 2026". */
function severalMonths(text: string): Period | null {
  const match = /^(\p{L}{3,9})\.?\s*(\d{4})?\s*(?:г\.?|р\.?)?\s*(?:-|–|—|по|до|to|through|\.\.\.?)\s*(\p{L}{3,9})\.?,?\s*(\d{4})?$/u.exec(
    text,
  );
  if (!match) return null;
  const [first, last] = [monthNumber.get(match[1]!), monthNumber.get(match[3]!)];
  if (first === undefined || last === undefined) return null;
  const until = match[4] === undefined ? null : Number(match[4]);
  const from = match[2] === undefined ? (until === null || last >= first ? until : until - 1) : Number(match[2]);
  const months = until === null || from === null ? last - first + 1 : (until - from) * 12 + last - first + 1;
  return months >= 2 && months <= 60 ? period(from, first, months) : null;
}

/** "01.01.2025 - 31.03.2025": whole months only. */
function betweenDates(text: string): Period | null {
  const match = /^(?:с |з |from )?(\d[\d./-]{5,9})\s*(?:-|–|—|по|до|to)\s*(\d[\d./-]{5,9})$/u.exec(text);
  const [from, to] = match ? [parseDate(match[1]!, 'dmy'), parseDate(match[2]!, 'dmy')] : [null, null];
  if (!from || !to || !from.endsWith('-01') || Number(to.slice(8)) !== daysInMonth(Number(to.slice(0, 4)), Number(to.slice(5, 7))))
    return null;
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  return months >= 1 ? period(Number(from.slice(0, 4)), Number(from.slice(5, 7)), months) : null;
}

function oneDay(text: string): Period | null {
  const date = parseDate(text, 'dmy');
  return date === null ? null : ofDate(date);
}

function ofDate(date: string): Period {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), months: 0, day: Number(date.slice(8)) };
}
