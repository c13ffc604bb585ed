/**
 * Brings the metrics up to the journal: applies the batches that are new, takes out those that are undone, and measures again
 * only the months (and, after a merge, the customers) that this changes. All in one transaction: a rebuild that is cancelled
 * or killed leaves the metrics as they were.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { JournalKind, RegisteredBatch } from '../journal/schema.ts';
import { applyCostFacts } from './costing/cost-facts.ts';
import { applyCodes, type CustomerCodes } from './customer-codes.ts';
import { applyRates } from './exchange-rates.ts';
import { insertModel, makeTemporary, makeView, quoted } from './sql-files.ts';

export interface Rebuild {
  /** All committed batches, in any order. */
  batches: RegisteredBatch[];
  codes: CustomerCodes;
  /** The company's currency. */
  currency: string;
  signal?: AbortSignal;
  onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  step: 'codes' | 'read' | 'replace' | 'measure' | 'commit';
  /** Steps that are done, of so many. */
  done: number;
  of: number;
}

export interface RebuildResult {
  batchesApplied: number;
  batchesRemoved: number;
  /** Calendar months that were measured again. */
  months: number;
  /** Customers measured again over all months because their codes changed. */
  customers: number;
}

export async function rebuild(connection: DuckDBConnection, input: Rebuild): Promise<RebuildResult> {
  const interrupt = (): void => connection.interrupt();
  input.signal?.throwIfAborted();
  input.signal?.addEventListener('abort', interrupt);
  await connection.run('begin');
  try {
    const result = await applyJournal(connection, input);
    input.signal?.throwIfAborted();
    input.onProgress?.({ step: 'commit', done: 4, of: 5 });
    await connection.run('commit');
    input.onProgress?.({ step: 'commit', done: 5, of: 5 });
    return result;
  } catch (cause) {
    await connection.run('rollback');
    input.signal?.throwIfAborted();
    throw cause;
  } finally {
    input.signal?.removeEventListener('abort', interrupt);
  }
}

async function applyJournal(connection: DuckDBConnection, input: Rebuild): Promise<RebuildResult> {
  const progress = (step: RebuildProgress['step'], done: number): void => {
    input.signal?.throwIfAborted();
    input.onProgress?.({ step, done, of: 5 });
  };
  const fresh = await prepare(connection, input.currency);
  const { added, removed } = await compareBatches(connection, input.batches);

  progress('codes', 0);
  await connection.run(`create or replace temp table changed_customer (customer_id bigint)`);
  await applyCodes(connection, { codes: input.codes, sourceIds: input.batches.map((batch) => batch.sourceId) });

  progress('read', 1);
  await connection.run(`
    create or replace temp table touched (document_key ubigint);
    create or replace temp table changed_month (period integer)`);
  if (removed.length > 0) await removeBatches(connection, removed);
  if (added.length > 0) await readBatches(connection, { added, everything: fresh });

  progress('replace', 2);
  if (added.length + removed.length > 0) await chooseWinners(connection, { everything: fresh, added });

  await applyRates(connection, input);
  progress('measure', 3);
  const measured = await measure(connection);
  const firstCost = await applyCostFacts(connection, input.batches);
  await connection.run(`
    insert into cost_pending
    select min(first_period) from (select min(period) as first_period from last_measured_month union all select ${firstCost ?? 'null'})
    having min(first_period) is not null`);
  return { batchesApplied: added.length, batchesRemoved: removed.length, ...measured };
}

/** Sets what the models read; empties everything when the company's currency is another. True where nothing was applied yet. */
async function prepare(connection: DuckDBConnection, currency: string): Promise<boolean> {
  await connection.run(`set variable company_currency = ${quoted(currency)}`);
  const rows = await connection.runAndReadAll('select company_currency, (select count(*) from batch) from made_with');
  const [madeWith, batches] = rows.getRows()[0]!;
  if (madeWith === currency) return batches === 0n;
  for (const table of ['batch', 'code', 'source', 'int_document', 'int_withdrawal', 'mart_customer_month', 'mart_customer_unvalued', 'cost_fact_file', 'cost_fact_read', 'cost', 'direct_cost', 'service_event', 'costed_with']) {
    await connection.run(`truncate ${table}`);
  }
  await connection.run(`update made_with set company_currency = ${quoted(currency)}`);
  return true;
}

async function compareBatches(
  connection: DuckDBConnection,
  batches: RegisteredBatch[],
): Promise<{ added: RegisteredBatch[]; removed: bigint[] }> {
  const applied = await connection.runAndReadAll('select position, batch_id from batch');
  const idByPosition = new Map(applied.getRows().map(([position, id]) => [Number(position as bigint), id as string]));
  const registered = new Map(batches.map((batch) => [batch.position, batch.id]));
  if (registered.size !== batches.length) throw new Error('two batches hold one position in the journal');
  return {
    added: batches.filter((batch) => idByPosition.get(batch.position) !== batch.id).toSorted((a, b) => a.position - b.position),
    removed: [...idByPosition].filter(([position, id]) => registered.get(position) !== id).map(([position]) => BigInt(position)),
  };
}

async function removeBatches(connection: DuckDBConnection, positions: bigint[]): Promise<void> {
  const among = `position in (${positions.join(', ')})`;
  await connection.run(`
    insert into touched select document_key from int_document where ${among};
    insert into touched select document_key from int_withdrawal where ${among};
    insert into changed_month select distinct year(happened_on) * 12 + month(happened_on) - 1 from int_document where ${among};
    delete from int_document where ${among};
    delete from int_withdrawal where ${among};
    delete from batch where ${among}`);
}

async function readBatches(connection: DuckDBConnection, { added, everything }: { added: RegisteredBatch[]; everything: boolean }): Promise<void> {
  const values = added.map(
    (batch) =>
      `(${batch.position}, ${quoted(batch.id)}, ${quoted(batch.sourceId)}, ${fileOf(batch, 'sale_line')}, ${fileOf(batch, 'payment')}, ${fileOf(batch, 'withdrawal')})`,
  );
  await connection.run(`
    insert into batch
    select position, batch_id, source_no, sale_line_file, payment_file, withdrawal_file
    from (values ${values.join(', ')}) as added(position, batch_id, source_id, sale_line_file, payment_file, withdrawal_file)
    join source using (source_id)`);
  for (const kind of ['sale_line', 'payment'] as const) {
    await readKind(connection, added, kind, async () => {
      await insertModel(connection, `int_document.${kind}`, 'int_document');
      if (await addUnknownCodes(connection, kind)) await insertModel(connection, `int_document.${kind}`, 'int_document');
    });
  }
  await readKind(connection, added, 'withdrawal', () => insertModel(connection, 'int_withdrawal'));
  const among = `position in (${added.map((batch) => batch.position).join(', ')})`;
  if (!everything) {
    await connection.run(`
      insert into touched select document_key from int_document where ${among};
      insert into touched select document_key from int_withdrawal where ${among}`);
  }
  await connection.run(`
    insert into changed_month select distinct year(happened_on) * 12 + month(happened_on) - 1 from int_document where ${among}`);
}

function fileOf(batch: RegisteredBatch, kind: JournalKind): string {
  return batch.files[kind] ? quoted(batch.files[kind]) : 'null';
}

/** All files of a kind are read at once: DuckDB then uses every core, however small the batches are. */
async function readKind(connection: DuckDBConnection, added: RegisteredBatch[], kind: JournalKind, read: () => Promise<void>): Promise<void> {
  const withFile = added.filter((batch) => batch.files[kind]);
  if (withFile.length === 0) return;
  await connection.run(`
    set variable ${kind}_files = [${withFile.map((batch) => quoted(batch.files[kind]!)).join(', ')}];
    create or replace temp table reading_${kind} as
    select file_index, position, source_no
    from (values ${withFile.map((batch, i) => `(${i}, ${batch.position})`).join(', ')}) as reading(file_index, position)
    join batch using (position)`);
  await makeView(connection, `stg_${kind}`);
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

async function chooseWinners(connection: DuckDBConnection, { everything, added }: { everything: boolean; added: RegisteredBatch[] }): Promise<void> {
  const touched = everything ? 'true' : 'document_key in (select document_key from touched)';
  await connection.run(`
    create or replace temp view touched_document as select document_key, wins from int_document where ${touched};
    create or replace temp view touched_withdrawal as select document_key from int_withdrawal where ${touched}`);
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

async function measure(connection: DuckDBConnection): Promise<{ months: number; customers: number }> {
  await connection.run(`
    create or replace temp table wanted_day as
    select unnest(range(make_date(period // 12, period % 12 + 1, 1)::timestamp,
      make_date(period // 12, period % 12 + 1, 1)::timestamp + interval 1 month, interval 1 day))::date as happened_on, period
    from (select distinct period from changed_month);
    create or replace temp table wanted_code as select code_no, customer_id from code where customer_id is not null;
    delete from mart_customer_month where period in (select period from changed_month);
    delete from mart_customer_unvalued where period in (select period from changed_month)`);
  const counts = await connection.runAndReadAll(`
    select (select count(distinct period) from changed_month), (select count(distinct customer_id) from changed_customer)`);
  const [months, customers] = counts.getRows()[0]!.map(Number) as [number, number];
  await connection.run(`
    truncate last_measured_month;
    insert into last_measured_month select distinct period from changed_month;
    insert into last_measured_month select distinct period from mart_customer_month
    where customer_id in (select customer_id from changed_customer) and period not in (select period from changed_month)`);
  if (months > 0) await insertMarts(connection);
  if (customers > 0) {
    await connection.run(`
      delete from mart_customer_month where customer_id in (select customer_id from changed_customer)
        and period not in (select period from changed_month);
      delete from mart_customer_unvalued where customer_id in (select customer_id from changed_customer)
        and period not in (select period from changed_month);
      create or replace temp table wanted_day as
      select distinct happened_on, year(happened_on) * 12 + month(happened_on) - 1 as period
      from int_document where year(happened_on) * 12 + month(happened_on) - 1 not in (select period from changed_month);
      delete from wanted_code where customer_id not in (select customer_id from changed_customer)`);
    await insertMarts(connection);
    await connection.run(`
      insert into last_measured_month select distinct period from mart_customer_month
      where customer_id in (select customer_id from changed_customer) and period not in (select period from last_measured_month)`);
  }
  return { months, customers };
}

async function insertMarts(connection: DuckDBConnection): Promise<void> {
  await insertModel(connection, 'mart_customer_month');
  await insertModel(connection, 'mart_customer_unvalued');
}
