/** Reads imports: what people uploaded, and what came of it. */
import { sql } from 'kysely';
import type { ReadTx } from '../database.ts';
import type { FileKind, ImportState } from '../tables.ts';

/** Which imports still have files beside the journal, by the folder that these are in. */
export async function importsWithFiles(tx: ReadTx): Promise<{ staged: Set<string>; waiting: Set<string>; read: Set<string> }> {
  const imports = await tx
    .selectFrom('import')
    .select(['id', 'state'])
    // A file whose rows are known waits for a person to say what they mean; whatever else failed waits for nobody.
    .where((eb) =>
      eb.or([eb('state', 'not in', ['failed', 'cancelled']), eb.and([eb('state', '=', 'failed'), eb('recognition', 'is not', null)])]),
    )
    .execute();
  return {
    // What was read of a file that failed is read again, where a person says what its columns mean.
    staged: new Set(imports.filter(({ state }) => state !== 'committed' && state !== 'failed').map(({ id }) => id)),
    waiting: new Set(imports.filter(({ state }) => state !== 'committed').map(({ id }) => id)),
    read: new Set(imports.map(({ id }) => id)),
  };
}

/** What was recognised in the files of these kinds that count. */
export async function recognitionsThatCount(tx: ReadTx, kinds: FileKind[]): Promise<unknown[]> {
  const rows = await tx
    .selectFrom('entry')
    .innerJoin('import', 'import.id', 'entry.import_id')
    .select('import.recognition')
    .where('entry.undone_at', 'is', null)
    .where('entry.kind', 'in', kinds)
    .execute();
  return rows.map((row) => row.recognition);
}

const imports = (tx: ReadTx) =>
  tx
    .selectFrom('import')
    .leftJoin('entry', 'entry.import_id', 'import.id')
    .leftJoin('source', 'source.id', 'import.source_id')
    .select([
      'import.id',
      'import.kind',
      'import.file_name',
      'import.file_sha256',
      // A committed import is undone where its entry is.
      sql<ImportState | 'undone'>`case when entry.undone_at is null then import.state else 'undone' end`.as('state'),
      'import.created_at',
      'import.failure',
      'import.preview',
      'import.recognition',
      'import.source_id',
      'source.name as source_name',
      'source.heading_key as source_key',
      'entry.documents',
      'entry.lines',
      'entry.customers',
      'entry.totals',
      'entry.first_date',
      'entry.last_date',
      'entry.appended_at as committed_at',
      'entry.undone_at',
    ]);

export async function listImports(tx: ReadTx) {
  return imports(tx).orderBy('import.id', 'desc').limit(500).execute();
}

export async function findImport(tx: ReadTx, id: string) {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  return imports(tx).where('import.id', '=', id).executeTakeFirst();
}

export type ImportRow = NonNullable<Awaited<ReturnType<typeof findImport>>>;
