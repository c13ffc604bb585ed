/** Logs as people export them, and broken ones: what is read, and in which words it is refused. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/company.ts';
import { readPurchaseLog } from './read-purchase-log.ts';
import { LogRefused } from './refused.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function read(content: string | Buffer): Promise<unknown> {
  const path = join(folder, `log-${files++}.csv`);
  writeFileSync(path, content);
  try {
    const found = await readPurchaseLog(path);
    if (found.kind === 'histories') return found.rows;
    return Array.from(found.day, (day, at) => [found.customer[at], new Date(day * 86_400_000).toISOString().slice(0, 10), found.amount?.[at] ?? null]);
  } catch (error) {
    if (error instanceof LogRefused) return error.problem;
    throw error;
  }
}

const kioskAndHospital = [[0, '1997-01-05', 10.5], [0, '1997-02-13', 3], [1, '1997-03-01', 1234.5]];

test.each([
  ['comma and headings', 'customer,date,amount\nK1,1997-01-05,10.5\nK1,1997-02-13,3\nH2,1997-03-01,1234.5\n'],
  ['headings in another order, windows line ends, no line end at the end', 'date;amount;customer_id\r\n05.01.1997;10,5;K1\r\n13.02.1997;3;K1\r\n01.03.1997;1 234,50;H2'],
  ['quotes and a byte order mark', '\uFEFF"customer","order date","total"\n"K1","1/5/1997","10.50"\n"K1","2/13/1997","3"\n"H2","3/1/1997","1,234.50"\n'],
  ['blanks between columns and before them', ' 00001 19970105  10.50\n 00001 19970213   3.00\n 00002 19970301 1234.5\n'],
  ['a master id before the customer, a count before the money', '00004 19970105  2  10.50\n00004 19970213  2   3.00\n00018 19970301  1 1234.5\n'],
  ['tabs, times of day and blank lines', 'client\tday\tsum\nK1\t1997-01-05 10:00:00\t10.5\n\nK1\t1997-02-13T09:12\t3\nH2\t1997-03-01 00:00\t1234.5\n\n'],
  ['Cyrillic headings', 'Клиент;Дата;Сумма\nK1;05.01.1997;10,5\nK1;13.02.1997;3\nH2;01.03.1997;1234,5\n'],
  ['order numbers and several amounts beside', 'SalesOrder,AccountNumber,OrderDate,ListAmount,NetAmount\nSO1,K1,1997-01-05,12,10.5\nSO2,K1,1997-02-13,3,3\nSO3,H2,1997-03-01,1300,1234.5\n'],
  ['two bytes for each letter', Buffer.from('\uFEFFcustomer\tdate\tamount\nK1\t1997-01-05\t10.5\nK1\t1997-02-13\t3\nH2\t1997-03-01\t1234.5\n', 'utf16le')],
])('%s', async (_, content) => {
  expect(await read(content)).toEqual(kioskAndHospital);
});

test('without amounts there is no money', async () => {
  expect(await read('a,1997-01-05\nb,1997-01-06\n')).toEqual([[0, '1997-01-05', null], [1, '1997-01-06', null]]);
});

test('ready histories', async () => {
  expect(await read('id,x,tx,T,holdout\n1,2,30.43,38.86,1\n2,0,0,38.86,0\n')).toEqual([{ repeats: 2, last: 30.43, age: 38.86 }, { repeats: 0, last: 0, age: 38.86 }]);
});

test.each([
  ['an empty file', '', { code: 'log_empty' }],
  ['only headings', 'customer,date,amount\n', { code: 'log_empty' }],
  ['prose', 'Dear all,\nplease find attached\n', { code: 'log_no_columns' }],
  ['31 February', 'customer,date\na,1997-02-28\nb,1997-02-31\n', { code: 'log_bad_date', detail: { row: '3', value: '1997-02-31' } }],
  ['no date at all', 'customer,date\na,1997-02-28\nb,soon\n', { code: 'log_bad_date', detail: { row: '3', value: 'soon' } }],
  ['two orders of dates', 'customer,date\na,13/01/1997\nb,01/13/1997\n', { code: 'log_bad_date', detail: { row: '3', value: '01/13/1997' } }],
  ['dates that may be meant either way', 'customer,date\na,01/02/1997\nb,03/02/1997\n', { code: 'log_date_order', detail: { value: '01/02/1997' } }],
  ['an amount that is none', 'customer,date,amount\na,1997-02-28,5\nb,1997-02-28,n/a\n', { code: 'log_bad_amount', detail: { row: '3', value: 'n/a' } }],
  ['a short row', 'customer,date,amount\na,1997-02-28,5\nb,1997-02-28\n', { code: 'log_missing_cell', detail: { row: '3' } }],
  ['nobody', 'customer,date,amount\na,1997-02-28,5\n,1997-02-28,6\n', { code: 'log_missing_cell', detail: { row: '3' } }],
  ['a last purchase after the end', 'id,x,tx,T\n1,2,40,38\n', { code: 'log_bad_history', detail: { row: '2', value: '2, 40, 38' } }],
  ['half a repeat', 'id,x,tx,T\n1,2.5,30,38\n', { code: 'log_bad_history', detail: { row: '2', value: '2.5, 30, 38' } }],
])('%s is refused with its row', async (_, content, problem) => {
  expect(await read(content)).toMatchObject(problem);
});
