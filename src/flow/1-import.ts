/**
 * Step 1: files become facts. Three numbered moves: read (stage and preview, writes no fact), commit (journal, then register)
 * and undo. A killed import leaves all of it or nothing: facts count from the registration on, and that is one transaction.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Context } from '../context/context.ts';
import { type CustomerKey, customerKeys } from '../core/identify/customer-key.ts';
import { nameKey, normalName } from '../core/identify/normal-name.ts';
import { type ImportKind, ImportRefused, type Interpreted, type Mapping, type Recognition } from '../imports/contract.ts';
import { interpret } from '../imports/interpret/interpret.ts';
import { openFile } from '../imports/open-file.ts';
import { headingKey } from '../imports/recognise/heading-key.ts';
import { recognise } from '../imports/recognise/recognise.ts';
import { sha256Of, writeJournalFile, type WrittenFile } from '../journal/append.ts';
import { compare, heldRows, measurePreview, type Preview, rejectedRows, rowsOf } from '../journal/preview/preview.ts';
import { keepRejections } from '../journal/rejections.ts';
import { createStaging, openStaging, removeStaging, type Staging } from '../journal/staging.ts';
import { findBatch, registeredBatches } from '../records/batches/reader.ts';
import { beginBatch, commitBatch, failBatch, previewBatch, setBatchState, undoBatch } from '../records/batches/writer.ts';
import { knownKeys } from '../records/customers/known-keys.ts';
import { countNew } from '../records/customers/count-new.ts';
import { forgetBatch } from '../records/customers/forget-batch.ts';
import { type IncomingCode, registerCodes } from '../records/customers/register-codes.ts';
import { createSource, findSource, rememberMapping, type Source } from '../records/sources/sources.ts';
import { adoptCurrency, companyCurrency } from '../records/settings/company-currency.ts';
import type { Problem } from '../records/tables.ts';
import { FlowRefused } from './refused.ts';
import type { Run } from './run.ts';

export interface ReadRequest {
  batchId: string;
  path: string;
  /** The name that the person knows the file by; its first words name a new source. */
  fileName: string;
  sourceName?: string | undefined;
  kind?: ImportKind | undefined;
  mapping?: Mapping | undefined;
}

export interface ReadResult {
  recognition: Recognition & { remembered: boolean };
  preview: Preview;
  source: Source;
  /** All of them; the preview's lists are cut. */
  rejected: Preview['rejected']['first'];
  held: Preview['held']['first'];
}



const stagingFile = (context: Context, batchId: string): string => join(context.config.dataDir, 'staging', `${batchId}.duckdb`);

/** Where the uploaded file itself waits until it is committed, cancelled or undone. */
export const uploadFile = (context: Context, batchId: string): string => {
  mkdirSync(join(context.config.dataDir, 'uploads'), { recursive: true });
  return join(context.config.dataDir, 'uploads', batchId);
};

/** Registers that a file is about to be read; the id of its batch. */
export async function beginImport(context: Context, file: { fileName: string; actor: string }): Promise<string> {
  return context.records.as('system', (tx) => beginBatch(tx, { fileName: file.fileName, createdBy: file.actor }));
}

/** Reads the file into the staging place and says what committing it would do. */
export async function readImport(context: Context, request: ReadRequest, run: Run): Promise<ReadResult> {
  const started = performance.now();
  run.report({ step: 'reading', done: 0, total: null, perSecond: null });
  const file = await openFile(request.path);
  const sha256 = sha256Of(request.path);
  sha256.catch(() => {}); // Awaited below; a refusal of the file comes first.
  const { recognition, remembered } = await recogniseAsBefore(context, file, request);
  const staging = await createStaging(stagingFile(context, request.batchId));
  try {
    const ignored = await stage(staging, interpret(file, recognition), run, () => file.progress());
    const source = await sourceOf(context, request, recognition);
    await identify(staging, await context.records.as('system', (tx) => knownKeys(tx, source.id, staging.mentions)));
    const batches = await context.records.as('system', (tx) => registeredBatches(tx, context.config.dataDir, source.id));
    const period = await compare(staging.connection, { kind: recognition.kind, batches, statedPeriod: recognition.period });
    const codes = await incomingCodes(staging.connection, recognition.kind);
    const fresh = await context.records.as('system', (tx) => countNew(tx, source.id, codes));
    const preview = await measurePreview(staging.connection, {
      ignored,
      newCustomers: fresh.customers,
      newPeople: fresh.people,
      period,
      seconds: (performance.now() - started) / 1000,
    });
    await keepRejections(staging.connection, context.config.dataDir, request.batchId);
    const kept = { ...recognition, remembered };
    await context.records.as('system', async (tx) =>
      previewBatch(tx, request.batchId, { sourceId: source.id, kind: recognition.kind, sha256: await sha256, recognition: kept, preview }),
    );
    return { recognition: kept, preview, source, rejected: await rejectedRows(staging.connection, null), held: await heldRows(staging.connection, null) };
  } catch (error) {
    await staging[Symbol.asyncDispose]();
    removeStaging(stagingFile(context, request.batchId));
    throw error;
  } finally {
    await staging[Symbol.asyncDispose]();
  }
}

/** A person's mapping beats the remembered one, which beats a fresh recognition. */
async function recogniseAsBefore(context: Context, file: Awaited<ReturnType<typeof openFile>>, request: ReadRequest): Promise<{ recognition: Recognition; remembered: boolean }> {
  const hint = { ...(request.kind === undefined ? {} : { kind: request.kind }), companyCurrency: (await context.records.as('system', companyCurrency)) ?? 'RUB' };
  if (request.mapping !== undefined) return { recognition: await recognise(file, { ...hint, mapping: request.mapping }), remembered: false };
  const recognition = await recognise(file, hint);
  const source = await context.records.as('system', (tx) =>
    findSource(tx, request.sourceName === undefined ? { kind: recognition.kind, headingKey: headingKey(recognition) } : { kind: recognition.kind, name: request.sourceName }),
  );
  const mapping = source?.mapping as Mapping | null | undefined;
  if (mapping == null || !sameColumns(mapping, recognition.mapping)) return { recognition, remembered: false };
  return { recognition: await recognise(file, { ...hint, mapping }), remembered: true };
}

function sameColumns(a: Mapping, b: Mapping): boolean {
  return a.kind === b.kind && a.columns.length === b.columns.length && a.columns.every((column, at) => column.heading === b.columns[at]!.heading);
}

/** Returns how many rows were ignored, by reason. */
async function stage(staging: Staging, rows: AsyncIterable<Interpreted[]>, run: Run, progress: () => number): Promise<Record<string, number>> {
  const ignored: Record<string, number> = {};
  const started = performance.now();
  let read = 0;
  for await (const some of rows) {
    run.signal.throwIfAborted();
    for (const row of some) stageRow(staging, row, ignored);
    staging.flush();
    read += some.length;
    const share = progress();
    const perSecond = Math.round(read / ((performance.now() - started) / 1000));
    run.report({ step: 'reading', done: read, total: share > 0 && share <= 1 ? Math.max(read, Math.round(read / share)) : null, perSecond });
  }
  return ignored;
}

function stageRow(staging: Staging, row: Interpreted, ignored: Record<string, number>): void {
  switch (row.type) {
    case 'sale':
      return staging.addSale(row.row, row.entry, { held: row.held, heldBecauseOfRow: row.heldBecauseOfRow, draft: false });
    case 'payment':
      return staging.addPayment(row.row, row.entry, { held: row.held, heldBecauseOfRow: row.heldBecauseOfRow, draft: false });
    case 'draft': {
      const state = { held: null, heldBecauseOfRow: null, draft: true };
      return 'netMinor' in row.entry ? staging.addSale(row.row, row.entry, state) : staging.addPayment(row.row, row.entry, state);
    }
    case 'rejected':
      return staging.addRejected(row.row, row.reason, row.detail, row.cells);
    case 'ignored':
      ignored[row.why] = (ignored[row.why] ?? 0) + 1;
  }
}

/** Decides which code each way of naming a customer gets. */
async function identify(staging: Staging, known: CustomerKey[]): Promise<void> {
  const keys = customerKeys(staging.mentions, known);
  const to = await staging.connection.createAppender('customer_key');
  staging.mentions.forEach((mention, at) => {
    const key = keys[at]!;
    to.appendInteger(at);
    for (const text of [key.key, key.name, key.taxId, key.branchId, mention.region]) to.appendVarchar(text);
    to.endRow();
  });
  to.closeSync();
}

async function sourceOf(context: Context, request: ReadRequest, recognition: Recognition): Promise<Source> {
  const key = headingKey(recognition);
  return context.records.as('system', async (tx) => {
    const known = await findSource(tx, request.sourceName === undefined ? { kind: recognition.kind, headingKey: key } : { kind: recognition.kind, name: request.sourceName });
    const name = request.sourceName ?? basename(request.fileName, extname(request.fileName));
    return known ?? createSource(tx, { name, kind: recognition.kind, headingKey: key });
  });
}

/** The codes of accepted rows, each with its latest name, region and manager. */
async function incomingCodes(connection: Staging['connection'], kind: ImportKind): Promise<IncomingCode[]> {
  const manager = kind === 'sales' ? `arg_max(manager, (on_date, row_number)) filter (manager <> '')` : `null`;
  const since = kind === 'sales' ? `max(on_date) filter (manager <> '')` : `null`;
  const rows = await rowsOf(
    connection,
    `select customer_code as code, arg_max(key.name, (on_date, row_number)) as name, max(key.tax_id) as tax_id, max(key.branch_id) as branch_id,
       coalesce(arg_max(key.region, (on_date, row_number)) filter (key.region <> ''), '') as region,
       coalesce(${manager}, '') as manager, (${since})::varchar as manager_since
     from entry join customer_key as key using (mention)
     where held is null and not draft
     group by customer_code order by min(row_number)`,
  );
  return rows.map((row) => ({
    code: row['code'] as string,
    name: (row['name'] as string | null) || (row['code'] as string).replace(/^[a-z]+:/, ''),
    nameKey: nameKey(normalName((row['name'] as string | null) ?? '')),
    taxId: row['tax_id'] as string,
    branchId: row['branch_id'] as string,
    region: row['region'] as string,
    manager: row['manager'] as string,
    managerSince: row['manager_since'] as string | null,
  }));
}

export interface CommitRequest {
  batchId: string;
  acceptHeldRows: number[] | 'all';
  /** Documents of the source within the file's period that the file lacks are withdrawn. */
  replacePeriod: boolean;
  actor: string;
}

/** Writes the journal files, then registers them with everything that follows from them, in one transaction. */
export async function commitImport(context: Context, request: CommitRequest, run: Run): Promise<void> {
  const { dataDir } = context.config;
  const batch = await context.records.as('system', (tx) => findBatch(tx, request.batchId));
  if (batch === undefined) throw new FlowRefused({ code: 'no_such_batch', detail: { batch: request.batchId } });
  // A job that a crash cut off after its registration is done again: there is nothing left to do.
  if (batch.state === 'committed') return;
  const file = stagingFile(context, batch.id);
  if ((batch.state !== 'previewed' && batch.state !== 'committing') || !existsSync(file)) throw new FlowRefused({ code: 'batch_not_previewed', detail: { batch: batch.id, state: batch.state } });
  run.report({ step: 'committing', done: 0, total: null, perSecond: null });
  await context.records.as('system', (tx) => setBatchState(tx, batch.id, 'committing'));
  const kind = batch.kind!;
  const recognition = batch.recognition as Recognition;
  {
    await using staging = await openStaging(file);
    const { connection } = staging;
    await acceptHeld(connection, kind, request.acceptHeldRows);
    // The journal may have moved since the preview: compare anew.
    const batches = await context.records.as('system', (tx) => registeredBatches(tx, dataDir, batch.source_id!));
    await compare(connection, { kind, batches, statedPeriod: recognition.period });
    run.signal.throwIfAborted();
    const fact = kind === 'sales' ? 'sale_line' : 'payment';
    const files: Record<string, WrittenFile> = {};
    const facts = await writeJournalFile(connection, { dataDir, kind: fact, batch: batch.id, select: 'select * from entry where held is null and not draft order by row_number' });
    if (facts !== null) files[fact] = facts;
    const outcomes = request.replacePeriod ? "('withdrawn', 'missing')" : "('withdrawn')";
    const withdrawal = await writeJournalFile(connection, {
      dataDir,
      kind: 'withdrawal',
      batch: batch.id,
      select: `select document, '${fact}' as fact, if(outcome = 'missing', 'period_replaced', 'draft') as reason from comparison where outcome in ${outcomes}`,
    });
    if (withdrawal !== null) files['withdrawal'] = withdrawal;
    const codes = await incomingCodes(connection, kind);
    const [counts] = await rowsOf(
      connection,
      `select count(*) as lines, count(distinct document) as documents, count(distinct customer_code) as customers,
         min(on_date)::varchar as first_date, max(on_date)::varchar as last_date from entry where held is null and not draft`,
    );
    const totals = await rowsOf(connection, 'select currency, sum(counted_minor)::varchar as net_minor from entry where held is null and not draft group by 1 order by 1');
    const [currency] = await rowsOf(connection, 'select currency from entry where held is null and not draft group by 1 order by count(*) desc, 1 limit 1');
    run.signal.throwIfAborted();
    await context.records.as('system', async (tx) => {
      await registerCodes(tx, { id: batch.id, sourceId: batch.source_id! }, codes);
      if (kind === 'sales' && currency !== undefined) await adoptCurrency(tx, currency['currency'] as string, request.actor);
      await rememberMapping(tx, batch.source_id!, recognition.mapping, request.actor);
      await commitBatch(
        tx,
        batch.id,
        {
          documents: Number(counts!['documents']),
          lines: Number(counts!['lines']),
          customers: Number(counts!['customers']),
          totals: totals.map((row) => ({ currency: row['currency'] as string, netMinor: row['net_minor'] as string })),
          firstDate: counts!['first_date'] as string | null,
          lastDate: counts!['last_date'] as string | null,
          files,
        },
        request.actor,
      );
    });
  }
  removeStaging(file);
  rmSync(uploadFile(context, batch.id), { force: true });
}

async function acceptHeld(connection: Staging['connection'], kind: ImportKind, rows: number[] | 'all'): Promise<void> {
  if (rows.length === 0) return;
  const which = rows === 'all' ? 'true' : `row_number in (${rows.map(Math.trunc).join(', ')})`;
  await connection.run(`update ${kind === 'sales' ? 'sale_line' : 'payment'} set held = null where ${which}`);
}

/** Forgets an import that was not committed: because it failed, or because nobody wants it. */
export async function discardImport(context: Context, batchId: string, error?: unknown): Promise<void> {
  removeStaging(stagingFile(context, batchId));
  rmSync(uploadFile(context, batchId), { force: true });
  await context.records.as('system', async (tx) => {
    const batch = await findBatch(tx, batchId);
    if (batch === undefined || batch.state === 'committed' || batch.state === 'undone') return;
    const problem = problemOf(error);
    if (problem === null) await setBatchState(tx, batchId, 'cancelled');
    else await failBatch(tx, batchId, problem);
  });
}

function problemOf(error: unknown): Problem | null {
  if (error === undefined || (error instanceof Error && error.name === 'AbortError')) return null;
  if (error instanceof ImportRefused) return error.refusal;
  if (error instanceof FlowRefused) return error.problem;
  return { code: 'unexpected', detail: { message: error instanceof Error ? error.message : String(error) } };
}

/** Takes a batch back. Its files stay until the next start's sweep: nothing that is registered refers to them. */
export async function undoImport(context: Context, request: { batchId: string; actor: string }, run: Run): Promise<void> {
  const batch = await context.records.as('system', (tx) => findBatch(tx, request.batchId));
  if (batch === undefined) throw new FlowRefused({ code: 'no_such_batch', detail: { batch: request.batchId } });
  if (batch.state === 'undone') return;
  if (batch.state !== 'committed') throw new FlowRefused({ code: 'batch_not_committed', detail: { batch: batch.id, state: batch.state } });
  run.report({ step: 'undoing', done: 0, total: null, perSecond: null });
  await context.records.as('system', async (tx) => {
    await undoBatch(tx, batch.id, request.actor);
    await forgetBatch(tx, { id: batch.id, sourceId: batch.source_id! });
  });
}
