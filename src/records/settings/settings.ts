/** The company's settings: versioned, never overwritten. A run names the version it used. */
import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';

export interface SettingsVersion {
  version: string;
  value: Record<string, unknown>;
}

const columns = ['version', 'value'] as const;

/** The latest version; the first one, empty (every default), is made when there is none. */
export async function currentSettings(tx: Tx): Promise<SettingsVersion> {
  const latest = await tx.selectFrom('setting').select(columns).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return latest ?? tx.insertInto('setting').values({ value: '{}', created_by: null }).returning(columns).executeTakeFirstOrThrow();
}

/** Who last chose rules of the valuation, and when; undefined where nobody ever did. */
export async function lastRulesChange(tx: Tx): Promise<{ created_by: string | null; created_at: Date } | undefined> {
  const { rows } = await sql<{ created_by: string | null; created_at: Date }>`
    select created_by, created_at
    from (select *, coalesce(value -> 'valuation', '{}') as rules, coalesce(lag(value -> 'valuation') over (order by version), '{}') as rules_before from setting) as told
    where rules <> rules_before order by version desc limit 1`.execute(tx);
  return rows[0];
}

export async function changeSettings(tx: Tx, value: Record<string, unknown>, actor: string): Promise<SettingsVersion> {
  const before = await currentSettings(tx);
  const after = await tx
    .insertInto('setting')
    .values({ value: JSON.stringify(value), created_by: actor })
    .returning(columns)
    .executeTakeFirstOrThrow();
  await recordEvent(tx, { actor, verb: 'changed', subject: 'settings', subjectId: after.version, before: before.value, after: value });
  return after;
}
