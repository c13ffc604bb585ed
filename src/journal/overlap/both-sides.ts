/**
 * What the staged file says of the documents of its period, and what other sources say of them: one row per document, in one table
 * for both, so that they can be compared. Reads only batches and row groups whose days concern the file.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { normalName } from '../../core/identify/normal-name.ts';
import { rowsOf } from '../preview/preview.ts';
import type { FactFolder } from '../../facts/kinds.ts';
import type { JournalKind, RegisteredEntry } from '../../facts/journal-files.ts';

/** The facts that two sources may both tell of, each in its own words. */
export const overlappingFacts = ['sale_line', 'payment', 'cost', 'direct_cost'] as const satisfies FactFolder[];
export type OverlappingFact = (typeof overlappingFacts)[number];

export interface Period {
  from: string;
  to: string;
}

/**
 * Makes the table told: source_id, document, position (null: the staged file's), number_key, letters, seller_key, on_date, month,
 * currency, customer_code, amount_minor, vat_minor, lines, detail. Needs `entry`. Which other sources have something in these months.
 */
export async function stageBothSides(
  connection: DuckDBConnection,
  of: {
    fact: OverlappingFact;
    sourceId: string;
    others: RegisteredEntry[];
    period: Period;
    /** Only some of the days: enough to know that nothing overlaps. */ sample: boolean;
  },
): Promise<string[]> {
  const near = of.others.filter((batch) => batch.files[of.fact] !== undefined && concerns(batch, of.period));
  if (near.length === 0) return [];
  const days = of.sample ? sampleDays(near, of.period) : null;
  await connection.run(`create or replace temp table told_by_others as ${othersSelect(of.fact, near, of.others, of.period, days)}`);
  const found = await rowsOf(connection, 'select distinct source_id from told_by_others order by source_id');
  if (found.length === 0) return [];
  await connection.run(`
    create or replace temp table told_by_file as
    select ${quoted(of.sourceId)} as source_id, document, null::integer as position, ${summed(of.fact, { date: 'on_date' })}
    from entry where held is null and not draft ${days === null ? '' : `and ${days('on_date')}`} group by document`);
  await keySellers(connection);
  await connection.run(`
    create or replace temp table told as
    select source_id, document, position, ${numberKey[of.fact]} as number_key, lower(regexp_replace(number, '\\P{L}', '', 'g')) as letters,
      coalesce(seller_key.key, '') as seller_key, on_date, year(on_date) * 12 + month(on_date) - 1 as month, currency, customer_code, amount_minor, vat_minor, lines, detail
    from (
      select *, regexp_extract(number, '(\\d+)\\D*$', 1) as last_digits from told_by_file
      union all
      select *, regexp_extract(number, '(\\d+)\\D*$', 1) from told_by_others
    ) left join seller_key using (seller);
    drop table told_by_file; drop table told_by_others`);
  return found.map((row) => row['source_id'] as string);
}

/** Whether a batch has facts in the months of the period, as far as records know. */
function concerns(batch: RegisteredEntry, period: Period): boolean {
  return (batch.firstDate ?? '0000') <= `${period.to.slice(0, 7)}-31` && (batch.lastDate ?? '9999') >= `${period.from.slice(0, 7)}-01`;
}

/** Every sixteenth day, and those on which one side begins or ends: there two files overlap that do so by little. */
function sampleDays(near: RegisteredEntry[], period: Period): (date: string) => string {
  const edges = [...new Set([period.from, period.to, ...near.flatMap(({ firstDate, lastDate }) => [firstDate, lastDate])])].filter(
    (day) => typeof day === 'string',
  );
  return (date) => `((${date} - date '2000-01-01') % 16 = 0 or ${date} in (${edges.map((day) => `date ${quoted(day)}`).join(', ')}))`;
}

/** Of each document of another source the version that its own source holds to. */
function othersSelect(
  fact: OverlappingFact,
  near: RegisteredEntry[],
  others: RegisteredEntry[],
  period: Period,
  days: ((date: string) => string) | null,
): string {
  const { date } = columns[fact];
  const files = near.map(
    (
      batch,
    ) => `select ${quoted(batch.sourceId)} as source_id, ${batch.position} as position, * from read_parquet(${quoted(batch.files[fact]!)})
      where ${date} between date_trunc('month', date ${quoted(period.from)}) and last_day(date ${quoted(period.to)}) ${days === null ? '' : `and ${days(date)}`}`,
  );
  const withdrawals = filesOf(others, 'withdrawal').map(
    ({ batch, file }) =>
      `select ${quoted(batch.sourceId)} as source_id, ${batch.position} as position, document from read_parquet(${quoted(file)}) where fact = '${fact}'`,
  );
  const taken =
    withdrawals.length === 0
      ? ''
      : `anti join (${withdrawals.join(' union all ')}) as back on back.source_id = version.source_id and back.document = version.document and back.position > version.position`;
  return `
    select version.* from (
      select source_id, document, position, ${summed(fact, { date })}
      from (${files.join(' union all by name ')})
      group by source_id, document, position
      qualify position = max(position) over (partition by source_id, document)
    ) as version ${taken}`;
}

export function filesOf(batches: RegisteredEntry[], kind: JournalKind): { batch: RegisteredEntry; file: string }[] {
  return batches.flatMap((batch) => (batch.files[kind] === undefined ? [] : [{ batch, file: batch.files[kind] }]));
}

const columns = {
  sale_line: {
    date: 'shipped_on',
    number: 'document_number',
    seller: 'seller',
    customer: 'customer_code',
    amount: 'net_minor',
    vat: 'vat_minor',
  },
  payment: {
    date: 'paid_on',
    number: 'document_number',
    seller: 'seller',
    customer: 'customer_code',
    amount: 'amount_minor',
    vat: 'null::bigint',
  },
  cost: { date: 'month', number: 'pool', seller: `''`, customer: `''`, amount: 'amount_minor', vat: 'null::bigint' },
  direct_cost: {
    date: 'happened_on',
    number: 'document_number',
    seller: `''`,
    customer: 'customer_code',
    amount: 'amount_minor',
    vat: 'null::bigint',
  },
};

/**
 * How much a document is told of: goods before the number of lines, that before costs, those before customers that are known by more
 * than a name. It is the document's own, whatever it is compared with.
 */
const details: Record<OverlappingFact, string> = {
  sale_line: `bool_or(product <> '' or product_code <> '')::bigint * 16777216 + least(count(*), 65535) * 16 + bool_and(cost_minor is not null)::bigint * 4
    + bool_and(customer_code not like 'name:%')::bigint * 2`,
  payment: `bool_and(purpose <> '')::bigint * 4 + bool_and(customer_code not like 'name:%')::bigint * 2`,
  cost: `least(count(*), 65535) * 16 + bool_or(paid_minutes_micro is not null)::bigint * 4`,
  direct_cost: `bool_and(document_number <> '')::bigint * 4 + bool_and(customer_code not like 'name:%')::bigint * 2`,
};

function summed(fact: OverlappingFact, { date }: { date: string }): string {
  const of = columns[fact];
  return `any_value(${of.number}) as number, any_value(${of.seller}) as seller, min(${date}) as on_date, any_value(currency) as currency, min(${of.customer}) as customer_code,
    sum(${of.amount})::bigint as amount_minor, sum(${of.vat})::bigint as vat_minor, count(*) as lines, (1 + ${details[fact]})::bigint as detail`;
}

/** The last figures of a number without leading zeros, a year at its end left out: 00УТ-000059, УТ-59, INV-2026-00059 and 59/2026 are all 59. */
const digits = `coalesce(
  nullif(ltrim(if(last_digits = year(on_date)::varchar and regexp_matches(number, '\\d\\D+\\d+\\D*$'), regexp_extract(number, '(\\d+)\\D+\\d+\\D*$', 1), last_digits), '0'), ''),
  lower(regexp_replace(number, '[^\\p{L}\\p{N}]', '', 'g')))`;
const numberKey: Record<OverlappingFact, string> = {
  sale_line: digits,
  payment: digits,
  direct_cost: digits,
  cost: `lower(regexp_replace(number, '[^\\p{L}\\p{N}]', '', 'g'))`,
};

/** One seller is spelt in many ways, and there are few of them. */
async function keySellers(connection: DuckDBConnection): Promise<void> {
  const sellers = (
    await rowsOf(
      connection,
      `select distinct seller from (select seller from told_by_file union all select seller from told_by_others) where seller <> ''`,
    )
  ).map((row) => row['seller'] as string);
  const keys = sellers.map((seller) => `(${quoted(seller)}, ${quoted(normalName(seller).core)})`);
  await connection.run(
    `create or replace temp table seller_key as select * from (values ${keys.join(', ') || "('', '')"}) as keys(seller, key)`,
  );
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
