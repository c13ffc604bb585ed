/** The number of decimals of a currency's minor unit (ISO 4217): two for kopecks and cents, none for the yen. */
import type { Currency } from './facts.ts';

/** ISO 4217's "no currency". Amounts of files that name none are in it: it stands for the company's own currency, which is not named yet. */
export const noCurrency: Currency = 'XXX';

/** Amounts in no currency are kept with two. */
export function minorDigits(currency: Currency): number {
  return noMinorUnit.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2;
}

const noMinorUnit: ReadonlySet<Currency> = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const thousandths: ReadonlySet<Currency> = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
