/** One row of a register of contracts (policies, subscriptions, season tickets): one term of one contract; or the reason why it is none. */
import type { ContractTerm, IsoDate } from '../../core/facts.ts';
import { minorDigits } from '../../core/minor-digits.ts';
import type { RejectReason } from '../row/outcome.ts';
import { type Decimal, toScale } from '../values/number.ts';
import { outOfRange } from '../row/plausible-dates.ts';
import { currencyOf, type Failure, isDraft, isFailure, namesNobody, readCustomer, readDate, readMoney } from '../row/read-values.ts';
import type { ReadAs } from '../row/reading.ts';
import type { FileSoFar, ReadRow } from '../kind.ts';
import type { RowView } from '../row/row-view.ts';
import { termEnd } from './term-length.ts';

/** `rowOf` tells, by contract, customer and first day, the row that named the term before. */
export function readContract(view: RowView, as: ReadAs, { rowOf }: FileSoFar): ReadRow<'contracts', ContractTerm> {
  const { mapping, reading } = as;
  const row = view.row.number;
  const reject = (reason: RejectReason, detail = ''): ReadRow<'contracts', ContractTerm> => ({
    type: 'rejected',
    row,
    reason,
    detail,
    cells: view.printed(),
  });
  const contractNumber = view.text('contract_number').replace(/\.0+$/, '');
  if (contractNumber === '') return reject('missing_contract', view.heading('contract_number'));
  const customer = readCustomer(view, reading);
  if (namesNobody(customer)) return reject('missing_customer');
  const from = readDate(view, mapping.dateOrder);
  if (isFailure(from)) return reject(from.reason, from.detail);
  if (from === null) return reject('missing_date', view.heading('date'));
  if (outOfRange(from, reading.usualDates)) return reject('date_out_of_range', view.text('date'));
  const until = readEnd(view, { from, order: mapping.dateOrder });
  if (isFailure(until)) return reject(until.reason, until.detail);
  const terminatedOn = readDate(view, mapping.dateOrder, 'terminated_on');
  if (isFailure(terminatedOn)) return reject(terminatedOn.reason, terminatedOn.detail);
  if (until < from || (terminatedOn !== null && terminatedOn < from))
    return reject('ends_before_start', `${from} / ${until < from ? until : terminatedOn}`);
  if (Number(until.slice(0, 4)) - Number(from.slice(0, 4)) > longestYears)
    return reject('date_out_of_range', view.text('valid_until') || until);
  const currency = currencyOf(view, mapping.currency, 'contract_amount');
  if (currency === null) return reject('unknown_currency', view.text('currency'));
  const money = readMoney(view, 'contract_amount', { dashIsNothing: true });
  if (isFailure(money)) return reject(money.reason, money.detail);
  const amountMinor = money === null ? null : withoutVat(money.value, { currency, vatRate: mapping.vatIncludedRate });
  const entry: ContractTerm = { customer, contractNumber, from, until, terminatedOn, amountMinor, currency };
  if (isDraft(view)) return { type: 'draft', kind: 'contracts', row, entry };
  const key = [contractNumber, customer.code, customer.taxId, customer.branchId, customer.name, from].join('\u0001');
  const before = rowOf.get(key);
  // Which of two amounts or ends of one term is meant, the file does not say: the first counts, the second is shown.
  if (before !== undefined) return reject('repeated_term', String(before));
  rowOf.set(key, row);
  return { type: 'fact', kind: 'contracts', row, entry, held: null, heldBecauseOfRow: null };
}

/** No contract is made for longer: a typing error in the year. */
const longestYears = 60;

/** The last day by its own column, else by the length of the term. */
function readEnd(view: RowView, { from, order }: { from: IsoDate; order: ReadAs['mapping']['dateOrder'] }): IsoDate | Failure {
  const until = readDate(view, order, 'valid_until');
  if (until !== null) return until;
  if (!view.filled('term_length'))
    return { reason: 'missing_term_end', detail: view.heading('valid_until') || view.heading('term_length') };
  return (
    termEnd({ from, length: view.text('term_length'), heading: view.heading('term_length'), order }) ?? {
      reason: 'invalid_term_end',
      detail: view.text('term_length').slice(0, 60),
    }
  );
}

/** Minor units, half away from zero. */
function withoutVat(gross: Decimal, { currency, vatRate }: { currency: string; vatRate: number }): bigint {
  const minor = toScale(gross, minorDigits(currency));
  if (vatRate === 0) return minor;
  const whole = 1000n + BigInt(Math.round(vatRate * 10));
  const half = minor < 0n ? -whole : whole;
  return (2n * minor * 1000n + half) / (2n * whole);
}
