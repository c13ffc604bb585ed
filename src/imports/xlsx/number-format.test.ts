import { expect, test } from 'vitest';
import { shownCurrency, showsDate, showsMonthOnly } from './number-format.ts';

test.each([
  'dd.mm.yyyy',
  'dd.mm.yyyy h:mm:ss',
  '[$-419]d mmmm yyyy;@',
  'm/d/yy',
  '[h]:mm:ss',
  '[mm]:ss',
  'yyyy"г."',
  'd\\.m',
  '[Red]hh:mm',
  'mmm-yy',
])('%s shows a date or a time', (code) => expect(showsDate({ id: 164, code })).toBe(true));

test.each([
  'General',
  'Standard',
  'Основной',
  '0.00',
  '#,##0.00',
  '# ##0,00"руб."',
  '#,##0.00 [$₽-419]',
  '[Red]-0.00',
  '0.00E+00',
  '"day "0',
  '0\\d',
  '_d0',
  '@',
  '[Yellow][<100]0;0',
  '#,##0_);[Magenta](#,##0)',
])('%s does not', (code) => expect(showsDate({ id: 164, code })).toBe(false));

test('built-in formats 14 to 22 and 45 to 47 are dates and times', () => {
  const dates = Array.from({ length: 50 }, (_, id) => id).filter((id) => showsDate({ id, code: undefined }));
  expect(dates).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
});

test.each<[string, string | undefined]>([
  ['[$$-409]#,##0.00', 'USD'],
  ['[$$-en-US]#,##0.00', 'USD'],
  ['$#,##0.00', 'USD'],
  ['"$"#,##0_);\\("$"#,##0\\)', 'USD'],
  ['#,##0.00\\ [$USD]', 'USD'],
  ['"USD" #,##0', 'USD'],
  ['#,##0.00 "₽"', 'RUB'],
  ['#,##0.00\\ "₽"', 'RUB'],
  ['#,##0.00\\ [$₽-419]', 'RUB'],
  ['#,##0.00[$р.-419]', 'RUB'],
  ['#,##0.00"р."', 'RUB'],
  ['# ##0,00" руб."', 'RUB'],
  ['#,##0.00\\ \\р\\у\\б\\.', 'RUB'],
  ['_-* #,##0.00\\ "₽"_-;\\-* #,##0.00\\ "₽"_-;_-* "-"??\\ "₽"_-;_-@_-', 'RUB'],
  ['#,##0.00[$р.-423]', 'BYN'],
  ['#,##0.00\\ "грн."', 'UAH'],
  ['#,##0.00 грн', 'UAH'],
  ['#,##0.00[$₴-422]', 'UAH'],
  ['[$€-2]\\ #,##0.00', 'EUR'],
  ['#,##0.00\\ [$€-1]', 'EUR'],
  ['[$£-809]#,##0.00', 'GBP'],
  ['#,##0.00 [$₸-43F]', 'KZT'],
  ['[$¥-804]#,##0.00', 'CNY'],
  ['[$¥-411]#,##0', 'JPY'],
  ['[Red]-#,##0.00 "₽";#,##0.00 "₽"', 'RUB'],
  // Of another dollar, of either country of ¥, of two currencies, of grams, of the reader's own currency: it is not guessed.
  ['[$$-1009]#,##0.00', undefined],
  ['¥#,##0', undefined],
  ['#,##0 "USD"" / ""EUR"', undefined],
  ['[$€-2]#,##0 "₽"', undefined],
  ['0.00"гр"', undefined],
  ['0" шт"', undefined],
  ['#,##0.00', undefined],
  ['[$-419]#,##0.00', undefined],
  ['_-* #,##0.00\\ _₽_-;\\-* #,##0.00\\ _₽_-', undefined],
  ['[$-409]mmm yyyy', undefined],
  ['General', undefined],
  ['@', undefined],
  ['"₽"', undefined],
])('%s shows the currency %s', (code, currency) => expect(shownCurrency({ id: 164, code })).toBe(currency));

test('the built-in formats of money show the currency of whoever looks: they tell none', () => {
  const told = Array.from({ length: 50 }, (_, id) => shownCurrency({ id, code: undefined })).filter((currency) => currency !== undefined);
  expect(told).toEqual([]);
});

test.each<[string, boolean]>([
  ['mmmm yyyy', true],
  ['mm.yyyy', true],
  ['mmm-yy', true],
  ['[$-419]mmmm\\ yyyy;@', true],
  ['[$-FC19]mmmm yyyy "г."', true],
  ['yyyy-mm', true],
  ['dd.mm.yyyy', false],
  ['d mmmm', false],
  ['mm:ss', false],
  ['h:mm', false],
  ['[mm]:ss', false],
  ['yyyy', false],
  ['0.00', false],
])('%s shows a month without a day: %s', (code, expected) => expect(showsMonthOnly({ id: 164, code })).toBe(expected));

test('built-in format 17 is a month', () => {
  expect(Array.from({ length: 50 }, (_, id) => id).filter((id) => showsMonthOnly({ id, code: undefined }))).toEqual([17]);
});
