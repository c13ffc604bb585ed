/**
 * Which customer a source's code means, as records say it now. A merge or an undo changes only this: the customers that it
 * touches are measured again, and no fact is read again.
 */
import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import { quoted } from './sql-files.ts';

export interface CustomerCode {
  sourceId: string;
  code: string;
  customerId: string | number | bigint;
}

/** All codes: rows, or a Parquet or CSV file with the columns source_id, code, customer_id. */
export type CustomerCodes = CustomerCode[] | { file: string };

/** Fills changed_customer with the customers whose codes are no longer what they were. */
export async function applyCodes(connection: DuckDBConnection, input: { codes: CustomerCodes; sourceIds: string[] }): Promise<void> {
  if (Array.isArray(input.codes)) await loadRows(connection, input.codes);
  else await loadFile(connection, input.codes.file);
  const sourceIds = [...new Set(input.sourceIds)].map((id) => `(${quoted(id)})`);
  await connection.run(`
    insert into source
    select (select count(*) from source) + row_number() over (), source_id
    from (select source_id from given_code ${sourceIds.length > 0 ? `union select * from (values ${sourceIds.join(', ')})` : 'group by all'})
    where source_id not in (select source_id from source);

    create or replace temp table known_code as
    select source.source_no, given.code, given.customer_id
    from given_code as given join source using (source_id);

    create or replace temp table changed_code as
    select code.code_no, code.customer_id as was, known.customer_id as is_now
    from code left join known_code as known using (source_no, code)
    where code.customer_id is distinct from known.customer_id;

    insert into changed_customer select was from changed_code where was is not null;
    insert into changed_customer select is_now from changed_code where is_now is not null;
    update code set customer_id = changed_code.is_now from changed_code where changed_code.code_no = code.code_no;

    insert into code
    select (select count(*) from code) + row_number() over (), source_no, code, customer_id
    from known_code anti join code using (source_no, code)`);
}

async function loadFile(connection: DuckDBConnection, file: string): Promise<void> {
  const columns = `{'source_id': 'VARCHAR', 'code': 'VARCHAR', 'customer_id': 'VARCHAR'}`;
  const read = file.endsWith('.parquet')
    ? `read_parquet(${quoted(file)})`
    : `read_csv(${quoted(file)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = ${columns})`;
  await connection.run(`
    create or replace temp table given_code as
    select source_id::varchar as source_id, coalesce(code, '')::varchar as code, customer_id::bigint as customer_id from ${read}`);
}

async function loadRows(connection: DuckDBConnection, codes: CustomerCode[]): Promise<void> {
  await connection.run('create or replace temp table given_row (source_id varchar, code varchar, customer_id varchar)');
  const appender = await connection.createAppender('given_row', 'main', 'temp');
  for (let from = 0; from < codes.length; from += chunkRows) {
    const rows = codes.slice(from, from + chunkRows);
    const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR, VARCHAR], rows.length);
    chunk.setColumns([rows.map((row) => row.sourceId), rows.map((row) => row.code), rows.map((row) => String(row.customerId))]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.run(`
    create or replace temp table given_code as select source_id, code, customer_id::bigint as customer_id from given_row`);
}

/** DuckDB's own vector size. */
const chunkRows = 2048;
