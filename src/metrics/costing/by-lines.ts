/**
 * Statements by what lines of documents are told apart by: product lines, or each customer's delivery points. Goods are of the lines
 * of documents, which only the journal's files hold: those files are read that have a document of the months. What serving a customer
 * cost in a month goes among the lines of the document that it names, else among all that the customer bought in the month, by the
 * largest remainder; what it cost in a month in which it bought nothing is of no line. So all rows together are the company, and the
 * points of a customer are the customer, exactly (docs/methods/profit.md).
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { pricing } from '../list-prices.ts';
import { quoted } from '../sql-files.ts';
import { costsByDocument } from './costs-by-document.ts';
import { goodsByLines, noGoods, shippedDocuments } from './goods-by-lines.ts';
import { costedWith } from './opened-line.ts';
import { belongsTo, camel, one, type StatementSum, sums, within } from './statement.ts';
import type { Months } from '../../core/differentiate/costing/statement-period.ts';

export const linesBy = ['product_line', 'delivery_point'] as const;
export type LinesBy = (typeof linesBy)[number];

export interface LinesSum extends StatementSum {
  /** '' for lines that name none, and for what was done in months without a purchase. */
  toldBy: string;
  /** Whose point it is; product lines are of everybody. */
  customerId: string | null;
}

export interface LinesOf {
  by: LinesBy;
  months: Months;
  /** All that are seen, where none is named. */
  customerId?: string | undefined;
}

export async function statementByLines(connection: DuckDBConnection, of: LinesOf): Promise<LinesSum[]> {
  const files = await filesOf(connection, of);
  const column = await columnOf(connection, { files, by: of.by });
  const goods = files.length === 0 ? noGoods : goodsByLines({ files, column, pricing: await pricing(connection) }, of);
  const sql = `
    with bought as materialized (${goods}),
    -- Where all goods of a customer's month are of one line, whatever was done for it is, too.
    divided as materialized (
      select customer_id, period from bought group by customer_id, period having count(distinct told_by) > 1 or sum(revenue_minor) <= 0
    ),
    cost_of_document as (${await costsByDocument(connection, await costedWith(connection), of)}),
    served as (
      select customer_id, period, coalesce(named.number, '') as number, sum(direct_minor)::bigint as direct_minor, sum(activities_minor)::bigint as activities_minor, sum(credit_minor)::bigint as credit_minor
      from (
        select customer_id, period, number, direct_minor, activities_minor, 0 as credit_minor from cost_of_document
        union all select customer_id, period, '', 0, 0, cost_minor from mart_customer_credit where ${within(of.months)} and ${belongsTo(one(of))}
      ) as spent
      left join (select distinct customer_id, period, number from bought semi join divided using (customer_id, period) where revenue_minor <> 0 and number <> '') as named using (customer_id, period, number)
      group by customer_id, period, named.number
    ),
    -- A customer's lines of the month, and those of each document that a cost may name; a document that only takes goods back is shared by these.
    weighed as (
      select *, sum(weight) over (partition by customer_id, period, number) as whole
      from (
        select customer_id, period, '' as number, told_by, sum(revenue_minor)::bigint as weight from bought group by customer_id, period, told_by
        union all
        select customer_id, period, number, told_by, if(max(revenue_minor) over (partition by customer_id, period, number) > 0, revenue_minor, -revenue_minor)
        from bought semi join divided using (customer_id, period) where number <> ''
      ) where weight > 0
    ),
    ${['direct', 'activities', 'credit'].map(shared).join(', ')}
    select told_by, ${of.by === 'delivery_point' ? 'part.customer_id' : 'null'}::varchar as customer_id, count(distinct part.customer_id)::integer as customers, ${sums}
    from (
      select customer_id, told_by, discount_minor, returned_minor, revenue_minor, cost_minor, cost_unknown, null::bigint as direct_minor, null::bigint as activities_minor, null::bigint as credit_minor from bought
      union all by name select customer_id, told_by, direct_minor from shared_direct
      union all by name select customer_id, told_by, activities_minor from shared_activities
      union all by name select customer_id, told_by, credit_minor from shared_credit
      union all by name select customer_id, '' as told_by, direct_minor, activities_minor, credit_minor from served anti join weighed using (customer_id, period, number)
    ) as part group by all order by 1, 2`;
  return (await connection.runAndReadAll(sql)).getRowObjectsJS().map((row) => camel<LinesSum>(row));
}

/** Whether any file that has a document of these names a delivery point. */
export async function namesDeliveryPoints(connection: DuckDBConnection, of: Omit<LinesOf, 'by'>): Promise<boolean> {
  const files = await filesOf(connection, of);
  if ((await columnOf(connection, { files, by: 'delivery_point' })) !== `coalesce(delivery_point, '')`) return false;
  // The files' own statistics answer where all lines name none.
  const named = await connection.runAndReadAll(
    `select exists (from read_parquet([${files.join(', ')}], union_by_name = true) where delivery_point > '')`,
  );
  return named.getRows()[0]![0] === true;
}

async function filesOf(connection: DuckDBConnection, of: Omit<LinesOf, 'by'>): Promise<string[]> {
  const found = await connection.runAndReadAll(`select distinct batch.sale_line_file ${shippedDocuments(of)} order by 1`);
  return (found.getRows() as [string][]).map(([file]) => quoted(file));
}

/** The column of the journal's files that tells lines apart; files that are older than it name no delivery point. */
async function columnOf(connection: DuckDBConnection, { files, by }: { files: string[]; by: LinesBy }): Promise<string> {
  if (by === 'product_line' || files.length === 0) return by;
  const known = await connection.runAndReadAll(`select count(*) > 0 from parquet_schema([${files.join(', ')}]) where name = ${quoted(by)}`);
  return known.getRows()[0]![0] === true ? `coalesce(${by}, '')` : `''`;
}

/** shared_<kind>: one row per customer, month, named document and what tells lines apart, with its part of what serving the customer cost. */
function shared(kind: string): string {
  const whole = `served.${kind}_minor`;
  return `
    shared_${kind} as (
      select customer_id, told_by, (sign(amount) * (share + if(place <= abs(amount) - given, 1, 0)))::bigint as ${kind}_minor
      from (
        select *, sum(share) over (partition by customer_id, period, number) as given, row_number() over (partition by customer_id, period, number order by remainder desc, told_by) as place
        from (
          select customer_id, period, number, told_by, ${whole} as amount, (abs(${whole})::hugeint * weight) // whole as share, (abs(${whole})::hugeint * weight) % whole as remainder
          from served join weighed using (customer_id, period, number) where ${whole} <> 0
        )
      )
    )`;
}
