/**
 * Writes the journal: temporary name, sync, rename, sync of the folder. A file counts only once it is registered in the
 * records; what is not registered is swept away at start.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { journalColumns, type JournalKind, journalKinds } from '../facts/journal-files.ts';

export interface WrittenFile {
  /** Relative to the data folder. */
  name: string;
  sha256: string;
  rows: number;
}

/** Writes the rows of `select` (the columns of `kind`, in their order) as the entry's file; null where there are none. */
export async function writeJournalFile(
  connection: DuckDBConnection,
  file: { dataDir: string; kind: JournalKind; entry: string; select: string },
): Promise<WrittenFile | null> {
  const folder = join(file.dataDir, 'journal', file.kind);
  mkdirSync(folder, { recursive: true });
  const name = `${file.entry}.parquet`;
  const temporary = join(folder, `.${name}.tmp`);
  const columns = Object.entries(journalColumns[file.kind]).map(([column, type]) => `${column}::${type} as ${column}`);
  const written = await connection.runAndReadAll(
    `copy (select ${columns.join(', ')} from (${file.select})) to '${escape(temporary)}' (format parquet, compression snappy, row_group_size 122880)`,
  );
  const rows = Number(written.getRows()[0]![0]);
  if (rows === 0) {
    rmSync(temporary);
    return null;
  }
  syncToDisk(temporary);
  const sha256 = await sha256Of(temporary);
  renameSync(temporary, join(folder, name));
  syncToDisk(folder, true);
  return { name: `journal/${file.kind}/${name}`, sha256, rows };
}

/** Takes a file that already has the columns of `kind` into the journal, by renaming it: same file system, no copy. */
export async function adoptJournalFile(file: {
  dataDir: string;
  kind: JournalKind;
  entry: string;
  from: string;
  rows: number;
}): Promise<WrittenFile> {
  const folder = join(file.dataDir, 'journal', file.kind);
  mkdirSync(folder, { recursive: true });
  syncToDisk(file.from);
  const sha256 = await sha256Of(file.from);
  const name = `${file.entry}.parquet`;
  renameSync(file.from, join(folder, name));
  syncToDisk(folder, true);
  return { name: `journal/${file.kind}/${name}`, sha256, rows: file.rows };
}

/** Deletes what is not registered: leftovers of killed imports. Returns their names. */
export function sweepJournal(dataDir: string, registered: Set<string>): string[] {
  const swept: string[] = [];
  for (const kind of journalKinds) {
    const folder = join(dataDir, 'journal', kind);
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      if (registered.has(`journal/${kind}/${name}`)) continue;
      rmSync(join(folder, name));
      swept.push(`journal/${kind}/${name}`);
    }
  }
  return swept;
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** What was written stays after a power cut. `folder`: the names in it. */
export function syncToDisk(path: string, folder = false): void {
  // Windows cannot open a folder to sync it; there a rename is durable with the volume's own journal.
  if (folder && process.platform === 'win32') return;
  const descriptor = openSync(path, folder ? 'r' : 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function escape(text: string): string {
  return text.replaceAll("'", "''");
}
