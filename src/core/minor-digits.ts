/** How many decimals the minor unit of a currency has (ISO 4217): kopecks and cents two, the yen none. */
import type { Currency } from './facts.ts';

export function minorDigits(currency: Currency): number {
  return noMinorUnit.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2;
}

const noMinorUnit: ReadonlySet<Currency> = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));
const thousandths: ReadonlySet<Currency> = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
