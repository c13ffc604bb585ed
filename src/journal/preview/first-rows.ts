/** The first facts of a staged file as they will be booked: what a person who knows the file compares with it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ShownColumn } from '../../facts/kind.ts';
import { type FactName, kinds } from '../../facts/kinds.ts';

/**
 * A document as a person names it. What stands for a number where the file has none (day and customer), and what sets apart payers'
 * own numbers (their id and the day, behind the type), is not shown: nobody would find it in the file.
 */
export const documentTitle = `trim(
  if(document_type like '%' || on_date::varchar, '', document_type) || ' ' ||
  if(document_number = '' or document_number like on_date::varchar || ' %', '', '№ ' || document_number))`;

export interface FirstRow {
  /** The file's own. */
  row: number;
  date: string;
  /** Of a contract's term: its last day. */
  until: string | null;
  document: string;
  /** Its name in a preview, else its code; empty where the facts are nobody's. */
  customer: string;
  /** The goods, the purpose of a payment, the pool, the event, the currency of a rate. */
  what: string;
  /** A decimal with a point, like minutes and rate. */
  quantity: string | null;
  unit: string;
  minutes: string | null;
  rate: string | null;
  currency: string;
  /** A sum of money: net of a sale, paid of a payment, the price of one unit. */
  netMinor: string | null;
  /** sale, return, correction, payment, refund; empty for kinds of facts that know no such difference. */
  kind: string;
  state: 'counts' | 'held' | 'draft';
}

/** Enough to look at. */
const shown = 100;

/** Needs the view `entry`. Customers are given by their codes. `inFileOrder`: `entry` is a file in the order of its rows, so only its beginning is read. */
export async function firstRows(
  connection: DuckDBConnection,
  kind: FactName,
  { inFileOrder }: { inFileOrder: boolean },
): Promise<FirstRow[]> {
  const of = { ...nothing, ...kinds[kind].shown };
  const columns = Object.entries(of).map(([name, sql]) => `(${sql === 'title' ? documentTitle : sql})::varchar as ${name}`);
  const reader = await connection.runAndReadAll(`
    select row_number, on_date::varchar as on_date, coalesce(customer_code, '') as customer, ${columns.join(', ')}, if(draft, 'draft', if(held is null, 'counts', 'held')) as state
    from ${inFileOrder ? `(select * from entry limit ${shown})` : 'entry'} order by row_number limit ${shown}`);
  return reader.getRowObjectsJS().map((row) => ({
    row: Number(row['row_number']),
    date: row['on_date'] as string,
    until: row['until'] as string | null,
    document: row['document'] as string,
    customer: row['customer'] as string,
    what: row['what'] as string,
    quantity: decimal(row['quantity_micro']),
    unit: row['unit'] as string,
    minutes: decimal(row['minutes_micro']),
    rate: decimal(row['rate_micro']),
    currency: row['currency'] as string,
    netMinor: row['net_minor'] as string | null,
    kind: row['kind'] as string,
    state: row['state'] as FirstRow['state'],
  }));
}

const nothing: Readonly<Record<ShownColumn, string>> = {
  until: 'null',
  document: `''`,
  what: `''`,
  quantity_micro: 'null',
  unit: `''`,
  minutes_micro: 'null',
  rate_micro: 'null',
  currency: `''`,
  net_minor: 'null',
  kind: `''`,
};

/** Millionths, as a decimal without zeros that mean nothing. */
function decimal(micro: unknown): string | null {
  if (micro === null) return null;
  const text = micro as string;
  const digits = text.replace('-', '').padStart(7, '0');
  return `${text.startsWith('-') ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
}
