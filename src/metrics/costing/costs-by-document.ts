/**
 * What serving customers cost in a month, by the document that it names: a direct cost or an event says which, and a shipment or a
 * return is one itself. An activity's cost of the month goes among its documents by their minutes, by the largest remainder (ties by
 * number). All documents together are what the marts say, exactly. Nothing is decided of documents that are none of the month's.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { documentEvents } from '../../core/differentiate/costing/model.ts';
import { quoted, sqlText } from '../sql-files.ts';
import { columnOf, type Costing, type NumberedActivity, numbered } from './apply-model.ts';
import { equationSql } from './equation-sql.ts';
import { belongsTo, one, periodOf, within } from './statement.ts';
import type { Months } from '../../core/differentiate/costing/statement-period.ts';

/**
 * SQL over the customers and months of `divided`, in which documents matter: rows of customer, month and number of a document ('' where
 * none is named), with direct_minor and activities_minor. What the others cost names no document.
 */
export async function costsByDocument(
  connection: DuckDBConnection,
  costing: Costing | null,
  { months, ...of }: { months: Months; customerId?: string | undefined },
): Promise<string> {
  const these = `${within(months)} and ${belongsTo(one(of))}`;
  const found = await connection.runAndReadAll(`select distinct activity_no from mart_customer_activity where ${these}`);
  const costed = new Set(found.getRows().map(([no]) => Number(no)));
  const timed = costing === null ? [] : numbered(costing.models).flatMap((each) => (costed.has(each.no) ? [minutesOf(costing, each)] : []));
  const whole = `
    select customer_id, period, if(divided.period is null, '', number) as number, direct_minor, 0 as activities_minor
    from (
      select code.customer_id, year(happened_on) * 12 + month(happened_on) - 1 as period, document_number as number, amount_minor as direct_minor
      from valued_direct_cost join code using (code_no) where other_currency is null and code.customer_id is not null
    ) left join divided using (customer_id, period) where ${these}
    union all
    select customer_id, period, '', 0, cost_minor from mart_customer_activity ${timed.length === 0 ? '' : 'anti join divided using (customer_id, period)'} where ${these}`;
  if (costing === null || timed.length === 0) return whole;
  // The connection is this read's alone.
  await connection.run(
    `set variable costing_new_months = ${costing.newMonths}; set variable costing_minor_units = ${costing.minorUnits}; set variable costing_first_day = date '0001-01-01'`,
  );
  return `
    with int_new_until as (${sqlText('int_new_until')}),
    document_event as materialized (select * from (${sqlText('int_document_event')}) semi join divided using (customer_id, period)),
    service_event_of as materialized (select * from (${sqlText('int_service_event')}) semi join divided using (customer_id, period)),
    timed as (
      select activity_no, customer_id, period, number, sum(minutes_micro)::bigint as minutes_micro from (${timed.join(' union all ')}) where minutes_micro > 0 group by all
    ),
    weighed as (
      select timed.*, own.cost_minor as whole_minor, (abs(own.cost_minor)::hugeint * timed.minutes_micro) // own.minutes_micro as share, (abs(own.cost_minor)::hugeint * timed.minutes_micro) % own.minutes_micro as remainder
      from timed join mart_customer_activity as own using (customer_id, period, activity_no)
    ),
    placed as (
      select *, row_number() over (partition by customer_id, period, activity_no order by remainder desc, number) as place,
        abs(whole_minor) - sum(share) over (partition by customer_id, period, activity_no) as left_over
      from weighed
    )
    ${whole}
    union all
    select customer_id, period, number, 0, (sign(whole_minor) * (share + if(place <= left_over, 1, 0)))::bigint from placed`;
}

/** The events of an activity in the months of its model, each with its minutes; a payment is about no goods. */
function minutesOf({ models }: Costing, { no, model, activity }: NumberedActivity): string {
  const isDocument = documentEvents.includes(activity.event as (typeof documentEvents)[number]);
  const next = models[model + 1];
  const number = !isDocument ? 'document' : activity.event === 'payment' ? `''` : 'split_part(document, chr(31), 3)';
  const from = models[model]!.from;
  return `
    select ${no} as activity_no, customer_id, period, ${number} as number, round((${equationSql(activity.term, columnOf)}) * 1e6)::bigint as minutes_micro
    from ${isDocument ? 'document_event' : 'service_event_of'}
    where event = ${quoted(activity.event)}${from === '' ? '' : ` and period >= ${periodOf(from)}`}${next === undefined ? '' : ` and period < ${periodOf(next.from)}`}`;
}
