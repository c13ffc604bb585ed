/**
 * Payments that a file has twice: the same payer, number, day and sum. Two payments of one payer may have one number (some give each
 * the number one), but hardly the same sum on the same day. Remembers so many that only very distant ones are missed.
 */
import type { Payment } from '../../core/facts.ts';

const remembered = 200_000;

export class PaymentDoubles {
  private readonly rows = new Map<string, number>();

  /** The row that said the same before, or null. Payments without a number cannot be told apart so. */
  rowBefore(payment: Payment, row: number): number | null {
    const { seller, documentType, documentNumber, paidOn, customer, amountMinor, currency } = payment;
    if (documentNumber.startsWith(`${paidOn} `)) return null;
    const key = [
      seller,
      documentType,
      documentNumber,
      paidOn,
      customer.code || customer.taxId || customer.name,
      amountMinor,
      currency,
    ].join('\u0001');
    const before = this.rows.get(key);
    if (before !== undefined) return before;
    this.rows.set(key, row);
    if (this.rows.size > remembered) this.rows.delete(this.rows.keys().next().value!);
    return null;
  }
}
