/** How a command writes in the terminal's language: sentences by their keys, money, shares, numbers. A dash where nothing is known. */
import { decimalText, writtenIn } from '../core/written-money.ts';
import { type Language, say } from './say.ts';

export interface Words {
  language: Language;
  /** A sentence by its key. */
  t(key: string, inputs?: Record<string, unknown>): string;
  /** Grouped as the language does, with the currency's own number of decimals. */
  money(minor: string | bigint | number | null, currency: string): string;
  percent(share: number | null, digits?: number): string;
  number(value: number | null, digits?: number): string;
  nothingPublished(): string;
}

export function wordsIn(language: Language): Words {
  const t = (key: string, inputs: Record<string, unknown> = {}): string => say(key, inputs, language) ?? key;
  return {
    language,
    t,
    money: (minor, currency) =>
      minor === null
        ? '—'
        : new Intl.NumberFormat(language, writtenIn(currency)).format(
            decimalText({ minor: typeof minor === 'number' ? BigInt(minor) : minor, currency }),
          ),
    percent: (share, digits = 0) =>
      share === null ? '—' : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share),
    number: (value, digits = 2) =>
      value === null ? '—' : new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value),
    nothingPublished: () => `${t('cli_nothing_published')}\n`,
  };
}

/** Amounts in several currencies are not added up. */
export function moneyOfEach(amounts: { currency: string; netMinor: string }[], { money }: Words): string {
  return amounts.map(({ currency, netMinor }) => money(netMinor, currency)).join(' + ');
}

/** In place of a tier, of a customer all of whose amounts lack a rate: "not valued: no rate for EUR". */
export function notValued(amounts: { currency: string }[], { t }: Words): string {
  return t('not_valued_for', { currency: amounts.map(({ currency }) => currency).join(', ') });
}
