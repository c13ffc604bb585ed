import { expect, test } from 'vitest';
import { encode } from '../../../fixtures/encode-text.ts';
import { detectEncoding, type TextEncoding } from './encoding.ts';

const russian = 'Дата;Номер;Покупатель;Сумма\r\n02.01.2026;00УТ-000001;ООО "Ромашка";1\u00a0234,56\r\n';
const ukrainian = 'Дата;Номер;Покупець;Сума\r\n02.01.2026;ТД00-000081;ТОВ "Їжачок" Мар\'яненко, Ґудзик, єдність і воля;879,106\r\n';
const encodings: TextEncoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'koi8-u', 'ibm866'];

test.each(encodings)('a Russian sales list in %s is recognised', (encoding) => {
  expect(detect(encode(russian, encoding))).toEqual({ encoding, bom: false });
});

// ibm866 has no і and no ґ.
test.each(encodings.slice(0, 5))('a Ukrainian sales list in %s is recognised', (encoding) => {
  expect(detect(encode(ukrainian, encoding))).toEqual({ encoding, bom: false });
});

test.each<TextEncoding>(['utf-8', 'utf-16le', 'utf-16be'])('a byte order mark of %s is believed', (encoding) => {
  expect(detect(encode(`\ufeff${russian}`, encoding))).toEqual({ encoding, bom: true });
});

test.each<[TextEncoding, string]>([
  ['windows-1251', 'ДАТА;НОМЕР;ПОКУПАТЕЛЬ'],
  ['ibm866', 'ДАТА;НОМЕР;ПОКУПАТЕЛЬ'],
  ['koi8-u', 'ДАТА;НОМЕР;ПОКУПАТЕЛЬ'],
  ['windows-1251', 'date;ООО Юг;1'],
  ['windows-1251', 'date;ООО ООО ООО ООО;ООО ООО'],
  ['ibm866', 'date;ООО Юг;1'],
])('capitals and few letters suffice: %s', (encoding, text) => {
  expect(detect(encode(text, encoding)).encoding).toBe(encoding);
});

test('plain ASCII is UTF-8', () => {
  expect(detect(Buffer.from('date;customer\n2026-01-02;Kiosk\n'))).toEqual({ encoding: 'utf-8', bom: false });
});

test('a UTF-16 list in plain English is recognised without a mark', () => {
  expect(detect(encode('date\tcustomer\r\n2026-01-02\tKiosk\r\n', 'utf-16le')).encoding).toBe('utf-16le');
});

test('names cut in the middle of a character do not make UTF-8 something else', () => {
  const cut = Buffer.concat([
    encode(russian.repeat(20), 'utf-8'),
    encode('Пок', 'utf-8').subarray(0, 5),
    encode(`;1\r\n${russian}`, 'utf-8'),
  ]);
  expect(detect(cut).encoding).toBe('utf-8');
});

test('the letters may come late: slices decide where the head is ASCII', () => {
  const head = Buffer.from('id;name\n1;Kiosk\n'.repeat(1000));
  expect(detectEncoding({ head, slices: [encode(russian, 'ibm866')] }).encoding).toBe('ibm866');
});

function detect(head: Buffer) {
  return detectEncoding({ head, slices: [] });
}
