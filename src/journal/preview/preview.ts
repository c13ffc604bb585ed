/** What committing a staged file would do, measured in SQL over the staging place and the journal. Changes neither. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { AnyKind } from '../../facts/kind.ts';
import { type FactFolder, type FactName, kinds } from '../../facts/kinds.ts';
import type { RegisteredEntry } from '../../facts/journal-files.ts';
import { beforeDocument, lostLines } from './before.ts';
import { nameCustomers, type NamesOfCodes } from './customer-names.ts';
import { stagedEntry } from './entry.ts';
import { documentTitle, type FirstRow, firstRows } from './first-rows.ts';

export interface Preview {
  documents: { new: number; changed: number; unchanged: number; conflict: number; withdrawn: number };
  lines: number;
  drafts: number;
  ignored: Record<string, number>;
  customers: { toldApart: number; new: number };
  people: { new: number };
  totals: { currency: string; netMinor: string }[];
  firstDate: string | null;
  lastDate: string | null;
  /** The file's first facts as they will be booked. */
  firstRows: FirstRow[];
  rejected: { count: number; first: RowProblem[] };
  held: { count: number; first: HeldRow[] };
  missing: {
    count: number;
    from: string | null;
    to: string | null;
    totals: { currency: string; netMinor: string }[];
    first: { document: string; date: string; customer: string; currency: string; netMinor: string }[];
  };
  /** `lostLines`, `lostMinor`: of the lines that the earlier version had and this one lacks. */
  changed: {
    document: string;
    customer: string;
    currency: string;
    beforeMinor: string;
    afterMinor: string;
    conflict: boolean;
    lostLines: number;
    lostMinor: string;
  }[];
  /** All lines that changed documents lose. */
  lost: { documents: number; lines: number; totals: { currency: string; netMinor: string }[] };
  /** Documents that lack lines of their earlier version, how many, and by how much the sum of all these documents changes. */
  smaller: { documents: number; lines: number; totals: { currency: string; netMinor: string }[] };
  seconds: number;
}

export interface RowProblem {
  row: number;
  reason: string;
  detail: string;
}

export interface HeldRow extends RowProblem {
  date: string;
  document: string;
  /** Its name in a preview, else its code; empty where the facts are nobody's. */
  customer: string;
  currency: string;
  netMinorIfAccepted: string;
}

const sqlFile = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const bulkEntrySql = sqlFile('entry-bulk.sql');
const firstComparisonSql = sqlFile('first-comparison.sql');
const documentSql = sqlFile('document.sql');
const comparisonSql = sqlFile('comparison.sql');

const noLostLines = 'create or replace temp table lost_line (document varchar, currency varchar, lines integer, net_minor bigint)';

/** Lists are cut to this many; counts and totals never are. */
const listed = 200;

/** Makes the tables entry and comparison, which committing uses as well. Returns the file's period. */
export async function compare(
  connection: DuckDBConnection,
  what: {
    kind: FactName;
    batches: RegisteredEntry[];
    statedPeriod: { from: string; to: string } | null;
    bulkFile: string | null;
    /** New documents are not told: enough for a commit. */ onlyWhatChanges?: boolean;
  },
): Promise<{ from: string; to: string } | null> {
  const kind: AnyKind = kinds[what.kind];
  await connection.run(noLostLines);
  await connection.run(
    what.bulkFile === null ? stagedEntry(kind) : bulkEntrySql.replace('$file', `'${what.bulkFile.replaceAll("'", "''")}'`),
  );
  // Drafts belong to the file's period too: what they withdraw must be compared.
  const [dates] = await rowsOf(connection, `select min(on_date)::varchar as first, max(on_date)::varchar as last from entry`);
  const first = (dates?.['first'] as string | null) ?? what.statedPeriod?.from ?? null;
  const last = (dates?.['last'] as string | null) ?? what.statedPeriod?.to ?? null;
  const stated = what.statedPeriod;
  const period =
    first === null || last === null
      ? null
      : { from: stated !== null && stated.from < first ? stated.from : first, to: stated !== null && stated.to > last ? stated.to : last };
  if (period === null || what.batches.every((batch) => batch.files[factOf(what.kind)] === undefined)) {
    await connection.run(what.onlyWhatChanges === true ? `${firstComparisonSql} limit 0` : firstComparisonSql);
    return period;
  }
  await connection.run(documentSql);
  await connection.run(beforeDocument(what.batches, kind, period));
  await connection.run(periodOf(comparisonSql, period));
  if (!kind.wholePeriod) await connection.run(`delete from comparison where outcome = 'missing'`);
  if (what.kind === 'sales' && what.onlyWhatChanges !== true) {
    const [changed] = await rowsOf(connection, `select count(*)::integer as n from comparison where outcome in ('changed', 'conflict')`);
    if (changed!['n'] !== 0) await connection.run(lostLines(what.batches, period));
  }
  return period;
}

/** The journal's folder of a kind. */
export function factOf(name: FactName): FactFolder {
  return kinds[name].journal;
}

function periodOf(sql: string, period: { from: string; to: string }): string {
  return sql.replace('$period_from', `date '${period.from}'`).replace('$period_to', `date '${period.to}'`);
}

/** Needs `compare` first. `ignored`, `newCustomers`, `newPeople` and the names of customers that the file does not name are known elsewhere. */
export async function measurePreview(
  connection: DuckDBConnection,
  known: {
    kind: FactName;
    /** Read in bulk: a file in the order of its rows. */
    inBulk: boolean;
    namesOf: NamesOfCodes;
    ignored: Record<string, number>;
    newCustomers: number;
    newPeople: number;
    period: { from: string; to: string } | null;
    seconds: number;
  },
): Promise<Preview> {
  const read = (sql: string): Promise<Record<string, unknown>[]> => rowsOf(connection, sql);
  const outcomes = Object.fromEntries(
    (await read('select outcome, count(*) as n from comparison group by 1')).map((row) => [row['outcome'], Number(row['n'])]),
  );
  const [counts] = await read(`
    select count(*) filter (held is null and not draft) as lines, count(distinct document) filter (draft) as drafts,
      count(distinct customer_code) filter (held is null and not draft) as customers,
      min(on_date) filter (held is null and not draft)::varchar as first_date, max(on_date) filter (held is null and not draft)::varchar as last_date
    from entry`);
  const [rejected] = await read('select count(*) as n from rejected');
  const [held] = await read('select count(*) as n from entry where held is not null');
  const preview: Preview = {
    documents: {
      new: outcomes['new'] ?? 0,
      changed: outcomes['changed'] ?? 0,
      unchanged: outcomes['unchanged'] ?? 0,
      conflict: outcomes['conflict'] ?? 0,
      withdrawn: outcomes['withdrawn'] ?? 0,
    },
    lines: Number(counts!['lines']),
    drafts: Number(counts!['drafts']),
    ignored: known.ignored,
    customers: { toldApart: Number(counts!['customers']), new: known.newCustomers },
    people: { new: known.newPeople },
    totals: await totalsOf(connection, 'select currency, counted_minor from entry where held is null and not draft'),
    firstDate: counts!['first_date'] as string | null,
    lastDate: counts!['last_date'] as string | null,
    firstRows: await firstRows(connection, known.kind, { inFileOrder: known.inBulk }),
    rejected: { count: Number(rejected!['n']), first: await rejectedRows(connection, listed) },
    held: { count: Number(held!['n']), first: await heldRows(connection, listed) },
    missing: {
      count: outcomes['missing'] ?? 0,
      from: known.period?.from ?? null,
      to: known.period?.to ?? null,
      totals:
        outcomes['missing'] === undefined
          ? []
          : await totalsOf(connection, "select currency, before_minor as counted_minor from comparison where outcome = 'missing'"),
      first:
        outcomes['missing'] === undefined
          ? []
          : (
              await read(
                `select ${title}, on_date::varchar as on_date, coalesce(customer_code, '') as customer_code, currency, coalesce(before_minor, 0) as before_minor from comparison where outcome = 'missing' order by on_date, document limit ${listed}`,
              )
            ).map((row) => ({
              document: row['title'] as string,
              date: row['on_date'] as string,
              customer: row['customer_code'] as string,
              currency: row['currency'] as string,
              netMinor: String(row['before_minor']),
            })),
    },
    changed:
      outcomes['changed'] === undefined && outcomes['conflict'] === undefined
        ? []
        : (
            await read(`select ${title}, coalesce(customer_code, '') as customer_code, comparison.currency, before_minor, after_minor, outcome, coalesce(lost_line.lines, 0) as lost_lines, coalesce(lost_line.net_minor, 0) as lost_minor
      from comparison left join lost_line using (document) where outcome in ('changed', 'conflict') and after_minor is not null order by on_date, document limit ${listed}`)
          ).map((row) => ({
            document: row['title'] as string,
            customer: row['customer_code'] as string,
            currency: row['currency'] as string,
            beforeMinor: String(row['before_minor']),
            afterMinor: String(row['after_minor']),
            conflict: row['outcome'] === 'conflict',
            lostLines: row['lost_lines'] as number,
            lostMinor: String(row['lost_minor']),
          })),
    lost: {
      ...((await read('select count(*)::integer as documents, coalesce(sum(lines), 0)::integer as lines from lost_line'))[0] as {
        documents: number;
        lines: number;
      }),
      totals: await totalsOf(connection, 'select currency, net_minor as counted_minor from lost_line'),
    },
    smaller: outcomes['changed'] === undefined && outcomes['conflict'] === undefined ? nothingSmaller : await smallerDocuments(connection),
    seconds: known.seconds,
  };
  await nameCustomers(
    connection,
    [...preview.firstRows, ...preview.held.first, ...preview.missing.first, ...preview.changed],
    known.namesOf,
  );
  return preview;
}

const nothingSmaller: Preview['smaller'] = { documents: 0, lines: 0, totals: [] };

async function smallerDocuments(connection: DuckDBConnection): Promise<Preview['smaller']> {
  // Of sales it is known which lines: a document with as many lines as before may lack one and have another.
  const smaller = `from comparison left join lost_line using (document) where after_lines < before_lines or lost_line.lines > 0`;
  const [counts] = await rowsOf(
    connection,
    `select count(*)::integer as documents, coalesce(sum(greatest(coalesce(lost_line.lines, 0), before_lines - after_lines)), 0)::integer as lines ${smaller}`,
  );
  return {
    documents: counts!['documents'] as number,
    lines: counts!['lines'] as number,
    totals: await totalsOf(connection, `select comparison.currency, after_minor - before_minor as counted_minor ${smaller}`),
  };
}

const title = `${documentTitle} as title`;

export async function rejectedRows(connection: DuckDBConnection, limit: number | null): Promise<RowProblem[]> {
  const rows = await rowsOf(
    connection,
    `select row_number, reason, detail from rejected order by row_number ${limit === null ? '' : `limit ${limit}`}`,
  );
  return rows.map((row) => ({ row: Number(row['row_number']), reason: row['reason'] as string, detail: row['detail'] as string }));
}

export async function heldRows(connection: DuckDBConnection, limit: number | null): Promise<Preview['held']['first']> {
  const rows = await rowsOf(
    connection,
    `select row_number, held, held_because_of_row, ${title}, on_date::varchar as on_date, coalesce(customer_code, '') as customer_code, currency, coalesce(counted_minor, 0) as counted_minor from entry where held is not null order by row_number ${limit === null ? '' : `limit ${limit}`}`,
  );
  return rows.map((row) => ({
    row: Number(row['row_number']),
    reason: row['held'] as string,
    detail: row['held_because_of_row'] === null ? '' : String(Number(row['held_because_of_row'])),
    date: row['on_date'] as string,
    document: row['title'] as string,
    customer: row['customer_code'] as string,
    currency: row['currency'] as string,
    netMinorIfAccepted: String(row['counted_minor']),
  }));
}

async function totalsOf(connection: DuckDBConnection, select: string): Promise<{ currency: string; netMinor: string }[]> {
  const rows = await rowsOf(
    connection,
    `select currency, sum(counted_minor)::varchar as net_minor from (${select}) group by currency having count(counted_minor) > 0 order by currency`,
  );
  return rows.map((row) => ({ currency: row['currency'] as string, netMinor: row['net_minor'] as string }));
}

export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}
