/** How the rows of a file are to be read: which column means what, and the habits of the file. Recognition finds it, readers of kinds use it. */
import type { IsoDate } from '../../core/facts.ts';
import type { FactName } from '../kinds.ts';
import type { ColumnMeaning } from './meanings.ts';

/** Answers of a person by question: `date_order` → `mdy`, `state:Черновик` → `no`. */
export type Answers = Readonly<Record<string, string>>;

export interface ColumnMapping {
  /** From 0. */
  index: number;
  heading: string;
  meaning: ColumnMeaning;
}

/** What a person may correct and the source remembers; also the shape of `--mapping FILE`. */
export interface Mapping {
  kind: FactName;
  columns: ColumnMapping[];
  /** Day first or month first, where the file itself does not decide. */
  dateOrder: 'dmy' | 'mdy' | 'ymd';
  /** Currency of rows that do not name one. */
  currency: string;
  /** Whether the only amount includes VAT at a known rate (per cent), where a file has neither net nor VAT. 0 = it is net. */
  vatIncludedRate: number;
  /** What a person answered, by question (assumptions/assumption.ts). Without it, all that stands above is the person's word. */
  answers?: Answers | undefined;
}

/** What reading the rows needs beyond the mapping; found by recognition, and kept with it between preview and import. */
export interface Reading {
  /** Decimal separator of each column, used where a text leaves it open ("12,000"). */
  decimals: (',' | '.')[];
  /** Fields of a record of delimited text; null in a workbook, whose rows end where they like. */
  fields: number | null;
  /** Between which dates most rows of the sample lie. */
  usualDates: { from: string; to: string } | null;
  /** Whether the file says which rows are returns; then a negative that is not marked is held. */
  marksReturns: boolean;
  /** Whether ids lose their leading zeros here. */
  taxIdsLoseZeros: boolean;
  /** The company's own legal entity, where only the titles name it. */
  seller: string;
  /** The company itself in a bank statement: whoever stands on one side of every row. */
  own: { taxIds: string[]; accounts: string[]; names: string[] };
  /** Numbers of payment orders are the payers' own, so two payers may use the same one. */
  payersNumbers: boolean;
  /** Null in files of other kinds. */
  payments: PaymentReading | null;
  /** The price before discount, or the price it was sold at, as the arithmetic of the sample shows. */
  price: 'list' | 'sold' | 'unknown';
  /** Whether prices and discounts include VAT while the net amount does not. */
  pricesIncludeVat: boolean;
  discountsIncludeVat: boolean;
  discountRate: 'percent' | 'fraction';
  /** What a one in the money columns stands for, and in those of prices: 1, 1000 or 1000000. */
  unit: number;
  priceUnit: number;
  /** Dates are counted from 1 January 1970. */
  epoch: 'seconds' | 'milliseconds' | null;
  /** The year of dates that print none. */
  year: number | null;
  /** Dates are the evening before the day that is meant. */
  evening: boolean;
  /** The sum is the document's, printed on each of its lines: it counts on the first. */
  sumOnce: boolean;
  /** The refund is the document's, printed on each of its lines. */
  refundOnce: boolean;
  words: WordHabits;
  /** What becomes of rows that somebody hid by a filter. */
  hidden: 'count' | 'leave_out' | 'hold';
  /** Columns that are printed once and stay blank below until they change (merged cells). */
  fillDown: number[];
  /** Only the rows of one document share them: the column with its number; null where the blanks themselves tell. */
  fillDownWithin: number | null;
  grouping: Grouping | null;
}

export interface WordHabits {
  /** States of deals stand in the column: whatever is not won is no sale. */
  deals: boolean;
  /** Some rows are surely done, so those under way are not. */
  contrast: boolean;
  /** The documents are invoices or delivery notes: what is owed for them was shipped. */
  invoices: boolean;
  /** Kinds are numbers (1, 2, 3), and no sum is negative: nothing but a person can tell which of them are returns. */
  codes: boolean;
}

/** How a file of payments tells which way money went, and whose it is. */
export interface PaymentReading {
  /** Directions of words, as the running balance of the file shows them. */
  words: Readonly<Record<string, 'in' | 'out'>>;
  /** Nothing but the kind of operation may say which way money went. */
  operationsTell: boolean;
  /** Payer and payee stand in each row, and nothing shows which of them is the company. */
  sidesOpen: boolean;
  /** Sums that went out are printed with a minus. */
  signed: boolean;
  /** Only customers stand in the list, so that what went out went back to one. */
  customersOnly: boolean;
  /** What went back has rows of its own. */
  refundRows: boolean;
}

/** How the rows of a grouped report hang together. */
export interface Grouping {
  /** The column in which customers, documents and items stand under one another. */
  column: number;
  /** From the outermost to the innermost, which carries the amounts. `ignored` for levels that tell us nothing (warehouse). */
  levels: ColumnMeaning[];
  by: 'outline' | 'indent' | 'content' | 'sections';
  /** Outline levels or indents as they occur, one for each of `levels`. */
  depths: number[];
  /** Columns that only the innermost rows fill (unit, price). */
  leafColumns: number[];
}

/** What reading a row needs of a recognition. */
export interface ReadAs {
  mapping: Mapping;
  reading: Reading;
  /** Printed in the titles, where there is one. */
  period: { from: IsoDate; to: IsoDate } | null;
}
