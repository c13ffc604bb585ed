/** Money for people at a terminal: grouped as the language does, with the currency's own number of decimals. */
import { decimalText, writtenIn } from '../core/written-money.ts';
import type { Language } from './say.ts';

export function money(minor: string | bigint, currency: string, language: Language): string {
  return new Intl.NumberFormat(language, writtenIn(currency)).format(decimalText({ minor, currency }));
}

/** Amounts in several currencies are not added up. */
export function moneyOfEach(amounts: { currency: string; netMinor: string }[], language: Language): string {
  return amounts.map(({ currency, netMinor }) => money(netMinor, currency, language)).join(' + ');
}
