/**
 * Statements by product line. Goods are of the lines of documents, which only the journal's files hold: those files are read that have
 * a document of the months. What serving a customer cost in a month is shared among the lines that it bought in it, by net sales, by
 * the largest remainder, and a direct cost that names a document of the month among that document's lines; in a month in which it
 * bought nothing it is of no line. So all lines together are the company, exactly.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { pricing } from '../list-prices.ts';
import { quoted, sqlText } from '../sql-files.ts';
import { belongsTo, camel, type Months, onDayWithin, type StatementSum, sums, type Whose, within } from './statement.ts';

export interface ProductLineSum extends StatementSum {
  /** '' for goods that name none, and for what was done in months without a purchase. */
  productLine: string;
}

export async function statementByProductLine(connection: DuckDBConnection, { months, whose }: { months: Months; whose: Whose }): Promise<ProductLineSum[]> {
  const found = await connection.runAndReadAll(`select distinct batch.sale_line_file ${documents(months, whose)}`);
  const files = (found.getRows() as [string][]).map(([file]) => quoted(file));
  const goods = files.length === 0 ? noGoods : goodsOf({ files, pricing: await pricing(connection) }, { months, whose });
  const sql = `
    with bought as (${goods}),
    served as (
      select customer_id, period, coalesce(named.number, '') as number, sum(direct_minor)::bigint as direct_minor, sum(activities_minor)::bigint as activities_minor, sum(credit_minor)::bigint as credit_minor
      from (
        select customer_id, period, number, cost_minor as direct_minor, 0 as activities_minor, 0 as credit_minor from (${directCosts})
        union all select customer_id, period, '', 0, cost_minor, 0 from mart_customer_activity
        union all select customer_id, period, '', 0, 0, cost_minor from mart_customer_credit
      ) as spent
      left join (select distinct customer_id, period, number from bought where revenue_minor > 0 and number <> '') as named using (customer_id, period, number)
      where ${within(months)} and ${belongsTo(whose)} group by customer_id, period, named.number
    ),
    -- A customer's lines of the month, and those of each document that a direct cost names.
    weighed as (
      select *, sum(weight) over (partition by customer_id, period, number) as whole
      from (
        select customer_id, period, '' as number, product_line, sum(revenue_minor)::bigint as weight from bought group by customer_id, period, product_line
        union all
        select customer_id, period, number, product_line, revenue_minor from bought where number <> ''
      ) where weight > 0
    ),
    ${['direct', 'activities', 'credit'].map(shared).join(', ')}
    select product_line, count(distinct customer_id)::integer as customers, ${sums}
    from (
      select customer_id, product_line, discount_minor, returned_minor, revenue_minor, cost_minor, cost_unknown, null::bigint as direct_minor, null::bigint as activities_minor, null::bigint as credit_minor from bought
      union all by name select customer_id, product_line, direct_minor from shared_direct
      union all by name select customer_id, product_line, activities_minor from shared_activities
      union all by name select customer_id, product_line, credit_minor from shared_credit
      union all by name select customer_id, '' as product_line, direct_minor, activities_minor, credit_minor from served anti join weighed using (customer_id, period, number)
    ) group by product_line order by product_line`;
  return (await connection.runAndReadAll(sql)).getRowObjectsJS().map((row) => camel<ProductLineSum>(row));
}

/** Documents of sale lines that the statement adds up. */
function documents(months: Months, whose: Whose): string {
  return `
    from int_document as held
    join code using (code_no)
    join batch on batch.position = held.position
    left join day_rate on day_rate.currency = held.other_currency and day_rate.happened_on = held.happened_on
    where held.wins and held.fact = 'sale_line' and code.customer_id is not null and (held.other_currency is null or day_rate.currency is not null)
      and held.${onDayWithin(months)} and ${belongsTo(whose)}`;
}

/** One row per direct cost that is shared, with the document that it names. */
const directCosts = `
  select code.customer_id, year(happened_on) * 12 + month(happened_on) - 1 as period, document_number as number, amount_minor as cost_minor
  from valued_direct_cost join code using (code_no) where other_currency is null and code.customer_id is not null`;

const amounts = ['revenue_minor', 'cost_minor', 'discount_minor', 'returned_minor'] as const;

/**
 * One row per customer, month, product line and document that a direct cost names ('' for all others), of amounts as on the marts. A document in another currency is valued as a whole; its
 * lines are valued each, and what rounding leaves over goes to the line of the greatest amount.
 */
function goodsOf({ files, pricing: priced }: { files: string[]; pricing: string }, { months, whose }: { months: Months; whose: Whose }): string {
  const valued = amounts.map((amount) => `
    case when numerator is null then ${amount} else valued_minor(${amount}, numerator, denominator)
      + if(row_number() over greatest_first = 1, valued_minor(sum(${amount}) over whole_document, numerator, denominator) - sum(valued_minor(${amount}, numerator, denominator)) over whole_document, 0) end as ${amount}`);
  // Read without variables and views of the connection: a rebuild may be using them.
  const lines = sqlText('stg_sale_line').replace(`getvariable('sale_line_files')`, `[${files.join(', ')}]`).replace(`getvariable('company_currency')`, '(select company_currency from made_with)');
  return `
    with stg_sale_line as (${lines}), priced_sale_line as (${priced})
    select customer_id, period, product_line, number, ${amounts.map((amount) => `sum(${amount})::bigint as ${amount}`).join(', ')}, bool_or(cost_unknown) as cost_unknown
    from (
      select customer_id, period, product_line, number, cost_unknown, ${valued.join(', ')}
      from (
        select held.customer_id, year(held.happened_on) * 12 + month(held.happened_on) - 1 as period, line.product_line, held.number, held.numerator, held.denominator,
          -- Amounts in the company's own currency need not be told apart by document.
          if(held.numerator is null, null, {file: held.file_index, document: held.document, code: held.code, day: held.happened_on, currency: line.other_currency}) as told_in,
          sum(line.net_minor)::bigint as revenue_minor, coalesce(sum(line.cost_minor), 0)::bigint as cost_minor, bool_or(line.marks & 2 <> 0) as cost_unknown,
          coalesce(sum(line.discount_minor), 0)::bigint as discount_minor, sum(line.returned_minor)::bigint as returned_minor
        from priced_sale_line as line
        join (
          select list_position([${files.join(', ')}], batch.sale_line_file) - 1 as file_index, held.document, code.code, held.happened_on, code.customer_id, held.other_currency, day_rate.numerator, day_rate.denominator,
            if((code.customer_id, year(held.happened_on) * 12 + month(held.happened_on) - 1, split_part(held.document, chr(31), 3)) in (select (customer_id, period, number) from (${directCosts})), split_part(held.document, chr(31), 3), '') as number
          ${documents(months, whose)}
        ) as held on held.file_index = line.file_index and held.document = line.document and held.code = line.customer_code and held.happened_on = line.happened_on and held.other_currency is not distinct from line.other_currency
        group by all
      )
      window whole_document as (partition by told_in, customer_id, period), greatest_first as (partition by told_in, customer_id, period order by abs(revenue_minor) desc, product_line)
    ) group by customer_id, period, product_line, number`;
}

const noGoods = `
  select 0::bigint as customer_id, 0 as period, '' as product_line, '' as number, ${amounts.map((amount) => `0::bigint as ${amount}`).join(', ')}, false as cost_unknown where false`;

/** shared_<kind>: one row per customer, month, named document and product line with its part of what serving the customer cost. */
function shared(kind: string): string {
  const whole = `served.${kind}_minor`;
  return `
    shared_${kind} as (
      select customer_id, product_line, (sign(amount) * (share + if(place <= abs(amount) - given, 1, 0)))::bigint as ${kind}_minor
      from (
        select *, sum(share) over (partition by customer_id, period, number) as given, row_number() over (partition by customer_id, period, number order by remainder desc, product_line) as place
        from (
          select customer_id, period, number, product_line, ${whole} as amount, (abs(${whole})::hugeint * weight) // whole as share, (abs(${whole})::hugeint * weight) % whole as remainder
          from served join weighed using (customer_id, period, number) where ${whole} <> 0
        )
      )
    )`;
}
