/** Where an import's files wait between its upload and its commit: names in the data folder, by batch. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import { removeStaging } from '../../journal/staging.ts';

export const stagingFile = (context: Context, batchId: string): string => join(context.config.dataDir, 'staging', `${batchId}.duckdb`);

/** Present where the file was read in bulk. */
export const bulkStagingFile = (context: Context, batchId: string): string => join(context.config.dataDir, 'staging', `${batchId}.parquet`);

/** Where the uploaded file itself waits until it is committed, cancelled or undone. */
export const uploadFile = (context: Context, batchId: string): string => {
  mkdirSync(join(context.config.dataDir, 'uploads'), { recursive: true });
  return join(context.config.dataDir, 'uploads', batchId);
};

export function forgetStaging(context: Context, batchId: string): void {
  removeStaging(stagingFile(context, batchId));
  rmSync(bulkStagingFile(context, batchId), { force: true });
}
