/** JSON: where its list is, what a record in a record becomes, documents with lines, and digits that are kept. */
import { describe, expect, test } from 'vitest';
import { encode } from '../../../fixtures/encode-text.ts';
import { readCells } from '../../../fixtures/read-cells.ts';
import { readInWords } from '../../../fixtures/read-in-words.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { openFile } from '../open-file.ts';

const cells = (text: string | Uint8Array): ReturnType<typeof readCells> => readCells(temporaryFile('a.json', text));

describe('the list', () => {
  const table = [
    ['day', 'sum'],
    ['2026-03-02', 5],
  ];
  test.each([
    ['of records', '[{"day":"2026-03-02","sum":5}]'],
    ['inside an answer', '{"page":1,"data":[{"day":"2026-03-02","sum":5}]}'],
    ['deeper inside an answer', '{"ok":true,"response":{"result":{"orders":[{"day":"2026-03-02","sum":5}]}}}'],
    ['of lists, the headings first', '[["day","sum"],["2026-03-02",5]]'],
    ['of lists, the headings beside it', '{"columns":["day","sum"],"data":[["2026-03-02",5]]}'],
    ['in lines', '{"day":"2026-03-02","sum":5}\n{"day":"2026-03-03"}\n'],
    ['with a byte order mark', '\ufeff[{"day":"2026-03-02","sum":5}]'],
    ['with nothing where Python has no number', '[{"day":"2026-03-02","sum":5},{"day":"2026-03-03","sum":NaN}]'],
  ])('%s', async (_, text) => {
    expect((await cells(text)).slice(0, 2)).toEqual(table);
  });

  test('by number', async () => {
    expect(await cells('{"17":{"sum":5},"18":{"sum":6}}')).toEqual([['sum'], [5], [6]]);
  });

  test('of two, the longer one is opened and both are named', async () => {
    const file = await openFile(temporaryFile('a.json', '{"customers":[{"name":"A"}],"orders":[{"sum":1},{"sum":2}]}'));
    expect(file.tables).toEqual(['orders', 'customers']);
    expect((await file.table('customers')).format).toEqual({ container: 'json', sheet: 'customers', sheets: ['orders', 'customers'] });
  });
});

test.each(['utf-8', 'windows-1251', 'utf-16le'] as const)('in %s', async (encoding) => {
  const bytes = encode('[{"Контрагент":"Киоск на углу"}]', encoding);
  expect(await cells(encoding === 'utf-16le' ? Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]) : bytes)).toEqual([
    ['Контрагент'],
    ['Киоск на углу'],
  ]);
});

test('digits are kept as they are printed', async () => {
  const path = temporaryFile('a.json', '[{"sum":0.10,"id":12345678901234567890,"small":1E-7,"yes":true,"none":null,"tags":["a",1]}]');
  const rows = [];
  for await (const some of (await openFile(path)).rows()) rows.push(...some);
  expect(rows[1]!.cells).toEqual([
    { type: 'number', text: '0.10', dateLike: false },
    { type: 'number', text: '12345678901234567890', dateLike: false },
    { type: 'number', text: '1E-7', dateLike: false },
    { type: 'boolean', value: true },
    { type: 'empty' },
    { type: 'text', text: 'a, 1' },
  ]);
});

test('a record in a record becomes columns; the lines of a document repeat what it says; other lists are not taken', async () => {
  const order = {
    id: 7,
    billing: { company: 'Mill', city: { name: 'Bonn' } },
    line_items: [
      { name: 'Mug', quantity: 2, price: '5.00' },
      { name: 'Plate', quantity: 1, price: '3.00' },
    ],
    tax_lines: [
      { rate: 'A', amount: 1 },
      { rate: 'B', amount: 1 },
      { rate: 'C', amount: 1 },
    ],
  };
  expect(await cells(JSON.stringify([order, { id: 8, billing: { company: 'Kiosk' }, line_items: [] }]))).toEqual([
    ['id', 'billing.company', 'billing.city.name', 'tax_lines', 'line_items.name', 'line_items.quantity', 'line_items.price'],
    [7, 'Mill', 'Bonn', null, 'Mug', 2, '5.00'],
    [7, 'Mill', 'Bonn', null, 'Plate', 1, '3.00'],
    [8, 'Kiosk'],
  ]);
});

test('orders of a shop are read line by line', async () => {
  const orders = [
    {
      number: 'S-1',
      date_created: '2026-03-02T10:00:00',
      currency: 'EUR',
      customer: { name: 'Mill GmbH' },
      items: [
        { product: { name: 'Mug' }, quantity: 2, unit_price: 5, net_amount: 10 },
        { product: { name: 'Plate' }, quantity: 1, unit_price: 3.5, net_amount: 3.5 },
      ],
    },
    {
      number: 'S-2',
      date_created: '2026-03-03T10:00:00',
      currency: 'EUR',
      customer: { name: 'Kiosk' },
      items: [{ product: { name: 'Mug' }, quantity: 1, unit_price: 5, net_amount: 5 }],
    },
  ];
  const { rows } = await readInWords(temporaryFile('a.json', JSON.stringify({ data: orders })));
  expect(rows).toEqual([
    '1 sale 2026-03-02 S-1 Mill GmbH 10.00 EUR',
    '2 sale 2026-03-02 S-1 Mill GmbH 3.50 EUR',
    '3 sale 2026-03-03 S-2 Kiosk 5.00 EUR',
  ]);
});

test.each([
  ['without a list', '{"ok":true,"message":"none"}', 'json'],
  ['an empty list', '[]', 'json'],
  ['a list of words', '["a","b"]', 'json'],
  ['broken in the middle', '[{"a":1},{"a":}]', 'json'],
  ['cut', '[{"a":1},{"a":', 'truncated'],
  ['lines of which the last is cut', '{"a":1}\n{"a":2}\n{"a"', 'truncated'],
  ['nested without end', '['.repeat(200_000) + ']'.repeat(200_000), 'json'],
  ['of 1100 fields', `[{${Array.from({ length: 1100 }, (_, at) => `"f${at}":1`).join(',')}}]`, 'too_many_columns'],
])('%s: refused', async (_, text, code) => {
  await expect(openFile(temporaryFile('a.json', text))).rejects.toMatchObject({ refusal: { code } });
});

test('what does not fit into memory is refused by name', async () => {
  const path = temporaryFile('a.json', Buffer.concat([Buffer.from('[{"a":"'), Buffer.alloc((64 << 20) + 1, 0x78), Buffer.from('"}]')]));
  await expect(openFile(path)).rejects.toMatchObject({ refusal: { code: 'too_large', detail: { format: 'JSON' } } });
});
