/** The company of fixtures/worked-costs in a data folder of its own: its five files and its model, through the front door. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestCompany } from './company.ts';

export const workedFolder = join(import.meta.dirname, '../fixtures/worked-costs');
export const workedFiles = ['sales', 'payments', 'costs', 'direct-costs', 'events'] as const;
export type WorkedFile = (typeof workedFiles)[number];

/** Files are written into `scratch` first, changed where a test wants them so. */
export async function loadWorked(
  company: TestCompany,
  of: { scratch: string; order?: readonly WorkedFile[]; change?: Partial<Record<WorkedFile, (text: string) => string>> },
): Promise<void> {
  for (const file of of.order ?? workedFiles) {
    const path = join(of.scratch, `${file}.csv`);
    writeFileSync(path, (of.change?.[file] ?? ((text) => text))(readFileSync(join(workedFolder, `${file}.csv`), 'utf8')));
    await company.json('import', path, '--source', 'Accounting', '--yes');
  }
  await company.run('costs', 'model', join(workedFolder, 'model.json'));
}
