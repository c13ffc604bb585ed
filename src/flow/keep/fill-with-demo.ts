/** Fills a data folder with the demo company: its files go the same way as anybody's. */
import { asProgram } from '../../core/access/sight.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { writeDemoCompany } from '../../../fixtures/demo-company/write-company.ts';
import type { Context } from '../../context/context.ts';
import { journalPosition } from '../../records/journal/reader.ts';
import { beginImport, commitImport } from '../1-import/commit.ts';
import { readImport } from '../1-import/read-file.ts';
import type { Published } from '../3-value-customers/publish-stages.ts';
import type { Run } from '../run.ts';
import { settle } from '../settle.ts';

export async function fillWithDemo(
  context: Context,
  demo: { customers: number; seed: number; lastMonth: string; language: 'ru' | 'uk' | 'en' },
  run: Run,
): Promise<Published> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-demo-'));
  try {
    const files = await writeDemoCompany(folder, demo);
    for (const path of [files.salesFile, files.paymentsFile, files.costsFile, files.eventsFile]) {
      const fileName = basename(path);
      const batchId = await beginImport(context, { fileName, actor: asProgram('demo') });
      await readImport(context, { batchId, path, fileName }, run);
      await commitImport(context, { batchId, acceptHeldRows: 'all', replacePeriod: false, actor: asProgram('demo') }, run);
    }
    return await settle(context, { actor: asProgram('demo') }, run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The demo company fills empty folders only. */
export async function hasFacts(context: Context): Promise<boolean> {
  return (await context.records.read(asProgram('demo'), journalPosition)) !== '0';
}
