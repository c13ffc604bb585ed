/**
 * One row of a payments file: money from a customer, a refund to one, or something else that passed the bank account. Told
 * by the operation, the direction, who the other side is, and the purpose; what cannot be a customer's is ignored with its reason.
 */
import type { CustomerMention, Payment } from '../../core/facts.ts';
import { canonicalTaxId } from '../../core/identify/legal-id.ts';
import { nameKey, normalName } from '../../core/identify/normal-name.ts';
import type { Interpreted, Reading, Recognition, RejectReason } from '../contract.ts';
import { minorDigits, parseCurrency } from '../values/currency.ts';
import { toScale } from '../values/number.ts';
import { documentKind, isYes, postedState } from './kind-words.ts';
import { partyOf } from './party.ts';
import { isOutgoing, operationWords, purposeWords } from './payment-words.ts';
import { outOfRange } from './plausible-dates.ts';
import { type Failure, isFailure, readCustomer, readDate, readMoney } from './read-values.ts';
import type { RowView } from './row-view.ts';

export function readPayment(view: RowView, recognition: Recognition): Interpreted {
  const { reading, mapping } = recognition;
  const row = view.row.number;
  const reject = ({ reason, detail }: { reason: RejectReason; detail: string }): Interpreted => ({ type: 'rejected', row, reason, detail, cells: view.printed() });

  const currency = view.filled('currency') ? parseCurrency(view.text('currency')) : mapping.currency;
  const money = amountOf(view, currency ?? mapping.currency);
  const other = otherSide(view, reading);
  const purpose = view.text('purpose');
  const outgoing = isFailure(money) ? false : money.outgoing || other.paidByUs;
  const source = judge({ view, purpose, outgoing, other: other.customer, reading });
  // A loan of an unreadable sum is still no customer's payment; only what may be one is worth mending.
  if (source === 'other') return { type: 'ignored', row, why: 'not_from_customer' };
  const date = readDate(view, mapping.dateOrder);
  if (isFailure(date)) return reject(date);
  if (date === null) return reject({ reason: 'missing_date', detail: view.heading('date') });
  if (outOfRange(date, reading.usualDates)) return reject({ reason: 'date_out_of_range', detail: view.text('date') });
  if (currency === null) return reject({ reason: 'unknown_currency', detail: view.text('currency') });
  if (isFailure(money)) return reject(money);

  const customer = onBehalf(purpose, other.customer) ?? other.customer;
  if (customer.code === '' && customer.name === '' && customer.taxId === '') return reject({ reason: 'missing_customer', detail: '' });
  const amountMinor = source === 'refund' ? -money.size : money.size;
  const printedNumber = view.text('document_number').replace(/\.0+$/, '');
  const entry: Payment = {
    seller: view.text('seller') || reading.seller,
    // Two customers may both have a payment order no. 15 in a year, and one of them twice, as large payers begin anew after 999:
    // in a bank statement the payer and the day are part of its identity.
    documentType: view.text('document_type') || (reading.payersNumbers ? `${other.customer.taxId || other.customer.name} ${date}` : ''),
    documentNumber: printedNumber || `${date} ${customer.code || customer.taxId || customer.name}`,
    paidOn: date,
    customer,
    amountMinor,
    currency,
    kind: source === 'refund' ? 'refund' : 'payment',
    purpose,
  };
  const draft = (view.filled('posted') && postedState(view.text('posted')) === false) || (view.filled('deleted') && isYes(view.text('deleted')));
  return draft ? { type: 'draft', row, entry } : { type: 'payment', row, entry, held: null, heldBecauseOfRow: null };
}

interface Money {
  /** Never negative. */
  size: bigint;
  outgoing: boolean;
}

function amountOf(view: RowView, currency: string): Money | Failure {
  const digits = minorDigits(currency);
  for (const meaning of ['incoming_amount', 'outgoing_amount', 'payment_amount'] as const) {
    if (!view.has(meaning)) continue;
    const read = readMoney(view, meaning, { dashIsNothing: meaning !== 'payment_amount' });
    if (isFailure(read)) return read;
    const minor = read ? toScale(read.value, digits) : 0n;
    if (minor === 0n) continue;
    const turned = minor < 0n;
    const direction = view.filled('direction') ? isOutgoing(view.text('direction')) : null;
    const outgoing = meaning === 'outgoing_amount' ? !turned || view.heading(meaning) === '' : (direction ?? turned);
    return { size: turned ? -minor : minor, outgoing: meaning === 'outgoing_amount' ? true : outgoing };
  }
  return { reason: 'missing_amount', detail: '' };
}

interface OtherSide {
  customer: CustomerMention;
  paidByUs: boolean;
}

/** Who is not the company itself. */
function otherSide(view: RowView, reading: Reading): OtherSide {
  if (!view.has('payer') && !view.has('payee')) return { customer: readCustomer(view, reading), paidByUs: false };
  const side = (name: 'payer' | 'payee'): ReturnType<typeof partyOf> => {
    const party = partyOf(view.text(name));
    return { ...party, taxId: view.text(`${name}_tax_id`) || party.taxId, account: view.text(`${name}_account`) || party.account };
  };
  const payer = side('payer');
  const payee = side('payee');
  const paidByUs = isOwn(payer, reading) && !(isOwn(payee, reading) && view.filled('incoming_amount'));
  const party = paidByUs ? payee : payer;
  const zerosMayBeLost = reading.taxIdsLoseZeros;
  const mention: CustomerMention = {
    code: view.text('customer_code'),
    name: party.name || view.text('customer'),
    taxId: canonicalTaxId(party.taxId || view.text('tax_id'), { zerosMayBeLost }),
    branchId: party.branchId || view.text('branch_id'),
    region: view.text('region'),
    group: view.text('group'),
    industry: view.text('industry'),
  };
  return { customer: mention, paidByUs };
}

function isOwn({ taxId, account, name }: { taxId: string; account: string; name: string }, { own }: Reading): boolean {
  if (account !== '' && own.accounts.length > 0) return own.accounts.includes(account);
  if (taxId !== '' && own.taxIds.length > 0) return own.taxIds.includes(taxId);
  return name !== '' && own.names.some((ours) => nameKey(normalName(ours)) === nameKey(normalName(name)));
}

/** Where the operation is named it decides; else the direction and the purpose. */
function judge(payment: { view: RowView; purpose: string; outgoing: boolean; other: CustomerMention; reading: Reading }): 'payment' | 'refund' | 'other' {
  const { view, purpose, outgoing, other, reading } = payment;
  if (isOwn({ taxId: other.taxId, account: '', name: other.name }, reading)) return 'other';
  for (const operation of [view.text('operation'), view.text('document_type')]) {
    if (operation === '') continue;
    if (operationWords.toCustomer.test(operation)) return 'refund';
    if (operationWords.fromCustomer.test(operation) && !/возврат|повернен/i.test(operation)) return outgoing ? 'refund' : 'payment';
    if (operationWords.other.test(operation)) return 'other';
  }
  if (outgoing) return purposeWords.refundToCustomer.test(purpose) && !/поставщик|постачальник|supplier/i.test(purpose) ? 'refund' : purpose === '' && soldOnly(view) ? 'refund' : 'other';
  return purposeWords.notFromCustomer.test(purpose) ? 'other' : 'payment';
}

/** A plain list of payments, without purposes or operations, prints refunds as negative sums. */
function soldOnly(view: RowView): boolean {
  return !view.has('purpose') && !view.has('outgoing_amount') && documentKind(view.text('document_type')) !== 'sale';
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
