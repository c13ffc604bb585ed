/**
 * The company's rules: each set of them in versions of its own, never overwritten. One sequence numbers the versions of all sets; a run
 * states the number up to which it used them.
 */
import type { Sight } from '../../core/access/sight.ts';
import type { ReadTx, Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';

export const ruleNames = ['classes', 'costs', 'currency'] as const;
export type RuleName = (typeof ruleNames)[number];

export interface RuleVersion {
  /** '0' where nothing was ever chosen. */
  version: string;
  /** As stored: whoever reads it knows its shape. Null where the defaults hold. */
  value: unknown;
  createdBy: string | null;
  createdAt: Date | null;
}

const columns = ['version', 'value', 'created_by as createdBy', 'created_at as createdAt'] as const;
const never: RuleVersion = { version: '0', value: null, createdBy: null, createdAt: null };

/** What holds; `upTo`: what held for a run of that version. */
export async function ruleOf(tx: ReadTx, name: RuleName, { upTo }: { upTo?: string | undefined } = {}): Promise<RuleVersion> {
  const versions = tx.selectFrom('rule').select(columns).where('name', '=', name);
  const found = upTo === undefined ? versions : versions.where('version', '<=', upTo);
  return (await found.orderBy('version', 'desc').limit(1).executeTakeFirst()) ?? never;
}

/** The number of the latest version of any set; '0' where nothing was ever chosen. */
export async function rulesVersion(tx: ReadTx): Promise<string> {
  const latest = await tx.selectFrom('rule').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst();
  return latest?.version ?? never.version;
}

/** Saves what is chosen of a set, null for its defaults, as a new version; its number. */
export async function saveRule(tx: Tx, rule: { name: RuleName; value: unknown; actor: Sight }): Promise<string> {
  const { name, value, actor } = rule;
  const before = await ruleOf(tx, name);
  const { version } = await tx
    .insertInto('rule')
    .values({ name, value: value === null ? null : JSON.stringify(value), created_by: actor.id })
    .returning('version')
    .executeTakeFirstOrThrow();
  await recordEvent(tx, {
    actor,
    verb: 'changed',
    subject: 'rules',
    subjectId: version,
    before: before.value === null ? null : { [name]: before.value },
    after: { [name]: value },
  });
  return version;
}
