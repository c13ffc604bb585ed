/** Figures and dates as three languages write them. Narrow and no-break spaces are made plain to be readable here. */
import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../../messages/compiled/runtime.js';
import { date, exactMoney, longDate, monthName, quantity, shortMoney, shortMonth, wholeMoney } from './format.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const speak = (locale: 'ru' | 'uk' | 'en') => overwriteGetLocale(() => locale);
afterEach(() => speak('en'));

test.each([
  ['ru', 'RUB', '1 234 567,89 ₽'],
  ['uk', 'UAH', '1 234 567,89 ₴'],
  ['en', 'GBP', '£1,234,567.89'],
] as const)('money in %s', (locale, currency, written) => {
  speak(locale);
  expect(plain(exactMoney({ minor: '123456789', currency }))).toBe(written);
});

test('money keeps every digit, however large', () => {
  speak('ru');
  expect(plain(exactMoney({ minor: '-9007199254740993123', currency: 'RUB' }))).toBe('-90 071 992 547 409 931,23 ₽');
});

test('a currency without minor units has none', () => {
  speak('ru');
  expect(plain(exactMoney({ minor: '1500', currency: 'JPY' }))).toBe('1 500 ¥');
});

test('small change of either sign is written with its zero', () => {
  speak('ru');
  expect(plain(exactMoney({ minor: '-5', currency: 'RUB' }))).toBe('-0,05 ₽');
  expect(plain(wholeMoney({ minor: '-5', currency: 'RUB' }))).toBe('0 ₽');
});

test('a finding has three digits that mean something', () => {
  speak('ru');
  expect(plain(shortMoney({ minor: '123456789', currency: 'RUB' }))).toBe('1,23 млн ₽');
  expect(plain(shortMoney({ minor: '45678', currency: 'RUB' }))).toBe('457 ₽');
});

test('dates and months', () => {
  speak('ru');
  expect([date('2026-03-01'), longDate('2026-03-01'), monthName('2026-03'), plain(shortMonth('2026-03'))]).toEqual([
    '01.03.2026',
    '1 марта 2026',
    'март 2026',
    'март 26',
  ]);
  speak('uk');
  expect([date('2026-03-01'), longDate('2026-03-01'), monthName('2026-03')]).toEqual(['01.03.2026', '1 березня 2026', 'березень 2026']);
});

test('a quantity has the digits of the file and no more', () => {
  speak('ru');
  expect(plain(quantity('1250.500000'))).toBe('1 250,5');
});
