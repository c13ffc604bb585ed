/** One row of a table of rates: a currency's rate on a day, or the reason why it is none. */
import type { ExchangeRate } from '../../core/facts.ts';
import type { ColumnMeaning } from '../row/meanings.ts';
import type { Rejected, RejectReason } from '../row/outcome.ts';
import { cellText, isEmpty } from '../values/cell.ts';
import { parseCurrency } from '../values/currency.ts';
import { type Decimal, parseNumber, parseStoredNumber, toScale } from '../values/number.ts';
import { outOfRange } from '../row/plausible-dates.ts';
import { isFailure, readDate } from '../row/read-values.ts';
import type { ReadAs } from '../row/reading.ts';
import type { FileSoFar, ReadRow } from '../kind.ts';
import type { RowView } from '../row/row-view.ts';

/** `rowOf` tells, by currency and day, the row that named the rate before. */
export function readRate(view: RowView, as: ReadAs, { rowOf }: FileSoFar): ReadRow<'rates', ExchangeRate> {
  const row = view.row.number;
  const reject = (reason: RejectReason, detail: string): Rejected => ({ type: 'rejected', row, reason, detail, cells: view.printed() });
  const date = readDate(view, as.mapping.dateOrder);
  if (isFailure(date)) return reject(date.reason, date.detail);
  if (date === null) return reject('missing_date', view.heading('date'));
  if (outOfRange(date, as.reading.usualDates)) return reject('date_out_of_range', view.text('date'));
  const currency = parseCurrency(view.text('currency'));
  if (currency === null) return reject('unknown_currency', view.text('currency'));
  if (!view.filled('rate')) return reject('missing_rate', view.heading('rate'));
  const rate = numberOf(view, 'rate');
  const nominal = view.filled('nominal') ? numberOf(view, 'nominal') : { digits: 1n, scale: 0 };
  const entry = rate && nominal && entryOf({ date, currency, rate, nominal });
  if (!entry) return reject('invalid_rate', [view.text('rate'), view.text('nominal')].filter((text) => text !== '').join(' / '));
  const key = `${currency} ${date}`;
  const before = rowOf.get(key);
  // Which of two rates of one day is meant, the file does not say: the first counts, the second is shown.
  if (before !== undefined) return reject('repeated_rate', String(before));
  rowOf.set(key, row);
  return { type: 'fact', kind: 'rates', row, entry, held: null, heldBecauseOfRow: null };
}

function numberOf(view: RowView, meaning: ColumnMeaning): Decimal | null {
  const cell = view.cell(meaning);
  if (isEmpty(cell)) return null;
  return (cell!.type === 'number' ? parseStoredNumber(cell!.text) : null) ?? parseNumber(cellText(cell), view.decimal(meaning));
}

/** Null where a rate is nothing, or is for no whole number of units. */
function entryOf({
  date,
  currency,
  rate,
  nominal,
}: {
  date: string;
  currency: string;
  rate: Decimal;
  nominal: Decimal;
}): ExchangeRate | null {
  const rateMicro = toScale(rate, 6);
  const units = toScale(nominal, 0);
  const whole = nominal.digits === units * 10n ** BigInt(nominal.scale);
  return rateMicro > 0n && rateMicro < most && units > 0n && units < most && whole
    ? { ratedOn: date, currency, rateMicro, nominal: units }
    : null;
}

const most = 10n ** 15n;
