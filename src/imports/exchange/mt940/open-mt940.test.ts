/** MT940: marks, dates across the year’s end, the ways to write the other side, balances. */
import { describe, expect, test } from 'vitest';
import { encode } from '../../../../fixtures/encode-text.ts';
import { readInWords } from '../../../../fixtures/read-in-words.ts';
import { temporaryFile } from '../../../../fixtures/temporary-file.ts';
import { type StatementEntry, type StatementOptions, writeMt940 } from '../../../../fixtures/write-statement.ts';

const paid: StatementEntry = {
  bookedOn: '2026-03-02',
  amount: '120.50',
  credit: true,
  reference: 'R1',
  name: 'Mill GmbH',
  account: 'DE75512108001245126199',
  purpose: 'Invoice 8 of January, with the rest of invoice 7',
};
const statement: StatementOptions = { opening: '0.00', closing: '120.50', entries: [paid] };
const row = '5 payment 2026-03-02 R1 Mill GmbH 120.50 EUR';

async function read(text: string | Uint8Array): Promise<string[]> {
  return (await readInWords(temporaryFile('statement.sta', text))).rows;
}

describe('a booking', () => {
  const cases: [string, Partial<StatementEntry>, string][] = [
    ['money that came', {}, row],
    ['a supplier that we paid', { credit: false }, '5 not_from_customer'],
    ['a refund to a customer', { credit: false, purpose: 'Refund of invoice 8' }, row.replace('payment', 'refund').replace('120', '-120')],
    ['a payment that was taken back (RC)', { credit: false, reversal: true }, row.replace('payment', 'refund').replace('120', '-120')],
    ['our own payment that came back (RD)', { reversal: true }, '5 not_from_customer'],
    ['a returned direct debit of a German bank', { credit: false, code: '109' }, row.replace('payment', 'refund').replace('120', '-120')],
    ['a fee by its type', { credit: false, code: 'NCHG', purpose: 'Refund' }, '5 not_from_customer'],
    ['a closing of the account by its code', { credit: false, code: '805', purpose: 'Refund' }, '5 not_from_customer'],
    [
      'booked in January of a value in December',
      { bookedOn: '2026-01-02', valueDate: '2025-12-31' },
      row.replace('2026-03-02', '2026-01-02'),
    ],
    [
      'booked in December of a value in January',
      { bookedOn: '2025-12-31', valueDate: '2026-01-02' },
      row.replace('2026-03-02', '2025-12-31'),
    ],
    ['without a reference', { reference: 'NONREF' }, row.replace('R1', '2026-03-02 120.50')],
    ['a whole sum ends with a comma', { amount: '120.' }, row.replace('120.50', '120.00')],
    ['of no day', { valueDate: '2026-13-02' }, '5 rejected: column_count'],
  ];
  test.each(cases)('%s', async (_, change, expected) => {
    expect(await read(writeMt940([{ ...statement, entries: [{ ...paid, ...change }] }]))).toEqual([expected]);
  });
});

test.each(['pieces', 'words'] as const)('the other side in %s', async (style) => {
  expect(await read(writeMt940([statement], style))).toEqual([row]);
});

test('in free text nobody is named', async () => {
  expect(await read(writeMt940([statement], 'free'))).toEqual(['5 rejected: missing_customer']);
});

test('the purpose of SEPA is what stands behind SVWZ', async () => {
  const text = writeMt940([{ ...statement, entries: [{ ...paid, credit: false, purpose: 'EREF+4711SVWZ+Refund of inv 8' }] }]);
  expect(await read(text)).toEqual([row.replace('payment', 'refund').replace('120', '-120')]);
});

test('several statements in one file, and the envelope of SWIFT', async () => {
  const text = writeMt940([statement, { ...statement, account: 'DE00000000000000000009' }]);
  expect(await read(`{1:F01BANKDEFFAXXX0000000000}{2:O9400000}{4:\r\n${text.replace(/-$/, '-}')}`)).toHaveLength(2);
});

test.each([
  ['windows-1251', 'ООО Мельница'],
  ['utf-8', 'Mühle GmbH'],
  ['ibm866', 'ООО Мельница'],
] as const)('in %s', async (encoding, name) => {
  const text = writeMt940([{ ...statement, entries: [{ ...paid, name }] }]);
  expect(await read(encode(text, encoding))).toEqual([row.replace('Mill GmbH', name)]);
});

test('umlauts of Western Europe stand alone and are no Cyrillic', async () => {
  const text = writeMt940([{ ...statement, entries: [{ ...paid, name: 'Müller Söhne' }] }]);
  expect(await read(Buffer.from(text, 'latin1'))).toEqual([row.replace('Mill GmbH', 'Müller Söhne')]);
});

test.each([
  ['agree', '120.50', 'reproduced evident'],
  ['show that a booking lacks', '240.00', 'rows open'],
])('balances %s', async (_, closing, expected) => {
  const { recognition } = await readInWords(temporaryFile('s.sta', writeMt940([{ ...statement, closing }])));
  expect(recognition.assumptions.filter(({ key }) => key === 'totals').map(({ value, sureness }) => `${value} ${sureness}`)).toEqual([
    expected,
  ]);
});

test('an interim report (MT942) has a floor limit and no balances', async () => {
  const text = writeMt940([statement])
    .replace(/:60F:.*/, ':34F:EUR0,')
    .replace(/:62F:.*\r\n/, '');
  expect(await read(text)).toEqual([row]);
});

test('a statement without its closing balance breaks off', async () => {
  await expect(read(writeMt940([statement]).replace(/:62F:[^]*/, ''))).rejects.toMatchObject({ refusal: { code: 'truncated' } });
});
