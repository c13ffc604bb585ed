/** The tables of the migrations as TypeScript sees them. bigint columns come and go as text, dates as yyyy-mm-dd. */
import type { ColumnType, Generated } from 'kysely';
import type { RecordedFields } from '../core/differentiate/fields.ts';
import type { FactName } from '../facts/kinds.ts';
import type { RuleName } from './rules/rules.ts';

/** jsonb: written as text, read as a value. */
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Stamp = ColumnType<Date, Date | undefined, Date>;
type StampOrNull = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Id = Generated<string>;

export interface Tables {
  sees: { user_id: string; customer_id: string };
  person: { id: Id; name: string; name_key: string; user_id: string | null; created_at: Stamp };
  source: { id: Id; name: string; kind: FileKind; heading_key: string; mapping: JsonOrNull<unknown>; created_at: Stamp };
  import: {
    id: Id;
    source_id: string | null;
    kind: FileKind | null;
    file_name: string;
    file_sha256: string | null;
    state: ImportState;
    recognition: JsonOrNull<unknown>;
    preview: JsonOrNull<unknown>;
    failure: JsonOrNull<Problem>;
    created_by: string | null;
    created_at: Stamp;
  };
  entry: {
    id: string;
    position: string;
    kind: FileKind;
    origin: 'import' | 'closing' | 'program';
    source_id: string;
    import_id: string | null;
    ledger_from: string | null;
    ledger_to: string | null;
    documents: string;
    lines: string;
    customers: string;
    totals: Json<{ currency: string; netMinor: string }[]>;
    first_date: string | null;
    last_date: string | null;
    files: Json<Record<string, JournalFile>>;
    appended_at: Stamp;
    undone_at: StampOrNull;
    undone_by: string | null;
  };
  customer: {
    id: Id;
    name: string;
    tax_id: string;
    branch_id: string;
    region: string;
    company_group: string;
    industry: string;
    created_by_entry: string | null;
    created_at: Stamp;
  };
  customer_code: { source_id: string; code: string; customer_id: string; name: string; name_key: string; created_by_entry: string | null };
  customer_potential: {
    customer_id: string;
    size: string | null;
    yearly_need_minor: string | null;
    reason: string;
    said_by: string;
    said_at: Stamp;
  };
  ownership: {
    id: Id;
    customer_id: string;
    person_id: string;
    from_date: string;
    to_date: string | null;
    reason: string;
    created_by_entry: string | null;
  };
  rule: { version: Id; name: RuleName; value: JsonOrNull<unknown>; created_by: string | null; created_at: Stamp };
  valuation_run: {
    id: Id;
    as_of: string;
    reference_month: string;
    rules_version: string;
    journal_position: string;
    program_version: string;
    seed: string;
    customers: string;
    history_file: string | null;
    summary: Json<Record<string, unknown>>;
    created_by: string | null;
    created_at: Stamp;
  };
  run_stage: {
    stage: 'classes' | 'profit' | 'history' | 'forecast' | 'potential' | 'reasons';
    run_id: string;
    basis: string;
    file: string | null;
    figures_file: string | null;
    published_at: Stamp;
  };
  current_run: { only_one: Generated<boolean>; run_id: string };
  scorecard: RecordedFields & {
    customer_id: string;
    unvalued: JsonOrNull<{ currency: string; netMinor: string }[]>;
  };
  contract: {
    customer_id: string;
    contract_number: string;
    term_from: string;
    term_until: string;
    renewals: number;
    renews_on: string | null;
    renewal_chance: number | null;
    lost_on: string | null;
    amount_minor: string | null;
    term_profit_minor: string;
    value_minor: string;
    value_low_minor: string | null;
    value_high_minor: string | null;
  };
  event: {
    id: Id;
    at: Stamp;
    actor: string | null;
    verb: string;
    subject: string;
    subject_id: string;
    before: JsonOrNull<unknown>;
    after: JsonOrNull<unknown>;
  };
  job: {
    id: string;
    /** In the order of asking. */
    position: Id;
    /** books: facts and published figures, one at a time. post: letters. clock: what falls due. */
    lane: 'books' | 'post' | 'clock';
    kind: string;
    state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
    input: Json<Record<string, unknown>>;
    run_at: Stamp;
    attempts: Generated<number>;
    progress: JsonOrNull<Progress>;
    result: JsonOrNull<Record<string, unknown>>;
    failure: JsonOrNull<Problem>;
    created_by: string | null;
    created_at: Stamp;
    finished_at: StampOrNull;
  };
  app_user: { id: string; role: 'owner' | 'director' | 'manager' };
}

/** What a file holds. */
export type FileKind = FactName;

export type ImportState = 'reading' | 'previewed' | 'committing' | 'committed' | 'failed' | 'cancelled';

/** A problem as data; sentences are made of it at the edge, in the reader's language. */
export interface Problem {
  code: string;
  detail: Record<string, string>;
}

export interface Progress {
  step: string;
  done: number;
  total: number | null;
  perSecond: number | null;
}

/** A registered journal file: its name relative to the data folder, and what must be found in it. */
export interface JournalFile {
  name: string;
  sha256: string;
  rows: number;
}
