/** Sales or payments: told by the headings, then by the titles. */
import type { ImportKind } from '../contract.ts';
import { matchHeading } from './match-heading.ts';

export function decideKind(headings: string[], titles: string[]): ImportKind {
  const surely = (kind: ImportKind, meanings: string[], least: number): number =>
    headings.filter((heading) => heading !== '' && matchHeading(heading, kind).some(({ meaning, score }) => meanings.includes(meaning) && score >= least)).length;
  const goods = surely('sales', ['product', 'product_code', 'quantity', 'list_price', 'cost_amount', 'discount_amount', 'gross_margin', 'vat_rate'], 0.9);
  const money = surely('payments', ['purpose', 'payer', 'payer_tax_id', 'payer_account', 'payee', 'incoming_amount', 'outgoing_amount', 'payment_amount', 'direction'], 0.95);
  const title = titles.join(' ').toLowerCase();
  const aboutMoney = /поступлени\S* (на|денежн|безнал)|выписк|виписк|платеж|оплат|расчетн\S* счет|банк|bank|payment|statement|receipts|надходження кошт|карточка счета 5|карточка счета 62|каса|касса/.test(title);
  const aboutGoods = /продаж|реализаци|реалізаці|отгрузк|відвантаж|sales|invoice|выручк|накладн/.test(title);
  if (goods >= 2) return 'sales';
  if (money >= 2 || (money >= 1 && !aboutGoods && goods === 0)) return 'payments';
  return aboutMoney && !aboutGoods && goods === 0 ? 'payments' : 'sales';
}
