/** Currencies as a person looks for them: by code, and by name in the reader's language; and the short sign that stands in a sentence. */
import { currencies } from '../../core/currencies.ts';
import { noCurrency } from '../../core/minor-digits.ts';
import { getLocale } from '../../../messages/compiled/runtime.js';

export function currencyName(code: string): string {
  return new Intl.DisplayNames(getLocale(), { type: 'currency' }).of(code) ?? code;
}

/** "€"; the code where a currency has no sign of its own; '' where it is not named. */
export function currencySign(code: string): string {
  if (code === noCurrency) return '';
  return (
    new Intl.NumberFormat(getLocale(), { style: 'currency', currency: code }).formatToParts(0).find(({ type }) => type === 'currency')
      ?.value ?? code
  );
}

export interface CurrencyOption {
  value: string;
  label: string;
}

/** All of them by their codes, "EUR · euro". */
export function currencyOptions(): CurrencyOption[] {
  return currencies.map((code) => ({ value: code, label: `${code} · ${currencyName(code)}` }));
}
