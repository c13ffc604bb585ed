/**
 * Restore: a company out of a backup, into a data folder that is not in use yet. A backup of an older version is brought up to date by
 * the migrations. Until the records are filled, the folder holds `.restoring` and cannot be opened: a restore that was cut off is never
 * mistaken for an empty company, and is run again.
 */
import { asProgram } from '../../core/access/sight.ts';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import * as tar from 'tar';
import { type Config, isUsed } from '../../context/config.ts';
import { openContext, refuseStrangers, restoringFolder } from '../../context/context.ts';
import { FolderBusy } from '../../context/folder-busy.ts';
import { tryLock } from '../../context/lock.ts';
import { sha256Of } from '../../journal/append.ts';
import { isFilled, type Records } from '../../records/database.ts';
import { forgetCluster } from '../../records/postgres/cluster-home.ts';
import type { Published } from '../3-value-customers/publish-stages.ts';
import { FlowRefused } from '../refused.ts';
import type { Run } from '../run.ts';
import { settle } from '../settle.ts';
import { columnList, type Manifest, quotedName } from './backup.ts';

interface Restoring {
  config: Config;
  file: string;
  /** Makes the tables of the sign-in, which the backup fills as well. */
  prepareSignIn: (records: Records, connectionString: string) => Promise<void>;
}

export async function restoreCompany({ config, file, prepareSignIn }: Restoring, run: Run): Promise<Published> {
  const { dataDir } = config;
  const unpacked = join(dataDir, restoringFolder);
  const cutOff = existsSync(unpacked);
  if (isUsed(dataDir) && !cutOff) throw new FlowRefused({ code: 'restore_not_empty', detail: { folder: dataDir } });
  refuseStrangers(dataDir);
  refuseBusy(dataDir);
  const before = existsSync(dataDir) ? { names: cutOff ? [] : readdirSync(dataDir) } : null;
  // Records that are filled, by this restore or by the one that was cut off, are not thrown away.
  let filled = false;
  try {
    mkdirSync(unpacked, { recursive: true, mode: privateMode });
    for (const name of readdirSync(unpacked)) rmSync(join(unpacked, name), { recursive: true, force: true });
    const manifest = await unpackBackup(file, unpacked);
    await using context = await openContext(config, {
      seconds: 0,
      restore: {
        migrations: manifest.migrations,
        fill: async (records, connectionString) => {
          const inUse = await isFilled(records);
          filled = inUse && cutOff;
          if (inUse) throw new FlowRefused({ code: 'database_in_use', detail: {} });
          await prepareSignIn(records, connectionString);
          await restoreTables(records.pool, { folder: unpacked, manifest, placeFiles: () => placeFiles(unpacked, dataDir) });
          filled = true;
        },
      },
    });
    return await settle(context, { actor: asProgram('restore') }, run);
  } catch (error) {
    // What another program has just taken is not ours to empty.
    if (!filled && !(error instanceof FolderBusy)) emptyAgain(config, before);
    throw error;
  }
}

/** Root's database runs as another user, who must be able to pass through. */
const privateMode = process.getuid?.() === 0 ? 0o711 : 0o700;

function refuseBusy(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  const lock = tryLock(dataDir);
  if (lock === null) throw new FolderBusy(`Another Clientele is using the data folder ${dataDir}.`);
  lock.release();
}

function placeFiles(unpacked: string, dataDir: string): void {
  for (const name of ['journal', 'runs']) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
    if (existsSync(join(unpacked, name))) renameSync(join(unpacked, name), join(dataDir, name));
  }
}

/** Half a company is none. */
function emptyAgain(config: Config, before: { names: string[] } | null): void {
  forgetCluster(config);
  for (const name of readdirSync(config.dataDir))
    if (!before?.names.includes(name)) rmSync(join(config.dataDir, name), { recursive: true, force: true });
  if (before === null) rmSync(config.dataDir, { recursive: true });
}

/** Checks every byte before anything is put in its place. */
async function unpackBackup(file: string, folder: string): Promise<Manifest> {
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

/** Into an empty, migrated database: all of it in one transaction, which also has the files in their place. */
async function restoreTables(pool: pg.Pool, what: { folder: string; manifest: Manifest; placeFiles: () => void }): Promise<void> {
  const { folder, manifest } = what;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('clientele.user_id', 'system', true)");
    for (const table of manifest.tables) {
      await client.query(`create temp table incoming (like ${quotedName(table)}) on commit drop`);
      const path = join(folder, 'records', `${table.schema}.${table.name}.copy`);
      await pipeline(createReadStream(path), client.query(copyFrom(`copy incoming (${columnList(table.columns)}) from stdin`)));
      await client.query(
        `insert into ${quotedName(table)} (${columnList(table.columns)}) overriding system value select ${columnList(table.columns)} from incoming`,
      );
      await client.query('drop table incoming');
    }
    await client.query(sequencesOnward);
    what.placeFiles();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Numbers go on where the backup's ended. One sequence may number two tables: entries and imports. */
const sequencesOnward = `
do $$ declare s record; last bigint; begin
  for s in select c.table_name, c.column_name, coalesce(
      pg_get_serial_sequence(quote_ident(c.table_schema) || '.' || quote_ident(c.table_name), c.column_name),
      substring(c.column_default from 'nextval\\(''([^'']+)''')) as sequence
    from information_schema.columns c where c.table_schema = 'public' and (c.is_identity = 'YES' or c.column_default like 'nextval(%')
  loop
    execute format('select max(%I) from public.%I', s.column_name, s.table_name) into last;
    if last is not null then perform setval(s.sequence, greatest(last, pg_sequence_last_value(s.sequence::regclass))); end if;
  end loop;
end $$`;
