/** Backup: one .tar.gz with the records (each table as COPY text, of one snapshot), the journal and the runs, and a manifest. */
import { asProgram } from '../../core/access/sight.ts';
import { createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import * as tar from 'tar';
import type { Context } from '../../context/context.ts';
import { sha256Of, syncToDisk } from '../../journal/append.ts';
import { registeredFiles } from '../../records/journal/reader.ts';
import { filesOfRuns } from '../../records/runs/reader.ts';

export interface Manifest {
  program: 'clientele';
  format: 1;
  version: string;
  migrations: string[];
  tables: { schema: string; name: string; columns: string[]; sha256: string }[];
  files: { name: string; sha256: string }[];
}

/** Tables whose rows are not the company's: what is registered anew, follows from other tables, or belongs to one running program. */
const left = new Set(['migration', 'job', 'sees']);

/** What a backup is made of. */
type Source = Pick<Context, 'config' | 'records' | 'version'>;

interface Written {
  file: string;
  tables: number;
  files: number;
}

export async function backUp(context: Source, file: string): Promise<Written> {
  return writeBackup(context, file, (records) =>
    records.read(asProgram('backup'), async (tx) => [...(await registeredFiles(tx)), ...(await filesOfRuns(tx))]),
  );
}

/** `filesOf` names the files that the records register, relative to the data folder; asked for after the tables are read. */
export async function writeBackup(
  context: Source,
  file: string,
  filesOf: (records: Source['records']) => Promise<string[]>,
): Promise<Written> {
  const { dataDir } = context.config;
  const folder = mkdtempSync(join(dataDir, '.backup-'));
  const unfinished = `${file}.unfinished`;
  try {
    mkdirSync(join(folder, 'records'));
    mkdirSync(dirname(file), { recursive: true });
    const tables = await dumpTables(context, join(folder, 'records'));
    const names = await filesOf(context.records);
    const files = await Promise.all(names.map(async (each) => ({ name: each, sha256: await sha256Of(join(dataDir, each)) })));
    const { rows } = await context.records.pool.query<{ name: string }>('select name from migration order by name');
    const manifest: Manifest = {
      program: 'clientele',
      format: 1,
      version: context.version,
      migrations: rows.map((row) => row.name),
      tables,
      files,
    };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
    const within = basename(folder);
    await tar.create(
      {
        file: unfinished,
        gzip: { level: 1 },
        cwd: dataDir,
        portable: true,
        onWriteEntry: (entry) => {
          if (entry.path.startsWith(`${within}/`)) entry.path = entry.path.slice(within.length + 1);
        },
      },
      [`${within}/manifest.json`, `${within}/records`, ...names],
    );
    syncToDisk(unfinished);
    renameSync(unfinished, file);
    return { file, tables: tables.length, files: files.length };
  } finally {
    for (const path of [folder, unfinished]) rmSync(path, { recursive: true, force: true });
  }
}

async function dumpTables(context: Source, folder: string): Promise<Manifest['tables']> {
  const client = await context.records.pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    // Row-level security binds an ordinary owner of the tables: without this the backup would be empty.
    await client.query("select set_config('clientele.user_id', 'system', true)");
    const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(tablesInOrder);
    const tables: Manifest['tables'] = [];
    for (const table of rows.filter((row) => !left.has(row.name))) {
      const path = join(folder, `${table.schema}.${table.name}.copy`);
      // A query, not a table: COPY of a table is refused where row-level security binds.
      await pipeline(
        client.query(copyTo(`copy (select ${columnList(table.columns)} from ${quotedName(table)}) to stdout`)),
        createWriteStream(path),
      );
      tables.push({ ...table, sha256: await sha256Of(path) });
    }
    await client.query('commit');
    return tables;
  } finally {
    client.release();
  }
}

/** Every table with its columns, those that others refer to first. */
const tablesInOrder = `
  with recursive tables as (
    select c.oid, n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'auth')
  ),
  depth as (
    select oid, 0 as level from tables
    union
    select con.conrelid, d.level + 1 from depth d join pg_constraint con on con.confrelid = d.oid and con.contype = 'f' and con.conrelid <> con.confrelid
    where d.level < 20
  )
  select t.schema, t.name,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
  from tables t join (select oid, max(level) as level from depth group by oid) d using (oid)
  order by d.level, t.schema, t.name`;

export function quotedName(table: { schema: string; name: string }): string {
  return `"${table.schema}"."${table.name}"`;
}

export function columnList(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
