/** Tables of rates as accounting and central banks print them, and tables that only mention a rate. */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { interpret } from '../interpret/interpret.ts';
import { openFile } from '../open-file.ts';
import { recognise } from './recognise.ts';

async function read(lines: string[]): Promise<{ kind: string; rates: string[] }> {
  const path = join(tmpdir(), `clientele-rates-${process.pid}.csv`);
  writeFileSync(path, lines.join('\r\n'));
  try {
    const file = await openFile(path);
    const recognition = await recognise(file, { companyCurrency: 'RUB' });
    const rates: string[] = [];
    for await (const rows of interpret(file, recognition))
      for (const row of rows)
        if (row.type === 'fact' && row.kind === 'rates')
          rates.push(`${row.entry.ratedOn} ${row.entry.nominal} ${row.entry.currency} = ${Number(row.entry.rateMicro) / 1e6}`);
    return { kind: recognition.kind, rates };
  } finally {
    rmSync(path);
  }
}

describe('a table of rates', () => {
  test.each([
    [
      'of 1C',
      ['Курсы валют', '', 'Период;Валюта;Курс;Кратность', '15.05.2026 0:00:00;USD;80,1234;1', '15.05.2026 0:00:00;JPY;54,5455;100'],
      ['2026-05-15 1 USD = 80.1234', '2026-05-15 100 JPY = 54.5455'],
    ],
    [
      'of the Bank of Russia',
      ['nominal;data;curs;cdx', '1;15.05.2026;80,1234;Доллар США', '1;16.05.2026;80,5000;Доллар США'],
      ['2026-05-15 1 USD = 80.1234', '2026-05-16 1 USD = 80.5'],
    ],
    [
      'of the National Bank of Ukraine',
      [
        'Дата;Час;Код цифровий;Код літерний;Кількість одиниць;Назва валюти;Офіційний курс',
        '15.05.2026;16:00;840;USD;1;Долар США;41,5012',
        '15.05.2026;16:00;392;JPY;10;Єна;2,7011',
      ],
      ['2026-05-15 1 USD = 41.5012', '2026-05-15 10 JPY = 2.7011'],
    ],
    [
      'of an ERP',
      ['Starting Date,Currency Code,Exchange Rate,Units', '2026-05-15,USD,80.1234,1', '2026-05-18,EUR,90.5,1'],
      ['2026-05-15 1 USD = 80.1234', '2026-05-18 1 EUR = 90.5'],
    ],
    [
      'with the currency in the heading of the rate',
      ['Дата;Валюта;Курс, руб.;Номинал', '15.05.2026;EUR;90,5;1', '16.05.2026;EUR;91;1'],
      ['2026-05-15 1 EUR = 90.5', '2026-05-16 1 EUR = 91'],
    ],
  ])('%s', async (_, lines, rates) => {
    expect(await read(lines)).toEqual({ kind: 'rates', rates });
  });
});

test.each([
  [
    'sales that name the rate they were made out at',
    ['Дата;Контрагент;Сумма;Валюта;Курс', '15.05.2026;ООО А;100,00;USD;80,12', '16.05.2026;ООО Б;200,00;USD;80,50'],
    'sales',
  ],
  [
    'payments that name a rate',
    [
      'Payment No,Payment date,Customer,Payment amount,Currency,Rate,Purpose',
      'P-1,2026-05-15,Granite Wholesale,100.00,USD,80.12,Payment of invoice 1',
    ],
    'payments',
  ],
  [
    'goods by their unit rate',
    ['Date,Product,Customer,Quantity,Rate,Amount,Currency', '2026-05-15,Coffee,Granite Wholesale,2,10.00,20.00,USD'],
    'sales',
  ],
])('%s are no table of rates', async (_, lines, kind) => {
  expect(await read(lines)).toMatchObject({ kind, rates: [] });
});
