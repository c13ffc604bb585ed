/** Why everybody is what they are, as Parquet beside the run's history: read one customer at a time, by whoever asks. */
import { type DuckDBConnection, DOUBLE, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import { setColumnItems } from './columns.ts';
import { quoted } from './sql-files.ts';

export interface ReasonsFile {
  /** Written under a temporary name beside it and renamed by whoever registers the run. */
  file: string;
  customerIds: Float64Array;
  /** JSON of each customer, in the order of the ids, in pages of any length up to DuckDB's own vector size. */
  reasons: AsyncIterable<string[]>;
}

export async function writeReasons(connection: DuckDBConnection, { file, customerIds, reasons }: ReasonsFile): Promise<void> {
  await connection.run('create or replace temp table reason_row (customer_id double, reason varchar)');
  const appender = await connection.createAppender('reason_row', 'main', 'temp');
  let from = 0;
  for await (const page of reasons) {
    const chunk = DuckDBDataChunk.create([DOUBLE, VARCHAR], page.length);
    setColumnItems(chunk, 0, customerIds.subarray(from, from + page.length));
    chunk.setColumnValues(1, page);
    appender.appendDataChunk(chunk);
    from += page.length;
  }
  appender.closeSync();
  // Small row groups, in the order of the ids: finding one customer then reads little of the file.
  await connection.run(`
    copy (select customer_id::bigint as customer_id, reason from reason_row order by 1)
    to ${quoted(file)} (format parquet, compression zstd, row_group_size 8192);
    drop table reason_row`);
}
