/** Tables as other programs print them, and what their columns are taken to mean. */
import { questionKey, questionsIn } from '../assumptions/assumption.ts';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import type { Mapping } from '../../facts/row/reading.ts';
import type { FileFormat, Recognition } from '../recognition.ts';
import { openFile } from '../open-file.ts';
import { headingKey } from './heading-key.ts';
import { type Hint, recognise } from './recognise.ts';
import { findPeriod } from '../../facts/headings/titles.ts';

const format: FileFormat = { container: 'delimited', encoding: 'utf-8', bom: false, delimiter: ';', quoted: true };
const cell = (text: string): Cell => (text === '' ? { type: 'empty' } : { type: 'text', text });

function recogniseLines(lines: string[], hint: Hint = {}): Promise<Recognition> {
  const rows: RawRow[] = lines.map((line, index) => ({
    number: index + 1,
    line: index + 1,
    cells: line.split(';').map(cell),
    outlineLevel: 0,
    indent: 0,
  }));
  return recognise(
    {
      format,
      async *rows() {
        yield rows;
      },
    },
    hint,
  );
}

const meanings = ({ columns }: Recognition): string =>
  columns
    .filter(({ meaning }) => meaning !== 'ignored' && meaning !== 'row_number')
    .map(({ heading, meaning }) => `${heading} = ${meaning}`)
    .join('; ');

describe('columns of other programs', () => {
  test.each([
    [
      'three dates: the one beside the number is the document’s',
      [
        'Дата;Контрагент;№ накладной;Дата;Сумма;Дата',
        '01.12.2025;ООО А;15;05.01.2026;100,00;20.01.2026',
        '02.12.2025;ООО Б;16;06.01.2026;200,00;',
      ],
      'Контрагент = customer; № накладной = document_number; Дата = date; Сумма = net_amount',
    ],
    [
      'abbreviations of an old program',
      [
        'CUST_NO;CUST_NAME;INV_NO;INV_DT;PROD_CD;PROD_DESC;QTY;NET_AMT;TAX_AMT;GROSS_AMT;CURR',
        '100;Alpha;A1;12/31/2025;P1;Pen;5;10.00;2.00;12.00;USD',
        '200;Beta;A2;01/02/2026;P1;Pen;5;20.00;4.00;24.00;USD',
      ],
      'CUST_NO = customer_code; CUST_NAME = customer; INV_NO = document_number; INV_DT = date; PROD_CD = product_code; PROD_DESC = product; QTY = quantity; NET_AMT = net_amount; TAX_AMT = vat_amount; GROSS_AMT = gross_amount; CURR = currency',
    ],
    [
      'a customer given by code beside a name',
      [
        'Billing Document;Billing Date;Sold-to party;Name;Material;Material Description;Billed Quantity;Net Value;Document Currency',
        '9001;05.01.2026;100234;Müller GmbH;1001;Pumpe;5;1.234,50;EUR',
        '9002;06.01.2026;100235;Huber AG;1002;Ventil;12;2.400,00;EUR',
      ],
      'Billing Document = document_number; Billing Date = date; Sold-to party = customer_code; Name = customer; Material = product_code; Material Description = product; Billed Quantity = quantity; Net Value = net_amount; Document Currency = currency',
    ],
    [
      'a shipping date beats the order date; a company beats its contact',
      [
        'ID;Дата создания;Компания;Контакт;Ответственный;Сумма;Дата отгрузки',
        '101;01.02.2026;ООО "Вектор";Иван;Ольга;100,00;05.02.2026',
        '102;02.02.2026;ИП Котов;Пётр;Ольга;200,00;06.02.2026',
      ],
      'ID = document_number; Компания = customer; Ответственный = manager; Сумма = net_amount; Дата отгрузки = date',
    ],
    [
      'a column of customers without a heading',
      [
        'Дата;Номер;;Сумма;НДС',
        '05.01.2026;15;ООО Альфа;120,00;20,00',
        '06.01.2026;16;ИП Бобров;60,00;10,00',
        '07.01.2026;17;ООО Гамма;240,00;40,00',
      ],
      'Дата = date; Номер = document_number;  = customer; Сумма = gross_amount; НДС = vat_amount',
    ],
    [
      'VAT on top of the sum, told by arithmetic',
      ['Дата;Номер;Покупатель;Сумма;НДС', '05.01.2026;15;Альфа;100,00;20,00', '06.01.2026;16;Бета;350,00;70,00'],
      'Дата = date; Номер = document_number; Покупатель = customer; Сумма = net_amount; НДС = vat_amount',
    ],
    [
      'a discount in per cent, told by arithmetic',
      [
        'Дата;Номер;Покупатель;Количество;Цена;Скидка;Сумма',
        '05.01.2026;15;Альфа;3;50,00;10;135,00',
        '06.01.2026;16;Бета;2;100,00;0;200,00',
        '07.01.2026;17;Бета;2;100,00;5;190,00',
      ],
      'Дата = date; Номер = document_number; Покупатель = customer; Количество = quantity; Цена = list_price; Скидка = discount_rate; Сумма = net_amount',
    ],
    [
      'a group of companies and an industry beside the customer',
      [
        'Дата;Номер;Холдинг;Отрасль;Контрагент;Сумма без НДС',
        '05.01.2026;15;Север;Торговля;ООО Альфа;100,00',
        '06.01.2026;16;Север;Торговля;ООО Бета;350,00',
      ],
      'Дата = date; Номер = document_number; Холдинг = group; Отрасль = industry; Контрагент = customer; Сумма без НДС = net_amount',
    ],
    [
      'a legal entity beside its group is the customer',
      [
        'Дата;Номер;Группа компаний;Юридическое лицо;Сумма без НДС',
        '05.01.2026;15;Север;ООО Альфа;100,00',
        '06.01.2026;16;Север;ООО Бета;350,00',
      ],
      'Дата = date; Номер = document_number; Группа компаний = group; Юридическое лицо = customer; Сумма без НДС = net_amount',
    ],
    [
      'a group alone is the customer',
      ['Дата;Номер;Холдинг;Сумма без НДС', '05.01.2026;15;Север;100,00', '06.01.2026;16;Юг;350,00'],
      'Дата = date; Номер = document_number; Холдинг = customer; Сумма без НДС = net_amount',
    ],
    [
      'a group beside codes is one where it has several of them, else their name',
      ['Date;Invoice No;Customer No;Parent company;Net amount', '2026-01-05;15;C1;North;100.00', '2026-01-06;16;C2;North;350.00'],
      'Date = date; Invoice No = document_number; Customer No = customer_code; Parent company = group; Net amount = net_amount',
    ],
    [
      'the holding of every code is its name',
      ['Дата;Номер;Код клиента;Холдинг;Сумма без НДС', '05.01.2026;15;К1;Север;100,00', '06.01.2026;16;К2;Юг;350,00'],
      'Дата = date; Номер = document_number; Код клиента = customer_code; Холдинг = customer; Сумма без НДС = net_amount',
    ],
    [
      'a place of delivery beside the customer is no customer',
      [
        'Дата;Номер;Грузополучатель;Контрагент;Сумма без НДС',
        '05.01.2026;15;Магазин на Мира;ООО Альфа;100,00',
        '06.01.2026;16;Склад;ООО Альфа;350,00',
      ],
      'Дата = date; Номер = document_number; Грузополучатель = delivery_point; Контрагент = customer; Сумма без НДС = net_amount',
    ],
    [
      'a place of delivery alone is the customer',
      ['Дата;Номер;Грузополучатель;Сумма без НДС', '05.01.2026;15;ООО Альфа;100,00', '06.01.2026;16;ООО Бета;350,00'],
      'Дата = date; Номер = document_number; Грузополучатель = customer; Сумма без НДС = net_amount',
    ],
    [
      'places beside codes are such where a code has several of them, else its name',
      ['Date;Invoice No;Customer No;Ship-to;Net amount', '2026-01-05;15;C1;Shop 1;100.00', '2026-01-06;16;C1;Shop 2;350.00'],
      'Date = date; Invoice No = document_number; Customer No = customer_code; Ship-to = delivery_point; Net amount = net_amount',
    ],
    [
      'the consignee of every code is its name',
      [
        'Дата;Номер;ИНН;Грузополучатель;Сумма без НДС',
        '05.01.2026;15;7741577701;ООО Альфа;100,00',
        '06.01.2026;16;7727351290;ООО Бета;350,00',
      ],
      'Дата = date; Номер = document_number; ИНН = tax_id; Грузополучатель = customer; Сумма без НДС = net_amount',
    ],
    [
      'a group, a legal entity and its points in three columns',
      [
        'Дата;Номер;Група компаній;Юридична особа;Торгова точка;Сума без ПДВ',
        '05.01.2026;15;Північ;ТОВ Мрія;Магазин 1;100,00',
        '06.01.2026;16;Північ;ТОВ Зоря;Магазин 2;350,00',
      ],
      'Дата = date; Номер = document_number; Група компаній = group; Юридична особа = customer; Торгова точка = delivery_point; Сума без ПДВ = net_amount',
    ],
    [
      'the Ukrainian words',
      [
        'Дата;Номер;Група компаній;Галузь;Покупець;Сума без ПДВ',
        '05.01.2026;15;Північ;Торгівля;ТОВ Мрія;100,00',
        '06.01.2026;16;Північ;Торгівля;ТОВ Зоря;350,00',
      ],
      'Дата = date; Номер = document_number; Група компаній = group; Галузь = industry; Покупець = customer; Сума без ПДВ = net_amount',
    ],
  ])('%s', async (_, lines, expected) => expect(meanings(await recogniseLines(lines))).toBe(expected));
});

test('what a person decided for a source beats recognition, wherever the columns have moved', async () => {
  const first = await recogniseLines(['Дата;Номер;Клиент;Грузополучатель;Сумма', '05.01.2026;15;Альфа;Склад Альфы;100,00']);
  const mapping: Mapping = {
    ...first.mapping,
    vatIncludedRate: 20,
    columns: first.mapping.columns.map((column) =>
      column.heading === 'Клиент'
        ? { ...column, meaning: 'ignored' }
        : column.heading === 'Грузополучатель'
          ? { ...column, meaning: 'customer' }
          : column,
    ),
  };
  const again = await recogniseLines(['Дата;Номер;Грузополучатель;Клиент;Сумма', '05.01.2026;15;Склад Альфы;Альфа;100,00'], {
    mapping,
    companyCurrency: 'RUB',
  });
  expect(meanings(again)).toBe('Дата = date; Номер = document_number; Грузополучатель = customer; Сумма = net_amount');
  expect(again.mapping.vatIncludedRate).toBe(20);
  expect(questionsIn(again.assumptions)).toEqual([]);
});

test('only what neither headings nor arithmetic tell is asked', async () => {
  expect(
    questionsIn((await recogniseLines(['Дата;Покупатель;Сумма', '05.01.2026;Альфа;100,00'], { companyCurrency: 'RUB' })).assumptions).map(
      questionKey,
    ),
  ).toEqual(['vat']);
  expect(
    questionsIn(
      (await recogniseLines(['Дата;Покупатель;Сумма без НДС', '05.01.2026;Альфа;100,00'], { companyCurrency: 'RUB' })).assumptions,
    ).map(questionKey),
  ).toEqual([]);
  expect(questionsIn((await recogniseLines(['Date;Customer;Net amount', '03/04/2026;Alpha;100.00'])).assumptions).map(questionKey)).toEqual(
    ['date_order', 'currency'],
  );
});

test('orders are not shipments', async () => {
  await expect(
    recogniseLines(['Дата;Документ;Клиент;Сумма', '05.01.2026;Заказ клиента 15 от 05.01.2026;Альфа;100,00']),
  ).rejects.toMatchObject({ refusal: { code: 'orders_not_shipments' } });
});

test('a period is read from the titles', () => {
  const month = { from: '2026-03-01', to: '2026-03-31' };
  expect(findPeriod(['Период: 01.03.2026 - 31.03.2026'])).toEqual(month);
  expect(findPeriod(['за период с 1 марта 2026 г. по 31 марта 2026 г.'])).toEqual(month);
  expect(findPeriod(['Продажи за март 2026'])).toEqual(month);
  expect(findPeriod(['Звіт за березень 2026 р.'])).toEqual(month);
  expect(findPeriod(['From 03/01/2026 to 31/03/2026'])).toEqual({ from: '2026-01-03', to: '2026-03-31' });
  expect(findPeriod(['За 1 квартал 2026 г.'])).toEqual({ from: '2026-01-01', to: '2026-03-31' });
  expect(findPeriod(['Отчет по продажам'])).toBeNull();
});

test('the same headings in another manner of writing are the same source', async () => {
  const data = '05.01.2026;15;Альфа;100,00';
  const key = headingKey(await recogniseLines(['Дата;Номер;Покупатель;Сумма', data]));
  expect(headingKey(await recogniseLines(['ДАТА;Номер ;Покупатель;Сумма', '06.01.2026;16;Бета;7,00']))).toBe(key);
  expect(headingKey(await recogniseLines(['Дата;Номер;Покупатель;Сумма без НДС', data]))).not.toBe(key);
});

test('a table whose rows call themselves payments is one of payments, whatever its headings leave open', async () => {
  const path = resolve(import.meta.dirname, '../../../fixtures/small-company/payments.csv');
  expect((await recognise(await openFile(path))).kind).toBe('payments');
});

test('a grouped report may stand by group and by point; where it names no customer, these are the customers', async () => {
  const levels = async (heading: string, above: string[]): Promise<unknown> =>
    (
      await recogniseLines([
        `${heading};Количество;Сумма без НДС`,
        ...above,
        'Реализация 1 от 05.01.2026;3;300,00',
        ...above,
        'Реализация 2 от 06.01.2026;5;500,00',
      ])
    ).reading.grouping?.levels;
  expect(await levels('Группа компаний, Контрагент, Документ', ['Север;3;300,00', 'ООО Альфа;3;300,00'])).toEqual([
    'group',
    'customer',
    'document',
  ]);
  expect(await levels('Контрагент, Грузополучатель, Документ', ['ООО Альфа;3;300,00', 'Склад;3;300,00'])).toEqual([
    'customer',
    'delivery_point',
    'document',
  ]);
  expect(await levels('Холдинг, Документ', ['Север;3;300,00'])).toEqual(['customer', 'document']);
  expect(await levels('Холдинг, Торговая точка, Документ', ['Север;3;300,00', 'Склад;3;300,00'])).toEqual([
    'group',
    'customer',
    'document',
  ]);
});
