/** What other programs print, in miniature: shops, accounting of other countries, cash books. Each file inline, each row in words. */
import { describe, expect, test } from 'vitest';
import { temporaryFile } from '../../../fixtures/temporary-file.ts';
import { openFile } from '../open-file.ts';
import { recognise } from '../recognise/recognise.ts';
import { interpret } from './interpret.ts';

const cases: { name: string; file: string; kind: 'sales' | 'payments'; facts: string[] }[] = [
  {
    name: 'a shop prints the buyer on the first line of an order, and sums of the whole order that belong to no line',
    file: `Name,Email,Currency,Subtotal,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name
#1001,a@x.com,EUR,30.00,0.00,35.00,0.00,2026-01-05 09:59:00 +0200,2,Mug,10.00,Anna Berg
#1001,a@x.com,,,,,,2026-01-05 09:59:00 +0200,1,Plate,10.00,
#1002,b@x.com,EUR,20.00,0.00,25.00,0.00,2026-01-06 09:59:00 +0200,2,Mug,10.00,Bo Carl`,
    kind: 'sales',
    facts: [
      '2 sale 2026-01-05 #1001 Anna Berg 20.00 EUR',
      '3 sale 2026-01-05 #1001 Anna Berg 10.00 EUR',
      '4 sale 2026-01-06 #1002 Bo Carl 20.00 EUR',
    ],
  },
  {
    name: 'the account in the books that was credited is nobody’s code',
    file: `ContactName,InvoiceNumber,InvoiceDate,Description,Quantity,LineAmount,AccountCode,TaxAmount,Currency,Type,Status
Harbour Ltd,INV-1,2026-01-05,Widget,2,100.00,200,20.00,GBP,Sales invoice,Authorised
Mill plc,CN-1,2026-01-07,Gadget,1,50.00,200,10.00,GBP,Sales credit note,Paid
Mill plc,INV-2,2026-01-08,Gadget,6,300.00,200,60.00,GBP,Sales invoice,Voided`,
    kind: 'sales',
    facts: [
      '2 sale 2026-01-05 INV-1 Harbour Ltd 100.00 GBP',
      '3 return 2026-01-07 CN-1 Mill plc -50.00 GBP',
      '4 draft 2026-01-08 INV-2 Mill plc 300.00 GBP',
    ],
  },
  {
    name: 'each customer on a row of its own, under a heading of its own, with a total below; the sign outside the currency',
    file: `Sales by Customer Detail
Customer,Type,Date,Document Number,Item,Qty. Sold,Sales Price,Revenue
Alpha Ltd,,,,,,,
,Invoice,1/5/2026,INV1,Pump,2,$100.00,$200.00
,Credit Memo,1/20/2026,CM1,Pump,-1,$100.00,($100.00)
Total - Alpha Ltd,,,,,1,,$100.00
Beta Inc,,,,,,,
,Invoice,1/25/2026,INV2,Valve,1,"$1,050.00","$1,050.00"
Total - Beta Inc,,,,,1,,"$1,050.00"
Total,,,,,2,,"$1,150.00"`,
    kind: 'sales',
    facts: [
      '4 sale 2026-01-05 INV1 Alpha Ltd 200.00 USD',
      '5 return 2026-01-20 CM1 Alpha Ltd -100.00 USD',
      '8 sale 2026-01-25 INV2 Beta Inc 1050.00 USD',
    ],
  },
  {
    name: 'an old program in Latin letters, its kinds of documents in codes: a 1 is no yes, and the sums are signed already',
    file: `NOMDOK,DATADOK,KODKL,NAIMKL,NAIMTOV,KOL,SUMMA,SUMNDS,VIDOP
000001,20260105,00162,Kolos,Lampa,22,2200.00,440.00,1
000002,20260106,00158,Uyut,Provod,2,100.00,20.00,1
000003,20260107,00158,Uyut,Provod,-1,-50.00,-10.00,2`,
    kind: 'sales',
    facts: [
      '2 sale 2026-01-05 000001 Kolos 2200.00 RUB',
      '3 sale 2026-01-06 000002 Uyut 100.00 RUB',
      '4 return 2026-01-07 000003 Uyut -50.00 RUB',
    ],
  },
  {
    name: 'the payer of an invoice is its customer: this is no list of payments',
    file: `Bill.Doc.;Bill. Date;Payer;Name 1;Net value;Curr.
90000001;05.01.2026;1001;Alpha;1.000,00;EUR
90000002;06.01.2026;1002;Beta;100,00-;EUR`,
    kind: 'sales',
    facts: ['2 sale 2026-01-05 90000001 Alpha 1000.00 EUR', '3 return 2026-01-06 90000002 Beta -100.00 EUR'],
  },
  {
    name: 'customers over their documents, the item in a column of its own: the next customer is no item of the last document',
    file: `Продажи;;;;
Контрагент;Номенклатура;Количество;Выручка;НДС
Регистратор;;;;
ООО "Колос";;3;366,00;66,00
Реализация товаров и услуг 00-000001 от 05.01.2026 10:00:00;Гвозди;1;122,00;22,00
Реализация товаров и услуг 00-000002 от 06.01.2026 10:00:00;Болты;2;244,00;44,00
Кафе "Уют";;1;122,00;22,00
Реализация товаров и услуг 00-000003 от 07.01.2026 10:00:00;Гвозди;1;122,00;22,00
Итого;;4;488,00;88,00`,
    kind: 'sales',
    facts: [
      '5 sale 2026-01-05 00-000001 ООО "Колос" 100.00 RUB',
      '6 sale 2026-01-06 00-000002 ООО "Колос" 200.00 RUB',
      '8 sale 2026-01-07 00-000003 Кафе "Уют" 100.00 RUB',
    ],
  },
  {
    name: 'a sales ledger: number and date in one cell, both ids in another',
    file: `Книга продаж;;;;;
Номер и дата счета-фактуры продавца;Наименование покупателя;ИНН/КПП покупателя;Стоимость продаж с НДС;Стоимость продаж без НДС;Сумма НДС
15 от 05.01.2026;ООО "Колос";7741577701/774101001;1220,00;1000,00;220,00
16 от 06.01.2026;Кафе "Уют";6311066950/631101001;122,00;100,00;22,00
Всего;;;1342,00;1100,00;242,00`,
    kind: 'sales',
    facts: ['3 sale 2026-01-05 15 ООО "Колос" 1000.00 RUB', '4 sale 2026-01-06 16 Кафе "Уют" 100.00 RUB'],
  },
  {
    name: 'headings cut short; pieces and kilograms behind the quantity',
    file: `Дата док-та;№ док-та;Наим. контрагента;К-во;Ст-ть без НДС, руб.;Сумма НДС, руб.
05.01.2026;1;ООО "Колос";5 шт.;100,00;22,00
5.1.2026;2;Кафе "Уют";2,5 кг;200,00;44,00`,
    kind: 'sales',
    facts: ['2 sale 2026-01-05 1 ООО "Колос" 100.00 RUB', '3 sale 2026-01-05 2 Кафе "Уют" 200.00 RUB'],
  },
  {
    name: 'dates that a spreadsheet turned into numbers, saved as text',
    file: `Дата;Номер;Покупатель;Сумма;в т.ч. НДС
46027;1;ООО "Колос";122,00;22,00
46028,25;2;Кафе "Уют";122,00;22,00`,
    kind: 'sales',
    facts: ['2 sale 2026-01-05 1 ООО "Колос" 100.00 RUB', '3 sale 2026-01-06 2 Кафе "Уют" 100.00 RUB'],
  },
  {
    name: 'taken back by the quantity, sold by the sum: a person decides; the signature below is no row',
    file: `Дата;Номер;Покупатель;Кол-во;Сумма без НДС
05.01.2026;1;ООО "Колос";2;100,00
06.01.2026;2;ООО "Колос";-1;50,00
07.01.2026;3;Кафе "Уют";1;10,00
;;Исполнитель;;Петров`,
    kind: 'sales',
    facts: [
      '2 sale 2026-01-05 1 ООО "Колос" 100.00 RUB',
      '3 held return 2026-01-06 2 ООО "Колос" -50.00 RUB',
      '4 sale 2026-01-07 3 Кафе "Уют" 10.00 RUB',
    ],
  },
  {
    name: 'a cash book: money from customers, back to them, and from somebody else',
    file: `Дата;Номер;Контрагент;Сумма;Вид операции
05.01.2026;ПКО-1;ООО "Колос";500,00;Оплата покупателя
06.01.2026;РКО-2;ООО "Колос";100,00;Возврат покупателю
07.01.2026;ПКО-3;Кротов И.И.;1000,00;Возврат от подотчетного лица`,
    kind: 'payments',
    facts: ['2 payment 2026-01-05 ПКО-1 ООО "Колос" 500.00 RUB', '3 refund 2026-01-06 РКО-2 ООО "Колос" -100.00 RUB'],
  },
];

describe('what other programs print', () => {
  test.each(cases)('$name', async ({ file, kind, facts }) => {
    const opened = await openFile(temporaryFile('program.csv', file));
    const recognition = await recognise(opened, { companyCurrency: /\$/.test(file) ? 'USD' : 'RUB' });
    expect(recognition.kind).toBe(kind);
    const found: string[] = [];
    for await (const rows of interpret(opened, recognition)) {
      for (const row of rows) {
        if (row.type === 'rejected') found.push(`${row.row} rejected: ${row.reason}`);
        if (row.type === 'ignored' || row.type === 'rejected' || (row.kind !== 'sales' && row.kind !== 'payments')) continue;
        const { entry } = row;
        const [date, sum] = 'shippedOn' in entry ? [entry.shippedOn, entry.netMinor] : [entry.paidOn, entry.amountMinor];
        const held = row.type !== 'draft' && row.held !== null ? 'held ' : '';
        found.push(
          `${row.row} ${held}${row.type === 'draft' ? 'draft' : entry.kind} ${date} ${entry.documentNumber} ${entry.customer.name} ${(Number(sum) / 100).toFixed(2)} ${entry.currency}`,
        );
      }
    }
    expect(found).toEqual(facts);
  });
});
