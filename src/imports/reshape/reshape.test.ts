/** Reports as people send them first: what is made of each row, what is asked, and which of them are refused by name. */
import { describe, expect, test } from 'vitest';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import type { FileFormat, Recognition } from '../recognition.ts';
import { interpret } from '../interpret/interpret.ts';
import { recognise } from '../recognise/recognise.ts';
import { reshapeRows } from './apply-shape.ts';
import { findShape } from './find-shape.ts';
import { nameReport, reportNames } from './name-report.ts';
import { shapeNames } from './shape.ts';
import messages from '../../../messages/en.json' with { type: 'json' };

const format: FileFormat = { container: 'delimited', encoding: 'utf-8', bom: false, delimiter: ';', quoted: true };

/** "#5" is a number of a workbook, "@45658" a day of it; two blanks in front are one indent. */
function rowsOf(lines: string[]): RawRow[] {
  const cell = (text: string): Cell => {
    if (text === '') return { type: 'empty' };
    if (/^[#@]-?\d/.test(text)) return { type: 'number', text: text.slice(1), dateLike: text.startsWith('@') };
    return { type: 'text', text: text.replaceAll('⏎', '\n') };
  };
  const width = Math.max(...lines.map((line) => line.split(';').length));
  return lines.map((line, at) => {
    const texts = line.trimStart().split(';');
    return {
      number: at + 1,
      line: at + 1,
      cells: Array.from({ length: width }, (_, column) => cell(texts[column] ?? '')),
      outlineLevel: 0,
      indent: (line.length - line.trimStart().length) / 2,
    };
  });
}

function fileOf(rows: RawRow[]) {
  return {
    format,
    async *rows() {
      yield rows;
    },
  };
}

async function read(lines: string[]): Promise<{ recognition: Recognition; rows: string[] }> {
  const file = fileOf(rowsOf(lines));
  const recognition = await recognise(file);
  const printed: string[] = [];
  for await (const some of interpret(file, recognition)) {
    for (const row of some) {
      if (row.type === 'ignored' && (row.why === 'title' || row.why === 'header')) continue;
      if (row.type === 'ignored') printed.push(`${row.row} ${row.why}`);
      else if (row.type === 'rejected') printed.push(`${row.row} rejected: ${row.reason}`);
      else if (row.type === 'fact' && row.kind === 'sales')
        printed.push(
          [
            row.row,
            row.entry.shippedOn,
            row.entry.kind === 'sale' ? '' : row.entry.kind,
            row.entry.documentNumber.startsWith(row.entry.shippedOn) ? '' : `№ ${row.entry.documentNumber}`,
            row.entry.customer.name,
            row.entry.product,
            money(row.entry.netMinor),
          ]
            .filter((part) => part !== '')
            .join(' '),
        );
      else if (row.type === 'fact' && row.kind === 'payments')
        printed.push(`${row.row} ${row.entry.paidOn} ${row.entry.kind} ${row.entry.customer.name} ${money(row.entry.amountMinor)}`);
      else if (row.type === 'fact' && row.kind === 'costs')
        printed.push(`${row.row} ${row.entry.month} ${row.entry.pool} ${money(row.entry.amountMinor)}`);
      else if (row.type === 'fact' && row.kind === 'contracts')
        printed.push(
          `${row.row} ${row.entry.from}…${row.entry.until} № ${row.entry.contractNumber} ${row.entry.customer.name} ${money(row.entry.amountMinor ?? 0n)}${row.entry.terminatedOn === null ? '' : ` until ${row.entry.terminatedOn}`}`,
        );
      else printed.push(`${row.row} ${row.type}`);
    }
  }
  return { recognition, rows: printed };
}

const money = (minor: bigint): string => (Number(minor) / 100).toFixed(2);

describe('each sum of a table with periods across becomes a row of its own', () => {
  test.each([
    [
      'months with the year, totals beside and below',
      ['Покупатель;янв.25;фев.25;Всего', 'ООО Альфа;100,00;50,00;150,00', 'ИП Бета;0,00;-;0,00', 'ВСЕГО;100,00;50,00;150,00'],
      ['2 2025-01-01 ООО Альфа 100.00', '2 2025-02-01 ООО Альфа 50.00', '3 left_out', '4 total'],
    ],
    [
      'dates of a spreadsheet',
      ['Customer;@45658;@45689;Total', 'Alpha Ltd;#100;#50;#150'],
      ['2 2025-01-01 Alpha Ltd 100.00', '2 2025-02-01 Alpha Ltd 50.00'],
    ],
    [
      'the year from the period of the titles, across the new year',
      ['Период: 01.12.2025 - 31.01.2026', 'Клиент;Декабрь;Январь', 'ООО Альфа;100;200'],
      ['3 2025-12-01 ООО Альфа 100.00', '3 2026-01-01 ООО Альфа 200.00'],
    ],
    [
      'years over months',
      [';2025;;2026', 'Клиент;Ноябрь;Декабрь;Январь', 'ООО Альфа;100;200;300'],
      ['3 2025-11-01 ООО Альфа 100.00', '3 2025-12-01 ООО Альфа 200.00', '3 2026-01-01 ООО Альфа 300.00'],
    ],
    [
      'costs over revenue, each by month',
      [';Выручка;;Себестоимость;', 'Клиент;Январь 2025;Февраль 2025;Январь 2025;Февраль 2025', 'ООО Альфа;100;200;60;120'],
      ['3 2025-01-01 ООО Альфа 100.00', '3 2025-02-01 ООО Альфа 200.00'],
    ],
    [
      'quarters between the months are sums of them',
      ['Клиент;Январь 2025;Февраль 2025;Март 2025;1 квартал 2025', 'ООО Альфа;10;20;30;60'],
      ['2 2025-01-01 ООО Альфа 10.00', '2 2025-02-01 ООО Альфа 20.00', '2 2025-03-01 ООО Альфа 30.00'],
    ],
    [
      'of plan and fact the fact',
      ['Статья затрат;Январь 2026;;Февраль 2026;', ';План;Факт;План;Факт', 'Аренда;100;110;100;120', 'Итого;100;110;100;120'],
      ['3 2026-01-01 Аренда 110.00', '3 2026-02-01 Аренда 120.00', '4 total'],
    ],
    [
      'goods under their customers',
      [
        'Клиент;Январь 2026;Февраль 2026;Итого',
        'Номенклатура;;;',
        'ООО Альфа;100;50;150',
        '  Чай;60;50;110',
        '  Кофе;40;;40',
        'Итого;100;50;150',
      ],
      [
        '3 left_out',
        '4 2026-01-01 ООО Альфа Чай 60.00',
        '4 2026-02-01 ООО Альфа Чай 50.00',
        '5 2026-01-01 ООО Альфа Кофе 40.00',
        '6 total',
      ],
    ],
    [
      'a manager printed once for several customers',
      ['Менеджер;Клиент;Январь 2026;Февраль 2026', 'Ольга;ООО Альфа;100;50', ';ИП Бета;10;', 'Итого Ольга;;110;50'],
      ['2 2026-01-01 ООО Альфа 100.00', '2 2026-02-01 ООО Альфа 50.00', '3 2026-01-01 ИП Бета 10.00', '4 subtotal'],
    ],
    [
      'a second year under the first',
      ['Клиент;Январь 2025;Февраль 2025', 'ООО Альфа;100;50', 'Клиент;Январь 2026;Февраль 2026', 'ООО Альфа;7;8'],
      [
        '2 2025-01-01 ООО Альфа 100.00',
        '2 2025-02-01 ООО Альфа 50.00',
        '3 left_out',
        '4 2026-01-01 ООО Альфа 7.00',
        '4 2026-02-01 ООО Альфа 8.00',
      ],
    ],
    [
      'quantities and sums in rows of their own',
      ['Клиент;Показатель;Январь 2026;Февраль 2026', 'ООО Альфа;Количество;2;3', 'ООО Альфа;Сумма;200;300'],
      ['2 left_out', '3 2026-01-01 ООО Альфа 200.00', '3 2026-02-01 ООО Альфа 300.00'],
    ],
    [
      'days across',
      ['Клиент;01.02.2026;02.02.2026;05.02.2026', 'ООО Альфа;100;50;', 'ИП Бета;;;7'],
      ['2 2026-02-01 ООО Альфа 100.00', '2 2026-02-02 ООО Альфа 50.00', '3 2026-02-05 ИП Бета 7.00'],
    ],
    [
      'payments',
      ['Поступления от клиентов по месяцам', 'Контрагент;Январь 2026;Февраль 2026', 'ООО Альфа;100;50'],
      ['3 2026-01-01 payment ООО Альфа 100.00', '3 2026-02-01 payment ООО Альфа 50.00'],
    ],
    [
      'a sum that cannot be read is shown',
      ['Клиент;Январь 2026;Февраль 2026', 'ООО Альфа;100;50', 'ИП Бета;70;6O,00', 'ООО Гамма;1;2', 'ООО Дельта;1;2'],
      [
        '2 2026-01-01 ООО Альфа 100.00',
        '2 2026-02-01 ООО Альфа 50.00',
        '3 2026-01-01 ИП Бета 70.00',
        '3 rejected: invalid_amount',
        '4 2026-01-01 ООО Гамма 1.00',
        '4 2026-02-01 ООО Гамма 2.00',
        '5 2026-01-01 ООО Дельта 1.00',
        '5 2026-02-01 ООО Дельта 2.00',
      ],
    ],
  ])('%s', async (_, lines, rows) => expect((await read(lines)).rows).toEqual(rows));

  test.each([
    ['quarters', ['Клиент;1 кв. 2025;2 кв. 2025', 'ООО Альфа;10;20'], 'quarters_only'],
    ['weeks', ['Клиент;05.01.2026;12.01.2026;19.01.2026', 'ООО Альфа;10;20;30'], 'weeks_only'],
    ['a budget', ['Бюджет затрат на 2026 год', 'Статья затрат;Январь 2026;Февраль 2026', 'Аренда;100;100'], 'planned'],
    ['totals of rows that differ', ['Клиент;Январь 2026;Февраль 2026;Итого', 'ООО Альфа;10;20;31'], 'row_totals_differ'],
    [
      'a total of the whole that differs',
      ['Клиент;Январь 2026;Февраль 2026;Итого', 'ООО Альфа;10;20;30', 'Итого;10;20;31'],
      'total_differs',
    ],
  ])('%s are asked about', (_, lines, code) => {
    const found = findShape({ sample: rowsOf(lines) });
    expect([found?.sureness, found?.evidence.some((one) => one.code === code), found?.options]).toEqual([
      'open',
      true,
      ['months_across', 'as_it_stands'],
    ]);
    expect(findShape({ sample: rowsOf(lines), answer: 'months_across' })?.sureness).toBe('evident');
    expect(findShape({ sample: rowsOf(lines), answer: 'as_it_stands' })).toBeNull();
  });
});

describe('months in rows', () => {
  test.each([
    [
      'by name',
      ['Период;Контрагент;Выручка', 'Январь 2026 г.;ООО Альфа;100,00', 'Февраль 2026 г.;ИП Бета;50,00'],
      ['2 2026-01-01 ООО Альфа 100.00', '3 2026-02-01 ИП Бета 50.00'],
    ],
    [
      'year and month apart',
      ['Year;Month;Customer;Sales', '2026;January;Alpha Ltd;100.00', '2026;Feb;Beta LLC;50.00'],
      ['2 2026-01-01 Alpha Ltd 100.00', '3 2026-02-01 Beta LLC 50.00'],
    ],
    [
      'a quarter between them is a sum of them',
      [
        'Период;Контрагент;Сумма',
        'Январь 2026;ООО Альфа;100',
        'Февраль 2026;ООО Альфа;100',
        'Март 2026;ООО Альфа;100',
        '1 квартал 2026;;300',
      ],
      ['2 2026-01-01 ООО Альфа 100.00', '3 2026-02-01 ООО Альфа 100.00', '4 2026-03-01 ООО Альфа 100.00', '5 left_out'],
    ],
    [
      'in the title alone',
      ['Продажи по контрагентам за Январь 2026 г.', 'Контрагент;Сумма без НДС', 'ООО Альфа;100,00', 'ИП Бета;50,00', 'Итого;150,00'],
      ['3 2026-01-01 ООО Альфа 100.00', '4 2026-01-01 ИП Бета 50.00', '5 total'],
    ],
  ])('%s', async (_, lines, rows) => expect((await read(lines)).rows).toEqual(rows));
});

describe('customers and documents in other columns than usual', () => {
  test.each([
    [
      'a company, or else a person; one Ann is not the other',
      [
        'Date;Invoice;Company;First Name;Last Name;Amount',
        '2026-01-14;101;Granite Ltd;Ann;Example;60.00',
        '2026-01-20;102;;Ann;Sample;40.00',
        '2026-01-21;103;;Ann;Example;30.00',
      ],
      ['2 2026-01-14 № 101 Granite Ltd 60.00', '3 2026-01-20 № 102 Ann Sample 40.00', '4 2026-01-21 № 103 Ann Example 30.00'],
    ],
    [
      'surname first, without the title',
      ['Дата;Заказ;Обращение;Имя;Фамилия;Отчество;Сумма', '01.02.2026;1;г-н;Пётр;Иванов;Ильич;100', 'Итого;;;;;;100'],
      ['2 2026-02-01 № 1 Иванов Пётр Ильич 100.00', '3 total'],
    ],
    [
      'the document first, a contract in between',
      [
        'Документ, покупатель;Сумма',
        'Реализация товаров и услуг 0000-000123 от 12.03.2026 10:15:00, ООО Гранит;122,00',
        'Возврат товаров от клиента 0000-000007 от 13.03.2026⏎Договор 15 от 10.01.2025⏎ИП Котов;10,00',
      ],
      ['2 2026-03-12 № 0000-000123 ООО Гранит 122.00', '3 2026-03-13 return № 0000-000007 ИП Котов -10.00'],
    ],
    [
      'a statement of what is paid of each shipment',
      ['№;Дата;Контрагент;Сумма;Оплачено;Не оплачено', '1;01.02.2026;ООО Альфа;100;100;0', '2;02.02.2026;ИП Бета;50;0;50'],
      ['2 2026-02-01 № 1 ООО Альфа 100.00', '3 2026-02-02 № 2 ИП Бета 50.00'],
    ],
    [
      'what came back beside what was sold, and what is left',
      [
        'Дата;Номер;Клиент;Кол-во;Сумма;Возврат кол-во;Возврат сумма;Итого сумма',
        '01.02.2026;1;ООО Альфа;10;100;2;20;80',
        '02.02.2026;2;ИП Бета;5;50;0;0;50',
      ],
      ['2 2026-02-01 № 1 ООО Альфа 100.00', '2 2026-02-01 return № 1 ООО Альфа -20.00', '3 2026-02-02 № 2 ИП Бета 50.00'],
    ],
    [
      'levels in columns, documents by day and number',
      [
        'Customer;Date;Invoice;Item;Amount',
        'Granite Ltd;;;;300.00',
        ';2026-01-14;1001;Tea;100.00',
        ';2026-01-15;1002;Coffee;200.00',
        'Kiosk LLC;;;;50.00',
        ';2026-01-16;1003;Tea;50.00',
        'Total;;;;350.00',
      ],
      [
        '2 left_out',
        '3 2026-01-14 № 1001 Granite Ltd Tea 100.00',
        '4 2026-01-15 № 1002 Granite Ltd Coffee 200.00',
        '5 left_out',
        '6 2026-01-16 № 1003 Kiosk LLC Tea 50.00',
        '7 total',
      ],
    ],
    [
      'a book of sales: rates in columns, an advance among sales',
      [
        'Книга продаж',
        '№ п/п;Код вида операции;Номер и дата счета-фактуры продавца;Наименование покупателя;Стоимость продаж, включая НДС;Стоимость продаж, облагаемых налогом, без НДС;;Сумма НДС;',
        ';;;;;20%;10%;20%;10%',
        '1;2;3;7;13б;14;15;17;18',
        '1;01;101 от 14.01.2026;ООО Альфа;230,00;100,00;100,00;20,00;10,00',
        '2;02;102 от 20.01.2026;ИП Бета;120,00;;;20,00;',
        'Всего;;;;;100,00;100,00;40,00;10,00',
      ],
      ['5 2026-01-14 № 101 ООО Альфа 200.00', '6 left_out', '7 total'],
    ],
  ])('%s', async (_, lines, rows) => expect((await read(lines)).rows).toEqual(rows));
});

test('of what came back only the quantity is printed: its sum is reckoned, and asked about', async () => {
  const lines = [
    'Дата;Номер;Клиент;Товар;Продано;Возвращено;Цена;Сумма',
    '01.02.2026;1;ООО Альфа;Чай;10;3;10;100',
    '02.02.2026;2;ИП Бета;Чай;5;;10;50',
  ];
  expect((await read(lines)).rows).toEqual([
    '2 2026-02-01 № 1 ООО Альфа Чай 100.00',
    '2 2026-02-01 return № 1 ООО Альфа Чай -30.00',
    '3 2026-02-02 № 2 ИП Бета Чай 50.00',
  ]);
  expect(findShape({ sample: rowsOf(lines) })?.sureness).toBe('open');
  // Ten less three at ten are seventy: the sum knows of the return already.
  expect(findShape({ sample: rowsOf([lines[0]!, '01.02.2026;1;ООО Альфа;Чай;10;3;10;70']) })).toBeNull();
});

describe('entries of accounts', () => {
  test('a journal of QuickBooks: sales without the tax, receivables left out', async () => {
    const lines = [
      'Date;Transaction Type;Num;Name;Account;Debit;Credit',
      '01/14/2026;Invoice;1001;Granite Ltd;Accounts Receivable;120.00;',
      '01/14/2026;Invoice;1001;Granite Ltd;Sales of Product Income;;100.00',
      '01/14/2026;Invoice;1001;Granite Ltd;Sales Tax Payable;;20.00',
      '02/20/2026;Credit Memo;7;Kiosk LLC;Accounts Receivable;;10.00',
      '02/20/2026;Credit Memo;7;Kiosk LLC;Sales of Product Income;10.00;',
    ];
    expect((await read(lines)).rows).toEqual([
      '2 left_out',
      '3 2026-01-14 № 1001 Granite Ltd 100.00',
      '4 left_out',
      '5 left_out',
      '6 2026-02-20 return № 7 Kiosk LLC -10.00',
    ]);
  });

  test('only the receivables name the customer', async () => {
    const lines = [
      'Date;Num;Account;Name;Debit;Credit',
      '2026-01-14;1001;Accounts Receivable;Granite Ltd;100.00;',
      '2026-01-14;1001;Sales;;;100.00',
      '2026-01-15;1002;Sales;;;50.00',
      '2026-01-15;1002;Accounts Receivable;Kiosk LLC;50.00;',
    ];
    expect((await read(lines)).rows).toEqual([
      '2 left_out',
      '3 2026-01-14 № 1001 Granite Ltd 100.00',
      '4 2026-01-15 № 1002 Kiosk LLC 50.00',
      '5 left_out',
    ]);
  });

  const card = [
    'Картка рахунку 361 за Березень 2026 р.',
    'Період;Документ;Аналітика Дт;Аналітика Кт;Дебет;;Кредит;',
    ';;;;Рахунок;Сума;Рахунок;Сума',
    'Сальдо на початок;;;;;;;',
    '12.03.2026;Реалізація товарів та послуг 1 від 12.03.2026;ТОВ Мрія⏎Договір 5;Товари;361;120,00;702;',
    '14.03.2026;Надходження на поточний рахунок 3 від 14.03.2026;Банк;ТОВ Мрія⏎Договір 5;311;;361;50,00',
    '15.03.2026;Повернення оплати 4 від 15.03.2026;ТОВ Мрія;Банк;361;8,00;311;',
    '16.03.2026;Залік авансу 1 від 16.03.2026;ТОВ Мрія;ТОВ Мрія;681;5,00;361;5,00',
  ];
  const act = [
    'Акт сверки',
    'между ООО "Север" и ООО "Гранит"',
    'По данным ООО "Север", руб.;;;;По данным ООО "Гранит", руб.;;;',
    '№;Наименование операции, документы;Дебет;Кредит;№;Наименование операции, документы;Дебет;Кредит',
    '1;Сальдо на 01.01.2026;100,00;;;;;',
    '2;Реализация (№ 15 от 12.01.2026);120,00;;;;;',
    '3;Оплата (№ 3 от 13.01.2026);;50,00;;;;',
    '4;Возврат товара (№ 2 от 14.01.2026);;24,00;;;;',
    'Обороты;;120,00;74,00;;;;',
  ];
  const report = [
    'Ведомость по контрагентам',
    'Контрагент;Регистратор;Долг на начало;Увеличение долга;Уменьшение долга;Долг на конец',
    'ООО Гранит;Реализация товаров и услуг 1 от 12.03.2026;0;120,00;;120,00',
    'ООО Гранит;Поступление безналичных ДС 5 от 13.03.2026;120,00;;50,00;70,00',
    'ООО Гранит;Корректировка долга 6 от 14.03.2026;70,00;;20,00;50,00',
  ];

  test.each([
    [
      'the card of account 361',
      card,
      ['4 left_out', '5 2026-03-12 № 1 ТОВ Мрія 100.00', '6 left_out', '7 left_out', '8 left_out'],
      ['4 left_out', '5 left_out', '6 2026-03-14 payment ТОВ Мрія 50.00', '7 2026-03-15 refund ТОВ Мрія -8.00', '8 left_out'],
    ],
    [
      'a statement of reconciliation',
      act,
      ['5 left_out', '6 2026-01-12 № 15 ООО "Гранит" 120.00', '7 left_out', '8 2026-01-14 return № 2 ООО "Гранит" -24.00', '9 left_out'],
      ['5 left_out', '6 left_out', '7 2026-01-13 payment ООО "Гранит" 50.00', '8 left_out', '9 left_out'],
    ],
    [
      'a report of settlements',
      report,
      ['3 2026-03-12 № 1 ООО Гранит 120.00', '4 left_out', '5 left_out'],
      ['3 left_out', '4 2026-03-13 payment ООО Гранит 50.00', '5 left_out'],
    ],
  ])('%s holds sales and payments, and a person says which', async (_, lines, sales, payments) => {
    const found = findShape({ sample: rowsOf(lines) });
    expect([found?.sureness, found?.options]).toEqual(['open', ['sales', 'payments', 'as_it_stands']]);
    expect((await read(lines)).rows).toEqual(sales);
    const paid = findShape({ sample: rowsOf(lines), answer: 'payments' })!;
    expect([paid.sureness, paid.value, paid.shape.kind]).toEqual(['evident', 'payments', 'payments']);
    const plain = reshapeRows(paid.shape.steps, rowsOf(lines));
    // Without its titles it is a plain list of payments.
    const file = fileOf(
      plain.slice(
        plain.findIndex((row) => row.cells.some((cell) => cell.type === 'text' && /^(Сумма оплаты|Сума оплати)/.test(cell.text))),
      ),
    );
    const recognition = await recognise(file);
    expect(recognition.kind).toBe('payments');
    const rows: string[] = [];
    for await (const some of interpret(file, recognition))
      for (const row of some)
        if (row.type === 'fact' && row.kind === 'payments')
          rows.push(`${row.row} ${row.entry.paidOn} ${row.entry.kind} ${row.entry.customer.name} ${money(row.entry.amountMinor)}`);
        else if (row.type === 'ignored' && row.why === 'left_out') rows.push(`${row.row} left_out`);
    expect(rows).toEqual(payments);
  });
});

describe('contracts', () => {
  test.each([
    [
      'agreements with customers, and with others',
      [
        'Контрагент;Вид договора;Номер;Дата;Срок действия;Сумма',
        'ООО Альфа;С покупателем;15;10.01.2025;31.12.2026;1200,00',
        'ИП Бета;С покупателем;16;10.01.2025;бессрочный;0',
        'ООО Завод;С поставщиком;3;01.01.2025;31.12.2025;900,00',
        'ООО Банк;Прочее;4;01.01.2025;31.12.2025;900,00',
      ],
      ['2 2025-01-10…2026-12-31 № 15 ООО Альфа 1200.00', '3 rejected: invalid_date', '4 left_out', '5 left_out'],
    ],
    [
      'subscriptions by month and year, a trial, one that ended',
      [
        'Subscription ID;Customer;Status;Start date;Current period end;Canceled at;Amount;Interval',
        'S-1;Granite Ltd;active;2026-01-10;2026-04-10;;$120.00;month',
        'S-2;Kiosk LLC;canceled;2025-03-01;2026-03-01;2026-01-20;120.00;month',
        'S-3;Shop Inc;trialing;2026-03-01;2026-03-15;;0.00;month',
        'S-4;Hospital Inc;active;2026-01-01;2026-12-31;;1200.00;year',
      ],
      [
        '2 2026-01-10…2026-04-09 № S-1 Granite Ltd 360.00',
        '3 2025-03-01…2026-02-28 № S-2 Kiosk LLC 1440.00 until 2026-01-20',
        '4 left_out',
        '5 2026-01-01…2026-12-31 № S-4 Hospital Inc 1200.00',
      ],
    ],
  ])('%s', async (_, lines, rows) => expect((await read(lines)).rows).toEqual(rows));
});

describe('reports without facts are refused by name', () => {
  const balance = [
    'Счет;Сальдо на начало периода;;Обороты за период;;Сальдо на конец периода;',
    'Контрагенты;Дебет;Кредит;Дебет;Кредит;Дебет;Кредит',
    '62;100;;200;100;200;',
    'ООО Альфа;100;;200;100;200;',
  ];
  test.each([
    ['turnover_balance', ['Оборотно-сальдовая ведомость по счету 62 за Март 2026 г.', ...balance]],
    ['turnover_balance', ['Оборотно-сальдова відомість за рахунком 361 за 1 квартал 2026 р.', ...balance]],
    [
      'turnover_balance_costs',
      [
        'Оборотно-сальдовая ведомость по счету 26 за 1 квартал 2026 г.',
        ...balance.map((line) => line.replace('Контрагенты', 'Статьи затрат').replace('ООО Альфа', 'Аренда')),
      ],
    ],
    ['trial_balance', ['Trial Balance', 'As of March 31, 2026', 'Account;Debit;Credit', 'Cash;100.00;', 'Sales;;100.00']],
    ['account_report', ['Анализ счета 62 за Март 2026 г.', 'Кор. счет;Дебет;Кредит', '90;100;', '51;;100']],
    ['reconciliation_unnamed', ['Акт сверки взаимных расчетов', 'Дата;Документ;Дебет;Кредит', '14.01.2026;Продажа (1 от 14.01.2026);100;']],
    [
      'settlement_totals',
      ['Ведомость по расчетам с клиентами', 'Контрагент;Начальный остаток;Приход;Расход;Конечный остаток', 'ООО Альфа;50;120;150;20'],
    ],
    ['aging', ['A/R Aging Summary', ';Current;1 - 30;31 - 60;61 - 90;91 and over;Total', 'Granite Ltd;10.00;0.00;0.00;0.00;5.00;15.00']],
    ['aging', ['Контрагент;До 30 дней;31-60 дней;61-90 дней;Свыше 90 дней', 'ООО Альфа;50;50;;']],
    ['receivables_list', ['Контрагент;Задолженность', 'ООО Альфа;100']],
    ['stock_balances', ['Остатки товаров', 'Номенклатура;Ед.;Остаток', 'Чай;шт;10']],
    [
      'stock_balances',
      ['Ведомость по товарам на складах', 'Номенклатура;Начальный остаток;Приход;Расход;Конечный остаток', 'Чай;50;120;150;20'],
    ],
    ['receipts_without_customers', ['Receipt No;Date;Cashier;Cash;Card;Total', '1;2026-01-01;Ann;10;0;10']],
    ['cash_shifts', ['Смена;Дата;Чеков;Наличные;Карта;Выручка', '1;01.02.2026;20;100;200;300']],
    [
      'general_ledger',
      ['Date;Account;Name;Debit;Credit', '2026-01-14;5000 Rent;Landlord;100.00;', '2026-01-14;1000 Bank;Landlord;;100.00'],
    ],
    ['profit_and_loss', ['Показатель;Январь 2026;Февраль 2026', 'Выручка;100;200', 'Себестоимость продаж;50;60', 'Валовая прибыль;50;140']],
    ['balance_sheet', ['Granite Ltd', 'Balance Sheet', ';Total', 'Cash;100.00']],
    ['cash_flow', ['Отчет о движении денежных средств', 'Статья;Январь 2026;Февраль 2026', 'Поступления от покупателей;100;200']],
    [
      'purchase_book',
      ['Книга покупок', '№;Номер и дата счета-фактуры;Наименование продавца;Стоимость покупок', '1;15 от 01.02.2026;ООО Завод;100'],
    ],
    ['pivot_without_dates', ['Клиент;Чай;Кофе;Какао;Итого', 'ООО Альфа;10;20;30;60', 'ИП Бета;1;2;;3']],
    ['customer_totals', ['Продажи по контрагентам за 1 квартал 2026', 'Контрагент;Сумма без НДС', 'ООО Альфа;100,00']],
    ['periods_too_long', ['Клиент;1 полугодие 2025;2 полугодие 2025', 'ООО Альфа;10;20']],
    ['periods_too_long', ['Период;Контрагент;Сумма', 'Январь – Июль 2026;ООО Альфа;100']],
    ['cumulative_periods', ['Клиент;1 квартал 2025;1 полугодие 2025;9 месяцев 2025', 'ООО Альфа;10;20;30']],
    ['months_without_year', ['Клиент;Январь;Февраль', 'ООО Альфа;10;20']],
  ])('%s', (report, lines) => expect(nameReport(rowsOf(lines))?.report).toBe(report));

  test('a balance of an account of costs for one month is read', async () => {
    const lines = [
      'Оборотно-сальдовая ведомость по счету 44 за Январь 2026 г.',
      ...balance.map((line) => line.replace('Контрагенты', 'Статьи затрат').replace('ООО Альфа', 'Аренда').replace('62;', '44;')),
    ];
    expect((await read(lines)).rows).toEqual(['4 group', '5 2026-01-01 Аренда 200.00']);
  });

  test('every one has its words', () => {
    expect(
      reportNames.flatMap((name) => [`refusal_report_${name}`, `refusal_report_${name}_todo`]).filter((key) => !(key in messages)),
    ).toEqual([]);
  });
});

describe('ordinary tables have no shape', () => {
  test.each([
    [
      'a register with its documents in a cell',
      [
        'Документ;Клиент;Сумма',
        'Реализация товаров и услуг 1 от 05.01.2026;ООО Альфа;10',
        'Реализация товаров и услуг 2 от 05.01.2026;ООО Бета;10',
      ],
    ],
    [
      'the period among the parameters of a report',
      ['Параметры:;;Период: Январь 2026 г.', 'Дата;Клиент;Сумма', '01.01.2026;ООО Альфа;10', '02.01.2026;ИП Бета;10'],
    ],
    ['the period over the headings', ['Продажи;;Январь 2026', 'Дата;Клиент;Сумма', '01.01.2026;ООО Альфа;10', '02.01.2026;ИП Бета;10']],
    [
      'a report in groups',
      [
        'Покупатель / Документ;Сумма',
        'ООО Альфа;30',
        '  Реализация товаров и услуг 1 от 05.01.2026;10',
        '  Реализация товаров и услуг 2 от 06.01.2026;20',
      ],
    ],
    ['merged cells of customers', ['Клиент;Дата;Номер;Сумма', 'ООО Альфа;01.02.2026;1;10', ';02.02.2026;2;20', ';03.02.2026;3;30']],
    ['sums that look like years', ['Дата;Клиент;Сумма;НДС', '01.02.2026;ООО Альфа;2024;2025', '02.02.2026;ООО Бета;1999;2000']],
    [
      'a contact beside the customer',
      ['Date;Order;Customer;First Name;Last Name;Amount', '2026-01-01;1;Granite Ltd;Ann;Lee;10', '2026-01-02;2;Kiosk LLC;Bob;Ray;20'],
    ],
    ['a flag of returns', ['Дата;Номер;Клиент;Сумма;Возврат', '01.02.2026;1;ООО Альфа;100;0', '02.02.2026;2;ООО Альфа;50;1']],
    ['a month beside the day', ['Месяц;Дата;Номер;Клиент;Сумма', 'Январь 2026;15.01.2026;1;ООО Альфа;100']],
    ['costs by month', ['Месяц;Статья затрат;Сумма', 'Январь 2026;Аренда;100', 'Февраль 2026;Аренда;100']],
    [
      'a register of policies',
      ['№;Страхователь;Номер полиса;Дата начала;Дата окончания;Премия', '1;ООО Альфа;П-1;01.03.2024;28.02.2025;48000'],
    ],
    [
      'a bank statement',
      [
        'Дата;Счет;Контрагент;Дебет;Кредит',
        '01.02.2026;40702810000000000001;ООО Альфа;;100',
        '02.02.2026;40702810000000000001;ООО Бета;50;',
      ],
    ],
    [
      'receipts with customers',
      ['Receipt No;Date;Customer;Cash;Card;Total', '1;2026-01-01;Ann Lee;10;0;10', '2;2026-01-02;Bob Ray;10;0;10'],
    ],
    ['a price list with stock', ['Прайс-лист на 01.03.2026', 'Артикул;Номенклатура;Цена;Остаток', 'A1;Чай;10,00;5', 'A2;Кофе;20,00;5']],
    ['calls by shift', ['Date;Shift;Customer;Calls', '2026-01-01;AM;Granite Ltd;3', '2026-01-02;PM;Kiosk LLC;2']],
  ])('%s', (_, lines) => expect([findShape({ sample: rowsOf(lines) }), nameReport(rowsOf(lines))]).toEqual([null, null]));
});

test('a shape is data: it is the same after a journey through JSON', () => {
  const lines = [
    'Клиент;Январь 2026;Февраль 2026;Итого',
    'Номенклатура;;;',
    'ООО Альфа;100;50;150',
    '  Чай;60;50;110',
    '  Кофе;40;;40',
    'Итого;100;50;150',
  ];
  const { shape } = findShape({ sample: rowsOf(lines) })!;
  expect(JSON.parse(JSON.stringify(shape))).toEqual(shape);
  expect(reshapeRows(JSON.parse(JSON.stringify(shape)).steps, rowsOf(lines))).toEqual(reshapeRows(shape.steps, rowsOf(lines)));
});

test('every shape, and what may be answered, has its words', () => {
  const keys = [
    ...shapeNames.map((name) => `because_shape_${name}`),
    ...['sales', 'payments', 'reshaped', 'as_it_stands'].map((option) => `answer_shape_${option}`),
  ];
  expect(keys.filter((key) => !(key in messages))).toEqual([]);
});
