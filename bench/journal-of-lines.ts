/**
 * A generated CSV as journal files, one batch a month, without the import: the input of the benches of the metrics.
 * DuckDB does the reading; amounts have two decimals.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisteredEntry } from '../src/facts/journal-files.ts';

export async function journalOfLines(csv: string, folder: string): Promise<RegisteredEntry[]> {
  mkdirSync(join(folder, 'sale_line'), { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(`
    create table line as
    select row_number() over ()::integer as row_number, '||' || document || '|' || year("date") as document, '' as seller,
      '' as document_type, document as document_number, line::integer as line_number, "date" as shipped_on,
      customer as customer_code, product as product_code, product as product, '' as product_line, '' as unit,
      quantity::bigint * 1000000 as quantity_micro, (list_price * 100)::bigint * quantity as list_minor,
      (discount * 100)::bigint as discount_minor, (net_amount * 100)::bigint as net_minor, null::bigint as vat_minor,
      ("cost" * 100)::bigint as cost_minor, 'RUB' as currency, manager, kind
    from read_csv('${csv}', types = {'date': 'DATE', 'list_price': 'DECIMAL(18,2)', 'discount': 'DECIMAL(18,2)',
      'net_amount': 'DECIMAL(18,2)', 'cost': 'DECIMAL(18,2)'})`);
  const folderByMonth = join(folder, 'sale_line');
  await connection.run(`
    copy (select *, strftime(shipped_on, '%Y-%m') as batch from line)
    to '${folderByMonth}' (format parquet, partition_by (batch), overwrite_or_ignore true)`);
  const months = await connection.runAndReadAll(`select distinct strftime(shipped_on, '%Y-%m') from line order by 1`);
  const batches = months.getRows().map(([month], i) => ({
    id: String(i + 1),
    position: i + 1,
    sourceId: '1',
    files: { sale_line: join(folderByMonth, `batch=${month as string}`, 'data_0.parquet') },
  }));
  connection.closeSync();
  instance.closeSync();
  return batches;
}
