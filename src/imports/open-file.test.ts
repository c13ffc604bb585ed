/** What a file is, is told by its content; what it cannot be, by its refusal. */
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../../fixtures/encode-text.ts';
import { readCells, readRows } from '../../fixtures/read-cells.ts';
import { temporaryFile } from '../../fixtures/temporary-file.ts';
import { writeXlsx } from '../../fixtures/write-xlsx.ts';
import { writeZip } from '../../fixtures/write-zip.ts';
import { ImportRefused, type Refusal } from './recognition.ts';
import { openFile } from './open-file.ts';

const kiosk = 'Дата;Покупатель;Сумма\r\n02.01.2026;Киоск "У дома";1\r\n';

describe('refuses', () => {
  test.each<[string, string | Uint8Array, Refusal['code']]>([
    ['an empty file', '', 'empty'],
    ['blank lines', ' \r\n\t\r\n', 'empty'],
    ['a byte order mark alone', '\ufeff', 'empty'],
    ['a picture named .csv', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('IHDR;1;2')]), 'picture'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'pdf'],
    ['a program', Buffer.concat([Buffer.from('4d5a9000', 'hex'), Buffer.alloc(500)]), 'binary'],
    ['random bytes', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * i * 31 + (i >> 3) * 17) % 256)), 'binary'],
    ['nothing but zeros', Buffer.alloc(4096), 'binary'],
    ['a zip without a workbook', writeZip([{ name: 'readme.txt', content: 'x' }]), 'archive_without_table'],
    ['a zip of some XML', writeZip([{ name: 'content.xml', content: '<x/>' }]), 'xml'],
    ['an empty zip', writeZip([]), 'archive_without_table'],
    ['a bank exchange file of 1C that breaks off', encode('1CClientBankExchange\r\nВерсияФормата=1.03\r\n', 'windows-1251'), 'truncated'],
    ['a bank exchange file without documents', '\ufeff1CClientBankExchange\r\nВерсияФормата=1.03\r\nКонецФайла\r\n', 'empty'],
    [
      'a catalogue of CommerceML',
      '<?xml version="1.0" encoding="UTF-8"?>\n<!-- 1С -->\n<КоммерческаяИнформация ВерсияСхемы="2.10"><Каталог/></КоммерческаяИнформация>',
      'commerceml',
    ],
    [
      'offers of CommerceML with a prefix, in windows-1251',
      encode(
        '<?xml version="1.0" encoding="windows-1251"?><cml:КоммерческаяИнформация><cml:ПакетПредложений/></cml:КоммерческаяИнформация>',
        'windows-1251',
      ),
      'commerceml',
    ],
    ['XML without a list', '<?xml version="1.0"?><a><b>1</b></a>', 'xml'],
    ['another XML', '<?xml version="1.0"?><Workbook/>', 'no_table'],
    ['a page whose table is cut off', '<html><table><tr><td>1', 'truncated'],
    [
      'a page of boxes',
      '<!DOCTYPE html><html><body><div class="row"><div>02.01.2026</div><div>Киоск</div></div></body></html>',
      'web_page',
    ],
    ['a page with an empty table', '<table><tr><td> </td></tr></table>', 'web_page'],
    ['a table document of 1C 7.7', 'MOXCEL\0\x08\0\x01\0', 'table_document_1c'],
    ['a table document of 1C 8', '\ufeff{8,1,12,\r\n{"ru","ru",1,1,"ru","Русский","Русский"},\r\n{128,72},', 'table_document_1c'],
    ['a value saved by 1C', '{"#",4772b3b4-f4a3-49c0-a1a5-8cb5961511a3,{8,0}}', 'table_document_1c'],
    ['a binary workbook', writeZip([{ name: 'xl/workbook.bin', content: 'x' }]), 'binary_excel'],
    ['a Word document', writeZip([{ name: 'word/document.xml', content: '<w:document/>' }]), 'word_document'],
    [
      'a text of LibreOffice',
      writeZip([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
        { name: 'content.xml', content: '<x/>' },
      ]),
      'word_document',
    ],
    ['a Numbers table', writeZip([{ name: 'Index/Document.iwa', content: 'x' }]), 'apple_numbers'],
    ['a rich text', '{\\rtf1\\ansi 1;2}', 'word_document'],
    ['a 7z archive', Buffer.from('377abcaf271c0004', 'hex'), 'unknown_archive'],
    ['a rar archive', Buffer.from('526172211a070100', 'hex'), 'unknown_archive'],
    ['a Parquet file', 'PAR1\x15\x04', 'database_file'],
    ['an SQLite database', 'SQLite format 3\0', 'database_file'],
    ['a table of Excel 4', Buffer.from('0904060000001000', 'hex'), 'old_excel'],
    ['a bitmap', Buffer.concat([Buffer.from('424d36000000000000003600000028000000', 'hex'), Buffer.alloc(50)]), 'picture'],
    ['10,000 columns', `${';'.repeat(9_999)}\n`.repeat(3), 'too_many_columns'],
    ['a cell of 10 MB', `a;b\n1;"${'x'.repeat(10 << 20)}"\n`, 'cell_too_large'],
    ['an unquoted cell of 10 MB', `a;b\n1;${'x'.repeat(10 << 20)}\n`, 'cell_too_large'],
  ])('%s', async (_, content, code) => {
    expect(await refusal(temporaryFile('sales.csv', content))).toBe(code);
  });

  test('a file that is not there, and a folder', async () => {
    await expect(openFile('/nowhere/sales.xlsx')).rejects.toMatchObject({
      refusal: { code: 'not_found', detail: { reason: 'ENOENT' } },
    });
    await expect(openFile(mkdtempSync(join(tmpdir(), 'clientele-')))).rejects.toMatchObject({
      refusal: { code: 'not_found', detail: { reason: 'directory' } },
    });
  });
});

test('a workbook named .csv and a list named .xlsx are what they contain', async () => {
  const workbook = temporaryFile('sales.csv', writeXlsx({ sheets: [{ name: 'S', rows: [['Киоск']] }] }));
  expect((await openFile(workbook)).format.container).toBe('xlsx');
  expect((await openFile(temporaryFile('sales.xlsx', kiosk))).format.container).toBe('delimited');
});

test('NUL bytes and the DOS end of file are not text', async () => {
  expect(await readCells(temporaryFile('dos.csv', 'a;b\r\nК\0иоск;1\r\n\x1a'))).toEqual([
    ['a', 'b'],
    ['Киоск', '1'],
  ]);
});

test.each(['windows-1251', 'ibm866', 'utf-8'] as const)(
  'one Cyrillic name after megabytes of ASCII decides the encoding: %s',
  async (encoding) => {
    const ascii = '2026-01-02;Kiosk;1\n'.repeat(400_000);
    const path = temporaryFile(
      'late.csv',
      Buffer.concat([Buffer.from(ascii), encode('2026-01-03;Лікарня'.replace('і', 'и'), encoding), Buffer.from(`;1\n${ascii}`)]),
    );
    expect((await openFile(path)).format).toMatchObject({ encoding });
    expect((await readCells(path))[400_000]).toEqual(['2026-01-03', 'Ликарня', '1']);
  },
);

test('each pass begins anew, may be left early, and progress ends at the size of the file', async () => {
  const text = kiosk.repeat(20_000);
  const opened = await openFile(temporaryFile('long.csv', text));
  for await (const batch of opened.rows()) {
    expect(batch.length).toBeLessThanOrEqual(1_000);
    break;
  }
  expect(opened.progress()).toBeLessThan(opened.bytes);
  for (const _ of [1, 2]) {
    let rows = 0;
    for await (const batch of opened.rows()) rows += batch.length;
    expect(rows).toBe(40_000);
    expect(opened.progress()).toBe(opened.bytes);
  }
});

test.skipIf(!existsSync('/proc/self/fd'))('leaving early and being refused close the file', async () => {
  const path = temporaryFile('long.csv', kiosk.repeat(20_000));
  const broken = temporaryFile('broken.csv', `${kiosk.repeat(20_000)}1;${'x'.repeat(3 << 20)}\n`);
  await readRows(path);
  const before = readdirSync('/proc/self/fd').length;
  for (let i = 0; i < 10; i++) {
    for await (const _ of (await openFile(path)).rows()) break;
    expect(await refusal(broken)).toBe('cell_too_large');
  }
  expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
});

const words = [
  'Киоск',
  'ООО "Ромашка"',
  'Лікарня',
  'Wholesale Ltd',
  'вода 0,5 л',
  'склад; Пермь',
  'a|b',
  'две\nстроки',
  'две\r\nстроки',
  'таб\tуляция',
  '12,50',
  '1 234.56',
  '00УТ-000001',
  '',
  ' отступ',
];
const encodings = fc.constantFrom('utf-8' as const, 'utf-16le' as const, 'utf-16be' as const, 'windows-1251' as const, 'ibm866' as const);

test('any sales list written in any dialect and encoding reads back equal', async () => {
  const row = fc.tuple(
    fc.date({ min: new Date('2020-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
    fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 3 }),
  );
  const dialect = fc.record({
    encoding: encodings,
    bom: fc.boolean(),
    delimiter: fc.constantFrom(';', ',', '\t', '|'),
    lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
    quoteAll: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 4, maxLength: 20 }),
      dialect,
      async (rows, { encoding, bom, delimiter, lineEnd, quoteAll }) => {
        const plain = (text: string) => (encoding === 'ibm866' ? text.replaceAll('і', 'и') : text);
        const table = [
          ['Дата', 'Покупатель', 'Товар', 'Сумма'],
          ...rows.map(([date, cells]) => [date.toISOString().slice(0, 10), ...cells.map(plain)]),
        ];
        const field = (text: string) => (quoteAll || /[";,\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = table.map((cells) => cells.map(field).join(delimiter) + lineEnd).join('');
        const mark = bom && encoding.startsWith('utf') ? '\ufeff' : '';
        const path = temporaryFile('list.csv', encode(mark + text, encoding));

        expect((await openFile(path)).format).toEqual({
          container: 'delimited',
          encoding,
          bom: mark !== '',
          delimiter,
          quoted: true,
        });
        expect((await readCells(path)).map((cells) => cells.map((value) => value ?? ''))).toEqual(table);
      },
    ),
    { numRuns: 150 },
  );
});

test('a list of a naive program reads back equal in any encoding', async () => {
  const names = fc.constantFrom('ООО "Ромашка"', '"Восход" ТД ООО', 'АО "Торговый дом "Восход""', 'Киоск', "ФОП Мар'яненко");
  await fc.assert(
    fc.asyncProperty(
      fc.array(names, { minLength: 3, maxLength: 20 }),
      encodings,
      fc.constantFrom(';', '\t', '|'),
      async (given, encoding, delimiter) => {
        const table = [
          ['Дата', 'Покупатель', 'Сумма'],
          ['1', 'ООО "Лютик"', '1,50'],
          ...given.map((name, i) => [String(i), name, `${i},50`]),
        ];
        const path = temporaryFile('naive.csv', encode(table.map((cells) => cells.join(delimiter)).join('\r\n'), encoding));
        expect((await openFile(path)).format).toMatchObject({ encoding, delimiter, quoted: false });
        expect(await readCells(path)).toEqual(table);
      },
    ),
  );
});

test('whatever the bytes, a file is read or refused', async () => {
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string().map((text) => Buffer.from(text)),
    fc.constantFrom(...[kiosk, 'PK\x03\x04', '"', '<?xml', '\x1a'].map((text) => Buffer.from(text))),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 6 }), async (parts) => {
      expect(await refusal(temporaryFile('any.csv', Buffer.concat(parts)))).toMatch(/^[a-z_0-9]+$/);
    }),
    { numRuns: 300 },
  );
});

/** The code with which the file is refused, or 'read'; any other error fails the test. */
async function refusal(path: string): Promise<string> {
  try {
    await readRows(path);
    return 'read';
  } catch (error) {
    if (error instanceof ImportRefused) return error.refusal.code;
    throw error;
  }
}
