/**
 * What happened, as the journal keeps it: one sale line, one payment.
 * Facts are never edited. They name the customer by the source's own words; which customer that is, is a record.
 */

/** Integer minor units of a currency (kopecks, cents; JPY has none). Never a float. */
export type Minor = bigint;

/** ISO 4217 code, upper case. */
export type Currency = string;

/** ISO date, `yyyy-mm-dd`. Facts come by the million: they carry the text, calculations make a Temporal.PlainDate of it. */
export type IsoDate = string;

/** How a row of a file names its customer; every field as printed but trimmed, '' where the file has none. */
export interface CustomerMention {
  /** The source's own code of the customer (1C "Код", ERP "Customer No."). */
  code: string;
  name: string;
  /** ИНН, ЄДРПОУ, РНОКПП, БИН, VAT number…: canonical, leading zeros restored; '' when absent or unreadable. */
  taxId: string;
  /** КПП: tells branches of one Russian legal entity apart. */
  branchId: string;
  region: string;
}

export type SaleKind = 'sale' | 'return' | 'correction';

export interface SaleLine {
  /** The company's own legal entity that sold; '' when the file names none. */
  seller: string;
  /** As printed ("Реализация товаров и услуг", "Invoice"); '' when the file has none. */
  documentType: string;
  documentNumber: string;
  /** The document's lines in the order of the file, from 1. */
  lineNumber: number;
  shippedOn: IsoDate;
  customer: CustomerMention;
  productCode: string;
  product: string;
  productLine: string;
  unit: string;
  /** Millionths of the unit; negative for returns, 0 for corrections, null where the file has none. */
  quantityMicro: bigint | null;
  /** Value at list price before discount; null where unknown. Negative for returns, like every amount here. */
  listMinor: Minor | null;
  discountMinor: Minor | null;
  /** After discounts, without VAT. */
  netMinor: Minor;
  vatMinor: Minor | null;
  costMinor: Minor | null;
  currency: Currency;
  /** As printed; '' when the file names none. */
  manager: string;
  kind: SaleKind;
}

/** What one unit (or `nominal` units) of a currency is worth in the company's own on a day. */
export interface ExchangeRate {
  ratedOn: IsoDate;
  currency: Currency;
  /** Millionths of a unit of the company's currency for `nominal` units. Always positive. */
  rateMicro: bigint;
  nominal: bigint;
}

export type PaymentKind = 'payment' | 'refund';

export interface Payment {
  /** The company's own legal entity that was paid; '' when the file names none. */
  seller: string;
  documentType: string;
  documentNumber: string;
  paidOn: IsoDate;
  /** On whose behalf it was paid. */
  customer: CustomerMention;
  /** The sum paid, VAT included; a refund is negative. */
  amountMinor: Minor;
  currency: Currency;
  kind: PaymentKind;
  purpose: string;
}
