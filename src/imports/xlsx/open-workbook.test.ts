import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCells, readRows } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { writeXlsx, type FixtureCell, type FixtureWorkbook } from '../../../fixtures/write-xlsx.ts';
import { openFile } from '../open-file.ts';

const sales: FixtureCell[][] = [
  ['Дата', 'Покупатель', 'Сумма'],
  [{ value: 46083, format: 'dd.mm.yyyy' }, 'ООО "Ромашка" & сыновья', 1234.5],
  [{ value: 46084.5, format: '14' }, 'Киоск', -2],
];
const salesRead = [
  ['Дата', 'Покупатель', 'Сумма'],
  [{ date: 46083 }, 'ООО "Ромашка" & сыновья', 1234.5],
  [{ date: 46084.5 }, 'Киоск', -2],
];

test.each<[string, Partial<FixtureWorkbook>]>([
  ['shared strings', {}],
  ['inline strings', { strings: 'inline' }],
  ['xl/SharedStrings.xml, named so', { sharedStringsPart: 'xl/SharedStrings.xml' }],
  [
    'xl/SharedStrings.xml, named xl/sharedStrings.xml',
    { sharedStringsPart: 'xl/SharedStrings.xml', sharedStringsTarget: 'sharedStrings.xml' },
  ],
  ['xl/sharedStrings.xml, named by an absolute XL/SHAREDSTRINGS.XML', { sharedStringsTarget: '/XL/SHAREDSTRINGS.XML' }],
  ['shared strings that no relationship names', { sharedStringsTarget: 'nowhere.xml' }],
  ['prefixed tags', { prefix: 'x' }],
  ['the strict standard', { strict: true }],
  ['prefixed, strict, inline', { prefix: 'main', strict: true, strings: 'inline' }],
  ['rows and cells without references', { positional: true }],
])('reads a workbook with %s', async (_, options) => {
  expect(await read({ sheets: [{ name: 'TDSheet', rows: sales }], ...options })).toEqual(salesRead);
});

test('reads every kind of cell, formulas by their cached values only', async () => {
  const cells: FixtureCell[] = [
    { runs: ['ООО ', '"Ромашка"'] },
    true,
    false,
    { error: '#N/A' },
    { formula: 'A1&"x"', cached: 'кэш' },
    { formula: 'SUM(A1)', cached: 12.5 },
    { formula: '1/0', cached: { error: '#DIV/0!' } },
    { formula: 'NOW()', cached: null },
    { xml: '<c r="C" t="d"><v>2026-03-02T12:00:00</v></c>' },
    { xml: '<c r="C" t="inlineStr"><is><t><![CDATA[<b>&amp;]]></t></is></c>' },
    { xml: '<c r="C"><v> 1E+05 </v></c>' },
    'tab\tcr\r\nlf _x000D_ literal',
  ];
  expect(await read({ sheets: [{ name: 'S', rows: [cells] }] })).toEqual([
    [
      'ООО "Ромашка"',
      true,
      false,
      { error: '#N/A' },
      'кэш',
      12.5,
      { error: '#DIV/0!' },
      null,
      { date: 46083.5 },
      '<b>&amp;',
      1e5,
      'tab\tcr\r\nlf _x000D_ literal',
    ],
  ]);
});

test('an empty text may come first in the table of shared strings', async () => {
  expect(await read({ sheets: [{ name: 'S', rows: [['', 'Киоск']] }] })).toEqual([[null, 'Киоск']]);
});

test('decodes _x000D_ escapes', async () => {
  const cell = { xml: '<c r="C" t="str"><v>ООО_x000D_\n_x005F_x000D_</v></c>' };
  expect(await read({ sheets: [{ name: 'S', rows: [[cell]] }] })).toEqual([['ООО\r\n_x000D_']]);
});

test('days counted from 1904 become serials of the 1900 system, other numbers stay', async () => {
  const rows = [[{ value: 44621.25, format: 'dd.mm.yyyy' }, 44621]];
  expect(await read({ sheets: [{ name: 'S', rows }], date1904: true })).toEqual([[{ date: 46083.25 }, 44621]]);
});

test('keeps numbers as they are stored', async () => {
  const path = temporaryFile(
    'numbers.xlsx',
    writeXlsx({ sheets: [{ name: 'S', rows: [[{ xml: '<c r="C"><v>0.30000000000000004</v></c>' }]] }] }),
  );
  expect((await readRows(path))[0]!.cells).toEqual([{ type: 'number', text: '0.30000000000000004', dateLike: false }]);
});

test("gives the sheet's row numbers, outline levels and indents; cuts trailing blanks", async () => {
  const rows = [
    { cells: ['Отчёт'] },
    { cells: [null, 'ООО "Ромашка"', null, null], number: 4, indent: 2 },
    { cells: ['Вода'], number: 5, outlineLevel: 2, indent: 4 },
    { cells: [null, null], number: 6 },
  ];
  const grouped = await readRows(temporaryFile('grouped.xlsx', writeXlsx({ sheets: [{ name: 'S', rows }] })));
  expect(grouped.map((row) => [row.number, row.line, row.cells.length, row.outlineLevel, row.indent])).toEqual([
    [1, 1, 1, 0, 0],
    [4, 4, 2, 0, 2],
    [5, 5, 1, 2, 4],
    [6, 6, 0, 0, 0],
  ]);
});

describe('chooses the sheet', () => {
  test('that is first among the visible ones with data, and lists all', async () => {
    const sheets: FixtureWorkbook['sheets'] = [
      { name: 'Настройки', state: 'hidden', rows: [['скрыто']] },
      { name: 'Пусто', rows: [[null]] },
      { name: 'Продажи', rows: [['видно']] },
      { name: 'Ещё', rows: [['потом']] },
    ];
    const path = temporaryFile('sheets.xlsx', writeXlsx({ sheets }));
    expect((await openFile(path)).format).toEqual({
      container: 'xlsx',
      sheet: 'Продажи',
      sheets: ['Настройки', 'Пусто', 'Продажи', 'Ещё'],
    });
    expect(await readCells(path)).toEqual([['видно']]);
  });

  test('and refuses a workbook without data', async () => {
    const path = temporaryFile(
      'blank.xlsx',
      writeXlsx({
        sheets: [
          { name: 'S', rows: [] },
          { name: 'H', state: 'veryHidden', rows: [['x']] },
        ],
      }),
    );
    await expect(openFile(path)).rejects.toThrow('empty');
  });
});

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('_', 'x', '0', 'D', '\r', '\n', '\t', ' ', '<', '&', 'Ж'), maxLength: 12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.boolean(),
  fc.constant(null),
);

test('any table reads back equal', async () => {
  const tables = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
  const options = fc.record({
    strings: fc.constantFrom<'shared' | 'inline'>('shared', 'inline'),
    prefix: fc.constantFrom('', 'x'),
    strict: fc.boolean(),
    positional: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(tables, options, async (table, chosen) => {
      const rows = [['Таблица'], ...table];
      expect(await read({ sheets: [{ name: 'S', rows }], ...chosen })).toEqual(rows.map(withoutTrailingBlanks));
    }),
    { numRuns: 60 },
  );
});

function withoutTrailingBlanks(row: (string | number | boolean | null)[]): (string | number | boolean | null)[] {
  const cells = row.map((value) => (value === '' ? null : value));
  return cells.slice(0, cells.findLastIndex((value) => value !== null) + 1);
}

function read(workbook: FixtureWorkbook) {
  return readCells(temporaryFile('workbook.xlsx', writeXlsx(workbook)));
}
