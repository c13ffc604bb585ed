/** Reads the journal's register: its entries, the order in which they count, their files. */
import { join } from 'node:path';
import type { JournalKind, RegisteredEntry } from '../../facts/journal-files.ts';
import type { ReadTx } from '../database.ts';

/** What counts: the entries that are not undone, in their order. */
export async function registeredEntries(tx: ReadTx, dataDir: string, sourceId?: string): Promise<RegisteredEntry[]> {
  let query = tx
    .selectFrom('entry')
    .select(['id', 'position', 'source_id', 'files', 'first_date', 'last_date'])
    .where('undone_at', 'is', null);
  if (sourceId !== undefined) query = query.where('source_id', '=', sourceId);
  const rows = await query.orderBy('position').execute();
  return rows.map((row) => ({
    id: row.id,
    position: Number(row.position),
    sourceId: row.source_id,
    files: Object.fromEntries(Object.entries(row.files).map(([kind, file]) => [kind as JournalKind, join(dataDir, file.name)])),
    firstDate: row.first_date,
    lastDate: row.last_date,
  }));
}

/** Names, relative to the data folder, of every file that counts. */
export async function registeredFiles(tx: ReadTx): Promise<Set<string>> {
  const rows = await tx.selectFrom('entry').select('files').where('undone_at', 'is', null).execute();
  return new Set(rows.flatMap((row) => Object.values(row.files).map((file) => file.name)));
}

/** The journal's position: the highest of the entries that count, and how many are undone. It changes with every commit and undo. */
export async function journalPosition(tx: ReadTx): Promise<string> {
  const row = await tx
    .selectFrom('entry')
    .select((eb) => [
      eb.fn.max('position').filterWhere('undone_at', 'is', null).as('last'),
      eb.fn.countAll<string>().filterWhere('undone_at', 'is not', null).as('undone'),
    ])
    .executeTakeFirstOrThrow();
  // Undoing also moves the journal: it must not look like an earlier state with the same last entry.
  return String(BigInt(row.last ?? 0) * 1_000_000n + BigInt(row.undone));
}
