/** Sums of an exchange file, to hold them against the totals that it states: decimals as text, added as integers. */
import { parseStoredNumber, toScale } from '../../facts/values/number.ts';

const places = 6;

/** Null where the text is no plain number. A comma is a decimal comma: these formats never group thousands with it. */
export function exact(text: string): bigint | null {
  const value = parseStoredNumber(
    text
      .trim()
      .replace(',', '.')
      .replace(/[\s\u00a0]/g, ''),
  );
  return value && toScale(value, places);
}

export function plainDecimal(sum: bigint): string {
  const size = sum < 0n ? -sum : sum;
  const digits = size.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -places)}.${fraction.padEnd(2, '0')}`;
}
