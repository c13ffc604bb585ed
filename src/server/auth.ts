/**
 * Sign-in by better-auth: password hashes and sessions in the schema `auth`, which no acting transaction can read.
 * The first visit creates the owner; afterwards nobody can sign up by himself.
 */
import { asProgram } from '../core/access/sight.ts';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';
import type { Context } from '../context/context.ts';
import { openSignInLimit } from './sign-in-limit.ts';
import { recordEvent } from '../records/events/writer.ts';
import { personKey } from '../records/customers/owners.ts';

export interface SignedIn {
  id: string;
  name: string;
  email: string;
}

export interface Auth extends AsyncDisposable {
  hasOwner(): Promise<boolean>;
  userOf(headers: Headers): Promise<SignedIn | null>;
  /** Each returns the response whose cookies sign the visitor in or out. */
  createOwner(owner: { name: string; email: string; password: string }, headers: Headers): Promise<Response | null>;
  /** Refused where too many attempts failed, from the address or for the account. */
  signIn(credentials: { email: string; password: string }, from: { headers: Headers; address: string }): Promise<Response>;
  signOut(headers: Headers): Promise<Response>;
}

export async function openAuth(context: Context, baseUrl: string): Promise<Auth> {
  const pool = await prepareSignInTables(context.records.pool, context.connectionString, { keepPool: true });
  const auth = betterAuth({
    ...signInOptions(pool),
    secret: secretOf(context.config.dataDir),
    baseURL: baseUrl,
    // On an office network people reach the program by many names; cookies are SameSite=Lax and the origin is checked against the host asked.
    trustedOrigins: (request?: Request) => {
      const host = request?.headers.get('host');
      return host ? [`http://${host}`, `https://${host}`] : [];
    },
    // Its own limit acts in its HTTP handler alone, which is not served here.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: { useSecureCookies: baseUrl.startsWith('https:') },
    logger: { level: 'error' },
  });
  const limit = openSignInLimit();
  const hasOwner = async (): Promise<boolean> =>
    context.records.change(
      asProgram('sign-in'),
      async (tx) => (await tx.selectFrom('app_user').select('id').where('role', '=', 'owner').executeTakeFirst()) !== undefined,
    );
  return {
    hasOwner,
    userOf: async (headers) => {
      const session = await auth.api.getSession({ headers });
      return session === null ? null : { id: session.user.id, name: session.user.name, email: session.user.email };
    },
    createOwner: (owner, headers) =>
      // Two first visits at once: the turn lets one through.
      context.turn.take(async () => {
        if (await hasOwner()) return null;
        const response = await auth.api.signUpEmail({ body: owner, headers, asResponse: true });
        if (!response.ok) return response;
        const { user } = (await response.clone().json()) as { user: { id: string } };
        await context.records.change(asProgram('sign-in'), async (tx) => {
          await tx.insertInto('app_user').values({ id: user.id, role: 'owner' }).execute();
          await tx
            .insertInto('person')
            .values({ name: owner.name, name_key: personKey(owner.name), user_id: user.id })
            .onConflict((conflict) => conflict.column('name_key').doUpdateSet({ user_id: user.id }))
            .execute();
          await recordEvent(tx, {
            actor: { firstOwner: user.id },
            verb: 'created',
            subject: 'owner',
            subjectId: user.id,
            before: null,
            after: { name: owner.name, email: owner.email },
          });
        });
        return response;
      }),
    signIn: (credentials, { headers, address }) =>
      limit.limited({ address, account: credentials.email }, () => auth.api.signInEmail({ body: credentials, headers, asResponse: true })),
    signOut: (headers) => auth.api.signOut({ headers, asResponse: true }),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

function signInOptions(pool: pg.Pool) {
  return { database: pool, emailAndPassword: { enabled: true, minPasswordLength: 8 }, session: { expiresIn: 60 * 60 * 24 * 14 } };
}

/** Creates better-auth's tables where they lack. The pool is the caller's to end when he keeps it. */
export async function prepareSignInTables(records: pg.Pool, connectionString: string, { keepPool = false } = {}): Promise<pg.Pool> {
  await records.query('create schema if not exists auth');
  const pool = new pg.Pool({ connectionString, options: '-c search_path=auth', max: 3 });
  pool.on('error', () => {});
  const { runMigrations } = await getMigrations(signInOptions(pool));
  await runMigrations();
  if (!keepPool) await pool.end();
  return pool;
}

function secretOf(dataDir: string): string {
  const file = join(dataDir, 'session.secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  return readFileSync(file, 'utf8').trim();
}
