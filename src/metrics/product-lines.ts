/**
 * When a customer was first shipped each product line. Metrics are by document, product lines are of its lines: they are read
 * from the journal's files, and only from those that hold a document of this customer.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from './sql-files.ts';

export interface ProductLineShipment {
  productLine: string;
  firstOn: string;
}

/** `mayBeNew` is asked with the customer's last shipment day: where it says no, no file is opened. */
export async function firstShipmentsOfLines(
  connection: DuckDBConnection,
  of: { customerId: string; asOf: string; mayBeNew: (lastShipmentOn: string) => boolean },
): Promise<ProductLineShipment[]> {
  const documents = `int_document as document join code using (code_no) join batch on batch.position = document.position
    where document.wins and document.fact = 'sale_line' and code.customer_id = ${BigInt(of.customerId)} and document.happened_on <= ${quoted(of.asOf)}::date`;
  const found = await connection.runAndReadAll(
    `select batch.sale_line_file, max(document.happened_on)::varchar from ${documents} group by all`,
  );
  const files = found.getRows() as [string, string][];
  const last = files
    .map(([, day]) => day)
    .toSorted()
    .at(-1);
  if (last === undefined || !of.mayBeNew(last)) return [];
  const first = await connection.runAndReadAll(`
    with told as (
      select distinct batch.sale_line_file, document.document, code.code from ${documents}
    ),
    shipped_day as (
      select line.product_line, coalesce(nullif(line.currency, 'XXX'), (select company_currency from made_with)) as currency, line.shipped_on, sum(line.net_minor) as net_minor
      from read_parquet([${files.map(([file]) => quoted(file)).join(', ')}], filename = true) as line
      join told on told.sale_line_file = line.filename and told.document = line.document and told.code = line.customer_code
      where line.product_line <> '' and line.shipped_on <= ${quoted(of.asOf)}::date
      group by all
    ),
    shipped as (
      -- Goods that all come back within their month leave no shipment day in it.
      select *, sum(net_minor) over (partition by product_line, currency, date_trunc('month', shipped_on)) as month_minor from shipped_day
    )
    select product_line, min(shipped_on)::varchar from shipped where net_minor > 0 and month_minor > 0 group by product_line order by product_line`);
  return (first.getRows() as [string, string][]).map(([productLine, firstOn]) => ({ productLine, firstOn }));
}
