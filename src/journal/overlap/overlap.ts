/**
 * Whether other sources already tell of what a staged file tells of, and what the company's period would be by each answer. Measured in
 * the staging place; changes neither it nor the journal. Where no other source has facts in the file's months it costs next to nothing.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { rowsOf } from '../preview/preview.ts';
import type { RegisteredEntry } from '../../facts/journal-files.ts';
import { filesOf, type OverlappingFact, type Period, quoted, stageBothSides } from './both-sides.ts';
import { matchDocuments } from './match.ts';

export interface OverlapWith {
  sourceId: string;
  /** Documents of the file that the other source tells of as well, of so many in the months where it does. */
  documents: number;
  of: number;
  /** What the file says they are, by currency, the greatest first. */
  totals: { currency: string; netMinor: string }[];
  /** Days of them. */
  from: string;
  to: string;
  /** In the same months: documents that only the file has, and only the other source. */
  onlyHere: number;
  onlyThere: number;
  /** Found by a day's or month's sum of a customer, and not document by document. */
  bySums: number;
  /** The same number, day and customer, but another sum. */
  otherSum: number;
  /** Of those found document by document: whose customer is the same, and whose is another or not known yet. */
  sameCustomer: number;
  otherCustomer: number;
  /** Different sums among them: the same few again and again may agree by chance. */
  sums: number;
  /** Documents that the file tells more of, or as much; the others it tells less of. */
  moreDetailedHere: number;
  /** All of it the journal has known before, so nothing is open. */
  known: boolean;
  /** The two were told to be the same in an earlier load. */
  remembered: boolean;
}

export interface PeriodFigures {
  totals: { currency: string; netMinor: string }[];
  documents: number;
  customers: number;
}

export interface Overlap {
  with: OverlapWith[];
  period: Period;
  /** All sources in the file's period: each document once, or all beside one another. */
  once: PeriodFigures;
  beside: PeriodFigures;
}

export interface CustomerOfCode {
  sourceId: string;
  code: string;
  customerId: string;
}

/**
 * Needs `entry` and `comparison` (preview.ts). Makes the table found_same: the pairs that the journal does not know yet, in the
 * columns of its kind same_document. Null where nothing overlaps.
 */
export async function findOverlap(
  connection: DuckDBConnection,
  of: {
    fact: OverlappingFact;
    sourceId: string;
    batches: RegisteredEntry[];
    period: Period;
    customers: (sourceIds: string[]) => Promise<CustomerOfCode[]>;
  },
): Promise<Overlap | null> {
  const others = of.batches.filter((batch) => batch.sourceId !== of.sourceId);
  if (others.every((batch) => batch.files[of.fact] === undefined)) return null;
  const [entries] = await rowsOf(connection, 'select count(*) as lines from entry');
  if (Number(entries!['lines']) >= largeFile && !(await overlapsOnSomeDays(connection, { ...of, others }))) return null;
  const sources = await stageBothSides(connection, { ...of, others, sample: false });
  if (sources.length === 0) return null;
  await loadCustomers(connection, await of.customers(sources));
  // What the file's own source told of the period, and the file lacks, still counts.
  if (of.batches.some((batch) => batch.sourceId === of.sourceId && batch.files[of.fact] !== undefined)) {
    await connection.run(`
      insert into told (source_id, document, position, number_key, letters, seller_key, on_date, currency, customer_code, amount_minor, lines, detail)
      select ${quoted(of.sourceId)}, document, 0, '', '', '', before_on_date, currency, coalesce(customer_code, ''), before_minor, 1, 0 from comparison where outcome = 'missing'`);
  }
  await stageKnownPairs(connection, of);
  await connection.run(
    `create or replace temp table found_same (fact varchar, source_id varchar, document varchar, detail bigint, other_source_id varchar, other_document varchar, other_detail bigint)`,
  );
  const found: OverlapWith[] = [];
  for (const otherId of sources) {
    await matchDocuments(connection, { sourceId: of.sourceId, otherId });
    const overlap = await describe(connection, { sourceId: of.sourceId, otherId });
    if (overlap === null) continue;
    found.push(overlap);
    await connection.run(`
      insert into found_same
      select ${quoted(of.fact)}, ${quoted(of.sourceId)}, pair.document, pair.detail, ${quoted(otherId)}, pair.other_document, pair.other_detail
      from pair anti join known_pair as known
        on known.source_id = ${quoted(of.sourceId)} and known.document = pair.document and known.other_source_id = ${quoted(otherId)} and known.other_document = pair.other_document`);
  }
  if (found.length === 0) return null;
  // Beside a source that plainly tells of the same, one that agrees by halves is chance.
  const plain = found.filter(agreesWell);
  const overlapping = plain.length > 0 ? plain : found;
  await connection.run(
    `delete from found_same where other_source_id not in (${overlapping.map((other) => quoted(other.sourceId)).join(', ')})`,
  );
  return { with: overlapping, period: of.period, once: await figures(connection, of, true), beside: await figures(connection, of, false) };
}

/** From this number of lines on some days are looked at first. */
const largeFile = 500_000;

async function overlapsOnSomeDays(
  connection: DuckDBConnection,
  of: {
    fact: OverlappingFact;
    sourceId: string;
    others: RegisteredEntry[];
    period: Period;
    customers: (sourceIds: string[]) => Promise<CustomerOfCode[]>;
  },
): Promise<boolean> {
  const sources = await stageBothSides(connection, { ...of, sample: true });
  if (sources.length === 0) return false;
  await loadCustomers(connection, await of.customers(sources));
  for (const otherId of sources) {
    await matchDocuments(connection, { sourceId: of.sourceId, otherId });
    const [found] = await rowsOf(connection, 'select count(*) as pairs from pair');
    if (Number(found!['pairs']) > 0) return true;
  }
  return false;
}

/** Whether nothing but the same sales would look like this: most of what one side has, to customers that are not mostly others, or in sums too various for chance. */
export function agreesWell(other: OverlapWith): boolean {
  const share = Math.max(other.documents / other.of, other.documents / (other.documents + other.onlyThere));
  const various = other.sums >= 3 && other.sums * 2 >= other.documents;
  return share >= 0.5 && (other.otherCustomer <= other.sameCustomer || various);
}

async function loadCustomers(connection: DuckDBConnection, customers: CustomerOfCode[]): Promise<void> {
  await connection.run('create or replace temp table customer_of (source_id varchar, code varchar, customer_id bigint)');
  const appender = await connection.createAppender('customer_of', 'main', 'temp');
  for (const { sourceId, code, customerId } of customers) {
    appender.appendVarchar(sourceId);
    appender.appendVarchar(code);
    appender.appendBigInt(BigInt(customerId));
    appender.endRow();
  }
  appender.closeSync();
}

/** What earlier batches said to be one, from each side. */
async function stageKnownPairs(
  connection: DuckDBConnection,
  { fact, batches }: { fact: OverlappingFact; batches: RegisteredEntry[] },
): Promise<void> {
  const files = filesOf(batches, 'same_document').map(
    ({ batch, file }) => `select ${batch.position} as position, * from read_parquet(${quoted(file)}) where fact = '${fact}'`,
  );
  const all =
    files.length === 0
      ? `select 0 as position, '' as source_id, '' as document, 0::bigint as detail, '' as other_source_id, '' as other_document, 0::bigint as other_detail where false`
      : files.join(' union all by name ');
  await connection.run(`
    create or replace temp table known_pair as
    with pair as (${all})
    select position, source_id, document, detail, other_source_id, other_document, other_detail from pair
    union all
    select position, other_source_id, other_document, other_detail, source_id, document, detail from pair`);
}

async function describe(
  connection: DuckDBConnection,
  { sourceId, otherId }: { sourceId: string; otherId: string },
): Promise<OverlapWith | null> {
  const [row] = await rowsOf(
    connection,
    `
    with month_of_pair as (select distinct month from mine where document in (select document from pair)),
    told as (
      select pair.*, mine.on_date, mine.amount_minor, mine.customer_id, theirs.customer_id as other_customer_id
      from pair join mine using (document) join theirs on theirs.document = pair.other_document
    )
    select
      count(distinct document)::integer as documents,
      (select count(*) from mine where month in (from month_of_pair))::integer as of,
      min(on_date)::varchar as first_date, max(on_date)::varchar as last_date,
      (select count(*) from mine anti join pair using (document) where month in (from month_of_pair))::integer as only_here,
      (select count(*) from theirs anti join pair on pair.other_document = theirs.document where month in (from month_of_pair))::integer as only_there,
      count(distinct document) filter (how in ('day', 'month'))::integer as by_sums,
      count(*) filter (how = 'changed')::integer as other_sum,
      count(*) filter (how not in ('day', 'month') and customer_id = other_customer_id)::integer as same_customer,
      count(*) filter (how not in ('day', 'month') and customer_id is distinct from other_customer_id)::integer as other_customer,
      count(distinct abs(amount_minor))::integer as sums,
      count(distinct document) filter (detail >= other_detail)::integer as more_detailed_here,
      bool_and(exists (
        from known_pair as known where known.source_id = ${quoted(sourceId)} and known.document = told.document and known.other_source_id = ${quoted(otherId)} and known.other_document = told.other_document
      )) as known,
      exists (from known_pair where source_id = ${quoted(sourceId)} and other_source_id = ${quoted(otherId)}) as remembered
    from told`,
  );
  if (row === undefined || row['documents'] === 0) return null;
  const totals = await rowsOf(
    connection,
    `select currency, sum(amount_minor)::varchar as net_minor from mine where document in (select document from pair) group by currency order by sum(abs(amount_minor)) desc`,
  );
  return {
    sourceId: otherId,
    documents: row['documents'] as number,
    of: row['of'] as number,
    totals: totals.map((total) => ({ currency: total['currency'] as string, netMinor: total['net_minor'] as string })),
    from: row['first_date'] as string,
    to: row['last_date'] as string,
    onlyHere: row['only_here'] as number,
    onlyThere: row['only_there'] as number,
    bySums: row['by_sums'] as number,
    otherSum: row['other_sum'] as number,
    sameCustomer: row['same_customer'] as number,
    otherCustomer: row['other_customer'] as number,
    sums: row['sums'] as number,
    moreDetailedHere: row['more_detailed_here'] as number,
    known: row['known'] as boolean,
    remembered: row['remembered'] as boolean,
  };
}

/** The company in the file's period once it is loaded; by the rule of int_winner.sql where documents that are one count once. */
async function figures(connection: DuckDBConnection, of: { sourceId: string; period: Period }, once: boolean): Promise<PeriodFigures> {
  const latest = 2_147_483_647;
  await connection.run(`
    create or replace temp view company as
    with pair as (
      select * from known_pair
      ${
        once
          ? `union all select ${latest}, source_id, document, detail, other_source_id, other_document, other_detail from found_same
      union all select ${latest}, other_source_id, other_document, other_detail, source_id, document, detail from found_same`
          : ''
      }
    ),
    detail as (select source_id, document, arg_max(detail, position) as detail from pair group by all),
    ranked as (select source_id, document, detail.detail, coalesce(told.position, ${latest}) as position from told join detail using (source_id, document)),
    outdone as (
      select distinct pair.source_id, pair.document
      from pair join ranked as mine using (source_id, document)
      join ranked as other on other.source_id = pair.other_source_id and other.document = pair.other_document
      where other.detail > mine.detail or (other.detail = mine.detail and other.position > mine.position)
    )
    select told.source_id, told.customer_code, told.currency, told.amount_minor
    from told anti join outdone using (source_id, document)
    where told.on_date between date ${quoted(of.period.from)} and date ${quoted(of.period.to)}`);
  const totals = await rowsOf(
    connection,
    'select currency, sum(amount_minor)::varchar as net_minor from company group by currency order by currency',
  );
  const [counts] = await rowsOf(
    connection,
    `
    select count(*)::integer as documents, count(distinct coalesce(customer_id::varchar, company.source_id || chr(31) || customer_code))::integer as customers
    from company left join customer_of on customer_of.source_id = company.source_id and customer_of.code = company.customer_code`,
  );
  return {
    totals: totals.map((row) => ({ currency: row['currency'] as string, netMinor: row['net_minor'] as string })),
    documents: counts!['documents'] as number,
    customers: counts!['customers'] as number,
  };
}
