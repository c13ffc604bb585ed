/** The list of customers as the acting user may see it: searched, filtered, sorted and cut into pages in the database. */
import { type RawBuilder, sql } from 'kysely';
import { fields, fieldsHaving, type FieldsWith, fieldsWith, type RecordedFields, type SortName } from '../../core/differentiate/fields.ts';
import type { ReadTx } from '../database.ts';

/** Those of a class, and those of whom it is so. */
export type FieldFilters = { [F in FieldsWith<{ filter: true }>]?: RecordedFields[F] | undefined };

export interface CustomersQuery extends FieldFilters {
  search?: string | undefined;
  /** Only among these, where given. */
  among?: string[] | undefined;
  /** Any of these names. */
  owners?: string[] | undefined;
  /** Gross margin below zero. */
  losing?: boolean | undefined;
  /** All that the tier window has of it is in currencies without a rate. */
  notValued?: boolean | undefined;
  sort: SortName;
  order: 'asc' | 'desc';
  offset: number;
  /** Null: all of them. */
  limit: number | null;
}

/** Names as people sort them, whatever the database's own order is; classes from the best. */
function sortColumn(by: SortName): RawBuilder<unknown> {
  if (by === 'name') return sql`c.name collate "und-x-icu"`;
  if (by === 'owner') return sql`p.name collate "und-x-icu"`;
  const name = fieldsHaving('sort').find((each) => fields[each].sort === by)!;
  const { of } = fields[name];
  return typeof of === 'string' ? column(name) : sql`array_position(${[...of]}::text[], ${column(name)})`;
}

const column = (name: string): RawBuilder<unknown> => sql.ref(`s.${name}`);

export type ListedField = FieldsWith<{ api: 'list' }>;
export const listedFields: readonly ListedField[] = fieldsWith({ api: 'list' });
export type CardField = FieldsWith<{ api: 'card' }>;
export const cardFields: readonly CardField[] = fieldsWith({ api: 'card' });

export interface ListedCustomer extends Pick<RecordedFields, ListedField> {
  id: string;
  name: string;
  region: string;
  company_group: string;
  industry: string;
  codes: string[];
  owner: string | null;
  days_since_last_shipment: number | null;
  /** What of the tier window no sum contains: its currency has no rate. */
  unvalued: { currency: string; netMinor: string }[] | null;
  /** Nothing else is known of the window: it is neither without purchases nor in any tier. */
  not_valued: boolean;
}

/** Of a scorecard `s`. */
const notValued = sql`(s.tier = 'none' and s.unvalued is not null)`;

/** The published scorecards, or others that this transaction has in a table of its own. */
export interface Scorecards {
  table: string;
  asOf: RawBuilder<unknown>;
}
const published: Scorecards = {
  table: 'scorecard',
  asOf: sql`(select as_of from current_run join valuation_run on valuation_run.id = run_id)`,
};

const shown = ({ asOf }: Scorecards) => sql`
  c.id, c.name, c.region, c.company_group, c.industry, p.name as owner,
  (select coalesce(array_agg(distinct regexp_replace(k.code, '^[a-z]+:', '')), '{}') from customer_code k where k.customer_id = c.id) as codes,
  ${sql.join(listedFields.map(column))}, ${asOf} - s.last_shipment_on as days_since_last_shipment, s.unvalued, ${notValued} as not_valued`;

const joined = ({ table }: Scorecards) => sql`
  ${sql.table(table)} s
  join customer c on c.id = s.customer_id
  left join ownership o on o.customer_id = c.id and o.to_date is null
  left join person p on p.id = o.person_id`;

/** To count and add up, only what the conditions ask of is joined. */
const counted = ({ owners, search }: CustomersQuery, of: Scorecards) => {
  if (owners !== undefined) return joined(of);
  return search === undefined ? sql`${sql.table(of.table)} s` : sql`${sql.table(of.table)} s join customer c on c.id = s.customer_id`;
};

export interface CustomersList {
  /** The totals are of all that match. */
  total: number;
  revenueMinor: string;
  revenueYearMinor: string;
  /** Of those whose costs are known. */
  grossMarginMinor: string;
  rows: ListedCustomer[];
}

export async function listCustomers(tx: ReadTx, query: CustomersQuery, of: Scorecards = published): Promise<CustomersList> {
  const where = sql.join(conditionsOf(query), sql` and `);
  const { rows: totals } = await sql<{ total: string; revenue: string; year: string; margin: string }>`
    select count(*) as total, coalesce(sum(s.revenue_minor), 0)::bigint as revenue, coalesce(sum(s.revenue_year_minor), 0)::bigint as year,
      coalesce(sum(s.gross_margin_minor), 0)::bigint as margin
    from ${counted(query, of)} where ${where}`.execute(tx);
  const direction = query.order === 'asc' ? sql`asc nulls first` : sql`desc nulls last`;
  const { rows } = await sql<ListedCustomer>`
    select ${shown(of)} from ${joined(of)} where ${where}
    order by ${sortColumn(query.sort)} ${direction}, c.id
    limit ${query.limit}::bigint offset ${query.offset}`.execute(tx);
  const all = totals[0]!;
  return { total: Number(all.total), revenueMinor: all.revenue, revenueYearMinor: all.year, grossMarginMinor: all.margin, rows };
}

function conditionsOf(query: CustomersQuery): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  for (const name of fieldsWith({ filter: true })) {
    const wanted = query[name];
    if (typeof wanted === 'string') conditions.push(sql`${column(name)} = ${wanted}`);
    if (wanted === true) conditions.push(column(name));
  }
  // Whoever is not valued is in no tier for another reason; whoever is lost is late no more.
  if (query.tier === 'none') conditions.push(sql`not ${notValued}`);
  if (query.late === true) conditions.push(sql`s.activity <> 'lost'`);
  if (query.notValued === true) conditions.push(notValued);
  if (query.losing === true) conditions.push(sql`s.gross_margin_minor < 0`);
  if (query.owners !== undefined) conditions.push(sql`p.name = any(${query.owners}::text[])`);
  if (query.among !== undefined) conditions.push(sql`s.customer_id = any(${query.among}::bigint[])`);
  const words = (query.search ?? '')
    .toLowerCase()
    .split(/[\s"«»]+/)
    .filter((each) => each !== '');
  return [...conditions, ...words.map(named)];
}

/** By name, legal id, or a source's code or name; without the prefix that says what kind of code it is. */
function named(word: string): RawBuilder<unknown> {
  const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql`(lower(c.name) like ${like} or c.tax_id like ${like} or exists (
    select from customer_code k where k.customer_id = c.id
      and (lower(substr(k.code, strpos(k.code, ':') + 1)) like ${like} or lower(k.name) like ${like})))`;
}

export async function findScored(tx: ReadTx, id: string): Promise<(ListedCustomer & CardRecord) | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  const { rows } = await sql<ListedCustomer & CardRecord>`
    select ${shown(published)}, ${sql.join(cardFields.map(column))}, c.tax_id, c.branch_id from ${joined(published)} where c.id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

export interface CardRecord extends Pick<RecordedFields, CardField> {
  tax_id: string;
  branch_id: string;
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
