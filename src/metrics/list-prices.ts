/**
 * The price lists by which sale lines that tell no discount have a list value all the same (docs/methods/price-lists.md). When
 * prices come, change or go, all documents are measured anew from the journal's files, because a price of today may say which item an
 * earlier line is of; only months that this changes are. Where there are no price lists, this costs nothing.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RegisteredEntry } from '../facts/journal-files.ts';
import { makeTemporary, makeView, quoted, sqlText } from './sql-files.ts';

/** Whether other prices hold than before. */
export async function applyPrices(connection: DuckDBConnection, batches: RegisteredEntry[]): Promise<boolean> {
  const files = batches
    .flatMap(({ position, files: { list_price: file } }) => (file === undefined ? [] : [{ position, file }]))
    .toSorted((a, b) => a.position - b.position);
  const known = await connection.runAndReadAll('select position, file from price_file order by position');
  if (JSON.stringify(known.getRows()) === JSON.stringify(files.map(({ position, file }) => [position, file]))) return false;
  await readPrices(connection, files);
  const changed = await connection.runAndReadAll(`
    select exists (select * from list_price_now except select * from list_price) or exists (select * from list_price except select * from list_price_now)`);
  await connection.run('truncate list_price; insert into list_price by name select * from list_price_now; drop table list_price_now');
  return changed.getRows()[0]![0] as boolean;
}

async function readPrices(connection: DuckDBConnection, files: { position: number; file: string }[]): Promise<void> {
  await connection.run('truncate price_file');
  if (files.length === 0) {
    await connection.run('create or replace temp table list_price_now as select * from list_price where false');
    return;
  }
  await connection.run(`
    insert into price_file values ${files.map(({ position, file }) => `(${position}, ${quoted(file)})`).join(', ')};
    set variable list_price_files = [${files.map(({ file }) => quoted(file)).join(', ')}];
    create or replace temp table reading_list_price as
    select * from (values ${files.map(({ position }, i) => `(${i}, ${position})`).join(', ')}) as reading(file_index, position)`);
  await makeView(connection, 'stg_list_price');
  await makeTemporary(connection, { model: 'int_list_price', table: 'list_price_now' });
}

/** priced_sale_line over stg_sale_line. */
export async function choosePricing(connection: DuckDBConnection): Promise<void> {
  await connection.run(`create or replace temp view priced_sale_line as\n${await pricing(connection)}`);
}

/** The lines of stg_sale_line with their list values: who has no price list does not pay for a join with one. */
export async function pricing(connection: DuckDBConnection): Promise<string> {
  const prices = await connection.runAndReadAll('select exists (from list_price)');
  return prices.getRows()[0]![0] === true ? sqlText('int_priced_line') : 'select *, 0::bigint as above_list_minor from stg_sale_line';
}

/** Documents that were read before; those of the added batches already have the prices of now. Adds to changed_month. */
export async function repriceDocuments(connection: DuckDBConnection, added: RegisteredEntry[]): Promise<void> {
  const among = ['-1', ...added.map((batch) => batch.position)].join(', ');
  const found = await connection.runAndReadAll(
    `select sale_line_file, position, source_no from batch where sale_line_file is not null and position not in (${among}) order by position`,
  );
  const files = found.getRows() as [string, bigint, number][];
  if (files.length === 0) return;
  await connection.run(`
    set variable sale_line_files = [${files.map(([file]) => quoted(file)).join(', ')}];
    create or replace temp table reading_sale_line as
    select * from (values ${files.map(([, position, source], i) => `(${i}, ${position}, ${source})`).join(', ')}) as reading(file_index, position, source_no)`);
  await makeView(connection, 'stg_sale_line');
  await choosePricing(connection);
  await connection.run(`
    create or replace temp table repriced as
    select document.rowid as document_row, document.happened_on, document.wins, is_now.list_minor, is_now.discount_minor, is_now.above_list_minor
    from (${sqlText('int_document.sale_line')}) as is_now
    join int_document as document using (document_key, position, fact, source_no, document, code_no, happened_on)
    where is_now.other_currency is not distinct from document.other_currency
      and (is_now.list_minor, is_now.discount_minor, is_now.above_list_minor) is distinct from (document.list_minor, document.discount_minor, document.above_list_minor);
    insert into changed_month select distinct year(happened_on) * 12 + month(happened_on) - 1 from repriced where wins;
    update int_document set list_minor = repriced.list_minor, discount_minor = repriced.discount_minor, above_list_minor = repriced.above_list_minor
    from repriced where int_document.rowid = repriced.document_row;
    drop table repriced`);
}
