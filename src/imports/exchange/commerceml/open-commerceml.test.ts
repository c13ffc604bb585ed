/** CommerceML: which documents are sales, and what of a line's sum is ours. */
import { describe, expect, test } from 'vitest';
import { encode } from '../../../../fixtures/encode-text.ts';
import { readInWords } from '../../../../fixtures/read-in-words.ts';
import { temporaryFile } from '../../../../fixtures/temporary-file.ts';
import { type CommerceDocument, type CommerceLine, writeCommerceml } from '../../../../fixtures/write-commerceml.ts';
import { interpret } from '../../interpret/interpret.ts';
import { openFile } from '../../open-file.ts';
import { headingKey } from '../../recognise/heading-key.ts';
import { recognise } from '../../recognise/recognise.ts';

const line: CommerceLine = { code: 'A-1', name: 'Кружка', quantity: '2', price: '61.00', sum: '122.00', tax: ['22.00', true] };
const shipment: CommerceDocument = {
  operation: 'Отпуск товара',
  number: 'Р-1',
  date: '2026-03-02',
  customer: { name: 'ООО "Ромашка"', taxId: '7701000001', branchId: '770101001' },
  sum: '122.00',
  lines: [line],
};
const order: CommerceDocument = { ...shipment, operation: 'Заказ товара', number: 'З-1' };

const read = async (documents: CommerceDocument[], hint = {}): Promise<string[]> =>
  (await readInWords(temporaryFile('orders.xml', writeCommerceml(documents)), { companyCurrency: 'RUB', ...hint })).rows;

describe('a document', () => {
  const sold = '1 sale 2026-03-02 Р-1 ООО "Ромашка"/7701000001/770101001 100.00 RUB';
  const cases: [string, Partial<CommerceDocument>, string][] = [
    ['shipped', {}, sold],
    ['returned, printed positive', { operation: 'Возврат товара' }, sold.replace('sale', 'return').replace(' 100.', ' -100.')],
    ['in dollars', { currency: 'USD' }, sold.replace('RUB', 'USD')],
    ['not posted', { requisites: { Проведен: 'false' } }, sold.replace('sale', 'draft: sale')],
    ['cancelled', { requisites: { Отменен: 'true' } }, sold.replace('sale', 'draft: sale')],
    ['marked for deletion', { requisites: { ПометкаУдаления: 'true' } }, sold.replace('sale', 'draft: sale')],
    ['bought', { role: 'Покупатель' }, '1 not_a_shipment'],
    ['an invoice for payment', { operation: 'Счет на оплату' }, '1 not_a_shipment'],
    ['money', { operation: 'Возврат безналичных денег', lines: [] }, '1 not_a_shipment'],
    [
      'a customer without a tax id, told by its card',
      { customer: { id: '17#user', name: 'Петров' } },
      '1 sale 2026-03-02 Р-1 Петров 100.00 RUB',
    ],
    ['without lines', { lines: [] }, '1 rejected: missing_amount'],
    ['of no day', { date: '2026-02-31' }, '1 rejected: invalid_date'],
    ['a sum that is none', { lines: [{ ...line, sum: 'сто' }] }, '1 rejected: invalid_amount'],
  ];
  test.each(cases)('%s', async (_, change, row) => {
    // A shipment beside it, or a file of nothing but others would be another question.
    const rows = await read([
      { ...shipment, ...change },
      { ...shipment, number: 'Р-2' },
    ]);
    expect(rows).toEqual([row, sold.replace('1 sale', '2 sale').replace('Р-1', 'Р-2')]);
  });
});

describe('the sum of a line', () => {
  const cases: [string, Partial<CommerceLine>, Partial<CommerceDocument>, { net: string; vat: string | null; discount: string | null }][] =
    [
      ['with its tax', {}, {}, { net: '100.00', vat: '22.00', discount: null }],
      ['without its tax', { sum: '100.00', tax: ['22.00', false] }, {}, { net: '100.00', vat: '22.00', discount: null }],
      ['with a tax of which only the rate is said', { tax: undefined, rate: '22' }, {}, { net: '100.00', vat: '22.00', discount: null }],
      ['free of tax', { tax: undefined, rate: 'Без НДС' }, {}, { net: '122.00', vat: '0.00', discount: null }],
      ['less a discount that it shows already', { discount: ['12.20', true] }, {}, { net: '100.00', vat: '22.00', discount: '10.00' }],
      ['before a discount', { sum: '134.20', discount: ['12.20', false] }, {}, { net: '100.00', vat: '22.00', discount: '10.00' }],
      ['price by quantity where there is no sum', { sum: undefined }, {}, { net: '100.00', vat: '22.00', discount: null }],
      [
        'with a tax that only the document says',
        { tax: undefined },
        { more: '<Налоги><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме><Сумма>22.00</Сумма></Налог></Налоги>' },
        { net: '100.00', vat: '22.00', discount: null },
      ],
      [
        'before a discount on the whole document',
        { sum: '244.00', tax: ['44.00', true] },
        { more: '<Скидки><Скидка><Сумма>122.00</Сумма><УчтеноВСумме>false</УчтеноВСумме></Скидка></Скидки>' },
        { net: '100.00', vat: '22.00', discount: '100.00' },
      ],
    ];
  test.each(cases)('%s', async (_, change, document, expected) => {
    const file = await openFile(
      temporaryFile('orders.xml', writeCommerceml([{ ...shipment, ...document, lines: [{ ...line, ...change }] }])),
    );
    const recognition = await recognise(file, { companyCurrency: 'RUB' });
    const found = [];
    for await (const rows of interpret(file, recognition))
      for (const row of rows) if (row.type === 'fact' && row.kind === 'sales') found.push(row.entry);
    const money = (minor: bigint | null): string | null => (minor === null ? null : (Number(minor) / 100).toFixed(2));
    expect(
      found.map(({ netMinor, vatMinor, discountMinor }) => ({
        net: money(netMinor),
        vat: money(vatMinor),
        discount: money(discountMinor),
      })),
    ).toEqual([expected]);
    expect(recognition.assumptions.filter(({ key }) => key === 'totals' || key === 'vat').map(({ value }) => value)).toEqual([
      'reproduced',
    ]);
  });

  test('of which nothing is said about tax is a question', async () => {
    const { tax: _, ...untaxed } = line;
    const { recognition, rows } = await readInWords(temporaryFile('orders.xml', writeCommerceml([{ ...shipment, lines: [untaxed] }])));
    expect(rows[0]).toContain(' 122.00 RUB');
    expect(recognition.assumptions.find(({ key }) => key === 'vat')).toMatchObject({ sureness: 'plain', value: '0' });
  });

  test('that does not come to the document’s own is a question', async () => {
    const { recognition } = await readInWords(
      temporaryFile(
        'orders.xml',
        writeCommerceml([
          { ...shipment, sum: '150.00' },
          { ...shipment, number: 'Р-2' },
        ]),
      ),
    );
    expect(recognition.assumptions.find(({ key }) => key === 'totals')).toMatchObject({
      sureness: 'open',
      evidence: [{ code: 'control_total_differs', detail: { printed: '2', read: '1' } }],
    });
  });
});

describe('orders', () => {
  test('beside shipments are left out', async () => {
    expect(await read([order, shipment])).toEqual(['1 not_a_shipment', expect.stringContaining('2 sale')]);
  });

  test('alone, or with returns only, are refused by name, and the question is in what was recognised', async () => {
    for (const documents of [[order], [order, { ...shipment, operation: 'Возврат товара' }]]) {
      await expect(read(documents)).rejects.toMatchObject({
        refusal: { code: 'orders_not_shipments', detail: { documents: '1' } },
        recognition: {
          assumptions: expect.arrayContaining([
            expect.objectContaining({ key: 'kind', sureness: 'open', options: [{ value: 'sales', outcome: null }] }),
          ]),
        },
      });
    }
  });

  test('are read as sales where a person says so, and not those that were cancelled', async () => {
    const documents = [
      order,
      { ...order, number: 'З-2', requisites: { Отменен: 'true' } },
      { ...shipment, operation: 'Возврат товара', number: 'В-3' },
    ];
    const rows = await read(documents, { kind: 'sales' });
    expect(rows.map((row) => row.split(' ').slice(1, 3).join(' '))).toEqual(['sale 2026-03-02', 'draft: sale', 'return 2026-03-02']);
  });

  test('what was said of shipments is not taken for said of orders, nor the other way round', async () => {
    const headings = await Promise.all(
      [[shipment], [order]].map(async (documents) =>
        headingKey(await recognise(await openFile(temporaryFile('o.xml', writeCommerceml(documents))), { kind: 'sales' })),
      ),
    );
    expect(headings[0]).not.toBe(headings[1]);
  });

  test('a document of a web shop that does not say what it does is an order', async () => {
    const { operation: _, ...silent } = order;
    await expect(read([silent])).rejects.toMatchObject({ refusal: { code: 'orders_not_shipments' } });
  });
});

test('a tax invoice beside its shipment is counted once', async () => {
  const rows = await read([shipment, { ...shipment, operation: 'Счет-фактура', number: 'СФ-1' }]);
  expect(rows.map((row) => row.includes('draft'))).toEqual([false, true]);
});

test.each([
  ['in the form of the standard', {}, 'utf-8'],
  ['without a namespace, under Документы', { namespace: false, wrapped: true }, 'utf-8'],
  ['in windows-1251', { encoding: 'windows-1251' }, 'windows-1251'],
  ['in UTF-8 that is said to be windows-1251', { encoding: 'windows-1251' }, 'utf-8'],
  ['with a prefix', { prefix: 'cml' }, 'utf-8'],
] as const)('%s', async (_, options, encoding) => {
  const { rows } = await readInWords(temporaryFile('orders.xml', encode(writeCommerceml([shipment], options), encoding)));
  expect(rows).toEqual(['1 sale 2026-03-02 Р-1 ООО "Ромашка"/7701000001/770101001 100.00 RUB']);
});

test.each([
  ['a catalogue', '<КоммерческаяИнформация><Каталог><Товары/></Каталог></КоммерческаяИнформация>', 'commerceml'],
  ['offers', '<КоммерческаяИнформация><ПакетПредложений/></КоммерческаяИнформация>', 'commerceml'],
  ['documents that break off', writeCommerceml([shipment]).slice(0, -40), 'truncated'],
  ['another kind than sales', writeCommerceml([shipment]), 'other_kind'],
] as const)('%s: refused', async (_, file, code) => {
  await expect(readInWords(temporaryFile('c.xml', file), code === 'other_kind' ? { kind: 'payments' } : {})).rejects.toMatchObject({
    refusal: { code },
  });
});
