/** All that must hold: the journal's files are what was registered, records refer to what is there, figures add up to the journal. */
import { asProgram } from '../../core/access/sight.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import { sha256Of } from '../../journal/append.ts';
import { countBrokenReferences } from '../../records/customers/references.ts';

export interface Check {
  name: string;
  ok: boolean;
  difference: string;
}

export async function checkEverything(context: Context): Promise<Check[]> {
  return [await journalFiles(context), await references(context), ...(await context.metrics.ofCompany(asProgram('checks')).check())];
}

/** Each registered file is there and is, byte for byte, what was registered. */
async function journalFiles(context: Context): Promise<Check> {
  const rows = await context.records.read(asProgram('checks'), (tx) =>
    tx.selectFrom('entry').select('files').where('undone_at', 'is', null).orderBy('position').execute(),
  );
  const differences: string[] = [];
  for (const row of rows) {
    for (const file of Object.values(row.files)) {
      const path = join(context.config.dataDir, file.name);
      if (!existsSync(path)) differences.push(`${file.name}: missing`);
      else if ((await sha256Of(path)) !== file.sha256) differences.push(`${file.name}: changed since it was registered`);
    }
  }
  return check('journal_files_as_registered', differences);
}

async function references(context: Context): Promise<Check> {
  const broken = await context.records.read(asProgram('checks'), countBrokenReferences);
  return check(
    'records_refer_to_records',
    broken.map(({ reference, rows }) => `${reference}: ${rows}`),
  );
}

function check(name: string, differences: string[]): Check {
  return { name, ok: differences.length === 0, difference: differences.join('; ') };
}
