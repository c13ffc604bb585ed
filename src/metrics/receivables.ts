/**
 * What customers owe at a date, document by document: payments, and goods that came back, settle the oldest shipments first, for no fact says which
 * document a payment is for. What was shipped counts with its value added tax. Amounts in a currency without a rate are left out, as everywhere.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { camel, customerNumber } from './costing/statement.ts';
import { quoted } from './sql-files.ts';

export interface Receivable {
  customerId: string;
  /** What it owes; 0 where it has paid more than it got. */
  owedMinor: bigint;
  /** What it has paid ahead. */
  prepaidMinor: bigint;
  /** Of what it owes, by days since the shipment. */
  upTo30Minor: bigint;
  upTo60Minor: bigint;
  upTo90Minor: bigint;
  over90Minor: bigint;
  documents: number;
  /** The first day that is not paid for; null where nothing is owed. */
  since: string | null;
}

export interface UnpaidDocument {
  day: string;
  sourceId: string;
  /** Identity within its source. */
  document: string;
  amountMinor: bigint;
  openMinor: bigint;
  days: number;
}

interface Asked {
  asOf: string;
  /** All that are seen, where none is named. */
  customerId?: string | undefined;
}

/** Who owes most first; who owes nothing and has paid nothing ahead is left out. */
export async function receivables(connection: DuckDBConnection, asked: Asked): Promise<Receivable[]> {
  const aged = (from: number, to: number | null): string =>
    `coalesce(sum(open_minor) filter (days > ${from}${to === null ? '' : ` and days <= ${to}`}), 0)::bigint`;
  return read(
    connection,
    `
    ${unpaid(asked)}
    select paid.customer_id::varchar as customer_id,
      -- A refund of more than was ever paid is owed too, and is of no document: the oldest of all.
      greatest(any_value(due_minor) - any_value(paid_minor), 0)::bigint as owed_minor, greatest(any_value(paid_minor) - any_value(due_minor), 0)::bigint as prepaid_minor,
      ${aged(-1, 30)} as up_to30_minor, ${aged(30, 60)} as up_to60_minor, ${aged(60, 90)} as up_to90_minor, (${aged(90, null)} + greatest(-any_value(paid_minor), 0))::bigint as over90_minor,
      count(open_minor)::integer as documents, min(happened_on)::varchar as since
    from paid left join open using (customer_id)
    group by paid.customer_id
    having owed_minor > 0 or prepaid_minor > 0
    order by owed_minor desc, prepaid_minor, paid.customer_id`,
  );
}

/** The oldest first. */
export async function unpaidDocuments(
  connection: DuckDBConnection,
  { asOf, customerId, limit }: { asOf: string; customerId: string; limit: number },
): Promise<UnpaidDocument[]> {
  return read(
    connection,
    `
    ${unpaid({ asOf, customerId })}
    select happened_on::varchar as day, source.source_id, document, moved_minor as amount_minor, open_minor, days
    from open join source using (source_no)
    order by happened_on, document, source_no limit ${Math.trunc(limit)}`,
  );
}

/** with …, paid (one row per customer: what it was to pay and what it paid), open (one row per document that is not paid whole). */
function unpaid({ asOf, customerId }: Asked): string {
  return `
    with entry as (
      select code.customer_id, told.source_no, told.document, told.fact, min(told.happened_on) as happened_on,
        sum(told.amount_minor + if(told.fact = 'sale_line', told.vat_minor, 0))::bigint as moved_minor
      from valued_document as told
      join code using (code_no)
      where told.wins and told.other_currency is null and code.customer_id is not null and told.happened_on <= ${quoted(asOf)}::date and ${customerId === undefined ? 'true' : `customer_id = ${customerNumber(customerId)}`}
      group by all
    ),
    paid as (
      select customer_id, coalesce(sum(moved_minor) filter (fact = 'sale_line' and moved_minor > 0), 0)::bigint as due_minor,
        (coalesce(sum(moved_minor) filter (fact = 'payment'), 0) - coalesce(sum(moved_minor) filter (fact = 'sale_line' and moved_minor < 0), 0))::bigint as paid_minor
      from entry group by customer_id
    ),
    running as (
      select *, sum(moved_minor) over (partition by customer_id order by happened_on, document, source_no rows unbounded preceding) as so_far
      from entry where fact = 'sale_line' and moved_minor > 0
    ),
    open as (
      select running.*, least(moved_minor, so_far - paid_minor)::bigint as open_minor, (${quoted(asOf)}::date - happened_on)::integer as days
      from running join paid using (customer_id) where so_far > paid_minor
    )`;
}

async function read<Row>(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS().map((row) => camel<Row>(row));
}
