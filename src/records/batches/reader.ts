/** Reads imports and the journal's register. */
import { join } from 'node:path';
import type { JournalKind, RegisteredBatch } from '../../facts/journal-files.ts';
import type { ReadTx } from '../database.ts';

/** The journal: what is committed and not undone, in the order in which it counts. */
export async function registeredBatches(tx: ReadTx, dataDir: string, sourceId?: string): Promise<RegisteredBatch[]> {
  let query = tx
    .selectFrom('batch')
    .select(['id', 'position', 'source_id', 'journal_files', 'first_date', 'last_date'])
    .where('state', '=', 'committed');
  if (sourceId !== undefined) query = query.where('source_id', '=', sourceId);
  const rows = await query.orderBy('position').execute();
  return rows.map((row) => ({
    id: row.id,
    position: Number(row.position),
    sourceId: row.source_id!,
    files: Object.fromEntries(
      Object.entries(row.journal_files ?? {}).map(([kind, file]) => [kind as JournalKind, join(dataDir, file.name)]),
    ),
    firstDate: row.first_date,
    lastDate: row.last_date,
  }));
}

/** Names, relative to the data folder, of every file that counts. */
export async function registeredFiles(tx: ReadTx): Promise<Set<string>> {
  const rows = await tx.selectFrom('batch').select('journal_files').where('state', '=', 'committed').execute();
  return new Set(rows.flatMap((row) => Object.values(row.journal_files ?? {}).map((file) => file.name)));
}

/** Which files beside the journal still belong to something: by batch where they are named after one. */
export async function keptFiles(
  tx: ReadTx,
): Promise<{ staged: Set<string>; waiting: Set<string>; read: Set<string>; ofRuns: Set<string> }> {
  const batches = await tx
    .selectFrom('batch')
    .select(['id', 'state'])
    // A file whose rows are known waits for a person to say what they mean; whatever else failed waits for nobody.
    .where((eb) =>
      eb.or([eb('state', 'not in', ['failed', 'cancelled']), eb.and([eb('state', '=', 'failed'), eb('recognition', 'is not', null)])]),
    )
    .execute();
  const runs = await tx.selectFrom('valuation_run').select('history_file').execute();
  const stages = await tx.selectFrom('run_stage').select(['file', 'figures_file']).execute();
  return {
    // What was read of a file that failed is read again, where a person says what its columns mean.
    staged: new Set(batches.filter(({ state }) => !['committed', 'undone', 'failed'].includes(state)).map((batch) => batch.id)),
    waiting: new Set(batches.filter((batch) => batch.state !== 'committed' && batch.state !== 'undone').map((batch) => batch.id)),
    read: new Set(batches.map((batch) => batch.id)),
    ofRuns: new Set(
      [...runs.map((run) => run.history_file), ...stages.flatMap((stage) => [stage.file, stage.figures_file])].filter(
        (name) => name !== null,
      ),
    ),
  };
}

/** The journal's position: the highest that was ever given, and how many batches count. It changes with every commit and undo. */
export async function journalPosition(tx: ReadTx): Promise<string> {
  const row = await tx
    .selectFrom('batch')
    .select((eb) => [
      eb.fn.max('position').filterWhere('state', '=', 'committed').as('last'),
      eb.fn.countAll<string>().filterWhere('state', '=', 'undone').as('undone'),
    ])
    .executeTakeFirstOrThrow();
  // Undoing also moves the journal: it must not look like an earlier state with the same last batch.
  return String(BigInt(row.last ?? 0) * 1_000_000n + BigInt(row.undone));
}

const batchColumns = [
  'batch.id',
  'batch.kind',
  'batch.file_name',
  'batch.state',
  'batch.documents',
  'batch.lines',
  'batch.customers',
  'batch.totals',
  'batch.first_date',
  'batch.last_date',
  'batch.created_at',
  'batch.committed_at',
  'batch.undone_at',
  'batch.failure',
  'batch.preview',
  'batch.recognition',
  'batch.journal_files',
  'batch.file_sha256',
  'batch.source_id',
  'source.name as source_name',
  'source.heading_key as source_key',
] as const;

export async function listBatches(tx: ReadTx) {
  return tx
    .selectFrom('batch')
    .leftJoin('source', 'source.id', 'batch.source_id')
    .select(batchColumns)
    .orderBy('batch.id', 'desc')
    .limit(500)
    .execute();
}

export async function findBatch(tx: ReadTx, id: string) {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  return tx
    .selectFrom('batch')
    .leftJoin('source', 'source.id', 'batch.source_id')
    .select(batchColumns)
    .where('batch.id', '=', id)
    .executeTakeFirst();
}

export type BatchRow = NonNullable<Awaited<ReturnType<typeof findBatch>>>;
