/**
 * The door to the records. All reading and writing happens in a transaction that says who acts; row-level security does the rest.
 * Whoever forgets a filter still sees nothing.
 */
import { Kysely, PostgresDialect, sql, type Transaction, type TransactionBuilder } from 'kysely';
import pg from 'pg';
import type { Sight } from '../core/access/sight.ts';
import { migrate, rolesMigration } from './migrate.ts';
import type { Tables } from './tables.ts';

/** What changes take. */
export type Tx = Transaction<Tables>;
/** What reads take: a change cannot be written with it. */
export type ReadTx = Pick<Tx, 'selectFrom' | 'getExecutor'>;

export interface Records extends AsyncDisposable {
  /**
   * One state of the records from the first statement to the last, whatever is committed meanwhile. PostgreSQL refuses to write.
   * The signal stops the statement that runs.
   */
  read<T>(sight: Sight, work: (tx: ReadTx) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** What `work` throws rolls everything back. The client is the same transaction's, for COPY. The signal rolls back too. */
  change<T>(sight: Sight, work: (tx: Tx, client: pg.PoolClient) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** For sign-in and backup. No row-level security: never hand it to a route. */
  pool: pg.Pool;
}

/** Whose records have the role of the program. */
const withRoles = new WeakSet<pg.Pool>();
const afterwards = new WeakMap<Tx, ((records: Records) => void)[]>();

/** Done once what the transaction wrote can be seen by others, before whoever began it goes on; not at all where it is rolled back. */
export function afterCommit(tx: Tx, work: (records: Records) => void): void {
  const waiting = afterwards.get(tx);
  if (waiting === undefined) throw new Error('Only a transaction of the records tells when it is committed.');
  waiting.push(work);
}

/** Whether a company is in the records already, whichever migrations they have. */
export async function isFilled({ pool }: Pick<Records, 'pool'>): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin read only');
    // Row-level security binds an ordinary owner of the tables, too.
    await client.query("select set_config('clientele.user_id', 'system', true)");
    // The table of imports before 0037-entries.sql.
    const before = await client.query<{ there: boolean }>("select to_regclass('public.batch') is not null as there");
    const imports = before.rows[0]!.there ? 'batch' : 'import';
    const { rows } = await client.query<{ filled: boolean }>(
      `select exists (select from ${imports}) or exists (select from app_user) or exists (select from customer) as filled`,
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
  const records: Records = {
    pool,
    read: (sight, work, signal) =>
      inTransaction(
        pool,
        { sight, signal, begin: (database) => database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only') },
        work,
      ),
    async change(sight, work, signal) {
      const committed: ((records: Records) => void)[] = [];
      const result = await inTransaction(pool, { sight, signal, begin: (database) => database.transaction() }, (tx, client) => {
        afterwards.set(tx, committed);
        return work(tx, client);
      });
      for (const each of committed) each(records);
      return result;
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
  return records;
}

interface Acting {
  sight: Sight;
  begin(database: Kysely<Tables>): TransactionBuilder<Tables>;
  signal: AbortSignal | undefined;
}

async function inTransaction<T>(
  pool: pg.Pool,
  { sight, begin, signal }: Acting,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const role = await roleOf(pool, sight);
  const client = await pool.connect();
  // Kysely gives the client back to its pool when the transaction ends, whichever way.
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { options: pool.options, connect: async () => client, end: async () => {} } }),
  });
  return begin(database).execute(async (tx) => {
    await sql`select set_config('role', ${role}, true), set_config('clientele.user_id', ${sight.acting}, true)`.execute(tx);
    return signal === undefined ? await work(tx, client) : await stoppable({ pool, client, signal }, () => work(tx, client));
  });
}

/** Row-level security binds both. What each may write of a table at all, the migrations grant. */
async function roleOf(pool: pg.Pool, sight: Sight): Promise<string> {
  return 'program' in sight.who && (await hasRoles(pool)) ? 'clientele_program' : 'clientele_member';
}

/** Records as an older backup has them have one role for both, until the other migrations follow. */
async function hasRoles(pool: pg.Pool): Promise<boolean> {
  if (withRoles.has(pool)) return true;
  const { rowCount } = await pool.query('select from migration where name = $1', [rolesMigration]);
  if (rowCount === 1) withRoles.add(pool);
  return rowCount === 1;
}

/** The server does not see that its client lost interest: another connection tells it to stop the statement. */
async function stoppable<T>(
  { pool, client, signal }: { pool: pg.Pool; client: pg.PoolClient; signal: AbortSignal },
  work: () => Promise<T>,
) {
  signal.throwIfAborted();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  let told: Promise<unknown> = Promise.resolve();
  // A server that cannot be told finishes the statement; the transaction is rolled back all the same.
  const stop = (): void => void (told = pool.query('select pg_cancel_backend($1)', [rows[0]!.pid]).catch(() => {}));
  signal.addEventListener('abort', stop, { once: true });
  try {
    const result = await work();
    signal.throwIfAborted();
    return result;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    // Not before it has arrived may the connection go to whoever is next.
    await told;
  }
}
