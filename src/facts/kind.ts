/**
 * What a kind of facts says of itself, once: its columns, what its documents are, how a table of it is known by its headings, and how
 * a row of it is read. Staging tables, the journal's files, the comparison with what was said before and the API's list of kinds are
 * made of it. What a kind does not say here, nothing else may ask by its name; docs/decisions/kinds-of-facts.md says what is left.
 */
import type { CustomerMention } from '../core/facts.ts';
import type { ColumnMeaning } from './row/meanings.ts';
import type { RawRow } from './row/raw-row.ts';
import type { ReadAs } from './row/reading.ts';
import type { HoldReason, Ignored, Rejected } from './row/outcome.ts';
import type { RowView } from './row/row-view.ts';
import type { WordMeanings } from './row/word-meanings.ts';

/** `Row`: a fact as core knows it. `Given`: columns that no file has, filled when the entry is appended. */
export interface FactKind<Name extends string, Journal extends string, Row extends object, Given extends string = never> extends AnyKind {
  name: Name;
  journal: Journal;
  columns: { readonly [Field in keyof Row]: ColumnOf<Row[Field]> } & { readonly [Field in Given]: Column & { filled: 'at commit' } };
  day: keyof Row & string;
  amount: (keyof Row & string) | null;
  read(view: RowView, as: ReadAs, file: FileSoFar): ReadRow<Name, Row>;
}

/** A kind of which only that is known which all kinds have. */
export interface AnyKind {
  /** The word for it in the API, in records, messages and on the command line. */
  name: string;
  /** Its folder in the journal and its tables in DuckDB. On disk: never changed. */
  journal: string;
  /** By field of the fact, in the order of the journal's files. */
  columns: Readonly<Record<string, Column>>;
  /** Fields: the day it happened on, and the amount that is added up; null where nothing of it is a sum of money. */
  day: string;
  amount: string | null;
  /** SQL over its columns and customer_code: what tells its document from others of the same source and calendar year, part by part. */
  document: readonly string[];
  /** SQL: the words and the number by which a person knows the document, where they are no columns of their own. */
  title: { readonly type?: string; readonly number?: string };
  /** SQL for the first rows of a preview (journal/preview/first-rows.ts); `title` is the document as a person names it. */
  shown: Partial<Readonly<Record<ShownColumn, string>>>;
  /** Whether a row may wait for a person, or be a draft. What is said once by a table (a rate, a price) counts or is rejected. */
  mayWait: boolean;
  /** Whether a file is the whole of its period, so that what it lacks may be withdrawn. */
  wholePeriod: boolean;
  /** Whether files print it in groups, with customers or documents in rows of their own. */
  inGroups: boolean;
  /** Whether it holds sums that a file may leave without a currency. */
  sums: boolean;
  /** Null for sales and payments, which share one vocabulary (imports/recognise/headings.ts). */
  headings: Headings | null;
  /** What a table must have to be read, by the name that a person is told; in that order. */
  needs: Readonly<Record<string, (table: ReadableTable) => boolean>>;
  read(view: RowView, as: ReadAs, file: FileSoFar): ReadRow<string, object>;
}

export interface Column {
  type: 'text' | 'day' | 'integer' | 'bigint' | 'boolean' | 'customer';
  orNull?: true;
  /** Its name in SQL, where that is not the field's. */
  as?: string;
  /** Part of the document's name, which says nothing of its content. */
  names?: 'document';
  /** `staged`: tells documents apart and is not kept. `at commit`: no file has it. */
  filled?: 'staged' | 'at commit';
  /** SQL, where the value that is compared is another: files that are older than the column lack it. */
  compared?: string;
}

type ColumnOf<Value> = Column &
  (null extends Value ? { orNull: true } : { orNull?: never }) & {
    type: NonNullable<Value> extends CustomerMention
      ? 'customer'
      : NonNullable<Value> extends bigint
        ? 'bigint'
        : NonNullable<Value> extends number
          ? 'integer'
          : 'text' | 'day';
  };

export const text = { type: 'text' } as const;
export const day = { type: 'day' } as const;
export const integer = { type: 'integer' } as const;
export const bigint = { type: 'bigint' } as const;
export const bigintOrNull = { type: 'bigint', orNull: true } as const;
export const customer = { type: 'customer' } as const;

export type ShownColumn =
  | 'until'
  | 'document'
  | 'what'
  | 'quantity_micro'
  | 'unit'
  | 'minutes_micro'
  | 'rate_micro'
  | 'currency'
  | 'net_minor'
  | 'kind';

/** One row, read. A draft (not posted, cancelled, marked for deletion) is no fact, but takes back an earlier posted version of its document. */
export type ReadRow<Name extends string, Row> =
  | { type: 'fact'; kind: Name; row: number; entry: Row; held: HoldReason | null; heldBecauseOfRow: number | null }
  | { type: 'draft'; kind: Name; row: number; entry: Row }
  | Rejected
  | Ignored;

/** What is remembered between the rows of one file. */
export interface FileSoFar {
  /** Of kinds whose facts a file says once: the row that said it before. */
  rowOf: Map<string, number>;
  words: WordMeanings;
}

export interface Candidate {
  meaning: ColumnMeaning | 'amount';
  score: number;
}

export interface Headings {
  /** The order in which tables are tried: the kinds that are surest by their headings first. */
  tried: number;
  /** `asSale`: what the heading means in a file of sales. */
  match(heading: string, asSale: () => Candidate[]): Candidate[];
  isTable(table: TableShown): boolean;
}

/** What the first rows of a file show, before it is known what they are. */
export interface TableShown {
  headings: string[];
  titles: string[];
  rows: RawRow[];
  period: { from: string; to: string } | null;
  /** What a heading means in a file of this kind, and in one of sales. */
  own(heading: string): Candidate[];
  asSale(heading: string): Candidate[];
  /** Whether a heading is about goods or their money, or about payments. */
  ofSales(heading: string): boolean;
  /** Whether the titles speak of sales or payments. */
  titled: boolean;
}

/** A table whose columns are known: whether it can be read is yet to be seen. */
export interface ReadableTable {
  has(...meanings: ColumnMeaning[]): boolean;
  /** Each row has a day, be it within the name of its document. */
  dated: boolean;
  /** Each row names a customer. */
  customer: boolean;
  period: { from: string; to: string } | null;
}

/** Columns in SQL, in their order. */
export function columnsOf(kind: AnyKind): (Column & { field: string; name: string })[] {
  return Object.entries(kind.columns).map(([field, column]) => ({ ...column, field, name: columnName(field, column) }));
}

export function columnOf(kind: AnyKind, field: string): string {
  return columnName(field, kind.columns[field]!);
}

export function hasCustomer(kind: AnyKind): boolean {
  return Object.values(kind.columns).some(({ type }) => type === 'customer');
}

function columnName(field: string, column: Column): string {
  return column.type === 'customer' ? 'customer_code' : (column.as ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}
