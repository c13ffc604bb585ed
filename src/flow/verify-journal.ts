/** Whether each registered journal file is there and is, byte for byte, what was registered. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context/context.ts';
import { sha256Of } from '../journal/append.ts';

export interface Check {
  name: string;
  ok: boolean;
  difference: string;
}

export async function verifyJournal(context: Context): Promise<Check[]> {
  const rows = await context.records.as('system', (tx) => tx.selectFrom('batch').select(['id', 'journal_files']).where('state', '=', 'committed').orderBy('position').execute());
  const differences: string[] = [];
  for (const row of rows) {
    for (const file of Object.values(row.journal_files ?? {})) {
      const path = join(context.config.dataDir, file.name);
      if (!existsSync(path)) differences.push(`${file.name}: missing`);
      else if ((await sha256Of(path)) !== file.sha256) differences.push(`${file.name}: changed since it was registered`);
    }
  }
  return [{ name: 'journal_files_as_registered', ok: differences.length === 0, difference: differences.join('; ') }];
}
