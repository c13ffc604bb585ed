/**
 * The journal's batches into documents, and out of them again. What a batch may have changed is told in two temporary tables of the
 * rebuild: touched (documents) and changed_month.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { JournalKind, RegisteredEntry } from '../facts/journal-files.ts';
import { choosePricing } from './list-prices.ts';
import { insertModel, makeView, quoted } from './sql-files.ts';

export async function removeBatches(connection: DuckDBConnection, positions: bigint[]): Promise<void> {
  const among = `position in (${positions.join(', ')})`;
  await connection.run(`
    insert into touched select document_key from int_document where ${among};
    insert into touched select document_key from int_withdrawal where ${among};
    insert into touched select document_key from int_same_document where ${among};
    insert into changed_month select distinct year(happened_on) * 12 + month(happened_on) - 1 from int_document where ${among};
    delete from int_document where ${among};
    delete from int_withdrawal where ${among};
    delete from int_same_document where ${among};
    delete from batch where ${among}`);
}

export async function readBatches(
  connection: DuckDBConnection,
  { added, everything }: { added: RegisteredEntry[]; everything: boolean },
): Promise<void> {
  const values = added.map(
    (batch) =>
      `(${batch.position}, ${quoted(batch.id)}, ${quoted(batch.sourceId)}, ${fileOf(batch, 'sale_line')}, ${fileOf(batch, 'payment')}, ${fileOf(batch, 'withdrawal')}, ${fileOf(batch, 'same_document')})`,
  );
  await connection.run(`
    insert into batch
    select position, batch_id, source_no, sale_line_file, payment_file, withdrawal_file, same_document_file
    from (values ${values.join(', ')}) as added(position, batch_id, source_id, sale_line_file, payment_file, withdrawal_file, same_document_file)
    join source using (source_id)`);
  for (const kind of ['sale_line', 'payment'] as const) {
    await readKind(connection, added, kind, async () => {
      await insertModel(connection, `int_document.${kind}`, 'int_document');
      if (await addUnknownCodes(connection, kind)) await insertModel(connection, `int_document.${kind}`, 'int_document');
    });
  }
  await readKind(connection, added, 'withdrawal', () => insertModel(connection, 'int_withdrawal'));
  await readKind(connection, added, 'same_document', async () => {
    // A source of which nothing counts now may be loaded again: its documents are then the same ones.
    await connection.run(`
      insert into source
      select (select count(*) from source) + row_number() over (), source_id
      from (select source_id from stg_same_document union select other_source_id from stg_same_document)
      where source_id not in (select source_id from source)`);
    await insertModel(connection, 'int_same_document');
  });
  const among = `position in (${added.map((batch) => batch.position).join(', ')})`;
  if (!everything) {
    await connection.run(`
      insert into touched select document_key from int_document where ${among};
      insert into touched select document_key from int_withdrawal where ${among};
      insert into touched select document_key from int_same_document where ${among}`);
  }
  await connection.run(`
    insert into changed_month select distinct year(happened_on) * 12 + month(happened_on) - 1 from int_document where ${among}`);
}

function fileOf(batch: RegisteredEntry, kind: JournalKind): string {
  return batch.files[kind] ? quoted(batch.files[kind]) : 'null';
}

/** All files of a kind are read at once: DuckDB then uses every core, however small the batches are. */
async function readKind(
  connection: DuckDBConnection,
  added: RegisteredEntry[],
  kind: JournalKind,
  read: () => Promise<void>,
): Promise<void> {
  const withFile = added.filter((batch) => batch.files[kind]);
  if (withFile.length === 0) return;
  await connection.run(`
    set variable ${kind}_files = [${withFile.map((batch) => quoted(batch.files[kind]!)).join(', ')}];
    create or replace temp table reading_${kind} as
    select file_index, position, source_no
    from (values ${withFile.map((batch, i) => `(${i}, ${batch.position})`).join(', ')}) as reading(file_index, position)
    join batch using (position)`);
  await makeView(connection, `stg_${kind}`);
  if (kind === 'sale_line') await choosePricing(connection);
  await read();
}

/**
 * Facts may name codes that records do not know yet: they are kept, belong to nobody, and fail a check. True where there were
 * some: what was read is thrown away then, to be read again with the new codes.
 */
async function addUnknownCodes(connection: DuckDBConnection, kind: 'sale_line' | 'payment'): Promise<boolean> {
  const unknown = await connection.runAndReadAll('select 1 from int_document where code_no is null limit 1');
  if (unknown.getRows().length === 0) return false;
  await connection.run(`
    delete from int_document where fact = '${kind}' and position in (select position from reading_${kind});
    insert into code
    select (select count(*) from code) + row_number() over (), named.source_no, named.customer_code, null
    from (
      select distinct batch.source_no, line.customer_code
      from stg_${kind} as line join reading_${kind} as batch on batch.file_index = line.file_index
    ) as named
    anti join code on code.source_no = named.source_no and code.code = named.customer_code`);
  return true;
}
