/**
 * Statements and lists of payments as banks, accounting programs and payment systems lay them out, in three languages; beside each
 * what a bookkeeper would make of every row: who paid how much, what went back, and what is no customer's.
 */
import { describe, expect, test } from 'vitest';
import { cellsOf, fileOfCells } from '../../../fixtures/file-of-cells.ts';
import type { Interpreted } from '../../facts/row/outcome.ts';
import type { Recognition } from '../recognition.ts';
import { recognise } from '../recognise/recognise.ts';
import { interpret } from './interpret.ts';

interface Layout {
  name: string;
  file: string;
  /** "payment Клён 1000.00", "refund Клён -50.00", "no" for what is no customer's, "draft", "rejected: …", "double of 2". */
  rows: string[];
  answers?: Record<string, string>;
}

async function read(file: string, answers?: Record<string, string>): Promise<{ recognition: Recognition; rows: Interpreted[] }> {
  const table = fileOfCells(cellsOf(file));
  let recognition = await recognise(table, { companyCurrency: 'RUB' });
  if (answers !== undefined) recognition = await recognise(table, { companyCurrency: 'RUB', mapping: { ...recognition.mapping, answers } });
  const rows: Interpreted[] = [];
  for await (const some of interpret(table, recognition)) rows.push(...some);
  return { recognition, rows };
}

function inWords(row: Interpreted): string[] {
  if (row.type === 'ignored') return row.why === 'not_from_customer' ? ['no'] : [];
  if (row.type === 'rejected') return [`rejected: ${row.reason}`];
  if ((row.type !== 'fact' || row.kind !== 'payments') && row.type !== 'draft') return [row.type];
  if (row.type === 'draft') return ['draft'];
  if (row.held !== null) return [row.held === 'exact_duplicate' ? `double of ${row.heldBecauseOfRow}` : `held: ${row.held}`];
  const { kind, customer, amountMinor, currency } = row.entry;
  return [
    `${kind} ${customer.name || customer.code || customer.taxId} ${(Number(amountMinor) / 100).toFixed(2)}${currency === 'RUB' ? '' : ` ${currency}`}`,
  ];
}

const directions: Layout[] = [
  {
    name: 'a column of debit and credit, sums without a sign',
    file: `Дата;№ док.;Дт/Кт;Сумма;Контрагент;ИНН;Назначение платежа
      02.02.2026;11;Кт;1 000,00;Клён;7701234567;Оплата по счету 5
      03.02.2026;12;Дт;400,00;Мельница;7707654321;Оплата за муку
      04.02.2026;13;Дт;50,00;Клён;7701234567;Возврат оплаты по счету 5`,
    rows: ['payment Клён 1000.00', 'no', 'refund Клён -50.00'],
  },
  {
    name: 'the column is called an operation',
    file: `Дата операции;Вид операции;Сумма;Корреспондент;Назначение
      02.02.2026;Зачисление;1000,00;Серов;за товар
      03.02.2026;Списание;400,00;Мельница;за муку`,
    rows: ['payment Серов 1000.00', 'no'],
  },
  {
    name: 'the column is named by both words, and a category stands beside it',
    file: `Дата;Вид (приход/расход);Категория операции;Сумма;Контрагент;Назначение платежа
      02.02.2026;Приход;Поступления;1000,00;Серов;за товар
      03.02.2026;Расход;Комиссия;40,00;Банк;`,
    rows: ['payment Серов 1000.00', 'no'],
  },
  {
    name: 'plus and minus in a column of their own',
    file: `Дата;+/-;Сумма;Контрагент;Комментарий
      02.02.2026;+;1000,00;Серов;за товар
      03.02.2026;-;400,00;Мельница;за муку`,
    rows: ['payment Серов 1000.00', 'no'],
  },
  {
    name: 'CR and DR',
    file: `Date;Dr/Cr;Amount;Counterparty;Narrative;Balance
      02/02/2026;CR;1,000.00;Oak;Invoice 5;1,500.00
      13/02/2026;DR;400.00;Mill;Flour;1,100.00`,
    rows: ['payment Oak 1000.00', 'no'],
  },
  {
    name: 'money in and out of customers alone: what went out went back',
    file: `Date;In/Out;Customer;Amount
      2026-02-02;In;Oak;100.00
      2026-02-03;Out;Oak;30.00`,
    rows: ['payment Oak 100.00', 'refund Oak -30.00'],
  },
  {
    name: 'Ukrainian words',
    file: `Дата;Операція;Сума;Контрагент;ЄДРПОУ;Призначення платежу
      02.02.2026;Надходження;1000,00;Клен;40000011;Оплата за меблі
      03.02.2026;Видаток;400,00;Коваль;2345678901;За послуги`,
    rows: ['payment Клен 1000.00 UAH', 'no'],
  },
  {
    name: 'documents of 1C tell the direction',
    file: `Дата;Номер;Вид документа;Контрагент;Сумма;Назначение платежа
      14.01.2026;0000-000012;Поступление на расчетный счет;Клён;1050,00;Оплата по счету 5
      15.01.2026;0000-000012;Списание с расчетного счета;Мельница;300,00;За муку`,
    rows: ['payment Клён 1050.00', 'no'],
  },
  {
    name: 'debit is debit, whatever the sign of the sum',
    file: `Дата;Приход/Расход;Сумма;Контрагент;Назначение платежа
      02.02.2026;Приход;1000,00;Серов;за товар
      03.02.2026;Расход;-400,00;Мельница;за муку
      04.02.2026;Расход;300,00;Мельница;за муку`,
    rows: ['payment Серов 1000.00', 'no', 'no'],
  },
  {
    name: 'two columns, and a fee without a purpose',
    file: `Дата;Контрагент;Поступление;Выбытие;Основание
      02.02.2026;Серов;1000,00;;за товар
      03.02.2026;Мельница;;400,00;за муку
      04.02.2026;Банк;;15,00;`,
    rows: ['payment Серов 1000.00', 'no', 'no'],
  },
  {
    name: 'paid in and paid out, the payer in the description',
    file: `Date;Type;Description;Paid out;Paid in;Balance
      14 Jan 2026;FPI;From OAK LTD;;1050.00;2050.00
      15 Jan 2026;DD;HMRC VAT;300.00;;1750.00`,
    rows: ['payment OAK LTD 1050.00', 'no'],
  },
  {
    name: 'a card of account 51: what came in stands under debit',
    file: `Карточка счета 51 за Февраль 2026 г.
      Дата;Номер;Контрагент;Назначение платежа;Дебет;Кредит
      02.02.2026;1;Клён;за товар;1000,00;
      03.02.2026;2;Мельница;за муку;;400,00`,
    rows: ['payment Клён 1000.00', 'no'],
  },
  {
    name: 'words that nobody knows are asked about, and their rows wait',
    file: `Дата;Дебет/Кредит;Сумма;Контрагент;Назначение платежа
      02.02.2026;2;1000,00;Серов;за товар
      03.02.2026;1;400,00;Мельница;за муку`,
    rows: ['rejected: unknown_direction', 'rejected: unknown_direction'],
  },
  {
    name: 'the same, answered',
    file: `Дата;Дебет/Кредит;Сумма;Контрагент;Назначение платежа
      02.02.2026;2;1000,00;Серов;за товар
      03.02.2026;1;400,00;Мельница;за муку
      04.02.2026;3;70,00;Серов;за товар`,
    answers: { 'direction:2': 'in', 'direction:1': 'out', 'direction:3': 'none' },
    rows: ['payment Серов 1000.00', 'no', 'no'],
  },
  {
    name: 'the balance after each row says what a word means',
    file: `Дата;Операция;Сумма;Контрагент;Назначение платежа;Остаток
      02.02.2026;Альфа;1000,00;Серов;за товар;1500,00
      03.02.2026;Бета;400,00;Мельница;за муку;1100,00
      04.02.2026;Альфа;10,00;Серов;за товар;1110,00`,
    rows: ['payment Серов 1000.00', 'no', 'payment Серов 10.00'],
  },
];

const sides: Layout[] = [
  {
    name: 'the title has the account of the company: one row is enough',
    file: `Выписка по счету 40702810000000000001
      Дата;Номер;Плательщик;Счет плательщика;Получатель;Счет получателя;Сумма;Назначение платежа
      02.02.2026;1;Серов;40802810000000000055;Мы;40702810000000000001;1000,00;за товар`,
    rows: ['payment Серов 1000.00'],
  },
  {
    name: 'a column has it',
    file: `Счет;Дата;Плательщик;Счет плательщика;Получатель;Счет получателя;Сумма;Назначение платежа
      40702810000000000001;02.02.2026;Мы;40702810000000000001;Мельница;40702810000000000077;1000,00;за муку`,
    rows: ['no'],
  },
  {
    name: 'who stands on every row is the company; both sides ours is a transfer',
    file: `Дата;Номер;Плательщик;ИНН плательщика;Получатель;ИНН получателя;Сумма;Назначение платежа
      02.02.2026;1;Серов;540600000011;Мы;5406000001;1000,00;за товар
      03.02.2026;2;Мы;5406000001;Мы;5406000001;700,00;перевод
      04.02.2026;3;Мы;5406000001;Мельница;5406000003;400,00;за муку
      05.02.2026;4;Мы;5406000001;Серов;540600000011;90,00;Возврат аванса`,
    rows: ['payment Серов 1000.00', 'no', 'no', 'refund Серов -90.00'],
  },
  {
    name: 'a word of direction shows which side is the company, though one customer stands on all rows',
    file: `Дата;Вид операции;Плательщик;Получатель;Сумма;Назначение платежа
      02.02.2026;Кредит;Серов;Мы;1000,00;за товар
      03.02.2026;Кредит;Серов;Мы;1100,00;за товар`,
    rows: ['payment Серов 1000.00', 'payment Серов 1100.00'],
  },
  {
    name: 'our side is left blank',
    file: `Дата;Плательщик;Получатель;Сумма;Назначение платежа
      02.02.2026;Серов;;1000,00;за товар
      03.02.2026;;Мельница;1100,00;за муку`,
    rows: ['payment Серов 1000.00', 'no'],
  },
  {
    name: 'one row, and nothing says who is who: asked',
    file: `Дата;Плательщик;Получатель;Сумма;Назначение платежа
      02.02.2026;Серов;Мы;1000,00;за товар`,
    rows: ['rejected: unknown_direction'],
  },
  {
    name: 'the same, answered: the payee is the company',
    file: `Дата;Плательщик;Получатель;Сумма;Назначение платежа
      02.02.2026;Серов;Мы;1000,00;за товар`,
    answers: { direction: 'in' },
    rows: ['payment Серов 1000.00'],
  },
  {
    name: 'the same, answered: the payer is',
    file: `Дата;Плательщик;Получатель;Сумма;Назначение платежа
      02.02.2026;Мы;Мельница;1000,00;за муку`,
    answers: { direction: 'out' },
    rows: ['no'],
  },
  {
    name: 'the other account is one of ours',
    file: `Выписка по счету 40702810000000000001
      Дата;Номер;Контрагент;Счет контрагента;Приход;Расход;Назначение платежа
      02.02.2026;1;Клён;40702810000000000077;1000,00;;за товар
      03.02.2026;2;Мы;40702810000000000001;500,00;;по договору`,
    rows: ['payment Клён 1000.00', 'no'],
  },
  {
    name: 'Kazakh headings',
    file: `Дата;№;Отправитель (Наименование);БИН/ИИН отправителя;Бенефициар (Наименование);БИН бенефициара;Дебет;Кредит;Назначение платежа
      14.01.2026;12;Клен;123456789012;Мы;987654321098;;1000,00;Оплата за мебель
      15.01.2026;13;Мы;987654321098;Мельница;555556666677;400,00;;За муку`,
    rows: ['payment Клен 1000.00 KZT', 'no'],
  },
  {
    name: 'entries: money on one side, a customer on the other',
    file: `Дата;Документ;Дебет;Кредит;Сумма;Контрагент
      02.02.2026;Поступление 1;51;62.01;1000,00;Клён
      03.02.2026;Списание 2;60.01;51;400,00;Мельница
      04.02.2026;Поступление 3;51;66.01;5000,00;Банк
      05.02.2026;Списание 4;62.02;51;100,00;Клён
      06.02.2026;Перевод 5;55;51;300,00;
      07.02.2026;Комиссия 6;91.02;51;15,00;Банк`,
    rows: ['payment Клён 1000.00', 'no', 'no', 'refund Клён -100.00', 'no', 'no'],
  },
  {
    name: 'entries with what stands behind the accounts',
    file: `Дата;Номер;Счет Дт;Субконто Дт;Счет Кт;Субконто Кт;Сумма
      02.02.2026;1;51;Основной счет;62.01;Клён\\nДоговор 5;1000,00
      03.02.2026;2;60.01;Мельница\\nДоговор 6;51;Основной счет;400,00`,
    rows: ['payment Клён 1000.00', 'no'],
  },
  {
    name: 'a card of account 62 as 1C prints it: payments between the shipments, documents in one cell',
    file: `Карточка счета 62 за Март 2026 г.
      Период;Документ;Аналитика Дт;Аналитика Кт;Дебет;;Кредит;;Текущее сальдо
      ;;;;Счет;Сумма;Счет;Сумма;
      12.03.2026;Реализация (акт, накладная, УПД) 0000-000123 от 12.03.2026 10:15:00\\nРеализация товаров;Клён\\nДоговор 15;Столы\\n20%;62.01;120000;90.01.1;;Д
      14.03.2026;Поступление на расчетный счет 0000-000045 от 14.03.2026 0:00:00\\nОплата;Расчетный счет;Клён\\nДоговор 15;51;;62.01;50000;Д
      16.03.2026;Поступление на расчетный счет 0000-000046 от 16.03.2026 0:00:00\\nОплата;Расчетный счет;Ясень\\nДоговор 8;51;;62.02;30000;Д
      20.03.2026;Реализация (акт, накладная, УПД) 0000-000131 от 20.03.2026 12:00:00\\nЗачет аванса;Ясень\\nДоговор 8;Ясень\\nДоговор 8;62.02;30000;62.01;30000;Д`,
    answers: { shape: 'payments' },
    rows: ['payment Клён 50000.00', 'payment Ясень 30000.00'],
  },
  {
    name: 'documents in one cell tell the direction and the day',
    file: `Документ;Контрагент;Сумма;Назначение платежа
      Поступление на расчетный счет 0000-000045 от 14.03.2026;Клён;500,00;Оплата по счету 5
      Списание с расчетного счета 0000-000046 от 15.03.2026;Мельница;300,00;За муку`,
    rows: ['payment Клён 500.00', 'no'],
  },
  {
    name: 'Ukrainian accounts',
    file: `Дата;Номер;Дт;Кт;Сума;Контрагент
      02.02.2026;1;311;361;1000,00;Клен
      03.02.2026;2;631;311;400,00;Коваль
      04.02.2026;3;301;311;50,00;`,
    rows: ['payment Клен 1000.00', 'no', 'no'],
  },
];

const notFromCustomers: Layout[] = [
  {
    name: 'terminals, payouts of payment systems, fees, wages, taxes, loans, interest',
    file: `Дата;Номер;Контрагент;ИНН;Приход;Расход;Назначение платежа
      02.02.2026;11;Клён;7701234567;1000,00;;Оплата по счету 5
      03.02.2026;12;Банк;7707083893;5000,00;;Зачисление средств по операциям эквайринга. Мерчант 123
      04.02.2026;13;НКО ЮМани;7750005725;3000,00;;Перевод средств по реестру платежей за 03.02.2026
      05.02.2026;14;Банк;7707083893;;90,00;Комиссия за ведение счета
      06.02.2026;15;Иванова А.А.;;;40000,00;Заработная плата за январь
      07.02.2026;16;ФНС;;;9000,00;Единый налоговый платеж
      08.02.2026;17;Займ;7701111111;100000,00;;Предоставление займа по договору 5
      09.02.2026;18;Банк;7707083893;12,00;;Проценты на остаток
      10.02.2026;19;Мельница;7707654321;70,00;;Возврат переплаты за муку`,
    rows: ['payment Клён 1000.00', 'no', 'no', 'no', 'no', 'no', 'no', 'no', 'no'],
  },
  {
    name: 'the same in Ukrainian',
    file: `Дата;Сума;Валюта;Контрагент;Призначення платежу
      02.02.2026;1000,00;UAH;Клен;Оплата за меблі зг. рах. 5
      03.02.2026;5000,00;UAH;Банк;Відшкодування за операціями еквайрингу
      04.02.2026;-15,00;UAH;Банк;Комісія банку
      05.02.2026;-900,00;UAH;ДПС;Єдиний податок
      06.02.2026;300,00;UAH;Ми;Переказ власних коштів
      07.02.2026;-100,00;UAH;Клен;Повернення коштів за рах. 5`,
    rows: ['payment Клен 1000.00 UAH', 'no', 'no', 'no', 'no', 'refund Клен -100.00 UAH'],
  },
  {
    name: 'the same in English',
    file: `Date;Description;Counterparty;Amount;Balance
      2026-02-02;Invoice 5;Oak;1000.00;1000.00
      2026-02-03;Bank fee;Bank;-15.00;985.00
      2026-02-04;Payroll February;Staff;-500.00;485.00
      2026-02-05;Merchant settlement 04 Feb;Bank;90.00;575.00
      2026-02-06;Interest;Bank;1.00;576.00
      2026-02-07;Refund of invoice 5;Oak;-20.00;556.00`,
    rows: ['payment Oak 1000.00', 'no', 'no', 'no', 'no', 'refund Oak -20.00'],
  },
  {
    name: 'a purpose that is not there makes no refund of a fee',
    file: `Дата;Контрагент;Сумма;Назначение
      14.01.2026;Клён;1200,00;за товар
      15.01.2026;Банк;-150,00;`,
    rows: ['payment Клён 1200.00', 'no'],
  },
  {
    name: 'unless a person says that it does',
    file: `Дата;Контрагент;Сумма;Назначение
      14.01.2026;Клён;1200,00;за товар
      15.01.2026;Клён;-150,00;`,
    answers: { 'direction:Сумма': 'out' },
    rows: ['payment Клён 1200.00', 'refund Клён -150.00'],
  },
  {
    name: 'in a list of customers alone a minus is a refund',
    file: `Дата;Покупатель;Сумма оплаты
      14.01.2026;Клён;1200,00
      15.01.2026;Клён;-150,00`,
    rows: ['payment Клён 1200.00', 'refund Клён -150.00'],
  },
];

const systems: Layout[] = [
  {
    name: 'gross, fee and net, a status, money of others; the balance is no sum',
    file: `Date;Name;Type;Status;Currency;Gross;Fee;Net;From Email Address;Transaction ID;Balance
      2026-01-14;Ann Oak;Express Checkout Payment;Completed;USD;105.00;-3.35;101.65;ann@example.com;8AB12345CD678901E;101.65
      2026-01-15;Bob Elm;Website Payment;Pending;USD;70.00;0.00;70.00;bob@example.com;8AB12345CD678902E;101.65
      2026-01-16;Ann Oak;Payment Refund;Completed;USD;-20.00;0.00;-20.00;ann@example.com;8AB12345CD678903E;81.65
      2026-01-17;;General Withdrawal;Completed;USD;-50.00;0.00;-50.00;;8AB12345CD678904E;31.65
      2026-01-18;Host;PreApproved Payment Bill User Payment;Completed;USD;-12.00;0.00;-12.00;host@example.com;8AB12345CD678905E;19.65`,
    rows: ['payment Ann Oak 105.00 USD', 'draft', 'refund Ann Oak -20.00 USD', 'no', 'no'],
  },
  {
    name: 'what went back in a column of its own; failed, not captured, wholly refunded',
    file: `id;Created (UTC);Amount;Amount Refunded;Currency;Captured;Fee;Status;Customer ID;Customer Email
      ch_000001;2026-01-14 09:50;105.00;0.00;eur;true;1.83;Paid;cus_1;ann@example.com
      ch_000002;2026-02-02 10:00;45.00;45.00;eur;true;0.92;Refunded;cus_2;bob@example.com
      ch_000003;2026-02-10 10:00;300.00;0.00;eur;false;0.00;Failed;cus_3;cid@example.com
      ch_000004;2026-03-05 11:00;70.00;20.00;eur;true;1.27;Partially Refunded;cus_1;ann@example.com
      ch_000005;2026-03-06 11:00;80.00;0.00;eur;false;0.00;Paid;cus_1;ann@example.com`,
    rows: ['payment ann@example.com 105.00 EUR', 'draft', 'draft', 'payment ann@example.com 50.00 EUR', 'draft'],
  },
  {
    name: 'balance of a payment system: a dispute taken back, a payout, fees',
    file: `id;Type;Amount;Fee;Net;Currency;Created (UTC);Description;Customer Email
      txn_0000000000001;charge;105.00;1.83;103.17;eur;2026-01-14 09:50;Order 1;ann@example.com
      txn_0000000000002;refund;-5.00;0.00;-5.00;eur;2026-01-15 09:50;REFUND;ann@example.com
      txn_0000000000003;dispute;-100.00;15.00;-115.00;eur;2026-01-16 09:50;Chargeback;ann@example.com
      txn_0000000000004;dispute_reversal;100.00;0.00;100.00;eur;2026-01-17 09:50;Chargeback won;ann@example.com
      txn_0000000000005;payout;-90.00;0.00;-90.00;eur;2026-01-18 09:50;PAYOUT;
      txn_0000000000006;stripe_fee;-2.00;0.00;-2.00;eur;2026-01-19 09:50;Radar;`,
    rows: [
      'payment ann@example.com 105.00 EUR',
      'refund ann@example.com -5.00 EUR',
      'refund ann@example.com -100.00 EUR',
      'payment ann@example.com 100.00 EUR',
      'no',
      'no',
    ],
  },
  {
    name: 'a Russian payment system: kind of operation, state, fee, what is paid out',
    file: `Дата/время;TransactionId;Тип;Статус;Сумма;Валюта;Комиссия;К выплате;Плательщик;E-mail
      14.01.2026 10:00;1234567890;Оплата;Завершена;1050,00;RUB;29,40;1020,60;Анна Дубова;ann@example.com
      15.01.2026 10:00;1234567891;Оплата;Отклонена;450,00;RUB;0;0;Борис Вязов;bob@example.com
      16.01.2026 10:00;1234567892;Возврат;Завершена;50,00;RUB;0;50,00;Анна Дубова;ann@example.com
      17.01.2026 10:00;1234567893;Оплата;Авторизована;99,00;RUB;0;0;Анна Дубова;ann@example.com`,
    rows: ['payment Анна Дубова 1050.00', 'draft', 'refund Анна Дубова -50.00', 'draft'],
  },
  {
    name: 'another, where only the address tells the customer',
    file: `Дата платежа;Идентификатор платежа;Сумма к зачислению;Комиссия;Сумма платежа;Валюта;Статус;Email плательщика
      14.01.2026 10:00;2d1a1b11-000f-5000-0001;1 020,60;29,40;1 050,00;RUB;Успешно;ann@example.com
      15.01.2026 10:00;2d1a1b11-000f-5000-0002;437,40;12,60;450,00;RUB;Отменён;bob@example.com
      16.01.2026 10:00;2d1a1b11-000f-5000-0003;291,60;8,40;300,00;RUB;Возвращён;bob@example.com`,
    rows: ['payment ann@example.com 1050.00', 'draft', 'draft'],
  },
  {
    name: 'a Ukrainian payment system',
    file: `Дата;Номер замовлення;Статус;Сума;Валюта;Комісія;Сума до виплати;Клієнт
      14.01.2026;W1;Approved;1050.00;UAH;21.00;1029.00;Ганна Дуб
      15.01.2026;W2;Declined;450.00;UAH;0.00;0.00;Борис Вяз
      16.01.2026;W3;InProcessing;300.00;UAH;0.00;0.00;Борис Вяз`,
    rows: ['payment Ганна Дуб 1050.00 UAH', 'draft', 'draft'],
  },
  {
    name: 'pairs of gross and net, debit and credit',
    file: `Merchant Account;Psp Reference;Creation Date;Type;Gross Currency;Gross Debit (GC);Gross Credit (GC);Net Currency;Net Debit (NC);Net Credit (NC);Commission (NC);Shopper Reference
      OakShop;8816000000000001;2026-01-14 10:00:00;Settled;EUR;;105.00;EUR;;103.00;2.00;ann
      OakShop;8816000000000002;2026-01-15 10:00:00;Refunded;EUR;20.00;;EUR;20.00;;;ann
      OakShop;8816000000000003;2026-01-16 10:00:00;Fee;EUR;;;EUR;3.00;;;
      OakShop;8816000000000004;2026-01-17 10:00:00;MerchantPayout;EUR;;;EUR;80.00;;;`,
    rows: ['payment ann 105.00 EUR', 'refund ann -20.00 EUR', 'no', 'no'],
  },
  {
    name: 'what was paid, the fee, and what was credited',
    file: `Дата;Номер;Клиент;Зачислено;Комиссия;Сумма
      14.01.2026;P-1;Клён;1176,00;24,00;1200,00
      15.01.2026;P-2;Ясень;98,00;2,00;100,00`,
    rows: ['payment Клён 1200.00', 'payment Ясень 100.00'],
  },
  {
    name: 'a state that nobody knows waits for a word',
    file: `Дата;Номер;Плательщик;Сумма;Статус
      02.02.2026;1;Клён;1000,00;Исполнен
      03.02.2026;2;Клён;100,00;Квитован`,
    rows: ['payment Клён 1000.00', 'held: unknown_word'],
  },
  {
    name: 'and counts as a person says',
    file: `Дата;Номер;Плательщик;Сумма;Статус
      02.02.2026;1;Клён;1000,00;Исполнен
      03.02.2026;2;Клён;100,00;Квитован
      04.02.2026;3;Клён;200,00;Кантован`,
    answers: { 'state:Квитован': 'counts', 'state:Кантован': 'no' },
    rows: ['payment Клён 1000.00', 'payment Клён 100.00', 'draft'],
  },
  {
    name: 'partly refunded, and not said how much',
    file: `Дата;Номер;Плательщик;Сумма;Статус
      02.02.2026;1;Клён;1000,00;Исполнен
      03.02.2026;2;Клён;100,00;В обработке
      04.02.2026;3;Клён;200,00;Отклонён
      05.02.2026;4;Клён;300,00;Частично возвращён`,
    rows: ['payment Клён 1000.00', 'draft', 'draft', 'rejected: unknown_refund'],
  },
];

const texts: Layout[] = [
  {
    name: 'a card of a Ukrainian bank: fees, cashback, rate and balance are no sums',
    file: `Дата i час операції;Деталі операції;MCC;Сума в валюті картки (UAH);Сума в валюті операції;Валюта;Курс;Сума комісій (UAH);Сума кешбеку (UAH);Залишок після операції
      14.01.2026 10:05:11;Від: ТОВ Клен;4829;410.00;10.00;USD;41.0;—;—;410.00
      15.01.2026 11:05:11;Оренда;4829;-100.00;-100.00;UAH;—;5.00;1.20;310.00
      16.01.2026 11:05:11;Поповнення готівкою;4829;100.00;100.00;UAH;—;—;—;410.00`,
    rows: ['payment ТОВ Клен 410.00 UAH', 'no', 'rejected: missing_customer'],
  },
  {
    name: 'the same in English',
    file: `Date and time;Description;MCC;Card currency amount, (UAH);Operation amount;Operation currency;Exchange rate;Commission, (UAH);Balance
      14.01.2026 10:05:11;From: Ivan Petrenko;4829;500.00;500.00;UAH;—;—;500.00
      15.01.2026 11:05:11;Book shop;5411;-120.00;-120.00;UAH;—;—;380.00`,
    rows: ['payment Ivan Petrenko 500.00 UAH', 'no'],
  },
  {
    name: 'in whole sentences',
    file: `Дата;Описание операции;Сумма;Остаток
      14.01.2026;Поступление от ООО "Клён", ИНН 7701234567;1200,00;1200,00
      15.01.2026;Перевод от ИП Серов за мебель;2400,00;3600,00
      16.01.2026;Комиссия за перевод;-10,00;3590,00`,
    rows: ['payment ООО "Клён" 1200.00', 'payment ИП Серов 2400.00', 'no'],
  },
  {
    name: 'details are CREDIT and DEBIT, and the description names the payer',
    file: `Details;Posting Date;Description;Amount;Type;Balance
      CREDIT;01/14/2026;WIRE FROM OAK LTD;1050.00;WIRE_INCOMING;2050.00
      DEBIT;01/15/2026;MONTHLY SERVICE FEE;-15.00;FEE_TRANSACTION;2035.00`,
    rows: ['payment OAK LTD 1050.00', 'no'],
  },
  {
    name: 'the sum of the account counts, in its currency; that of the operation does not',
    file: `Дата;Контрагент;Сумма операции;Валюта операции;Сумма в валюте счета;Назначение платежа
      14.01.2026;Oak;10,00;USD;900,00;Invoice 5
      15.01.2026;Клён;1200,00;RUB;1200,00;Оплата по счету 5`,
    rows: ['payment Oak 900.00', 'payment Клён 1200.00'],
  },
];

describe.each([
  ['direction', directions],
  ['sides', sides],
  ['not from customers', notFromCustomers],
  ['payment systems', systems],
  ['payers in texts', texts],
] as const)('%s', (_, layouts) => {
  test.each(layouts)('$name', async ({ file, rows, answers }) => {
    const found = await read(file, answers);
    expect(found.recognition.kind).toBe('payments');
    expect(found.rows.flatMap(inWords)).toEqual(rows);
  });
});

describe('questions', () => {
  const asked = async (file: string): Promise<string[]> =>
    (await read(file)).recognition.assumptions
      .filter(({ key }) => key === 'direction')
      .map(
        ({ about, value, sureness, options }) =>
          `${about || '(sides)'} ${value} ${sureness} ${options.map((option) => option.value).join('|')}`,
      );

  test('of two words one is known: the other is likely its opposite', async () => {
    expect(
      await asked(`Дата;Тип операции;Сумма;Контрагент;Назначение платежа
      02.02.2026;Завод;1000,00;Серов;за товар
      03.02.2026;Вывод;400,00;Мельница;за муку`),
    ).toEqual(['Завод in open in|out|none']);
  });

  test('of a word that is all alone nothing is likely', async () => {
    expect(
      await asked(`Дата;Направление;Сумма;Контрагент;Назначение платежа
      02.02.2026;Альфа;1000,00;Серов;за товар`),
    ).toEqual(['Альфа none open none|in|out']);
  });

  test('what the balance shows is not asked, and said', async () => {
    expect(
      await asked(`Дата;Операция;Сумма;Контрагент;Назначение платежа;Остаток
      02.02.2026;Альфа;1000,00;Серов;за товар;1500,00
      03.02.2026;Альфа;100,00;Серов;за товар;1600,00`),
    ).toEqual(['Альфа in evident in|out|none']);
  });

  test('which side is the company', async () => {
    expect(
      await asked(`Дата;Плательщик;Получатель;Сумма;Назначение платежа
      02.02.2026;Серов;Мы;1000,00;за товар`),
    ).toEqual(['(sides) in open in|out|none']);
  });

  test('sums that went out and say no more are left out, and may be told', async () => {
    expect(
      await asked(`Дата;Контрагент;Сумма;Назначение
      14.01.2026;Клён;1200,00;за товар
      15.01.2026;Банк;-150,00;`),
    ).toEqual(['Сумма none plain none|out']);
  });

  test('a state that nobody knows, and a balance that a direction contradicts', async () => {
    const questions = async (file: string): Promise<string[]> =>
      (await read(file)).recognition.assumptions
        .filter(({ sureness }) => sureness === 'open')
        .map(({ key, about, value }) => `${key}:${about}=${value}`);
    expect(
      await questions(`Дата;Номер;Плательщик;Сумма;Статус
      02.02.2026;1;Клён;1000,00;Исполнен
      03.02.2026;2;Клён;100,00;Квитован`),
    ).toEqual(['state:Квитован=counts']);
    expect(
      await questions(`Дата;Приход/Расход;Сумма;Контрагент;Назначение платежа;Остаток
      22.02.2026;Приход;1000,00;Клён;за товар;1500,00
      23.02.2026;Приход;400,00;Мельница;за муку;1100,00`),
    ).toEqual(['totals:balance=rows']);
    // Rows that were not exported leave gaps, which no direction explains.
    expect(
      await questions(`Дата;Приход/Расход;Сумма;Контрагент;Назначение платежа;Остаток
      22.02.2026;Приход;1000,00;Клён;за товар;1500,00
      23.02.2026;Приход;400,00;Ясень;за товар;1750,00`),
    ).toEqual([]);
  });

  test('nothing is asked where all is plain', async () => {
    expect(
      await asked(`Дата;Вид операции;Сумма;Контрагент;Назначение платежа
      02.02.2026;Поступление;1000,00;Серов;за товар
      03.02.2026;Комиссия;10,00;Банк;за январь
      04.02.2026;Списание;400,00;Мельница;за муку`),
    ).toEqual([]);
  });
});

describe("numbers of payment orders are the payers' own", () => {
  const identities = async (file: string): Promise<(string | null)[]> =>
    (await read(file)).rows.flatMap((row) =>
      row.type === 'fact' && row.kind === 'payments'
        ? [row.held === null ? `${row.entry.documentType}/${row.entry.documentNumber}` : `double of ${row.heldBecauseOfRow}`]
        : [],
    );

  test.each([
    [
      'without a tax id',
      'Дата;Номер;Контрагент;Сумма;Назначение платежа',
      (day: string, who: string, sum: string) => `${day};15;${who};${sum};за товар`,
    ],
    [
      'with a direction',
      'Дата;Номер;Приход/Расход;Контрагент;Сумма;Назначение платежа',
      (day: string, who: string, sum: string) => `${day};15;Приход;${who};${sum};за товар`,
    ],
    ['of a payer', 'Дата;Плательщик;№ платежного поручения;Сумма', (day: string, who: string, sum: string) => `${day};${who};15;${sum}`],
  ])('%s: two payers and two days are apart, the same is a double, another sum is another line', async (_, heading, line) => {
    const found = await identities(
      [
        heading,
        line('02.02.2026', 'Клён', '1000,00'),
        line('02.02.2026', 'Ясень', '1000,00'),
        line('03.02.2026', 'Клён', '1000,00'),
        line('02.02.2026', 'Клён', '1000,00'),
        line('02.02.2026', 'Клён', '300,00'),
      ].join('\n'),
    );
    expect(new Set(found.slice(0, 3)).size).toBe(3);
    expect(found[3]).toBe('double of 2');
    expect(found[4]).toBe(found[0]);
  });

  test('a change of the sum is a change of the same payment; reading twice says the same', async () => {
    const file = (sum: string): string => `Дата;Номер;Контрагент;Сумма;Назначение платежа\n02.02.2026;15;Клён;${sum};за товар`;
    expect(await identities(file('100,00'))).toEqual(await identities(file('200,00')));
    expect(await identities(file('100,00'))).toEqual(await identities(file('100,00')));
  });

  test('numbers of a program are unique by themselves: who paid may be mended', async () => {
    expect(await identities('Дата;Номер;Контрагент;Сумма;Назначение платежа\n02.02.2026;0000-000015;Клён;100,00;за товар')).toEqual([
      '/0000-000015',
    ]);
  });
});
