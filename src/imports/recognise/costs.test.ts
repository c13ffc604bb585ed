/** Costs of pools by month as companies keep them, and tables that only look like them. */
import { describe, expect, test } from 'vitest';
import { readLines, readSheet } from '../../../fixtures/read-lines.ts';
import type { FactName } from '../../facts/kinds.ts';

const costs = async (lines: string[], kind?: FactName): Promise<{ kind: string; rows: string[] }> => inWords(await readLines(lines, kind));

function inWords({ recognition, rows }: Awaited<ReturnType<typeof readLines>>): { kind: string; rows: string[] } {
  return {
    kind: recognition.kind,
    rows: rows.flatMap((row) => {
      if (row.type === 'ignored') return ['header', 'title', 'blank'].includes(row.why) ? [] : [`${row.row} ${row.why}`];
      if (row.type === 'rejected') return [`${row.row} rejected: ${row.reason}`];
      if (row.type !== 'fact' || row.kind !== 'costs') return [`${row.row} ${row.type}`];
      const { month, pool, amountMinor, paidMinutesMicro, currency } = row.entry;
      return [
        `${month} ${pool} ${Number(amountMinor) / 100} ${currency} ${paidMinutesMicro === null ? '—' : Number(paidMinutesMicro) / 1e6}${row.held === null ? '' : ` held: ${row.held}`}`,
      ];
    }),
  };
}

describe('costs of pools by month', () => {
  test.each([
    [
      'with paid minutes, in Russian',
      [
        'Месяц;Статья затрат;Сумма;Сотрудников;Оплачено минут;Валюта',
        '01.2026;Доставка;300000,94;2;19200;RUB',
        '01.2026;Реклама;12500,00;0;0;RUB',
        '02.2026;Доставка;1 310 000,00;2,5;24000;RUB',
      ],
      ['2026-01-01 Доставка 300000.94 RUB 19200', '2026-01-01 Реклама 12500 RUB 0', '2026-02-01 Доставка 1310000 RUB 24000'],
    ],
    [
      'with hours, months in words, and totals',
      [
        'Затраты подразделений',
        '',
        'Период;Подразделение;Сумма, руб.;Отработано часов',
        'Январь 2026 г.;Служба доставки;100 000,00;160,5',
        'Январь 2026 г.;Офис;50 000,00;',
        'Итого за январь;;150 000,00;160,5',
        'Февраль 2026 г.;Офис;51 000,00;80',
        'Итого;;201 000,00;240,5',
      ],
      [
        '2026-01-01 Служба доставки 100000 RUB 9630',
        '2026-01-01 Офис 50000 RUB —',
        '6 subtotal',
        '2026-02-01 Офис 51000 RUB 4800',
        '8 total',
      ],
    ],
    [
      'in Ukrainian, by day of posting; what is taken back is negative',
      ['Дата;Стаття витрат;Сума', '15.01.2026;Оренда;10000,00', '31.01.2026;Оренда;-500,00', '28.02.2026;Оренда;10000,00'],
      ['2026-01-01 Оренда 10000 RUB —', '2026-01-01 Оренда -500 RUB —', '2026-02-01 Оренда 10000 RUB —'],
    ],
    [
      'in English',
      [
        'Month,Cost centre,Amount (EUR),Paid minutes',
        'Jan 2026,Delivery,"1,200.50",9600',
        'Jan 2026,Office,800.00,',
        '2026-02,Delivery,"1,250.00",9600',
      ],
      ['2026-01-01 Delivery 1200.5 EUR 9600', '2026-01-01 Office 800 EUR —', '2026-02-01 Delivery 1250 EUR 9600'],
    ],
    [
      'by department, as costs by their title alone',
      ['Расходы по отделам', '', 'Месяц;Отдел;Сумма', '2026-01;Склад;100,00', '2026-01;Офис;50,00'],
      ['2026-01-01 Склад 100 RUB —', '2026-01-01 Офис 50 RUB —'],
    ],
    [
      'as a balance of an account, whose title says the month',
      [
        'Оборотно-сальдовая ведомость по счету 44 за Январь 2026 г.;;;;;;',
        '',
        'Счет;Сальдо на начало периода;;Обороты за период;;Сальдо на конец периода;',
        'Статьи затрат;Дебет;Кредит;Дебет;Кредит;Дебет;Кредит',
        '44;;;150 000,00;150 000,00;;',
        'Аренда склада;;;100 000,00;100 000,00;;',
        'Реклама;;;50 000,00;50 000,00;;',
        'Итого;;;150 000,00;150 000,00;;',
      ],
      ['5 group', '2026-01-01 Аренда склада 100000 RUB —', '2026-01-01 Реклама 50000 RUB —', '8 total'],
    ],
  ])('%s', async (_, lines, rows) => {
    expect(await costs(lines)).toEqual({ kind: 'costs', rows });
  });

  test('a row that cannot be read is rejected with its reason; an exact double is held', async () => {
    const heading = 'Месяц;Статья затрат;Сумма;Оплачено минут';
    expect(
      (
        await costs([
          heading,
          '13.2026;Склад;1,00;1',
          ';Склад;1,00;1',
          '01.2026;;1,00;1',
          '01.2026;Склад;один;1',
          '01.2026;Склад;;1',
          '01.2026;Склад;1,00;долго',
          '01.2026;Склад;1,00;60',
          '01.2026;Склад;1,00;60',
          '01.2062;Склад;1,00;60',
          '02.2026;Склад;1,00;60',
        ])
      ).rows,
    ).toEqual([
      '2 rejected: invalid_date',
      '3 rejected: missing_date',
      '4 rejected: missing_pool',
      '5 rejected: invalid_amount',
      '6 rejected: missing_amount',
      '7 rejected: invalid_minutes',
      '2026-01-01 Склад 1 RUB 60',
      '2026-01-01 Склад 1 RUB 60 held: exact_duplicate',
      '10 rejected: date_out_of_range',
      '2026-02-01 Склад 1 RUB 60',
    ]);
  });
});

describe('costs in a workbook', () => {
  test('months as dates of the spreadsheet, or as the number that it makes of 01.2026; time as a part of the day', async () => {
    const date = (value: number) => ({ value, format: 'mm.yyyy' });
    expect(
      inWords(
        await readSheet([
          ['Период', 'Статья затрат', 'Сумма', 'Отработано часов'],
          [date(46_023), 'Доставка', 1000.5, 160],
          [date(46_053), 'Склад', 500, { value: 1.0625, format: '[h]:mm' }],
          [2.2026, 'Доставка', 900, null],
        ]),
      ),
    ).toEqual({
      kind: 'costs',
      rows: ['2026-01-01 Доставка 1000.5 RUB 9600', '2026-01-01 Склад 500 RUB 1530', '2026-02-01 Доставка 900 RUB —'],
    });
  });

  test('a balance by department and item: only the innermost rows are costs', async () => {
    const level = (outlineLevel: number, text: string, turnover: number | null) => ({
      outlineLevel,
      cells: [text, null, null, turnover, turnover, null, null],
    });
    const sheet = [
      ['Оборотно-сальдовая ведомость по счету 26 за Март 2026 г.'],
      [],
      ['Счет', 'Сальдо на начало периода', null, 'Обороты за период', null, 'Сальдо на конец периода', null],
      ['Подразделения', 'Дебет', 'Кредит', 'Дебет', 'Кредит', 'Дебет', 'Кредит'],
      ['Статьи затрат', null, null, null, null, null, null],
      level(0, '26', 600),
      level(1, 'Офис', 500),
      level(2, 'Аренда', 300),
      level(2, 'Связь', 200),
      level(1, 'Склад', 100),
      level(2, 'Аренда', 100),
      level(0, 'Итого', 600),
    ];
    expect(inWords(await readSheet(sheet))).toEqual({
      kind: 'costs',
      rows: [
        '6 group',
        '7 group',
        '2026-03-01 Аренда 300 RUB —',
        '2026-03-01 Связь 200 RUB —',
        '10 group',
        '2026-03-01 Аренда 100 RUB —',
        '12 total',
      ],
    });
  });

  test('a balance of a whole quarter belongs to no month', async () => {
    const sheet = [
      ['Обороты счета 44 за 1 квартал 2026 г.'],
      ['Статья затрат', 'Обороты за период Дебет'],
      ['Аренда', 300],
      ['Связь', 200],
    ];
    await expect(readSheet(sheet, 'costs')).rejects.toMatchObject({ refusal: { code: 'column_missing', detail: { column: 'month' } } });
  });
});

describe('a person may say that vague headings are costs', () => {
  test('departments and sums by month', async () => {
    expect(await costs(['Месяц;Подразделение;Сумма', '01.2026;Склад;100,00', '02.2026;Склад;110,00'], 'costs')).toEqual({
      kind: 'costs',
      rows: ['2026-01-01 Склад 100 RUB —', '2026-02-01 Склад 110 RUB —'],
    });
  });
});

describe('are no costs', () => {
  test.each([
    [
      'what departments sold to customers by month',
      ['Месяц;Подразделение;Контрагент;Сумма', '31.01.2026;Север;ООО А;100,00', '28.02.2026;Юг;ООО Б;100,00'],
      'sales',
    ],
    [
      'shipments with their departments',
      [
        'Дата;Номер;Контрагент;Подразделение;Номенклатура;Количество;Сумма',
        '15.01.2026;1;ООО А;Север;Кофе;1;100,00',
        '16.01.2026;2;ООО Б;Север;Чай;1;100,00',
      ],
      'sales',
    ],
    [
      'payments by item of cash flow',
      [
        'Дата;Номер;Контрагент;Статья движения денежных средств;Сумма платежа;Назначение платежа',
        '15.01.2026;1;ООО А;Оплата от покупателя;100,00;Оплата по счету 1',
        '16.01.2026;2;ООО Б;Оплата от покупателя;100,00;Оплата по счету 2',
      ],
      'payments',
    ],
    [
      'a bank statement with cost items',
      [
        'Дата;Плательщик;Приход;Расход;Статья затрат;Назначение платежа',
        '15.01.2026;ООО А;100,00;;;Оплата',
        '16.01.2026;ООО Б;100,00;;;Оплата',
      ],
      'payments',
    ],
    [
      'sales with their costs',
      [
        'Month,Customer,Product,Quantity,Amount,Cost',
        '2026-01-31,Granite Wholesale,Coffee,1,100.00,60.00',
        '2026-02-28,Granite Wholesale,Tea,1,100.00,60.00',
      ],
      'sales',
    ],
  ])('%s', async (_, lines, kind) => {
    expect((await readLines(lines)).recognition.kind).toBe(kind);
  });

  test.each([
    [
      'what departments sold by month',
      ['Продажи по подразделениям', '', 'Месяц;Подразделение;Сумма', '01.2026;Север;100,00', '02.2026;Юг;100,00'],
    ],
    ['revenue by month and account', ['Month,Account,Revenue', 'Jan 2026,North,100.00', 'Feb 2026,South,100.00']],
    [
      'departments and sums, of which nobody says what they are',
      ['Месяц;Подразделение;Сумма', '01.2026;Север;100,00', '02.2026;Юг;100,00'],
    ],
  ])('%s: refused for want of a customer or a day', async (_, lines) => {
    await expect(readLines(lines)).rejects.toMatchObject({ refusal: { code: 'column_missing' }, recognition: { kind: 'sales' } });
  });
});
