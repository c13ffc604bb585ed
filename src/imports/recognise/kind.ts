/** Which kind of facts a table holds: told by the headings, then by the titles, then by cells that name what each row is. */
import type { AnyKind } from '../../facts/kind.ts';
import { type FactName, factNames, kinds } from '../../facts/kinds.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText } from '../../facts/values/cell.ts';
import { matchHeading } from './match-heading.ts';
import { paidBesideSold, statementSigns } from './statement-signs.ts';
import { findPeriod } from '../../facts/headings/titles.ts';

export function decideKind(headings: string[], titles: string[], rows: RawRow[]): FactName {
  const title = titles.join(' ').toLowerCase();
  const aboutMoney =
    /поступлени\S* (на|денежн|безнал)|выписк|виписк|платеж|оплат|расчетн\S* счет|банк|bank|payment|statement|receipts|надходження кошт|карточка счета 5|карточка счета 62|каса|касса/.test(
      title,
    );
  const aboutGoods = /продаж|реализаци|реалізаці|отгрузк|відвантаж|sales|invoice|выручк|накладн/.test(title);
  const shown = {
    headings,
    titles,
    rows,
    period: findPeriod(titles),
    asSale: (heading: string) => matchHeading(heading, 'sales'),
    ofSales,
  };
  for (const { name, isTable } of tried)
    if (isTable({ ...shown, own: (heading) => matchHeading(heading, name), titled: aboutMoney || aboutGoods })) return name;
  const surely = (kind: FactName, meanings: string[], least: number): number =>
    headings.filter(
      (heading) => heading !== '' && matchHeading(heading, kind).some(({ meaning, score }) => meanings.includes(meaning) && score >= least),
    ).length;
  const goods = surely(
    'sales',
    ['product', 'product_code', 'quantity', 'list_price', 'cost_amount', 'discount_amount', 'gross_margin', 'vat_rate'],
    0.9,
  );
  const money = surely(
    'payments',
    ['purpose', 'payer', 'payer_tax_id', 'payer_account', 'payee', 'incoming_amount', 'outgoing_amount', 'payment_amount', 'direction'],
    0.95,
  );
  // A sum without VAT beside the VAT, or of an invoice, is what was sold; payments have none.
  const net = surely('sales', ['net_amount'], 0.9) > 0;
  const invoiced =
    surely('sales', ['vat_amount'], 0.9) > 0 || headings.some((heading) => /\b(bill|billing|invoice)\b|накладн|счет-фактур/i.test(heading));
  const signs = statementSigns(headings, rows);
  if (signs >= 2 && signs > goods) return 'payments';
  if (goods >= 2 || (net && invoiced && money < 2)) return 'sales';
  // What was paid of a sale is told of the sale; a statement has more to show.
  if (signs === 0 && paidBesideSold(headings, rows)) return 'sales';
  if (money >= 2 || (money >= 1 && !aboutGoods && goods === 0)) return 'payments';
  if (aboutGoods || goods > 0) return 'sales';
  return aboutMoney || rowsArePayments(headings.length, rows) ? 'payments' : 'sales';
}

/** The kinds that have headings of their own, the surest first. What none of them is, is sold or paid. */
const tried = factNames
  .flatMap((name) => {
    const { headings } = kinds[name] as AnyKind;
    return headings === null ? [] : [{ name, ...headings }];
  })
  .toSorted((a, b) => a.tried - b.tried);

/** Whether it is about goods, their money, or payments. */
function ofSales(heading: string): boolean {
  const best = (kind: 'sales' | 'payments'): { meaning: string; score: number } =>
    matchHeading(heading, kind)[0] ?? { meaning: '', score: 0 };
  const [sold, paid] = [best('sales'), best('payments')];
  return (
    (goodsOrMoney.test(sold.meaning) && sold.score >= 0.7) ||
    (product.test(sold.meaning) && sold.score >= 0.95) ||
    (ofPayments.test(paid.meaning) && paid.score >= 0.95)
  );
}

const goodsOrMoney = /^(quantity|list_price|unit_cost|discount_rate|vat_rate|gross_margin|amount|.*_amount)$/;
const product = /^product/;
const ofPayments = /^(purpose|payer.*|payee.*|direction|.*_amount)$/;

const payment =
  /^(payment|refund|receipt|prepayment|оплата|предоплата|платеж|поступлени|возврат оплат|возврат денег|платіж|передоплата|надходжен|повернення оплат|повернення кошт)/i;

/** What stands beside payments in a cash book or on an account: money going back, loans, fees. */
const otherMoney =
  /^(возврат|повернення|прочее|прочие|інше|інші|other|выдача|взнос|внесение|перемещение|перевод|переказ|комисси|комісі|fee|bank|займ|позик|кредит|инкассац|аванс|refund)/i;

/** A column in which nearly every cell says so, or every cell speaks of money and some of payments. */
function rowsArePayments(width: number, rows: RawRow[]): boolean {
  return Array.from({ length: width }, (_, column) => rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '')).some(
    (texts) => {
      if (texts.length === 0 || texts.length < rows.length / 2) return false;
      const paid = texts.filter((text) => payment.test(text)).length;
      return (
        paid >= texts.length * 0.8 || (paid >= texts.length * 0.2 && texts.every((text) => payment.test(text) || otherMoney.test(text)))
      );
    },
  );
}
