/** What was done for customers, and what they cost directly, as companies keep them; and tables that only look like these. */
import { describe, expect, test } from 'vitest';
import { readLines } from '../../../fixtures/read-lines.ts';
import type { Interpreted } from '../../facts/row/outcome.ts';

const inWords = (row: Interpreted): string[] => {
  if (row.type === 'ignored') return ['header', 'title', 'blank'].includes(row.why) ? [] : [`${row.row} ${row.why}`];
  if (row.type === 'rejected') return [`${row.row} rejected: ${row.reason}`];
  if (row.type === 'fact' && row.kind === 'events') {
    const { happenedOn, customer, number, event, count, minutesMicro, person, documentNumber } = row.entry;
    return [
      [
        happenedOn,
        customer.code || customer.name,
        event,
        count,
        minutesMicro === null ? '—' : Number(minutesMicro) / 1e6,
        person,
        documentNumber,
        number,
        row.held ?? '',
      ].join('|'),
    ];
  }
  if (row.type !== 'fact' || row.kind !== 'direct_costs') return [`${row.row} ${row.type}`];
  const { happenedOn, customer, documentNumber, name, amountMinor, currency } = row.entry;
  return [
    [happenedOn, customer.code || customer.name, documentNumber, name, Number(amountMinor) / 100, currency, row.held ?? ''].join('|'),
  ];
};

const read = async (lines: string[]): Promise<{ kind: string; rows: string[] }> => {
  const { recognition, rows } = await readLines(lines);
  return { kind: recognition.kind, rows: rows.flatMap(inWords) };
};

describe('events', () => {
  test.each([
    [
      'in Russian: what was done, by whom, about which document',
      [
        'Дата;Вид события;Код контрагента;Контрагент;Исполнитель;Минут;Документ',
        '03.07.2026;Звонок;00-01;ООО «А»;Макарова Наталья;8;',
        '03.07.2026;Обработка заказа;00-01;ООО «А»;Петров;12;РТ-000001',
        '04.07.2026;Приемка возврата;00-02;ИП Б;Сидоров;25;ВТ-000001',
        '04.07.2026;Рекламация;00-02;ИП Б;Петров;;',
        '05.07.2026;Инвентаризация  Склада;00-02;ИП Б;;60;',
      ],
      [
        '2026-07-03|00-01|call|1|8|Макарова Наталья|||',
        '2026-07-03|00-01|order|1|12|Петров|РТ-000001||',
        '2026-07-04|00-02|return|1|25|Сидоров|ВТ-000001||',
        '2026-07-04|00-02|ticket|1|—|Петров|||',
        '2026-07-05|00-02|инвентаризация склада|1|60||||',
      ],
    ],
    [
      'in Ukrainian: hours and how many',
      [
        'Дата;Вид події;Клієнт;Кількість;Годин;Виконавець',
        '03.07.2026;Дзвінок;ТОВ «Ромашка»;3;0,5;Мороз Віра',
        '03.07.2026;Візит;ТОВ «Ромашка»;1;1:30;Мороз Віра',
        '04.07.2026;Доставка;ТОВ «Волошка»;;;Водій',
      ],
      [
        '2026-07-03|ТОВ «Ромашка»|call|3|30|Мороз Віра|||',
        '2026-07-03|ТОВ «Ромашка»|visit|1|90|Мороз Віра|||',
        '2026-07-04|ТОВ «Волошка»|delivery|1|—|Водій|||',
      ],
    ],
    [
      'in English: tickets with numbers of their own, durations in words and on a clock',
      [
        'Ticket no,Date,Event type,Customer,Duration,Employee,Status',
        'T-1,2026-07-03,Complaint,Granite Wholesale,0:45,Ann,Closed',
        'T-2,2026-07-03,Complaint,Granite Wholesale,0:45,Ann,Closed',
        'T-3,2026-07-04,Site visit,City Hospital,1 h 20 min,Bob,Closed',
        'T-4,2026-07-05,E-mail,City Hospital,5,Bob,Cancelled',
      ],
      [
        '2026-07-03|Granite Wholesale|ticket|1|45|Ann||T-1|',
        '2026-07-03|Granite Wholesale|ticket|1|45|Ann||T-2|',
        '2026-07-04|City Hospital|visit|1|80|Bob||T-3|',
        '5 draft',
      ],
    ],
    [
      'under a vague heading, known by what stands there',
      [
        'Дата;Клиент;Тип;Длительность, мин',
        '03.07.2026;ООО А;Входящий звонок;5',
        '04.07.2026;ООО Б;Встреча;60',
        '05.07.2026;ООО Б;Звонок;5',
      ],
      ['2026-07-03|ООО А|call|1|5||||', '2026-07-04|ООО Б|meeting|1|60||||', '2026-07-05|ООО Б|call|1|5||||'],
    ],
    [
      'rows that cannot be read, and an exact double',
      [
        'Дата;Вид события;Клиент;Количество;Минут',
        '31.02.2026;Звонок;ООО А;1;5',
        '03.07.2026;Звонок;;1;5',
        '03.07.2026;;ООО А;1;5',
        '03.07.2026;Звонок;ООО А;0;5',
        '03.07.2026;Звонок;ООО А;1;-5',
        '03.07.2026;Звонок;ООО А;1;5',
        '03.07.2026;Звонок;ООО А;1;5',
        'Итого;;;2;10',
      ],
      [
        '2 rejected: invalid_date',
        '3 rejected: missing_customer',
        '4 rejected: missing_event',
        '5 rejected: invalid_count',
        '6 rejected: invalid_minutes',
        '2026-07-03|ООО А|call|1|5||||',
        '2026-07-03|ООО А|call|1|5||||exact_duplicate',
        '9 total',
      ],
    ],
  ])('%s', async (_, lines, rows) => {
    expect(await read(lines)).toEqual({ kind: 'events', rows });
  });
});

describe('direct costs', () => {
  test.each([
    [
      'freight by order',
      ['Order No,Customer Code,Shipped Date,Freight', '10248,VINET,1996-07-16,32.38', '10249,TOMSP,1996-07-10,11.61'],
      ['1996-07-16|VINET|10248|Freight|32.38|RUB|', '1996-07-10|TOMSP|10249|Freight|11.61|RUB|'],
    ],
    [
      'by kind of cost, without a document',
      [
        'Дата;Покупатель;Вид затрат;Сумма;Валюта',
        '16.07.2026;ООО А;Штраф сети;1 000,00;RUB',
        '17.07.2026;ООО А;Экспедирование;50,00;USD',
        '17.07.2026;;Экспедирование;50,00;USD',
      ],
      ['2026-07-16|ООО А||Штраф сети|1000|RUB|', '2026-07-17|ООО А||Экспедирование|50|USD|', '4 rejected: missing_customer'],
    ],
    [
      'in Ukrainian',
      ['Дата;Номер накладної;Клієнт;Вартість доставки, грн', '16.07.2026;В-1;ТОВ А;250,00', '17.07.2026;В-2;ТОВ Б;300,00'],
      ['2026-07-16|ТОВ А|В-1|Вартість доставки, грн|250|UAH|', '2026-07-17|ТОВ Б|В-2|Вартість доставки, грн|300|UAH|'],
    ],
  ])('%s', async (_, lines, rows) => {
    expect(await read(lines)).toEqual({ kind: 'direct_costs', rows });
  });

  test('freight by orders alone lacks its customers', async () => {
    await expect(
      readLines(['Order No,Shipped Date,Freight', '10248,1996-07-16,32.38', '10249,1996-07-10,11.61'], 'direct_costs'),
    ).rejects.toMatchObject({ refusal: { code: 'column_missing', detail: { column: 'customer' } } });
  });
});

test.each([
  [
    'sales with their freight',
    ['Date,Order No,Customer,Amount,Freight', '2026-07-16,1,Granite Wholesale,100.00,5.00', '2026-07-17,2,Granite Wholesale,200.00,6.00'],
    'sales',
  ],
  [
    'shipments with a kind of operation',
    ['Дата;Вид операции;Контрагент;Количество;Цена', '03.07.2026;Реализация;ООО А;1;5,00', '03.07.2026;Возврат;ООО А;1;5,00'],
    'sales',
  ],
  [
    'sales with who delivered them',
    [
      'Дата;Документ;Клиент;Водитель;Доставка;Сумма',
      '03.07.2026;1;ООО А;Петров;Самовывоз;5,00',
      '03.07.2026;2;ООО А;Петров;Самовывоз;5,00',
    ],
    'sales',
  ],
  [
    'payments by item of cost',
    [
      'Дата;Контрагент;Статья затрат;Сумма;Назначение платежа',
      '15.01.2026;ООО А;Выручка;100,00;Оплата',
      '16.01.2026;ООО Б;Выручка;100,00;Оплата',
    ],
    'payments',
  ],
  [
    'payments to whom they were made, by item of cost',
    [
      'Реестр платежей',
      '',
      'Дата;Номер;Контрагент;Статья расходов;Сумма',
      '15.01.2026;1;ООО А;Аренда;100,00',
      '16.01.2026;2;ООО Б;Связь;100,00',
    ],
    'payments',
  ],
  [
    'payments by their kind',
    ['Date,Type,Customer,Payment amount', '2026-07-16,Payment,Granite Wholesale,5.00', '2026-07-16,Refund,Granite Wholesale,-5.00'],
    'payments',
  ],
])('%s are neither', async (_, lines, kind) => {
  expect((await readLines(lines)).recognition.kind).toBe(kind);
});
