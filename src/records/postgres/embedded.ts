/**
 * PostgreSQL as a child process, from the binaries of an npm package, over a cluster that belongs to one data folder.
 * The data folder's lock must be held: whatever server still runs on the cluster is then an orphan, and is stopped first.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { clusterHome, type ClusterHome } from './cluster-home.ts';

export interface EmbeddedPostgres {
  connectionString: string;
  /** Process id of the server, for those who must watch it. */
  pid: number;
  stop(): Promise<void>;
}

const user = 'clientele';

export async function startEmbeddedPostgres(place: { dataDir: string; stateDir: string }): Promise<EmbeddedPostgres> {
  const home = await clusterHome(place);
  const password = passwordOf(place.dataDir);
  if (!existsSync(join(home.cluster, 'PG_VERSION'))) await initialise(home, password);
  await stopOrphan(home);
  // Another program may take the free port before PostgreSQL does; then the server exits at once and we ask for another.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = launch(home, port);
    const connectionString = `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
    if (await ready(server, connectionString)) return { connectionString, pid: server.pid!, stop: () => stop(server) };
    if (attempt === 3) throw new Error(`PostgreSQL does not start. Its log: ${home.log}\n${readFileSync(home.log, 'utf8').slice(-2000)}`);
  }
}

function passwordOf(dataDir: string): string {
  const file = join(dataDir, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  return readFileSync(file, 'utf8').trim();
}

/** Into a folder beside, renamed when whole: a killed initdb leaves no half of a cluster behind. */
async function initialise(home: ClusterHome, password: string): Promise<void> {
  const unfinished = `${home.cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(home.cluster), 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.runAs) for (const path of [unfinished, passwordFile]) chownSync(path, home.runAs.uid, home.runAs.gid);
  try {
    const exit = await run(home, 'initdb', [
      ...['-D', unfinished, '-U', user, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
    ]);
    if (exit.code !== 0) throw new Error(`PostgreSQL could not create its database folder ${unfinished}:\n${exit.output}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, home.cluster);
}

/** A server that outlived its program (SIGKILL) still holds the cluster. */
async function stopOrphan(home: ClusterHome): Promise<void> {
  const pidFile = join(home.cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  // Fails when the file is stale; PostgreSQL itself then removes it at start.
  await run(home, 'pg_ctl', ['stop', '-D', home.cluster, '-m', 'fast', '-w', '-t', '30']);
}

function launch(home: ClusterHome, port: number): ChildProcess {
  const log = openSync(home.log, 'a');
  return spawn(
    join(home.binaries, 'bin', 'postgres'),
    [
      ...['-D', home.cluster, '-p', String(port)],
      ...settings({
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        max_connections: '40',
        // One office computer: modest memory; a checkpoint after bulk loads rather than in their middle.
        shared_buffers: '128MB',
        max_wal_size: '2GB',
        log_min_messages: 'warning',
        timezone: 'UTC',
        jit: 'off',
      }),
    ],
    // Of its own process group: Ctrl-C in the terminal is for Clientele, which then stops the database in order.
    { stdio: ['ignore', log, log], detached: true, cwd: home.cluster, ...home.runAs },
  );
}

function settings(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function ready(server: ChildProcess, connectionString: string): Promise<boolean> {
  const failed = new Promise<never>((_, reject) => server.once('error', reject));
  failed.catch(() => {});
  for (let waited = 0; waited < 60_000 && server.exitCode === null; waited += 20) {
    const client = new pg.Client({ connectionString });
    try {
      await Promise.race([client.connect(), failed]);
      if (await isAnsweredBy(server, client)) return true;
      await sleep(20);
    } catch (error) {
      if (error instanceof Error && 'code' in error && typeof error.code === 'string' && !/ECONNREFUSED|57P03|ECONNRESET/.test(error.code))
        throw error;
      await sleep(20);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

/** Another cluster may have taken the port first, with the same password where one folder is a copy of the other: then ours is about to exit. */
async function isAnsweredBy(server: ChildProcess, client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: string }>(`select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as pid`);
  return rows[0]?.pid === String(server.pid);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGINT');
  await gone;
}

async function run(home: ClusterHome, program: 'initdb' | 'pg_ctl', args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(join(home.binaries, 'bin', program), args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', ...home.runAs });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The operating system gave no port.');
  return address.port;
}
