import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCells, readRows } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { writeXlsx, type FixtureCell, type FixtureWorkbook } from '../../../fixtures/write-xlsx.ts';
import { writeZip } from '../../../fixtures/write-zip.ts';
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

describe('a part may have any name', () => {
  const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const sheet = (text: string) => `<worksheet><sheetData><row><c t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`;
  const package_ = (target: string) =>
    `<Relationships><Relationship Id="a" Type="${relationship}/officeDocument" Target="${target}"/></Relationships>`;
  const book = '<workbook><sheets><sheet name="Продажи" sheetId="1" r:id="b"/></sheets></workbook>';
  const to = (target: string) =>
    `<Relationships><Relationship Id="b" Type="${relationship}/worksheet" Target="${target}"/></Relationships>`;

  test.each<[string, Record<string, string>]>([
    [
      'in Cyrillic',
      {
        '_rels/.rels': package_('xl/workbook.xml'),
        'xl/workbook.xml': book,
        'xl/_rels/workbook.xml.rels': to('worksheets/Продажи.xml'),
        'xl/worksheets/Продажи.xml': sheet('видно'),
      },
    ],
    [
      'with percent escapes in the relationship',
      {
        '_rels/.rels': package_('xl/workbook.xml'),
        'xl/workbook.xml': book,
        'xl/_rels/workbook.xml.rels': to('worksheets/%D0%9F%201.xml'),
        'xl/worksheets/П 1.xml': sheet('видно'),
      },
    ],
    [
      'with percent escapes in the zip',
      {
        '_rels/.rels': package_('xl/workbook.xml'),
        'xl/workbook.xml': book,
        'xl/_rels/workbook.xml.rels': to('/xl/worksheets/П.xml'),
        'xl/worksheets/%D0%9F.xml': sheet('видно'),
      },
    ],
    [
      'absolute and in capitals',
      {
        '_rels/.rels': package_('/XL/WORKBOOK.XML'),
        'xl/workbook.xml': book,
        'xl/_rels/workbook.xml.rels': to('/XL/Data.xml'),
        'xl/data.xml': sheet('видно'),
      },
    ],
    [
      'with backslashes',
      {
        '_rels\\.rels': package_('xl\\workbook.xml'),
        'xl\\workbook.xml': book,
        'xl\\_rels\\workbook.xml.rels': to('worksheets\\one.xml'),
        'xl\\worksheets\\one.xml': sheet('видно'),
      },
    ],
    [
      'outside of xl',
      { '_rels/.rels': package_('book.xml'), 'book.xml': book, '_rels/book.xml.rels': to('rows.xml'), 'rows.xml': sheet('видно') },
    ],
    [
      'one folder up',
      {
        '_rels/.rels': package_('xl/workbook.xml'),
        'xl/workbook.xml': book,
        'xl/_rels/workbook.xml.rels': to('../sheets/a.xml'),
        'sheets/a.xml': sheet('видно'),
      },
    ],
  ])('%s', async (_, parts) => {
    const content = writeZip(Object.entries(parts).map(([name, xml]) => ({ name, content: xml })));
    expect(await readCells(temporaryFile('named.xlsx', content))).toEqual([['видно']]);
  });

  test('but a sheet whose part is missing is not passed over', async () => {
    const parts = {
      '_rels/.rels': package_('xl/workbook.xml'),
      'xl/workbook.xml': book,
      'xl/_rels/workbook.xml.rels': to('worksheets/gone.xml'),
    };
    await expect(
      openFile(temporaryFile('lost.xlsx', writeZip(Object.entries(parts).map(([name, xml]) => ({ name, content: xml }))))),
    ).rejects.toThrow('truncated');
  });
});

test('cells of equal row numbers are one row, however many row elements they stand in', async () => {
  const cells = (row: number, values: number[]) =>
    values.map((value, i) => `<row r="${row}"><c r="${'ABC'[i]}${row}"><v>${value}</v></c></row>`).join('');
  const many = Array.from({ length: 700 }, (_, i) => cells(i + 1, [i, i + 1, i + 2])).join('');
  const xml = `<worksheet><sheetData>${many}<row r="705"><c><v>1</v></c></row><row r="705"><c><v>2</v></c></row></sheetData></worksheet>`;
  const rows = await readRows(
    temporaryFile('spread.xlsx', writeXlsx({ sheets: [{ name: 'S', rows: [] }], parts: { 'xl/worksheets/sheet1.xml': xml } })),
  );
  expect(rows).toHaveLength(701);
  expect(rows.map(({ cells: together }) => together.length).slice(0, 700)).toEqual(Array.from({ length: 700 }, () => 3));
  expect(rows.at(-1)).toMatchObject({ number: 705, cells: [{ text: '1' }, { text: '2' }] });
});

test('a row that is hidden by hand or by a filter says so; the rows of a collapsed group do not', async () => {
  const rows = [{ cells: ['Киоск'] }, { cells: ['Свой филиал'], hidden: true }, { cells: ['Вода'], hidden: true, outlineLevel: 1 }];
  const [open, byHand, inGroup] = await readRows(temporaryFile('hidden.xlsx', writeXlsx({ sheets: [{ name: 'S', rows }] })));
  expect([open, byHand, inGroup].map((row) => row!.hidden ?? false)).toEqual([false, true, false]);
});

test('a number has the currency of its format, and a month says that it is no day', async () => {
  const cells: FixtureCell[] = [
    { value: 1, format: '[$$-409]#,##0.00' },
    { value: 2, format: '#,##0.00 "₽"' },
    { value: 46054, format: 'mmmm yyyy' },
    { value: 46054, format: '17' },
    { value: 3, format: '#,##0.00' },
    { value: 4, format: '44' },
  ];
  const [row] = await readRows(temporaryFile('formats.xlsx', writeXlsx({ sheets: [{ name: 'S', rows: [cells] }] })));
  expect(row!.cells).toEqual([
    { type: 'number', text: '1', dateLike: false, currency: 'USD' },
    { type: 'number', text: '2', dateLike: false, currency: 'RUB' },
    { type: 'number', text: '46054', dateLike: true, monthOnly: true },
    { type: 'number', text: '46054', dateLike: true, monthOnly: true },
    { type: 'number', text: '3', dateLike: false },
    { type: 'number', text: '4', dateLike: false },
  ]);
});

describe('a formula that was never calculated', () => {
  const firstOf = async (xml: string, parts: FixtureWorkbook['parts'] = {}) => {
    const content = writeXlsx({ sheets: [{ name: 'S', rows: [['Сумма'], [{ xml: `<c r="C">${xml}</c>` }, 1]] }], parts });
    return (await readRows(temporaryFile('formulas.xlsx', content)))[1]!.cells[0];
  };

  test.each<[string, string, unknown]>([
    ['has no value', '<f>E2*F2</f>', { type: 'empty', formula: 'E2*F2' }],
    ['or an empty one', '<f>E2*F2</f><v></v>', { type: 'empty', formula: 'E2*F2' }],
    ['but 0 is a value', '<f>E2*F2</f><v>0</v>', { type: 'number', text: '0', dateLike: false }],
  ])('%s', async (_, xml, cell) => expect(await firstOf(xml)).toEqual(cell));

  test('and an empty text is a value', async () => {
    const rows = [['Сумма'], [{ xml: '<c r="C" t="str"><f>IF(A1="","",1)</f><v></v></c>' }, 1]];
    const [, row] = await readRows(temporaryFile('text.xlsx', writeXlsx({ sheets: [{ name: 'S', rows }] })));
    expect(row!.cells[0]).toEqual({ type: 'empty' });
  });

  test('takes its text from the cell that shares it', async () => {
    const rows = [[{ xml: '<c r="C"><f t="shared" ref="A1:A2" si="0">B1*2</f></c>' }], [{ xml: '<c r="C"><f t="shared" si="0"/></c>' }]];
    const shared = await readRows(temporaryFile('shared.xlsx', writeXlsx({ sheets: [{ name: 'S', rows }] })));
    expect(shared.map(({ cells }) => cells)).toEqual([[{ type: 'empty', formula: 'B1*2' }], [{ type: 'empty', formula: 'B1*2' }]]);
  });

  test('has the value 0 where XlsxWriter wrote it', async () => {
    const workbook = (id: string) => ({
      'xl/workbook.xml': `<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="${id}" fullCalcOnLoad="1"/></workbook>`,
    });
    expect(await firstOf('<f>E2*F2</f><v>0</v>', workbook('124519'))).toEqual({ type: 'empty', formula: 'E2*F2' });
    expect(await firstOf('<f>E2*F2</f><v>7</v>', workbook('124519'))).toMatchObject({ text: '7' });
    expect(await firstOf('<f>E2*F2</f><v>0</v>', workbook('191029'))).toMatchObject({ text: '0' });
  });
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
    expect((await openFile(path)).tables).toEqual(['Продажи', 'Ещё']);
    const later = await (await openFile(path)).table('Ещё');
    expect(later.format).toMatchObject({ sheet: 'Ещё' });
    for await (const [row] of later.rows()) expect(row!.cells).toEqual([{ type: 'text', text: 'потом' }]);
    await expect(later.table('Настройки')).rejects.toThrow('no_table');
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
