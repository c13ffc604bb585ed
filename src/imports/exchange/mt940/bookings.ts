/** Field :61: of MT940 with the :86: behind it → one booking. Written as SWIFT has it: value date, entry date, mark, sum, type, references. */
import { isoDate } from '../../../facts/values/date.ts';
import { sumCell } from '../declared-rows.ts';
import { exact } from '../exact-sum.ts';
import { type Booking, operations } from '../statement-rows.ts';
import { detailsOf } from './details.ts';
import type { Field } from './messages.ts';

export interface Mt940Booking {
  booking: Booking;
  /** What it adds to the balance. */
  signed: bigint;
}

/** Null where the line does not read as the standard has it. */
export function bookingOf(line: Field, details: Field | undefined, own: { account: string; currency: string }): Mt940Booking | null {
  const match = statementLine.exec(line.lines[0]!.trim());
  if (!match) return null;
  const [, value, entry, mark, amount, type, references] = match;
  const valueDate = dayOf(value!);
  const sum = exact(amount!);
  if (valueDate === null || sum === null) return null;
  // RC takes back a credit, so money went; RD takes back a debit.
  const incoming = mark === 'C' || mark === 'EC' || mark === 'RD';
  const reversed = mark!.startsWith('R');
  const said = detailsOf(details?.lines ?? []);
  const [ownerReference = '', bankReference = ''] = references!.split('//');
  const reference =
    [bankReference.trim(), ownerReference.trim()].find((text) => text !== '' && !/^(NONREF|NOTPROVIDED|0+)$/i.test(text)) ?? '';
  return {
    signed: incoming ? sum : -sum,
    booking: {
      bookedOn: entry === undefined || entry === '' ? valueDate : entryDate(valueDate, entry),
      valueDate,
      reference,
      paymentReference: said.paymentReference,
      operation: operationOf({ type: type!, code: said.code, incoming, reversed }),
      counterparty: { name: said.name, taxId: '', account: said.account },
      ownAccount: own.account,
      amount: sumCell(amount!.replace(/,$/, '')),
      incoming,
      currency: own.currency,
      purpose: said.purpose || line.lines.slice(1).join(' ').trim(),
      booked: true,
    },
  };
}

/** The third letter of the currency may stand behind the mark. */
const statementLine = /^(\d{6})(\d{4})?(RC|RD|EC|ED|C|D)[A-Z]?(\d{1,15},\d{0,4})([NFS][A-Z0-9]{3})(.*)$/;

/** Two digits of the year: statements are of this century. */
export function dayOf(yymmdd: string): string | null {
  return isoDate(2000 + Number(yymmdd.slice(0, 2)), Number(yymmdd.slice(2, 4)), Number(yymmdd.slice(4, 6)));
}

/** The entry date has no year: it is the one that lies nearest to the value date. */
function entryDate(valueDate: string, mmdd: string): string {
  const year = Number(valueDate.slice(0, 4));
  const value = Date.parse(valueDate);
  const near = [year - 1, year, year + 1].flatMap((each) => isoDate(each, Number(mmdd.slice(0, 2)), Number(mmdd.slice(2))) ?? []);
  return near.toSorted((a, b) => Math.abs(Date.parse(a) - value) - Math.abs(Date.parse(b) - value))[0] ?? valueDate;
}

/** Type codes of SWIFT and business transaction codes of German banks that are no customer's payment. */
function operationOf({ type, code, incoming, reversed }: { type: string; code: string; incoming: boolean; reversed: boolean }): string {
  if (reversed || /^(?:108|109|159|184|185)$/.test(code) || type.slice(1) === 'RTI')
    return incoming ? operations.returned : operations.refund;
  if (/^(?:CHG|COM)$/.test(type.slice(1)) || /^80[4-9]$/.test(code)) return operations.fee;
  if (type.slice(1) === 'INT' || /^81[4-9]$/.test(code)) return operations.interest;
  if (type.slice(1) === 'LDP' || type.slice(1) === 'DIV') return operations.loan;
  if (type.slice(1) === 'FEX' || /^4\d\d$/.test(code)) return operations.exchange;
  if (/^(?:153|156|053|056)$/.test(code) && !incoming) return operations.salary;
  return code === '833' ? operations.own : '';
}
