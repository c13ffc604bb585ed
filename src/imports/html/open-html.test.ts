/** Pages with tables: how cells lie, what a reader of the page sees of them, and in which encoding. */
import { describe, expect, test } from 'vitest';
import { encode } from '../../../fixtures/encode-text.ts';
import { readCells, readRows } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { writeMhtml } from '../../../fixtures/write-html.ts';
import { openFile } from '../open-file.ts';

const cellsOf = (html: string) => readCells(temporaryFile('page.xls', html));

test.each<[string, string, unknown[][]]>([
  ['a bare table', '<table><tr><td>a</td><td>b</td></tr></table>', [['a', 'b']]],
  [
    'cells and rows without their ends',
    '<table><tr><th>a<th>b<tr><td>c<td>d</table>',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['tags that overlap', '<table><tr><td><b>a<td>b</b></td><tr><td>c</table>', [['a', 'b'], ['c']]],
  ['head, body and foot', '<table><thead><tr><th>a</thead><tbody><tr><td>b</tbody><tfoot><tr><td>c</tfoot></table>', [['a'], ['b'], ['c']]],
  ['rows without a table', '<tr><td>a</td></tr><tr><td>b</td></tr>', [['a'], ['b']]],
  ['a table within boxes', '<div><p>Отчёт<div><table><tr><td>a</td></tr></table></div>', [['a']]],
  [
    'a cell over two columns',
    '<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>',
    [
      ['a', null, 'b'],
      ['c', 'd', 'e'],
    ],
  ],
  [
    'a cell over two rows',
    '<table><tr><td rowspan="2">a<td>b<tr><td>c<tr><td>d<td>e</table>',
    [
      ['a', 'b'],
      [null, 'c'],
      ['d', 'e'],
    ],
  ],
  ['over two of both', '<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d</table>', [['a', null, 'b'], [null, null, 'c'], ['d']]],
  ['breaks and paragraphs', '<table><tr><td>a<br>b<p>c</p><div>d</div></td></tr></table>', [['a\nb\nc\nd']]],
  [
    'blanks and entities',
    '<table><tr><td>  ООО\n   &quot;Рома&shy;шка&quot;&nbsp;&amp;&#160;Ко &laquo;&#1046;&raquo; </td></tr></table>',
    [['ООО "Рома\u00adшка"\u00a0&\u00a0Ко «Ж»']],
  ],
  [
    'comments, scripts and styles',
    '<!-- <table> --><style>td{}</style><table><!-- x --><tr><td>a<script>b<c</script><!-- </td> --></td></tr></table>',
    [['a']],
  ],
  [
    'what the page hides',
    '<table><tr><td><span style="display:none">20260114</span>14.01.2026<td style="display: none">x<td>b</tr></table>',
    [['14.01.2026', 'b']],
  ],
  ['blanks where texts meet', '<table><tr><td><b>a </b> <i> b</i> <br> c</table>', [['a b\nc']]],
  ['lists to choose from', '<table><tr><td>a<select><option>x<option>y</select><td>b</table>', [['a', 'b']]],
  ['pictures and fields', '<table><tr><td><img src=x alt=y>a<input value=z><td>b</table>', [['a', 'b']]],
])('%s', async (_, html, expected) => expect(await cellsOf(html)).toEqual(expected));

test.each<[string, string, unknown]>([
  ['x:num', '<td x:num="1234.567">1 234,57</td>', { type: 'number', text: '1234.567', dateLike: false }],
  ['x:num without a value', '<td x:num>12</td>', { type: 'number', text: '12', dateLike: false }],
  [
    'x:num on a day',
    `<td x:num="46083" style='mso-number-format:"Short Date"'>02.03.2026</td>`,
    { type: 'number', text: '46083', dateLike: true },
  ],
  [
    'a format in a class',
    '<td class="xl24 month" x:num="46083">март 2026</td>',
    { type: 'number', text: '46083', dateLike: true, monthOnly: true },
  ],
  [
    'a format that names its currency',
    '<td class=money>1220.50</td>',
    { type: 'number', text: '1220.50', dateLike: false, currency: 'RUB' },
  ],
  ['a text in digits', `<td style='mso-number-format:"\\@"'>0012</td>`, { type: 'text', text: '0012' }],
  ['digits alone', '<td>0012</td>', { type: 'text', text: '0012' }],
  ['x:str', '<td x:str>12</td>', { type: 'text', text: '12' }],
  ['x:fmla without a value', '<td x:fmla="=A1*2"></td>', { type: 'empty', formula: '=A1*2' }],
  ['data-v of SheetJS', '<td data-t="n" data-v="46083" data-z="m/d/yy">3/2/26</td>', { type: 'number', text: '46083', dateLike: true }],
  ['sdval of LibreOffice', '<td sdval="1234.5" sdnum="1049;">1 234,5</td>', { type: 'number', text: '1234.5', dateLike: false }],
  ['sdval on a day', '<td sdval="46083" sdnum="1049;0;ДД.ММ.ГГГГ">02.03.2026</td>', { type: 'number', text: '46083', dateLike: true }],
])('%s', async (_, cell, expected) => {
  const style =
    '<style><!--table {mso-x:y}\n.month\n\t{mso-number-format:"mmmm\\\\ yyyy";}\n.money, .more {color:red;mso-number-format:"\\#\\,\\#\\#0\\.00\\\\ \\0022₽\\0022";}\n--></style>';
  const [row] = await readRows(
    temporaryFile('page.xls', `<html><head><meta charset=utf-8>${style}</head><table><tr>${cell}<td>x</td></tr></table></html>`),
  );
  expect(row!.cells[0]).toEqual(expected);
});

test('hidden rows and indents are told', async () => {
  const html =
    '<table><tr><td>ООО<tr style="display:none"><td>скрыто<tr><td>&nbsp;&nbsp;&nbsp;Вода<tr><td style="padding-left:24px;mso-char-indent-count:2">Сок</table>';
  const rows = await readRows(temporaryFile('page.xls', html));
  expect(rows.map(({ hidden, indent }) => [hidden ?? false, indent])).toEqual([
    [false, 0],
    [true, 0],
    [false, 3],
    [false, 2],
  ]);
});

describe('of several tables', () => {
  test('frames and menus are not offered beside a real one; a nested one is a table of its own', async () => {
    const menu = '<table><tr><td>Меню<td>Выход</table>';
    const html = `<table><tr><td>${menu}<td><h2>Отчёт</h2></td></tr><tr><td><table id=data><caption>Продажи</caption><tr><td>a<td>b<tr><td>c<td>d</table></td></tr></table>`;
    const opened = await openFile(temporaryFile('page.xls', html));
    expect(opened.tables).toEqual(['Продажи']);
    expect(await cellsOf(html)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('each is named by its caption, the heading above it, Excel, or its number', async () => {
    const table = '<tr><td>a<td>b<tr><td>c<td>d</table>';
    expect(
      (await openFile(temporaryFile('page.xls', `<h3>Январь</h3><table>${table}<table>${table}<h3>Январь</h3><table>${table}`))).tables,
    ).toEqual(['Январь', '2', 'Январь (2)']);
    const excel =
      '<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>TDSheet</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->';
    expect((await openFile(temporaryFile('page.xls', `<html><head>${excel}</head><table>${table}</html>`))).tables).toEqual(['TDSheet']);
  });
});

describe('encoding', () => {
  const page = (head: string) => `<html><head>${head}</head><body><table><tr><td>Лікарня №5<td>Б</table></body></html>`;
  const meta = (charset: string) => `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`;
  const expected = [['Лікарня №5', 'Б']];

  test.each<[string, Buffer]>([
    ['windows-1251, as it says', encode(page(meta('windows-1251')), 'windows-1251')],
    ['windows-1251, although it says UTF-8', encode(page(meta('utf-8')), 'windows-1251')],
    ['UTF-8, as it says', encode(page('<meta charset="UTF-8"/>'), 'utf-8')],
    ['UTF-8, and says nothing', encode(page(''), 'utf-8')],
    ['UTF-8, although it says UTF-16', encode(page(meta('utf-16')), 'utf-8')],
    ['UTF-8, and says nonsense', encode(page(meta('x-unknown-9')), 'utf-8')],
    ['UTF-8 with a mark, although it says windows-1251', encode(`\ufeff${page(meta('windows-1251'))}`, 'utf-8')],
    ['UTF-16 with a mark', encode(`\ufeff${page(meta('unicode'))}`, 'utf-16le')],
    ['KOI8, as it says', encode(page(meta('koi8-u')).replace('№', 'N'), 'koi8-u')],
  ])('%s', async (name, content) => {
    expect(await readCells(temporaryFile('page.xls', content))).toEqual(name.startsWith('KOI8') ? [['Лікарня N5', 'Б']] : expected);
  });

  test.each(['base64', 'quoted-printable'] as const)('of a message in %s', async (transfer) => {
    for (const charset of ['utf-8', 'windows-1251'] as const) {
      expect(await readCells(temporaryFile('page.mht', writeMhtml(page(''), { transfer, charset })))).toEqual(expected);
    }
  });
});

test('a style sheet or a cell made to take long is read at once', async () => {
  const started = performance.now();
  await cellsOf(
    `<style>.a{${'"x"'.repeat(20_000)}</style><table><tr><td>${'&#32;'.repeat(200_000)}a<td>${'a&#32;<p>'.repeat(100_000)}</table>`,
  );
  expect(performance.now() - started).toBeLessThan(5_000);
});

test.each<[string, string, string]>([
  ['a table that does not end', '<table><tr><td>a</td></tr>', 'truncated'],
  ['a row that does not end', '<tr><td>a</td></tr><tr><td>b', 'truncated'],
  [
    'a message without its last boundary',
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<table><tr><td>a</table>\r\n',
    'truncated',
  ],
  ['no table', '<html><body><p>Киоск; 12</p></body></html>', 'web_page'],
  ['a table that is hidden', '<div style="display:none"><table><tr><td>a</table></div>', 'web_page'],
  ['a value far to the right', `<table><tr>${'<td colspan=1000>'.repeat(2)}<td>a</table>`, 'too_many_columns'],
  ['a cell of 2 MB', `<table><tr><td>${'x'.repeat(2 << 20)}</table>`, 'cell_too_large'],
  ['a thousand tables in one another', '<table><tr><td>'.repeat(1000), 'truncated'],
])('refuses %s', async (_, html, code) => {
  await expect(cellsOf(html)).rejects.toThrow(code);
});
