/**
 * The built things that everything else is given: the locked data folder, the records, the metrics, the log.
 * Opening recovers from whatever happened before; disposing shuts everything down in order.
 */
import { asProgram } from '../core/access/sight.ts';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino, { type Logger } from 'pino';
import { sweepJournal } from '../journal/append.ts';
import { type Metrics, openMetrics } from '../metrics/store.ts';
import { importsWithFiles } from '../records/imports/reader.ts';
import { failInterrupted } from '../records/imports/writer.ts';
import { registeredFiles } from '../records/journal/reader.ts';
import { filesOfRuns } from '../records/runs/reader.ts';
import { isFilled, openRecords, type Records } from '../records/database.ts';
import { migrate } from '../records/migrate.ts';
import { startEmbeddedPostgres } from '../records/postgres/embedded.ts';
import { type Config, ConfigError } from './config.ts';
import { FolderBusy } from './folder-busy.ts';
import { type Lock, tryLock } from './lock.ts';
import { programVersion } from './program-version.ts';
import { Turn } from './turn.ts';

export interface Context extends AsyncDisposable {
  config: Config;
  log: Logger;
  records: Records;
  metrics: Metrics;
  /** Work that changes facts or publishes numbers goes one at a time. */
  turn: Turn;
  version: string;
  connectionString: string;
}

export interface Opening {
  /** How long to wait for another process to let go of the folder. */
  seconds: number;
  onWait?: () => void;
  /** Stops the waiting. */
  signal?: AbortSignal;
  /** For a restore: the backup's own migrations are applied, `fill` fills the empty records, and the other migrations follow. */
  restore?: { migrations: readonly string[]; fill: (records: Records, connectionString: string) => Promise<void> };
}

export async function openContext(config: Config, opening: Opening = { seconds: 0 }): Promise<Context> {
  refuseStrangers(config.dataDir);
  const lock = await lockWithin(config.dataDir, opening);
  await using opened = new AsyncDisposableStack();
  opened.defer(() => lock.release());
  markFolder(config.dataDir);
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  let connectionString = config.databaseUrl;
  if (connectionString === null) {
    const server = await startEmbeddedPostgres(config);
    opened.defer(() => server.stop());
    connectionString = server.connectionString;
  }
  const records = opened.use(
    await openRecords(connectionString, { only: opening.restore?.migrations }).catch((error: unknown) =>
      Promise.reject(unreachable(config, error)),
    ),
  );
  await finishRestore({ config, records, connectionString, restore: opening.restore });
  await recover(config, records, log);
  const metrics = await openMetrics({
    file: join(config.dataDir, 'metrics.duckdb'),
    ...(config.threads === null ? {} : { threads: config.threads }),
  });
  opened.defer(() => metrics.close());
  const kept = opened.move();
  return {
    config,
    log,
    records,
    metrics,
    turn: new Turn(),
    version: programVersion(),
    connectionString,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** While it is there, a restore into this data folder is under way, or was cut off. The unpacked backup is in it. */
export const restoringFolder = '.restoring';

/** For everybody but the restore itself the folder is usable only where the records were filled before the restore was cut off. */
async function finishRestore(of: {
  config: Config;
  records: Records;
  connectionString: string;
  restore: Opening['restore'];
}): Promise<void> {
  const { config, records, connectionString, restore } = of;
  const unpacked = join(config.dataDir, restoringFolder);
  if (!existsSync(unpacked)) return;
  if (restore !== undefined) {
    await restore.fill(records, connectionString);
    await migrate(records.pool);
  } else if (!(await isFilled(records)))
    throw new ConfigError(
      `A restore into ${config.dataDir} was cut off, and nothing can be read from it yet. Run it again: clientele restore FILE --data ${config.dataDir}`,
    );
  rmSync(unpacked, { recursive: true, force: true });
}

async function lockWithin(dataDir: string, wait: Opening): Promise<Lock> {
  const until = Date.now() + wait.seconds * 1000;
  for (let told = false; ;) {
    const lock = tryLock(dataDir);
    if (lock !== null) return lock;
    if (Date.now() >= until) throw new FolderBusy(`Another Clientele is using the data folder ${dataDir}.`);
    if (!told) wait.onWait?.();
    told = true;
    await sleep(100);
    wait.signal?.throwIfAborted();
  }
}

const folderFile = 'clientele.json';

/** A folder of something else is never taken for a data folder: nothing is put into it, not even the lock. */
export function refuseStrangers(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  if (!statSync(dataDir).isDirectory()) throw new ConfigError(`${dataDir} is a file, not a folder. Name a folder with --data.`);
  if (existsSync(join(dataDir, folderFile))) return;
  const stranger = readdirSync(dataDir).find((name) => !ours.has(name));
  if (stranger !== undefined)
    throw new ConfigError(
      `${dataDir} is not empty and is not a data folder of Clientele (it holds ${stranger}). Name another with --data.`,
    );
}

/** A data folder says what it is, which program wrote it, and where it was last. */
function markFolder(dataDir: string): void {
  const file = join(dataDir, folderFile);
  const place = realpathSync(dataDir);
  if (existsSync(file)) {
    const mark = JSON.parse(readFileSync(file, 'utf8')) as { format?: number; place?: string };
    if (mark.format !== 1) throw new ConfigError(`${dataDir} was written by a newer Clientele. Install that version or newer.`);
    if (mark.place === place) return;
    // The metrics name the journal's files by their whole paths; in another place they are made anew.
    for (const name of ['metrics.duckdb', 'metrics.duckdb.wal']) rmSync(join(dataDir, name), { force: true });
  }
  writeFileSync(file, `${JSON.stringify({ program: 'clientele', format: 1, place })}\n`, { flush: true });
}

const ours = new Set([
  'lock',
  'lock-journal',
  folderFile,
  'postgres',
  'postgres.password',
  'postgres.place',
  'journal',
  'uploads',
  'staging',
  'runs',
  'rejected',
  restoringFolder,
]);

/** After a crash: what no registration refers to goes, and what was cut off says so. */
async function recover(config: Config, records: Records, log: Logger): Promise<void> {
  const { journal, kept, ofRuns } = await records.change(asProgram('start'), async (tx) => {
    await failInterrupted(tx);
    return { journal: await registeredFiles(tx), kept: await importsWithFiles(tx), ofRuns: await filesOfRuns(tx) };
  });
  for (const name of journal)
    if (!existsSync(join(config.dataDir, name)))
      throw new ConfigError(
        `A journal file that the records know is missing: ${join(config.dataDir, name)}. Put it back, or restore a backup: clientele restore FILE.`,
      );
  mkdirSync(join(config.dataDir, 'runs'), { recursive: true });
  const swept = [
    ...sweepJournal(config.dataDir, journal),
    // Named after their import: 12.duckdb, 12.duckdb.wal, 12.
    ...sweep(config.dataDir, 'staging', (name) => kept.staged.has(name.split('.')[0]!)),
    ...sweep(config.dataDir, 'uploads', (name) => kept.waiting.has(name)),
    ...sweep(config.dataDir, 'rejected', (name) => kept.read.has(name.split('.')[0]!)),
    ...sweep(config.dataDir, 'runs', (name) => ofRuns.has(`runs/${name}`)),
    ...sweep(config.dataDir, '.', (name) => !name.startsWith('.backup-')),
  ];
  if (swept.length > 0) log.info({ swept }, 'removed what was left unfinished');
}

function sweep(dataDir: string, folder: string, keeps: (name: string) => boolean): string[] {
  const path = join(dataDir, folder);
  if (!existsSync(path)) return [];
  const leftovers = readdirSync(path).filter((name) => !keeps(name));
  for (const name of leftovers) rmSync(join(path, name), { recursive: true, force: true });
  return leftovers.map((name) => join(folder, name));
}

function unreachable(config: Config, error: unknown): unknown {
  if (config.databaseUrl === null) return error;
  return new ConfigError(
    `The PostgreSQL server of DATABASE_URL cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    { cause: error },
  );
}
