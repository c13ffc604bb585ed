/** Customers by what they are expected to be worth and what they could be: as the acting user may see them. */
import { sql } from 'kysely';
import type { StrategicTier } from '../../core/differentiate/strategic-value/strategic-tiers.ts';
import type { ReadTx } from '../database.ts';

export interface StrategicGroup {
  strategicTier: StrategicTier;
  customers: number;
  actualMinor: string;
  potentialMinor: string;
}

export interface StrategicPicture {
  groups: StrategicGroup[];
  /** Who never bought, and of whose need nothing is known. */
  unrated: number;
  /** Whose yearly need a person has said. */
  needsKnown: number;
  /** Half of the customers are worth less than this: about it the axes turn from even steps to tenfold ones. */
  scaleMinor: string;
  dots: (Omit<StrategicGroup, 'customers'> & { id: string; name: string })[];
  /** Where there are too many to be seen: how many lie in a place, at their mean. */
  bins: StrategicGroup[];
}

/** As many are drawn one by one; of more only those who could be worth most or have most to gain, and the others in places. */
const mostDots = 2000;
const namedAmongMore = 150;
/** Places are this wide on the axes' own scale. */
const placeWidth = 0.3;

export async function strategicPicture(tx: ReadTx): Promise<StrategicPicture> {
  const { rows: groups } = await sql<StrategicGroup>`
    select strategic_tier as "strategicTier", count(*)::int as customers, sum(lifetime_value_minor)::text as "actualMinor", sum(strategic_value_minor)::text as "potentialMinor"
    from scorecard where strategic_tier is not null group by 1`.execute(tx);
  const { rows: about } = await sql<{ unrated: number; needs: number; scale: string | null }>`
    select count(*) filter (where strategic_tier is null)::int as unrated, count(share_of_wallet_permille)::int as needs,
      (percentile_disc(0.5) within group (order by abs(lifetime_value_minor)) filter (where lifetime_value_minor <> 0))::text as scale
    from scorecard`.execute(tx);
  const { unrated, needs, scale } = about[0]!;
  const scaleMinor = scale ?? '1';
  const rated = groups.reduce((sum, { customers }) => sum + customers, 0);
  const dots = rated <= mostDots ? mostDots : namedAmongMore;
  return {
    groups,
    unrated,
    needsKnown: needs,
    scaleMinor,
    dots: await dotsOf(tx, dots),
    bins: rated <= mostDots ? [] : await binsOf(tx, { beyond: dots, scaleMinor }),
  };
}

/** Who could be worth most, and who has most to gain. */
const named = (most: number) => sql`
  (select customer_id from scorecard where strategic_tier is not null order by strategic_value_minor desc, customer_id limit ${most})
  union
  (select customer_id from scorecard where strategic_tier is not null order by strategic_value_minor - lifetime_value_minor desc, customer_id limit ${most})`;

async function dotsOf(tx: ReadTx, most: number): Promise<StrategicPicture['dots']> {
  const { rows } = await sql<StrategicPicture['dots'][number]>`
    select c.id, c.name, s.strategic_tier as "strategicTier", s.lifetime_value_minor as "actualMinor", s.strategic_value_minor as "potentialMinor"
    from (${named(most)}) as named join scorecard s using (customer_id) join customer c on c.id = s.customer_id
    order by s.strategic_value_minor desc, c.id`.execute(tx);
  return rows;
}

async function binsOf(tx: ReadTx, { beyond, scaleMinor }: { beyond: number; scaleMinor: string }): Promise<StrategicGroup[]> {
  const bin = (column: string) =>
    sql`round(sign(${sql.ref(column)}) * ln(1 + abs(${sql.ref(column)}) / ${scaleMinor}::double precision) / ${placeWidth}::double precision)`;
  const { rows } = await sql<StrategicGroup>`
    select strategic_tier as "strategicTier", count(*)::int as customers, avg(lifetime_value_minor)::bigint::text as "actualMinor", avg(strategic_value_minor)::bigint::text as "potentialMinor"
    from scorecard left join (${named(beyond)}) as named using (customer_id)
    where strategic_tier is not null and named.customer_id is null
    group by strategic_tier, ${bin('lifetime_value_minor')}, ${bin('strategic_value_minor')}
    order by customers desc`.execute(tx);
  return rows;
}
