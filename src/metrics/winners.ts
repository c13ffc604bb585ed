/**
 * Which version of each document holds: of those that batches tell of more than once, or take back, the latest batch's; of those that
 * two sources tell of, the more detailed one.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RegisteredEntry } from '../facts/journal-files.ts';
import { makeTemporary } from './sql-files.ts';

/** `everything`: nothing was applied before. Adds to changed_month; reads touched. */
export async function chooseWinners(
  connection: DuckDBConnection,
  { everything, added }: { everything: boolean; added: RegisteredEntry[] },
): Promise<void> {
  const touched = everything ? 'true' : 'document_key in (select document_key from touched)';
  if (!everything)
    await connection.run(
      'insert into touched select other_document_key from int_same_document where document_key in (select document_key from touched)',
    );
  await connection.run(`
    create or replace temp view touched_document as select document_key, wins from int_document where ${touched};
    create or replace temp view touched_withdrawal as select document_key from int_withdrawal where ${touched};
    create or replace temp view touched_same as select document_key from int_same_document where ${touched}`);
  await makeTemporary(connection, { model: 'int_candidate', table: 'int_candidate' });
  const candidates = await connection.runAndReadAll('select count(*) from int_candidate');
  if (candidates.getRows()[0]![0] === 0n) return;
  await makeTemporary(connection, { model: 'int_winner', table: 'int_winner' });
  const positions = added.map((batch) => batch.position).join(', ') || 'null';
  await connection.run(`
    create or replace temp table changed_version as
    select document.rowid as version_row, document.happened_on, document.position is not distinct from winner.position as wins
    from int_document as document
    join int_winner as winner using (fact, source_no, document)
    where document.document_key in (select document_key from int_candidate)
      and document.wins <> (document.position is not distinct from winner.position);
    insert into changed_month select distinct year(happened_on) * 12 + month(happened_on) - 1 from changed_version;
    update int_document set wins = changed_version.wins from changed_version where int_document.rowid = changed_version.version_row;
    create or replace temp table counted_again as
    select version_row from (
      select rowid as version_row,
        row_number() over (partition by position, fact, source_no, document, code_no order by happened_on, other_currency nulls first) as nth
      from int_document
      where counted = 1 and position in (${positions}) and document_key in (select document_key from int_candidate)
    ) where nth > 1;
    update int_document set counted = 0 where rowid in (select version_row from counted_again)`);
}
