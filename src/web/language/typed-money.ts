/** Money as a person types it into a field, with the marks of the language, and as the server wants it: whole minor units, never a float. */
import { minorDigits } from '../../core/minor-digits.ts';
import { getLocale } from '../../../messages/compiled/runtime.js';
import type { Money } from './format.ts';

/** "1200000.5" of 120000050. */
export function inUnits({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  if (digits === 0) return minor;
  const text = minor.padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}

/** Of a field's own value: digits with a point. */
export function minorOf({ units, currency }: { units: string; currency: string }): string {
  const digits = minorDigits(currency);
  const [whole = '', fraction = ''] = units.split('.');
  return BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0')).toString();
}

export function decimalMark(): ',' | '.' {
  return getLocale() === 'en' ? '.' : ',';
}

export function groupMark(): string {
  return getLocale() === 'en' ? ',' : '\u00a0';
}
