/** One row of the costs of pools by month, or the reason why it is none. */
import type { PoolCost } from '../../core/facts.ts';
import type { RejectReason } from '../row/outcome.ts';
import { monthOfPeriod } from '../headings/titles.ts';
import { toScale } from '../values/number.ts';
import { minorDigits } from '../values/currency.ts';
import { monthOf } from '../values/month.ts';
import { outOfRange } from '../row/plausible-dates.ts';
import { readMinutes } from '../row/read-minutes.ts';
import { currencyOf, isFailure, readMoney } from '../row/read-values.ts';
import type { ReadAs } from '../row/reading.ts';
import type { ReadRow } from '../kind.ts';
import type { RowView } from '../row/row-view.ts';

export function readCost(view: RowView, as: ReadAs): ReadRow<'costs', PoolCost> {
  const { mapping, reading, period } = as;
  const row = view.row.number;
  const reject = (reason: RejectReason, detail = ''): ReadRow<'costs', PoolCost> => ({
    type: 'rejected',
    row,
    reason,
    detail,
    cells: view.printed(),
  });
  const pool = view.text('pool').replace(/\s+/g, ' ').trim();
  if (isAccountAbove(pool, view)) return { type: 'ignored', row, why: 'group' };

  if (view.has('month') && !view.filled('month')) return reject('missing_date', view.heading('month'));
  const month = view.has('month') ? monthOf(view.cell('month'), mapping.dateOrder) : monthOfPeriod(period);
  if (month === null) return reject('invalid_date', view.text('month'));
  if (outOfRange(month, reading.usualDates)) return reject('date_out_of_range', view.text('month'));
  if (pool === '') return reject('missing_pool', view.heading('pool'));
  const currency = currencyOf(view, mapping.currency, 'expense_amount');
  if (currency === null) return reject('unknown_currency', view.text('currency'));
  const money = readMoney(view, 'expense_amount', { dashIsNothing: false });
  if (isFailure(money)) return reject(money.reason, money.detail);
  // The balance that an account began or ended with is no cost of the month.
  if (money === null)
    return view.has('month') ? reject('missing_amount', view.heading('expense_amount')) : { type: 'ignored', row, why: 'group' };
  const paidMinutesMicro = readMinutes(view);
  if (isFailure(paidMinutesMicro)) return reject(paidMinutesMicro.reason, paidMinutesMicro.detail);
  const entry: PoolCost = { month, pool, amountMinor: toScale(money.value, minorDigits(currency)), paidMinutesMicro, currency };
  return { type: 'fact', kind: 'costs', row, entry, held: null, heldBecauseOfRow: null };
}

/** In a balance of "Счет / Статьи затрат" the account's own row repeats the sum of those below it. */
function isAccountAbove(pool: string, view: RowView): boolean {
  return /^\d{2}(\.\d{1,2})*$/.test(pool) && / \/ /.test(view.heading('pool'));
}
