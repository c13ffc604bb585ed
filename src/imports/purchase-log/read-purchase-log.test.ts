/** Logs as people export them, and broken ones: what is read, and in which words it is refused. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeXlsx } from '../../../fixtures/write-xlsx.ts';
import { readPurchaseLog, type Said } from './read-purchase-log.ts';
import { LogRefused } from './refused.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function read(content: string | Buffer, said: Said = {}): Promise<unknown> {
  const path = join(folder, `log-${files++}.csv`);
  writeFileSync(path, content);
  try {
    const found = await readPurchaseLog(path, said);
    if (found.kind === 'histories') return found.rows.map(({ repeats, last, age }) => ({ repeats, last, age }));
    return Array.from(found.day, (day, at) => [
      found.customer[at],
      new Date(day * 86_400_000).toISOString().slice(0, 10),
      found.amount?.[at] ?? null,
    ]);
  } catch (error) {
    if (error instanceof LogRefused) return error.problem;
    throw error;
  }
}

const kioskAndHospital = [
  [0, '1997-01-05', 10.5],
  [0, '1997-02-13', 3],
  [1, '1997-03-01', 1234.5],
];

test.each([
  ['comma and headings', 'customer,date,amount\nK1,1997-01-05,10.5\nK1,1997-02-13,3\nH2,1997-03-01,1234.5\n'],
  [
    'headings in another order, windows line ends, no line end at the end',
    'date;amount;customer_id\r\n05.01.1997;10,5;K1\r\n13.02.1997;3;K1\r\n01.03.1997;1 234,50;H2',
  ],
  [
    'quotes and a byte order mark',
    '\uFEFF"customer","order date","total"\n"K1","1/5/1997","10.50"\n"K1","2/13/1997","3"\n"H2","3/1/1997","1,234.50"\n',
  ],
  ['blanks between columns and before them', ' 00001 19970105  10.50\n 00001 19970213   3.00\n 00002 19970301 1234.5\n'],
  [
    'a master id before the customer, a count before the money',
    '00004 19970105  2  10.50\n00004 19970213  2   3.00\n00018 19970301  1 1234.5\n',
  ],
  [
    'tabs, times of day and blank lines',
    'client\tday\tsum\nK1\t1997-01-05 10:00:00\t10.5\n\nK1\t1997-02-13T09:12\t3\nH2\t1997-03-01 00:00\t1234.5\n\n',
  ],
  ['Cyrillic headings', 'Клиент;Дата;Сумма\nK1;05.01.1997;10,5\nK1;13.02.1997;3\nH2;01.03.1997;1234,5\n'],
  [
    'order numbers and several amounts beside',
    'SalesOrder,AccountNumber,OrderDate,ListAmount,NetAmount\nSO1,K1,1997-01-05,12,10.5\nSO2,K1,1997-02-13,3,3\nSO3,H2,1997-03-01,1300,1234.5\n',
  ],
  [
    'two bytes for each letter',
    Buffer.from('\uFEFFcustomer\tdate\tamount\nK1\t1997-01-05\t10.5\nK1\t1997-02-13\t3\nH2\t1997-03-01\t1234.5\n', 'utf16le'),
  ],
])('%s', async (_, content) => {
  expect(await read(content)).toEqual(kioskAndHospital);
});

test('without amounts there is no money', async () => {
  expect(await read('a,1997-01-05\nb,1997-01-06\n')).toEqual([
    [0, '1997-01-05', null],
    [1, '1997-01-06', null],
  ]);
});

test('ready histories', async () => {
  expect(await read('id,x,tx,T,holdout\n1,2,30.43,38.86,1\n2,0,0,38.86,0\n')).toEqual([
    { repeats: 2, last: 30.43, age: 38.86 },
    { repeats: 0, last: 0, age: 38.86 },
  ]);
});

test.each([
  ['an empty file', '', { code: 'log_empty' }],
  ['only headings', 'customer,date,amount\n', { code: 'log_empty' }],
  ['prose', 'Dear all,\nplease find attached\n', { code: 'log_no_columns' }],
  ['31 February', 'customer,date\na,1997-02-28\nb,1997-02-31\n', { code: 'log_bad_date', detail: { row: '3', value: '1997-02-31' } }],
  ['no date at all', 'customer,date\na,1997-02-28\nb,soon\n', { code: 'log_bad_date', detail: { row: '3', value: 'soon' } }],
  [
    'two orders of dates',
    'customer,date\na,13/01/1997\nb,01/13/1997\n',
    { code: 'log_date_orders_mixed', detail: { row: '3', one: '13/01/1997', other: '01/13/1997' } },
  ],
  [
    'dates that may be meant either way',
    'customer,date\na,01/02/1997\nb,03/02/1997\n',
    { code: 'log_date_order', detail: { value: '01/02/1997' } },
  ],
  [
    'an amount that is none',
    'customer,date,amount\na,1997-02-28,5\nb,1997-02-28,n/a\n',
    { code: 'log_bad_amount', detail: { row: '3', value: 'n/a' } },
  ],
  ['a short row', 'customer,date,amount\na,1997-02-28,5\nb,1997-02-28\n', { code: 'log_missing_cell', detail: { row: '3' } }],
  [
    'mostly nobody',
    'customer,date,amount\na,1997-02-28,5\n,1997-02-28,6\n,1997-03-28,6\n',
    { code: 'log_missing_cell', detail: { row: '3', rows: '2', all: '3' } },
  ],
  [
    'mostly returns',
    'customer,date,amount\na,1997-02-28,5\nb,1997-02-28,-6\nb,1997-03-28,-6\n',
    { code: 'log_mostly_negative', detail: { negative: '2', rows: '3' } },
  ],
  ['nothing but returns', 'customer,date,amount\na,1997-02-28,-5\n', { code: 'log_mostly_negative' }],
  [
    'a birthday alone',
    'customer,birth_date,amount\na,1997-02-28,5\nb,1987-03-28,6\n',
    { code: 'log_no_columns', detail: { column: 'date', found: 'customer | birth_date | amount' } },
  ],
  [
    'two days that may both be meant',
    'customer,purchase_date,order_date,amount\na,1997-02-27,1997-02-28,5\n',
    { code: 'log_two_dates', detail: { found: 'purchase_date | order_date' } },
  ],
  [
    'one row in five without a day',
    `customer,date,amount\n${'a,1997-02-28,5\n'.repeat(4)}b,later,5\n`,
    { code: 'log_bad_date', detail: { row: '6', value: 'later' } },
  ],
  ['a last purchase after the end', 'id,x,tx,T\n1,2,40,38\n', { code: 'log_bad_history', detail: { row: '2', value: '2, 40, 38' } }],
  ['half a repeat', 'id,x,tx,T\n1,2.5,30,38\n', { code: 'log_bad_history', detail: { row: '2', value: '2.5, 30, 38' } }],
])('%s is refused with its row', async (_, content, problem) => {
  expect(await read(content)).toMatchObject(problem);
});

interface Told {
  read: { leftOut: { reason: string; rows: number; examples: { row: number; value: string }[] }[]; [key: string]: unknown };
}

async function told(content: string | Buffer, said: Said = {}): Promise<Told['read']> {
  const path = join(folder, `log-${files++}.csv`);
  writeFileSync(path, content);
  return ((await readPurchaseLog(path, said)) as unknown as Told).read;
}

/** Twenty-five rows of a kiosk and a hospital, a few days apart. */
const usual = Array.from({ length: 25 }, (_, at) => [
  at % 3 === 0 ? 'H2' : 'K1',
  new Date(Date.UTC(2025, 0, 5 + at * 4)).toISOString().slice(0, 10),
  String(10 + at),
]);
const csv = (...rows: string[][]): string => [['customer', 'date', 'amount'], ...rows].map((row) => row.join(',')).join('\n');

test.each([
  ['a total below', csv(...usual, ['Total', '', '550']), [['total', 1, 27]]],
  ['rows of nobody', csv(...usual, ['', '2025-03-01', '5'], ['NULL', '2025-03-01', '5']), [['missing_customer', 2, 27]]],
  ['headings of the next page', csv(...usual.slice(0, 12), ['customer', 'date', 'amount'], ...usual.slice(12)), [['header', 1, 14]]],
  ['a day that is none', csv(...usual, ['K1', '2025-02-30', '5']), [['invalid_date', 1, 27]]],
  ['an amount that is none', csv(...usual, ['K1', '2025-02-28', 'n/a']), [['invalid_amount', 1, 27]]],
  ['a century too late', csv(...usual, ['K1', '2205-02-28', '5']), [['date_out_of_range', 1, 27]]],
  ['planned for after today', csv(...usual, ['K1', '2025-05-28', '5']), [['after_today', 1, 27]]],
  ['two years before all others', csv(...usual, ['K1', '2022-05-28', '5']), [['far_from_the_rest', 1, 27]]],
])('%s is left out and counted', async (_, content, expected) => {
  const found = await told(content, { today: Date.parse('2025-05-01') / 86_400_000 });
  expect(found.leftOut.map(({ reason, rows, examples }) => [reason, rows, examples[0]!.row])).toEqual(expected);
  expect(found['period']).toEqual({ from: usual[0]![1], to: usual.at(-1)![1] });
});

test('a day that somebody asks for belongs to what was observed, whatever the clock says', async () => {
  const content = csv(...usual, ['K1', '2026-05-28', '5']);
  const until = Date.parse('2026-12-31') / 86_400_000;
  expect(await told(content, { today: until - 500, until })).toMatchObject({
    leftOut: [],
    period: { to: '2026-05-28' },
    observedUntil: '2026-12-31',
  });
});

test('a blank sum is a purchase of which the money is not known', async () => {
  expect(await read(csv(...usual.slice(0, 2), ['K1', '2025-03-01', '']))).toEqual([
    [0, '2025-01-05', 10],
    [1, '2025-01-09', 11],
    [1, '2025-03-01', NaN],
  ]);
  expect(await told(csv(...usual, ['K1', '2025-03-01', '']))).toMatchObject({ unpriced: 1, leftOut: [] });
});

test.each([
  [
    'quantity times price, a cancellation is a return',
    'InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID\n536,3,1/15/2025 8:26,2.5,17850\n537,2,1/16/2025 9:00,4,17850\nC537,2,1/17/2025 9:00,4,17850\n',
    [
      [0, '2025-01-15', 7.5],
      [0, '2025-01-16', 8],
      [0, '2025-01-17', -8],
    ],
  ],
  [
    'a negative quantity is a return',
    'customer,date,quantity,price\na,2025-01-15,3,2.5\na,2025-01-16,-1,2.5\nb,2025-01-17,1,2.5\n',
    [
      [0, '2025-01-15', 7.5],
      [0, '2025-01-16', -2.5],
      [1, '2025-01-17', 2.5],
    ],
  ],
  [
    'a word says return',
    'Клиент;Дата;Вид операции;Сумма\nК1;15.01.2025;Продажа;10,00\nК1;16.01.2025;Возврат;4,00\nК2;17.01.2025;Продажа;1,00\n',
    [
      [0, '2025-01-15', 10],
      [0, '2025-01-16', -4],
      [1, '2025-01-17', 1],
    ],
  ],
  [
    'a price without a quantity is what was paid',
    'user_id,date,price\n7,2025-01-15,3\n8,2025-01-16,4\n',
    [
      [0, '2025-01-15', 3],
      [1, '2025-01-16', 4],
    ],
  ],
  [
    'the day of the order, not of birth or delivery',
    'client,birthday,order date,ship date,sum\na,1990-01-01,2025-01-15,2025-01-20,3\nb,1991-01-01,2025-01-16,2025-01-21,4\n',
    [
      [0, '2025-01-15', 3],
      [1, '2025-01-16', 4],
    ],
  ],
  [
    'an address beside a telephone, whatever its letters',
    'Телефон;Email;Дата;Сумма\n79001234567;A@x.ru;15.01.2025;3\n79001234568;a@x.ru;16.01.2025;4\n',
    [
      [0, '2025-01-15', 3],
      [0, '2025-01-16', 4],
    ],
  ],
  [
    'the time of another zone, the day as printed',
    'customer_id,created_at,total\na,2025-01-15T23:30:00+02:00,3\nb,2025-01-16T01:00:00Z,4\n',
    [
      [0, '2025-01-15', 3],
      [1, '2025-01-16', 4],
    ],
  ],
  [
    'headings that nobody knows',
    'household,ts,spend\nh1,2025-01-15,3\nh2,2025-01-16,4\n',
    [
      [0, '2025-01-15', 3],
      [1, '2025-01-16', 4],
    ],
  ],
  [
    'orders are purchases',
    'Документ;Номер;Дата;Клиент;Сумма\nЗаказ клиента;1;15.01.2025;Ромашка;3,00\nЗаказ клиента;2;16.01.2025;Василёк;4,00\n',
    [
      [0, '2025-01-15', 3],
      [1, '2025-01-16', 4],
    ],
  ],
  [
    'what is not posted is none',
    'Номер;Дата;Клиент;Сумма;Проведен\n1;15.01.2025;Ромашка;3,00;Да\n2;16.01.2025;Ромашка;4,00;Нет\n',
    [[0, '2025-01-15', 3]],
  ],
])('%s', async (_, content, rows) => {
  expect(await read(content)).toEqual(rows);
});

test('months only are told, and count from their first day', async () => {
  const content = 'Клиент;Месяц;Сумма\nK1;Январь 2025;3\nK1;Март 2025;4\nK2;Март 2025;5\n';
  expect(await read(content)).toEqual([
    [0, '2025-01-01', 3],
    [0, '2025-03-01', 4],
    [1, '2025-03-01', 5],
  ]);
  expect(await told(content)).toMatchObject({ dates: { precision: 'month' } });
});

test('first days of months are months too', async () => {
  expect(await told('customer,date\na,2025-01-01\na,2025-02-01\nb,2025-05-01\n')).toMatchObject({
    dates: { order: null, precision: 'month' },
  });
  expect(await told('customer,date\na,2025-01-01\na,2025-02-01\nb,2025-05-02\n')).toMatchObject({ dates: { precision: 'day' } });
});

test('dates of a long log are told apart by all of it, not by its first days', async () => {
  const rows = Array.from({ length: 4000 }, (_, at) => `c${at % 50},0${1 + Math.floor(at / 1000)}/05/2025,${at}`);
  expect(await told(['customer,date,amount', ...rows, 'c1,05/25/2025,3'].join('\n'))).toMatchObject({
    dates: { order: 'mdy' },
    period: { from: '2025-01-05', to: '2025-05-25' },
  });
});

test('columns as a person says them, by heading or number', async () => {
  const content = 'a;b;c;d\n2025-01-15;x;2025-02-20;5\n2025-01-16;y;2025-02-21;6\n';
  expect(await read(content, { customer: 'b', date: '3', amount: 'd' })).toEqual([
    [0, '2025-02-20', 5],
    [1, '2025-02-21', 6],
  ]);
  expect(await read(content, { customer: 'e', date: '3' })).toMatchObject({
    code: 'log_no_such_column',
    detail: { option: '--customer', name: 'e', found: 'a | b | c | d' },
  });
  expect(await read('customer,date,total,paid\na,2025-01-15,5,4\n', { amount: 'paid' })).toEqual([[0, '2025-01-15', 4]]);
});

test('of several sheets the one that is a log, or the one that a person names', async () => {
  const sheet = (name: string, ...rows: string[][]) => ({ name, rows: [['customer', 'date', 'amount'], ...rows] });
  const notes = { name: 'Notes', rows: [['Made in spring'], ['by the shop']] };
  const one = writeXlsx({ sheets: [notes, sheet('Log', ['a', '2025-01-15', '5'])] });
  expect(await read(one)).toEqual([[0, '2025-01-15', 5]]);
  const two = writeXlsx({ sheets: [sheet('May', ['a', '2025-05-15', '5']), sheet('June', ['b', '2025-06-15', '6'])] });
  expect(await read(two)).toMatchObject({ code: 'log_several_tables', detail: { found: 'May | June' } });
  expect(await read(two, { table: 'June' })).toEqual([[0, '2025-06-15', 6]]);
  expect(await read(two, { table: 'July' })).toMatchObject({ code: 'log_no_such_table', detail: { found: 'May | June' } });
});

test('a file in which every row stands twice is read once, and it is said', async () => {
  const twice = csv(...usual.flatMap((row) => [row, row]));
  expect(await read(twice)).toEqual(await read(csv(...usual)));
  expect(await told(twice)).toMatchObject({ doubled: { rows: 25, copies: 2 }, leftOut: [{ reason: 'copy', rows: 25 }] });
  expect(await told(csv(...usual, usual[0]!))).toMatchObject({ doubled: { rows: 1, copies: 1 }, leftOut: [] });
});

test('sums of two currencies are no money together', async () => {
  expect(await told('customer,date,amount,currency\na,2025-01-15,5,USD\nb,2025-01-16,6,EUR\n')).toMatchObject({
    money: { from: 'none', because: 'several_currencies' },
  });
});
