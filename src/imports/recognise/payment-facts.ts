/**
 * What a file of payments shows as a whole: who in it is the company, whether its sums have a sign, whether all in it are customers;
 * and what it leaves open: words of direction that nobody has met, two sides of which neither is known, sums that went out and say
 * no more.
 */
import type { Assumption } from '../assumptions/assumption.ts';
import { decide, evidence } from '../assumptions/decide.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers, PaymentReading, Reading } from '../../facts/row/reading.ts';
import { directionsByBalance } from '../interpret/check-balance.ts';
import { isOwn } from '../../facts/payments/is-own.ts';
import { partyOf, plainAccount } from '../../facts/payments/party.ts';
import { stateOfWord } from '../../facts/payments/payment-state.ts';
import { directionOf, operationOf } from '../../facts/payments/payment-words.ts';
import { cellText } from '../../facts/values/cell.ts';
import type { DecimalSeparator } from '../../facts/values/number.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { findOwn } from './own-side.ts';
import { sampleNumber } from './profile.ts';
import { wordsIn } from './words-in.ts';

export interface PaymentFacts {
  own: Reading['own'];
  payments: PaymentReading;
  assumptions: Assumption[];
}

interface Table {
  headings: string[];
  titles: string[];
  rows: RawRow[];
  meanings: ColumnMeaning[];
  decimals: DecimalSeparator[];
  answers: Answers;
}

export function paymentFacts(found: Table): PaymentFacts {
  // Totals below the table are no moves.
  const date = found.meanings.indexOf('date');
  const table = { ...found, rows: found.rows.filter((row) => date < 0 || /\d/.test(cellText(row.cells[date]))) };
  const own = findOwn(table);
  const signed = hasNegative(table);
  const sidesOpen = !signed && sidesAreOpen(table, own);
  const words = knownByBalance(table, signed);
  const payments: PaymentReading = {
    words,
    sidesOpen,
    signed,
    operationsTell: at(table, 'direction') < 0 && untoldOperation(table, signed) >= 0,
    customersOnly: onlyCustomers(table, own),
    refundRows: hasRefundRows(table, signed),
  };
  const assumptions = [
    ...unknownWords(table, payments),
    ...unknownStates(table),
    ...(sidesOpen ? [sides(table)] : []),
    ...silentOutgoing(table, payments),
  ];
  return { own, payments, assumptions };
}

const at = ({ meanings }: Pick<Table, 'meanings'>, meaning: ColumnMeaning): number => meanings.indexOf(meaning);
const textAt = (row: RawRow, column: number): string => (column < 0 ? '' : cellText(row.cells[column]));

/** Words of the column of direction that no vocabulary has, where the balance after each row shows which way it went. */
function knownByBalance(table: Table, signed: boolean): Record<string, 'in' | 'out'> {
  const [direction, amount, balance] = [
    at(table, 'direction') >= 0 ? at(table, 'direction') : untoldOperation(table, signed),
    at(table, 'payment_amount'),
    at(table, 'balance'),
  ];
  if (direction < 0 || amount < 0 || balance < 0) return {};
  const number = (row: RawRow, column: number): number | null => sampleNumber(row.cells[column], table.decimals[column]!);
  return directionsByBalance(
    table.rows.map((row) => ({ word: textAt(row, direction), size: Math.abs(number(row, amount) ?? 0), balance: number(row, balance) })),
  );
}

function hasNegative({ rows, decimals, ...table }: Table): boolean {
  const column = at(table, 'payment_amount');
  return column >= 0 && rows.some((row) => (sampleNumber(row.cells[column], decimals[column]!) ?? 0) < 0);
}

function hasRefundRows(table: Table, signed: boolean): boolean {
  const column =
    at(table, 'operation') >= 0
      ? at(table, 'operation')
      : at(table, 'direction') >= 0
        ? at(table, 'direction')
        : at(table, 'document_type');
  return signed || (column >= 0 && table.rows.some((row) => ['refund', 'returned'].includes(operationOf(textAt(row, column)) ?? '')));
}

/** Both sides are printed, and in no row is one of them known to be ours, left blank, or told by anything else. */
function sidesAreOpen(table: Table, own: Reading['own']): boolean {
  const has = (...meanings: ColumnMeaning[]): boolean => meanings.some((meaning) => at(table, meaning) >= 0);
  if (
    !has('payer', 'payer_account', 'payer_tax_id') ||
    !has('payee', 'payee_account', 'payee_tax_id') ||
    has('incoming_amount', 'outgoing_amount', 'direction')
  )
    return false;
  const sideOf = (row: RawRow, side: 'payer' | 'payee') => {
    const party = partyOf(textAt(row, at(table, side)));
    return {
      name: party.name,
      taxId: textAt(row, at(table, `${side}_tax_id`)) || party.taxId,
      account: plainAccount(textAt(row, at(table, `${side}_account`))) || party.account,
    };
  };
  return (
    table.rows.length > 0 &&
    table.rows.some((row) => {
      const parties = [sideOf(row, 'payer'), sideOf(row, 'payee')];
      return (
        parties.every(({ name, taxId, account }) => `${name}${taxId}${account}` !== '') &&
        !parties.some((party) => isOwn(party, own)) &&
        !parties.every(({ account }) => /^\d{2,4}(\.|$)/.test(account))
      );
    })
  );
}

/** Headed as a list of customers, or titled so; a statement of an account has others in it. */
function onlyCustomers(table: Table, own: Reading['own']): boolean {
  const { headings, titles, meanings } = table;
  if (
    ['outgoing_amount', 'balance', 'payer', 'payee', 'payer_account'].some((meaning) => meanings.includes(meaning as ColumnMeaning)) ||
    own.accounts.length > 0
  )
    return false;
  if (
    /(от|від)\s+(покупател|клиент|заказчик|покупц|клієнт|замовник)|(оплат\S*|платеж\S*|платежі)\s+(покупател|клиент|покупц|клієнт)|customer (payments|receipts)|payments (from customers|received)/i.test(
      titles.join(' '),
    )
  )
    return true;
  const named = (['customer', 'customer_code', 'customer_email'] as const).map((meaning) => headings[at(table, meaning)] ?? '');
  return named.some((heading) => ofCustomers.test(` ${normalHeading(heading)} `));
}

const ofCustomers =
  / (покупател\S*|клиент\S*|заказчик\S*|абонент\S*|подписчик\S*|покупец\S*|покупц\S*|клієнт\S*|замовник\S*|customer\S*|client\S*|buyer|cardholder|card|subscriber|email|e mail) /;

/** A word is asked about where nothing else says which way its rows went. */
function unknownWords(table: Table, { words, signed }: PaymentReading): Assumption[] {
  const { rows, headings, answers } = table;
  const asDirection = at(table, 'direction') >= 0;
  const column = asDirection ? at(table, 'direction') : untoldOperation(table, signed);
  if (column < 0) return [];
  const found = wordsIn(rows, column);
  const neighbours = [...found.keys()].map(directionOf).filter((direction) => direction !== null);
  return [...found].flatMap(([word, count]): Assumption[] => {
    const met = evidence('word_in_column', { word, heading: headings[column]!, rows: String(count) });
    const known = directionOf(word) !== null || saysWhose(word, { asDirection });
    if (known && answers[`direction:${word}`] === undefined) return [];
    const shown = words[word];
    if (shown !== undefined)
      return [
        decide(
          { key: 'direction', about: word, value: shown, sureness: 'evident', evidence: [met, evidence('balance_shows')], others: ways },
          answers,
        ),
      ];
    if (negativeWithEach(table, column, word)) return [];
    // Of two words of which one is known, the other is likely its opposite.
    const likely = found.size === 2 && neighbours.length === 1 ? (neighbours[0] === 'in' ? 'out' : 'in') : 'none';
    return [decide({ key: 'direction', about: word, value: likely, sureness: 'open', evidence: [met], others: ways }, answers)];
  });
}

const ways = ['in', 'out', 'none'];

/** A state that no vocabulary has: its rows are held until somebody says whether they count. */
function unknownStates({ rows, meanings, answers }: Table): Assumption[] {
  return meanings.flatMap((meaning, column) => {
    const words = meaning === 'posted' ? wordsIn(rows, column) : new Map<string, number>();
    return [...words].flatMap(([word, count]) => {
      const answered = answers[`state:${word}`] !== undefined;
      if (words.size > 60 || (!answered && stateOfWord(word, answers) !== 'unknown')) return [];
      const met = evidence('word_unknown', { word, rows: String(count), means: 'counts' });
      return [
        decide(
          { key: 'state', about: word, value: 'counts', sureness: 'open', evidence: [met], others: ['draft', 'return', 'no'] },
          answers,
        ),
      ];
    });
  });
}

/** "Возврат" beside "Поступление" may have gone either way; in a list of operations it went back. */
function saysWhose(word: string, { asDirection }: { asDirection: boolean }): boolean {
  const operation = operationOf(word);
  return operation === 'payment' || operation === 'refund' || operation === 'other' || (!asDirection && operation !== null);
}

/** Every row of that word has a minus. */
function negativeWithEach(table: Table, column: number, word: string): boolean {
  const amount = at(table, 'payment_amount');
  return (
    amount >= 0 &&
    table.rows.every((row) => textAt(row, column) !== word || (sampleNumber(row.cells[amount], table.decimals[amount]!) ?? 0) < 0)
  );
}

/** A column of operations in a list that tells the direction by nothing else; below 0 where its words are too many to be kinds. */
function untoldOperation(table: Table, signed: boolean): number {
  const column = at(table, 'operation');
  if (
    column < 0 ||
    signed ||
    ['incoming_amount', 'outgoing_amount', 'payer', 'payee'].some((meaning) => at(table, meaning as ColumnMeaning) >= 0)
  )
    return -1;
  const words = [...wordsIn(table.rows, column).keys()];
  return words.length <= 8 && words.every((word) => word.length <= 40) ? column : -1;
}

/** Which side is the company: a person knows. */
function sides({ headings, answers, ...table }: Table): Assumption {
  const heading = (side: 'payer' | 'payee'): string => headings[at(table, side)] ?? headings[at(table, `${side}_account`)] ?? '';
  return decide(
    {
      key: 'direction',
      value: 'in',
      sureness: 'open',
      evidence: [evidence('both_sides_unknown', { payer: heading('payer'), payee: heading('payee') })],
      others: ways,
    },
    answers,
  );
}

/** Sums that went out, without a purpose or an operation: they may have gone back to customers, or be fees. Left out unless a person knows better. */
function silentOutgoing(table: Table, { customersOnly }: PaymentReading): Assumption[] {
  const { rows, headings, decimals, answers } = table;
  if (customersOnly) return [];
  const [outgoing, amount] = [at(table, 'outgoing_amount'), at(table, 'payment_amount')];
  const column = outgoing >= 0 ? outgoing : amount;
  const explained = (['purpose', 'details', 'operation', 'document_type'] as const)
    .map((meaning) => at(table, meaning))
    .filter((other) => other >= 0);
  const direction = at(table, 'direction');
  const silent = rows.filter((row) => {
    const sum = column < 0 ? 0 : (sampleNumber(row.cells[column], decimals[column]!) ?? 0);
    const out = outgoing >= 0 ? sum !== 0 : sum < 0 || (sum > 0 && direction >= 0 && directionOf(textAt(row, direction)) === 'out');
    return out && explained.every((other) => textAt(row, other) === '');
  });
  if (silent.length === 0 || headings[column] === undefined) return [];
  const said = evidence('outgoing_without_purpose', { heading: headings[column], rows: String(silent.length) });
  return [
    decide({ key: 'direction', about: headings[column], value: 'none', sureness: 'plain', evidence: [said], others: ['out'] }, answers),
  ];
}
