/**
 * An activity of one customer opened to its single events: what the equation asked of each, its minutes, and its part of what the
 * activity cost the customer in the month. An event's part goes by its minutes, by the largest remainder, so events add up to the line.
 * The events are those that were costed (int_document_event, int_service_event), read over one customer's rows.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { textsAsked } from '../../core/differentiate/costing/equation.ts';
import { attributesOf, documentEvents } from '../../core/differentiate/costing/model.ts';
import { quoted, sqlText } from '../sql-files.ts';
import { columnOf, type Costing, numbered, type NumberedActivity } from './apply-model.ts';
import { equationSql } from './equation-sql.ts';
import type { LineOf, PartsQuery } from './opened-line.ts';
import { customerNumber, onDayWithin } from './statement.ts';

export interface ActivityPart {
  kind: 'event';
  day: string;
  batchId: string;
  activity: string;
  pool: string;
  event: string;
  /** Identity of a document within its source, or the number that an event names; '' where it names none. */
  document: string;
  person: string;
  /** What the equation may ask, as JSON: {"lines":4,…}. */
  asked: string;
  equation: string;
  /** First month of the model that priced it; '' from the beginning. */
  modelFrom: string;
  minutesMicro: bigint;
  /** The pool's cost in the month, and the minutes (or units of its driver) that it is divided by: cost / minutes is the month's rate. */
  poolMinor: bigint;
  poolMicro: bigint;
  /** Whether those are minutes. */
  byTime: boolean;
  amountMinor: bigint;
}

const order = 'day desc, activity, document, person, minutes_micro desc, asked, place';

export async function activityParts(connection: DuckDBConnection, costing: Costing | null, of: LineOf): Promise<PartsQuery> {
  const activities =
    costing === null
      ? []
      : numbered(costing.models).filter(
          ({ activity }) => (of.name === undefined || activity.name === of.name) && (of.pool === undefined || activity.pool === of.pool),
        );
  if (costing === null || activities.length === 0)
    return { kind: 'event', sql: 'select 0::bigint as amount_minor where false', order: '1' };
  // The connection is this read's alone.
  await connection.run(
    `set variable costing_new_months = ${costing.newMonths}; set variable costing_minor_units = ${costing.minorUnits}; set variable costing_first_day = date '0001-01-01'`,
  );
  return { kind: 'event', sql: activities.map((each) => `(${eventsOf(costing, each, of)})`).join(' union all by name '), order };
}

function eventsOf({ models }: Costing, { no, model, activity }: NumberedActivity, of: LineOf): string {
  const customer = customerNumber(of.customerId);
  const isDocument = documentEvents.includes(activity.event as (typeof documentEvents)[number]);
  const texts = textsAsked(activity.term);
  const asked = attributesOf(activity.event)
    .filter(({ name, kind }) => kind !== 'text' || texts.includes(name))
    .map(({ name }) => `${quoted(name)}, ${columnOf(name)}`);
  return `
    with code as (select * from main.code where customer_id = ${customer}),
    mart_customer_month as (select * from main.mart_customer_month where customer_id = ${customer}),
    int_new_until as (${sqlText('int_new_until')}),
    costed_event as (${sqlText(isDocument ? 'int_document_event' : 'int_service_event')}),
    timed as (
      select period, happened_on, position, document, person, json_object(${asked.join(', ')})::varchar as asked, round((${equationSql(activity.term, columnOf)}) * 1e6)::bigint as minutes_micro
      from costed_event where event = ${quoted(activity.event)} and ${onDayWithin(of.months)}
    ),
    -- A month of another model has no row of this activity, nor has one in which its pool cost nothing.
    weighed as (
      select timed.*, own.cost_minor as whole_minor, pool.cost_minor as pool_minor, pool.spread = 'time' as by_time,
        if(pool.spread = 'time' and pool.capacity_micro is not null, greatest(pool.capacity_micro, pool.used_micro), pool.used_micro)::bigint as pool_micro,
        (abs(own.cost_minor)::hugeint * timed.minutes_micro) // own.minutes_micro as share, (abs(own.cost_minor)::hugeint * timed.minutes_micro) % own.minutes_micro as remainder
      from timed
      join mart_customer_activity as own on own.customer_id = ${customer} and own.activity_no = ${no} and own.period = timed.period
      join mart_pool_month as pool on pool.period = timed.period and pool.pool = ${quoted(activity.pool)}
    ),
    placed as (
      select *, row_number() over (partition by period order by remainder desc, happened_on, document, person, minutes_micro, asked) as place,
        abs(whole_minor) - sum(share) over (partition by period) as left_over
      from weighed
    )
    select placed.happened_on::varchar as day, batch.batch_id, ${quoted(activity.name)} as activity, ${quoted(activity.pool)} as pool, ${quoted(activity.event)} as event, placed.document, placed.person, placed.asked, ${quoted(activity.equation)} as equation,
      ${quoted(models[model]!.from)} as model_from, placed.minutes_micro, placed.pool_minor, placed.pool_micro, placed.by_time, placed.place,
      (sign(placed.whole_minor) * (placed.share + if(placed.place <= placed.left_over, 1, 0)))::bigint as amount_minor
    from placed join batch on batch.position = placed.position`;
}
