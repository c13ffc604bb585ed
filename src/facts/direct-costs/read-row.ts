/** One row of costs that customers caused (freight, penalties), or the reason why it is none. */
import type { DirectCost } from '../../core/facts.ts';
import type { RejectReason } from '../row/outcome.ts';
import { minorDigits } from '../values/currency.ts';
import { looseReference } from '../values/document-reference.ts';
import { toScale } from '../values/number.ts';
import { outOfRange } from '../row/plausible-dates.ts';
import { currencyOf, isDraft, isFailure, namesNobody, readCustomer, readDate, readMoney } from '../row/read-values.ts';
import type { ReadAs } from '../row/reading.ts';
import type { ReadRow } from '../kind.ts';
import type { RowView } from '../row/row-view.ts';

export function readDirectCost(view: RowView, as: ReadAs): ReadRow<'direct_costs', DirectCost> {
  const { mapping, reading } = as;
  const row = view.row.number;
  const reject = (reason: RejectReason, detail = ''): ReadRow<'direct_costs', DirectCost> => ({
    type: 'rejected',
    row,
    reason,
    detail,
    cells: view.printed(),
  });
  const reference = view.has('document') ? looseReference(view.text('document')) : { number: '', date: null };
  const ownDate = readDate(view, mapping.dateOrder);
  if (isFailure(ownDate)) return reject(ownDate.reason, ownDate.detail);
  const happenedOn = ownDate ?? reference.date;
  if (happenedOn === null) return reject('missing_date', view.heading('date'));
  if (outOfRange(happenedOn, reading.usualDates)) return reject('date_out_of_range', view.text('date') || happenedOn);
  const customer = readCustomer(view, reading);
  if (namesNobody(customer)) return reject('missing_customer');
  const currency = currencyOf(view, mapping.currency, 'expense_amount');
  if (currency === null) return reject('unknown_currency', view.text('currency'));
  const money = readMoney(view, 'expense_amount', { dashIsNothing: false });
  if (isFailure(money)) return reject(money.reason, money.detail);
  if (money === null) return reject('missing_amount', view.heading('expense_amount'));
  const entry: DirectCost = {
    happenedOn,
    customer,
    documentNumber: (view.text('document_number') || reference.number).replace(/\.0+$/, ''),
    name: view.has('expense_name') ? view.text('expense_name') : nameOfColumn(view.heading('expense_amount')),
    amountMinor: toScale(money.value, minorDigits(currency)),
    currency,
  };
  return isDraft(view)
    ? { type: 'draft', kind: 'direct_costs', row, entry }
    : { type: 'fact', kind: 'direct_costs', row, entry, held: null, heldBecauseOfRow: null };
}

/** A column of freight is headed "Freight"; "Сумма" names no cost. */
function nameOfColumn(heading: string): string {
  return /^(сумма|сума|amount|total|всего|затраты|расходы|витрати|costs?|expenses?)(?![\p{L}])/iu.test(heading) &&
    !/штраф|достав|перевоз|penalt|freight|deliver|shipp/i.test(heading)
    ? ''
    : heading;
}
