/** SYLK and DIF: cells by place or in order, texts with their own separators, dates by format, ends that lack. */
import { describe, expect, test } from 'vitest';
import { encode } from '../../../fixtures/encode-text.ts';
import { readCells, readRows } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { type OldCell, writeDif, writeSylk } from '../../../fixtures/write-old-spreadsheets.ts';
import { openFile } from '../open-file.ts';

const table: OldCell[][] = [
  ['Дата', 'Покупатель', 'Сумма'],
  ['02.03.2026', 'ООО "Ромашка"; филиал', { number: '-1220.5' }],
  ['03.03.2026', null, { number: '5' }],
];
const plain = [
  ['Дата', 'Покупатель', 'Сумма'],
  ['02.03.2026', 'ООО "Ромашка"; филиал', -1220.5],
  ['03.03.2026', null, 5],
];

describe.each([
  ['sylk', writeSylk],
  ['dif', writeDif],
] as const)('%s', (container, write) => {
  test.each(['utf-8', 'windows-1251', 'ibm866'] as const)('in %s', async (encoding) => {
    const path = temporaryFile('a.txt', encode(write(table), encoding));
    expect((await openFile(path)).format.container).toBe(container);
    expect(await readCells(path)).toEqual(plain);
  });

  test('without its end it is refused', async () => {
    await expect(openFile(temporaryFile('a.txt', write(table).slice(0, -8)))).rejects.toMatchObject({ refusal: { code: 'truncated' } });
  });
});

test('SYLK says a place once where the row or the column stays the same, and the format of a cell or of a column', async () => {
  const text = 'ID;P\nP;PGeneral\nP;Pdd/mm/yyyy\nF;P1;C1\nC;Y3;X1;K46083\nC;X2;K46083\nF;P1;X3\nC;K46083\nC;X4;KTRUE\nC;X5;K#REF!\nE\n';
  expect(await readCells(temporaryFile('a.slk', text))).toEqual([[{ date: 46_083 }, 46_083, { date: 46_083 }, true, { error: '#REF!' }]]);
  expect((await readRows(temporaryFile('a.slk', text)))[0]!.number).toBe(3);
});

test('DIF prints a date where a number belongs, errors and truth by their names', async () => {
  const text = 'TABLE\n0,1\n""\nDATA\n0,0\n""\n-1,0\nBOT\n0,3/14/26\nV\n0,0\nNA\n0,1\nTRUE\n1,0\nбез кавычек\n-1,0\nEOD\n';
  expect(await readCells(temporaryFile('a.dif', text))).toEqual([['3/14/26', { error: '#N/A' }, true, 'без кавычек']]);
});
