/**
 * What a number format shows: a date, a month without its day, a currency. Formats are stored in their English form whatever the
 * program's language.
 */
import type { Currency } from '../../core/facts.ts';
import { parseCurrency } from '../../facts/values/currency.ts';

export interface NumberFormat {
  id: number;
  /** Undefined for the formats that a workbook knows by their number alone. */
  code: string | undefined;
}

/** A date or a time. */
export function showsDate({ id, code }: NumberFormat): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
  // Some writers put the localised name of the general format here: the d of "Standard" is no day.
  if (/^\s*(?:general|standard|основной|основний|загальний)\s*$/i.test(code)) return false;
  return /[dmyhs]/i.test(withoutLiterals(code));
}

/** A month ("mmmm yyyy") whose day is a convention of whoever filled the cell. */
export function showsMonthOnly(format: NumberFormat): boolean {
  // Number 17 is mmm-yy.
  if (format.code === undefined) return format.id === 17;
  const shown = withoutLiterals(format.code.split(';')[0]!);
  return showsDate(format) && /m/i.test(shown) && !/[dhs]/i.test(shown);
}

/**
 * The currency that stands beside the number. Undefined where the format shows none, several, or one that it does not tell apart
 * ($ of Canada, ¥ of either country). The built-in formats of money show whatever currency the reader's computer has: they tell nothing.
 */
export function shownCurrency(format: NumberFormat): Currency | undefined {
  if (format.code === undefined || showsDate(format)) return undefined;
  const positive = sections(format.code)[0]!;
  if (!/[0#?]/.test(withoutLiterals(positive))) return undefined;
  const found = new Set<Currency>();
  for (const { symbol, locale } of literals(positive)) {
    const currency = currencyOf(symbol, locale);
    if (currency === undefined) return undefined;
    if (currency !== null) found.add(currency);
  }
  return found.size === 1 ? [...found][0] : undefined;
}

/**
 * Leaves only what is a placeholder: without quoted text, escaped characters, widths (_x) and fills (*x), and brackets, which
 * hold colours, conditions, currencies and locales; but elapsed time ([h], [mm], [ss]) is in brackets too.
 */
function withoutLiterals(code: string): string {
  return code
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]?/gi, '');
}

/** A format has up to four: for positive, negative and zero numbers and for text. */
function sections(code: string): string[] {
  return code.match(/(?:"[^"]*"?|\\.|\[[^\]]*\]?|[^;"\\[])+/g) ?? [''];
}

/** Symbols in brackets with their locale ([$₽-419]), and the runs of other text: quoted, escaped, or bare signs and letters. */
function literals(section: string): { symbol: string; locale: string }[] {
  const found: { symbol: string; locale: string }[] = [];
  let run = '';
  const endRun = (): void => {
    if (run !== '') found.push({ symbol: run, locale: '' });
    run = '';
  };
  for (const [token, quoted, escaped, symbol, locale, bare] of section.matchAll(
    /"([^"]*)"?|\\(.)|[_*].|\[\$([^\]-]*)(?:-([^\]]*))?\]|\[[^\]]*\]?|(\p{Sc}|\p{Script=Cyrillic}| )|./gu,
  )) {
    const text = quoted ?? escaped ?? bare;
    if (text !== undefined) run += text;
    else endRun();
    if (token.startsWith('[$') && symbol) found.push({ symbol, locale: (locale ?? '').toLowerCase() });
  }
  endRun();
  return found;
}

/**
 * Null where the text is no currency; undefined where it may be one of several. `locale`: a Windows locale id in hexadecimal ("419") or
 * a language tag ("ru-ru"); '' where the format names none.
 */
function currencyOf(symbol: string, locale: string): Currency | null | undefined {
  const text = symbol.trim();
  const known = /^[0-9a-f]+$/.test(locale) ? locale.padStart(4, '0').slice(-4) : locale;
  if (text === '$') return known === '' || known === '0409' || known === 'en-us' ? 'USD' : undefined;
  if (text === '¥' || text === '￥')
    return known === '0804' || known === 'zh-cn' ? 'CNY' : known === '0411' || known === 'ja-jp' ? 'JPY' : undefined;
  if (/^р(уб)?\.?$/i.test(text) && (known === '0423' || known === 'be-by')) return 'BYN';
  // Grams are written as some write hryvnias, and French francs as Swiss ones.
  if (/^(?:гр|fr)\.?$/i.test(text)) return undefined;
  // "USD / EUR": one of them, and nobody knows which.
  return text.includes('/') ? undefined : parseCurrency(text);
}
