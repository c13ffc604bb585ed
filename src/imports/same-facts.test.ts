/** The same facts in any dress are the same facts: a few sales and a few payments, written in every exchange format. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../../fixtures/encode-text.ts';
import { temporaryFile } from '../../fixtures/temporary-file.ts';
import { writeBank1c } from '../../fixtures/write-bank-1c.ts';
import { writeCommerceml } from '../../fixtures/write-commerceml.ts';
import { writeDbf } from '../../fixtures/write-dbf.ts';
import { writeDif, writeSylk } from '../../fixtures/write-old-spreadsheets.ts';
import { type StatementEntry, writeCamt053, writeMt940 } from '../../fixtures/write-statement.ts';
import type { Interpreted } from '../facts/row/outcome.ts';
import { interpret } from './interpret/interpret.ts';
import { openFile } from './open-file.ts';
import { recognise } from './recognise/recognise.ts';

interface Sale {
  date: string;
  number: string;
  customer: string;
  product: string;
  quantity: string;
  net: string;
  vat: string;
}

const customers = ['Киоск на углу', 'ООО "Ромашка"', 'Больница № 5; филиал', 'Mill & Sons'];
const products = ['Чашка чайная', 'Блюдце, фарфор', 'Ложка <1>'];
const day = fc.integer({ min: 0, max: 89 }).map((days) => new Date(Date.UTC(2026, 0, 5 + days)).toISOString().slice(0, 10));
const cents = fc.integer({ min: 100, max: 9_999_999 });
const money = (minor: number): string => (minor / 100).toFixed(2);

const sales: fc.Arbitrary<Sale[]> = fc
  .array(
    fc.record({
      date: day,
      customer: fc.constantFrom(...customers),
      product: fc.constantFrom(...products),
      quantity: fc.integer({ min: 1, max: 999 }),
      net: cents,
    }),
    { minLength: 3, maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ date, customer, product, quantity, net }, at) => ({
      date,
      number: `РН-${String(at + 1).padStart(4, '0')}`,
      customer,
      product,
      quantity: String(quantity),
      net: money(net),
      vat: money(Math.round(net * 0.22)),
    })),
  );

const headings = ['Дата', 'Номер документа', 'Контрагент', 'Номенклатура', 'Количество', 'Сумма без НДС', 'НДС'];
const numbers = ['quantity', 'net', 'vat'];

const dresses: [name: string, write: (sales: Sale[]) => string | Uint8Array][] = [
  ['JSON', (rows) => JSON.stringify(rows.map(records))],
  [
    'JSON, numbers as numbers, inside an answer',
    (rows) =>
      `{"data":[${rows
        .map(
          (row) =>
            `{${Object.entries(row)
              .map(([key, value], at) => `${JSON.stringify(headings[at])}:${numbers.includes(key) ? value : JSON.stringify(value)}`)
              .join(',')}}`,
        )
        .join(',')}]}`,
  ],
  ['JSON lines', (rows) => rows.map((row) => JSON.stringify(records(row))).join('\n')],
  [
    'XML, attributes',
    (rows) =>
      `<rows>${rows
        .map(
          (row) =>
            `<row ${Object.entries(records(row))
              .map(([name, value]) => `${name.replaceAll(' ', '_')}="${escape(value)}"`)
              .join(' ')}/>`,
        )
        .join('')}</rows>`,
  ],
  [
    'XML, children, in windows-1251',
    (rows) =>
      encode(
        `<?xml version="1.0" encoding="windows-1251"?><rows>${rows
          .map(
            (row) =>
              `<row>${Object.entries(records(row))
                .map(([name, value]) => `<${name.replaceAll(' ', '_')}>${escape(value)}</${name.replaceAll(' ', '_')}>`)
                .join('')}</row>`,
          )
          .join('')}</rows>`,
        'windows-1251',
      ),
  ],
  ['SYLK', (rows) => encode(writeSylk(table(rows)), 'windows-1251')],
  ['DIF', (rows) => encode(writeDif(table(rows)), 'windows-1251')],
  ['DBF', (rows) => dbf(rows, 'ibm866')],
  ['DBF in windows-1251', (rows) => dbf(rows, 'windows-1251')],
  ['CommerceML, sums with tax', (rows) => commerceml(rows, true)],
  ['CommerceML, sums without tax', (rows) => commerceml(rows, false)],
];

describe('sales', () => {
  test.each(dresses)('%s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(sales, async (rows) => {
        const expected = rows.map(({ date, number, customer, product, quantity, net, vat }) =>
          [date, number, customer, product, quantity, net, vat].join(' | '),
        );
        expect((await factsOf(write(rows))).map(inWords)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

interface Paid {
  date: string;
  customer: string;
  amount: string;
  /** A refund, else a payment. */
  back: boolean;
}

const names = ['Kiosk am Eck', 'Mill GmbH', 'Hospital No 5', 'Green Garden Ltd and Sons and Daughters'];
const paid: fc.Arbitrary<Paid[]> = fc.array(
  fc.record({ date: day, customer: fc.constantFrom(...names), amount: cents.map(money), back: fc.boolean() }),
  { minLength: 1, maxLength: 10 },
);

const statements: [name: string, write: (payments: Paid[]) => string | Uint8Array][] = [
  ['1C bank exchange', (payments) => encode(bank1c(payments), 'windows-1251')],
  ['1C bank exchange of DOS', (payments) => encode(bank1c(payments), 'ibm866')],
  ['camt.053', (payments) => writeCamt053([{ ...balances(payments), entries: payments.map(entry) }])],
  [
    'camt.053, version 8, prefixed',
    (payments) => writeCamt053([{ ...balances(payments), version: 8, prefix: 'n', entries: payments.map(entry) }]),
  ],
  ['MT940 in pieces', (payments) => writeMt940([{ ...balances(payments), entries: payments.map(entry) }], 'pieces')],
  ['MT940 in words', (payments) => writeMt940([{ ...balances(payments), entries: payments.map(entry) }], 'words')],
];

describe('payments', () => {
  test.each(statements)('%s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(paid, async (payments) => {
        const path = temporaryFile('statement', write(payments));
        const expected = payments.map(({ date, customer, amount, back }) =>
          [back ? 'refund' : 'payment', date, customer, back ? `-${amount}` : amount].join(' | '),
        );
        expect((await factsOf(path)).map(inWords)).toEqual(expected);
        const { assumptions } = await recognise(await openFile(path));
        expect(assumptions.filter(({ key, value }) => key === 'totals' && value !== 'reproduced')).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

async function factsOf(content: string | Uint8Array): Promise<Interpreted[]> {
  const path = typeof content === 'string' && content.startsWith('/') ? content : temporaryFile('facts', content);
  const file = await openFile(path);
  const facts: Interpreted[] = [];
  for await (const rows of interpret(file, await recognise(file, { companyCurrency: 'RUB' })))
    facts.push(...rows.filter((row) => row.type !== 'ignored'));
  return facts;
}

function inWords(fact: Interpreted): string {
  if (fact.type === 'fact' && fact.kind === 'payments')
    return [fact.entry.kind, fact.entry.paidOn, fact.entry.customer.name, money(Number(fact.entry.amountMinor))].join(' | ');
  if (fact.type !== 'fact' || fact.kind !== 'sales') return `${fact.type} ${'reason' in fact ? `${fact.reason} ${fact.detail}` : ''}`;
  const { shippedOn, documentNumber, customer, product, quantityMicro, netMinor, vatMinor } = fact.entry;
  return [
    shippedOn,
    documentNumber,
    customer.name,
    product,
    String(Number(quantityMicro) / 1e6),
    money(Number(netMinor)),
    money(Number(vatMinor)),
  ].join(' | ');
}

function records(row: Sale): Record<string, string> {
  return Object.fromEntries(Object.values(row).map((value: string, at) => [headings[at]!, value]));
}

function table(rows: Sale[]) {
  return [
    headings,
    ...rows.map((row) =>
      Object.entries(row).map(([key, value]) => (numbers.includes(key) ? { number: value as string } : (value as string))),
    ),
  ];
}

function dbf(rows: Sale[], encoding: 'ibm866' | 'windows-1251'): Buffer {
  const columns = [
    { name: 'DATADOK', type: 'D', length: 8 },
    { name: 'NOMDOK', type: 'C', length: 10 },
    { name: 'NAIMKL', type: 'C', length: 40 },
    { name: 'NAIMTOV', type: 'C', length: 40 },
    { name: 'KOLVO', type: 'N', length: 8 },
    { name: 'SUMBEZNDS', type: 'N', length: 14, decimals: 2 },
    { name: 'SUMNDS', type: 'N', length: 14, decimals: 2 },
  ];
  return writeDbf(
    columns,
    rows.map((row) => ({ values: [row.date.replaceAll('-', ''), row.number, row.customer, row.product, row.quantity, row.net, row.vat] })),
    { encoding, language: encoding === 'ibm866' ? 0x65 : 0xc9 },
  );
}

function commerceml(rows: Sale[], included: boolean): string {
  return writeCommerceml(
    rows.map(({ date, number, customer, product, quantity, net, vat }) => {
      const gross = money(Math.round(Number(net) * 100) + Math.round(Number(vat) * 100));
      return {
        operation: 'Отпуск товара',
        number,
        date,
        customer: { name: customer },
        sum: gross,
        lines: [{ name: product, quantity, sum: included ? gross : net, tax: [vat, included] as [string, boolean] }],
      };
    }),
  );
}

function entry({ date, customer, amount, back }: Paid, at: number): StatementEntry {
  return {
    bookedOn: date,
    amount,
    credit: !back,
    reference: `R${at}`,
    name: customer,
    account: 'DE75512108001245126199',
    purpose: back ? `Refund of invoice ${at} that was paid twice` : `Invoice ${at} of the new year`,
  };
}

function balances(payments: Paid[]): { opening: string; closing: string } {
  const moved = payments.reduce((sum, { amount, back }) => sum + (back ? -1 : 1) * Math.round(Number(amount) * 100), 0);
  return { opening: '100.00', closing: money(10_000 + moved) };
}

function bank1c(payments: Paid[]): string {
  const ours = { account: '40702810900000000001', taxId: '7701000001', name: 'Our Firm' };
  const sum = (back: boolean): string =>
    money(payments.filter((one) => one.back === back).reduce((all, { amount }) => all + Math.round(Number(amount) * 100), 0));
  return writeBank1c({
    accounts: [
      { account: ours.account, opening: '100.00', incoming: sum(false), outgoing: sum(true), closing: balances(payments).closing },
    ],
    documents: payments.map(({ date, customer, amount, back }, at) => {
      const other = { account: '40702810300000000004', name: customer };
      const printed = date.split('-').toReversed().join('.');
      return {
        number: String(at + 1),
        date: printed,
        sum: amount,
        payer: back ? ours : other,
        payee: back ? other : ours,
        ...(back ? { executed: printed } : { received: printed }),
        purpose: back ? 'Возврат денежных средств покупателю' : 'Оплата по счету',
      };
    }),
  });
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
