/**
 * Backup: one .tar.gz with the records (each table as COPY text, of one snapshot), the journal and the runs, and a manifest.
 * Restore: into a folder that is not in use yet; a backup of an older version is brought up to date by the migrations.
 */
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import * as tar from 'tar';
import type { Context } from '../../context/context.ts';
import { sha256Of } from '../../journal/append.ts';
import { keptFiles, registeredFiles } from '../../records/batches/reader.ts';
import { FlowRefused } from '../refused.ts';

interface Manifest {
  program: 'clientele';
  format: 1;
  version: string;
  migrations: string[];
  tables: { schema: string; name: string; columns: string[]; sha256: string }[];
  files: { name: string; sha256: string }[];
}

/** Tables whose rows are not the company's: what is registered anew, or belongs to one running program. */
const left = new Set(['migration', 'job']);

export async function backUp(context: Context, file: string): Promise<{ file: string; tables: number; files: number }> {
  const { dataDir } = context.config;
  const folder = mkdtempSync(join(dataDir, '.backup-'));
  const unfinished = `${file}.unfinished`;
  try {
    mkdirSync(join(folder, 'records'));
    mkdirSync(dirname(file), { recursive: true });
    const tables = await dumpTables(context, join(folder, 'records'));
    const names = await context.records.as('system', async (tx) => [...(await registeredFiles(tx)), ...(await keptFiles(tx)).ofRuns]);
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
    // Links of the journal into the temporary folder would need one file system; tar takes from two places in two moves instead.
    await tar.create({ file: `${unfinished}.tar`, cwd: folder, portable: true }, ['manifest.json', 'records']);
    await tar.replace({ file: `${unfinished}.tar`, cwd: dataDir }, names);
    const { createGzip } = await import('node:zlib');
    await pipeline(createReadStream(`${unfinished}.tar`), createGzip({ level: 1 }), createWriteStream(unfinished, { flush: true }));
    renameSync(unfinished, file);
    return { file, tables: tables.length, files: files.length };
  } finally {
    for (const path of [folder, unfinished, `${unfinished}.tar`]) rmSync(path, { recursive: true, force: true });
  }
}

async function dumpTables(context: Context, folder: string): Promise<Manifest['tables']> {
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
      await pipeline(client.query(copyTo(`copy (select ${list(table.columns)} from ${name(table)}) to stdout`)), createWriteStream(path));
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

function name(table: { schema: string; name: string }): string {
  return `"${table.schema}"."${table.name}"`;
}

function list(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** Unpacks a backup beside the data folder and checks every byte before anything is put in its place. */
export async function unpackBackup(file: string, folder: string): Promise<Manifest> {
  if (!existsSync(file)) throw new FlowRefused({ code: 'backup_not_found', detail: { file } });
  mkdirSync(folder, { recursive: true });
  try {
    await tar.extract({ file, cwd: folder, strict: true });
  } catch (error) {
    throw new FlowRefused({ code: 'backup_damaged', detail: { file, message: error instanceof Error ? error.message : String(error) } });
  }
  const path = join(folder, 'manifest.json');
  const manifest = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : null;
  if (manifest?.program !== 'clientele') throw new FlowRefused({ code: 'not_a_backup', detail: { file } });
  const expected = [
    ...manifest.files,
    ...manifest.tables.map((table) => ({ name: `records/${table.schema}.${table.name}.copy`, sha256: table.sha256 })),
  ];
  for (const each of expected) {
    const at = join(folder, each.name);
    if (!existsSync(at) || (await sha256Of(at)) !== each.sha256)
      throw new FlowRefused({ code: 'backup_damaged', detail: { file, message: each.name } });
  }
  return manifest;
}

/** Into an empty, migrated database: all of it in one transaction. */
export async function restoreTables(pool: pg.Pool, folder: string, manifest: Manifest): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('clientele.user_id', 'system', true)");
    const { rows } = await client.query<{ used: boolean }>(
      'select exists (select from batch) or exists (select from app_user) or exists (select from setting) as used',
    );
    if (rows[0]!.used) throw new FlowRefused({ code: 'database_in_use', detail: {} });
    for (const table of manifest.tables) {
      await client.query(`create temp table incoming (like ${name(table)}) on commit drop`);
      const path = join(folder, 'records', `${table.schema}.${table.name}.copy`);
      await pipeline(createReadStream(path), client.query(copyFrom(`copy incoming (${list(table.columns)}) from stdin`)));
      await client.query(
        `insert into ${name(table)} (${list(table.columns)}) overriding system value select ${list(table.columns)} from incoming`,
      );
      await client.query('drop table incoming');
    }
    await client.query(sequencesOnward);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Numbers go on where the backup's ended. */
const sequencesOnward = `
do $$ declare s record; last bigint; begin
  for s in select c.table_name, c.column_name, pg_get_serial_sequence(quote_ident(c.table_schema) || '.' || quote_ident(c.table_name), c.column_name) as sequence
    from information_schema.columns c where c.table_schema = 'public' and c.is_identity = 'YES'
  loop
    execute format('select max(%I) from public.%I', s.column_name, s.table_name) into last;
    if last is not null then perform setval(s.sequence, last); end if;
  end loop;
end $$`;
