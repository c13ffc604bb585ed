/** Whether one side of a payment is the company itself. */
import { canonicalTaxId } from '../../core/identify/legal-id.ts';
import { nameKey, normalName } from '../../core/identify/normal-name.ts';
import type { Reading } from '../row/reading.ts';

/** An account or a tax id decides; a name only where it stands alone, for others may be called the same. */
export function isOwn({ taxId, account, name }: { taxId: string; account: string; name: string }, own: Reading['own']): boolean {
  if (account !== '' && own.accounts.includes(account)) return true;
  if (own.taxIds.length === 0 && own.names.length === 0) return false;
  const id = canonicalTaxId(taxId, { zerosMayBeLost: false });
  if (id !== '' && own.taxIds.some((ours) => canonicalTaxId(ours, { zerosMayBeLost: false }) === id)) return true;
  if (id !== '' && own.taxIds.length > 0) return false;
  return name !== '' && namesOf(own).has(nameKey(normalName(name)));
}

/** The names of one company are compared with those of every row. */
const known = new WeakMap<Reading['own'], { names: number; keys: ReadonlySet<string> }>();

function namesOf(own: Reading['own']): ReadonlySet<string> {
  const before = known.get(own);
  if (before?.names === own.names.length) return before.keys;
  const keys = new Set(own.names.map((name) => nameKey(normalName(name))));
  known.set(own, { names: own.names.length, keys });
  return keys;
}
