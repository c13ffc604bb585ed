/**
 * The door to the records. All reading and writing happens in a transaction that sets the acting user; row-level security
 * does the rest. Whoever forgets a filter still sees nothing.
 */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

export type Tx = Transaction<Tables>;

/** A user's id, or the program itself. */
export type Actor = { userId: string } | 'system';

export interface Records extends AsyncDisposable {
  /** Runs `work` in one transaction as `actor`; what it throws rolls everything back. The client is the same transaction's, for COPY. */
  as<T>(actor: Actor, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** For sign-in and backup. No row-level security: never hand it to a route. */
  pool: pg.Pool;
}

const afterwards = new WeakMap<Tx, ((records: Records) => void)[]>();

/** Done once what the transaction wrote can be seen by others, before whoever began it goes on; not at all where it is rolled back. */
export function afterCommit(tx: Tx, work: (records: Records) => void): void {
  const waiting = afterwards.get(tx);
  if (waiting === undefined) throw new Error('Only a transaction of the records tells when it is committed.');
  waiting.push(work);
}

/** Whether a company is in the records already. */
export async function isFilled(records: { pool: pg.Pool }): Promise<boolean> {
  const { rows } = await records.pool.query<{ filled: boolean }>(
    'select exists (select from batch) or exists (select from app_user) or exists (select from setting) as filled',
  );
  return rows[0]!.filled;
}

// Dates stay text: a JavaScript Date would put them into a time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export async function openRecords(connectionString: string): Promise<Records> {
  const pool = new pg.Pool({ connectionString, max: 10 });
  // A server that goes away while a connection idles is met again, as an error, at the next query.
  pool.on('error', () => {});
  await migrate(pool);
  const records: Records = {
    pool,
    async as(actor, work) {
      const client = await pool.connect();
      // Kysely gives the client back to its pool when the transaction ends, whichever way.
      const database = new Kysely<Tables>({
        dialect: new PostgresDialect({ pool: { options: pool.options, connect: async () => client, end: async () => {} } }),
      });
      const committed: ((records: Records) => void)[] = [];
      const result = await database.transaction().execute(async (tx) => {
        afterwards.set(tx, committed);
        const user = actor === 'system' ? 'system' : actor.userId;
        await sql`set local role clientele_member`.execute(tx);
        await sql`select set_config('clientele.user_id', ${user}, true)`.execute(tx);
        return await work(tx, client);
      });
      for (const each of committed) each(records);
      return result;
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
  return records;
}
