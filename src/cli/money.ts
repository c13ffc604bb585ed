/** Money for people at a terminal: grouped as the language does, with the currency's own number of decimals. */
import type { Language } from './say.ts';

export function money(minor: string | bigint, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(decimalOf(BigInt(minor), digits) as Intl.StringNumericLiteral);
}

/** Exact: Intl formats decimal text without a detour through a float. */
function decimalOf(minor: bigint, digits: number): string {
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const sign = minor < 0n ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
