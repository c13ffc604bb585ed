/**
 * What a file of payments shows as a whole: who in it is the company, whether its sums have a sign, whether all in it are customers;
 * and what it leaves open: words of direction that nobody has met, two sides of which neither is known, sums that went out and say
 * no more.
 */
import type { Answers, Assumption, Evidence } from '../assumptions/assumption.ts';
import type { ColumnMeaning, PaymentReading, RawRow, Reading } from '../contract.ts';
import { directionsByBalance } from '../interpret/check-balance.ts';
import { isOwn } from '../interpret/is-own.ts';
import { currencyCodeOf, partyOf, plainAccount } from '../interpret/party.ts';
import { directionOf, operationOf } from '../interpret/payment-words.ts';
import { cellText } from '../values/cell.ts';
import { parseCurrency } from '../values/currency.ts';
import type { DecimalSeparator } from '../values/number.ts';
import { normalHeading } from './normal-heading.ts';
import { findOwn } from './own-side.ts';
import { sampleNumber } from './profile.ts';
import { wordsIn } from './words-in.ts';

export interface PaymentFacts {
  own: Reading['own'];
  payments: PaymentReading;
  /** Of the account that the statement is of, where its number says so. */
  currency: string | null;
  assumptions: Assumption[];
}

interface Table {
  headings: string[];
  titles: string[];
  rows: RawRow[];
  meanings: ColumnMeaning[];
  decimals: DecimalSeparator[];
  answers?: Answers | undefined;
}

export function paymentFacts(found: Table): PaymentFacts {
  // Totals below the table are no moves.
  const date = found.meanings.indexOf('date');
  const table = { ...found, rows: found.rows.filter((row) => date < 0 || /\d/.test(cellText(row.cells[date]))) };
  const own = findOwn(table);
  const signed = hasNegative(table);
  const sidesOpen = !signed && sidesAreOpen(table, own);
  const words = knownByBalance(table, signed);
  const payments: PaymentReading = { words, sidesOpen, signed, operationsTell: at(table, 'direction') < 0 && untoldOperation(table, signed) >= 0, customersOnly: onlyCustomers(table, own), refundRows: hasRefundRows(table, signed) };
  const code = own.accounts.map(currencyCodeOf).find((text) => text !== '');
  const assumptions = [...unknownWords(table, payments), ...(sidesOpen ? [sides(table)] : []), ...silentOutgoing(table, payments)];
  return { own, payments, currency: code === undefined ? null : parseCurrency(code), assumptions };
}

const at = ({ meanings }: Pick<Table, 'meanings'>, meaning: ColumnMeaning): number => meanings.indexOf(meaning);
const textAt = (row: RawRow, column: number): string => (column < 0 ? '' : cellText(row.cells[column]));

/** Words of the column of direction that no vocabulary has, where the balance after each row shows which way it went. */
function knownByBalance(table: Table, signed: boolean): Record<string, 'in' | 'out'> {
  const [direction, amount, balance] = [at(table, 'direction') >= 0 ? at(table, 'direction') : untoldOperation(table, signed), at(table, 'payment_amount'), at(table, 'balance')];
  if (direction < 0 || amount < 0 || balance < 0) return {};
  const number = (row: RawRow, column: number): number | null => sampleNumber(row.cells[column], table.decimals[column]!);
  return directionsByBalance(table.rows.map((row) => ({ word: textAt(row, direction), size: Math.abs(number(row, amount) ?? 0), balance: number(row, balance) })));
}

function hasNegative({ rows, decimals, ...table }: Table): boolean {
  const column = at(table, 'payment_amount');
  return column >= 0 && rows.some((row) => (sampleNumber(row.cells[column], decimals[column]!) ?? 0) < 0);
}

function hasRefundRows(table: Table, signed: boolean): boolean {
  const column = at(table, 'operation') >= 0 ? at(table, 'operation') : at(table, 'direction') >= 0 ? at(table, 'direction') : at(table, 'document_type');
  return signed || (column >= 0 && table.rows.some((row) => ['refund', 'returned'].includes(operationOf(textAt(row, column)) ?? '')));
}

/** Both sides are printed, and in no row is one of them known to be ours, left blank, or told by anything else. */
function sidesAreOpen(table: Table, own: Reading['own']): boolean {
  const has = (...meanings: ColumnMeaning[]): boolean => meanings.some((meaning) => at(table, meaning) >= 0);
  if (!has('payer', 'payer_account', 'payer_tax_id') || !has('payee', 'payee_account', 'payee_tax_id') || has('incoming_amount', 'outgoing_amount', 'direction')) return false;
  const sideOf = (row: RawRow, side: 'payer' | 'payee') => {
    const party = partyOf(textAt(row, at(table, side)));
    return { name: party.name, taxId: textAt(row, at(table, `${side}_tax_id`)) || party.taxId, account: plainAccount(textAt(row, at(table, `${side}_account`))) || party.account };
  };
  return table.rows.length > 0 && table.rows.some((row) => {
    const parties = [sideOf(row, 'payer'), sideOf(row, 'payee')];
    return parties.every(({ name, taxId, account }) => `${name}${taxId}${account}` !== '') && !parties.some((party) => isOwn(party, own)) && !parties.every(({ account }) => /^\d{2,4}(\.|$)/.test(account));
  });
}

/** Headed as a list of customers, or titled so; a statement of an account has others in it. */
function onlyCustomers(table: Table, own: Reading['own']): boolean {
  const { headings, titles, meanings } = table;
  if (['outgoing_amount', 'balance', 'payer', 'payee', 'payer_account'].some((meaning) => meanings.includes(meaning as ColumnMeaning)) || own.accounts.length > 0) return false;
  if (/(от|від)\s+(покупател|клиент|заказчик|покупц|клієнт|замовник)|(оплат\S*|платеж\S*|платежі)\s+(покупател|клиент|покупц|клієнт)|customer (payments|receipts)|payments (from customers|received)/i.test(titles.join(' '))) return true;
  const named = (['customer', 'customer_code', 'customer_email'] as const).map((meaning) => headings[at(table, meaning)] ?? '');
  return named.some((heading) => ofCustomers.test(` ${normalHeading(heading)} `));
}

const ofCustomers = / (покупател\S*|клиент\S*|заказчик\S*|абонент\S*|подписчик\S*|покупец\S*|покупц\S*|клієнт\S*|замовник\S*|customer\S*|client\S*|buyer|cardholder|card|subscriber|email|e mail) /;

/** A word is asked about where nothing else says which way its rows went. */
function unknownWords(table: Table, { words, signed }: PaymentReading): Assumption[] {
  const { rows, headings, answers } = table;
  const asDirection = at(table, 'direction') >= 0;
  const column = asDirection ? at(table, 'direction') : untoldOperation(table, signed);
  if (column < 0) return [];
  const found = wordsIn(rows, column);
  const neighbours = [...found.keys()].map(directionOf).filter((direction) => direction !== null);
  return [...found].flatMap(([word, count]): Assumption[] => {
    const evidence: Evidence[] = [{ code: 'word_in_column', detail: { heading: headings[column]!, rows: String(count) } }];
    const assumption = ({ value, sureness, decidedBy }: Pick<Assumption, 'value' | 'sureness' | 'decidedBy'>): Assumption => {
      const options = [value, ...['in', 'out', 'none'].filter((other) => other !== value)].map((option) => ({ value: option, outcome: null }));
      return { key: 'direction', about: word, value, evidence, sureness, decidedBy, options };
    };
    const answer = answers?.[`direction:${word}`];
    if (answer !== undefined) return [assumption({ value: answer, sureness: 'evident', decidedBy: 'person' })];
    if (directionOf(word) !== null || saysWhose(word, { asDirection })) return [];
    const shown = words[word];
    if (shown !== undefined) {
      evidence.push({ code: 'balance_shows', detail: {} });
      return [assumption({ value: shown, sureness: 'evident', decidedBy: 'file' })];
    }
    if (negativeWithEach(table, column, word)) return [];
    // Of two words of which one is known, the other is likely its opposite.
    const likely = found.size === 2 && neighbours.length === 1 ? (neighbours[0] === 'in' ? 'out' : 'in') : 'none';
    return [assumption({ value: likely, sureness: 'open', decidedBy: 'file' })];
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
  return amount >= 0 && table.rows.every((row) => textAt(row, column) !== word || (sampleNumber(row.cells[amount], table.decimals[amount]!) ?? 0) < 0);
}

/** A column of operations in a list that tells the direction by nothing else; below 0 where its words are too many to be kinds. */
function untoldOperation(table: Table, signed: boolean): number {
  const column = at(table, 'operation');
  if (column < 0 || signed || ['incoming_amount', 'outgoing_amount', 'payer', 'payee'].some((meaning) => at(table, meaning as ColumnMeaning) >= 0)) return -1;
  const words = [...wordsIn(table.rows, column).keys()];
  return words.length <= 8 && words.every((word) => word.length <= 40) ? column : -1;
}

/** Which side is the company: a person knows. */
function sides({ headings, answers, ...table }: Table): Assumption {
  const answer = answers?.['direction'];
  const detail = { payer: headings[at(table, 'payer')] ?? headings[at(table, 'payer_account')] ?? '', payee: headings[at(table, 'payee')] ?? headings[at(table, 'payee_account')] ?? '' };
  return {
    key: 'direction', about: '', value: answer ?? 'in', evidence: [{ code: 'both_sides_unknown', detail }], sureness: answer === undefined ? 'open' : 'evident', decidedBy: answer === undefined ? 'file' : 'person',
    options: ['in', 'out', 'none'].map((value) => ({ value, outcome: null })),
  };
}

/** Sums that went out, without a purpose or an operation: they may have gone back to customers, or be fees. Left out unless a person knows better. */
function silentOutgoing(table: Table, { customersOnly }: PaymentReading): Assumption[] {
  const { rows, headings, decimals, answers } = table;
  if (customersOnly) return [];
  const [outgoing, amount] = [at(table, 'outgoing_amount'), at(table, 'payment_amount')];
  const column = outgoing >= 0 ? outgoing : amount;
  const explained = (['purpose', 'details', 'operation', 'document_type'] as const).map((meaning) => at(table, meaning)).filter((other) => other >= 0);
  const direction = at(table, 'direction');
  const silent = rows.filter((row) => {
    const sum = column < 0 ? 0 : (sampleNumber(row.cells[column], decimals[column]!) ?? 0);
    const out = outgoing >= 0 ? sum !== 0 : sum < 0 || (sum > 0 && direction >= 0 && directionOf(textAt(row, direction)) === 'out');
    return out && explained.every((other) => textAt(row, other) === '');
  });
  if (silent.length === 0 || headings[column] === undefined) return [];
  const answer = answers?.[`direction:${headings[column]}`];
  const detail = { heading: headings[column], rows: String(silent.length) };
  return [{
    key: 'direction', about: headings[column], value: answer ?? 'none', evidence: [{ code: 'outgoing_without_purpose', detail }], sureness: answer === undefined ? 'plain' : 'evident', decidedBy: answer === undefined ? 'file' : 'person',
    options: ['none', 'out'].map((value) => ({ value, outcome: null })),
  }];
}
