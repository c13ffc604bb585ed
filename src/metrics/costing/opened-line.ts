/**
 * A line of one customer's statement opened to what made it: documents, facts of direct costs, months of credit; activities open in
 * opened-activity.ts. All parts add up to the line exactly; a page of them is read, never more, and never another customer's.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { OpenLine } from '../../core/differentiate/costing/statement.ts';
import type { Costing } from './apply-model.ts';
import { type ActivityPart, activityParts } from './opened-activity.ts';
import { camel, customerNumber, onDayWithin, within } from './statement.ts';
import type { Months } from '../../core/differentiate/costing/statement-period.ts';
import { quoted } from '../sql-files.ts';

export interface LineOf {
  customerId: string;
  months: Months;
  line: OpenLine;
  /** The activity or the direct cost of this name; undefined: all of them. */
  name?: string | undefined;
  /** Of an activity whose name several pools have had. */
  pool?: string | undefined;
  offset: number;
  limit: number;
}

interface Fact {
  day: string;
  batchId: string;
}

export interface DocumentPart extends Fact {
  kind: 'document';
  sourceId: string;
  /** Identity within its source. */
  document: string;
  amountMinor: bigint;
}

export interface DirectCostPart extends Fact {
  kind: 'direct_cost';
  name: string;
  documentNumber: string;
  amountMinor: bigint;
}

/** Interest on the average of what was owed on the month's days. */
export interface CreditPart {
  kind: 'credit';
  month: string;
  averageMinor: bigint;
  days: number;
  permille: number;
  amountMinor: bigint;
}

export type LinePart = DocumentPart | DirectCostPart | CreditPart | ActivityPart;

export interface OpenedLine {
  /** Of all parts, whatever the page: the line itself. */
  totalMinor: bigint;
  count: number;
  parts: LinePart[];
}

export async function openLine(connection: DuckDBConnection, of: LineOf): Promise<OpenedLine> {
  const costing = await costedWith(connection);
  const parts =
    of.line === 'activity'
      ? await activityParts(connection, costing, of)
      : of.line === 'direct_costs'
        ? directCosts(of)
        : of.line === 'credit'
          ? credit(costing, of)
          : documents({ ...of, line: of.line });
  const whole = await read<{ totalMinor: bigint; count: number }>(
    connection,
    `select coalesce(sum(amount_minor), 0)::bigint as total_minor, count(*)::integer as count from (${parts.sql})`,
  );
  const page = await read<LinePart>(
    connection,
    `select * from (${parts.sql}) order by ${parts.order} limit ${Math.trunc(of.limit)} offset ${Math.trunc(of.offset)}`,
  );
  return { ...whole[0]!, parts: page.map((part) => ({ ...part, kind: parts.kind }) as LinePart) };
}

/** A query that yields every part once, and the order in which they are shown. */
export interface PartsQuery {
  kind: LinePart['kind'];
  sql: string;
  order: string;
}

const documentAmount: Record<Exclude<OpenLine, 'activity' | 'direct_costs' | 'credit'>, string> = {
  // Net sales + returns + discounts, as on the statement.
  list: 'amount_minor - returned_minor + discount_minor',
  discounts: 'discount_minor',
  returns: '-returned_minor',
  net_sales: 'amount_minor',
  cost_of_goods: 'cost_minor',
};

function documents({ customerId, months, line }: LineOf & { line: keyof typeof documentAmount }): PartsQuery {
  return {
    kind: 'document',
    sql: `
      select told.happened_on::varchar as day, batch.batch_id, source.source_id, told.document, (${documentAmount[line]})::bigint as amount_minor
      from valued_document as told
      join code using (code_no)
      join batch on batch.position = told.position
      join source on source.source_no = told.source_no
      where told.wins and told.fact = 'sale_line' and told.other_currency is null and code.customer_id = ${customerNumber(customerId)}
        and ${onDayWithin(months)} and (${documentAmount[line]}) <> 0`,
    order: 'day desc, document, source_id, amount_minor',
  };
}

function directCosts({ customerId, months, name }: LineOf): PartsQuery {
  return {
    kind: 'direct_cost',
    sql: `
      select cost.happened_on::varchar as day, batch.batch_id, cost.name, cost.document_number, cost.amount_minor
      from valued_direct_cost as cost
      join code using (code_no)
      join batch on batch.position = cost.position
      where cost.other_currency is null and code.customer_id = ${customerNumber(customerId)} and ${onDayWithin(months)}
        ${name === undefined ? '' : `and cost.name = ${quoted(name)}`}`,
    order: 'day desc, name, document_number, amount_minor desc',
  };
}

function credit(costing: Costing | null, { customerId, months }: LineOf): PartsQuery {
  const rates = (costing?.models ?? []).map(({ from, creditPermille }) => `(${quoted(from)}, ${creditPermille})`);
  return {
    kind: 'credit',
    sql: `
      with rate(first_month, permille) as (values ${rates.length === 0 ? `('', 0)` : rates.join(', ')}),
      owed as (
        select strftime(make_date(period // 12, period % 12 + 1, 1), '%Y-%m') as month, days, minor_days, cost_minor
        from mart_customer_credit where customer_id = ${customerNumber(customerId)} and ${within(months)}
      )
      select month, ((2 * minor_days + days) // (2 * days))::bigint as average_minor, days, rate.permille::integer as permille, cost_minor as amount_minor
      from owed join rate on rate.first_month = (select max(first_month) from rate as known where known.first_month <= owed.month)`,
    order: 'month desc',
  };
}

/** What the costs were last reckoned with: rules and rates are told from it, and not from a model that was saved since. */
export async function costedWith(connection: DuckDBConnection): Promise<Costing | null> {
  const [row] = (await connection.runAndReadAll('select model from costed_with')).getRows();
  return row === undefined ? null : (JSON.parse(row[0] as string) as Costing);
}

async function read<T>(connection: DuckDBConnection, sql: string): Promise<T[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS().map((row) => camel<T>(row));
}
