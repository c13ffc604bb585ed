/**
 * The measures of SQL, laid out for the valuation: one cell per customer and period with facts, by period, in columns.
 * Minor units are whole numbers in Float64Array (see docs/decisions): exact below 2^53, which the reader asserts.
 */
import type { EpochDay, Period } from '../calendar.ts';
import type { IsoDate } from '../facts.ts';

export interface CustomerMeasures {
  asOf: IsoDate;
  customersCount: number;
  /** The order of the customers' codes, the last word where customers are equal: never the order of loading. */
  codeRank: Int32Array;
  /** Oldest first; windows end with the last. Empty where the first fact lies after the reference month. */
  periods: Period[];
  /** Whether any cost of serving customers is known; net profit is not known without. */
  costsKnown: boolean;
  /** Cells of period p are [start[p], start[p + 1]); the last stretch is the incomplete month up to the as-of date. */
  start: Int32Array;
  cells: CustomerCells;
  /** What serving customers cost before the first period, in months without any sale or payment; the earliest first, no month left out. */
  earlierCosts?: readonly EarlierCosts[];
  /** By customer, contract and first day. Empty without contracts. */
  contractTerms?: readonly ContractTermMeasure[];
}

/** Costs of a month before the first sale or payment of the company: windows that reach back to it have them. Columns of equal length. */
export interface EarlierCosts {
  period: Period;
  customer: Int32Array;
  servedMinor: Float64Array;
  servedMinutes: Float64Array;
}

/** One term of a contract that began by the as-of date. */
export interface ContractTermMeasure {
  customer: number;
  contractNumber: string;
  fromDay: EpochDay;
  /** The last day of the term. */
  untilDay: EpochDay;
  /** Where it was ended before its time, by the as-of date. */
  terminatedDay: EpochDay | null;
  /** In the company's currency; null where the file does not say, or no rate does. */
  amountMinor: number | null;
}

/** Columns of equal length; a cell is a customer in a period. Amounts are in the company's currency. */
export interface CustomerCells {
  customer: Int32Array;
  revenueMinor: Float64Array;
  costMinor: Float64Array;
  /** 1 where a line of the cell lacks its cost: the margin is not known then. */
  costUnknown: Uint8Array;
  /** Value at list price and discount, over the lines that have them. */
  listMinor: Float64Array;
  discountMinor: Float64Array;
  unitsMicro: Float64Array;
  orders: Int32Array;
  /** Direct costs, activities and cost of credit; and the minutes of the activities. */
  servedMinor: Float64Array;
  servedMinutes: Float64Array;
  paymentsMinor: Float64Array;
  paymentsCount: Int32Array;
  /** 1 where the net shipped amount is > 0, in whatever currency. */
  shipped: Uint8Array;
  /** Days with a positive net shipment; 0 days where the cell is not shipped. */
  firstDay: Int32Array;
  lastDay: Int32Array;
  shipmentDays: Int32Array;
}

/** In Int32Array of days: no day. */
export const noDay: EpochDay = -2147483648;

/** In memory that threads share: whoever decides in one of their own is not sent a copy. */
export function allocateCells(count: number): CustomerCells {
  const numbers = () => new Float64Array(new SharedArrayBuffer(8 * count));
  const whole = () => new Int32Array(new SharedArrayBuffer(4 * count));
  const flags = () => new Uint8Array(new SharedArrayBuffer(count));
  return {
    customer: whole(),
    revenueMinor: numbers(),
    costMinor: numbers(),
    costUnknown: flags(),
    listMinor: numbers(),
    discountMinor: numbers(),
    unitsMicro: numbers(),
    orders: whole(),
    servedMinor: numbers(),
    servedMinutes: numbers(),
    paymentsMinor: numbers(),
    paymentsCount: whole(),
    shipped: flags(),
    firstDay: whole(),
    lastDay: whole(),
    shipmentDays: whole(),
  };
}
