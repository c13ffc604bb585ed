/** Russian and Ukrainian headings in Latin letters: spelled in any way, cut, run together; and English ones, which stay what they are. */
import { describe, expect, test } from 'vitest';
import { matchHeading } from './match-heading.ts';

const best = (heading: string, kind: 'sales' | 'payments' = 'sales'): string => matchHeading(heading, kind)[0]?.meaning ?? 'ignored';

describe('sales', () => {
  test.each<[meaning: string, headings: string]>([
    ['date', 'DATA DATADOK DATA_NAKL DATEDOC DOCDATE DATOTGR data_dokumenta'],
    ['document_number', 'NOMDOK NUMDOC NOM_NAKL NOMER nomer_dokumenta NOMNAKL DOCNUM NOM'],
    ['customer', 'KLIENT NAIMKL NAME_KL KONTRAGENT Kontragent POKUP POKUPATEL POKUPETS NAZVAKL NAIM_KONTR Zakazchik'],
    ['customer_code', 'KODKL KOD_KL KODKLIENTA KOD_KONTR'],
    ['tax_id', 'INN INN_KL EDRPOU inn_kontragenta'],
    ['branch_id', 'KPP KPPKL'],
    ['product', 'TOVAR NAIMTOV NAIM_TOV NOMENKLATURA Nomenklatura NAMETOV NAZVATOV'],
    ['product_code', 'ARTIKUL KODTOV KOD_TOV artikul'],
    ['unit', 'EDIZM ED_IZM OD_VYM'],
    ['quantity', 'KOL KOLVO KOL_VO KOLICH KOLICHESTV KILKIST kolichestvo'],
    ['list_price', 'CENA TSENA Tsena TSINA'],
    ['amount', 'SUMMA SUMA STOIM VYRUCHKA summa'],
    ['vat_amount', 'NDS SUMNDS SUMMA_NDS PDV SUMA_PDV summa_nds'],
    ['vat_rate', 'STNDS STAVKANDS STAVKA_PDV'],
    ['net_amount', 'SUMBEZNDS SUM_BEZ_NDS SUMMABEZND'],
    ['gross_amount', 'SUMSNDS SUM_S_NDS SUMA_Z_PDV'],
    ['discount_amount', 'SKIDKA SUM_SKIDKI ZNYZHKA'],
    ['cost_amount', 'SEBEST SEBESTOIM'],
    ['currency', 'VALUTA VALYUTA VAL'],
    ['manager', 'MENEDZHER MENEDGER'],
    ['return_flag', 'VOZVRAT VIDOP VID_OPER'],
    ['posted', 'PROVEDEN'],
    ['ignored', 'SKLAD DOGOVOR'],
  ])('%s: %s', (meaning, headings) => {
    expect(headings.split(' ').map((heading) => `${heading} ${best(heading)}`)).toEqual(
      headings.split(' ').map((heading) => `${heading} ${meaning}`),
    );
  });
});

test.each([
  // As плательщик is.
  ['customer', 'PLATELSHIK PLATELSHCHIK'],
  ['purpose', 'NAZNPLAT NAZNACHENIE'],
  ['payment_amount', 'SUMPLAT SUMMA_OPL'],
])('payments: %s: %s', (meaning, headings) => {
  expect(headings.split(' ').map((heading) => best(heading, 'payments'))).toEqual(headings.split(' ').map(() => meaning));
});

test.each([
  ['region', 'Region State City'],
  ['document_number', 'Order Invoice Number'],
  ['customer', 'Customer Buyer Name'],
  ['ignored', 'Post Stock Color Size Plan Kiosk Naked Kind-of Zone ABC XYZ CODEX'],
  ['product', 'line_items.name items.title lines.product.name products.description'],
  ['quantity', 'line_items.quantity items.qty'],
  ['customer', 'customer.name billing.company order.buyer.name'],
])('what is English stays %s: %s', (meaning, headings) => {
  expect(headings.split(' ').map((heading) => `${heading} ${best(heading)}`)).toEqual(
    headings.split(' ').map((heading) => `${heading} ${meaning}`),
  );
});
