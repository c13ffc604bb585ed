/** Applies migrations/*.sql once each, in the order of their names, forward only, each in a transaction with its registration. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

const folder = join(import.meta.dirname, 'migrations');

/** `only`: the migrations of a backup, whose tables are to be as they were when it was written. */
export async function migrate(pool: pg.Pool, { only }: { only?: readonly string[] | undefined } = {}): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration');
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .toSorted();
    const unknown = [...applied.keys(), ...(only ?? [])].filter((name) => !names.includes(name));
    if (unknown.length > 0)
      throw new Error(`This data was written by a newer Clientele (${unknown.join(', ')}). Install that version or newer.`);
    for (const name of names) {
      const text = readFileSync(join(folder, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      if (applied.has(name) && applied.get(name) !== sha256)
        throw new Error(
          `The migration ${name} was changed after it was applied to this data. Take the file back from the version that wrote the data.`,
        );
      if (applied.has(name) || only?.includes(name) === false) continue;
      if (name === rolesMigration && !(await isRole(client, 'clientele_program'))) await requireRoles(client);
      await apply(client, name, sha256, text);
    }
    await requireRoles(client);
  } finally {
    client.release();
  }
}

/**
 * Roles belong to the whole server: another company's Clientele may have made these, and then only an administrator can grant them.
 * Whoever may create roles makes and grants what is still to come himself.
 */
async function requireRoles(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ user: string; there: boolean; creates: boolean; acts: boolean; inherits: boolean }>(`
    select current_user as user, program is not null as there,
      (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as creates,
      coalesce(pg_has_role(current_user, program, 'set'), false) as acts,
      coalesce(pg_has_role(program, to_regrole('clientele_member'), 'usage'), false) as inherits
    from (select to_regrole('clientele_program') as program) as known`);
  const { user, there, creates, acts, inherits } = rows[0]!;
  const toSay = [
    ...(there || creates ? [] : ['create role clientele_program']),
    ...((there ? inherits : creates) ? [] : ['grant clientele_member to clientele_program']),
    ...((there ? acts : creates) ? [] : [`grant clientele_program to "${user}"`]),
  ];
  if (toSay.length > 0)
    throw new Error(`its user may not act as the role clientele_program. An administrator of the server must say: ${toSay.join('; ')}`);
}

async function apply(client: pg.PoolClient, name: string, sha256: string, text: string): Promise<void> {
  await client.query('begin');
  try {
    // Serialises programs that start at once on one server.
    await client.query("select pg_advisory_xact_lock(hashtext('clientele.migrate'))");
    const { rowCount } = await client.query('select 1 from migration where name = $1', [name]);
    if (rowCount === 0) {
      // Row-level security binds an ordinary owner of the tables: what moves rows must see them.
      await client.query("select set_config('clientele.user_id', 'system', true)");
      await client.query(text);
      // Later ones grant what their own tables need: a blanket grant would take back what a ledger revokes.
      if (name <= lastBlanketGrant) await client.query(memberMayUseTables);
      await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`The migration ${name} failed; nothing of it was kept.`, { cause: error });
  }
}

const lastBlanketGrant = '0031-publish-differences.sql';
/** From here on the program acts in a role of its own. */
export const rolesMigration = '0036-roles.sql';

async function isRole(client: pg.PoolClient, name: string): Promise<boolean> {
  return (await client.query('select from pg_roles where rolname = $1', [name])).rowCount === 1;
}

/** The role of acting transactions, since 0036 of persons: row-level security binds it, unlike owners and superusers. */
const memberMayUseTables = `
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'clientele_member') then create role clientele_member nologin; end if;
exception when duplicate_object then null; end $$;
do $$ begin execute format('grant clientele_member to %I', current_user); exception when others then null; end $$;
grant usage on schema public to clientele_member;
grant select, insert, update, delete on all tables in schema public to clientele_member;
revoke all on migration from clientele_member;
grant usage on all sequences in schema public to clientele_member;
`;
