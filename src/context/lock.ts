/**
 * One program at a time on a data folder. The lock is SQLite's lock on a file: the operating system lets go of it when the
 * process dies, however it dies, so there is no stale lock to clean up and no process id to mistake.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

/** Null when another process holds the folder. */
export function tryLock(dataDir: string): Lock | null {
  // The facts are nobody else's business; root's database runs as another user, who must be able to pass through.
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const database = new DatabaseSync(join(dataDir, 'lock'), { timeout: 0 });
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && (error.errcode === 5 || error.errcode === 261)) return null;
    throw error;
  }
}
