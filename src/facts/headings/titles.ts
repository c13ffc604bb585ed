/** What the rows above the headings say: the period, the currency, the company's own legal entity, its bank account. */
import type { Currency, IsoDate } from '../../core/facts.ts';
import { shortForms } from '../../core/identify/legal-form.ts';
import { parseCurrency } from '../values/currency.ts';
import { daysInMonth, isoDate, parseDate } from '../values/date.ts';
import { monthNumber } from '../values/months.ts';

export function findPeriod(titles: string[]): { from: string; to: string } | null {
  for (const title of titles) {
    const period = twoDates(title) ?? monthOrQuarter(title);
    if (period && period.from <= period.to) return period;
  }
  return null;
}

/** "Прайс-лист на 01.03.2026": the one day that the titles name, where they name no period. */
export function findDay(titles: string[]): { from: string; to: string } | null {
  for (const title of titles) {
    const match = one.exec(title);
    const day = match && parseDate(match[0], 'dmy');
    if (day) return { from: day, to: day };
  }
  return null;
}

/** The first day of the month that the titles state; null where they state none, or a longer period. */
export function monthOfPeriod(period: { from: string; to: string } | null): IsoDate | null {
  return period !== null && period.from.slice(0, 7) === period.to.slice(0, 7) ? `${period.from.slice(0, 7)}-01` : null;
}

export function findTitleCurrency(titles: string[]): Currency | null {
  for (const title of titles) {
    const match =
      /(?:валюта|currency|одиниця виміру|единица измерения|ед\.?\s?изм\.?|amounts?|сумм[аы]|все суммы|сума)[^:=]{0,30}?(?:[:=]|равно|\bin\b|в|у)\s*"?([\p{L}$€₽₴]{1,12}\.?)"?/iu.exec(
        title,
      );
    const currency = match && parseCurrency(match[1]!);
    if (currency) return currency;
    // "Затраты, тыс. руб.", "in thousands of USD", "Продажи (EUR)"
    const counted =
      /(?:тыс|тис|млн|mln|thousands?|millions?)[\p{L}]*\.?\s*(?:of\s+)?([\p{L}$€₽₴]{1,12}\.?)/iu.exec(title) ??
      /[,(]\s*([\p{L}$€₽₴]{1,6}\.?)\s*\)?\s*$/u.exec(title);
    const unit = counted && parseCurrency(counted[1]!);
    if (unit) return unit;
  }
  return null;
}

/** A title that is a legal entity and nothing else, or says "Организация: …". */
export function findSeller(titles: string[]): string {
  for (const title of titles) {
    const labelled = /^(?:организация|організація|компания|company|фирма|продавец|підприємство)\s*:\s*(.{3,120})$/iu.exec(title.trim());
    if (labelled) return labelled[1]!.trim();
    const words = title.trim().split(/\s+/);
    if (
      words.length > 1 &&
      words.length <= 10 &&
      !/[:;]|\d{2}\.\d{2}/.test(title) &&
      shortForms.has(words[0]!.toLowerCase()) &&
      /["«“]/.test(title)
    )
      return title.trim();
  }
  return '';
}

export function findAccounts(titles: string[]): string[] {
  return titles.flatMap((title) => title.match(/(?<!\d)\d{20}(?!\d)|UA\d{27}/g) ?? []);
}

const dateLike = String.raw`(?:\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}|["«]?\d{1,2}["»]?\s+\p{L}{3,9}\.?\s+\d{4}|\p{L}{3,9}\s+\d{1,2},?\s+\d{4})`;
const two = new RegExp(`(${dateLike})\\s*(?:г|р)?\\.?\\s*(?:-|–|—|по|до|to|till|until|through|\\.\\.\\.?)\\s*(${dateLike})`, 'iu');

const one = new RegExp(dateLike, 'iu');

function twoDates(title: string): { from: string; to: string } | null {
  const match = two.exec(title);
  if (!match) return null;
  const from = parseDate(match[1]!, 'dmy');
  const to = parseDate(match[2]!, 'dmy');
  return from && to ? { from, to } : null;
}

function monthOrQuarter(title: string): { from: string; to: string } | null {
  const text = title.toLowerCase();
  const quarter =
    /([1-4]|iv|i{1,3})[\s-]*(?:й|ий)?\s*(?:квартал\S*|кв\.?|quarter)\s*(\d{4})/.exec(text) ?? /\bq([1-4])\s*(\d{4})/.exec(text);
  if (quarter) {
    const number = ['i', 'ii', 'iii', 'iv'].indexOf(quarter[1]!) + 1 || Number(quarter[1]);
    return months(Number(quarter[2]), number * 3 - 2, number * 3);
  }
  for (const [, name, year] of text.matchAll(/(\p{L}{3,9})\.?\s+(\d{4})/gu)) {
    const month = monthNumber.get(name!);
    if (month !== undefined && !/\d\s*$/.test(text.slice(0, text.indexOf(name!)))) return months(Number(year), month, month);
  }
  const year = /(?:за|for|период:?|період:?)\s+(\d{4})\s*(?:г|год|р|рік|$)/.exec(text);
  return year ? months(Number(year[1]), 1, 12) : null;
}

function months(year: number, first: number, last: number): { from: string; to: string } | null {
  const from = isoDate(year, first, 1);
  const to = isoDate(year, last, daysInMonth(year, last));
  return from && to ? { from, to } : null;
}
