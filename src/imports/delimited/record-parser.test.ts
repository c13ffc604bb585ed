import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Delimiter, Dialect } from './dialect.ts';
import { RecordParser } from './record-parser.ts';

const marks: Dialect = { delimiter: ';', quoted: true };
const characters: Dialect = { delimiter: ';', quoted: false };

test.each<{ what: string; text: string; dialect?: Dialect; cells: string[][] }>([
  {
    what: 'a wholesaler and a kiosk',
    text: 'Опт;1\nКиоск;2\n',
    cells: [
      ['Опт', '1'],
      ['Киоск', '2'],
    ],
  },
  {
    what: 'no line end at the end',
    text: 'Опт;1\nКиоск;2',
    cells: [
      ['Опт', '1'],
      ['Киоск', '2'],
    ],
  },
  { what: 'doubled quotes', text: '"ООО ""Ромашка""";1', cells: [['ООО "Ромашка"', '1']] },
  {
    what: 'delimiter and line break inside quotes',
    text: '"ООО\n""Лазурит""; склад";1\r\n',
    cells: [['ООО\n"Лазурит"; склад', '1']],
  },
  { what: 'quotes that go on after closing', text: '"Восход" ТД ООО;1', cells: [['"Восход" ТД ООО', '1']] },
  {
    what: 'a quote that never closes',
    text: '"Восход;1\nКиоск;2',
    cells: [
      ['"Восход', '1'],
      ['Киоск', '2'],
    ],
  },
  {
    what: 'quotes as characters',
    text: '"Восход";1\n"Заря;2',
    dialect: characters,
    cells: [
      ['"Восход"', '1'],
      ['"Заря', '2'],
    ],
  },
  {
    what: 'mixed line ends',
    text: 'a;1\r\nb;2\nc;3\rd;4',
    cells: [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
      ['d', '4'],
    ],
  },
  {
    what: 'a trailing delimiter',
    text: 'a;1;\nb;2;',
    cells: [
      ['a', '1', ''],
      ['b', '2', ''],
    ],
  },
  { what: 'blank records', text: 'a\n\n\nb\n', cells: [['a'], [], [], ['b']] },
  { what: 'empty quoted fields', text: '"";""\n', cells: [['', '']] },
])('reads $what', ({ text, dialect, cells }) => {
  expect(texts(parse(text, { dialect: dialect ?? marks }))).toEqual(cells);
});

test('numbers records from 1 and tells the physical line where each starts', () => {
  const rows = parse('Дата;Покупатель\r\n\r\n1;"ООО\n""Лазурит"""\r\n2;Киоск\r3;"a\r\nb\rc"\n4;Опт', { dialect: marks });
  expect(rows.map(({ number, line }) => [number, line])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 5],
    [5, 6],
    [6, 9],
  ]);
});

test('the indent of a row is the leading blanks of its first cell that has text', () => {
  const rows = parse('Итог;1\n  Киоск;2\n;\u00a0\t Опт\n;;\n   ;x', { dialect: marks });
  expect(rows.map(({ indent }) => indent)).toEqual([0, 2, 3, 0, 0]);
});

describe('refuses', () => {
  test('more than 1,024 columns', () => {
    expect(() => parse(';'.repeat(9_999), { dialect: marks })).toThrow('too_many_columns');
    expect(parse(';'.repeat(1_023), { dialect: marks })[0]!.cells).toHaveLength(1_024);
  });

  test.each([
    ['quoted', `a;"${'x'.repeat(10 << 20)}"\n`],
    ['unquoted', `a;${'x'.repeat(10 << 20)}\n`],
  ])('a %s cell of 10 MB', (_, text) => {
    for (const piece of [text.length, 1 << 18]) {
      expect(() => parse(text, { dialect: marks, piece })).toThrow('cell_too_large');
    }
  });
});

const delimiter = fc.constantFrom<Delimiter>(';', ',', '\t', '|');
const lineEnd = fc.constantFrom('\r\n', '\n', '\r');
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ';', ',', '\t', '|', '\r', '\n', 'Ж', ' ') }),
);

test('any table written with quotes reads back equal, however the text is cut into pieces', () => {
  const table = fc.array(fc.array(anyText, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(table, delimiter, lineEnd, fc.boolean(), fc.integer({ min: 1, max: 40 }), (cells, mark, end, all, piece) => {
      const special = new RegExp(`[${mark}"\r\n]`);
      const field = (text: string) => (all || special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const text = cells.map((row) => row.map(field).join(mark) + end).join('');
      expect(texts(parse(text, { dialect: { delimiter: mark, quoted: true }, piece }))).toEqual(cells);
    }),
    { numRuns: 300 },
  );
});

test('any table without delimiters and line ends in its cells reads back equal where quotes are characters', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 6 }), { minLength: 1 }), delimiter, (given, mark) => {
      const cells = given.map((row) => row.map((text) => text.replaceAll(mark, '').replaceAll(/[\r\n]/g, '')));
      const text = cells.map((row) => row.join(mark)).join('\r\n');
      expect(texts(parse(text, { dialect: { delimiter: mark, quoted: false }, piece: 3 }))).toEqual(cells);
    }),
  );
});

function parse(text: string, { dialect, piece = 7 }: { dialect: Dialect; piece?: number }): RawRow[] {
  const parser = new RecordParser(dialect);
  for (let i = 0; i < text.length; i += piece) parser.push(text.slice(i, i + piece), false);
  parser.push('', true);
  return parser.rows;
}

function texts(rows: RawRow[]): string[][] {
  return rows.map(({ cells }) => cells.map((cell) => (cell.type === 'text' ? cell.text : '')));
}
