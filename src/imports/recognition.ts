/**
 * What recognition delivers: what the file is, what its columns mean, how its rows are to be read, and what all that takes for granted.
 * Nothing here writes anything; the flow (1-import) does.
 */
import type { Currency, IsoDate } from '../core/facts.ts';
import type { FactName } from '../facts/kinds.ts';
import type { ColumnMeaning } from '../facts/row/meanings.ts';
import type { ColumnMapping, Mapping, Reading } from '../facts/row/reading.ts';
import type { Assumption } from './assumptions/assumption.ts';
import type { ReportName } from './reshape/name-report.ts';
import type { Shape } from './reshape/shape.ts';

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

/** What a format states of its own columns; a file of such a format needs no recognition by headings, which are its first row. */
export interface Declared {
  kind: FactName;
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

export interface Recognition {
  kind: FactName;
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
