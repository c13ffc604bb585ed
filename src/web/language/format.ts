/**
 * Numbers, money and dates as the reader's language writes them. Money comes as integer minor units in a string and is never
 * made a float on its way to the screen; `approximate` (for charts) is the only place that does.
 */
import { minorDigits } from '../../core/minor-digits.ts';
import { decimalText, writtenIn } from '../../core/written-money.ts';
import { getLocale, type Locale } from '../../../messages/compiled/runtime.js';

const tags: Record<Locale, string> = { ru: 'ru-RU', uk: 'uk-UA', en: 'en-GB' };

export interface Money {
  minor: string;
  currency: string;
}

/** To the kopeck: documents and lines. */
export function exactMoney({ minor, currency }: Money): string {
  return moneyFormat(currency).format(decimalText({ minor, currency }));
}

/** To the kopeck, in any currency of the world: by a sign that is of one currency alone ("₽", "CN¥"), else by its code. */
export function namedMoney({ minor, currency }: Money): string {
  return moneyFormat(currency, { currencyDisplay: 'symbol' }).format(decimalText({ minor, currency }));
}

/** "RUB · российский рубль" */
export function currencyName(code: string): string {
  const name = new Intl.DisplayNames(tags[getLocale()], { type: 'currency', fallback: 'none' }).of(code);
  return name === undefined ? code : `${code} · ${name}`;
}

/** Whole units: lists and cards. */
export function wholeMoney({ minor, currency }: Money): string {
  const format = moneyFormat(currency, { minimumFractionDigits: 0, maximumFractionDigits: 0 });
  return withoutMinusZero(format.format(decimalText({ minor, currency })), format.format(0));
}

/** Three digits that mean something and a word: "1,24 млн ₽". For findings and axes. */
export function shortMoney({ minor, currency }: Money): string {
  return moneyFormat(currency, short(approximate({ minor, currency }))).format(decimalText({ minor, currency }));
}

/** A chart's number in whole units of the currency. */
export function approximate({ minor, currency }: Money): number {
  return Number(minor) / 10 ** minorDigits(currency);
}

/** Axis labels of money that is already a chart's number. */
export function shortAmount(value: number, currency: string): string {
  return moneyFormat(currency, short(value)).format(value);
}

export function wholeNumber(value: number): string {
  return numberFormat({ maximumFractionDigits: 0 }).format(value);
}

/** A quantity as the file printed it ("12.500"), without digits that mean nothing. */
export function quantity(value: string): string {
  return numberFormat({ maximumFractionDigits: 6 }).format(value as Intl.StringNumericLiteral);
}

/** A number of a file's cell with its own digits, but at least `places` behind the mark. */
export function exactNumber(value: string, places = 0): string {
  return numberFormat({ minimumFractionDigits: places, maximumFractionDigits: Math.max(6, places) }).format(
    value as Intl.StringNumericLiteral,
  );
}

/** A figure that is not a count: a mean, a parameter. */
export function roundedNumber(value: number, digits = 2): string {
  return numberFormat({ maximumFractionDigits: digits }).format(value);
}

export function percent(share: number, digits = 0): string {
  return numberFormat({ style: 'percent', maximumFractionDigits: digits }).format(share);
}

export function signedPercent(share: number): string {
  return numberFormat({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(share);
}

export function date(iso: string): string {
  return dateFormat({ day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date(`${iso}T00:00:00Z`));
}

export function longDate(iso: string): string {
  return withoutYearSign(dateFormat({ day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${iso}T00:00:00Z`)));
}

/** "март 2026" of 2026-03. */
export function monthName(month: string): string {
  return withoutYearSign(dateFormat({ month: 'long', year: 'numeric' }).format(monthStart(month)));
}

/** "март" of 2: months from 0, of any year. */
export function monthOfYear(month: number): string {
  return dateFormat({ month: 'long' }).format(Date.UTC(2026, month, 1));
}

export function shortMonth(month: string): string {
  return withoutYearSign(dateFormat({ month: 'short', year: '2-digit' }).format(monthStart(month)));
}

/** A moment in the reader's own time zone. */
export function moment(iso: string): string {
  return new Intl.DateTimeFormat(tags[getLocale()], { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

function monthStart(month: string): Date {
  return new Date(`${month}-01T00:00:00Z`);
}

/** "2026 г.", "2026 р.": a year needs no saying so, and a sentence would end in two stops. */
function withoutYearSign(text: string): string {
  return text.replace(/\s?[рг]\.$/, '');
}

function moneyFormat(currency: string, digits: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const written = writtenIn(currency);
  return numberFormat({ ...written, ...(written.style === 'currency' ? { currencyDisplay: 'narrowSymbol' } : {}), ...digits });
}

function short(value: number): Intl.NumberFormatOptions {
  const digits = Math.abs(value) < 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
  return { notation: 'compact', minimumFractionDigits: 0, ...digits };
}

function withoutMinusZero(text: string, zero: string): string {
  return text.replace('-', '') === zero || text.replace('−', '') === zero ? zero : text;
}

const formats = new Map<string, Intl.NumberFormat>();
/** Making a format costs far more than using it, and a table uses thousands. */
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const tag = tags[getLocale()];
  const key = tag + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(tag, options)));
  return format;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tags[getLocale()], { timeZone: 'UTC', ...options });
}
