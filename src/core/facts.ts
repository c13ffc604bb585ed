/**
 * The facts, as the journal keeps them: a sale line, a payment, a rate, a list price, a term of a contract, a cost, a service event.
 * Facts are never edited. They name the customer by the source's own words; the link to a customer is a record.
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
  /** КПП: distinguishes branches of one Russian legal entity. */
  branchId: string;
  region: string;
  /** The group of companies that it belongs to. */
  group: string;
  industry: string;
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
  /** The place of delivery; '' when the file names none in addition to the customer. */
  deliveryPoint: string;
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

/** The value of one unit (or `nominal` units) of a currency in the company's own on a day. */
export interface ExchangeRate {
  ratedOn: IsoDate;
  currency: Currency;
  /** Millionths of a unit of the company's currency for `nominal` units. Always positive. */
  rateMicro: bigint;
  nominal: bigint;
}

/** The price of one unit of an item from a day on, before any discount and without VAT. */
export interface ListPrice {
  validOn: IsoDate;
  /** '' when the file names none; then the name identifies the item. */
  productCode: string;
  product: string;
  /** The unit of the price, as printed; '' when the file does not state it. */
  unit: string;
  /** Retail, wholesale…, as printed; '' when the file does not say. */
  priceType: string;
  /** Millionths of a minor unit. Always positive. */
  priceMicro: bigint;
  currency: Currency;
}

/** One term of a contract: an insurance year, a season ticket, a period of subscription. A later term of the same contract renews it. */
export interface ContractTerm {
  customer: CustomerMention;
  contractNumber: string;
  /** The first day, and the last: both belong to it. */
  from: IsoDate;
  until: IsoDate;
  /** The day on which it was ended before its time; null where the file says none. */
  terminatedOn: IsoDate | null;
  /** For the whole term, without VAT; null where the file does not say. */
  amountMinor: Minor | null;
  currency: Currency;
}

/** The cost of a pool in a month, by the books; rows of one month and pool add up. */
export interface PoolCost {
  /** The month's first day. */
  month: IsoDate;
  /** As printed. */
  pool: string;
  /** Negative where the books take a cost back. */
  amountMinor: Minor;
  /** Millionths of the minutes that were paid for; null where the file does not say. */
  paidMinutesMicro: bigint | null;
  currency: Currency;
}

/** A cost that one customer caused: freight, a penalty. */
export interface DirectCost {
  happenedOn: IsoDate;
  customer: CustomerMention;
  /** '' when the file names none. */
  documentNumber: string;
  /** The kind of cost, as printed; '' when the file does not state it. */
  name: string;
  amountMinor: Minor;
  currency: Currency;
}

/** Attention that a customer took: a call, a visit, a delivery. */
export interface ServiceEvent {
  happenedOn: IsoDate;
  customer: CustomerMention;
  /** The event's own number in its system; '' when it has none. */
  number: string;
  /** `call`, `visit`… where the word is known, else as printed, in lower case. */
  event: string;
  count: bigint;
  /** Millionths of the minutes of all `count` together; null where unknown. */
  minutesMicro: bigint | null;
  /** The person who did the work; not the customer's owner. */
  person: string;
  /** The document that it was about; '' when the file names none. */
  documentNumber: string;
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
