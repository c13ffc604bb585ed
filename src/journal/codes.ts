/** Which customer codes a set of batches uses, each with the manager of its latest document. */
import { DuckDBInstance } from '@duckdb/node-api';
import type { RegisteredBatch } from './schema.ts';

export interface UsedCode {
  code: string;
  manager: string;
  managerSince: string | null;
}

export async function codesIn(batches: RegisteredBatch[]): Promise<UsedCode[]> {
  const selects = batches.flatMap((batch) => [
    ...(batch.files.sale_line ? [`select customer_code, manager, shipped_on, row_number from read_parquet('${batch.files.sale_line.replaceAll("'", "''")}')`] : []),
    ...(batch.files.payment ? [`select customer_code, '' as manager, paid_on as shipped_on, row_number from read_parquet('${batch.files.payment.replaceAll("'", "''")}')`] : []),
  ]);
  if (selects.length === 0) return [];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `select customer_code, coalesce(arg_max(manager, (shipped_on, row_number)) filter (manager <> ''), '') as manager,
         (max(shipped_on) filter (manager <> ''))::varchar as since
       from (${selects.join(' union all ')}) group by customer_code`,
    );
    return reader.getRowsJS().map(([code, manager, since]) => ({ code: code as string, manager: manager as string, managerSince: since as string | null }));
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}
