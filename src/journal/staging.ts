/**
 * Where the rows of a file wait between reading and committing: one DuckDB file per import, thrown away afterwards.
 * Interpretation appends to it; everything that compares or adds up is SQL over it (preview/).
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DuckDBInstance, type DuckDBAppender, type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api';
import type { CustomerMention } from '../core/facts.ts';
import { type AnyKind, columnsOf } from '../facts/kind.ts';
import { type FactName, kinds } from '../facts/kinds.ts';
import type { ReadFact } from '../facts/row/outcome.ts';
import { duckdbTypes } from '../facts/journal-files.ts';

export interface Staging extends AsyncDisposable {
  connection: DuckDBConnection;
  add(fact: ReadFact): void;
  addRejected(row: number, reason: string, detail: string, cells: string[]): void;
  /** A row as it stands in the file. Only files with rejected rows have them. */
  addPrinted(row: number, cells: string[]): void;
  /** Writes out what was added since, in a transaction; nothing can be asked of what is not written out. */
  flush(): void;
  /** The distinct ways in which rows name their customer; the index is `mention` in the tables. */
  mentions: CustomerMention[];
}

/** What a staged row of a kind that may wait has beside the fact itself. */
const stateColumns = 'held varchar, held_because_of_row integer, draft boolean';

const tables = `
${Object.values(kinds)
  .map((kind: AnyKind) => {
    const columns = stagedColumns(kind).map(({ name, type }) => (type === 'customer' ? 'mention integer' : `${name} ${duckdbTypes[type]}`));
    return `create table ${kind.journal} (${['row_number integer', ...columns, ...(kind.mayWait ? [stateColumns] : [])].join(', ')});`;
  })
  .join('\n')}
create table rejected (row_number integer, reason varchar, detail varchar, cells varchar[]);
create table printed_row (row_number integer, cells varchar[]);
create temp table beside_rejected (row_number integer);
create table customer_key (mention integer, code varchar, name varchar, tax_id varchar, branch_id varchar, region varchar, company_group varchar, industry varchar);
`;

/** A new, empty staging place at `file`; an earlier one there is thrown away. */
export async function createStaging(file: string): Promise<Staging> {
  removeStaging(file);
  mkdirSync(dirname(file), { recursive: true });
  const instance = await DuckDBInstance.create(file, { preserve_insertion_order: 'true' });
  const connection = await instance.connect();
  await connection.run(tables);
  const rejected = await connection.createAppender('rejected');
  const printed = await connection.createAppender('printed_row');
  const appenders = new Map<FactName, { appender: DuckDBAppender; append: Append }>();
  const mentions: CustomerMention[] = [];
  const mentionNumbers = new Map<string, number>();
  const numberOf = (mention: CustomerMention): number => {
    const text = `${mention.code}\u001f${mention.name}\u001f${mention.taxId}\u001f${mention.branchId}\u001f${mention.region}\u001f${mention.group}\u001f${mention.industry}`;
    const known = mentionNumbers.get(text);
    if (known !== undefined) return known;
    mentionNumbers.set(text, mentions.length);
    return mentions.push(mention) - 1;
  };

  for (const name of Object.keys(kinds) as FactName[])
    appenders.set(name, { appender: await connection.createAppender(kinds[name].journal), append: appendOf(kinds[name], numberOf) });

  return {
    connection,
    mentions,
    add(fact) {
      const { appender, append } = appenders.get(fact.kind)!;
      append(appender, fact);
      appender.endRow();
    },
    addRejected(row, reason, detail, cells) {
      rejected.appendInteger(row);
      rejected.appendVarchar(reason);
      rejected.appendVarchar(detail);
      rejected.appendList(cells);
      rejected.endRow();
    },
    addPrinted(row, cells) {
      printed.appendInteger(row);
      printed.appendList(cells);
      printed.endRow();
    },
    flush() {
      rejected.flushSync();
      printed.flushSync();
      for (const { appender } of appenders.values()) appender.flushSync();
    },
    [Symbol.asyncDispose]: async () => {
      rejected.closeSync();
      printed.closeSync();
      for (const { appender } of appenders.values()) appender.closeSync();
      connection.disconnectSync();
      instance.closeSync();
    },
  };
}

/** The staging place of an import that was read before, to look at it again or to commit it. */
export async function openStaging(file: string): Promise<{ connection: DuckDBConnection } & AsyncDisposable> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  return {
    connection,
    [Symbol.asyncDispose]: async () => {
      connection.disconnectSync();
      instance.closeSync();
    },
  };
}

export function removeStaging(file: string): void {
  for (const path of [file, `${file}.wal`]) rmSync(path, { force: true });
}

type Append = (to: DuckDBAppender, fact: ReadFact) => void;

/** Appends a fact's columns in the order of the table; the caller ends the row. */
function appendOf(kind: AnyKind, numberOf: (mention: CustomerMention) => number): Append {
  const columns = stagedColumns(kind).map(({ field, type }) => {
    const append = (appendValue as Record<string, (to: DuckDBAppender, value: never) => void>)[type];
    return type === 'customer'
      ? (to: DuckDBAppender, entry: Entry) => to.appendInteger(numberOf(entry[field] as CustomerMention))
      : (to: DuckDBAppender, entry: Entry) => (entry[field] === null ? to.appendNull() : append!(to, entry[field] as never));
  });
  return (to, fact) => {
    to.appendInteger(fact.row);
    for (const append of columns) append(to, fact.entry as unknown as Entry);
    if (kind.mayWait) appendState(to, fact);
  };
}

type Entry = Readonly<Record<string, unknown>>;

const appendValue = {
  text: (to: DuckDBAppender, value: string): void => to.appendVarchar(value),
  day: (to: DuckDBAppender, value: string): void => to.appendDate(dateOf(value)),
  integer: (to: DuckDBAppender, value: number): void => to.appendInteger(value),
  bigint: (to: DuckDBAppender, value: bigint): void => to.appendBigInt(value),
};

function appendState(to: DuckDBAppender, fact: ReadFact): void {
  const held = fact.type === 'fact' ? fact.held : null;
  const because = fact.type === 'fact' ? fact.heldBecauseOfRow : null;
  if (held === null) to.appendNull();
  else to.appendVarchar(held);
  if (because === null) to.appendNull();
  else to.appendInteger(because);
  to.appendBoolean(fact.type === 'draft');
}

function stagedColumns(kind: AnyKind): ReturnType<typeof columnsOf> {
  return columnsOf(kind).filter(({ filled }) => filled !== 'at commit');
}

function dateOf(iso: string): DuckDBDateValue {
  return new DuckDBDateValue(
    Math.round(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 86_400_000),
  );
}
