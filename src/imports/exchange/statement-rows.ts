/**
 * What a bank's statement says of one booking, whatever format it came in (camt, MT940), as a row of payments. The bank's own
 * reference is the number of a payment; where it gives none, day, sum and order on that day make one.
 */
import type { Cell } from '../../facts/row/raw-row.ts';
import { type DeclaredColumn, DeclaredRows, textCell } from './declared-rows.ts';

const columns = {
  date: { heading: 'Booking date', meaning: 'date' },
  number: { heading: 'Reference', meaning: 'document_number' },
  operation: { heading: 'Operation', meaning: 'operation' },
  customer: { heading: 'Counterparty', meaning: 'customer' },
  taxId: { heading: 'Counterparty tax id', meaning: 'tax_id' },
  incoming: { heading: 'Credit', meaning: 'incoming_amount' },
  outgoing: { heading: 'Debit', meaning: 'outgoing_amount' },
  currency: { heading: 'Currency', meaning: 'currency' },
  purpose: { heading: 'Remittance information', meaning: 'purpose' },
  booked: { heading: 'Posted', meaning: 'posted' },
  valueDate: { heading: 'Value date', meaning: 'ignored' },
  account: { heading: 'Counterparty account', meaning: 'ignored' },
  ownAccount: { heading: 'Own account', meaning: 'ignored' },
  paymentReference: { heading: 'End-to-end reference', meaning: 'ignored' },
  order: { heading: 'Line', meaning: 'row_number' },
} as const satisfies Record<string, DeclaredColumn>;

export interface Booking {
  /** yyyy-mm-dd, or as printed where it is no date. */
  bookedOn: string;
  valueDate: string;
  reference: string;
  paymentReference: string;
  /** A word of payment-words.ts where the bank's code says that it is no ordinary payment; else empty. */
  operation: string;
  counterparty: { name: string; taxId: string; account: string };
  ownAccount: string;
  amount: Cell;
  incoming: boolean;
  currency: string;
  purpose: string;
  booked: boolean;
}

export class StatementRows {
  readonly #rows = new DeclaredRows(columns);
  readonly #seen = new Map<string, number>();

  get rows() {
    return this.#rows.rows;
  }

  get columns() {
    return this.#rows.columns;
  }

  add(place: { number: number; line: number }, booking: Booking): void {
    const { amount, incoming, counterparty } = booking;
    this.#rows.add(place, {
      date: textCell(booking.bookedOn),
      number: textCell(this.#numberOf(booking)),
      operation: textCell(booking.operation),
      customer: textCell(counterparty.name),
      taxId: textCell(counterparty.taxId),
      ...(incoming ? { incoming: amount } : { outgoing: amount }),
      currency: textCell(booking.currency),
      purpose: textCell(booking.purpose),
      booked: textCell(booking.booked ? 'Yes' : 'No'),
      valueDate: textCell(booking.valueDate),
      account: textCell(counterparty.account),
      ownAccount: textCell(booking.ownAccount),
      paymentReference: textCell(booking.paymentReference),
      order: textCell(String(place.number)),
    });
  }

  addDamaged(place: { number: number; line: number }, printed: string): void {
    this.#rows.addDamaged(place, printed);
  }

  /** Two bookings of one reference are two payments: those of a batch often share it. */
  #numberOf({ reference, bookedOn, amount, ownAccount, incoming }: Booking): string {
    const own = reference || `${bookedOn} ${'text' in amount ? amount.text : ''}`;
    const key = `${own}\u0001${ownAccount}\u0001${incoming}`;
    const before = this.#seen.get(key) ?? 0;
    this.#seen.set(key, before + 1);
    return before === 0 ? own : `${own}/${before + 1}`;
  }
}

/** Words that payment-words.ts knows, for what a bank's codes say; "other" is never a customer's payment. */
export const operations = {
  refund: 'Refund to customer',
  returned: 'Other: our own payment came back',
  fee: 'Bank fee',
  interest: 'Interest',
  tax: 'Tax',
  loan: 'Loan',
  exchange: 'Other: currency exchange',
  salary: 'Salary',
  own: 'Own transfer',
} as const;
