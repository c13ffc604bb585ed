import { expect, test } from 'vitest';
import { readRows } from '../../../fixtures/read-cells.ts';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { writeXlsx } from '../../../fixtures/write-xlsx.ts';
import { openFile } from '../open-file.ts';
import { MergedRangeScanner, spreadMergedCells } from './merged-ranges.ts';

const heading = {
  name: 'S',
  rows: [
    ['Контрагент', 'Сумма документа', null, null, 'Проведен'],
    [null, 'Всего', 'НДС', 'Скидка'],
    ['ООО "Ромашка"', 1, 2, 3, 'Да'],
  ],
  merged: ['A1:A2', 'B1:D1', 'E1:E2', 'A5000:J5000'],
};

test.each([{}, { prefix: 'x' }])(
  'a merged heading fills its blank neighbours, and those far below are left out %o',
  async (options) => {
    const path = temporaryFile('merged.xlsx', writeXlsx({ sheets: [heading], ...options }));
    const { mergedRanges } = await openFile(path);
    expect(mergedRanges).toEqual([
      { top: 1, bottom: 2, left: 0, right: 0 },
      { top: 1, bottom: 1, left: 1, right: 3 },
      { top: 1, bottom: 2, left: 4, right: 4 },
    ]);
    const rows = await readRows(path);
    const texts = (row: (typeof rows)[number]) => row.cells.map((cell) => (cell.type === 'text' ? cell.text : null));
    expect(texts(spreadMergedCells(rows[0]!, mergedRanges!))).toEqual([
      'Контрагент',
      'Сумма документа',
      'Сумма документа',
      'Сумма документа',
      'Проведен',
    ]);
    expect(texts(rows[0]!)).toEqual(['Контрагент', 'Сумма документа', null, null, 'Проведен']);
    expect(spreadMergedCells(rows[1]!, mergedRanges!)).toEqual(rows[1]);
  },
);

test('a merged range beyond the last stored cell lengthens the row', () => {
  const row = { number: 1, line: 1, cells: [{ type: 'text' as const, text: 'Итог' }], outlineLevel: 0, indent: 0 };
  expect(spreadMergedCells(row, [{ top: 1, bottom: 1, left: 0, right: 2 }]).cells).toHaveLength(3);
});

test('ranges are found however the text is cut into pieces', () => {
  const text =
    '<row/></sheetData><x/><mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C2:D2"></mergeCell></mergeCells></worksheet>';
  for (let piece = 1; piece < text.length; piece++) {
    const scanner = new MergedRangeScanner();
    for (let i = 0; i < text.length; i += piece) scanner.push(text.slice(i, i + piece));
    expect(scanner.ranges.map(({ top, left }) => [top, left])).toEqual([
      [1, 0],
      [2, 2],
    ]);
  }
});
