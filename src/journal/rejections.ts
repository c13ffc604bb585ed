/** Rejected rows are kept as they stood, with their reasons, so that they can be mended and loaded again: one Parquet file per import. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export interface RejectedRow {
  row: number;
  reason: string;
  detail: string;
  cells: string[];
}

const fileOf = (dataDir: string, batchId: string): string => join(dataDir, 'rejected', `${batchId}.parquet`);

export async function keepRejections(connection: DuckDBConnection, dataDir: string, batchId: string): Promise<void> {
  mkdirSync(join(dataDir, 'rejected'), { recursive: true });
  await connection.run(
    `copy (select * from rejected order by row_number) to '${fileOf(dataDir, batchId).replaceAll("'", "''")}' (format parquet)`,
  );
}

export async function readRejections(dataDir: string, batchId: string): Promise<RejectedRow[]> {
  const file = fileOf(dataDir, batchId);
  if (!existsSync(file)) return [];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `select row_number, reason, detail, cells from read_parquet('${file.replaceAll("'", "''")}') order by row_number`,
    );
    return reader.getRowsJS().map(([row, reason, detail, cells]) => ({
      row: Number(row),
      reason: reason as string,
      detail: detail as string,
      cells: cells as string[],
    }));
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}
