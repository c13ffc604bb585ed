/**
 * Entries of a camt statement (ISO 20022: camt.053, and 052 and 054, whose entries are the same) as bookings. A batch entry is the
 * sum of its transactions, and those are the payments; where they do not add up to it, nothing of the entry is taken.
 */
import type { Cell } from '../../../facts/row/raw-row.ts';
import { parseDate } from '../../../facts/values/date.ts';
import { child, children, textAt, type XmlElement } from '../../xml/read-elements.ts';
import { sumCell, textCell } from '../declared-rows.ts';
import { exact, plainDecimal } from '../exact-sum.ts';
import { type Booking, operations } from '../statement-rows.ts';

export interface Entry {
  line: number;
  bookings: Booking[];
  /** What it adds to the balance; null where its sum cannot be read. */
  signed: bigint | null;
  booked: boolean;
}

export function entryOf(entry: XmlElement, own: { account: string; currency: string; name: string }): Entry {
  const amount = child(entry, 'Amt');
  const sum = exact(amount?.text ?? '');
  const incoming = isCredit(entry, true);
  // Without a status an entry of a statement is booked; INFO never touches the balance.
  const status = textAt(entry, 'Sts', 'Cd') || textAt(entry, 'Sts');
  const booked = status === '' || status === 'BOOK';
  const found: Entry = { line: entry.line, bookings: [], signed: sum === null ? null : incoming ? sum : -sum, booked };
  const whole = { entry, own, booked, currency: amount?.attributes['Ccy'] ?? own.currency };
  const details = entry.children.filter(({ name }) => name === 'NtryDtls').flatMap((group) => children(group, 'TxDtls'));
  if (details.length <= 1) {
    found.bookings.push(bookingOf({ ...whole, details: details[0], amount: sumCell(amount?.text), incoming }));
    return found;
  }
  const parts = details.map((one) => ({ details: one, sum: amountOf(one, whole.currency), incoming: isCredit(one, incoming) }));
  const added = parts.some((part) => part.sum === null)
    ? null
    : parts.reduce((all, part) => all + (part.incoming ? part.sum! : -part.sum!), 0n);
  if (added === null || sum === null || (added !== found.signed && added - chargesOf(entry) !== found.signed)) {
    // Said in the cell of the sum, so that the row is rejected with what is wrong.
    const said = `${amount?.text.trim() ?? ''} ≠ ${parts.map((part) => (part.sum === null ? '?' : plainDecimal(part.sum))).join(' + ')}`;
    found.bookings.push(bookingOf({ ...whole, details: undefined, amount: textCell(said), incoming }));
    return found;
  }
  for (const part of parts)
    found.bookings.push(
      bookingOf({
        ...whole,
        details: part.details,
        amount: { type: 'number', text: plainDecimal(part.sum!), dateLike: false },
        incoming: part.incoming,
      }),
    );
  return found;
}

interface Part {
  entry: XmlElement;
  details: XmlElement | undefined;
  own: { account: string; currency: string; name: string };
  booked: boolean;
  currency: string;
  amount: Cell;
  incoming: boolean;
}

function bookingOf({ entry, details, own, booked, currency, amount, incoming }: Part): Booking {
  const reversed = /^(true|1)$/.test(textAt(entry, 'RvslInd')) || child(details, 'RtrInf') !== undefined;
  const bookedOn = dateAt(entry, 'BookgDt') || dateAt(entry, 'ValDt');
  const reference = [
    textAt(details, 'Refs', 'AcctSvcrRef'),
    textAt(entry, 'AcctSvcrRef'),
    textAt(details, 'Refs', 'TxId'),
    textAt(entry, 'NtryRef'),
  ].find((text) => text !== '' && !/^(NOTPROVIDED|NONREF|0+)$/i.test(text));
  const endToEnd = textAt(details, 'Refs', 'EndToEndId');
  return {
    bookedOn,
    valueDate: dateAt(entry, 'ValDt'),
    reference: reference ?? '',
    paymentReference: endToEnd === 'NOTPROVIDED' ? '' : endToEnd,
    operation: reversed ? (incoming ? operations.returned : operations.refund) : operationOf(details, entry),
    counterparty: counterpartyOf(child(details, 'RltdPties'), { own, incoming: incoming !== reversed }),
    ownAccount: own.account,
    amount,
    incoming,
    currency,
    purpose: purposeOf(details, entry),
    booked,
  };
}

/** In a reversal the parties are still those of the first payment. */
function counterpartyOf(
  parties: XmlElement | undefined,
  { own, incoming }: { own: Part['own']; incoming: boolean },
): Booking['counterparty'] {
  const [debtor, creditor] = [partyIn(parties, 'Dbtr'), partyIn(parties, 'Cdtr')];
  const [first, second] = incoming ? [debtor, creditor] : [creditor, debtor];
  const isOwn = ({ account, name }: Booking['counterparty']): boolean =>
    (account !== '' && account === own.account) || (account === '' && name !== '' && name.toLowerCase() === own.name.toLowerCase());
  return (first.name === '' && first.account === '') || isOwn(first) ? (second.name !== '' && !isOwn(second) ? second : first) : first;
}

function partyIn(parties: XmlElement | undefined, role: 'Dbtr' | 'Cdtr'): Booking['counterparty'] {
  // From version 08 on a party is wrapped in Pty. The ultimate party is whoever pays through another.
  const party = (name: string): XmlElement | undefined => child(parties, name, 'Pty') ?? child(parties, name);
  const [direct, ultimate] = [party(role), party(`Ultmt${role}`)];
  const account = child(parties, `${role}Acct`, 'Id');
  return {
    name: textAt(direct, 'Nm') || textAt(ultimate, 'Nm'),
    taxId: taxIdOf(direct) || taxIdOf(ultimate),
    account: textAt(account, 'IBAN') || textAt(account, 'Othr', 'Id'),
  };
}

/** Of the many ids that a party may have, one of the tax office, or one that looks like it. */
function taxIdOf(party: XmlElement | undefined): string {
  for (const kind of ['OrgId', 'PrvtId']) {
    for (const other of children(child(party, 'Id', kind), 'Othr')) {
      const scheme = textAt(other, 'SchmeNm', 'Cd') || textAt(other, 'SchmeNm', 'Prtry');
      const id = textAt(other, 'Id');
      if (/^(TXID|INN|BIN|ИНН|EDRPOU|VAT)/i.test(scheme) || (scheme === '' && /^\d{8,12}$/.test(id))) return id;
    }
  }
  return '';
}

function purposeOf(details: XmlElement | undefined, entry: XmlElement): string {
  const remittance = child(details, 'RmtInf');
  const free = children(remittance, 'Ustrd').map(({ text }) => text.trim());
  const structured = children(remittance, 'Strd').flatMap((one) => [
    textAt(one, 'CdtrRefInf', 'Ref'),
    ...children(one, 'RfrdDocInf').map((document) => textAt(document, 'Nb')),
    ...children(one, 'AddtlRmtInf').map(({ text }) => text.trim()),
  ]);
  const said = [...free, ...structured].filter((text) => text !== '').join(' ');
  return said || textAt(details, 'AddtlTxInf') || textAt(entry, 'AddtlNtryInf');
}

/** Bank transaction codes of ISO 20022 that are never a customer's payment. */
function operationOf(details: XmlElement | undefined, entry: XmlElement): string {
  const code = child(details, 'BkTxCd', 'Domn') ?? child(entry, 'BkTxCd', 'Domn');
  const [domain, family, sub] = [textAt(code, 'Cd'), textAt(code, 'Fmly', 'Cd'), textAt(code, 'Fmly', 'SubFmlyCd')];
  if (/^(CHRG|FEES|COMM)$/.test(sub)) return operations.fee;
  if (sub === 'INTR' || sub === 'DDFT') return operations.interest;
  if (sub === 'TAXE') return operations.tax;
  if (sub === 'SALA') return operations.salary;
  if (sub === 'BOOK' || sub === 'INTC' || domain === 'CAMT' || /^(CAPL|ACON)$/.test(family)) return sub === 'BOOK' ? '' : operations.own;
  if (domain === 'LDAS') return operations.loan;
  return domain === 'FORX' ? operations.exchange : '';
}

/** Of one transaction of a batch, in the currency of the account. */
function amountOf(details: XmlElement, currency: string): bigint | null {
  const ways = [child(details, 'Amt'), child(details, 'AmtDtls', 'TxAmt', 'Amt'), child(details, 'AmtDtls', 'InstdAmt', 'Amt')];
  const found = ways.find((amount) => amount !== undefined && (amount.attributes['Ccy'] ?? currency) === currency);
  return found === undefined ? null : exact(found.text);
}

/** What the bank kept of a batch before it booked the rest. */
function chargesOf(entry: XmlElement): bigint {
  const charges = child(entry, 'Chrgs');
  const total = exact(textAt(charges, 'TtlChrgsAndTaxAmt'));
  return total ?? children(charges, 'Rcrd').reduce((sum, one) => sum + (exact(textAt(one, 'Amt')) ?? 0n), 0n);
}

function isCredit(element: XmlElement, otherwise: boolean): boolean {
  const said = textAt(element, 'CdtDbtInd');
  return said === '' ? otherwise : said !== 'DBIT';
}

function dateAt(entry: XmlElement, name: 'BookgDt' | 'ValDt'): string {
  const printed = textAt(entry, name, 'Dt') || textAt(entry, name, 'DtTm');
  return parseDate(printed.slice(0, 10), 'ymd') ?? printed;
}
