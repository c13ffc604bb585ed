/** Where files come from: a source is known again by its headings, and remembers how a person mapped its columns. */
import type { Sight } from '../../core/access/sight.ts';
import type { ReadTx, Tx } from '../database.ts';
import { recordEvent } from '../events/writer.ts';
import type { FileKind } from '../tables.ts';

export interface Source {
  id: string;
  name: string;
  kind: FileKind;
  mapping: unknown;
}

export async function findSource(
  tx: ReadTx,
  by: { name: string; kind: FileKind } | { kind: FileKind; headingKey: string },
): Promise<Source | undefined> {
  const query = tx.selectFrom('source').select(['id', 'name', 'kind', 'mapping']);
  return 'name' in by
    ? query.where('name', '=', by.name).where('kind', '=', by.kind).executeTakeFirst()
    : query.where('kind', '=', by.kind).where('heading_key', '=', by.headingKey).orderBy('id').executeTakeFirst();
}

/** All of that name, or all whose files have these headings: branches that number their own documents share them. */
export async function findSources(
  tx: ReadTx,
  by: { name: string; kind: FileKind } | { kind: FileKind; headingKey: string },
): Promise<Source[]> {
  const query = tx.selectFrom('source').select(['id', 'name', 'kind', 'mapping']).where('kind', '=', by.kind).orderBy('id');
  return 'name' in by ? query.where('name', '=', by.name).execute() : query.where('heading_key', '=', by.headingKey).execute();
}

/** Of these sources those that something counts of now. */
export async function sourcesInUse(tx: ReadTx, sourceIds: string[]): Promise<Set<string>> {
  if (sourceIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('entry')
    .select('source_id')
    .distinct()
    .where('undone_at', 'is', null)
    .where('source_id', 'in', sourceIds)
    .execute();
  return new Set(rows.map((row) => row.source_id));
}

/** The source of an import that no other import has: it was made for its file. */
export async function sourceOfImportAlone(tx: ReadTx, importId: string): Promise<Source | undefined> {
  return tx
    .selectFrom('import')
    .innerJoin('source', 'source.id', 'import.source_id')
    .select(['source.id', 'source.name', 'source.kind', 'source.mapping'])
    .where('import.id', '=', importId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('import as other')
            .select('other.id')
            .whereRef('other.source_id', '=', 'source.id')
            .where('other.id', '<>', importId),
        ),
      ),
    )
    .executeTakeFirst();
}

/** Of files: what people gave by hand is none that a file could be from. */
export async function listSources(tx: ReadTx): Promise<Source[]> {
  return tx.selectFrom('source').select(['id', 'name', 'kind', 'mapping']).where('heading_key', '<>', byHandKey).orderBy('name').execute();
}

/** A new source; its name gets a number where another already has it. */
export async function createSource(tx: Tx, source: { name: string; kind: FileKind; headingKey: string }): Promise<Source> {
  const taken = new Set((await tx.selectFrom('source').select('name').where('kind', '=', source.kind).execute()).map((row) => row.name));
  let name = source.name;
  for (let n = 2; taken.has(name); n++) name = `${source.name} ${n}`;
  return tx
    .insertInto('source')
    .values({ name, kind: source.kind, heading_key: source.headingKey })
    .returning(['id', 'name', 'kind', 'mapping'])
    .executeTakeFirstOrThrow();
}

/** In place of the headings of a file: no file has such. Screens name this source in their own language. */
export const byHandKey = 'by hand';

/** The one source of what people give by hand, of rates. */
export async function sourceByHand(tx: Tx): Promise<string> {
  const known = await findSource(tx, { kind: 'rates', headingKey: byHandKey });
  return (known ?? (await createSource(tx, { name: 'rates by hand', kind: 'rates', headingKey: byHandKey }))).id;
}

export async function rememberMapping(tx: Tx, sourceId: string, mapping: unknown, actor: Sight): Promise<void> {
  const before = await tx.selectFrom('source').select('mapping').where('id', '=', sourceId).executeTakeFirstOrThrow();
  const text = JSON.stringify(mapping);
  if (JSON.stringify(before.mapping) === text) return;
  await tx.updateTable('source').set({ mapping: text }).where('id', '=', sourceId).execute();
  await recordEvent(tx, { actor, verb: 'mapped', subject: 'source', subjectId: sourceId, before: before.mapping ?? null, after: mapping });
}

/** A source that only an import which came to nothing would have had: looking at a file is no reason to remember it. */
export async function forgetUnusedSource(tx: Tx, importId: string): Promise<void> {
  const own = await tx.selectFrom('import').select('source_id').where('id', '=', importId).executeTakeFirst();
  if (own?.source_id == null) return;
  const others = await tx
    .selectFrom('import')
    .select('id')
    .where('source_id', '=', own.source_id)
    .where('id', '<>', importId)
    .limit(1)
    .executeTakeFirst();
  if (others !== undefined) return;
  await tx.updateTable('import').set({ source_id: null }).where('id', '=', importId).execute();
  await tx.deleteFrom('source').where('id', '=', own.source_id).execute();
}
