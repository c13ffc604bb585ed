/** The states of an import: reading → previewed → committing → committed, or failed, or cancelled. What is undone is its entry. */
import { sql } from 'kysely';
import type { Sight } from '../../core/access/sight.ts';
import type { Tx } from '../database.ts';
import type { FileKind, Problem } from '../tables.ts';

export async function addImport(tx: Tx, file: { fileName: string; createdBy: Sight }): Promise<string> {
  const row = await tx
    .insertInto('import')
    .values({ file_name: file.fileName, state: 'reading', created_by: file.createdBy.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function previewImport(
  tx: Tx,
  id: string,
  found: { sourceId: string; kind: FileKind; sha256: string; recognition: unknown; preview: unknown },
): Promise<void> {
  await tx
    .updateTable('import')
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

/** What a person gives without a file has no preview, and no columns: it is committed with its entry, in one transaction. */
export async function registerByHand(tx: Tx, id: string, of: { sourceId: string; kind: FileKind }): Promise<void> {
  await tx.updateTable('import').set({ state: 'committed', source_id: of.sourceId, kind: of.kind }).where('id', '=', id).execute();
}

/** `committed`: in the transaction that appends its entry to the journal. */
export async function setImportState(
  tx: Tx,
  id: string,
  state: 'reading' | 'committing' | 'previewed' | 'committed' | 'cancelled',
): Promise<void> {
  await tx.updateTable('import').set({ state }).where('id', '=', id).execute();
}

/** `recognition`: what is known of a file whose columns a person may still name. */
export async function failImport(tx: Tx, id: string, failure: Problem, recognition: unknown): Promise<void> {
  await tx
    .updateTable('import')
    .set({ state: 'failed', failure: JSON.stringify(failure), recognition: recognition === null ? null : JSON.stringify(recognition) })
    .where('id', '=', id)
    .execute();
}

/** Imports that a crash cut off and that no job takes up again: nothing of them was written, and they say so. */
export async function failInterrupted(tx: Tx): Promise<void> {
  await tx
    .updateTable('import')
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
            .where(sql<string>`job.input ->> 'batchId'`, '=', sql<string>`import.id::text`),
        ),
      ),
    )
    .execute();
}
