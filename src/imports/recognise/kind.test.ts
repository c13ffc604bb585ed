/** Sales or payments: by all that a table shows, never by one word of it. */
import { describe, expect, test } from 'vitest';
import { cellsOf, fileOfCells } from '../../../fixtures/file-of-cells.ts';
import { recognise } from './recognise.ts';

const kindOf = async (text: string): Promise<string> => (await recognise(fileOfCells(cellsOf(text)), { companyCurrency: 'RUB' })).kind;

describe('sales', () => {
  test.each([
    [
      'how much of a shipment is paid',
      `№;Время;Контрагент;Организация;Сумма;Оплачено;Не оплачено;Проведено
      1;14.01.2026;Клён;Мы;1000,00;1000,00;0,00;Да
      2;15.01.2026;Ясень;Мы;500,00;0,00;500,00;Да`,
    ],
    [
      'paid and owed',
      `Дата;Номер;Покупатель;Сумма;Оплачено;Долг
      14.01.2026;1;Клён;1050,00;1000,00;50,00`,
    ],
    [
      'invoices with what is due',
      `Invoice Date;Invoice No;Customer;Total;Amount Paid;Amount Due;Status
      2026-01-14;1;Oak;1050.00;1000.00;50.00;Partially paid`,
    ],
    [
      'how it was paid',
      `Дата;Чек;Клиент;Сумма;Тип оплаты
      14.01.2026;1;Клён;1050,00;Наличные`,
    ],
    [
      'goods under a title with an account',
      `Продажи, расчетный счет 40702810000000000001
      Дата;Номер;Покупатель;Товар;Количество;Цена;Сумма
      14.01.2026;1;Клён;Стол;5;240,00;1200,00`,
    ],
    [
      'goods that come and go',
      `Дата;Документ;Контрагент;Вид движения;Количество;Товар;Сумма
      14.01.2026;Реализация 1;Клён;Расход;5;Стол;1200,00
      15.01.2026;Возврат 2;Клён;Приход;1;Стол;240,00`,
    ],
    [
      'a commission on goods',
      `Дата;Заказ;Покупатель;Товар;Количество;Сумма;Комиссия
      14.01.2026;1;Клён;Стол;5;1200,00;24,00`,
    ],
  ])('%s', async (_, text) => expect(await kindOf(text)).toBe('sales'));
});

describe('payments', () => {
  test.each([
    [
      'a card account without a customer',
      `Дата операції;Деталі операції;MCC;Сума (UAH);Залишок після операції
      14.01.2026;Від: ТОВ Клен;4829;1200.00;1200.00`,
    ],
    [
      'tax inside the sum paid',
      `Дата;№ платежного поручения;Плательщик;ИНН плательщика;Сумма;в т.ч. НДС;Назначение платежа
      14.01.2026;77;Клён;7701234567;1200,00;200,00;Оплата по счету 5`,
    ],
    [
      'gross, fee and net',
      `id;created_utc;currency;gross;fee;net;reporting_category;description;customer_name
      txn_1;2026-01-14;eur;105.00;1.83;103.17;charge;Order 1;Ann Oak`,
    ],
    [
      'captured, refunded, declined',
      `id;Created (UTC);Amount;Amount Refunded;Currency;Captured;Decline Reason;Description;Fee;Status;Customer Email
      ch_1;2026-01-14 09:50;105.00;0.00;eur;true;;Order 1;1.83;Paid;ann@example.com`,
    ],
    [
      'invoices named in purposes',
      `Date;Counterparty;Amount;Narrative;Balance
      2026-01-14;Oak;100.00;Payment of invoice 5;100.00`,
    ],
    [
      'a cash book',
      `Касса за январь
      Дата;Номер;Контрагент;Приход;Расход;Основание
      14.01.2026;ПКО-1;Клён;1200,00;;Оплата по накладной 5`,
    ],
    [
      'entries of money',
      `Дата;Номер;Счет Дт;Субконто Дт;Счет Кт;Субконто Кт;Сумма
      02.02.2026;1;51;Основной счет;62.01;Клён;1000,00`,
    ],
    [
      'plus and minus',
      `Дата;+/-;Сумма;Контрагент;Комментарий
      02.02.2026;+;1000,00;Серов;за товар
      03.02.2026;-;400,00;Мельница;за муку`,
    ],
  ])('%s', async (_, text) => expect(await kindOf(text)).toBe('payments'));
});
