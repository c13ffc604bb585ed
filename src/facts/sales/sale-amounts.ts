/**
 * The money of one sale line, from whatever columns the file has: net after discount and without VAT, VAT, list value,
 * discount, cost, all as printed; signs are set by the kind of the row (read-row.ts).
 */
import type { Currency, Minor } from '../../core/facts.ts';
import type { ColumnMeaning } from '../row/meanings.ts';
import type { Mapping, Reading } from '../row/reading.ts';
import { cellText } from '../values/cell.ts';
import { minorDigits } from '../values/currency.ts';
import { type Decimal, divideRounding, multiply, toScale } from '../values/number.ts';
import { type Failure, isFailure, readMoney, readRate } from '../row/read-values.ts';
import type { RowView } from '../row/row-view.ts';

export interface SaleAmounts {
  net: Minor;
  vat: Minor | null;
  list: Minor | null;
  discount: Minor | null;
  /** The discount with the sign that it is printed with; null where none is printed. */
  printedDiscount: Minor | null;
  /** The list value that a column states; null where it is price × quantity. */
  printedList: Minor | null;
  cost: Minor | null;
}

export function saleAmounts(input: {
  view: RowView;
  currency: Currency;
  quantity: Decimal | null;
  reading: Reading;
  mapping: Mapping;
}): SaleAmounts | Failure {
  const { view, currency, quantity, reading, mapping } = input;
  const digits = minorDigits(currency);
  const money: Partial<Record<ColumnMeaning, Decimal | null>> = {};
  for (const meaning of moneyColumns) {
    const optional = meaning !== 'net_amount' && meaning !== 'gross_amount';
    const read = view.has(meaning) ? readMoney(view, meaning, { dashIsNothing: optional }) : null;
    if (isFailure(read)) return read;
    money[meaning] = read?.value ?? null;
  }
  const minor = (value: Decimal | null | undefined): Minor | null => (value ? toScale(value, digits) : null);
  const rate = view.filled('discount_rate') ? discountFraction(view, reading) : null;
  if (isFailure(rate)) return rate;

  const gross = minor(money.gross_amount);
  const printedNet = minor(money.net_amount);
  const value = listValue({ money, quantity, digits });
  const vatRate = view.filled('vat_rate') ? readRate(rateText(view)) : null;
  if (view.filled('vat_rate') && vatRate === null && !view.has('vat_amount') && printedNet === null)
    return { reason: 'invalid_amount', detail: `${view.heading('vat_rate')}: ${view.text('vat_rate')}` };

  // A formula that was never calculated leaves its cell without a value; what it would say is reckoned where price and quantity are there.
  const uncalculated = (['net_amount', 'gross_amount'] as const).some((meaning) => {
    const cell = view.cell(meaning);
    return cell?.type === 'empty' && cell.formula !== undefined;
  });
  const amount =
    printedNet ??
    gross ??
    ((view.has('net_amount') || view.has('gross_amount')) && !uncalculated
      ? null
      : reckonedAmount({ value, rate, discount: minor(money.discount_amount) }));
  if (amount === null) return { reason: uncalculated ? 'uncalculated_formula' : 'missing_amount', detail: '' };
  const net = withoutVat({ view, amount, printedNet, gross, vat: minor(money.vat_amount), vatRate, mapping });
  const vat = gross !== null ? gross - net : (minor(money.vat_amount) ?? (amount !== net ? amount - net : null));

  const intoNet = (part: Minor, includesVat: boolean): Minor =>
    includesVat && vat !== null && net + vat !== 0n ? divideRounding(part * net, net + vat) : part;
  const cost = costOf({ money, quantity, net, digits });
  const discount = minor(money.discount_amount);
  const list = minor(money.list_amount);
  const printedDiscount = discount === null ? null : intoNet(discount, reading.discountsIncludeVat);
  const printedList = list === null ? null : intoNet(list, reading.pricesIncludeVat);
  return {
    net,
    vat,
    cost,
    printedDiscount,
    printedList,
    ...listAndDiscount({ net, value, printed: minor(money.discount_amount), rate, reading, intoNet }),
  };
}

const moneyColumns = [
  'net_amount',
  'gross_amount',
  'vat_amount',
  'list_price',
  'list_amount',
  'discount_amount',
  'cost_amount',
  'unit_cost',
  'gross_margin',
] as const;

function rateText(view: RowView): string {
  return cellText(view.cell('vat_rate'));
}

function withoutVat(input: {
  view: RowView;
  amount: Minor;
  printedNet: Minor | null;
  gross: Minor | null;
  vat: Minor | null;
  vatRate: Decimal | null;
  mapping: Mapping;
}): Minor {
  const { view, amount, printedNet, gross, vat, vatRate, mapping } = input;
  // Where a file has neither net nor VAT a person has said what its only sum includes.
  const onlySum = !(view.has('net_amount') && view.has('gross_amount')) && !view.has('vat_amount') && !view.has('vat_rate');
  if (onlySum)
    return mapping.vatIncludedRate === 0
      ? amount
      : divideRounding(amount * 10_000n, 10_000n + BigInt(Math.round(mapping.vatIncludedRate * 100)));
  if (printedNet !== null) return printedNet;
  if (gross === null) return amount;
  if (vat !== null) return gross < 0n !== vat < 0n && vat !== 0n && gross !== 0n ? gross + vat : gross - vat;
  if (view.has('vat_amount') || vatRate === null) return gross;
  const hundred = 100n * 10n ** BigInt(vatRate.scale);
  return divideRounding(gross * hundred, hundred + vatRate.digits);
}

/** Price × quantity, or the column that says it. */
function listValue({
  money,
  quantity,
  digits,
}: {
  money: Partial<Record<ColumnMeaning, Decimal | null>>;
  quantity: Decimal | null;
  digits: number;
}): Minor | null {
  if (money.list_amount) return toScale(money.list_amount, digits);
  return money.list_price && quantity ? toScale(multiply(money.list_price, quantity), digits) : null;
}

/** Files without any amount: price × quantity less discount. */
function reckonedAmount({ value, rate, discount }: { value: Minor | null; rate: Decimal | null; discount: Minor | null }): Minor | null {
  if (value === null) return null;
  if (discount !== null) return value < 0n ? value + abs(discount) : value - abs(discount);
  return rate === null ? value : value - divideRounding(value * rate.digits, 10n ** BigInt(rate.scale));
}

/** List value = net + discount, exactly: the statement of a customer must add up. */
function listAndDiscount(input: {
  net: Minor;
  value: Minor | null;
  printed: Minor | null;
  rate: Decimal | null;
  reading: Reading;
  intoNet: (part: Minor, includesVat: boolean) => Minor;
}): { list: Minor | null; discount: Minor | null } {
  const { net, value, printed, rate, reading, intoNet } = input;
  const size = abs(net);
  if (printed !== null) {
    const discount = intoNet(printed, reading.discountsIncludeVat);
    // Printed negative beside a positive sum it is still a discount, unless the price shows a markup.
    const markup = discount < 0n && value !== null && abs(intoNet(value, reading.pricesIncludeVat)) < size;
    const signed = markup ? discount : abs(discount);
    return { list: size + signed, discount: signed };
  }
  if (value !== null && reading.price === 'list') {
    const list = abs(intoNet(value, reading.pricesIncludeVat));
    // Within the rounding of a price there is no discount.
    return abs(list - size) <= 1n ? { list: size, discount: 0n } : { list, discount: list - size };
  }
  if (rate !== null && rate.digits >= 0n && rate.digits < 10n ** BigInt(rate.scale)) {
    const unit = 10n ** BigInt(rate.scale);
    const list = divideRounding(size * unit, unit - rate.digits);
    return { list, discount: list - size };
  }
  return { list: null, discount: null };
}

function discountFraction(view: RowView, reading: Reading): Decimal | Failure {
  const read = readMoneyWithoutPercent(view);
  if (read === null) return { digits: 0n, scale: 0 };
  if (isFailure(read)) return read;
  return reading.discountRate === 'percent' || view.text('discount_rate').includes('%')
    ? { digits: read.digits, scale: read.scale + 2 }
    : read;
}

function readMoneyWithoutPercent(view: RowView): Decimal | null | Failure {
  const text = view.text('discount_rate');
  if (/%\s*$/.test(text)) {
    const rate = readRate(text);
    return rate ?? { reason: 'invalid_amount', detail: `${view.heading('discount_rate')}: ${text}` };
  }
  const read = readMoney(view, 'discount_rate', { dashIsNothing: true });
  return isFailure(read) || read === null ? read : read.value;
}

function costOf({
  money,
  quantity,
  net,
  digits,
}: {
  money: Partial<Record<ColumnMeaning, Decimal | null>>;
  quantity: Decimal | null;
  net: Minor;
  digits: number;
}): Minor | null {
  if (money.cost_amount) return toScale(money.cost_amount, digits);
  if (money.unit_cost && quantity) return toScale(multiply(money.unit_cost, quantity), digits);
  return money.gross_margin ? net - toScale(money.gross_margin, digits) : null;
}

function abs(value: Minor): Minor {
  return value < 0n ? -value : value;
}
