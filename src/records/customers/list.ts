/** The list of customers as the acting user may see it: searched, filtered, sorted and cut into pages in the database. */
import { sql } from 'kysely';
import type { StrategicTier } from '../../core/differentiate/strategic-value/strategic-tiers.ts';
import type { ReadTx } from '../database.ts';

export interface CustomersQuery {
  search?: string | undefined;
  activity?: string | undefined;
  lifecycle?: string | undefined;
  tier?: string | undefined;
  /** Only among these, where given. */
  among?: string[] | undefined;
  strategicTier?: string | undefined;
  owner?: string | undefined;
  /** Silent longer than usual, but not lost yet. */
  late?: boolean | undefined;
  /** Gross margin below zero. */
  losing?: boolean | undefined;
  /** Much attention for little money. */
  difficult?: boolean | undefined;
  /** All that the tier window has of it is in currencies without a rate. */
  notValued?: boolean | undefined;
  sort: keyof typeof sortColumns;
  order: 'asc' | 'desc';
  offset: number;
  limit: number;
}

export const sortColumns = {
  // Names as people sort them, whatever the database's own order is.
  name: `c.name collate "und-x-icu"`,
  activity: `array_position(array['stabilised', 'unstabilised', 'lost', 'prospect'], s.activity)`,
  lifecycle: 's.lifecycle',
  tier: `array_position(array['vip', 'good', 'regular', 'none'], s.tier)`,
  revenue: 's.revenue_minor',
  margin: 's.gross_margin_minor',
  profit: 's.net_profit_minor',
  lifetime: 's.lifetime_value_minor',
  alive: 's.alive_probability',
  strategic: 's.strategic_value_minor',
  strategicTier: `array_position(array['most_valuable', 'most_growable', 'migrator', 'below_zero'], s.strategic_tier)`,
  wallet: 's.share_of_wallet_permille',
  revenueYear: 's.revenue_year_minor',
  trend: 's.revenue_trend_permille',
  lastShipment: 's.last_shipment_on',
  owner: `p.name collate "und-x-icu"`,
  payments: 's.payments_minor',
} as const;

export interface ListedCustomer {
  id: string;
  name: string;
  region: string;
  company_group: string;
  industry: string;
  codes: string[];
  owner: string | null;
  activity: 'stabilised' | 'unstabilised' | 'lost' | 'prospect';
  lifecycle: 'new' | 'returned' | 'in_development' | 'established' | 'none';
  tier: 'vip' | 'good' | 'regular' | 'none';
  late: boolean;
  revenue_minor: string;
  gross_margin_minor: string | null;
  net_profit_minor: string | null;
  alive_probability: number | null;
  lifetime_value_minor: string | null;
  lifetime_value_low_minor: string | null;
  lifetime_value_high_minor: string | null;
  next_shipment_on: string | null;
  strategic_value_minor: string | null;
  strategic_tier: StrategicTier | null;
  share_of_wallet_permille: number | null;
  difficult: boolean;
  payments_minor: string;
  orders: number;
  revenue_year_minor: string;
  revenue_trend_permille: number | null;
  margin_rate_permille: number | null;
  last_shipment_on: string | null;
  days_since_last_shipment: number | null;
  /** What of the tier window no sum contains: its currency has no rate. */
  unvalued: { currency: string; netMinor: string }[] | null;
  /** Nothing else is known of the window: it is neither without purchases nor in any tier. */
  not_valued: boolean;
}

/** Of a scorecard `s`. */
const notValued = sql`(s.tier = 'none' and s.unvalued is not null)`;

const shown = sql`
  c.id, c.name, c.region, c.company_group, c.industry, p.name as owner,
  (select coalesce(array_agg(distinct regexp_replace(k.code, '^[a-z]+:', '')), '{}') from customer_code k where k.customer_id = c.id) as codes,
  s.activity, s.lifecycle, s.tier, s.late, s.difficult, s.revenue_minor, s.gross_margin_minor, s.net_profit_minor, s.payments_minor,
  s.alive_probability, s.lifetime_value_minor, s.lifetime_value_low_minor, s.lifetime_value_high_minor, s.next_shipment_on, s.strategic_value_minor, s.strategic_tier, s.share_of_wallet_permille, s.orders, s.revenue_year_minor,
  s.revenue_trend_permille, s.margin_rate_permille, s.last_shipment_on,
  (select as_of from current_run join valuation_run on valuation_run.id = run_id) - s.last_shipment_on as days_since_last_shipment, s.unvalued, ${notValued} as not_valued`;

const joined = sql`
  scorecard s
  join customer c on c.id = s.customer_id
  left join ownership o on o.customer_id = c.id and o.to_date is null
  left join person p on p.id = o.person_id`;

/** To count and add up, only what the conditions ask of is joined. */
const counted = ({ owner, search }: CustomersQuery) =>
  owner !== undefined ? joined : search === undefined ? sql`scorecard s` : sql`scorecard s join customer c on c.id = s.customer_id`;

export interface CustomersList {
  /** The totals are of all that match. */
  total: number;
  revenueMinor: string;
  revenueYearMinor: string;
  /** Of those whose costs are known. */
  grossMarginMinor: string;
  rows: ListedCustomer[];
}

export async function listCustomers(tx: ReadTx, query: CustomersQuery): Promise<CustomersList> {
  const conditions = [sql`true`];
  if (query.activity !== undefined) conditions.push(sql`s.activity = ${query.activity}`);
  if (query.lifecycle !== undefined) conditions.push(sql`s.lifecycle = ${query.lifecycle}`);
  if (query.tier !== undefined)
    conditions.push(query.tier === 'none' ? sql`(s.tier = 'none' and not ${notValued})` : sql`s.tier = ${query.tier}`);
  if (query.notValued === true) conditions.push(notValued);
  if (query.strategicTier !== undefined) conditions.push(sql`s.strategic_tier = ${query.strategicTier}`);
  if (query.owner !== undefined) conditions.push(sql`p.name = ${query.owner}`);
  if (query.late === true) conditions.push(sql`s.late and s.activity <> 'lost'`);
  if (query.difficult === true) conditions.push(sql`s.difficult`);
  if (query.losing === true) conditions.push(sql`s.gross_margin_minor < 0`);
  if (query.among !== undefined) conditions.push(sql`s.customer_id = any(${query.among}::bigint[])`);
  for (const word of (query.search ?? '')
    .toLowerCase()
    .split(/[\s"«»]+/)
    .filter((each) => each !== '')) {
    const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      sql`(lower(c.name) like ${like} or c.tax_id like ${like} or exists (select from customer_code k where k.customer_id = c.id and (lower(k.code) like ${like} or lower(k.name) like ${like})))`,
    );
  }
  const where = sql.join(conditions, sql` and `);
  const { rows: totals } = await sql<{ total: string; revenue: string; year: string; margin: string }>`
    select count(*) as total, coalesce(sum(s.revenue_minor), 0)::bigint as revenue, coalesce(sum(s.revenue_year_minor), 0)::bigint as year,
      coalesce(sum(s.gross_margin_minor), 0)::bigint as margin
    from ${counted(query)} where ${where}`.execute(tx);
  const direction = query.order === 'asc' ? sql`asc nulls first` : sql`desc nulls last`;
  const { rows } = await sql<ListedCustomer>`
    select ${shown} from ${joined} where ${where}
    order by ${sql.raw(sortColumns[query.sort])} ${direction}, c.id
    limit ${query.limit} offset ${query.offset}`.execute(tx);
  const all = totals[0]!;
  return { total: Number(all.total), revenueMinor: all.revenue, revenueYearMinor: all.year, grossMarginMinor: all.margin, rows };
}

export async function findScored(tx: ReadTx, id: string): Promise<(ListedCustomer & CardRecord) | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  const { rows } = await sql<ListedCustomer & CardRecord>`
    select ${shown}, c.tax_id, c.branch_id, s.first_shipment_on from ${joined} where c.id = ${id}`.execute(tx);
  return rows[0];
}

export interface CardRecord {
  tax_id: string;
  branch_id: string;
  first_shipment_on: string | null;
}

export async function ownersOf(tx: ReadTx, id: string) {
  return tx
    .selectFrom('ownership')
    .innerJoin('person', 'person.id', 'ownership.person_id')
    .select(['person.name', 'from_date', 'to_date', 'reason'])
    .where('customer_id', '=', id)
    .orderBy('from_date', 'desc')
    .execute();
}

export async function namesOf(tx: ReadTx, id: string) {
  return tx
    .selectFrom('customer_code')
    .innerJoin('source', 'source.id', 'customer_code.source_id')
    .select(['source.name as source', 'customer_code.code', 'customer_code.name'])
    .where('customer_id', '=', id)
    .orderBy('source.name')
    .execute();
}

export async function ownerNames(tx: ReadTx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select p.name from person p where exists (select from ownership o where o.person_id = p.id and o.to_date is null) order by p.name collate "und-x-icu"`.execute(
    tx,
  );
  return rows.map((row) => row.name);
}
