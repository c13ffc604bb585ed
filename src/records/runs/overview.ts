/** The company at a glance out of the published scorecards: as the acting user may see them. */
import { sql } from 'kysely';
import type { ReadTx } from '../database.ts';

export interface ClassCount {
  class: string;
  customers: number;
  revenue_minor: string;
  gross_margin_minor: string | null;
  revenue_year_minor: string;
}

/** Customers and money by class; the margin is null where one of them lacks it. In no tier are only those of whom all is known. */
export async function countBy(tx: ReadTx, column: 'activity' | 'lifecycle' | 'tier'): Promise<ClassCount[]> {
  const { rows } = await sql<ClassCount>`
    select ${sql.ref(column)} as class, count(*)::int as customers, sum(revenue_minor)::bigint as revenue_minor,
      case when count(gross_margin_minor) = count(*) then sum(gross_margin_minor)::bigint end as gross_margin_minor,
      sum(revenue_year_minor)::bigint as revenue_year_minor
    from scorecard where ${column === 'tier' ? sql`not (tier = 'none' and unvalued is not null)` : sql`true`} group by 1`.execute(tx);
  return rows;
}

export interface Whale {
  measure: 'net_profit' | 'gross_margin' | 'revenue';
  totalMinor: string;
  points: { customers: number; cumulativeMinor: string }[];
  peak: { customers: number; cumulativeMinor: string };
  customersFor80Percent: number | null;
  /** By net profit where the curve is, else by gross margin as far as it is known. */
  losing: { customers: number; minor: string };
}

/** At most this many points of a curve are drawn. */
const mostPoints = 400;

/** Customers by the measure descending, cumulative: net profit where costs make everybody's known, gross margin where that is, else revenue. */
export async function whaleCurve(tx: ReadTx): Promise<Whale> {
  const measure = await whaleMeasure(tx);
  const column = sql.ref(`${measure}_minor`);
  const lost = sql.ref(measure === 'net_profit' ? 'net_profit_minor' : 'gross_margin_minor');
  const { rows: summary } = await sql<{
    total: string;
    n: number;
    losing: number;
    lost: string;
    peak_at: number | null;
    peak: string | null;
    at80: number | null;
  }>`
    with ranked as (
      select ${column} as amount, row_number() over (order by ${column} desc, customer_id)::int as place,
        sum(${column}) over (order by ${column} desc, customer_id rows unbounded preceding)::bigint as cumulative
      from scorecard where ${column} <> 0
    ),
    whole as (select coalesce(sum(amount), 0)::bigint as total, count(*)::int as n from ranked)
    select whole.total, whole.n,
      (select count(*)::int from scorecard where ${lost} < 0) as losing,
      (select coalesce(sum(${lost}), 0)::bigint from scorecard where ${lost} < 0) as lost,
      (select place from ranked order by cumulative desc, place limit 1) as peak_at,
      (select max(cumulative) from ranked) as peak,
      -- Whole numbers: a share of a sum of kopecks is compared without a division.
      (select min(place) from ranked, whole where whole.total > 0 and cumulative * 5 >= whole.total * 4) as at80
    from whole`.execute(tx);
  const { total, n, losing, lost: lostMinor, peak_at, peak, at80 } = summary[0]!;
  const step = Math.max(1, Math.ceil(n / mostPoints));
  const { rows: points } = await sql<{ place: number; cumulative: string }>`
    with ranked as (
      select row_number() over (order by ${column} desc, customer_id)::int as place,
        sum(${column}) over (order by ${column} desc, customer_id rows unbounded preceding)::bigint as cumulative
      from scorecard where ${column} <> 0
    )
    select place, cumulative from ranked where place % ${step} = 0 or place = 1 or place = ${n} order by place`.execute(tx);
  return {
    measure,
    totalMinor: total,
    points: [
      { customers: 0, cumulativeMinor: '0' },
      ...points.map((point) => ({ customers: point.place, cumulativeMinor: point.cumulative })),
    ],
    peak: { customers: peak_at ?? 0, cumulativeMinor: peak ?? '0' },
    customersFor80Percent: at80,
    losing: { customers: losing, minor: lostMinor },
  };
}

async function whaleMeasure(tx: ReadTx): Promise<Whale['measure']> {
  const { rows } = await sql<{ profit: boolean; margin: boolean }>`
    select count(*) > 0 and bool_and(net_profit_minor is not null) as profit, count(*) > 0 and bool_and(gross_margin_minor is not null) as margin
    from scorecard where revenue_minor <> 0`.execute(tx);
  return rows[0]?.profit === true ? 'net_profit' : rows[0]?.margin === true ? 'gross_margin' : 'revenue';
}

/** Customers who are in no tier because their currencies have no rate, and what of the tier window is in each of them. */
export async function notValued(
  tx: ReadTx,
): Promise<{ customers: number; amounts: { currency: string; netMinor: string; customers: number }[] }> {
  const { rows } = await sql<{ currency: string; minor: string; customers: number }>`
    select amount ->> 'currency' as currency, sum((amount ->> 'netMinor')::numeric)::text as minor, count(*)::int as customers
    from scorecard, jsonb_array_elements(unvalued) as amount where tier = 'none' and unvalued is not null group by 1 order by 1`.execute(
    tx,
  );
  const { rows: all } = await sql<{
    customers: number;
  }>`select count(*)::int as customers from scorecard where tier = 'none' and unvalued is not null`.execute(tx);
  return {
    customers: all[0]!.customers,
    amounts: rows.map(({ currency, minor, customers }) => ({ currency, netMinor: minor, customers })),
  };
}

/** Late customers and what the last twelve months brought of them. */
export async function lateCustomers(tx: ReadTx): Promise<{ customers: number; revenueYearMinor: string }> {
  const { rows } = await sql<{ customers: number; revenue: string }>`
    select count(*)::int as customers, coalesce(sum(revenue_year_minor), 0)::bigint as revenue from scorecard where late and activity <> 'lost'`.execute(
    tx,
  );
  return { customers: rows[0]!.customers, revenueYearMinor: rows[0]!.revenue };
}

/** What the late are expected to bring over the horizon of the forecast; null where nothing is forecast of one of them. */
export async function expectedOfLate(tx: ReadTx): Promise<string | null> {
  const { rows } = await sql<{ expected: string | null }>`
    select case when count(lifetime_value_minor) = count(*) then sum(lifetime_value_minor)::bigint end as expected from scorecard
    where late and activity <> 'lost' and not (tier = 'none' and unvalued is not null)`.execute(tx);
  return rows[0]!.expected;
}
