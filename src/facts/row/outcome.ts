/** What a row turns out to be: a fact, a draft of one, rejected with a reason, or ignored as no fact. */
import type { FactName, kinds } from '../kinds.ts';

export type RejectReason =
  | 'missing_date'
  | 'invalid_date'
  | 'date_out_of_range'
  | 'missing_customer'
  | 'missing_document'
  | 'missing_amount'
  | 'invalid_amount'
  /** A formula that was never calculated. */
  | 'uncalculated_formula'
  | 'invalid_quantity'
  | 'unknown_currency'
  /** Nothing that we know says whether the money came or went. */
  | 'unknown_direction'
  /** Partly refunded, and the file does not say how much. */
  | 'unknown_refund'
  | 'missing_rate'
  | 'invalid_rate'
  /** The file has said a rate of that currency and day before. */
  | 'repeated_rate'
  | 'missing_price'
  | 'invalid_price'
  /** The file has said a price of that item and day before. */
  | 'repeated_price'
  | 'missing_contract'
  /** Neither the last day of the term nor its length. */
  | 'missing_term_end'
  | 'invalid_term_end'
  /** The last day, or the day of termination, is before the first. */
  | 'ends_before_start'
  /** The file has said that term of that contract before. */
  | 'repeated_term'
  | 'missing_pool'
  | 'missing_event'
  | 'invalid_minutes'
  | 'invalid_count'
  | 'column_count';

export type HoldReason =
  | 'negative_without_return_flag'
  | 'exact_duplicate'
  /** Its state or kind of document is a word that nobody has met: a person says what it means. */
  | 'unknown_word'
  /** The workbook hides it, and nobody said whether it counts. */
  | 'hidden_row';

export type IgnoreReason =
  | 'title'
  | 'header'
  | 'blank'
  | 'group'
  | 'subtotal'
  | 'total'
  | 'footer'
  | 'second_table'
  /** Orders, invoices for payment, purchases among the documents of a register. */
  | 'not_a_shipment'
  | 'not_from_customer'
  /** Hidden by a filter of the workbook, and left out by a person's word. */
  | 'hidden'
  /** What the shape of the table takes nothing from: the other side of an entry, sums of levels, trials. */
  | 'left_out';

/** What one row turned out to be. Every row yields exactly one; in a table that was reshaped one row of the file may be several rows. */
export type Interpreted = ReturnType<(typeof kinds)[FactName]['read']>;

/** A fact or a draft of one, of whatever kind: `kind` says which. */
export type ReadFact = Exclude<Interpreted, Rejected | Ignored>;

export interface Rejected {
  type: 'rejected';
  row: number;
  reason: RejectReason;
  detail: string;
  cells: string[];
}

export interface Ignored {
  type: 'ignored';
  row: number;
  why: IgnoreReason;
}
