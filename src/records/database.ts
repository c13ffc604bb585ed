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
  /** For the job queue, sign-in and backup. No row-level security: never hand it to a route. */
  pool: pg.Pool;
}

/** Whether a company is in the records already, whichever migrations they have. */
export async function isFilled({ pool }: Pick<Records, 'pool'>): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin read only');
    // Row-level security binds an ordinary owner of the tables, too.
    await client.query("select set_config('clientele.user_id', 'system', true)");
    const { rows } = await client.query<{ filled: boolean }>(
      'select exists (select from batch) or exists (select from app_user) or exists (select from customer) as filled',
    );
    return rows[0]!.filled;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

// Dates stay text: a JavaScript Date would put them into a time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export async function openRecords(connectionString: string, { only }: { only?: readonly string[] | undefined } = {}): Promise<Records> {
  const pool = new pg.Pool({ connectionString, max: 10 });
  // A server that goes away while a connection idles is met again, as an error, at the next query.
  pool.on('error', () => {});
  await migrate(pool, { only });
  return {
    pool,
    async as(actor, work) {
      const client = await pool.connect();
      // Kysely gives the client back to its pool when the transaction ends, whichever way.
      const database = new Kysely<Tables>({
        dialect: new PostgresDialect({ pool: { options: pool.options, connect: async () => client, end: async () => {} } }),
      });
      return await database.transaction().execute(async (tx) => {
        const user = actor === 'system' ? 'system' : actor.userId;
        await sql`set local role clientele_member`.execute(tx);
        await sql`select set_config('clientele.user_id', ${user}, true)`.execute(tx);
        return await work(tx, client);
      });
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}
