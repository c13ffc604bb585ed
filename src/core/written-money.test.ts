/** Every currency is written with the decimals that its amounts are kept with, whatever Intl holds for usual. */
import { expect, test } from 'vitest';
import { currencies } from './currencies.ts';
import { minorDigits, noCurrency } from './minor-digits.ts';
import { decimalText, writtenIn } from './written-money.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const written = (minor: string, currency: string, language: string) =>
  plain(new Intl.NumberFormat(language, writtenIn(currency)).format(decimalText({ minor, currency })));

test.each([
  ['ru', 'HUF', '123456', '1 234,56 HUF'],
  ['en', 'IDR', '123456', 'IDR 1,234.56'],
  ['en', 'PKR', '-5', '-PKR 0.05'],
  ['uk', 'ISK', '1234', '1 234 ISK'],
  ['ru', 'KWD', '1234567', '1 234,567 KWD'],
  ['ru', 'RUB', '100000', '1 000,00 ₽'],
])('in %s an amount of %s', (language, currency, minor, as) => {
  expect(written(minor, currency, language)).toBe(as);
});

test.each([
  ['ru', '1 000,00'],
  ['uk', '1 000,00'],
  ['en', '1,000.00'],
])('in %s an amount in a currency that nobody has named has neither sign nor code', (language, as) => {
  expect(written('100000', noCurrency, language)).toBe(as);
});

const usual = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
const differing = currencies.filter((currency) => usual(currency) !== minorDigits(currency));

test('Intl and ISO 4217 do differ', () => {
  expect(differing).toContain('HUF');
  expect(differing.length).toBeGreaterThan(10);
});

test.each(currencies)('%s: one minor unit is one, and a hundred thousand of them are as many', (currency) => {
  const digits = minorDigits(currency);
  const figures = (minor: string): string =>
    written(minor, currency, 'en')
      .replaceAll(/[^\d.]/g, '')
      .replace(/^\./, '');
  expect(Number(figures('1')) * 10 ** digits).toBeCloseTo(1, 6);
  expect(Number(figures('100000')) * 10 ** digits).toBeCloseTo(100_000, 6);
  expect(figures('1').split('.')[1]?.length ?? 0).toBe(digits);
});
