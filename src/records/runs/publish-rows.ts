/**
 * Makes a published table say what a new run says. Where few rows differ only those are written: a changed threshold moves some hundreds
 * of two hundred thousand customers. Readers see all of it or nothing, as the transaction commits.
 */
import { sql } from 'kysely';
import type pg from 'pg';
import { copyPortions, type Field } from '../copy.ts';
import type { Tx } from '../database.ts';

export interface PublishedRows {
  table: 'scorecard' | 'contract';
  /** What a row is found by; the first is the customer, whose rows are published together. */
  key: readonly ['customer_id', ...string[]];
  columns: readonly string[];
  /** Values of the key, then of the columns; in pages. */
  rows: AsyncIterable<Iterable<Field[]>>;
}

export interface RowsWritten {
  removed: number;
  written: number;
}

/**
 * Needs the role that owns the table: COPY is not for whom row-level security binds. `client` is the transaction's own. Comparing
 * where every row differs takes more than twice as long as replacing the table.
 */
export async function publishDifference(tx: Tx, client: pg.PoolClient, { table, key, columns, rows }: PublishedRows): Promise<RowsWritten> {
  const published = sql.table(table);
  const all = [...key, ...columns];
  const names = sql.join(all.map((column) => sql.ref(column)));
  const rowOf = (side: 'said' | 'published') => sql`row(${sql.join(all.map((column) => sql.ref(`${side}.${column}`)))})`;
  await sql`create temp table said on commit drop as select ${names} from ${published} with no data`.execute(tx);
  await copyPortions(client, `said (${all.join(', ')})`, rows);
  await sql`analyze said`.execute(tx);
  // Both sides are hashed; with less memory they would go through files.
  await sql`set local work_mem = '64MB'`.execute(tx);
  await sql`
    create temp table differing on commit drop as
    select distinct customer_id
    from said full join ${published} as published using (${sql.join(key.map((column) => sql.ref(column)))})
    where ${rowOf('said')} is distinct from ${rowOf('published')}`.execute(tx);
  await sql`analyze differing`.execute(tx);
  const removed =
    await sql`delete from ${published} as published using differing where published.customer_id = differing.customer_id`.execute(tx);
  const written =
    await sql`insert into ${published} (${names}) select ${names} from said where customer_id in (select customer_id from differing)`.execute(
      tx,
    );
  await sql`drop table said, differing`.execute(tx);
  return { removed: Number(removed.numAffectedRows), written: Number(written.numAffectedRows) };
}

/**
 * Some columns of the scorecards: what the others say stays. A row for each published customer: whatever keeps a column keeps the facts, and
 * with them who the customers are. Needs the same role.
 */
export async function publishColumns(
  tx: Tx,
  client: pg.PoolClient,
  { columns, rows }: Pick<PublishedRows, 'columns' | 'rows'>,
): Promise<void> {
  const names = sql.join(['customer_id', ...columns].map((column) => sql.ref(column)));
  const rowOf = (side: 'said' | 's') => sql`row(${sql.join(columns.map((column) => sql.ref(`${side}.${column}`)))})`;
  await sql`create temp table said on commit drop as select ${names} from scorecard with no data`.execute(tx);
  await copyPortions(client, `said (${['customer_id', ...columns].join(', ')})`, rows);
  await sql`analyze said`.execute(tx);
  await sql`set local work_mem = '64MB'`.execute(tx);
  const set = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`said.${column}`)}`));
  await sql`update scorecard s set ${set} from said
    where s.customer_id = said.customer_id and ${rowOf('s')} is distinct from ${rowOf('said')}`.execute(tx);
  await sql`drop table said`.execute(tx);
}

/** Where a run has another date or other facts, nearly every row has another forecast. Needs the same role. */
export async function publishAnew(tx: Tx, client: pg.PoolClient, { table, key, columns, rows }: PublishedRows): Promise<void> {
  await sql`delete from ${sql.table(table)}`.execute(tx);
  await copyPortions(client, `${table} (${[...key, ...columns].join(', ')})`, rows);
}
