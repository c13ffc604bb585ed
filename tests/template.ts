/**
 * Data folders that are ready at once: copies of templates that tests/make-templates.ts made. A copy has the database of its
 * template, migrated by this program, and takes a port and a lock of its own when it is opened. What tests the very making of a
 * data folder (a killed program, a server's database, a restore) begins with an empty folder instead.
 */
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { copyFolder } from './copy-folder.ts';

/** Provided by run-folder.ts. */
declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string;
  }
}

/** Empty; taken away with the run at the latest. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(inject('runFolder'), 'test-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** A company without a customer, and without an owner. */
export function emptyCompany(dataDir = temporaryFolder()): string {
  copyFolder({ from: join(inject('runFolder'), 'template-empty'), to: dataDir });
  return dataDir;
}

/** A company without a customer, whose owner has signed in: the cookie of every copy. */
export function ownedCompany(dataDir = temporaryFolder()): { dataDir: string; cookie: string } {
  const template = join(inject('runFolder'), 'template-owned');
  copyFolder({ from: template, to: dataDir });
  return { dataDir, cookie: readFileSync(`${template}.cookie`, 'utf8') };
}
