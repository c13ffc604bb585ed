/** The states of an import: reading → previewed → committing → committed → undone, or failed, or cancelled. */
import type { Sight } from '../../core/access/sight.ts';
import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';
import type { FileKind, JournalFile, Problem } from '../tables.ts';

export async function beginBatch(tx: Tx, batch: { fileName: string; createdBy: Sight }): Promise<string> {
  const row = await tx
    .insertInto('batch')
    .values({ file_name: batch.fileName, state: 'reading', created_by: batch.createdBy.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function previewBatch(
  tx: Tx,
  id: string,
  found: { sourceId: string; kind: FileKind; sha256: string; recognition: unknown; preview: unknown },
): Promise<void> {
  await tx
    .updateTable('batch')
    .set({
      state: 'previewed',
      source_id: found.sourceId,
      kind: found.kind,
      file_sha256: found.sha256,
      recognition: JSON.stringify(found.recognition),
      preview: JSON.stringify(found.preview),
      failure: null,
    })
    .where('id', '=', id)
    .execute();
}

/** What a person gives without a file has no preview, and no columns. */
export async function registerByHand(tx: Tx, id: string, of: { sourceId: string; kind: FileKind }): Promise<void> {
  await tx.updateTable('batch').set({ state: 'committing', source_id: of.sourceId, kind: of.kind }).where('id', '=', id).execute();
}

export async function setBatchState(tx: Tx, id: string, state: 'reading' | 'committing' | 'previewed' | 'cancelled'): Promise<void> {
  await tx.updateTable('batch').set({ state }).where('id', '=', id).execute();
}

/** `recognition`: what is known of a file whose columns a person may still name. */
export async function failBatch(tx: Tx, id: string, failure: Problem, recognition: unknown): Promise<void> {
  await tx
    .updateTable('batch')
    .set({ state: 'failed', failure: JSON.stringify(failure), recognition: recognition === null ? null : JSON.stringify(recognition) })
    .where('id', '=', id)
    .execute();
}

export interface Committed {
  documents: number;
  lines: number;
  customers: number;
  totals: { currency: string; netMinor: string }[];
  firstDate: string | null;
  lastDate: string | null;
  files: Record<string, JournalFile>;
}

/** Registers the batch: from this transaction's commit on, its files count. */
export async function commitBatch(tx: Tx, id: string, committed: Committed, actor: Sight): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('clientele.journal'))`.execute(tx);
  await tx
    .updateTable('batch')
    .set({
      state: 'committed',
      position: sql<string>`(select coalesce(max(position), 0) + 1 from batch)`,
      documents: String(committed.documents),
      lines: String(committed.lines),
      customers: String(committed.customers),
      totals: JSON.stringify(committed.totals),
      first_date: committed.firstDate,
      last_date: committed.lastDate,
      journal_files: JSON.stringify(committed.files),
      committed_at: new Date(),
    })
    .where('id', '=', id)
    .execute();
  await recordEvent(tx, { actor, verb: 'committed', subject: 'batch', subjectId: id, before: null, after: committed });
}

export async function undoBatch(tx: Tx, id: string, actor: Sight): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('clientele.journal'))`.execute(tx);
  const before = await tx.selectFrom('batch').select(['state', 'journal_files', 'totals']).where('id', '=', id).executeTakeFirstOrThrow();
  await tx.updateTable('batch').set({ state: 'undone', undone_at: new Date(), undone_by: actor.id }).where('id', '=', id).execute();
  await recordEvent(tx, { actor, verb: 'undone', subject: 'batch', subjectId: id, before, after: { state: 'undone' } });
}

/** Imports that a crash cut off and that no job takes up again: nothing of them was written, and they say so. */
export async function failInterrupted(tx: Tx): Promise<void> {
  await tx
    .updateTable('batch')
    .set({ state: 'failed', failure: JSON.stringify({ code: 'interrupted', detail: {} } satisfies Problem) })
    // A preview waits for a person in the browser; at the command line nobody comes back to it.
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['reading', 'committing']),
        eb.and([eb('state', '=', 'previewed'), eb('created_by', 'in', ['cli', 'demo'])]),
      ]),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('job')
            .select('job.id')
            .where('job.state', 'in', ['waiting', 'running'])
            .where(sql<string>`job.input ->> 'batchId'`, '=', sql<string>`batch.id::text`),
        ),
      ),
    )
    .execute();
}
