/**
 * What was sold, by a column of the lines of documents: read from the journal's files, because metrics know whole documents only.
 * Amounts are those of the marts: a document in another currency is valued as a whole.
 */
import { sqlText } from '../sql-files.ts';
import { belongsTo, one, onDayWithin } from './statement.ts';
import type { Months } from '../../core/differentiate/costing/statement-period.ts';

interface Scope {
  months: Months;
  customerId?: string | undefined;
}

/** Documents of sale lines that the statement adds up. */
export function shippedDocuments({ months, ...of }: Scope): string {
  return `
    from int_document as held
    join code using (code_no)
    join batch on batch.position = held.position
    left join day_rate on day_rate.currency = held.other_currency and day_rate.happened_on = held.happened_on
    where held.wins and held.fact = 'sale_line' and code.customer_id is not null and (held.other_currency is null or day_rate.currency is not null)
      and held.${onDayWithin(months)} and ${belongsTo(one(of))}`;
}

const amounts = ['revenue_minor', 'cost_minor', 'discount_minor', 'returned_minor'] as const;

/**
 * One row per customer, month, what tells lines apart and number of a document. The lines of a document in another currency are
 * valued each, and what rounding leaves over goes to the line of the greatest amount. `column`: SQL over a line of the journal.
 */
export function goodsByLines({ files, column, pricing }: { files: string[]; column: string; pricing: string }, scope: Scope): string {
  const valued = amounts.map(
    (amount) => `
    case when numerator is null then ${amount} else valued_minor(${amount}, numerator, denominator)
      + if(row_number() over greatest_first = 1, valued_minor(sum(${amount}) over whole_document, numerator, denominator) - sum(valued_minor(${amount}, numerator, denominator)) over whole_document, 0) end as ${amount}`,
  );
  // Read without variables and views of the connection: a rebuild may be using them. What tells lines apart stands for the product line.
  const lines = sqlText('stg_sale_line')
    .replace(`getvariable('sale_line_files')`, `[${files.join(', ')}]${column === 'product_line' ? '' : ', union_by_name = true'}`)
    .replaceAll(`getvariable('company_currency')`, '(select company_currency from made_with)')
    .replace(' product_line,', ` ${column} as told_by,`);
  const period = 'year(held.happened_on) * 12 + month(held.happened_on) - 1';
  return `
    with stg_sale_line as (${lines}), priced_sale_line as (${pricing.replaceAll('product_line', 'told_by')})
    select customer_id, period, told_by, number, ${amounts.map((amount) => `sum(${amount})::bigint as ${amount}`).join(', ')}, bool_or(cost_unknown) as cost_unknown
    from (
      select customer_id, period, told_by, number, cost_unknown, ${valued.join(', ')}
      from (
        select held.customer_id, ${period} as period, line.told_by, held.number, held.numerator, held.denominator,
          -- Amounts in the company's own currency need not be told apart by document.
          if(held.numerator is null, null, {file: held.file_index, document: held.document, code: held.code, day: held.happened_on, currency: line.other_currency}) as told_in,
          sum(line.net_minor)::bigint as revenue_minor, coalesce(sum(line.cost_minor), 0)::bigint as cost_minor, bool_or(line.marks & 2 <> 0) as cost_unknown,
          coalesce(sum(line.discount_minor), 0)::bigint as discount_minor, sum(line.returned_minor)::bigint as returned_minor
        from priced_sale_line as line
        join (
          select list_position([${files.join(', ')}], batch.sale_line_file) - 1 as file_index, held.document, code.code, held.happened_on, code.customer_id, held.other_currency, day_rate.numerator, day_rate.denominator,
            split_part(held.document, chr(31), 3) as number
          ${shippedDocuments(scope)}
        ) as held on held.file_index = line.file_index and held.document = line.document and held.code = line.customer_code and held.happened_on = line.happened_on and held.other_currency is not distinct from line.other_currency
        group by all
      )
      window whole_document as (partition by told_in, customer_id, period), greatest_first as (partition by told_in, customer_id, period order by abs(revenue_minor) desc, told_by)
    ) group by customer_id, period, told_by, number`;
}

export const noGoods = `
  select 0::bigint as customer_id, 0 as period, '' as told_by, '' as number, ${amounts.map((amount) => `0::bigint as ${amount}`).join(', ')}, false as cost_unknown where false`;
