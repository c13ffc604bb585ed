/** The suggestion while the company's currency is not named. */
import { expect, test } from 'vitest';
import { suggestCurrency } from './suggest-currency.ts';

test.each([
  ['what the files name goes before everything', ['EUR', 'USD'], 'ru', ['ru-RU'], 'EUR'],
  ['an American', [], 'en', ['en-US', 'en'], 'USD'],
  ['a Briton', [], 'en', ['en-GB'], 'GBP'],
  ['an Irishman', [], 'en', ['en-IE'], 'EUR'],
  ['a Russian whose browser is American', [], 'ru', ['en-US', 'en'], 'RUB'],
  ['a Russian of Kazakhstan', [], 'ru', ['ru-KZ', 'ru'], 'KZT'],
  ['a Russian of Belarus', [], 'ru', ['ru-BY'], 'BYN'],
  ['a Ukrainian', [], 'uk', ['uk'], 'UAH'],
  ['an Australian of Kiribati', [], 'en', ['en-KI'], 'AUD'],
  ['a Canadian', [], 'en', ['fr-CA', 'en-CA'], 'CAD'],
  ['an Indian', [], 'en', ['en-IN'], 'INR'],
  ['a South African', [], 'en', ['en-ZA'], 'ZAR'],
  ['the whole world', [], 'en', ['en-001'], null],
] as const)('%s', (_, named, language, browser, currency) => {
  expect(suggestCurrency({ named, language, browser })).toBe(currency);
});
