/** Payers named inside texts, and texts that name none. */
import { expect, test } from 'vitest';
import { payerInText } from './payer-in-text.ts';

test.each([
  ['Від: ТОВ Клен', 'ТОВ Клен', ''],
  ['From: Ivan Petrenko', 'Ivan Petrenko', ''],
  ['Зарахування від ФОП Литвин О.О.', 'ФОП Литвин О.О.', ''],
  ['Переказ від ТОВ «Клен», за меблі', 'ТОВ «Клен»', ''],
  ['Поступление от ООО "Клён", ИНН 7701234567 по договору 5', 'ООО "Клён"', '7701234567'],
  ['Платник: ПП Сосна; ЄДРПОУ 40000011', 'ПП Сосна', '40000011'],
  ['Плательщик: ИП Серов А.В., по счету 15', 'ИП Серов А.В.', ''],
  ['WIRE FROM OAK LTD', 'OAK LTD', ''],
  ['Incoming transfer from Oak Ltd - invoice 5', 'Oak Ltd', ''],
  ['Payment received from Ann Elm', 'Ann Elm', ''],
  ['From OAK LTD', 'OAK LTD', ''],
  ['ТОВ Клен', 'ТОВ Клен', ''],
])('%s', (text, name, taxId) => expect(payerInText(text)).toMatchObject({ name, taxId }));

test.each([
  '',
  'Оренда складу',
  'Поповнення готівкою',
  'Оплата по счету от 10.01.2026',
  'Payment for invoice 5 from 10 January',
  'Комиссия банка',
  'Rozetka',
  'За товар по договору от № 15',
  '100',
  'Відсотки на залишок',
])('«%s» names nobody', (text) => expect(payerInText(text)).toBeNull());
