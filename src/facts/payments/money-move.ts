/**
 * How much money a row moves, which way, and by what that is told: two columns, the company on one side, the accounts of an entry,
 * a word, the sign. Says nothing of whose money it is; that is read-row.ts.
 */
import type { ColumnMeaning } from '../row/meanings.ts';
import type { Mapping, PaymentReading, Reading } from '../row/reading.ts';
import { minorDigits } from '../values/currency.ts';
import { toScale } from '../values/number.ts';
import { entryOf } from './chart-of-accounts.ts';
import { isOwn } from './is-own.ts';
import { type Party, partyOf, plainAccount } from './party.ts';
import { documentOf } from './payment-document.ts';
import { type Direction, directionOf, operationOf } from './payment-words.ts';
import { type Failure, isFailure, readMoney } from '../row/read-values.ts';
import type { RowView } from '../row/row-view.ts';

export interface Move {
  /** Never negative. */
  size: bigint;
  /** own: from one account of the company to another. none: a person said that it is no money of customers. Null: nothing tells. */
  direction: Direction | 'own' | 'none' | null;
  /** Whether something other than the sign says so. */
  said: boolean;
  /** The word that nobody has met, where it is in the way. */
  unknown: string;
  /** How much of a payment went back later; never negative. */
  refunded: bigint;
}

export function readMove(
  view: RowView,
  { reading, mapping, currency }: { reading: Reading; mapping: Mapping; currency: string },
): Move | Failure {
  const digits = minorDigits(currency);
  const minorOf = (meaning: ColumnMeaning): bigint | Failure => {
    const read = view.has(meaning) ? readMoney(view, meaning, { dashIsNothing: meaning !== 'payment_amount' }) : null;
    return isFailure(read) ? read : read === null ? 0n : toScale(read.value, digits);
  };
  const [incoming, outgoing, refunded] = [minorOf('incoming_amount'), minorOf('outgoing_amount'), minorOf('refunded_amount')];
  for (const sum of [incoming, outgoing, refunded]) if (isFailure(sum)) return sum;
  const taken = size(refunded as bigint);
  const entry = entryOf({ debit: view.text('payee_account'), credit: view.text('payer_account') });
  // In a card both columns may hold the sum of one entry.
  if (entry !== null && (incoming !== 0n || outgoing !== 0n))
    return { size: size((incoming || outgoing) as bigint), direction: entry.direction, said: true, unknown: '', refunded: taken };
  if (incoming !== 0n && outgoing !== 0n)
    return { reason: 'invalid_amount', detail: `${view.text('incoming_amount')} / ${view.text('outgoing_amount')}` };
  if (outgoing !== 0n)
    return {
      size: size(outgoing as bigint),
      direction: sidesOf(view, reading) === 'own' ? 'own' : 'out',
      said: true,
      unknown: '',
      refunded: taken,
    };
  if (incoming !== 0n) {
    const direction = sidesOf(view, reading) ?? 'in';
    return {
      size: size(incoming as bigint),
      direction: (incoming as bigint) < 0n && direction === 'in' ? 'out' : direction,
      said: true,
      unknown: '',
      refunded: taken,
    };
  }
  const sum = minorOf('payment_amount');
  if (isFailure(sum)) return sum;
  if (sum === 0n && taken === 0n) return { reason: 'missing_amount', detail: '' };
  if (sum === 0n) return { size: taken, direction: 'out', said: true, unknown: '', refunded: 0n };
  return { size: size(sum), refunded: taken, ...directionOfRow(view, { reading, mapping, negative: sum < 0n }) };
}

export function payerOf(view: RowView): Party {
  return side(view, 'payer');
}

export function payeeOf(view: RowView): Party {
  return side(view, 'payee');
}

/** What a person answered about a word, else what the vocabulary says, else the file's balances. */
export function directionOfWord(
  word: string,
  { payments, mapping }: { payments: PaymentReading | null; mapping: Mapping },
): Direction | 'none' | null {
  const answered = mapping.answers?.[`direction:${word}`];
  if (answered === 'in' || answered === 'out' || answered === 'none') return answered;
  return directionOf(word) ?? payments?.words[word] ?? null;
}

function directionOfRow(
  view: RowView,
  { reading, mapping, negative }: { reading: Reading; mapping: Mapping; negative: boolean },
): Pick<Move, 'direction' | 'said' | 'unknown'> {
  const { payments } = reading;
  const told = (direction: Move['direction']): Pick<Move, 'direction' | 'said' | 'unknown'> => ({
    direction: direction === 'in' && negative ? 'out' : direction,
    said: true,
    unknown: '',
  });
  const sides = sidesOf(view, reading);
  if (sides !== null) return told(sides);
  if (view.filled('direction')) {
    const word = view.text('direction');
    const known = directionOfWord(word, { payments, mapping });
    if (known !== null) return told(known);
    const operation = operationOf(word);
    if (operation === 'payment' || operation === 'refund' || operation === 'other')
      return { direction: operation === 'payment' && !negative ? 'in' : 'out', said: negative, unknown: '' };
    return negative ? { direction: 'out', said: true, unknown: '' } : { direction: null, said: false, unknown: word };
  }
  for (const word of [view.text('operation'), documentOf(view).type]) {
    const known = word === '' ? null : directionOfWord(word, { payments, mapping });
    if (known !== null) return told(known);
  }
  if (negative) return { direction: 'out', said: true, unknown: '' };
  if (payments?.sidesOpen === true) {
    const answered = mapping.answers?.['direction'];
    return { direction: answered === 'in' || answered === 'out' || answered === 'none' ? answered : null, said: true, unknown: '' };
  }
  const operation = view.text('operation');
  if (payments?.operationsTell === true && operation !== '' && operationOf(operation) === null)
    return { direction: null, said: false, unknown: operation };
  if (view.has('direction')) return { direction: null, said: false, unknown: '' };
  return { direction: 'in', said: payments?.signed === true, unknown: '' };
}

/** By the accounts of the entry, by which side is the company, by which side is left blank. Null where the row does not show it. */
function sidesOf(view: RowView, reading: Reading): Direction | 'own' | null {
  const entry = entryOf({ debit: view.text('payee_account'), credit: view.text('payer_account') });
  if (entry !== null) return entry.direction;
  const twoSides =
    (view.has('payer') || view.has('payer_account') || view.has('payer_tax_id')) &&
    (view.has('payee') || view.has('payee_account') || view.has('payee_tax_id'));
  if (!twoSides) return view.has('payer_account') && reading.own.accounts.includes(plainAccount(view.text('payer_account'))) ? 'own' : null;
  const [payer, payee] = [payerOf(view), payeeOf(view)];
  const [payerIsOurs, payeeIsOurs] = [isOwn(payer, reading.own), isOwn(payee, reading.own)];
  if (payerIsOurs && payeeIsOurs) return 'own';
  if (payerIsOurs || payeeIsOurs) return payerIsOurs ? 'out' : 'in';
  const [payerIsBlank, payeeIsBlank] = [isBlank(payer), isBlank(payee)];
  return payerIsBlank === payeeIsBlank ? null : payerIsBlank ? 'out' : 'in';
}

function side(view: RowView, name: 'payer' | 'payee'): Party {
  const party = partyOf(view.text(name));
  return {
    ...party,
    taxId: view.text(`${name}_tax_id`) || party.taxId,
    account: plainAccount(view.text(`${name}_account`)) || party.account,
  };
}

function isBlank({ account, taxId, name }: Party): boolean {
  return account === '' && taxId === '' && name === '';
}

function size(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}
