/** What the potential needs of a forecast, as Parquet next to its reasons: entering one customer's need then fits nothing again. */
import { type DuckDBConnection, DOUBLE, DuckDBDataChunk, INTEGER } from '@duckdb/node-api';
import type { Lifetimes } from '../core/differentiate/lifetime-value/value-lifetimes.ts';
import { columnItems, setColumnItems } from './columns.ts';
import { quoted } from './sql-files.ts';

export interface ForecastFile {
  /** Written under a temporary name and renamed by whoever registers it. */
  file: string;
  customerIds: Float64Array;
  forecast: Pick<Lifetimes, 'transactions' | 'alive' | 'valueMinor' | 'keptMonths'>;
}

/** DuckDB's own vector size. */
const chunkRows = 2048;

export async function writeForecast(connection: DuckDBConnection, { file, customerIds, forecast }: ForecastFile): Promise<void> {
  await connection.run(
    'create or replace temp table forecast_row (customer_id double, transactions integer, alive double, value_minor double, kept_months double)',
  );
  const appender = await connection.createAppender('forecast_row', 'main', 'temp');
  const columns = [customerIds, forecast.transactions, forecast.alive, forecast.valueMinor, forecast.keptMonths];
  for (let from = 0; from < customerIds.length; from += chunkRows) {
    const rows = Math.min(chunkRows, customerIds.length - from);
    const chunk = DuckDBDataChunk.create([DOUBLE, INTEGER, DOUBLE, DOUBLE, DOUBLE], rows);
    columns.forEach((values, column) => setColumnItems(chunk, column, values.subarray(from, from + rows)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.run(`copy forecast_row to ${quoted(file)} (format parquet, compression zstd); drop table forecast_row`);
}

export async function readForecast(
  connection: DuckDBConnection,
  { file, customerIds }: { file: string; customerIds: Float64Array },
): Promise<ForecastFile['forecast']> {
  const n = customerIds.length;
  const indexOf = new Map<number, number>();
  for (let i = 0; i < n; i++) indexOf.set(customerIds[i]!, i);
  const transactions = new Int32Array(n);
  const alive = new Float64Array(n);
  const valueMinor = new Float64Array(n);
  const keptMonths = new Float64Array(n);
  const result = await connection.stream(
    `select customer_id, transactions, alive, value_minor, kept_months from read_parquet(${quoted(file)})`,
  );
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [ids, ...columns] = [0, 1, 2, 3, 4].map((column) => columnItems(chunk, column));
    for (let row = 0; row < chunk.rowCount; row++) {
      const i = indexOf.get(ids![row]!);
      if (i === undefined) continue;
      [transactions, alive, valueMinor, keptMonths].forEach((column, at) => (column[i] = columns[at]![row]!));
    }
  }
  return { transactions, alive, valueMinor, keptMonths };
}
