/**
 * One row of a payments file: money from a customer, a refund to one, or something else that passed the account. Told by its state,
 * the operation, the direction, who the other side is, and the purpose; what cannot be a customer's is ignored with its reason.
 */
import type { CustomerMention, IsoDate, Payment } from '../../core/facts.ts';
import { canonicalBranchId, canonicalTaxId } from '../../core/identify/legal-id.ts';
import { nameKey, normalName } from '../../core/identify/normal-name.ts';
import type { Rejected, RejectReason } from '../row/outcome.ts';
import type { Mapping, ReadAs, Reading } from '../row/reading.ts';
import { parseCurrency } from '../values/currency.ts';
import { entryOf } from './chart-of-accounts.ts';
import { isOwn } from './is-own.ts';
import { isYes } from '../row/kind-words.ts';
import { type Move, payeeOf, payerOf, readMove } from './money-move.ts';
import { type Party, partyOf } from './party.ts';
import { payerInText } from './payer-in-text.ts';
import { documentOf } from './payment-document.ts';
import { isPartly, type PaymentState, paymentState, stateOfWord } from './payment-state.ts';
import { isIntermediary, namesCustomer, operationOf, purposeWords, saysOnlyDirection } from './payment-words.ts';
import { outOfRange } from '../row/plausible-dates.ts';
import { isFailure, namesNobody, readCustomer, readDate } from '../row/read-values.ts';
import type { ReadRow } from '../kind.ts';
import type { RowView } from '../row/row-view.ts';

export function readPayment(view: RowView, as: ReadAs): ReadRow<'payments', Payment> {
  const { reading, mapping } = as;
  const row = view.row.number;
  const reject = ({ reason, detail }: { reason: RejectReason; detail: string }): Rejected => ({
    type: 'rejected',
    row,
    reason,
    detail,
    cells: view.printed(),
  });

  const currency = view.filled('currency') ? parseCurrency(view.text('currency')) : mapping.currency;
  const move = readMove(view, { reading, mapping, currency: currency ?? mapping.currency });
  const purpose = view.text('purpose') || view.text('details');
  const other = otherSide(view, reading, isFailure(move) ? null : move);
  const source = judge({ view, purpose, move: isFailure(move) ? null : move, other, as });
  // A loan of an unreadable sum is still no customer's payment; only what may be one is worth mending.
  if (source === 'other') return { type: 'ignored', row, why: 'not_from_customer' };
  const state = stateOf(view, as);
  const date = readDate(view, mapping.dateOrder) ?? documentOf(view).date;
  // What never came needs no mending either.
  const nothing =
    state === 'no' && (isFailure(move) || isFailure(date) || date === null || currency === null || namesNobody(other.customer));
  if (nothing) return { type: 'ignored', row, why: 'not_from_customer' };
  if (isFailure(date)) return reject(date);
  if (date === null) return reject({ reason: 'missing_date', detail: view.heading('date') });
  if (outOfRange(date, reading.usualDates)) return reject({ reason: 'date_out_of_range', detail: view.text('date') });
  if (currency === null) return reject({ reason: 'unknown_currency', detail: view.text('currency') });
  if (isFailure(move)) return reject(move);
  if (source === null) return reject({ reason: 'unknown_direction', detail: move.unknown });

  const customer = onBehalf(purpose, other.customer) ?? other.customer;
  if (namesNobody(customer)) return reject({ reason: 'missing_customer', detail: '' });
  const kept = keptOf(move, { source, state, view, reading });
  if (kept === null) return reject({ reason: 'unknown_refund', detail: view.text('posted') });
  const entry: Payment = {
    seller: view.text('seller') || reading.seller,
    ...identityOf(view, { date, payer: other.customer, customer, reading }),
    paidOn: date,
    customer,
    amountMinor: source === 'refund' ? -kept : kept,
    currency,
    kind: source === 'refund' ? 'refund' : 'payment',
    purpose,
  };
  if (state === 'draft' || state === 'no' || kept === 0n) return { type: 'draft', kind: 'payments', row, entry };
  return { type: 'fact', kind: 'payments', row, entry, held: state === 'unknown' ? 'unknown_word' : null, heldBecauseOfRow: null };
}

interface OtherSide {
  customer: CustomerMention;
  party: Pick<Party, 'account' | 'taxId' | 'name'>;
  /** Both sides of a payment are ours. */
  ours: boolean;
}

/** Who is not the company itself. */
function otherSide(view: RowView, reading: Reading, move: Move | null): OtherSide {
  if (!view.has('payer') && !view.has('payee')) {
    const customer = readCustomer(view, reading);
    if (severalInOne.test(customer.name)) {
      const party = partyOf(customer.name);
      customer.name = party.name;
      customer.taxId ||= canonicalTaxId(party.taxId, { zerosMayBeLost: false });
      customer.branchId ||= canonicalBranchId(party.branchId);
    }
    const named = namesNobody(customer) ? payerInText(view.text('details') || view.text('purpose')) : null;
    customer.name ||= view.text('customer_email') || (named?.name ?? '');
    customer.taxId ||= canonicalTaxId(named?.taxId ?? '', { zerosMayBeLost: false });
    const party = { account: '', taxId: customer.taxId, name: customer.name };
    return { customer, party, ours: move?.direction === 'own' || isOwn(party, reading.own) };
  }
  const [payer, payee] = [payerOf(view), payeeOf(view)];
  const paidByUs = move !== null && move.direction === 'out' && !(isOwn(payee, reading.own) && !isOwn(payer, reading.own));
  const entry = entryOf({ debit: view.text('payee_account'), credit: view.text('payer_account') });
  const party = paidByUs ? payee : payer;
  const customer: CustomerMention = {
    code: view.text('customer_code'),
    // Below the customer the books print the contract and the document.
    name:
      entry === null
        ? party.name || view.text('customer')
        : view
            .text(paidByUs ? 'payee' : 'payer')
            .split(/[\r\n]/)[0]!
            .trim() || view.text('customer'),
    taxId: canonicalTaxId(party.taxId || view.text('tax_id'), { zerosMayBeLost: reading.taxIdsLoseZeros }),
    branchId: canonicalBranchId(party.branchId) || view.text('branch_id'),
    region: view.text('region'),
    group: view.text('group'),
    industry: view.text('industry'),
  };
  return { customer, party, ours: move?.direction === 'own' || isOwn(party, reading.own) };
}

/** Account, id and name in one cell. */
const severalInOne = /[\r\n]|\d{20}|[A-Z]{2}\d{27}|(^|\s)(инн|єдрпоу)\s*:?\s*\d/i;

/**
 * The direction as the file says it, then the operation where it is named, then the purpose. Money that went out is a refund only
 * where something says so; null where nothing says which way it went.
 */
function judge(payment: {
  view: RowView;
  purpose: string;
  move: Move | null;
  other: OtherSide;
  as: ReadAs;
}): 'payment' | 'refund' | 'other' | null {
  const { view, purpose, move, other, as } = payment;
  if (other.ours || move?.direction === 'none' || isIntermediary(other.party.name)) return 'other';
  const entry = entryOf({ debit: view.text('payee_account'), credit: view.text('payer_account') });
  if (entry !== null) return entry.ofCustomer ? (entry.direction === 'out' ? 'refund' : 'payment') : 'other';
  const direction = move?.direction ?? null;
  for (const printed of [view.text('operation'), documentOf(view).type, view.text('direction')]) {
    switch (operationOf(printed)) {
      case 'other':
        // "Кредит" alone is a direction, "Получение кредита" a loan.
        if (!saysOnlyDirection(printed)) return 'other';
        break;
      case 'refund':
        // A supplier's refund comes in, and the file says that it does.
        return direction === 'in' && move?.said === true && !namesCustomer(printed) ? 'other' : 'refund';
      case 'returned':
        if (direction === null) break;
        return direction === 'in' && move?.said === true ? 'other' : 'refund';
      case 'payment':
        if (direction === 'out' && namesCustomer(printed)) return 'refund';
        if (direction !== 'out') return purposeWords.settled.test(purpose) ? 'other' : 'payment';
        break;
      default:
    }
  }
  if (purposeWords.settled.test(purpose)) return 'other';
  if (direction === 'out') return isRefund(purpose, as) ? 'refund' : 'other';
  if (purposeWords.notFromCustomer.test(purpose) || purposeWords.returnedToUs.test(purpose)) return 'other';
  return move !== null && direction === null ? null : 'payment';
}

function isRefund(purpose: string, { reading, mapping }: ReadAs): boolean {
  if (purposeWords.refundToCustomer.test(purpose)) return !/поставщик|постачальник|supplier/i.test(purpose);
  if (reading.payments?.customersOnly === true) return !purposeWords.notFromCustomer.test(purpose);
  return purpose === '' && mapping.answers?.[`direction:${amountHeading(mapping.columns)}`] === 'out';
}

/** What the question about sums that went out, and say no more, is about. */
export function amountHeading(columns: Mapping['columns']): string {
  return (
    columns.find(({ meaning }) => meaning === 'outgoing_amount')?.heading ??
    columns.find(({ meaning }) => meaning === 'payment_amount')?.heading ??
    ''
  );
}

/** The least favourable of the states that a row prints. A person's word beats the vocabulary; `unknown` waits for it. */
function stateOf(view: RowView, { mapping }: ReadAs): PaymentState | 'unknown' | null {
  if (view.filled('deleted') && isYes(view.text('deleted'))) return 'draft';
  if (view.filled('captured') && paymentState(view.text('captured')) === 'no') return 'draft';
  const states = view
    .texts('posted')
    .filter((word) => word !== '')
    .map((word) => stateOfWord(word, mapping.answers));
  return (['no', 'draft', 'refund', 'unknown', 'counts'] as const).find((state) => states.includes(state)) ?? null;
}

/** How much of the sum stayed: null where the file says that a part went back, and not how much. */
function keptOf(
  { size, refunded }: Move,
  {
    source,
    state,
    view,
    reading,
  }: { source: 'payment' | 'refund'; state: PaymentState | 'unknown' | null; view: RowView; reading: Reading },
): bigint | null {
  // Where refunds have rows of their own, the payments' rows only mention them.
  if (source === 'refund' || reading.payments?.refundRows === true) return size;
  if (refunded > 0n) return refunded < size ? size - refunded : 0n;
  if (state !== 'refund') return size;
  return view.texts('posted').some(isPartly) ? null : 0n;
}

/**
 * Numbers of payment orders are the payers' own, begin again every year, and some payers give each the number one: the payer and
 * the day belong to such a payment's identity. Numbers of a program or a payment system are unique by themselves.
 */
function identityOf(
  view: RowView,
  { date, payer, customer, reading }: { date: IsoDate; payer: CustomerMention; customer: CustomerMention; reading: Reading },
): Pick<Payment, 'documentType' | 'documentNumber'> {
  const { type, number } = documentOf(view);
  if (number === '') return { documentType: type, documentNumber: `${date} ${customer.code || customer.taxId || customer.name}` };
  if (!reading.payersNumbers && isOfProgram(number)) return { documentType: type, documentNumber: number };
  return {
    documentType: [type, payer.taxId || payer.code || payer.name, date].filter((part) => part !== '').join(' '),
    documentNumber: number,
  };
}

/** "0000-000123", "ch_3Nk…", "УТ000012345": long, or of several parts. People and banks count from one. */
function isOfProgram(number: string): boolean {
  return number.replace(/^0+(?=\d+$)/, '').length >= 8;
}

function onBehalf(purpose: string, payer: CustomerMention): CustomerMention | null {
  const named = purposeWords.onBehalfOf.exec(purpose);
  const byId = named ? null : purposeWords.behalfById.exec(purpose);
  if (!named && !byId) return null;
  const taxId = canonicalTaxId((named ? named[2] : byId![1]) ?? '', { zerosMayBeLost: false });
  const name = named ? named[1]!.trim() : '';
  if (taxId !== '' && taxId === payer.taxId) return null;
  if (taxId === '' && nameKey(normalName(name)) === nameKey(normalName(payer.name))) return null;
  return { code: '', name, taxId, branchId: '', region: '', group: '', industry: '' };
}
