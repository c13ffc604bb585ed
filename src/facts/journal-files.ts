/**
 * The journal's Parquet files, one per entry and kind: `journal/<kind>/<entry>.parquet` in the data folder.
 * Facts carry the source's own customer code; which customer that is, records say (customer_code).
 */
import { type AnyKind, columnsOf } from './kind.ts';
import { type FactFolder, kinds } from './kinds.ts';

export type JournalKind = FactFolder | keyof typeof notices;

/** A customer is its code, as the source gives it. */
export const duckdbTypes = {
  text: 'VARCHAR',
  day: 'DATE',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  customer: 'VARCHAR',
} as const;

/** Files beside the facts: they say of facts that they count no longer, or are others as well. */
const notices = {
  // Documents that an entry takes back: drafts that were posted before, and what a replaced period lacks.
  withdrawal: {
    document: 'VARCHAR',
    fact: 'VARCHAR', // the kind of the journal that it is of
    reason: 'VARCHAR', // draft | period_replaced
  },
  // Documents of two sources that are one: it counts once, from the more detailed of the two, the later entry's where both say as much.
  same_document: {
    fact: 'VARCHAR', // the kind of the journal that both are of
    source_id: 'VARCHAR',
    document: 'VARCHAR',
    detail: 'BIGINT', // how much that source says of it: only ever compared
    other_source_id: 'VARCHAR',
    other_document: 'VARCHAR',
    other_detail: 'BIGINT',
  },
} as const satisfies Record<string, Record<string, string>>;

/**
 * Columns by kind, DuckDB types, in the order of the file. `document` is the identity of a document within its source:
 * seller | type | number | calendar year, for sales. A document is replaced whole by an entry of a higher position.
 */
export const journalColumns = Object.fromEntries([
  ...Object.values(kinds).map((kind) => [kind.journal, { row_number: 'INTEGER', document: 'VARCHAR', ...columnsOfFacts(kind) }]),
  ...Object.entries(notices),
]) as Record<JournalKind, Record<string, string>>;

export const journalKinds = Object.keys(journalColumns) as JournalKind[];

function columnsOfFacts(kind: AnyKind): Record<string, string> {
  const kept = columnsOf(kind).filter(({ filled }) => filled !== 'staged');
  return Object.fromEntries(kept.map(({ name, type }) => [name, duckdbTypes[type]]));
}

/** An entry that counts, as records register it. */
export interface RegisteredEntry {
  id: string;
  /** Order in the journal. */
  position: number;
  sourceId: string;
  /** Absolute paths by kind; only the kinds that the entry has. */
  files: Partial<Record<JournalKind, string>>;
  /** First and last day of its facts, where records know them. */
  firstDate?: string | null;
  lastDate?: string | null;
}
