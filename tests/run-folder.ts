/**
 * Once per run, before the first test: a folder for everything that the tests write, with the data folders in it that they copy
 * (tests/template.ts). After the run nothing is left of it, nor any database in it, also where the run is ended by a signal.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Several projects of one run share it. */
const shared = globalThis as { clienteleTestRun?: Promise<string> };

export default async function setup(project: TestProject): Promise<() => void> {
  shared.clienteleTestRun ??= makeRunFolder();
  const folder = await shared.clienteleTestRun;
  project.provide('runFolder', folder);
  return () => clearAway(folder);
}

async function makeRunFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-tests-'));
  // Root's database runs as another user, who must be able to pass through.
  chmodSync(folder, 0o711);
  for (const [signal, code] of [['SIGTERM', 143] as const, ['SIGHUP', 129] as const])
    process.once(signal, () => {
      clearAway(folder);
      process.exit(code);
    });
  // A process of its own: Vitest's loader does not find packages by import.meta.resolve.
  const making = spawn(process.execPath, [join(import.meta.dirname, 'make-templates.ts'), folder], { stdio: 'inherit' });
  const [code] = (await once(making, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The templates of the data folders could not be made (${code}).`);
  return folder;
}

/** Databases are processes of their own, which outlive a test that is cut off. */
function clearAway(folder: string): void {
  if (!existsSync(folder)) return;
  for (const file of globSync('**/cluster/postmaster.pid', { cwd: folder })) {
    try {
      // Immediate shutdown: nothing of these clusters will be read again.
      process.kill(Number(readFileSync(join(folder, file), 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // It ended meanwhile.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
