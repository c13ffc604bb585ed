/**
 * Bank statements of ISO 20022 (camt.053; also the report 052 and the notification 054) → payments. Balances and summaries of
 * each statement are kept beside what its entries add up to.
 */
import { ImportRefused, type PrintedTotal } from '../../recognition.ts';
import type { OpenedFile } from '../../open-file.ts';
import { parseDate } from '../../../facts/values/date.ts';
import { readWhole } from '../../whole-file/read-whole.ts';
import { openRows } from '../../whole-file/rows-in-memory.ts';
import { decodeXml } from '../../xml/decode-xml.ts';
import { child, children, readElements, textAt, type XmlElement } from '../../xml/read-elements.ts';
import { exact, plainDecimal } from '../exact-sum.ts';
import { StatementRows } from '../statement-rows.ts';
import { type Entry, entryOf } from './bookings.ts';

export async function openCamt053({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const statements: XmlElement[] = [];
  readElements(decodeXml(await readWhole({ path, size, format: 'camt' })), {
    format: 'camt',
    wanted: (name) => name === 'Stmt' || name === 'Rpt' || name === 'Ntfctn',
    found: (element) => statements.push(element),
  });
  if (statements.length === 0) throw new ImportRefused({ code: 'no_table', detail: { kind: 'camt' } });

  const rows = new StatementRows();
  const printedTotals: PrintedTotal[] = [];
  const own = { taxIds: [] as string[], accounts: [] as string[], names: [] as string[] };
  const currencies = new Set<string>();
  let number = 0;
  for (const statement of statements) {
    const account = accountOf(statement);
    currencies.add(account.currency);
    if (account.account !== '') own.accounts.push(account.account);
    if (account.name !== '') own.names.push(account.name);
    const entries = children(statement, 'Ntry').map((entry) => entryOf(entry, account));
    for (const { line, bookings } of entries) for (const booking of bookings) rows.add({ number: ++number, line }, booking);
    printedTotals.push(...totalsOf(statement, entries));
  }
  const named = [...currencies].filter((currency) => currency !== '');
  return openRows({
    container: 'camt053',
    size,
    rows: rows.rows,
    declared: {
      kind: 'payments',
      columns: rows.columns,
      own: { taxIds: [], accounts: [...new Set(own.accounts)], names: [...new Set(own.names)] },
      currency: named.length === 1 ? named[0]! : null,
      period: periodOf(statements),
      titles: [...new Set(own.accounts)],
      printedTotals,
      vatStated: true,
      ordersOnly: null,
    },
  });
}

function accountOf(statement: XmlElement): { account: string; currency: string; name: string } {
  const account = child(statement, 'Acct');
  const balance = child(statement, 'Bal', 'Amt');
  return {
    account: textAt(account, 'Id', 'IBAN') || textAt(account, 'Id', 'Othr', 'Id'),
    currency: textAt(account, 'Ccy') || (balance?.attributes['Ccy'] ?? ''),
    name: textAt(account, 'Ownr', 'Pty', 'Nm') || textAt(account, 'Ownr', 'Nm'),
  };
}

function periodOf(statements: XmlElement[]): { from: string; to: string } | null {
  const days = statements.flatMap((statement) => {
    const period = child(statement, 'FrToDt');
    return [textAt(period, 'FrDtTm') || textAt(period, 'FrDt'), textAt(period, 'ToDtTm') || textAt(period, 'ToDt')]
      .map((text) => parseDate(text.slice(0, 10), 'ymd'))
      .filter((day) => day !== null);
  });
  const sorted = days.toSorted();
  return sorted.length === 0 ? null : { from: sorted[0]!, to: sorted.at(-1)! };
}

/** Pending entries are in no booked balance. */
function totalsOf(statement: XmlElement, entries: Entry[]): PrintedTotal[] {
  const about = [textAt(statement, 'Acct', 'Id', 'IBAN') || textAt(statement, 'Acct', 'Id', 'Othr', 'Id'), textAt(statement, 'Id')]
    .filter((text) => text !== '')
    .join(' ');
  const booked = entries.filter((entry) => entry.booked);
  const sum = (which: (signed: bigint) => boolean): bigint =>
    booked.reduce((all, { signed }) => (signed !== null && which(signed) ? all + signed : all), 0n);
  const totals: PrintedTotal[] = [];
  const [opening, closing] = [balanceOf(statement, ['OPBD', 'PRCD']), balanceOf(statement, ['CLBD'])];
  if (opening !== null && closing !== null)
    totals.push({ about, name: 'closing', printed: plainDecimal(closing), read: plainDecimal(opening + sum(() => true)) });
  const summary = child(statement, 'TxsSummry');
  const [credits, debits] = [exact(textAt(summary, 'TtlCdtNtries', 'Sum')), exact(textAt(summary, 'TtlDbtNtries', 'Sum'))];
  if (credits !== null)
    totals.push({ about, name: 'incoming', printed: plainDecimal(credits), read: plainDecimal(sum((signed) => signed > 0n)) });
  if (debits !== null)
    totals.push({ about, name: 'outgoing', printed: plainDecimal(debits), read: plainDecimal(-sum((signed) => signed < 0n)) });
  const count = textAt(summary, 'TtlNtries', 'NbOfNtries');
  if (/^\d{1,9}$/.test(count)) totals.push({ about, name: 'entries', printed: String(Number(count)), read: String(entries.length) });
  return totals;
}

function balanceOf(statement: XmlElement, codes: string[]): bigint | null {
  for (const code of codes) {
    const balance = children(statement, 'Bal').find((one) => textAt(one, 'Tp', 'CdOrPrtry', 'Cd') === code);
    const sum = balance === undefined ? null : exact(textAt(balance, 'Amt'));
    if (sum !== null) return textAt(balance, 'CdtDbtInd') === 'DBIT' ? -sum : sum;
  }
  return null;
}
