/**
 * Small files of our own invention, each with the traps that real exports hold, and beside them what a bookkeeper would make
 * of every row: who, when, how much, or why it is no fact.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Interpreted } from '../../facts/row/outcome.ts';
import { ImportRefused } from '../recognition.ts';
import { openFile } from '../open-file.ts';
import { recognise } from '../recognise/recognise.ts';
import { interpret } from './interpret.ts';

const folder = join(import.meta.dirname, '../../../fixtures/imports');

async function rowsOf(name: string): Promise<string[]> {
  const file = await openFile(join(folder, name));
  const recognition = await recognise(file, { companyCurrency: 'RUB' });
  const rows: string[] = [];
  for await (const some of interpret(file, recognition)) rows.push(...some.map(inWords));
  return rows;
}

function inWords(row: Interpreted): string {
  if (row.type === 'ignored') return `${row.row} ${row.why}`;
  if (row.type === 'rejected') return `${row.row} rejected: ${row.reason}`;
  if (row.type === 'fact' && row.kind === 'prices')
    return `${row.row} price ${row.entry.validOn} ${row.entry.product} ${row.entry.priceMicro} ${row.entry.currency}`;
  if (row.type === 'fact' && row.kind === 'rates')
    return `${row.row} rate ${row.entry.ratedOn} ${row.entry.currency} ${row.entry.rateMicro} / ${row.entry.nominal}`;
  const { entry } = row;
  if (!('kind' in entry)) return `${row.row} ${row.kind}`;
  const held =
    row.type !== 'draft' && row.held !== null
      ? ` held: ${row.held}${row.heldBecauseOfRow === null ? '' : ` of row ${row.heldBecauseOfRow}`}`
      : '';
  const kind = row.type === 'draft' ? 'draft' : entry.kind;
  const [date, sum] = 'shippedOn' in entry ? [entry.shippedOn, entry.netMinor] : [entry.paidOn, entry.amountMinor];
  return `${row.row} ${kind} ${date} № ${entry.documentNumber} ${entry.customer.name || entry.customer.code} ${money(sum)} ${entry.currency}${held}`;
}

const money = (minor: bigint): string => (Number(minor) / 100).toFixed(2);

describe('rows that a bookkeeper would recognise', () => {
  const cases: { name: string; file: string; rows: string[] }[] = [
    {
      name: 'a list edited by hand: two columns "Сумма", wrong dates, a letter O, subtotals, a second table',
      file: 'hand-edited.csv',
      rows: [
        '1 title',
        '2 blank',
        '3 header',
        '4 sale 2026-03-02 № 101 ООО "Колос" 1000.00 RUB',
        '5 sale 2026-03-03 № 102 ИП Кротов 100.00 RUB',
        '6 sale 2026-03-04 № 103 ООО "Колос" 10.00 RUB',
        '7 sale 2026-03-04 № 104 Кафе "Уют" 60.00 RUB',
        '8 rejected: missing_date',
        '9 rejected: invalid_date',
        '10 rejected: date_out_of_range',
        '11 rejected: missing_customer',
        '12 rejected: invalid_amount',
        '13 rejected: invalid_amount',
        '14 return 2026-03-06 № 111 ИП Кротов -50.00 RUB',
        '15 return 2026-03-06 № 112 ИП Кротов -100.00 RUB held: negative_without_return_flag',
        '16 subtotal',
        '17 header',
        '18 sale 2026-03-07 № 113 ООО "Колос" 50.00 RUB',
        '19 sale 2026-03-07 № 113 ООО "Колос" 50.00 RUB held: exact_duplicate of row 18',
        '20 return 2026-03-08 № 114 ООО "Колос" -10.00 RUB',
        '21 total',
        '22 blank',
        '23 footer',
        '24 second_table',
        '25 second_table',
        '26 blank',
        '27 second_table',
      ],
    },
    {
      name: 'manager, customer, document and item under one another, with nothing but their content to tell them apart',
      file: 'grouped-by-content.csv',
      rows: [
        '1 title',
        '2 title',
        '3 blank',
        '4 header',
        '5 header',
        '6 header',
        '7 header',
        '8 group',
        '9 group',
        '10 group',
        '11 sale 2026-01-05 № 0001 ООО "Альфа" 100.00 RUB',
        '12 sale 2026-01-05 № 0001 ООО "Альфа" 200.00 RUB',
        '13 group',
        '14 sale 2026-01-06 № 0002 ООО "Альфа" 200.00 RUB',
        '15 group',
        '16 group',
        '17 sale 2026-01-07 № 0003 ИП Бобров 100.00 RUB',
        '18 group',
        '19 group',
        '20 group',
        '21 sale 2026-01-08 № 0004 ООО "Гамма" 50.00 RUB',
        '22 total',
      ],
    },
    {
      name: 'documents indented below their customer, VAT taken off',
      file: 'grouped-by-indent.csv',
      rows: [
        '1 header',
        '2 group',
        '3 sale 2026-01-05 № 0001 ООО Альфа 100.00 RUB',
        '4 sale 2026-01-06 № 0002 ООО Альфа 200.00 RUB',
        '5 group',
        '6 sale 2026-01-07 № 0003 ИП Бобров 50.00 RUB',
        '7 total',
      ],
    },
    {
      name: 'customers as lines between the invoices, months first',
      file: 'sections.csv',
      rows: [
        '1 title',
        '2 title',
        '3 title',
        '4 blank',
        '5 header',
        '6 group',
        '7 sale 2026-01-05 № 1001 Blue Bird Cafe 125.00 USD',
        '8 sale 2026-01-20 № 1007 Blue Bird Cafe 12.00 USD',
        '9 return 2026-02-02 № CM-3 Blue Bird Cafe -12.50 USD',
        '10 subtotal',
        '11 group',
        '12 sale 2026-01-09 № 1002 Red Fox Hotel 80.00 USD',
        '13 sale 2026-03-15 № 1030 Red Fox Hotel 20.00 USD',
        '14 subtotal',
        '15 total',
      ],
    },
    {
      name: 'headings over two rows, dates in Ukrainian words',
      file: 'two-row-heading.csv',
      rows: [
        '1 title',
        '2 title',
        '3 blank',
        '4 header',
        '5 header',
        '6 sale 2026-01-05 № РН-001 ТОВ «Мрія» 1000.00 UAH',
        '7 sale 2026-01-06 № РН-002 ФОП Бойко 500.00 UAH',
        '8 return 2026-01-07 № ПВ-001 ТОВ «Мрія» -100.00 UAH',
        '9 total',
        '10 footer',
      ],
    },
    {
      name: 'merged cells: date, number and customer printed once; price × quantity where there is no sum',
      file: 'merged-cells.csv',
      rows: [
        '1 header',
        '2 sale 2026-01-05 № 15 ООО Альфа 50.00 RUB',
        '3 sale 2026-01-05 № 15 ООО Альфа 20.00 RUB',
        '4 sale 2026-01-05 № 15 ООО Альфа 3.00 RUB',
        '5 sale 2026-01-06 № 16 ИП Бобров 5.00 RUB',
        '6 sale 2026-01-06 № 16 ИП Бобров 40.00 RUB',
      ],
    },
    {
      name: 'a journal of all documents: orders and purchases are no shipments, what is not posted is a draft',
      file: 'all-documents.csv',
      rows: [
        '1 header',
        '2 sale 2026-01-05 № 1 Альфа 100.00 RUB',
        '3 not_a_shipment',
        '4 not_a_shipment',
        '5 return 2026-01-06 № 4 Альфа -20.00 RUB',
        '6 not_a_shipment',
        '7 draft 2026-01-07 № 6 Бета 100.00 RUB',
      ],
    },
    {
      name: 'headings of programmers; a return printed positive, a correction without quantity',
      file: 'erp-lines.csv',
      rows: [
        '1 header',
        '2 sale 2026-01-05 № D-1 C001 45.00 RUB',
        '3 sale 2026-01-05 № D-1 C001 20.00 RUB',
        '4 return 2026-01-06 № D-2 C002 -10.00 RUB',
        '5 correction 2026-01-08 № D-3 C002 -3.50 RUB',
      ],
    },
    {
      name: 'a bank statement in Ukrainian: money in, a supplier, a refund',
      file: 'bank-statement.csv',
      rows: [
        '1 header',
        '2 payment 2026-01-12 № 15 ТОВ "Мрія" 12000.00 UAH',
        '3 not_from_customer',
        '4 refund 2026-01-14 № 17 ТОВ "Мрія" -100.00 UAH',
      ],
    },
    {
      name: 'payments: one for somebody else, a loan, a supplier, a refund',
      file: 'payments.csv',
      rows: [
        '1 title',
        '2 header',
        '3 payment 2026-01-12 № 1 ООО "Колос" 12000.00 RUB',
        '4 payment 2026-01-13 № 2 ООО "Колос" 500.00 RUB',
        '5 not_from_customer',
        '6 not_from_customer',
        '7 refund 2026-01-16 № 5 ООО "Колос" -100.00 RUB',
      ],
    },
  ];
  for (const { name, file, rows } of cases) test(name, async () => expect(await rowsOf(file)).toEqual(rows));
});

test('a report without any date is refused as a whole, and says which column is missing', async () => {
  await expect(rowsOf('no-dates.csv')).rejects.toThrow(ImportRefused);
  await expect(rowsOf('no-dates.csv')).rejects.toMatchObject({ refusal: { code: 'column_missing', detail: { column: 'date' } } });
});
