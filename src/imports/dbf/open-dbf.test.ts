/** DBF: every type of field, encodings that the head tells or not, records that are deleted, heads that lie. */
import { describe, expect, test } from 'vitest';
import { readCells, readRows } from '../../../fixtures/read-cells.ts';
import { readInWords } from '../../../fixtures/read-in-words.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { type DbfColumn, type DbfRecord, writeDbf } from '../../../fixtures/write-dbf.ts';
import { assumedLines } from '../../cli/said-of-reading.ts';
import { openFile } from '../open-file.ts';
import { recognise } from '../recognise/recognise.ts';

const text: DbfColumn = { name: 'NAIM', type: 'C', length: 40 };

describe('a field', () => {
  const cases: [string, DbfColumn, string | number | bigint | null, unknown][] = [
    ['text', text, 'Киоск "У дома"', 'Киоск "У дома"'],
    ['blank text', text, '', null],
    ['a number', { name: 'SUMMA', type: 'N', length: 12, decimals: 2 }, 1220.5, 1220.5],
    ['a negative number', { name: 'SUMMA', type: 'N', length: 12, decimals: 2 }, -0.5, -0.5],
    ['a number without its zero', { name: 'SUMMA', type: 'N', length: 12 }, '.75', 0.75],
    ['a number with a comma', { name: 'SUMMA', type: 'F', length: 12 }, '12,75', 12.75],
    ['a number that did not fit', { name: 'SUMMA', type: 'N', length: 5 }, '*****', { error: '*****' }],
    ['no number', { name: 'SUMMA', type: 'N', length: 12 }, null, null],
    ['a day', { name: 'DATA', type: 'D', length: 8 }, '20260302', '2026-03-02'],
    ['no day', { name: 'DATA', type: 'D', length: 8 }, null, null],
    ['a day that the calendar has not', { name: 'DATA', type: 'D', length: 8 }, '20260231', '20260231'],
    ['yes', { name: 'OPL', type: 'L', length: 1 }, 'T', true],
    ['no', { name: 'OPL', type: 'L', length: 1 }, 'N', false],
    ['neither', { name: 'OPL', type: 'L', length: 1 }, '?', null],
    ['an integer', { name: 'KOD', type: 'I', length: 4 }, -7, -7],
    ['money of FoxPro', { name: 'SUMMA', type: 'Y', length: 8 }, 12_205_000n, 1220.5],
    ['a double of FoxPro', { name: 'SUMMA', type: 'B', length: 8 }, 1220.5, 1220.5],
    ['a day with a time', { name: 'DATA', type: 'T', length: 8 }, '2026-03-02', { date: 46_083 }],
    ['a memo, which lies in another file', { name: 'PRIM', type: 'M', length: 10 }, '1', null],
  ];
  test.each(cases)('%s', async (_, column, value, expected) => {
    const path = temporaryFile('a.dbf', writeDbf([text, column], [{ values: ['Киоск', value] }], { version: 0x30 }));
    expect((await readCells(path))[1]![1] ?? null).toEqual(expected);
  });
});

describe('the encoding', () => {
  const long: DbfRecord[] = Array.from({ length: 20 }, () => ({ values: ['Общество Ромашка, поставка товара'] }));
  test.each([
    ['ibm866', 0x65],
    ['ibm866', 0],
    ['windows-1251', 0xc9],
    ['windows-1251', 0],
    ['koi8-u', 0],
    ['utf-8', 0],
    // The head is wrong now and then: many letters prove it.
    ['windows-1251', 0x65],
    ['ibm866', 0xc9],
  ] as const)('%s with language %i', async (encoding, language) => {
    const path = temporaryFile('a.dbf', writeDbf([{ ...text, length: 80 }], long, { encoding, language }));
    expect((await readCells(path))[1]).toEqual(['Общество Ромашка, поставка товара']);
  });

  test('of a single word is what the head says', async () => {
    for (const [encoding, language] of [
      ['ibm866', 0x65],
      ['windows-1251', 0xc9],
    ] as const)
      expect((await readCells(temporaryFile('a.dbf', writeDbf([text], [{ values: ['Щит'] }], { encoding, language }))))[1]).toEqual([
        'Щит',
      ]);
  });
});

test('records marked as deleted are skipped and counted; the others keep their numbers', async () => {
  const path = temporaryFile('a.dbf', writeDbf([text], [{ values: ['а'] }, { values: ['б'], deleted: true }, { values: ['в'] }]));
  expect((await readRows(path)).map(({ number }) => number)).toEqual([0, 1, 3]);
  expect((await openFile(path)).leftOut).toEqual({ deleted: 1 });
});

test('what was skipped is said among what reading took for granted', async () => {
  const columns: DbfColumn[] = [
    { name: 'DATADOK', type: 'D', length: 8 },
    { name: 'NOMDOK', type: 'C', length: 10 },
    { name: 'INN', type: 'C', length: 12 },
    { name: 'NAIMKL', type: 'C', length: 20 },
    { name: 'SUMMA', type: 'N', length: 12, decimals: 2 },
  ];
  const sale = (number: number, deleted = false): DbfRecord => ({
    values: [`2026030${number}`, `РН-${number}`, '7707083893', 'Киоск', 100 * number],
    deleted,
  });
  const { assumptions } = await recognise(
    await openFile(temporaryFile('a.dbf', writeDbf(columns, [sale(1), sale(2, true), sale(3), sale(4, true), sale(5)]))),
  );
  expect(assumptions.filter(({ key }) => key === 'left_out')).toMatchObject([
    { value: 'deleted', sureness: 'evident', evidence: [{ code: 'left_out_deleted', detail: { rows: '2' } }] },
  ]);
  expect(assumedLines(assumptions, 'uk')).toContain(
    'Записи файлу, які не читаються: позначено в самому файлі як вилучені (пропущено 2 записи)',
  );
  // Where no name has a legal form, the number speaks for the country, and is shown.
  expect(assumedLines(assumptions, 'ru')).toContain('Валюта: RUB (судя по «7707083893»)');
});

test('a table of more fields than fit into the first block', async () => {
  const columns = Array.from({ length: 200 }, (_, at): DbfColumn => ({ name: `F${at}`, type: 'N', length: 6 }));
  const path = temporaryFile('a.dbf', writeDbf(columns, [{ values: columns.map((_, at) => at) }]));
  expect((await readCells(path))[1]!.slice(-2)).toEqual([198, 199]);
});

test('a file shorter than its head says is refused', async () => {
  const whole = writeDbf([text], [{ values: ['а'] }, { values: ['б'] }]);
  for (const cut of [1, 41, 60])
    await expect(openFile(temporaryFile('a.dbf', whole.subarray(0, whole.length - 1 - cut)))).rejects.toMatchObject({
      refusal: { code: 'truncated' },
    });
});

test.each([
  ['a table that begins like one', 'C;1;2\r\nДата;Покупатель;Сумма\r\n01.01.2026;Киоск;5\r\n'],
  ['a list of numbers', '0;1;2;3\r\n'.repeat(100)],
])('%s is text', async (_, content) => {
  expect((await openFile(temporaryFile('a.csv', content))).format.container).toBe('delimited');
});

test('an invoice list of an old program, its headings in Latin letters', async () => {
  const columns: DbfColumn[] = [
    { name: 'NOMDOK', type: 'C', length: 8 },
    { name: 'DATADOK', type: 'D', length: 8 },
    { name: 'NAIMKL', type: 'C', length: 30 },
    { name: 'INN', type: 'C', length: 12 },
    { name: 'NAIMTOV', type: 'C', length: 30 },
    { name: 'KOL', type: 'N', length: 10, decimals: 3 },
    { name: 'SUMBEZNDS', type: 'N', length: 14, decimals: 2 },
    { name: 'SUMNDS', type: 'N', length: 14, decimals: 2 },
  ];
  const records: DbfRecord[] = [
    { values: ['000101', '20260302', 'Киоск на углу', '7701000001', 'Чашка чайная', 2, 100, 22] },
    { values: ['000102', '20260303', 'Мельница', '7802000004', 'Блюдце', 1, 50.5, 11.11] },
    { values: ['000103', '20260304', 'Мельница', '7802000004', 'Блюдце', -1, -50.5, -11.11] },
  ];
  const { rows, recognition } = await readInWords(temporaryFile('a.dbf', writeDbf(columns, records)));
  expect(recognition.mapping.columns.map(({ meaning }) => meaning)).toEqual([
    'document_number',
    'date',
    'customer',
    'tax_id',
    'product',
    'quantity',
    'net_amount',
    'vat_amount',
  ]);
  expect(rows).toEqual([
    '1 sale 2026-03-02 000101 Киоск на углу/7701000001 100.00 RUB',
    '2 sale 2026-03-03 000102 Мельница/7802000004 50.50 RUB',
    '3 return 2026-03-04 000103 Мельница/7802000004 -50.50 RUB',
  ]);
});
