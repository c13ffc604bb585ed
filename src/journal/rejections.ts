/**
 * Rejected rows are kept as they stood, with their reasons, so that they can be corrected and loaded again: one Parquet file per import.
 * With them are the other rows of their documents, because a document that comes again replaces its earlier version whole.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { AnyKind } from '../facts/kind.ts';
import type { ColumnMeaning } from '../facts/row/meanings.ts';

export interface RejectedRow {
  row: number;
  /** `same_document`: not rejected, but of the document of a row that was. */
  reason: string;
  detail: string;
  cells: string[];
}

const fileOf = (dataDir: string, batchId: string): string => join(dataDir, 'rejected', `${batchId}.parquet`);

/** Of the file's columns, those that say which document a row is of. */
export interface NamingColumns {
  numbers: number[];
  days: number[];
  /** Whom or what it concerns, where the document has no number. */
  parties: number[];
}

export function namingColumns(kind: AnyKind, columns: { index: number; meaning: ColumnMeaning }[]): NamingColumns {
  const of = (meanings: readonly ColumnMeaning[]): number[] =>
    columns.filter(({ meaning }) => meanings.includes(meaning)).map(({ index }) => index);
  const numbered = kind.document.some((part) => part.includes('number'));
  return {
    numbers: numbered ? of(['document', 'document_number', 'contract_number', 'event_number']) : [],
    days: of(['date', 'month']),
    parties: of(['customer', 'customer_code', 'tax_id', 'payer', 'payer_tax_id', 'pool']),
  };
}

/**
 * Finds the rows of all documents that a rejected row may belong to. A rejected row was not read to its end, so it is compared as it is
 * printed: by the number of its document; without one by the day and the party, or by that of the two which can be read. Needs the view
 * `entry`, and `printed_row` with the cells of every row; makes `beside_rejected`.
 */
export async function findWholeDocuments(connection: DuckDBConnection, naming: NamingColumns): Promise<void> {
  const text = (columns: number[]): string =>
    columns.length === 0 ? `''` : `concat_ws(' ', ${columns.map((at) => `nullif(trim(cells[${at + 1}]), '')`).join(', ')})`;
  const named = (from: string): string => `
    select row_number, lower(${text(naming.numbers)}) as number, regexp_extract(${text(naming.days)}, '^[^ T]+') as day, lower(${text(naming.parties)}) as party
    from ${from}`;
  await connection.run(`
    create or replace temp table beside_rejected as
    with recursive whole as (${named('printed_row')}),
    broken as (
      select distinct number, if(reason in ('missing_date', 'invalid_date', 'date_out_of_range'), '', day) as day, if(reason = 'missing_customer', '', party) as party
      from (${named('rejected')}) join rejected using (row_number)
    ),
    related as (
      select whole.row_number from whole join broken on broken.number <> '' and whole.number = broken.number
      union
      select whole.row_number from whole join broken on broken.number = '' and broken.day <> '' and broken.party <> '' and whole.day = broken.day and whole.party = broken.party
      union
      select whole.row_number from whole join broken on broken.number = '' and broken.day <> '' and broken.party = '' and whole.day = broken.day
      union
      select whole.row_number from whole join broken on broken.number = '' and broken.day = '' and broken.party <> '' and whole.party = broken.party
    ),
    of_document as (
      select row_number, document from entry where document in (select document from entry where row_number in (select row_number from related))
      union
      -- In a table that was reshaped a row is of several documents, and each of them comes whole.
      select entry.row_number, entry.document from of_document
      join entry as other on other.row_number = of_document.row_number
      join entry on entry.document = other.document
    )
    select distinct row_number from of_document`);
}

export async function keepRejections(connection: DuckDBConnection, dataDir: string, batchId: string): Promise<void> {
  mkdirSync(join(dataDir, 'rejected'), { recursive: true });
  await connection.run(
    `copy (
      select row_number, reason, detail, cells from rejected
      union all
      select row_number, 'same_document', '', cells from printed_row
      where row_number in (select row_number from beside_rejected) and (row_number, cells) not in (select row_number, cells from rejected)
      order by row_number
    ) to '${fileOf(dataDir, batchId).replaceAll("'", "''")}' (format parquet)`,
  );
}

export async function readRejections(dataDir: string, batchId: string): Promise<RejectedRow[]> {
  const file = fileOf(dataDir, batchId);
  if (!existsSync(file)) return [];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `select row_number, reason, detail, cells from read_parquet('${file.replaceAll("'", "''")}') order by row_number`,
    );
    return reader.getRowsJS().map(([row, reason, detail, cells]) => ({
      row: Number(row),
      reason: reason as string,
      detail: detail as string,
      cells: cells as string[],
    }));
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}
