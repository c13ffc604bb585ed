/** Numbers as printed: those that are numbers, those that are not, and the round trip through every style. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitCurrency } from './currency.ts';
import { parseNumber, parseStoredNumber, toScale } from './number.ts';

const kopecks = (text: string, separator: ',' | '.' = ','): bigint | null => {
  const value = parseNumber(splitCurrency(text).number, separator);
  return value && toScale(value, 2);
};

describe('a number as it is printed', () => {
  const printed: [string, bigint][] = [
    ['1234,56', 123456n],
    ['1 234,56', 123456n],
    ['1\u00a0234,56', 123456n],
    ['1\u202f234\u202f567,89', 123456789n],
    ["1'234.56", 123456n],
    ['1.234,56', 123456n],
    ['1,234.56', 123456n],
    ['-18820.00', -1882000n],
    ['-5.315,05', -531505n],
    ['1 460,93-', -146093n],
    ['(1 574,14)', -157414n],
    ['(1,574.14)', -157414n],
    ['–4 244,85', -424485n],
    ['−12,5', -1250n],
    ['+7', 700n],
    ['901,88 руб.', 90188n],
    ['17\u00a0936,40 руб.', 1793640n],
    ['$1,234.56', 123456n],
    ['12,00 ₴', 1200n],
    ['EUR 10', 1000n],
    ['0,250', 25n],
    ['28 987,158', 2898716n],
    ['1,234,567', 123456700n],
    [',5', 50n],
  ];
  test.each(printed)('%s', (text, minor) => expect(kopecks(text)).toBe(minor));

  test.each(['', '-', '#Н/Д', '#ДЕЛ/0!', '12,34,56', '1O 000,00', '1E+05x', '1.234.56', 'вчера', '1,2,3', '--5', '(-5)', '12 ед'])(
    '%s is none',
    (text) => expect(kopecks(text)).toBeNull(),
  );

  test('"12,000" is twelve where the column prints decimals with a comma, twelve thousand where with a point', () => {
    expect(kopecks('12,000', ',')).toBe(1200n);
    expect(kopecks('12,000', '.')).toBe(1_200_000n);
  });

  test('what a spreadsheet stores as 2.6749999999999998 was typed as 2.675, and is rounded away from zero', () => {
    expect(toScale(parseStoredNumber('2.6749999999999998')!, 2)).toBe(268n);
    expect(toScale(parseStoredNumber('-2.675')!, 2)).toBe(-268n);
    expect(toScale(parseStoredNumber('1.5E3')!, 2)).toBe(150_000n);
    expect(toScale(parseStoredNumber('1E-05')!, 2)).toBe(0n);
  });
});

test('every style of printing comes back as the same sum', () => {
  const styles: ((whole: string, cents: string, negative: boolean) => [string, ',' | '.'])[] = [
    (whole, cents, negative) => [`${negative ? '-' : ''}${group(whole, ' ')},${cents}`, ','],
    (whole, cents, negative) => [`${negative ? '–' : ''}${group(whole, '\u00a0')},${cents}`, ','],
    (whole, cents, negative) => [negative ? `(${group(whole, ',')}.${cents})` : `${group(whole, ',')}.${cents}`, '.'],
    (whole, cents, negative) => [`${group(whole, '.')},${cents}${negative ? '-' : ''}`, ','],
    (whole, cents, negative) => [`${negative ? '-' : ''}${whole}.${cents}`, ','],
    (whole, cents, negative) => [`${negative ? '-' : ''}${group(whole, "'")}.${cents}`, '.'],
    (whole, cents, negative) => [`${negative ? '-' : ''}${group(whole, '\u202f')},${cents} руб.`, ','],
  ];
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.nat(styles.length - 1), (minor, style) => {
      const size = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
      const [text, separator] = styles[style]!(size.slice(0, -2), size.slice(-2), minor < 0n);
      expect(kopecks(text, separator)).toBe(minor);
    }),
  );
});

function group(whole: string, mark: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, mark);
}
