/**
 * The writing of an amount in minor units: its decimal text, and its style for Intl. Intl's own decimals are those of
 * everyday cash (none for the forint), and not those of ISO 4217 by which amounts are kept: they are never used.
 */
import type { Currency } from './facts.ts';
import { minorDigits, noCurrency } from './minor-digits.ts';

/** To the minor unit. A currency that is not named has no sign and no code. */
export function writtenIn(currency: Currency): Intl.NumberFormatOptions {
  const digits = minorDigits(currency);
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return currency === noCurrency ? exact : { style: 'currency', currency, ...exact };
}

/** "-12.05" of -1205: exact, Intl writes it without a detour through a float. */
export function decimalText({ minor, currency }: { minor: string | bigint; currency: Currency }): Intl.StringNumericLiteral {
  const digits = minorDigits(currency);
  const text = String(minor);
  const negative = text.startsWith('-');
  const units = (negative ? text.slice(1) : text).padStart(digits + 1, '0');
  const decimal = digits === 0 ? units : `${units.slice(0, -digits)}.${units.slice(-digits)}`;
  return `${negative ? '-' : ''}${decimal}` as Intl.StringNumericLiteral;
}
