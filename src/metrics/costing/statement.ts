/** Profit by customer, and what the books, the pools and the customers have to do with each other: read, never decided, here. */
import type { Months } from '../../core/differentiate/costing/statement-period.ts';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from '../sql-files.ts';
import type { StatementParts } from '../../core/differentiate/costing/statement.ts';
import type { Spread } from '../../core/differentiate/costing/model.ts';

/** One of the customers that are seen, or the other customers of its tier. */
export type SomeCustomers = { customerId: string } | { peersOf: string; tier: string; historyFile: string };

/** Minor units of the company's currency; costs are positive. */
export interface StatementSum extends StatementParts {
  customers: number;
}

export interface StatementRow extends StatementParts {
  customerId: string;
}

export interface PoolMonth {
  month: string;
  pool: string;
  spread: Spread;
  costMinor: bigint;
  capacityMicro: bigint | null;
  usedMicro: bigint;
  customersMinor: bigint;
  unusedMinor: bigint;
  notAllocatedMinor: bigint;
}

export interface ActivityTotal {
  activity: string;
  pool: string;
  event: string;
  equation: string;
  events: bigint;
  minutesMicro: bigint;
  costMinor: bigint;
}

/** What a starting model is made of, and what the statement can tell at all. */
export interface CostFacts {
  pools: string[];
  events: string[];
  costMonths: { from: string; to: string } | null;
  directCosts: boolean;
  payments: boolean;
  /** Whether any sale tells its list value or its discount, or a price list does. */
  listValue: boolean;
  /** Costs in currencies that are not the company's, without a rate on their day: kept, not allocated. */
  otherCurrencies: { currency: string; amountMinor: bigint }[];
}

export interface CostReads {
  /** One row per customer that is seen. */
  statement(months: Months): Promise<StatementRow[]>;
  statementSum(months: Months, of?: SomeCustomers): Promise<StatementSum>;
  statementByMonth(months: Months, of?: SomeCustomers): Promise<(StatementSum & { month: string })[]>;
  /** Every activity of the model, those that nobody caused included. */
  activities(months: Months, of?: SomeCustomers): Promise<ActivityTotal[]>;
  directCosts(of: Months & { customerId: string }): Promise<{ name: string; costMinor: bigint }[]>;
  /** What was charged above the price list; part of the list value. */
  aboveList(months: Months, of?: SomeCustomers): Promise<bigint>;
  pools(months: Months): Promise<PoolMonth[]>;
  /** Customers first shipped to within the months; and those shipped to before and within. */
  wonAndKept(months: Months): Promise<{ won: number; kept: number }>;
  facts(): Promise<CostFacts>;
}

/** Lines of a statement added up. */
export const sums = `
  coalesce(sum(discount_minor), 0)::bigint as discount_minor, coalesce(-sum(returned_minor), 0)::bigint as returns_minor,
  coalesce(sum(revenue_minor), 0)::bigint as revenue_minor, coalesce(sum(cost_minor), 0)::bigint as cost_of_goods_minor,
  coalesce(bool_or(cost_unknown), false) as cost_unknown, coalesce(sum(direct_minor), 0)::bigint as direct_minor,
  coalesce(sum(activities_minor), 0)::bigint as activities_minor, coalesce(sum(credit_minor), 0)::bigint as credit_minor`;

/** One row per customer, month and kind of thing that happened to it; what a kind knows nothing of is null. */
const parts = `(
  select customer_id, period, discount_minor, returned_minor, revenue_minor, cost_minor, cost_unknown,
    null::bigint as direct_minor, null::bigint as activities_minor, null::bigint as credit_minor from mart_customer_month
  union all
  select customer_id, period, null, null, null, null, null, cost_minor, null, null from mart_customer_direct
  union all
  select customer_id, period, null, null, null, null, null, null, cost_minor, null from mart_customer_activity
  union all
  select customer_id, period, null, null, null, null, null, null, null, cost_minor from mart_customer_credit)`;

export function costReads(connection: DuckDBConnection): CostReads {
  const rows = async <T>(sql: string): Promise<T[]> => (await connection.runAndReadAll(sql)).getRowObjectsJS().map((row) => camel<T>(row));
  return {
    statement: (months) =>
      rows(
        `select customer_id::varchar as customer_id, ${sums} from ${parts} where ${within(months)} group by customer_id order by customer_id`,
      ),
    async statementSum(months, of) {
      const [sum] = await rows<StatementSum>(
        `select count(distinct customer_id)::integer as customers, ${sums} from ${parts} where ${within(months)} and ${belongsTo(of)}`,
      );
      return sum!;
    },
    statementByMonth: (months, of) =>
      rows(`
        select ${monthOf} as month, count(distinct customer_id)::integer as customers, ${sums}
        from ${parts} where ${within(months)} and ${belongsTo(of)} group by period order by period`),
    activities: (months, of) =>
      rows(`
        select activity.name as activity, activity.pool, any_value(activity.event) as event, any_value(activity.equation) as equation, coalesce(sum(mart.events), 0)::bigint as events,
          coalesce(sum(mart.minutes_micro), 0)::bigint as minutes_micro, coalesce(sum(mart.cost_minor), 0)::bigint as cost_minor
        from cost_activity as activity left join (select * from mart_customer_activity where ${within(months)} and ${belongsTo(of)}) as mart using (activity_no)
        group by activity.name, activity.pool order by min(activity_no)`),
    directCosts: ({ customerId, ...months }) =>
      rows(
        `select name, sum(cost_minor)::bigint as cost_minor from mart_customer_direct where customer_id = ${customerNumber(customerId)} and ${within(months)} group by name order by 2 desc, 1`,
      ),
    async aboveList(months, of) {
      const [found] = await rows<{ aboveListMinor: bigint }>(
        `select coalesce(sum(above_list_minor), 0)::bigint as above_list_minor from mart_customer_month where ${within(months)} and ${belongsTo(of)}`,
      );
      return found!.aboveListMinor;
    },
    pools: (months) =>
      rows(`
        select ${monthOf} as month, pool, spread, cost_minor, capacity_micro, used_micro, customers_minor, unused_minor, not_allocated_minor
        from mart_pool_month where ${within(months)} order by period, pool`),
    async wonAndKept(months) {
      const [found] = await rows<{ won: number; kept: number }>(`
        select count(*) filter (first_period >= ${periodOf(months.from)})::integer as won, count(*) filter (first_period < ${periodOf(months.from)})::integer as kept
        from (
          select customer_id, min(period) as first_period, bool_or(${within(months)}) as shipped_within
          from mart_customer_month where shipped and period <= ${periodOf(months.to)} group by customer_id
        ) where shipped_within`);
      return found!;
    },
    async facts() {
      const [found] = await rows<Record<string, unknown>>(`
        select (select list(distinct pool order by pool) from cost) as pools, (select list(distinct event order by event) from service_event) as events,
          (select min(period) from cost) as first_cost, (select max(period) from cost) as last_cost, (select count(*) > 0 from direct_cost) as direct_costs,
          (select count(*) > 0 from int_document where wins and fact = 'payment') as payments,
          exists (from list_price) or exists (from mart_customer_month where list_minor <> 0) as list_value`);
      const other = await rows<{ currency: string; amountMinor: bigint }>(`
        select other_currency as currency, sum(amount_minor)::bigint as amount_minor
        from (select other_currency, amount_minor from valued_cost union all select other_currency, amount_minor from valued_direct_cost)
        where other_currency is not null group by all order by 1`);
      return {
        pools: (found!['pools'] as string[] | null) ?? [],
        events: (found!['events'] as string[] | null) ?? [],
        costMonths:
          found!['firstCost'] === null ? null : { from: monthText(Number(found!['firstCost'])), to: monthText(Number(found!['lastCost'])) },
        directCosts: found!['directCosts'] as boolean,
        payments: found!['payments'] as boolean,
        listValue: found!['listValue'] as boolean,
        otherCurrencies: other,
      };
    },
  };
}

const monthOf = `printf('%04d-%02d', period // 12, period % 12 + 1)`;

export function within({ from, to }: Months): string {
  return `period between ${periodOf(from)} and ${periodOf(to)}`;
}

/** A day lies within the months. */
export function onDayWithin({ from, to }: Months): string {
  return `happened_on between ${quoted(`${from}-01`)}::date and last_day(${quoted(`${to}-01`)}::date)`;
}

export function periodOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthText(period: number): string {
  return `${String(Math.floor(period / 12)).padStart(4, '0')}-${String((period % 12) + 1).padStart(2, '0')}`;
}

/** All customers that are seen, where no others are named. */
export function belongsTo(of?: SomeCustomers): string {
  if (of === undefined) return 'true';
  if ('customerId' in of) return `customer_id = ${customerNumber(of.customerId)}`;
  const file = quoted(of.historyFile);
  return `customer_id <> ${customerNumber(of.peersOf)} and customer_id in (
    select customer_id from run_rows(${file}) where tier = ${quoted(of.tier)} and month_end = (select max(month_end) from read_parquet(${file})))`;
}

export function one({ customerId }: { customerId?: string | undefined }): SomeCustomers | undefined {
  return customerId === undefined ? undefined : { customerId };
}

/** Into SQL only as a number. */
export function customerNumber(customerId: string): string {
  return String(BigInt(customerId));
}

export function camel<T>(row: Record<string, unknown>): T {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]),
  ) as T;
}
