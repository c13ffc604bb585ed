/** One table in every container: what each can say of it is read equal; a damaged file of each is read or refused, never anything else. */
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlainCell, readCells } from '../../fixtures/read-cells.ts';
import { isoOf, type TableCell, type TableSheet } from '../../fixtures/table-cells.ts';
import { temporaryFile } from '../../fixtures/temporary-file.ts';
import { writeHtml, writeMhtml } from '../../fixtures/write-html.ts';
import { writeFods, writeOds } from '../../fixtures/write-ods.ts';
import { writeSpreadsheetml } from '../../fixtures/write-spreadsheetml.ts';
import { writeXlsx } from '../../fixtures/write-xlsx.ts';
import { writeZip } from '../../fixtures/write-zip.ts';
import { ImportRefused } from './recognition.ts';
import { openFile } from './open-file.ts';

type Write = (sheets: TableSheet[]) => string | Buffer;

const containers: Record<string, Write> = {
  xlsx: (sheets) => writeXlsx({ sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.map((cells) => cells.map(workbookCell)) })) }),
  ods: (sheets) => writeOds(sheets),
  fods: (sheets) => writeFods(sheets),
  spreadsheetml: (sheets) => writeSpreadsheetml(sheets),
  html: (sheets) => writeHtml(sheets),
  'mhtml in base64': (sheets) => writeMhtml(writeHtml(sheets), { transfer: 'base64', charset: 'utf-8' }),
  'mhtml in quoted-printable': (sheets) => writeMhtml(writeHtml(sheets), { transfer: 'quoted-printable', charset: 'utf-8' }),
  'xlsx in zip': (sheets) => writeZip([{ name: 'отчёт.xlsx', content: containers['xlsx']!(sheets) }]),
  'html in gzip': (sheets) => gzipSync(writeHtml(sheets)),
};
/** A list in text says everything as text. */
const lists: Record<string, Write> = {
  'csv in zip': ([sheet]) => writeZip([{ name: 'продажи.csv', content: csv(sheet!) }]),
  'csv in gzip': ([sheet]) => gzipSync(csv(sheet!)),
};

const words = [
  'Киоск "У дома"',
  'ООО «Ромашка» & сыновья',
  'Лікарня №5',
  'a < b > c',
  '0274900011',
  '1/14/26',
  'две\nстроки',
  '&amp;nbsp;',
  'x&#10;',
  '007',
  '-',
  "ФОП Мар'яненко",
  '=1+1',
];
const cell: fc.Arbitrary<TableCell> = fc.oneof(
  fc.constantFrom(...words),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.integer({ min: 36_526, max: 55_000 }).map((day) => ({ day })),
  fc.constant(null),
);
const rows = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 })
  .map((table) => [['Дата', 'Покупатель', 'Сумма'], ...table]);

test.each(Object.entries(containers))('any table reads back equal out of %s', async (_, write) => {
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const path = temporaryFile('table', write([{ name: 'Продажи', rows: table }]));
      // Some containers keep an empty row, some do not.
      expect((await readCells(path)).filter((cells) => cells.length > 0)).toEqual(table.map(plain).filter((cells) => cells.length > 0));
    }),
    { numRuns: 25 },
  );
});

test.each(Object.entries(lists))('any table reads back as text out of %s', async (_, write) => {
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const path = temporaryFile('list', write([{ name: '', rows: table }]));
      const texts = table.map((cells) => cells.map(asText)).filter((cells) => cells.some((text) => text !== ''));
      expect(
        (await readCells(path)).map((cells) => cells.map((value) => value ?? '')).filter((cells) => cells.some((text) => text !== '')),
      ).toEqual(texts);
    }),
    { numRuns: 25 },
  );
});

describe('several tables', () => {
  const sheets: TableSheet[] = [
    {
      name: 'Январь',
      rows: [
        ['Дата', 'Сумма'],
        [{ day: 46_030 }, 1],
      ],
    },
    { name: 'Пусто', rows: [[null, null]] },
    {
      name: 'Февраль',
      rows: [
        ['Дата', 'Сумма'],
        [{ day: 46_060 }, 2],
      ],
    },
  ];

  test.each(Object.entries(containers))('of %s are offered by name, and each opens', async (name, write) => {
    const opened = await openFile(temporaryFile('tables', write(sheets)));
    const prefix = name === 'xlsx in zip' ? 'отчёт.xlsx/' : '';
    expect(opened.tables).toEqual([`${prefix}Январь`, `${prefix}Февраль`]);
    expect(await sumOf(opened)).toBe(1);
    const other = await opened.table(`${prefix}Февраль`);
    expect(other.format).toMatchObject({ sheet: 'Февраль' });
    expect(await sumOf(other)).toBe(2);
    expect(other.progress()).toBe(other.bytes);
    await expect(opened.table('Март')).rejects.toThrow('no_table');
  });
});

describe.each(Object.entries({ ...containers, ...lists }))('%s', (name, write) => {
  const whole = Buffer.from(
    write([
      {
        name: 'Продажи',
        rows: [['Дата', 'Покупатель', 'Сумма'], ...Array.from({ length: 20 }, (_, i) => [{ day: 46_000 + i }, `Киоск ${i}`, i * 1.37])],
      },
    ]),
  );

  test('cut off anywhere is refused', async () => {
    const outcomes = new Set<string>();
    for (let length = 60; length < whole.length - 1; length += Math.max(1, Math.floor(whole.length / 60)))
      outcomes.add(await outcomeOf(whole.subarray(0, length)));
    // A page whose last table is whole may lack its end: browsers ask for no more. A root element cut off says nothing of its kind.
    const allowed = name.includes('html') ? ['truncated', 'web_page', 'read'] : ['truncated', 'no_table'];
    expect([...outcomes].filter((outcome) => !allowed.includes(outcome))).toEqual([]);
    expect(outcomes).toContain('truncated');
    if (name === 'html') {
      const cut = whole.subarray(0, whole.indexOf('</table>'));
      for (let length = whole.indexOf('<td'); length < cut.length; length += 7)
        expect(await outcomeOf(cut.subarray(0, length))).toBe('truncated');
    }
  });

  test('with any bytes changed is read or refused', async () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('0123456789.-e<>/="&;')));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), byte), { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = Buffer.from(whole);
        for (const [at, value] of changes) damaged[at] = value;
        expect(await outcomeOf(damaged)).toMatch(/^[a-z_0-9]+$/);
      }),
      { numRuns: 60 },
    );
  });
});

test('nothing that was unpacked stays behind: after a pass, a pass left early, and a refusal', async () => {
  const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('clientele-unpacked-'));
  const before = left();
  const many = csv({ name: '', rows: Array.from({ length: 5_000 }, (_, i) => [`Киоск ${i}`, i]) });
  const opened = await openFile(
    temporaryFile(
      'many.zip',
      writeZip([
        { name: 'a.csv', content: many },
        { name: 'b.txt', content: 'x' },
      ]),
    ),
  );
  for await (const _ of opened.rows()) break;
  for await (const _ of opened.rows());
  expect(await outcomeOf(gzipSync(many).subarray(0, 500))).toBe('truncated');
  expect(left().filter((name) => !before.includes(name))).toEqual([]);
});

test.skipIf(!existsSync('/proc/self/fd'))('leaving early closes the file', async () => {
  const long: TableSheet[] = [{ name: 'S', rows: Array.from({ length: 5_000 }, (_, i) => [`Киоск ${i}`, i]) }];
  const paths = Object.values(containers).map((write) => temporaryFile('long', write(long)));
  await openFile(paths[0]!);
  const before = readdirSync('/proc/self/fd').length;
  for (const path of paths) for await (const _ of (await openFile(path)).rows()) break;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
});

function plain(cells: TableCell[]): PlainCell[] {
  const values = cells.map((value): PlainCell => (typeof value === 'object' && value !== null ? { date: value.day } : value));
  return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}

function asText(value: TableCell): string {
  return value === null ? '' : typeof value === 'object' ? isoOf(value.day) : String(value);
}

function csv({ rows: table }: TableSheet): string {
  return table.map((cells) => `${cells.map((value) => `"${asText(value).replaceAll('"', '""')}"`).join(';')}\r\n`).join('');
}

function workbookCell(value: TableCell) {
  return typeof value === 'object' && value !== null ? { value: value.day, format: 'dd.mm.yyyy' } : value;
}

async function sumOf(opened: Awaited<ReturnType<typeof openFile>>): Promise<number> {
  let sum = 0;
  for await (const batch of opened.rows()) for (const { cells } of batch) sum += cells[1]?.type === 'number' ? Number(cells[1].text) : 0;
  return sum;
}

/** The code with which the content is refused, or 'read'; any other error fails the test. */
async function outcomeOf(content: Buffer): Promise<string> {
  try {
    await readCells(temporaryFile('damaged', content));
    return 'read';
  } catch (error) {
    if (error instanceof ImportRefused) return error.refusal.code;
    throw error;
  }
}
