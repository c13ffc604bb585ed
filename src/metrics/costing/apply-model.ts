/**
 * Costs by the model: events become minutes, minutes become shares of what their pools cost, and what nobody used stays with the
 * company. Only months from the first changed one on are reckoned: what a month costs depends on nothing that comes after it.
 * Reads no file of the journal: a change of the model costs what the marts cost.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { type CostModel, documentEvents, type ReadActivity } from '../../core/differentiate/costing/model.ts';
import { insertModel, makeTemporary, quoted, sqlText } from '../sql-files.ts';
import { textsAsked } from '../../core/differentiate/costing/equation.ts';
import { changedPools } from './changed-pools.ts';
import { equationSql } from './equation-sql.ts';
import { keepSaid, type SaidOfCustomers } from './said-of-customers.ts';

/** A model whose equations are read and checked. */
export type ReadModel = Omit<CostModel, 'activities'> & { activities: ReadActivity[] };

export interface Costing {
  /** By their first month, the earliest first; at least one. */
  models: ReadModel[];
  /** Months from a customer's first shipment in which it is new. */
  newMonths: number;
  /** Minor units of one unit of the company's currency. */
  minorUnits: number;
  /** Where an equation asks for it; undefined else. */
  said?: SaidOfCustomers | undefined;
}

const beginning = -1;
const end = 9999 * 12;

/** All in one transaction: whoever reads sees the costs of the last model and facts, or of these. */
export async function applyModel(connection: DuckDBConnection, costing: Costing): Promise<void> {
  const text = JSON.stringify(costing);
  const state = await connection.runAndReadAll('select (select model from costed_with), (select min(first_period) from cost_pending)');
  const [model, pending] = state.getRows()[0] as [string | null, number | null];
  if (model === text && pending === null) return;
  // Facts and model at once: everything, from the beginning on.
  const pools = model === null || pending !== null ? null : changedPools(JSON.parse(model) as Costing, costing);
  const from = model === text ? pending! : beginning;
  await connection.run('begin');
  try {
    // A company without costs, before and now, pays nothing for this.
    if ((await anyCosts(connection)) || costing.models.some(({ creditPermille }) => creditPermille > 0))
      await reckon(connection, costing, { from, pools });
    await connection.run(`truncate costed_with; insert into costed_with values (${quoted(text)}); truncate cost_pending; commit`);
  } catch (cause) {
    await connection.run('rollback');
    throw cause;
  }
}

/** By the facts, or by what was last costed. */
export async function anyCosts(connection: DuckDBConnection): Promise<boolean> {
  const found = await connection.runAndReadAll(`
    select exists (from cost) or exists (from direct_cost) or exists (from mart_pool_month) or exists (from mart_customer_direct) or exists (from mart_customer_credit)`);
  return found.getRows()[0]![0] as boolean;
}

/** What `read` finds were the costs by this model; nothing of it stays. Costs must be up to the facts. */
export async function withModel<T>(connection: DuckDBConnection, costing: Costing, read: () => Promise<T>): Promise<T> {
  await connection.run('begin');
  try {
    const state = await connection.runAndReadAll('select model from costed_with');
    const model = state.getRows()[0]?.[0] as string | undefined;
    await reckon(connection, costing, {
      from: beginning,
      pools: model === undefined ? null : changedPools(JSON.parse(model) as Costing, costing),
    });
    return await read();
  } finally {
    await connection.run('rollback');
  }
}

interface Scope {
  /** The first month. */
  from: number;
  /** Null: all. */
  pools: Set<string> | null;
}

async function reckon(connection: DuckDBConnection, costing: Costing, { from, pools }: Scope): Promise<void> {
  await describeModel(connection, costing, { from, pools });
  await forget(connection, { from, pools });
  await makeTemporary(connection, { model: 'int_pool_cost', table: 'int_pool_cost' });
  await makeTemporary(connection, { model: 'int_new_until', table: 'int_new_until' });
  await measureMinutes(connection, costing.models, pools);
  await connection.run(`
    create or replace temp table customer_rank as
    select customer_id, row_number() over (order by min(code), customer_id) as place from code where customer_id is not null group by customer_id`);
  await makeTemporary(connection, { model: 'int_pool_use', table: 'int_pool_use' });
  await makeTemporary(connection, { model: 'int_share', table: 'int_share' });
  await insertModel(connection, 'mart_customer_activity');
  await insertModel(connection, 'mart_pool_month');
  await insertModel(connection, 'mart_customer_direct');
  if (costing.models.some(({ creditPermille }) => creditPermille > 0)) {
    await makeTemporary(connection, { model: 'int_last_known', table: 'int_last_known' });
    await insertModel(connection, 'mart_customer_credit');
    await connection.run('drop table int_last_known');
  }
  await connection.run(
    'drop table activity_minutes; drop table int_pool_cost; drop table int_new_until; drop table int_pool_use; drop table int_share; drop table customer_rank',
  );
}

/** Takes out what is going to be reckoned again. */
async function forget(connection: DuckDBConnection, { from, pools }: Scope): Promise<void> {
  const these = pools === null ? '' : `and pool in (select unnest(getvariable('costing_pools')))`;
  const activities = pools === null ? '' : `and activity_no in (select activity_no from cost_activity where true ${these})`;
  // Everything at once: taking millions of rows out one by one would cost more than reckoning them.
  await connection.run(
    from === beginning && pools === null
      ? 'truncate mart_customer_activity; truncate mart_pool_month'
      : `
    delete from mart_customer_activity where period >= ${from} ${activities};
    delete from mart_pool_month where period >= ${from} ${these}`,
  );
  await connection.run('truncate mart_customer_direct; truncate mart_customer_credit');
}

/** The model as tables, and what the SQL files ask of it. */
async function describeModel(
  connection: DuckDBConnection,
  { models, newMonths, minorUnits, said }: Costing,
  { from, pools: only }: Scope,
): Promise<void> {
  const stretches = models.map((model, at) => ({
    model,
    first: periodOf(model.from),
    last: at + 1 < models.length ? periodOf(models[at + 1]!.from) - 1 : end,
  }));
  const pools = stretches.flatMap(({ model, first, last }) =>
    model.pools.map(
      (pool) =>
        `(${quoted(pool.name)}, ${quoted(pool.spread)}, ${pool.capacityMinutes === null ? 'null' : `${Math.round(pool.capacityMinutes * 1e6)}`}, ${model.practicalPermille}, ${first}, ${last})`,
    ),
  );
  const activities = numbered(models).map(
    ({ no, activity }) => `(${no}, ${[activity.name, activity.pool, activity.event, activity.equation].map(quoted).join(', ')})`,
  );
  const rates = stretches.map(({ model, first, last }) => `(${model.creditPermille}, ${first}, ${last})`);
  await connection.run(`
    set variable costing_new_months = ${newMonths};
    set variable costing_minor_units = ${minorUnits};
    set variable costing_first_period = ${from};
    set variable costing_pools = ${only === null ? 'null::varchar[]' : `[${[...only].map(quoted).join(', ')}]::varchar[]`};
    set variable costing_first_day = ${from === beginning ? `date '0001-01-01'` : `make_date(${Math.floor(from / 12)}, ${(from % 12) + 1}, 1)`};
    create or replace temp table model_pool (pool varchar, spread varchar, capacity_micro bigint, practical_permille integer, first_period integer, last_period integer);
    create or replace temp table credit_rate (permille integer, first_period integer, last_period integer);
    insert into credit_rate values ${rates.join(', ')};
    truncate cost_activity`);
  await keepSaid(connection, said);
  if (pools.length > 0) await connection.run(`insert into model_pool values ${pools.join(', ')}`);
  if (activities.length > 0) await connection.run(`insert into cost_activity values ${activities.join(', ')}`);
}

/** activity_minutes: one row per activity, customer and month. Each kind of event is read once for all of a model's activities. */
async function measureMinutes(connection: DuckDBConnection, models: ReadModel[], pools: Set<string> | null): Promise<void> {
  await connection.run(
    'create or replace temp table activity_minutes (activity_no smallint, customer_id bigint, period integer, events bigint, minutes_micro bigint)',
  );
  const all = numbered(models).filter(({ activity }) => pools === null || pools.has(activity.pool));
  for (const [source, isDocument] of [
    ['int_document_event', true],
    ['int_service_event', false],
  ] as const) {
    const used = all.filter(({ activity }) => documentEvents.includes(activity.event as (typeof documentEvents)[number]) === isDocument);
    if (used.length === 0) continue;
    const asksTexts = used.some(({ activity }) => textsAsked(activity.term).length > 0);
    // Which document an event is of matters only to who opens a statement (opened-line.ts).
    await connection.run(
      `create or replace temp table costed_event as select * exclude (position, happened_on, document, person${asksTexts ? '' : ', region, industry, company_group'}) from (${sqlText(source)})`,
    );
    const events = isDocument ? 'count(*)' : 'sum(count)::bigint';
    for (const group of Map.groupBy(used, ({ model, activity }) => `${model} ${activity.event}`).values())
      await addMinutes(connection, { models, group, events });
    await connection.run('drop table costed_event');
  }
}

export interface NumberedActivity {
  no: number;
  model: number;
  activity: ReadActivity;
}

/** As mart_customer_activity numbers them. */
export function numbered(models: ReadModel[]): NumberedActivity[] {
  return models
    .flatMap(({ activities }, model) => activities.map((activity) => ({ model, activity })))
    .map((each, at) => ({ no: at + 1, ...each }));
}

async function addMinutes(
  connection: DuckDBConnection,
  { models, group, events }: { models: ReadModel[]; group: NumberedActivity[]; events: string },
): Promise<void> {
  const { model, activity } = group[0]!;
  const next = models[model + 1];
  // Minutes are rounded to millionths for each event: whole numbers add up alike in any order.
  const minutes = group.map((each) => `sum(round((${equationSql(each.activity.term, columnOf)}) * 1e6)::bigint)::bigint as a${each.no}`);
  await connection.run(`
    create or replace temp table minutes_of_group as
    select customer_id, period, ${events} as events, ${minutes.join(', ')}
    from costed_event
    where event = ${quoted(activity.event)} and period >= ${periodOf(models[model]!.from)}${next === undefined ? '' : ` and period < ${periodOf(next.from)}`}
    group by customer_id, period`);
  for (const { no } of group)
    await connection.run(
      `insert into activity_minutes select ${no}, customer_id, period, events, a${no} from minutes_of_group where a${no} > 0`,
    );
  await connection.run('drop table minutes_of_group');
}

export const columnOf = (attribute: string): string => ({ new: 'is_new', group: 'company_group' })[attribute] ?? attribute;

/** yyyy-mm as a number of months; the beginning of time for ''. */
function periodOf(month: string): number {
  if (month === '') return beginning;
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
