/** The command line as a separate process, for the behaviour of a process: signals, locks, exit codes, what stays behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What still runs when a test is cut off ends with its worker. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));

const program = resolve(import.meta.dirname, '../bin/clientele');

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

export interface Started {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Waits until stdout (or stderr) has that; fails when the process ends before. */
  says(pattern: RegExp, where?: 'out' | 'err'): Promise<string>;
}

export function start(args: string[], settings: Record<string, string> = {}): Started {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => (!name.startsWith('CLIENTELE_') || name === 'CLIENTELE_THREADS') && name !== 'DATABASE_URL' && name !== 'NODE_OPTIONS',
    ),
  );
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, CI: '1', CLIENTELE_LANGUAGE: 'en', ...settings },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    ...text,
  }));
  return {
    child,
    ended,
    async says(pattern, where = 'out') {
      for (;;) {
        const found = pattern.exec(text[where]);
        if (found) return found[0];
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`clientele ${args.join(' ')} ended before it said ${String(pattern)}: ${text.out}${text.err}`);
        await sleep(10);
      }
    },
  };
}

export async function clientele(...args: string[]): Promise<Ended> {
  return start(args).ended;
}

/** The JSON that a command prints; fails when the command does. */
export async function clienteleJson<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await clientele(...args, '--json');
  if (code !== 0) throw new Error(`clientele ${args.join(' ')} ended with ${code}: ${err}${out}`);
  return JSON.parse(out) as T;
}

/** A server in a process of its own; its address. */
export async function serve(dataDir: string, settings: Record<string, string> = {}): Promise<Started & { url: string }> {
  const started = start(['serve', '--data', dataDir, '--port', '0'], settings);
  const url = await started.says(/http:\/\/\S+/);
  return { ...started, url };
}

/** The database server of a data folder, while one runs. */
export function databaseOf(dataDir: string): number | null {
  const place = join(dataDir, 'postgres.place');
  const file = join(existsSync(place) ? readFileSync(place, 'utf8').trim() : join(dataDir, 'postgres'), 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return isRunning(pid) ? pid : null;
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // In a container dead processes may remain: they are listed, and do not run.
    const status = `/proc/${pid}/stat`;
    return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}
