/** One row of a price list: what an item costs from a day on, before any discount and without VAT; or the reason why it is none. */
import type { ListPrice } from '../../core/facts.ts';
import { minorDigits } from '../../core/minor-digits.ts';
import type { RejectReason } from '../row/outcome.ts';
import { type Decimal, toScale } from '../values/number.ts';
import { outOfRange } from '../row/plausible-dates.ts';
import { currencyOf, isFailure, readDate, readMoney } from '../row/read-values.ts';
import type { ReadAs } from '../row/reading.ts';
import type { FileSoFar, ReadRow } from '../kind.ts';
import type { RowView } from '../row/row-view.ts';

/** `rowOf` tells, by item, unit, type, currency and day, the row that named the price before. */
export function readPrice(view: RowView, as: ReadAs, { rowOf }: FileSoFar): ReadRow<'prices', ListPrice> {
  const { mapping, reading, period } = as;
  const row = view.row.number;
  const reject = (reason: RejectReason, detail = ''): ReadRow<'prices', ListPrice> => ({
    type: 'rejected',
    row,
    reason,
    detail,
    cells: view.printed(),
  });
  const productCode = view.text('product_code').replace(/\.0+$/, '');
  const product = view.text('product');
  // A group of goods stands in a row of its own, with a name and without a price.
  if ((productCode === '' && product === '') || (!view.filled('list_price') && (productCode === '' || product === '')))
    return { type: 'ignored', row, why: 'group' };
  const ownDate = readDate(view, mapping.dateOrder);
  if (isFailure(ownDate)) return reject(ownDate.reason, ownDate.detail);
  const validOn = ownDate ?? (view.has('date') ? null : (period?.from ?? null));
  if (validOn === null) return reject('missing_date', view.heading('date'));
  if (outOfRange(validOn, reading.usualDates)) return reject('date_out_of_range', view.text('date') || validOn);
  const currency = currencyOf(view, mapping.currency, 'list_price');
  if (currency === null) return reject('unknown_currency', view.text('currency'));
  const money = readMoney(view, 'list_price', { dashIsNothing: true });
  if (isFailure(money)) return reject('invalid_price', money.detail);
  if (money === null) return reject('missing_price', view.heading('list_price'));
  const priceMicro = microOf(money.value, { currency, vatRate: mapping.vatIncludedRate });
  // A price of nothing is no price: a shop prints it where it has none.
  if (priceMicro <= 0n || priceMicro >= most) return reject('invalid_price', view.text('list_price'));
  const entry: ListPrice = {
    validOn,
    productCode,
    product,
    unit: view.text('unit'),
    priceType: view.text('price_type'),
    priceMicro,
    currency,
  };
  const key = [productCode, product, entry.unit, entry.priceType, currency, validOn].join('\u0001');
  const before = rowOf.get(key);
  // Which of two prices of one day is meant, the file does not say: the first counts, the second is shown.
  if (before !== undefined) return reject('repeated_price', String(before));
  rowOf.set(key, row);
  return { type: 'fact', kind: 'prices', row, entry, held: null, heldBecauseOfRow: null };
}

/** Millionths of a minor unit, half away from zero, without the VAT that the price contains. */
function microOf(price: Decimal, { currency, vatRate }: { currency: string; vatRate: number }): bigint {
  const gross = toScale(price, minorDigits(currency) + 6);
  if (vatRate === 0) return gross;
  const permille = BigInt(Math.round(vatRate * 10));
  const whole = 1000n + permille;
  return (2n * gross * 1000n + whole) / (2n * whole);
}

const most = 10n ** 18n;
