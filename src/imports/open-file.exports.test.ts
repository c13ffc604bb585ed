/** The exports of accounting programs in ../shared/data/exports, where they are present: container, row counts, and cells in place. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCells, readRows, type PlainCell } from '../../fixtures/read-cells.ts';
import { openFile } from './open-file.ts';

const exports = join(import.meta.dirname, '../../../shared/data/exports');
const absent = !existsSync(exports);

const delimited = [
  { file: '03_sales_grouped_cp1251.csv', encoding: 'windows-1251', bom: false, delimiter: ';', quoted: true },
  { file: '04_sales_utf8bom_tab.csv', encoding: 'utf-8', bom: true, delimiter: '\t', quoted: true },
  { file: '05_sales_utf16le_excel.txt', encoding: 'utf-16le', bom: true, delimiter: '\t', quoted: true },
  { file: '06_sales_cp866.csv', encoding: 'ibm866', bom: false, delimiter: ';', quoted: true },
  { file: '11_erp_english.csv', encoding: 'utf-8', bom: false, delimiter: ',', quoted: true },
  { file: '12b_nasty.csv', encoding: 'windows-1251', bom: false, delimiter: ';', quoted: false },
];
const workbooks = [
  '01_register.xlsx',
  '02_sales_grouped.xlsx',
  '07_bas_ukraine.xlsx',
  '08a_sharedstrings_capital.xlsx',
  '08b_inline_strings.xlsx',
  '08c_sharedstrings_mismatch.xlsx',
  '09a_payments_register.xlsx',
  '09c_bank_statement.xlsx',
  '12_nasty.xlsx',
  '13_register_reexport.xlsx',
];

describe.skipIf(absent)('delimited', () => {
  test.each(delimited)('$file', async ({ file, ...format }) => {
    expect((await openFile(join(exports, file))).format).toEqual({ container: 'delimited', ...format });
    const { rows_total, physical_lines, columns } = truth(file);
    const rows = await readRows(join(exports, file));
    expect(rows).toHaveLength(rows_total);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
    expect(rows.at(-1)!.line).toBeLessThanOrEqual(physical_lines ?? Infinity);
    for (const { row, line } of await truthRows(file)) expect(rows[row - 1]!.line).toBe(line);
    await expectTextsInPlace(file, { columns });
  });
});

describe.skipIf(absent)('workbook', () => {
  test.each(workbooks)('%s', async (file) => {
    const { rows_total, sheet, columns } = truth(file);
    expect((await openFile(join(exports, file))).format).toEqual({ container: 'xlsx', sheet, sheets: [sheet] });
    const rows = await readRows(join(exports, file));
    expect(rows.at(-1)!.number).toBe(rows_total);
    await expectTextsInPlace(file, { columns });
  });

  test('02_sales_grouped.xlsx has the levels of its groups in outline and indent', async () => {
    const rows = await readRows(join(exports, '02_sales_grouped.xlsx'));
    expect(new Set(rows.slice(9).map(({ outlineLevel, indent }) => `${outlineLevel}/${indent}`))).toEqual(new Set(['0/0', '1/2', '2/4']));
  });
});

describe.skipIf(absent)('exchange formats', () => {
  test.each([
    ['09b_bank_1c_exchange.txt', 'bank_exchange_1c'],
    ['10_commerceml_orders.xml', 'commerceml'],
  ])('%s has a row for each of the truth, by its number', async (file, container) => {
    const path = join(exports, file);
    expect((await openFile(path)).format.container).toBe(container);
    expect((await readRows(path)).slice(1).map(({ number }) => number)).toEqual((await truthRows(file)).map(({ row }) => row));
  });
});

interface Truth {
  rows_total: number;
  physical_lines?: number;
  sheet?: string;
  columns: { index: number; meaning: string }[];
}

function truth(file: string): Truth {
  return JSON.parse(readFileSync(join(exports, file.replace(/\.\w+$/, '.truth.json')), 'utf8')) as Truth;
}

async function truthRows(file: string): Promise<{ row: number; line: number; customer: string }[]> {
  const [heading, ...records] = await readCells(join(exports, file.replace(/\.\w+$/, '.truth.csv')));
  const at = (record: PlainCell[], name: string) => record[heading!.indexOf(name)] as string | null;
  return records.map((record) => ({
    row: Number(at(record, 'row')),
    line: Number(at(record, 'line')),
    customer: at(record, 'customer_raw') ?? '',
  }));
}

/** Each row of the truth names its customer exactly as the file prints it; it must stand in the customer's column of that row. */
async function expectTextsInPlace(file: string, { columns }: Pick<Truth, 'columns'>): Promise<void> {
  const index = columns.find(({ meaning }) => meaning === 'customer')?.index;
  if (index === undefined) return;
  const rows = new Map((await readRows(join(exports, file))).map((row) => [row.number, row]));
  let compared = 0;
  for (const { row, customer } of await truthRows(file)) {
    const cell = rows.get(row)?.cells[index - 1];
    if (customer === '') continue;
    expect(cell, `row ${row}`).toEqual({ type: 'text', text: customer });
    compared++;
  }
  expect(compared).toBeGreaterThan(10);
}
