/** Archives of tables: which files of one are offered, and what is refused. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encode } from '../../../fixtures/encode-text.ts';
import { readCells } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { writeCompound } from '../../../fixtures/write-compound.ts';
import { writeXlsx } from '../../../fixtures/write-xlsx.ts';
import { repeatDeflated, writeZip, type ZipPart } from '../../../fixtures/write-zip.ts';
import { openFile } from '../open-file.ts';

const csv = (customer: string) => `Дата;Покупатель;Сумма\r\n02.03.2026;${customer};1\r\n`;
const zip = (parts: ZipPart[]) => temporaryFile('sales.zip', writeZip(parts));
const picture = { name: 'logo.png', content: Buffer.from('89504e470d0a1a0a', 'hex') };

test('a list in a zip has the format of the list', async () => {
  const opened = await openFile(zip([{ name: 'Продажи.csv', content: encode(csv('Киоск'), 'windows-1251') }]));
  expect(opened.format).toEqual({
    container: 'delimited',
    encoding: 'windows-1251',
    bom: false,
    delimiter: ';',
    quoted: true,
    packed: true,
  });
  expect(opened.tables).toEqual(['Продажи.csv']);
});

test('every file that is a table is offered, its sheets where it has several, and nothing else', async () => {
  const workbook = (...names: string[]) =>
    writeXlsx({
      sheets: names.map((name) => ({
        name,
        rows: [
          ['Покупатель', 'Сумма'],
          [name, 1],
        ],
      })),
    });
  const path = zip([
    { name: 'отчёты/', content: '' },
    { name: '__MACOSX/._январь.csv', content: csv('копия') },
    { name: 'Thumbs.db', content: writeCompound(['Catalog']) },
    { name: 'отчёты/январь.csv', content: csv('Киоск') },
    picture,
    { name: 'readme.txt', content: 'Отчёт за квартал.\r\nС уважением' },
    { name: 'отчёты/февраль.xlsx', content: workbook('Февраль') },
    { name: 'март.xlsx', content: workbook('Опт', 'Розница') },
    { name: 'письмо.pdf', content: '%PDF-1.7' },
    { name: 'empty.csv', content: '' },
  ]);
  const opened = await openFile(path);
  expect(opened.tables).toEqual(['отчёты/январь.csv', 'отчёты/февраль.xlsx', 'март.xlsx/Опт', 'март.xlsx/Розница']);
  expect(await readCells(path)).toEqual([
    ['Дата', 'Покупатель', 'Сумма'],
    ['02.03.2026', 'Киоск', '1'],
  ]);
  const retail = await opened.table('март.xlsx/Розница');
  expect(retail.format).toEqual({ container: 'xlsx', sheet: 'Розница', sheets: ['Опт', 'Розница'] });
  const names = [];
  for await (const rows of retail.rows()) names.push(...rows.map(({ cells }) => cells[0]));
  expect(names).toEqual([
    { type: 'text', text: 'Покупатель' },
    { type: 'text', text: 'Розница' },
  ]);
});

test('names that differ in letter case alone are two files; a name that stands twice is refused', async () => {
  const path = zip([
    { name: 'a.csv', content: csv('Киоск') },
    { name: 'A.csv', content: csv('Опт') },
    { name: 'a%20b.csv', content: csv('х') },
    { name: 'a b.csv', content: csv('у') },
  ]);
  const opened = await openFile(path);
  expect(opened.tables).toEqual(['a.csv', 'A.csv', 'a%20b.csv', 'a b.csv']);
  const customers = [];
  for (const name of opened.tables) for await (const rows of (await opened.table(name)).rows()) customers.push(rows[1]!.cells[1]);
  expect(customers).toEqual(['Киоск', 'Опт', 'х', 'у'].map((text) => ({ type: 'text', text })));
  const twice = zip([
    { name: 'a.csv', content: csv('Киоск') },
    { name: 'a.csv', content: csv('Опт') },
  ]);
  await expect(openFile(twice)).rejects.toMatchObject({ refusal: { code: 'truncated', detail: { file: 'a.csv' } } });
});

test('names that Windows wrote in the encoding of DOS', async () => {
  const content = writeZip([{ name: 'XXXXXXX.csv', content: csv('Киоск') }]);
  const name = encode('Продажи', 'ibm866');
  for (let at = content.indexOf('XXXXXXX'); at >= 0; at = content.indexOf('XXXXXXX', at)) name.copy(content, at);
  expect((await openFile(temporaryFile('dos.zip', content))).tables).toEqual(['Продажи.csv']);
});

test('one file packed by gzip is what it is', async () => {
  const path = temporaryFile('sales.csv.gz', gzipSync(csv('Киоск')));
  expect((await openFile(path)).tables).toEqual(['']);
  expect(await readCells(path)).toEqual([
    ['Дата', 'Покупатель', 'Сумма'],
    ['02.03.2026', 'Киоск', '1'],
  ]);
});

test('an archive packed in two files of gzip, one after the other, is their content together', async () => {
  expect(await readCells(temporaryFile('two.gz', Buffer.concat([gzipSync(csv('Киоск')), gzipSync('03.03.2026;Опт;2\r\n')])))).toHaveLength(
    3,
  );
});

describe('refuses', () => {
  const bomb = {
    content: repeatDeflated({ head: csv('Киоск'), body: '02.03.2026;Киоск;1\r\n'.repeat(50_000), times: 2_000, tail: '' }),
    deflated: true,
    declaredBytes: 1000,
  };

  test.each<[string, ZipPart[], string, object]>([
    [
      'an archive of pictures, naming them',
      [picture, { name: 'readme.txt', content: 'x' }],
      'archive_without_table',
      { holds: 'logo.png, readme.txt' },
    ],
    [
      'of more than five, naming five',
      Array.from({ length: 7 }, (_, i) => ({ ...picture, name: `${i}.png` })),
      'archive_without_table',
      { holds: '0.png, 1.png, 2.png, 3.png, 4.png, …' },
    ],
    ['a list with a password', [{ name: 'a.csv', content: 'secret', encrypted: true }], 'archive_password', { file: 'a.csv' }],
    ['a path that leaves the folder', [{ name: '../../etc/a.csv', content: csv('x') }], 'archive_paths', { file: '../../etc/a.csv' }],
    ['one with backslashes', [{ name: '..\\a.csv', content: csv('x') }], 'archive_paths', { file: '../a.csv' }],
    ['a path from the root', [{ name: '/etc/a.csv', content: csv('x') }], 'archive_paths', { file: '/etc/a.csv' }],
    ['a path with a drive', [{ name: 'C:\\a.csv', content: csv('x') }], 'archive_paths', { file: 'C:/a.csv' }],
    [
      'a zip in the zip',
      [
        { name: 'a.csv', content: csv('x') },
        { name: 'b.zip', content: writeZip([{ name: 'b.csv', content: csv('y') }]) },
      ],
      'archive_in_archive',
      { file: 'b.zip' },
    ],
    ['a gzip in the zip', [{ name: 'b.csv.gz', content: gzipSync(csv('y')) }], 'archive_in_archive', { file: 'b.csv.gz' }],
    [
      'an old .xls beside a list',
      [
        { name: 'a.csv', content: csv('x') },
        { name: 'b.xls', content: writeCompound(['Workbook']) },
      ],
      'old_excel',
      { file: 'b.xls' },
    ],
    [
      'a workbook that is cut off',
      [
        { name: 'a.csv', content: csv('x') },
        { name: 'b.xlsx', content: writeXlsx({ sheets: [{ name: 'S', rows: [['x']] }] }).subarray(0, 300) },
      ],
      'truncated',
      { file: 'b.xlsx' },
    ],
    ['a bomb', [{ name: 'a.csv', ...bomb }], 'zip_bomb', { part: 'a.csv' }],
    ['a thousand files', Array.from({ length: 1000 }, (_, i) => ({ name: `${i}.csv`, content: 'a;b' })), 'zip_bomb', { part: 'entries' }],
  ])('%s', async (_, parts, code, detail) => {
    await expect(openFile(zip(parts))).rejects.toMatchObject({ refusal: { code, detail } });
  });

  test('a way of packing that only its own program knows', async () => {
    const content = writeZip([{ name: 'a.csv', content: csv('Киоск') }]);
    for (const header of ['PK\x01\x02', 'PK\x03\x04'])
      content.writeUInt16LE(9, content.indexOf(header, 0, 'latin1') + (header.charCodeAt(2) === 1 ? 10 : 8));
    await expect(openFile(temporaryFile('large.zip', content))).rejects.toMatchObject({
      refusal: { code: 'unknown_archive', detail: { kind: 'zip, deflate64' } },
    });
  });

  test('a list with a digit changed on the way', async () => {
    const content = writeZip([{ name: 'a.csv', content: csv('Киоск'), stored: true }]);
    content[content.indexOf('02.03.2026')] = 0x31;
    await expect(openFile(temporaryFile('changed.zip', content))).rejects.toThrow('truncated');
  });

  test('a gzip of a picture, of an archive, of nothing, and a bomb', async () => {
    const gzip = (content: string | Buffer) => openFile(temporaryFile('a.gz', gzipSync(content)));
    await expect(gzip(picture.content)).rejects.toThrow('picture');
    await expect(gzip(writeZip([{ name: 'a.csv', content: csv('x') }]))).rejects.toThrow('archive_in_archive');
    await expect(gzip('')).rejects.toThrow('empty');
    const header = Buffer.from('1f8b0800000000000003', 'hex');
    await expect(openFile(temporaryFile('bomb.gz', Buffer.concat([header, bomb.content, Buffer.alloc(8)])))).rejects.toThrow('zip_bomb');
  });
});

test('a program that is stopped in the middle of a pass leaves no copy behind', async () => {
  const path = zip([{ name: 'a.csv', content: csv('Киоск') }]);
  const script = `
    import { openFile } from ${JSON.stringify(new URL('../open-file.ts', import.meta.url).href)};
    const opened = await openFile(${JSON.stringify(path)});
    for await (const _ of opened.rows()) process.exit(0);`;
  const folder = mkdtempSync(join(tmpdir(), 'clientele-stopped-'));
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TMPDIR: folder },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(readdirSync(folder)).toEqual([]);
  rmdirSync(folder);
});
