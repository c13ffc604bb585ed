/**
 * What a source format must deliver: rows as they stand in the file, what we take the columns to mean, and what each row is.
 * Nothing here writes anything; the flow (1-import) does.
 */
import type {
  ContractTerm,
  Currency,
  DirectCost,
  ExchangeRate,
  IsoDate,
  ListPrice,
  Payment,
  PoolCost,
  SaleLine,
  ServiceEvent,
} from '../core/facts.ts';
import type { Answers, Assumption } from './assumptions/assumption.ts';
import type { WordHabits } from './assumptions/states.ts';
import type { ReportName } from './reshape/name-report.ts';
import type { Shape } from './reshape/shape.ts';

export const importKinds = ['sales', 'payments', 'rates', 'costs', 'direct_costs', 'events', 'prices', 'contracts'] as const;
export type ImportKind = (typeof importKinds)[number];

/** A cell as the container gives it: text, or a number or a date that the container itself stores as such. */
export type Cell =
  /** `formula`: one that was never calculated, so that the cell has no value. */
  | { type: 'empty'; formula?: string }
  | { type: 'text'; text: string }
  /**
   * `text` is the number as stored; `dateLike` when the cell's number format shows a date, `monthOnly` when it shows the month of
   * that date and no day; `currency` as its format shows it.
   */
  | { type: 'number'; text: string; dateLike: boolean; monthOnly?: true; currency?: Currency }
  | { type: 'boolean'; value: boolean }
  /** A spreadsheet's error value: #N/A, #DIV/0!… */
  | { type: 'error'; text: string };

export interface RawRow {
  /** The file's own row (XLSX) or record number (delimited text), from 1, title and header included. */
  number: number;
  /** Physical line where the record starts (delimited text); the row number in a workbook. */
  line: number;
  cells: Cell[];
  /** Outline level of the row in a workbook (0 = none). */
  outlineLevel: number;
  /** Indent of the first non-empty cell (cell style in a workbook, leading blanks in text). */
  indent: number;
  /** Whether the file hides the row, by hand or by a filter. The rows of a collapsed group are not hidden: their sum is shown. */
  hidden?: boolean;
  /** Whether the shape of the table takes nothing from the row (reshape/). */
  leftOut?: boolean;
}

/** Files of tables in cells: workbooks, tables of a page, databases, and the exchange formats of banks and accounting. */
export const tableContainers = [
  'xlsx',
  'ods',
  'spreadsheetml',
  'html',
  'dbf',
  'json',
  'xml',
  'sylk',
  'dif',
  'bank_exchange_1c',
  'commerceml',
  'camt053',
  'mt940',
] as const;

/** What the file is. */
export type FileFormat =
  /** `sheet` is the one that is read, of all `sheets`; both are empty where the format knows only one table. */
  | { container: (typeof tableContainers)[number]; sheet: string; sheets: string[] }
  | {
      container: 'delimited';
      encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'ibm866' | 'koi8-u';
      bom: boolean;
      delimiter: ';' | ',' | '\t' | '|';
      /** False where quotes are ordinary characters (naive programs). */
      quoted: boolean;
      /** Read out of an archive: only a copy unpacked for each pass is a text. */
      packed?: true;
    };

/** Why a whole file is refused: a code (a sentence is made of it in messages/) and what it needs. */
export interface Refusal {
  code:
    | 'empty'
    | 'not_found'
    | 'binary'
    | 'truncated'
    | 'password_protected'
    | 'zip_bomb'
    | 'too_many_columns'
    | 'cell_too_large'
    | 'old_excel'
    | 'binary_excel'
    | 'table_document_1c'
    | 'pdf'
    | 'word_document'
    | 'picture'
    | 'apple_numbers'
    | 'database_file'
    | 'web_page'
    | 'unknown_archive'
    | 'archive_password'
    | 'archive_paths'
    | 'archive_in_archive'
    | 'archive_without_table'
    /** Of the bank exchange of 1C: payment orders for the bank, which nobody has paid yet. */
    | 'bank_exchange_1c'
    /** Of CommerceML: a catalogue or offers, but no documents. */
    | 'commerceml'
    /** JSON or XML in which no list of records was found. */
    | 'json'
    | 'xml'
    /** More than such a format, which is read whole, may have. */
    | 'too_large'
    /** The format itself says what its records are, and a person said another kind. */
    | 'other_kind'
    | 'no_table'
    | 'column_missing'
    /** The column is there, and its values are not what its heading promises. */
    | 'column_unreadable'
    | 'dates_without_year'
    /** The table was understood, and every row of it was rejected. */
    | 'nothing_read'
    | 'orders_not_shipments'
    | `report_${ReportName}`;
  detail: Record<string, string>;
}

/** Raised by readers and recognition when the file as a whole cannot be used; nothing has been written then. */
export class ImportRefused extends Error {
  readonly refusal: Refusal;
  /** What was recognised all the same, where the file can be read once a person says what its columns mean. */
  readonly recognition: Recognition | null;
  constructor(refusal: Refusal, recognition: Recognition | null = null) {
    super(refusal.code);
    this.refusal = refusal;
    this.recognition = recognition;
  }
}

/** What a column means. `ignored` is a decision too: the person sees every column with its meaning. */
export const columnMeanings = [
  'date',
  'document', // "Реализация товаров и услуг 00УТ-000001 от 02.01.2026": type, number and date in one
  'document_type',
  'document_number',
  'customer',
  'customer_code',
  'tax_id',
  'branch_id',
  'region',
  'group', // of companies, that the customer belongs to
  'industry',
  'delivery_point', // of the customer, that the goods went to
  'product',
  'product_code',
  'product_line',
  'unit',
  'quantity',
  'list_price',
  'list_amount',
  'discount_amount',
  'discount_rate',
  'net_amount', // without VAT
  'gross_amount', // VAT included
  'vat_amount',
  'vat_rate',
  'cost_amount',
  'unit_cost',
  'gross_margin',
  'refunded_amount', // what was given back later, beside the sale or the payment
  'currency',
  'manager',
  'seller',
  'posted',
  'return_flag', // tells sale, return, correction
  'payment_amount',
  'incoming_amount',
  'outgoing_amount',
  'balance', // of the account after the row; a control, never read as money moved
  'captured', // whether a card's money was taken, or only reserved
  'operation', // kind of payment ("Оплата от покупателя")
  'purpose',
  'details', // a text that names the payer ("Від: ТОВ Бархан"), where no column does
  'customer_email',
  'direction', // incoming or outgoing, in a word
  'payer',
  'payer_tax_id',
  'payer_account',
  'payee',
  'payee_tax_id',
  'payee_account',
  'row_number', // runs through the whole file, or through a document; tells nothing
  'rate', // of a currency on a day
  'nominal', // for how many units the rate is
  'month', // that costs are of
  'pool', // of costs: department, cost item
  'expense_amount', // of a pool in a month, or caused by a customer
  'expense_name', // what kind of cost
  'event', // call, visit…
  'event_number', // the event's own
  'event_count',
  'minutes',
  'hours',
  'person', // who did it
  'price_type', // retail, wholesale…
  'contract_number',
  'valid_until', // the last day of a contract's term; its first is the date
  'term_length', // in months, or as its words say
  'terminated_on',
  'contract_amount', // of the whole term
  'deleted', // marked for deletion, cancelled
  'ignored',
] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

export interface ColumnMapping {
  /** From 0. */
  index: number;
  heading: string;
  meaning: ColumnMeaning;
}

/** What a format states of its own columns; a file of such a format needs no recognition by headings, which are its first row. */
export interface Declared {
  kind: ImportKind;
  /** One for each cell of a row. */
  columns: { heading: string; meaning: ColumnMeaning }[];
  /** The company itself, where the format says which account or entity is its own. */
  own: Reading['own'];
  /** Of rows that do not name one. */
  currency: Currency | null;
  period: { from: IsoDate; to: IsoDate } | null;
  titles: string[];
  /** What the file itself says its records add up to, beside what they do. */
  printedTotals: PrintedTotal[];
  /** What the tax on the only sum is known to be: false where sums stand there without a word about tax. */
  vatStated: boolean;
  /** Nothing but orders among what was sold: not read as sales before a person says so. Names the column that told. */
  ordersOnly: { heading: string; documents: number } | null;
}

/** A control total of the format (turnover and balance of an account, number of entries) and the same reckoned from the records. */
export interface PrintedTotal {
  /** The account or statement that it is of; empty where the file has one only. */
  about: string;
  name: 'incoming' | 'outgoing' | 'closing' | 'entries' | 'documents';
  /** Plain decimals: "13216463.63". */
  printed: string;
  read: string;
}

/** Formats whose records are facts by definition: they have no titles, totals or footers among them. */
export function statesItsColumns({ container }: FileFormat): boolean {
  return container === 'bank_exchange_1c' || container === 'commerceml' || container === 'camt053' || container === 'mt940';
}

/** What a person may correct and the source remembers; also the shape of `--mapping FILE`. */
export interface Mapping {
  kind: ImportKind;
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

export interface Recognition {
  kind: ImportKind;
  /** How the table was laid out before it became one row per fact; null for an ordinary table. The rest is about the plain table. */
  shape: Shape | null;
  layout: 'flat' | 'grouped';
  format: FileFormat;
  /** Which of the file's tables are read, as the assumption `table` names them; null where it has only one. */
  tables: string | null;
  /** Rows of the heading, from 1; the first data row follows. */
  headerRows: number[];
  mapping: Mapping;
  columns: (ColumnMapping & {
    /** 0…1: how sure the recogniser is. */
    confidence: number;
    /** Up to five values of real rows, as printed. */
    samples: string[];
  })[];
  /** Period printed in the titles ("Период: 01.10.2025 - 31.03.2026"), where there is one. */
  period: { from: string; to: string } | null;
  titles: string[];
  /** All that reading it takes for granted, questions included; the values chosen stand in `mapping` and `reading`. */
  assumptions: Assumption[];
  /** The first rows as they are printed, for mapping by hand. */
  sample: { number: number; cells: string[] }[];
  reading: Reading;
}

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
export type Interpreted =
  | { type: 'sale'; row: number; entry: SaleLine; held: HoldReason | null; heldBecauseOfRow: number | null }
  | { type: 'payment'; row: number; entry: Payment; held: HoldReason | null; heldBecauseOfRow: number | null }
  | { type: 'rate'; row: number; entry: ExchangeRate }
  | { type: 'price'; row: number; entry: ListPrice }
  | { type: 'cost'; row: number; entry: PoolCost; held: HoldReason | null; heldBecauseOfRow: number | null }
  | { type: 'direct_cost'; row: number; entry: DirectCost; held: HoldReason | null; heldBecauseOfRow: number | null }
  | { type: 'event'; row: number; entry: ServiceEvent; held: HoldReason | null; heldBecauseOfRow: number | null }
  | { type: 'contract'; row: number; entry: ContractTerm; held: HoldReason | null; heldBecauseOfRow: number | null }
  /** Not posted, cancelled or marked for deletion: no fact, but it takes back an earlier posted version of its document. */
  | { type: 'draft'; row: number; entry: SaleLine | Payment | DirectCost | ServiceEvent | ContractTerm }
  | { type: 'rejected'; row: number; reason: RejectReason; detail: string; cells: string[] }
  | { type: 'ignored'; row: number; why: IgnoreReason };
