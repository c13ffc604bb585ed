/**
 * Brings the metrics up to the journal: applies the batches that are new, takes out those that are undone, and measures again
 * only the months (and, after a merge, the customers) that this changes. All in one transaction: a rebuild that is cancelled
 * or killed leaves the metrics as they were.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RegisteredEntry } from '../facts/journal-files.ts';
import { applyCostFacts, readWhenChanged } from './costing/cost-facts.ts';
import { applyCodes, type CustomerCodes } from './customer-codes.ts';
import { applyRates } from './exchange-rates.ts';
import { applyPrices, repriceDocuments } from './list-prices.ts';
import { measure } from './measure-months.ts';
import { readBatches, removeBatches } from './read-batches.ts';
import { quoted } from './sql-files.ts';
import { chooseWinners } from './winners.ts';

export interface Rebuild {
  /** All committed batches, in any order. */
  batches: RegisteredEntry[];
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
    // What is measured from here on has yet to be checked.
    await connection.run('delete from agrees_with');
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
  const repriced = await applyPrices(connection, input.batches);
  if (added.length > 0) await readBatches(connection, { added, everything: fresh });

  progress('replace', 2);
  if (added.length + removed.length > 0) await chooseWinners(connection, { everything: fresh, added });

  if (repriced) await repriceDocuments(connection, added);
  const firstCost = await applyCostFacts(connection, input.batches);
  await readWhenChanged(connection, 'contract_term', input.batches);
  await applyRates(connection, input);
  progress('measure', 3);
  const measured = await measure(connection);
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
  for (const table of [
    'batch',
    'code',
    'source',
    'int_document',
    'int_withdrawal',
    'int_same_document',
    'mart_customer_month',
    'mart_customer_unvalued',
    'price_file',
    'list_price',
    'cost_fact_file',
    'cost_fact_read',
    'cost',
    'direct_cost',
    'service_event',
    'contract_term',
    'costed_with',
  ]) {
    await connection.run(`truncate ${table}`);
  }
  await connection.run(`update made_with set company_currency = ${quoted(currency)}`);
  return true;
}

async function compareBatches(
  connection: DuckDBConnection,
  batches: RegisteredEntry[],
): Promise<{ added: RegisteredEntry[]; removed: bigint[] }> {
  const applied = await connection.runAndReadAll('select position, batch_id from batch');
  const idByPosition = new Map(applied.getRows().map(([position, id]) => [Number(position as bigint), id as string]));
  const registered = new Map(batches.map((batch) => [batch.position, batch.id]));
  if (registered.size !== batches.length) throw new Error('two batches hold one position in the journal');
  return {
    added: batches.filter((batch) => idByPosition.get(batch.position) !== batch.id).toSorted((a, b) => a.position - b.position),
    removed: [...idByPosition].filter(([position, id]) => registered.get(position) !== id).map(([position]) => BigInt(position)),
  };
}
