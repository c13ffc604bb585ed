/** What reading takes for granted, case by case: each line of a table is a small file, and what is assumed, asked or refused of it. */
import { describe, expect, test } from 'vitest';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { writeXlsx, type FixtureSheet } from '../../../fixtures/write-xlsx.ts';
import type { Interpreted } from '../../facts/row/outcome.ts';
import type { Answers } from '../../facts/row/reading.ts';
import type { Recognition } from '../recognition.ts';
import { interpret } from '../interpret/interpret.ts';
import { openFile } from '../open-file.ts';
import { type Hint, recognise } from '../recognise/recognise.ts';
import { type Assumption, questionKey, questionsIn, unanswered } from './assumption.ts';

interface Read {
  recognition: Recognition;
  assumptions: Assumption[];
  rows: Interpreted[];
  /** By currency, in minor units, of what counts. */
  net: Record<string, number>;
}

async function readPath(path: string, hint: Hint = {}): Promise<Read> {
  const file = await openFile(path);
  const recognition = await recognise(file, hint);
  const assumptions = [...recognition.assumptions];
  const rows: Interpreted[] = [];
  for await (const some of interpret(file, recognition, (found) => assumptions.push(...found))) rows.push(...some);
  const net: Record<string, number> = {};
  for (const row of rows) {
    if (row.type === 'fact' && row.kind === 'sales' && row.held === null)
      net[row.entry.currency] = (net[row.entry.currency] ?? 0) + Number(row.entry.netMinor);
    if (((row.type === 'fact' && row.kind === 'payments') || (row.type === 'fact' && row.kind === 'costs')) && row.held === null)
      net[row.entry.currency] = (net[row.entry.currency] ?? 0) + Number(row.entry.amountMinor);
  }
  return { recognition, assumptions, rows, net };
}

const read = (lines: string[], answers: Answers = {}, hint: Hint = {}): Promise<Read> =>
  readPath(temporaryFile('a.csv', lines.join('\r\n')), { ...hint, answers });
const readSheets = (sheets: FixtureSheet[], answers: Answers = {}): Promise<Read> =>
  readPath(temporaryFile('a.xlsx', writeXlsx({ sheets })), { answers });
const asked = ({ assumptions }: Read): string[] => unanswered(assumptions).map(questionKey).toSorted();
const assumed = ({ assumptions }: Read, key: string): string | undefined => assumptions.find((one) => questionKey(one) === key)?.value;

describe('currency', () => {
  test.each([
    ['a heading', ['Date;Invoice;Customer;Net amount, EUR', '2026-01-14;1;Corner shop;10.00'], 'EUR'],
    ['a sign beside the sums', ['Date;Invoice;Customer;Net amount', '2026-01-14;1;Corner shop;$10.00'], 'USD'],
    ['a sign beside the total', ['Date;Invoice;Customer;Net amount', '2026-01-14;1;Corner shop;10.00', ';;Total;£10.00'], 'GBP'],
    ['a title', ['Sales, in thousands of USD;;;', 'Date;Invoice;Customer;Net amount', '2026-01-14;1;Corner shop;10.00'], 'USD'],
    ['a Russian legal form', ['Дата;Накладная;Покупатель;Сумма без НДС', '14.01.2026;1;ООО "Киоск";10,00'], 'RUB'],
    ['a Ukrainian legal form', ['Дата;Накладна;Покупець;Сума без ПДВ', '14.01.2026;1;ТОВ "Кіоск";10,00'], 'UAH'],
    ['a Kazakh legal form', ['Дата;Накладная;Покупатель;Сумма без НДС', '14.01.2026;1;ТОО "Киоск";10,00'], 'KZT'],
    ['nothing at all', ['Date;Invoice;Customer;Net amount', '2026-01-14;1;Corner shop;10.00'], 'XXX'],
  ])('is told by %s', async (_, lines, currency) => {
    const found = await read(lines);
    expect(assumed(found, 'currency')).toBe(currency);
    expect(Object.keys(found.net)).toEqual([currency]);
  });

  test('a material in the middle of a name is no legal form', async () => {
    const found = await read(['Дата;Накладная;Покупатель;Товар;Сумма без НДС', '14.01.2026;1;ООО "Киоск";Контейнер ПП 250 мл;10,00']);
    expect(assumed(found, 'currency')).toBe('RUB');
  });

  test('of another country than the company’s is asked', async () => {
    expect(
      asked(await read(['Дата;Накладна;Покупець;Сума без ПДВ', '14.01.2026;1;ТОВ "Кіоск";10,00'], {}, { companyCurrency: 'RUB' })),
    ).toEqual(['currency']);
  });

  test('under a heading that nobody knows is a currency all the same, and not added up as one', async () => {
    const found = await read([
      'Date;Invoice;Customer;Net amount;Kuerzel',
      '2026-01-14;1;Corner shop;10.00;EUR',
      '2026-01-15;2;Hospital;20.00;USD',
      '2026-01-16;3;Hospital;5.00;EUR',
    ]);
    expect(found.net).toEqual({ EUR: 1500, USD: 2000 });
  });
});

describe('the unit of sums', () => {
  test.each([
    ['thousands in the heading', ['Дата;Накладная;Покупатель;Сумма без НДС, тыс. руб.', '14.01.2026;1;ООО "Киоск";12,2'], 1_220_000],
    ['millions in the heading', ['Дата;Накладная;Покупатель;Выручка без НДС, млн руб.', '14.01.2026;1;ООО "Киоск";1,22'], 122_000_000],
    [
      'thousands in the title',
      ['Продажи, тыс. руб.;;;', 'Дата;Накладная;Покупатель;Сумма без НДС', '14.01.2026;1;ООО "Киоск";12,2'],
      1_220_000,
    ],
    [
      'thousands of pieces are no thousands of money',
      ['Дата;Накладная;Покупатель;Кол-во, тыс. шт;Сумма без НДС', '14.01.2026;1;ООО "Киоск";12,2;500,00'],
      50_000,
    ],
  ])('%s', async (_, lines, minor) => {
    expect((await read(lines)).net).toEqual({ RUB: minor });
  });

  test('prices may stay in ones where sums are in thousands', async () => {
    const found = await read([
      'Продажи, тыс. руб.;;;;;',
      'Дата;Накладная;Покупатель;Количество;Цена;Сумма без НДС',
      '14.01.2026;1;ООО "Киоск";10;1220;12,2',
      '15.01.2026;2;АО "Верфь";20;1220;24,4',
    ]);
    expect(found.recognition.reading).toMatchObject({ unit: 1000, priceUnit: 1 });
  });
});

describe('states of documents', () => {
  const orders = (...states: string[]): string[] => [
    'Дата;Заказ;Покупатель;Сумма без НДС;Состояние',
    ...states.map((state, at) => `${14 + at}.01.2026;${at + 1};ООО "Киоск";${10 ** at},00;${state}`),
  ];
  const deals = (...stages: string[]): string[] => [
    'Date;ID;Company;Amount, EUR;Deal stage',
    ...stages.map((stage, at) => `2026-01-${14 + at};${at + 1};${['Corner shop', 'Hospital', 'Shipyard'][at]};${10 ** at}.00;${stage}`),
  ];
  test.each([
    ['done and cancelled', orders('Выполнен', 'Отменен'), 100, []],
    ['under way beside done', orders('Отгружен', 'В работе'), 100, []],
    ['under way alone', orders('В работе', 'В обработке'), undefined, ['state:В обработке', 'state:В работе']],
    ['owed: of an order it is not known', orders('Выполнен', 'Ожидает оплаты'), 100, ['state:Ожидает оплаты']],
    ['a word that nobody has met', orders('Выполнен', 'На луне'), 100, ['state:На луне']],
    ['deals won, lost and open', deals('Closed Won', 'Closed Lost', 'Negotiation'), 100, []],
    ['a stage of deals that nobody has met', deals('Closed Won', 'Demo booked'), 100, ['state:Demo booked']],
    [
      'partly refunded',
      [
        'Date;Order;Customer;Net amount, EUR;Financial status',
        '2026-01-14;1;Ann;10.00;paid',
        '2026-01-15;2;Bob;20.00;refunded',
        '2026-01-16;3;Cid;40.00;partially refunded',
      ],
      1000,
      ['state:partially refunded'],
    ],
  ])('%s', async (_, lines, minor, questions) => {
    const found = await read(lines);
    expect(asked(found)).toEqual(questions);
    expect(Object.values(found.net)[0]).toBe(minor);
  });

  test('what is owed for an invoice was shipped', async () => {
    const found = await read([
      'Date;Invoice number;Customer;Net amount, EUR;Status',
      '2026-01-14;1;Ann;10.00;Awaiting payment',
      '2026-01-15;2;Bob;20.00;Voided',
    ]);
    expect({ net: found.net, asked: asked(found) }).toEqual({ net: { EUR: 1000 }, asked: [] });
  });

  test('an answer decides, its outcome was told, and it is said that a person gave it', async () => {
    const open = await read(orders('Выполнен', 'На луне'));
    const question = questionsIn(open.assumptions).find(({ about }) => about === 'На луне')!;
    expect(question.options.map(({ value, outcome }) => [value, outcome?.totals[0]?.netMinor])).toEqual([
      ['counts', '1100'],
      ['draft', '100'],
      ['return', '-900'],
      ['correction', '1100'],
      ['no', '100'],
    ]);
    const answered = await read(orders('Выполнен', 'На луне'), { 'state:На луне': 'counts' });
    expect({ net: answered.net, asked: asked(answered) }).toEqual({ net: { RUB: 1100 }, asked: [] });
    expect(answered.assumptions.find(({ about }) => about === 'На луне')).toMatchObject({ decidedBy: 'person', sureness: 'evident' });
  });

  test('kinds of documents that are no sales are left out; numbers for kinds are asked where no sum is negative', async () => {
    expect(
      (
        await read([
          'Дата;Номер;Вид документа;Покупатель;Сумма без НДС',
          '14.01.2026;1;Реализация;ООО "Киоск";10,00',
          '15.01.2026;2;Договор;ООО "Киоск";90,00',
          '16.01.2026;3;Счет на оплату;ООО "Киоск";70,00',
        ])
      ).net,
    ).toEqual({ RUB: 1000 });
    expect(
      asked(
        await read([
          'Дата;Номер;Вид операции;Покупатель;Сумма без НДС',
          '14.01.2026;1;1;ООО "Киоск";10,00',
          '15.01.2026;2;2;ООО "Киоск";90,00',
        ]),
      ),
    ).toEqual(['state:1', 'state:2']);
    expect(
      asked(
        await read([
          'Дата;Номер;Вид операции;Покупатель;Сумма без НДС',
          '14.01.2026;1;1;ООО "Киоск";10,00',
          '15.01.2026;2;2;ООО "Киоск";-90,00',
        ]),
      ),
    ).toEqual([]);
  });

  test('a program’s own mark of posting beats the steps of somebody’s work', async () => {
    const found = await read([
      'Дата;Номер;Контрагент;Сумма без НДС;Статус;Проведено',
      '14.01.2026;1;ООО "Киоск";10,00;Новый;да',
      '15.01.2026;2;ООО "Киоск";90,00;Новый;нет',
    ]);
    expect({ net: found.net, asked: asked(found) }).toEqual({ net: { RUB: 1000 }, asked: [] });
  });
});

describe('dates', () => {
  const days = (...dates: string[]): string[] => [
    'Date;Invoice;Customer;Net amount, EUR',
    ...dates.map((date, at) => `${date};${at + 1};Corner shop;10.00`),
  ];
  test.each([
    ['both ways', days('01/02/2026', '03/04/2026'), ['date_order']],
    ['a day over 12', days('01/02/2026', '03/25/2026'), []],
    ['the same number twice', days('05/05/2026', '06/06/2026'), []],
    [
      'only one order lies in the period of the title',
      ['Period: 01.01.2026 - 31.03.2026;;;', ...days('01/02/2026', '02/03/2026', '11/03/2026')],
      [],
    ],
    ['evenings alone', days('2026-01-31 21:00', '2026-02-01 21:00', '2026-02-02 22:00'), ['evening']],
    ['an evening among days', days('2026-01-31 21:00', '2026-02-01 10:00', '2026-02-02 22:00'), []],
  ])('%s', async (_, lines, questions) => expect(asked(await read(lines))).toEqual(questions));

  test('the evening before is the day after, where a person says so', async () => {
    const { rows } = await read(days('2026-01-31 21:00', '2026-02-01 21:00', '2026-02-02 22:00'), { evening: 'next_day' });
    expect(rows.flatMap((row) => (row.type === 'fact' && row.kind === 'sales' ? [row.entry.shippedOn] : []))).toEqual([
      '2026-02-01',
      '2026-02-02',
      '2026-02-03',
    ]);
  });

  test('seconds since 1970 are days; what 1C writes for no date is none', async () => {
    const seconds = await read(['Date;Invoice;Customer;Net amount, EUR', '1768384226;1;Corner shop;10.00', '1769594226;2;Hospital;20.00']);
    expect(seconds.rows.flatMap((row) => (row.type === 'fact' && row.kind === 'sales' ? [row.entry.shippedOn] : []))).toEqual([
      '2026-01-14',
      '2026-01-28',
    ]);
    const none = await read([
      'Дата;Накладная;Покупатель;Сумма без НДС',
      '14.01.2026;1;ООО "Киоск";10,00',
      '01.01.0001;2;ООО "Киоск";20,00',
    ]);
    expect(none.rows.at(-1)).toMatchObject({ type: 'rejected', reason: 'missing_date' });
  });

  test('days without a year are refused by name, unless the title states it', async () => {
    const lines = ['Дата;Накладная;Покупатель;Сумма без НДС', '14.01;1;ООО "Киоск";10,00', '28.02;2;ООО "Киоск";20,00'];
    await expect(read(lines)).rejects.toMatchObject({ refusal: { code: 'dates_without_year', detail: { heading: 'Дата' } } });
    const { rows } = await read(['Период: 01.01.2026 - 31.03.2026;;;', ...lines]);
    expect(rows.flatMap((row) => (row.type === 'fact' && row.kind === 'sales' ? [row.entry.shippedOn] : []))).toEqual([
      '2026-01-14',
      '2026-02-28',
    ]);
  });

  test('the day in the document’s name beats a column of months', async () => {
    const { rows } = await read([
      'Период;Документ;Покупатель;Сумма без НДС',
      '01.01.2026;Реализация 0001 от 14.01.2026;ООО "Киоск";10,00',
      '01.02.2026;Реализация 0002 от 20.02.2026;ООО "Киоск";20,00',
    ]);
    expect(rows.flatMap((row) => (row.type === 'fact' && row.kind === 'sales' ? [row.entry.shippedOn] : []))).toEqual([
      '2026-01-14',
      '2026-02-20',
    ]);
  });

  test('money between 18,264 and 73,051 is no day', async () => {
    const sheet = [
      {
        name: 'S',
        rows: [
          ['Накладная', 'Покупатель', 'Сумма без НДС'],
          ['101', 'ООО "Киоск"', 45_000],
          ['102', 'АО "Верфь"', 30_500],
        ],
      },
    ];
    await expect(readSheets(sheet)).rejects.toMatchObject({ refusal: { code: 'column_missing', detail: { column: 'date' } } });
  });
});

describe('sums', () => {
  test('of the whole document on each of its lines are asked, with the outcome of each answer', async () => {
    const lines = [
      'Date;Order;Customer;Item;Qty;Price;Order total, EUR',
      '2026-01-14;101;Ann;Soap;3;20.00;110.00',
      '2026-01-14;101;Ann;Towel;1;50.00;110.00',
      '2026-02-20;102;Bob;Soap;10;20.00;250.00',
      '2026-02-20;102;Bob;Towel;1;50.00;250.00',
    ];
    const open = await read(lines);
    expect(asked(open)).toEqual(['repeated_sum']);
    const outcomes = questionsIn(open.assumptions).find(({ key }) => key === 'repeated_sum')!.options;
    expect(outcomes.map(({ value, outcome }) => [value, outcome?.totals[0]?.netMinor])).toEqual([
      ['line', '36000'],
      ['once', '36000'],
      ['each', '72000'],
    ]);
    expect((await read(lines, { repeated_sum: 'once' })).net).toEqual({ EUR: 36_000 });
  });

  test('of a line beat those of its document', async () => {
    const found = await read([
      'Date;Invoice number;Customer;Item;Total;Line amount, EUR',
      '2026-01-14;1;Ann;Soap;30.00;10.00',
      '2026-01-14;1;Ann;Towel;30.00;20.00',
      '2026-01-15;2;Bob;Soap;5.00;5.00',
    ]);
    expect({ net: found.net, asked: asked(found) }).toEqual({ net: { EUR: 3500 }, asked: [] });
  });

  test('refunds in a column beside the sale are asked, and taken off', async () => {
    const lines = ['Date;Order;Customer;Net amount, EUR;Refund amount', '2026-01-14;1;Ann;10.00;0.00', '2026-01-15;2;Bob;20.00;5.00'];
    expect(asked(await read(lines))).toEqual(['column:Refund amount']);
    expect((await read(lines, { 'column:Refund amount': 'take_off' })).net).toEqual({ EUR: 2500 });
    expect((await read(lines, { 'column:Refund amount': 'leave_out' })).net).toEqual({ EUR: 3000 });
  });

  test('a column of nothing but zeros is not the net sum', async () => {
    const found = await read([
      'Дата;Накладная;Покупатель;Сумма без НДС;Сумма',
      '14.01.2026;1;ООО "Киоск";0,00;10,00',
      '15.01.2026;2;ООО "Киоск";0,00;20,00',
    ]);
    expect(found.net).toEqual({ RUB: 3000 });
  });

  test('with roubles and kopecks in words', async () => {
    const found = await read([
      'Дата;Накладная;Покупатель;Сумма без НДС',
      '14.01.2026;1;ООО "Киоск";1 220 руб. 50 коп.',
      '15.01.2026;2;ООО "Киоск";12 200-05',
      '16.01.2026;3;ООО "Киоск";300 р.',
    ]);
    expect(found.net).toEqual({ RUB: 1_372_055 });
  });

  test('that include VAT at a rate which nobody states are asked; bare ones are taken as printed', async () => {
    expect(asked(await read(['Дата;Накладная;Покупатель;Сумма с НДС', '14.01.2026;1;ООО "Киоск";12,00']))).toEqual(['vat']);
    const bare = await read(['Дата;Накладная;Покупатель;Сумма', '14.01.2026;1;ООО "Киоск";12,00']);
    expect({ asked: asked(bare), questions: questionsIn(bare.assumptions).map(questionKey), net: bare.net }).toEqual({
      asked: [],
      questions: ['vat'],
      net: { RUB: 1200 },
    });
  });
});

describe('workbooks', () => {
  const sheet = (name: string, ...rows: (string | number)[][]): FixtureSheet => ({
    name,
    rows: [['Дата', 'Накладная', 'Покупатель', 'Сумма без НДС'], ...rows],
  });
  test('a sheet for each month is one table', async () => {
    const found = await readSheets([
      sheet('Январь', ['14.01.2026', '1', 'ООО "Киоск"', 10]),
      sheet('Февраль', ['14.02.2026', '2', 'ООО "Киоск"', 20]),
    ]);
    expect({ table: assumed(found, 'table'), net: found.net, asked: asked(found) }).toEqual({
      table: 'Январь + Февраль',
      net: { RUB: 3000 },
      asked: [],
    });
  });

  test('a cover sheet is passed over, and said', async () => {
    const found = await readSheets([
      { name: 'Титул', rows: [['Отчёт'], ['за январь']] },
      sheet('Данные', ['14.01.2026', '1', 'ООО "Киоск"', 10]),
    ]);
    expect({ table: assumed(found, 'table'), net: found.net }).toEqual({ table: 'Данные', net: { RUB: 1000 } });
    expect(found.assumptions[0]!.evidence).toContainEqual({ code: 'tables_left_out', detail: { tables: 'Титул' } });
  });

  test('sheets of one heading that no month tells apart may repeat each other: asked, and answered', async () => {
    const sheets = [
      sheet('Все', ['14.01.2026', '1', 'ООО "Киоск"', 10]),
      sheet('Только январь и остальное', ['14.01.2026', '1', 'ООО "Киоск"', 10]),
    ];
    expect(asked(await readSheets(sheets))).toEqual(['table']);
    expect((await readSheets(sheets, { table: 'Все' })).net).toEqual({ RUB: 1000 });
  });

  test('rows that a filter hides wait for a word; collapsed groups of a report do not', async () => {
    const filtered = [
      {
        name: 'S',
        rows: [
          ['Дата', 'Накладная', 'Покупатель', 'Сумма без НДС'],
          ['14.01.2026', '1', 'ООО "Киоск"', 10],
          { cells: ['15.01.2026', '2', 'ООО "Филиал"', 900], hidden: true },
        ],
      },
    ] satisfies FixtureSheet[];
    const open = await readSheets(filtered);
    expect({ asked: asked(open), net: open.net }).toEqual({ asked: ['hidden_rows'], net: { RUB: 1000 } });
    expect((await readSheets(filtered, { hidden_rows: 'count' })).net).toEqual({ RUB: 91_000 });
    const collapsed = [
      {
        name: 'S',
        rows: [
          ['Дата', 'Накладная', 'Покупатель', 'Сумма без НДС'],
          ['14.01.2026', '1', 'ООО "Киоск"', 10],
          { cells: ['15.01.2026', '2', 'ООО "Филиал"', 900], hidden: true, outlineLevel: 1 },
        ],
      },
    ] satisfies FixtureSheet[];
    expect(asked(await readSheets(collapsed))).toEqual([]);
  });
});

describe('customers', () => {
  test.each(['NULL', 'null', '#N/A', '-', 'не указан', '<пусто>', 'n/a'])('%s is nobody', async (name) => {
    const { rows } = await read([
      'Дата;Накладная;Покупатель;Сумма без НДС',
      '14.01.2026;1;ООО "Киоск";10,00',
      `15.01.2026;2;${name};20,00`,
    ]);
    expect(rows.at(-1)).toMatchObject({ type: 'rejected', reason: 'missing_customer' });
  });

  test('a customer whose name begins like a sum is a customer', async () => {
    const found = await read([
      'Date;Customer;Net amount, EUR',
      '2026-01-14;Total Energies;10.00',
      '2026-01-15;Corner shop;20.00',
      ';Total;30.00',
    ]);
    expect(found.net).toEqual({ EUR: 3000 });
  });
});

describe('refusals', () => {
  test('a column that is there and cannot be read is not missing', async () => {
    await expect(
      read(['Дата;Накладная;Покупатель;Сумма без НДС', '14.01.2026;1;ООО "Киоск";десять', '15.01.2026;2;ООО "Киоск";двадцать']),
    ).rejects.toMatchObject({ refusal: { code: 'column_unreadable', detail: { heading: 'Сумма без НДС', column: 'amount' } } });
  });

  test('a table of headings that nobody knows can still be mapped, and names what it holds', async () => {
    const refused = read(['qq;ww;ee', '1;2;3', '4;5;6']);
    await expect(refused).rejects.toMatchObject({
      refusal: { code: 'no_table', detail: { rows: '3', columns: '3', headings: 'qq | ww | ee' } },
      recognition: { columns: [{ heading: 'qq' }, { heading: 'ww' }, { heading: 'ee' }] },
    });
  });
});
