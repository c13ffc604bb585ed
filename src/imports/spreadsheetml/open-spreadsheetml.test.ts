/** XML workbooks of Excel 2003: places of cells, merged cells, types, styles, and odd spellings. */
import { expect, test } from 'vitest';
import { encode } from '../../../fixtures/encode-text.ts';
import { readCells, readRows } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { writeSpreadsheetml } from '../../../fixtures/write-spreadsheetml.ts';
import { openFile } from '../open-file.ts';

const sheet = (rows: string, name = 'Продажи', after = '') => `<Worksheet ss:Name="${name}"><Table>${rows}</Table>${after}</Worksheet>`;
const text = (value: string) => `<Data ss:Type="String">${value}</Data>`;
const path = (body: string, styles = '') => temporaryFile('book.xls', writeSpreadsheetml({ styles, body }));
const cellOf = async (cell: string, styles = '') => (await readRows(path(sheet(`<Row>${cell}</Row>`), styles)))[0]?.cells[0];

test.each<[string, string, unknown]>([
  ['a text', `<Cell>${text('ООО &quot;Ромашка&quot; &amp; Ко')}</Cell>`, { type: 'text', text: 'ООО "Ромашка" & Ко' }],
  [
    'a text in styles',
    '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>ООО</B> <Font>Ромашка</Font></ss:Data></Cell>',
    { type: 'text', text: 'ООО Ромашка' },
  ],
  [
    'a note beside the text',
    `<Cell>${text('Киоск')}<Comment><ss:Data ss:Type="String">проверить</ss:Data></Comment></Cell>`,
    { type: 'text', text: 'Киоск' },
  ],
  ['a number', '<Cell><Data ss:Type="Number">12200.4567</Data></Cell>', { type: 'number', text: '12200.4567', dateLike: false }],
  ['a day', '<Cell><Data ss:Type="DateTime">2026-03-02T00:00:00.000</Data></Cell>', { type: 'number', text: '46083', dateLike: true }],
  ['a boolean', '<Cell><Data ss:Type="Boolean">1</Data></Cell>', { type: 'boolean', value: true }],
  ['an error', '<Cell><Data ss:Type="Error">#N/A</Data></Cell>', { type: 'error', text: '#N/A' }],
  ['a formula that was never calculated', '<Cell ss:Formula="=RC[-1]*2"/>', { type: 'empty', formula: '=RC[-1]*2' }],
])('%s', async (_, cell, expected) => expect(await cellOf(cell)).toEqual(expected));

const styles =
  '<Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="money"><Alignment ss:Indent="2"/><NumberFormat ss:Format="#,##0.00\\ &quot;₽&quot;"/></Style>' +
  '<Style ss:ID="child" ss:Parent="money"/><Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="euro"><NumberFormat ss:Format="Euro Currency"/></Style>' +
  '<Style ss:ID="own"><NumberFormat ss:Format="Currency"/></Style><Style ss:ID="month"><NumberFormat ss:Format="mmmm\\ yyyy"/></Style>';

test.each<[string, unknown]>([
  ['child', { type: 'number', text: '46083', dateLike: false, currency: 'RUB' }],
  ['euro', { type: 'number', text: '46083', dateLike: false, currency: 'EUR' }],
  ['own', { type: 'number', text: '46083', dateLike: false }],
  ['day', { type: 'number', text: '46083', dateLike: true }],
  ['month', { type: 'number', text: '46083', dateLike: true, monthOnly: true }],
])('a number in the style %s', async (style, expected) => {
  const number = '<Data ss:Type="Number">46083</Data>';
  expect(await cellOf(`<Cell ss:StyleID="${style}">${number}</Cell>`, styles)).toEqual(expected);
  const byRow = await readRows(path(sheet(`<Row ss:StyleID="${style}"><Cell>${number}</Cell></Row>`), styles));
  const byColumn = await readRows(
    path(sheet(`<Column/><Column ss:Span="2" ss:StyleID="${style}"/><Row><Cell ss:Index="4">${number}</Cell></Row>`), styles),
  );
  expect([byRow[0]!.cells[0], byColumn[0]!.cells[3]]).toEqual([expected, expected]);
});

test('indexes, spans and merged cells keep everything in its place', async () => {
  const rows =
    `<Row><Cell ss:MergeAcross="2">${text('a')}</Cell><Cell>${text('d')}</Cell></Row>` +
    '<Row ss:Span="3"/>' +
    `<Row><Cell ss:Index="2">${text('b')}</Cell><Cell>${text('c')}</Cell></Row>` +
    `<Row ss:Index="20" ss:Hidden="1"><Cell>${text('скрыто')}</Cell></Row>`;
  const read = await readRows(path(sheet(rows)));
  expect(read.map(({ number, hidden }) => [number, hidden ?? false])).toEqual([
    [1, false],
    [6, false],
    [20, true],
  ]);
  expect(await readCells(path(sheet(rows)))).toEqual([['a', null, null, 'd'], [null, 'b', 'c'], ['скрыто']]);
});

test('a hidden sheet is not offered', async () => {
  const rows = `<Row><Cell>${text('x')}</Cell></Row>`;
  const options = '<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>';
  const opened = await openFile(path(sheet(rows, 'Настройки', options) + sheet(rows)));
  expect(opened.format).toEqual({ container: 'spreadsheetml', sheet: 'Продажи', sheets: ['Настройки', 'Продажи'] });
  expect(opened.tables).toEqual(['Продажи']);
});

test('in windows-1251, prefixed, with serials counted from 1904', async () => {
  const xml =
    '<?xml version="1.0" encoding="windows-1251"?><s:Workbook xmlns:s="urn:schemas-microsoft-com:office:spreadsheet"><ExcelWorkbook><Date1904/></ExcelWorkbook>' +
    '<s:Styles><s:Style s:ID="d"><s:NumberFormat s:Format="dd.mm.yyyy"/></s:Style></s:Styles><s:Worksheet s:Name="Лист"><s:Table>' +
    '<s:Row><s:Cell s:Index="2"><s:Data s:Type="String">Киоск</s:Data></s:Cell><s:Cell s:StyleID="d"><s:Data s:Type="Number">44621</s:Data></s:Cell></s:Row></s:Table></s:Worksheet></s:Workbook>';
  const file = temporaryFile('old.xls', encode(xml, 'windows-1251'));
  expect(await readCells(file)).toEqual([[null, 'Киоск', { date: 46_083 }]]);
  expect((await openFile(file)).tables).toEqual(['Лист']);
});

test.each<[string, string, string]>([
  ['without rows', sheet(''), 'empty'],
  ['cut off', '<Worksheet ss:Name="S"><Table><Row>', 'truncated'],
  ['of a value far to the right', sheet(`<Row><Cell ss:Index="16000">${text('x')}</Cell></Row>`), 'too_many_columns'],
  ['with a cell of 2 MB', sheet(`<Row><Cell>${text('x'.repeat(2 << 20))}</Cell></Row>`), 'cell_too_large'],
])('refuses a workbook %s', async (_, body, code) => {
  await expect(readRows(path(body))).rejects.toThrow(code);
});
