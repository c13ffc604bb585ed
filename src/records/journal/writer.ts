/** Writes the journal's register. An entry is never edited and never deleted: undoing it marks it. */
import { sql } from 'kysely';
import type { Sight } from '../../core/access/sight.ts';
import type { Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';
import type { FileKind, JournalFile } from '../tables.ts';

/** Where an entry comes from. A closing holds the numbers of a ledger after `ledgerFrom`, up to `ledgerTo`. */
export type Origin =
  | { origin: 'import'; importId: string }
  | { origin: 'closing'; ledgerFrom: string; ledgerTo: string }
  | { origin: 'program' };

export interface Entry {
  id: string;
  kind: FileKind;
  sourceId: string;
  from: Origin;
  documents: number;
  lines: number;
  customers: number;
  totals: { currency: string; netMinor: string }[];
  firstDate: string | null;
  lastDate: string | null;
  files: Record<string, JournalFile>;
}

/** The number of an entry that no import makes: its files are named by it before it is appended. */
export async function numberEntry(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select nextval('import_id_seq') as id`.execute(tx);
  return rows[0]!.id;
}

/** From this transaction's commit on, the entry's files count. */
export async function appendEntry(tx: Tx, entry: Entry, actor: Sight): Promise<void> {
  await lockJournal(tx);
  const { id, kind, sourceId, from, ...holds } = entry;
  await tx
    .insertInto('entry')
    .values({
      id,
      position: sql<string>`(select coalesce(max(position), 0) + 1 from entry)`,
      kind,
      origin: from.origin,
      source_id: sourceId,
      import_id: from.origin === 'import' ? from.importId : null,
      ledger_from: from.origin === 'closing' ? from.ledgerFrom : null,
      ledger_to: from.origin === 'closing' ? from.ledgerTo : null,
      documents: String(holds.documents),
      lines: String(holds.lines),
      customers: String(holds.customers),
      totals: JSON.stringify(holds.totals),
      first_date: holds.firstDate,
      last_date: holds.lastDate,
      files: JSON.stringify(holds.files),
      appended_at: new Date(),
    })
    .execute();
  await recordEvent(tx, { actor, verb: 'committed', subject: 'entry', subjectId: id, before: null, after: holds });
}

export async function undoEntry(tx: Tx, id: string, actor: Sight): Promise<void> {
  await lockJournal(tx);
  const before = await tx.selectFrom('entry').select(['files', 'totals']).where('id', '=', id).executeTakeFirstOrThrow();
  await tx.updateTable('entry').set({ undone_at: new Date(), undone_by: actor.id }).where('id', '=', id).execute();
  await recordEvent(tx, { actor, verb: 'undone', subject: 'entry', subjectId: id, before, after: { undone: true } });
}

/** One at a time moves the journal. */
async function lockJournal(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('clientele.journal'))`.execute(tx);
}
