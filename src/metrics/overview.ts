/**
 * The company at a glance, read from a run's history file: status mix by month, migration between two month ends,
 * money at risk. Every answer says how many customers and how much money. Amounts are bigint.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from './sql-files.ts';

/** What customers may be grouped by. */
const classColumns = ['activity', 'lifecycle', 'tier'] as const;
export type ClassColumn = (typeof classColumns)[number];

export interface MixRow {
  monthEnd: string;
  class: string;
  customers: number;
  /** Of that month. */
  revenueMinor: bigint;
  /** Null where the cost of a line of these customers is not known. */
  grossMarginMinor: bigint | null;
}

export interface MigrationCell {
  /** 'absent' for customers without a fact until then. */
  from: string;
  to: string;
  customers: number;
  /** Of the twelve months up to the earlier, and the later month end. */
  revenueBeforeMinor: bigint;
  revenueAfterMinor: bigint;
}

export interface RiskRow {
  risk: 'became_unstabilised' | 'became_lost' | 'became_late';
  customers: number;
  /** Revenue of the last twelve months of those customers. One that became late and unstabilised is in both rows. */
  revenueYearMinor: bigint;
}

export interface Overview {
  statusMix(historyFile: string, by: ClassColumn): Promise<MixRow[]>;
  migration(historyFile: string, input: { from: string; to: string; by: ClassColumn }): Promise<MigrationCell[]>;
  moneyAtRisk(historyFile: string, monthEnd: string): Promise<RiskRow[]>;
  /** Who had one of these classes at the month end before the last; 'absent' for those who came after it. */
  customersWhoWere(historyFile: string, were: ClassesBefore): Promise<string[]>;
}

/** Each class, where given, must be among those named. */
export type ClassesBefore = { [Column in ClassColumn]?: readonly string[] };

export function overviewReads(connection: DuckDBConnection): Overview {
  const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  return {
    async statusMix(historyFile, by) {
      assertClassColumn(by);
      const found = await rows(`
        select month_end::varchar as "monthEnd", ${by} as class, count(*)::integer as customers,
          sum(revenue_minor)::bigint as "revenueMinor",
          case when count(*) = count(gross_margin_minor) then sum(gross_margin_minor)::bigint end as "grossMarginMinor"
        from run_rows(${quoted(historyFile)}) group by month_end, ${by} order by month_end, ${by}`);
      return found as unknown as MixRow[];
    },

    async migration(historyFile, { from, to, by }) {
      assertClassColumn(by);
      const found = await rows(`
        with year as (
          select * from (${yearSums(historyFile, from, 'before_minor')})
          full join (${yearSums(historyFile, to, 'after_minor')}) using (customer_id)
        ), classes as (
          select customer_id,
            coalesce(max(${by}) filter (month_end = ${quoted(from)}::date), 'absent') as was,
            coalesce(max(${by}) filter (month_end = ${quoted(to)}::date), 'absent') as is_now
          from run_rows(${quoted(historyFile)})
          where month_end in (${quoted(from)}::date, ${quoted(to)}::date) group by customer_id
        )
        select was as "from", is_now as "to", count(*)::integer as customers,
          coalesce(sum(before_minor), 0)::bigint as "revenueBeforeMinor", coalesce(sum(after_minor), 0)::bigint as "revenueAfterMinor"
        from classes left join year using (customer_id) group by was, is_now order by was, is_now`);
      return found as unknown as MigrationCell[];
    },

    async moneyAtRisk(historyFile, monthEnd) {
      const end = `${quoted(monthEnd)}::date`;
      const found = await rows(`
        with pair as (
          select customer_id,
            max(activity) filter (month_end = ${end}) as is_now, max(activity) filter (month_end < ${end}) as was,
            bool_or(late) filter (month_end = ${end}) as late_now, bool_or(late) filter (month_end < ${end}) as was_late
          from run_rows(${quoted(historyFile)})
          where month_end in (${end}, (select max(month_end) from read_parquet(${quoted(historyFile)}) where month_end < ${end}))
          group by customer_id
        ), risk as (
          select customer_id, 'became_unstabilised' as risk from pair where was = 'stabilised' and is_now = 'unstabilised'
          union all
          select customer_id, 'became_lost' from pair where was in ('stabilised', 'unstabilised') and is_now = 'lost'
          union all
          select customer_id, 'became_late' from pair where late_now and not was_late
        )
        select risk, count(*)::integer as customers, coalesce(sum(year_minor), 0)::bigint as "revenueYearMinor"
        from risk left join (${yearSums(historyFile, monthEnd, 'year_minor')}) using (customer_id)
        group by risk order by risk`);
      return found as unknown as RiskRow[];
    },

    async customersWhoWere(historyFile, were) {
      const conditions = classColumns.flatMap((by) =>
        were[by] === undefined ? [] : [`coalesce(${by}, 'absent') in (${were[by].map(quoted).join(', ')})`],
      );
      const found = await rows(`
        with last as (
          select distinct month_end from read_parquet(${quoted(historyFile)}) order by month_end desc limit 2
        ), before as (
          select * from run_rows(${quoted(historyFile)}) where month_end = (select min(month_end) from last having count(*) = 2)
        )
        select customer_id::varchar as id
        from (select distinct customer_id from run_rows(${quoted(historyFile)}) where month_end = (select max(month_end) from last having count(*) = 2))
        left join before using (customer_id) where ${['true', ...conditions].join(' and ')}`);
      return found.map((row) => row.id as string);
    },
  };
}

/** It becomes part of a statement, whatever a caller's types may claim. */
function assertClassColumn(by: ClassColumn): void {
  if (!classColumns.includes(by)) throw new TypeError(`not a class of customers: ${by as string}`);
}

function yearSums(historyFile: string, monthEnd: string, name: string): string {
  return `select customer_id, sum(revenue_minor) as ${name} from run_rows(${quoted(historyFile)})
    where ${lastMonths(historyFile, { monthEnd, months: 12 })} group by customer_id`;
}

/** The last n month ends of the file: counted, because 30 November less three months is not the end of August. */
function lastMonths(historyFile: string, { monthEnd, months }: { monthEnd: string; months: number }): string {
  return `month_end in (
    select distinct month_end from read_parquet(${quoted(historyFile)})
    where month_end <= ${quoted(monthEnd)}::date order by month_end desc limit ${Math.trunc(months)})`;
}
