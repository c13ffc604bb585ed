/**
 * What the columns of a payments file mean, by what stands in them: which tells the direction whatever it is called, the state, the
 * payer and the payee, the accounts of entries, the number. Sums are told in payment-amounts.ts. Headings have chosen before
 * (choose-columns.ts); here content corrects them.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isChartAccount, isMoneyAccount } from '../../facts/payments/chart-of-accounts.ts';
import { isAccount } from '../../facts/payments/party.ts';
import { payerInText } from '../../facts/payments/payer-in-text.ts';
import { paymentState } from '../../facts/payments/payment-state.ts';
import { directionOf, operationOf } from '../../facts/payments/payment-words.ts';
import { cellText } from '../../facts/values/cell.ts';
import type { DecimalSeparator } from '../../facts/values/number.ts';
import { matchHeading } from './match-heading.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { tellAmount, tellCurrency, tellPerspective } from './payment-amounts.ts';
import { wordsIn } from './words-in.ts';

export interface PaymentTable {
  headings: string[];
  titles: string[];
  rows: RawRow[];
  decimals: DecimalSeparator[];
  /** One per column, as the headings say; changed in place. */
  meanings: ColumnMeaning[];
}

/** Returns the currency of the sums where the file shows it by something else than a column. */
export function tellPaymentColumns(table: PaymentTable): string | null {
  tellSides(table);
  tellEntry(table);
  const amount = tellAmount(table);
  tellPerspective(table);
  const currency = amount === null ? null : tellCurrency(table, amount);
  tellDirection(table);
  tellState(table);
  tellPayer(table);
  tellNumber(table);
  return currency;
}

/** Whether a heading promises words of direction: by itself, or because it names both ("Тип операции (пополнение/списание)"). */
export function promisesDirection(heading: string): boolean {
  if (matchHeading(heading, 'payments').some(({ meaning, score }) => meaning === 'direction' && score >= 0.9)) return true;
  const words = heading.split(/[^\p{L}+-]+/u).map(directionOf);
  return words.includes('in') && words.includes('out');
}

/** The columns with the accounts of entries, where money is on one side of so many; null where there are none. */
export function entryColumns(headings: string[], rows: RawRow[], { least }: { least: number }): { debit: number; credit: number } | null {
  const at = (side: RegExp): number =>
    headings.findIndex((heading, column) => {
      const words = side.test(` ${normalHeading(heading)} `) ? [...wordsIn(rows, column).keys()] : [];
      return words.length > 0 && words.every(isChartAccount);
    });
  const [debit, credit] = [at(ofDebit), at(ofCredit)];
  if (debit < 0 || credit < 0 || debit === credit) return null;
  const entries = rows.filter(({ cells }) => cellText(cells[debit]) !== '' && cellText(cells[credit]) !== '');
  const money = entries.filter(({ cells }) => isMoneyAccount(cellText(cells[debit])) || isMoneyAccount(cellText(cells[credit])));
  return entries.length > 0 && money.length > 0 && money.length >= entries.length * least ? { debit, credit } : null;
}

const ofDebit = / (дт|дебет\S*|debit|dr) /;
const ofCredit = / (кт|кр|кредит\S*|credit|cr) /;

/** "Наименование плательщика" is any customer's heading, and beside a payee the payer's. */
function tellSides({ headings, meanings }: PaymentTable): void {
  const has = (...wanted: ColumnMeaning[]): boolean => wanted.some((meaning) => meanings.includes(meaning));
  const says = (column: number, meaning: ColumnMeaning): boolean =>
    matchHeading(headings[column]!, 'payments').some((candidate) => candidate.meaning === meaning && candidate.score >= 0.85);
  if (!has('payee', 'payee_account', 'payee_tax_id')) return;
  for (const [general, ofPayer] of [
    ['customer', 'payer'],
    ['tax_id', 'payer_tax_id'],
  ] as const) {
    const column = meanings.indexOf(general);
    if (
      column >= 0 &&
      !meanings.includes(ofPayer) &&
      (says(column, ofPayer) ||
        (general === 'customer' && /плательщик|платник|payer|отправител|відправник|sender|remitter/i.test(headings[column]!)))
    )
      meanings[column] = ofPayer;
  }
}

/** "Дебет" and "Кредит" with 51 and 62.01 below them are the accounts of an entry, and no sums. */
function tellEntry({ headings, rows, meanings }: PaymentTable): void {
  // Here the file is known to be of payments: a card of account 62 has shipments between them.
  const entry = entryColumns(headings, rows, { least: 0.01 });
  if (entry === null) return;
  const { debit, credit } = entry;
  for (const meaning of ['payee_account', 'payer_account', 'payer', 'payee'] as const)
    if (meanings.includes(meaning)) meanings[meanings.indexOf(meaning)] = 'ignored';
  meanings[debit] = 'payee_account';
  meanings[credit] = 'payer_account';
  const described = (side: RegExp): number =>
    headings.findIndex(
      (heading, column) =>
        column !== debit &&
        column !== credit &&
        /субконто|аналит|аналіт|контрагент|counterparty|partner/i.test(heading) &&
        side.test(` ${normalHeading(heading)} `),
    );
  const [payee, payer] = [described(ofDebit), described(ofCredit)];
  if (payee < 0 || payer < 0) return;
  meanings[payee] = 'payee';
  meanings[payer] = 'payer';
}

/** The column whose words tell which way money went, whatever it is called. */
function tellDirection({ headings, rows, meanings }: PaymentTable): void {
  if (meanings.includes('incoming_amount') && meanings.includes('outgoing_amount')) return;
  let best = { column: -1, worth: 0 };
  headings.forEach((heading, column) => {
    if (!['ignored', 'direction', 'operation', 'posted', 'return_flag', 'product_line', 'purpose'].includes(meanings[column]!)) return;
    const words = wordsIn(rows, column);
    // "Details" may hold purposes, or CREDIT and DEBIT.
    if (meanings[column] === 'purpose' && ![...words.keys()].every((word) => directionOf(word) !== null)) return;
    const filled = [...words.values()].reduce((sum, count) => sum + count, 0);
    if (filled === 0 || words.size > 30) return;
    const promised = promisesDirection(heading);
    // A dash alone stands for nothing.
    const signs = promised || words.has('+');
    const known =
      [...words].reduce((sum, [word, count]) => sum + (directionOf(word) !== null && (signs || /\p{L}/u.test(word)) ? count : 0), 0) /
      filled;
    // "Приход (+) / расход (−)" over sums with a sign.
    if (promised && [...words.keys()].every((word) => /\d{2}/.test(word))) {
      if (!meanings.includes('payment_amount')) meanings[column] = 'payment_amount';
      return;
    }
    // A column that says of every row how it came in tells no direction that is not plain already.
    const worth = known * (filled / rows.length) + (promised ? 0.5 : 0);
    if (
      (known >= 0.6 ||
        (known > 0 && promised) ||
        (promised && [...words.keys()].every((word) => word.length <= 30 && !/^-?\d+[.,]\d+$/.test(word)))) &&
      worth > best.worth
    )
      best = { column, worth };
  });
  const before = meanings.indexOf('direction');
  if (before >= 0 && before !== best.column) meanings[before] = 'ignored';
  if (best.column < 0) return;
  const operation = meanings[best.column] === 'operation';
  meanings[best.column] = 'direction';
  if (operation) tellOperation({ headings, rows, meanings });
}

/** The column of operations was taken for the direction: another may tell whose the money is ("Категория операции"). */
function tellOperation({ headings, rows, meanings }: Pick<PaymentTable, 'headings' | 'rows' | 'meanings'>): void {
  const column = headings.findIndex((heading, at) => {
    if (meanings[at] !== 'ignored' || !matchHeading(heading, 'payments').some(({ meaning }) => meaning === 'operation')) return false;
    const words = [...wordsIn(rows, at).keys()];
    return words.length > 0 && words.length <= 60 && words.some((word) => operationOf(word) !== null);
  });
  if (column >= 0) meanings[column] = 'operation';
}

/** A column of states may hold words that no other file has: its heading says what it is, if some of them are known. */
function tellState({ headings, rows, meanings }: PaymentTable): void {
  const columns = headings.flatMap((heading, column) => {
    const score = Math.max(
      0,
      ...matchHeading(heading, 'payments').map((candidate) => (candidate.meaning === 'posted' ? candidate.score : 0)),
    );
    if (score < 0.4 || (meanings[column] !== 'ignored' && meanings[column] !== 'posted')) return [];
    const words = wordsIn(rows, column);
    const filled = [...words.values()].reduce((sum, count) => sum + count, 0);
    if (filled === 0 || words.size > 15 || [...words.keys()].some((word) => word.length > 40)) return [];
    const known = [...words].reduce((sum, [word, count]) => sum + (paymentState(word) !== null ? count : 0), 0) / filled;
    return [{ column, worth: known + score * 0.5 }];
  });
  const best = columns.toSorted((a, b) => b.worth - a.worth)[0];
  if (best === undefined) return;
  if (meanings.includes('posted')) meanings[meanings.indexOf('posted')] = 'ignored';
  meanings[best.column] = 'posted';
}

/** Where no column names the payer: the address of the buyer, or a text that does. */
function tellPayer({ headings, rows, meanings }: PaymentTable): void {
  const customer = meanings.indexOf('customer');
  // A text with names of companies in it was taken for the names.
  if (customer >= 0 && matchHeading(headings[customer]!, 'payments')[0]?.meaning === 'purpose')
    meanings[customer] = meanings.includes('purpose') ? 'ignored' : 'purpose';
  if ((['customer', 'customer_code', 'tax_id', 'payer', 'payer_tax_id', 'payee'] as const).some((meaning) => meanings.includes(meaning)))
    return;
  const email = meanings.indexOf('customer_email');
  if (email >= 0) {
    meanings[email] = 'customer';
    return;
  }
  const naming = headings.map((_, column) =>
    ['ignored', 'purpose', 'details'].includes(meanings[column]!)
      ? rows.filter((row) => namesPayer(cellText(row.cells[column]))).length
      : 0,
  );
  const most = Math.max(0, ...naming);
  if (most > 0) meanings[naming.indexOf(most)] = 'details';
}

/** "Платеж" is a number where it is no sum. */
function tellNumber({ headings, rows, meanings }: PaymentTable): void {
  if (meanings.includes('document_number') || meanings.includes('document')) return;
  const column = headings.findIndex((heading, at) => {
    if (
      meanings[at] !== 'ignored' ||
      !/^(платеж|платіж|payment|платежн\S* (документ|поручени\S*)|платіжн\S* (документ|доручення|інструкція)|платежка|платіжка|поручение|доручення|транзакция|транзакція|transaction)$/.test(
        normalHeading(heading),
      )
    )
      return false;
    const words = wordsIn(rows, at);
    return words.size >= rows.length * 0.5 && [...words.keys()].every((word) => word.length <= 40 && /\d/.test(word));
  });
  if (column >= 0) meanings[column] = 'document_number';
}

function namesPayer(text: string): boolean {
  return !isAccount(text) && payerInText(text) !== null;
}
