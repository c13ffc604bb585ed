/** Tables of LibreOffice, packed and flat: what its rows, cells and styles say. */
import { describe, expect, test } from 'vitest';
import { readCells, readRows } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { type OdsXml, writeFods, writeOds } from '../../../fixtures/write-ods.ts';
import { writeZip } from '../../../fixtures/write-zip.ts';
import { openFile } from '../open-file.ts';

const text = (value: string) => `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`;
const table = (rows: string, name = 'Продажи') => `<table:table table:name="${name}">${rows}</table:table>`;

const packed = (xml: OdsXml) => temporaryFile('table.ods', writeOds(xml));
const flat = (xml: OdsXml) => temporaryFile('table.fods', writeFods(xml));
const cellsOf = async (cells: string, styles = '') => (await readRows(packed({ styles, body: table(row(cells)) })))[0]?.cells;

test.each<[string, string, unknown]>([
  [
    'a text of paragraphs',
    '<table:table-cell office:value-type="string"><text:p>ООО</text:p><text:p>"Ромашка"</text:p></table:table-cell>',
    { type: 'text', text: 'ООО\n"Ромашка"' },
  ],
  ['blanks, tabs and line breaks', text('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'), { type: 'text', text: 'a   b\tc\nd' }],
  [
    'parts of a text in styles and links',
    text('ООО <text:span>Ро</text:span><text:a>машка</text:a>'),
    { type: 'text', text: 'ООО Ромашка' },
  ],
  [
    'a note beside the text',
    `<table:table-cell office:value-type="string"><office:annotation><text:p>проверить</text:p></office:annotation><text:p>Киоск</text:p></table:table-cell>`,
    { type: 'text', text: 'Киоск' },
  ],
  [
    'a number as stored, not as shown',
    '<table:table-cell office:value-type="float" office:value="12200.4567"><text:p>12 200,46</text:p></table:table-cell>',
    { type: 'number', text: '12200.4567', dateLike: false },
  ],
  [
    'an amount with its currency',
    '<table:table-cell office:value-type="currency" office:currency="UAH" office:value="5"><text:p>5,00 ₴</text:p></table:table-cell>',
    { type: 'number', text: '5', dateLike: false, currency: 'UAH' },
  ],
  [
    'a share',
    '<table:table-cell office:value-type="percentage" office:value="0.2"><text:p>20%</text:p></table:table-cell>',
    { type: 'number', text: '0.2', dateLike: false },
  ],
  [
    'a day',
    '<table:table-cell office:value-type="date" office:date-value="2026-03-02"><text:p>2 мар</text:p></table:table-cell>',
    { type: 'number', text: '46083', dateLike: true },
  ],
  [
    'a day with its time',
    '<table:table-cell office:value-type="date" office:date-value="2026-03-02T12:00:00"/>',
    { type: 'number', text: '46083.5', dateLike: true },
  ],
  [
    'a serial that is shown as a day',
    '<table:table-cell office:value-type="float" office:value="46083"><text:p>3/2/26</text:p></table:table-cell>',
    { type: 'number', text: '46083', dateLike: true },
  ],
  [
    'a duration',
    '<table:table-cell office:value-type="time" office:time-value="PT12H00M00S"/>',
    { type: 'number', text: '0.5', dateLike: true },
  ],
  [
    'a boolean',
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>ИСТИНА</text:p></table:table-cell>',
    { type: 'boolean', value: true },
  ],
  [
    'an error',
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
    { type: 'error', text: '#DIV/0!' },
  ],
  [
    'a formula with its value',
    '<table:table-cell table:formula="of:=[.A1]*2" office:value-type="float" office:value="4"/>',
    { type: 'number', text: '4', dateLike: false },
  ],
  ['a formula that was never calculated', '<table:table-cell table:formula="of:=[.A1]*2"/>', { type: 'empty', formula: 'of:=[.A1]*2' }],
])('%s', async (_, cell, expected) => expect(await cellsOf(cell)).toEqual([expected]));

test('repeated and covered cells keep the others in their columns; blanks at the end are cut', async () => {
  const cells = `${text('a')}<table:covered-table-cell office:value-type="string"><text:p>не видно</text:p></table:covered-table-cell><table:table-cell table:number-columns-repeated="2"/>${text('e').replace('<table:table-cell', '<table:table-cell table:number-columns-repeated="2"')}<table:table-cell table:number-columns-repeated="16378"/>`;
  expect(await readCells(packed({ body: table(row(cells)) }))).toEqual([['a', null, null, null, 'e', 'e']]);
});

test('repeated rows are rows, empty ones only count', async () => {
  const rows =
    row(text('x'), 'table:number-rows-repeated="1200"') + row('<table:table-cell/>', 'table:number-rows-repeated="5"') + row(text('y'));
  const read = await readRows(flat({ body: table(rows) }));
  expect(read).toHaveLength(1201);
  expect(read.map(({ number }) => number).slice(-3)).toEqual([1199, 1200, 1206]);
});

test('rows that are hidden, filtered away or in a collapsed group', async () => {
  const rows =
    row(text('видно')) +
    row(text('скрыто'), 'table:visibility="collapse"') +
    row(text('отфильтровано'), 'table:visibility="filter"') +
    `<table:table-row-group table:display="false"><table:table-row-group table:display="true">${row(text('в группе'), 'table:visibility="collapse"')}</table:table-row-group></table:table-row-group>`;
  const read = await readRows(packed({ body: table(rows) }));
  expect(read.map(({ hidden, outlineLevel }) => [hidden ?? false, outlineLevel])).toEqual([
    [false, 0],
    [true, 0],
    [true, 0],
    [false, 2],
  ]);
});

test('styles tell currencies, months and indents, also by row and by column', async () => {
  const styles =
    '<number:currency-style style:name="N1"><number:number/><number:text> </number:text><number:currency-symbol number:language="ru">₽</number:currency-symbol></number:currency-style>' +
    '<number:date-style style:name="N2"><number:month number:textual="true"/><number:text> </number:text><number:year/></number:date-style>' +
    '<number:date-style style:name="N3"><number:day/><number:text>.</number:text><number:month/></number:date-style>' +
    '<style:style style:name="money" style:family="table-cell" style:data-style-name="N1"/>' +
    '<style:style style:name="child" style:family="table-cell" style:parent-style-name="money"><style:paragraph-properties fo:margin-left="0.706cm"/></style:style>' +
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N2"/>' +
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N3"/>';
  const value = (name?: string) =>
    `<table:table-cell${name ? ` table:style-name="${name}"` : ''} office:value-type="float" office:value="1"/>`;
  const date = (name: string) => `<table:table-cell table:style-name="${name}" office:value-type="date" office:date-value="2026-02-01"/>`;
  const columns =
    '<table:table-column/><table:table-column table:default-cell-style-name="money" table:number-columns-repeated="2"/><table:table-column/>';
  const read = await readRows(
    packed({ styles, body: table(columns + row(value('child') + value() + value() + value() + date('month') + date('day'))) }),
  );
  expect(read[0]!.indent).toBe(2);
  expect(read[0]!.cells.map((cell) => (cell.type === 'number' ? [cell.currency, cell.monthOnly] : cell))).toEqual([
    ['RUB', undefined],
    ['RUB', undefined],
    ['RUB', undefined],
    [undefined, undefined],
    [undefined, true],
    [undefined, undefined],
  ]);
});

test('hidden tables are not offered, and a table within a cell is none', async () => {
  const styles = '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>';
  const hidden =
    '<table:table table:name="Настройки" table:style-name="gone"><table:table-row><table:table-cell office:value-type="string"><text:p>скрыто</text:p></table:table-cell></table:table-row></table:table>';
  const nested = row(
    `<table:table-cell office:value-type="string">${table(row(text('внутри')), 'Внутри')}<text:p>видно</text:p></table:table-cell>`,
  );
  const path = flat({ styles, body: hidden + table(nested) });
  expect((await openFile(path)).tables).toEqual(['Продажи']);
  expect((await openFile(path)).format).toEqual({ container: 'ods', sheet: 'Продажи', sheets: ['Настройки', 'Продажи'] });
  expect(await readCells(path)).toEqual([['видно']]);
});

describe('refuses', () => {
  test.each<[string, string, string]>([
    ['rows repeated beyond any sheet', table(row(text('x'), 'table:number-rows-repeated="2000000000"')), 'zip_bomb'],
    [
      'a value repeated over all columns',
      table(row(text('x').replace('<table:table-cell', '<table:table-cell table:number-columns-repeated="16384"'))),
      'too_many_columns',
    ],
    ['a cell of 2 MB', table(row(text('x'.repeat(2 << 20)))), 'cell_too_large'],
    ['a document without rows', table(row('<table:table-cell/>')), 'empty'],
    ['a row that does not end', '<table:table table:name="S"><table:table-row>', 'truncated'],
  ])('%s', async (_, body, code) => {
    await expect(readRows(packed({ body }))).rejects.toThrow(code);
    await expect(readRows(flat({ body }))).rejects.toThrow(code);
  });

  test('one with a password, of LibreOffice before 24.8 and since', async () => {
    const manifest =
      '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    const mimetype = { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true };
    const old = writeZip([mimetype, { name: 'content.xml', content: 'secret' }, { name: 'META-INF/manifest.xml', content: manifest }]);
    const recent = writeZip([
      mimetype,
      { name: 'encrypted-package', content: 'secret' },
      { name: 'META-INF/manifest.xml', content: manifest },
    ]);
    for (const content of [old, recent]) await expect(openFile(temporaryFile('locked.ods', content))).rejects.toThrow('password_protected');
  });
});
