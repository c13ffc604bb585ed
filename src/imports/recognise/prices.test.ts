/** Price lists as accounting and shops print them, and tables that only mention a price. */
import { questionKey, questionsIn } from '../assumptions/assumption.ts';
import { describe, expect, test } from 'vitest';
import { readLines } from '../../../fixtures/read-lines.ts';

async function read(lines: string[]): Promise<{ kind: string; prices: string[] }> {
  const { recognition, rows } = await readLines(lines);
  const prices = rows.flatMap((row) =>
    row.type === 'fact' && row.kind === 'prices'
      ? [
          [
            row.entry.validOn,
            row.entry.productCode,
            row.entry.product,
            row.entry.unit,
            row.entry.priceType,
            Number(row.entry.priceMicro) / 1e8,
            row.entry.currency,
          ].join('|'),
        ]
      : [],
  );
  return { kind: recognition.kind, prices };
}

describe('a price list', () => {
  test.each([
    [
      'of 1C, without a column of days',
      [
        'Прайс-лист на 01.03.2026',
        '',
        'Код;Номенклатура;Ед. изм.;Цена',
        '00-01;Кофе зерновой 1 кг;шт;1 250,50',
        '00-02;Чай листовой;уп;300',
      ],
      ['2026-03-01|00-01|Кофе зерновой 1 кг|шт||1250.5|RUB', '2026-03-01|00-02|Чай листовой|уп||300|RUB'],
    ],
    [
      'in Ukrainian, by type of price',
      [
        'Артикул;Товар;Вид ціни;Ціна без ПДВ;Валюта;Діє з',
        'A-1;Кава;Роздрібна;410,00;UAH;15.02.2026',
        'A-1;Кава;Оптова;350,00;UAH;15.02.2026',
      ],
      ['2026-02-15|A-1|Кава||Роздрібна|410|UAH', '2026-02-15|A-1|Кава||Оптова|350|UAH'],
    ],
    [
      'of an ERP',
      [
        'Item No,Description,Unit of Measure,Unit Price,Currency Code,Starting Date',
        '1001,Coffee,PCS,12.3456,USD,2026-01-15',
        '1002,Tea,PCS,3.5,USD,2026-01-15',
      ],
      ['2026-01-15|1001|Coffee|PCS||12.3456|USD', '2026-01-15|1002|Tea|PCS||3.5|USD'],
    ],
    // 120.00 with 20 % of tax.
    [
      'with VAT in its prices',
      ['Номенклатура;Цена с НДС;Дата', 'Кофе;120,00;01.01.2026', 'Чай;60,00;01.01.2026'],
      ['2026-01-01||Кофе|||100|RUB', '2026-01-01||Чай|||50|RUB'],
    ],
  ])('%s', async (_, lines, prices) => {
    expect(await read(lines)).toEqual({ kind: 'prices', prices });
  });

  test('leaves out groups of goods and sums', async () => {
    const { rows } = await readLines(
      ['Артикул;Товар;Цена без НДС;Дата', ';Напитки;;', 'A-0;Чай;10;31.01.2026', ';;10;31.01.2026'],
      'prices',
    );
    expect(rows.map(({ type }) => type)).toEqual(['ignored', 'ignored', 'fact', 'ignored']);
  });

  test('asks whether its prices contain VAT where neither heading nor title says', async () => {
    const asked = async (heading: string): Promise<string[]> =>
      questionsIn((await readLines([`Товар;${heading};Дата`, 'Кофе;120,00;31.01.2026'])).recognition.assumptions).map(questionKey);
    expect(await asked('Цена')).toContain('vat');
    expect(await asked('Цена без НДС')).not.toContain('vat');
  });

  test.each([
    ['no price', 'A-1;Кофе;;31.01.2026', 'missing_price'],
    ['a price of nothing', 'A-1;Кофе;0;31.01.2026', 'invalid_price'],
    ['no day', 'A-1;Кофе;10;', 'missing_date'],
    ['another price of the same day', 'A-0;Чай;11;31.01.2026', 'repeated_price'],
  ])('refuses a row with %s', async (_, line, reason) => {
    const { rows } = await readLines(
      ['Артикул;Товар;Цена без НДС;Дата', 'A-0;Чай;10;31.01.2026', 'A-2;Сахар;5;31.01.2026', line],
      'prices',
    );
    expect(rows.filter(({ type }) => type === 'rejected')).toMatchObject([{ reason }]);
  });
});

test.each([
  [
    'sales at a price',
    [
      'Дата;Контрагент;Номенклатура;Количество;Цена;Сумма',
      '15.05.2026;ООО А;Кофе;2;100,00;200,00',
      '16.05.2026;ООО Б;Кофе;1;100,00;100,00',
    ],
    'sales',
  ],
  ['sales that name no amount', ['Date,Customer,Item,Quantity,Price', '2026-05-15,Granite Wholesale,Coffee,2,10.00'], 'sales'],
])('%s are no price list', async (_, lines, kind) => {
  expect(await read(lines)).toEqual({ kind, prices: [] });
});
