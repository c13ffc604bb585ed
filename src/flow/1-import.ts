/**
 * Step 1: files become facts. Three numbered moves: read (stage and preview, writes no fact), commit (journal, then register)
 * and undo. A killed import leaves all of it or nothing: facts count from the registration on, and that is one transaction.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Context } from '../context/context.ts';
import type { CustomerMention } from '../core/facts.ts';
import { type CustomerKey, customerKeys } from '../core/identify/customer-key.ts';
import { nameKey, normalName } from '../core/identify/normal-name.ts';
import { type ImportKind, type Interpreted, type Mapping, type Recognition } from '../imports/contract.ts';
import { bulkPlan } from '../imports/bulk/bulk-plan.ts';
import { plausibleYears } from '../imports/interpret/plausible-dates.ts';
import { interpret } from '../imports/interpret/interpret.ts';
import { openFile } from '../imports/open-file.ts';
import { headingKey } from '../imports/recognise/heading-key.ts';
import { recognise } from '../imports/recognise/recognise.ts';
import { adoptJournalFile, sha256Of, writeJournalFile, type WrittenFile } from '../journal/append.ts';
import { stageInBulk } from '../journal/bulk-staging.ts';
import { compare, heldRows, measurePreview, type Preview, rejectedRows, rowsOf } from '../journal/preview/preview.ts';
import { keepRejections } from '../journal/rejections.ts';
import { createStaging, openStaging, removeStaging, type Staging } from '../journal/staging.ts';
import { findBatch, registeredBatches } from '../records/batches/reader.ts';
import { beginBatch, commitBatch, failBatch, previewBatch, setBatchState, undoBatch } from '../records/batches/writer.ts';
import { knownKeys } from '../records/customers/known-keys.ts';
import { countNew } from '../records/customers/count-new.ts';
import { forgetBatch } from '../records/customers/forget-batch.ts';
import { type IncomingCode, registerCodes } from '../records/customers/register-codes.ts';
import { createSource, findSource, forgetUnusedSource, rememberMapping, type Source } from '../records/sources/sources.ts';
import { adoptCurrency, companyCurrency } from '../records/settings/company-currency.ts';
import { FlowRefused, problemOf } from './refused.ts';
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

/** Present where the file was read in bulk. */
const bulkStagingFile = (context: Context, batchId: string): string => join(context.config.dataDir, 'staging', `${batchId}.parquet`);

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
    const source = await sourceOf(context, request, recognition);
    const keysOf = async (mentions: CustomerMention[]): Promise<CustomerKey[]> => customerKeys(mentions, await context.records.as('system', (tx) => knownKeys(tx, source.id, mentions)));
    const bulkFile = bulkStagingFile(context, request.batchId);
    const inBulk = await stageLargeFile(staging, { path: request.path, bytes: file.bytes, recognition, bulkFile, keysOf }, run);
    const ignored = inBulk ? { header: 1 } : await stage(staging, interpret(file, recognition), run, () => file.progress());
    if (!inBulk) await identify(staging, keysOf);
    const batches = await context.records.as('system', (tx) => registeredBatches(tx, context.config.dataDir, source.id));
    const period = await compare(staging.connection, { kind: recognition.kind, batches, statedPeriod: recognition.period, bulkFile: inBulk ? bulkFile : null });
    const codes = await incomingCodes(staging.connection, recognition.kind, inBulk);
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
    forgetStaging(context, request.batchId);
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
async function identify(staging: Staging, keysOf: (mentions: CustomerMention[]) => Promise<CustomerKey[]>): Promise<void> {
  const keys = await keysOf(staging.mentions);
  const to = await staging.connection.createAppender('customer_key');
  staging.mentions.forEach((mention, at) => {
    const key = keys[at]!;
    to.appendInteger(at);
    for (const text of [key.key, key.name, key.taxId, key.branchId, mention.region]) to.appendVarchar(text);
    to.endRow();
  });
  to.closeSync();
}

/** From this size on, reading in bulk is tried first. */
const largeBytes = 16_000_000;

/** False where the file is small, or not plain enough: it is then read row by row. */
async function stageLargeFile(
  staging: Staging,
  file: { path: string; bytes: number; recognition: Recognition; bulkFile: string; keysOf: (mentions: CustomerMention[]) => Promise<CustomerKey[]> },
  run: Run,
): Promise<boolean> {
  const plan = file.bytes < largeBytes ? null : bulkPlan(file.path, file.recognition);
  if (plan === null) return false;
  const interrupt = (): void => staging.connection.interrupt();
  run.signal.addEventListener('abort', interrupt);
  try {
    const plausible = (years: number[]): boolean => plausibleYears(years, file.recognition.reading.usualDates);
    return (await stageInBulk(staging.connection, plan, { parquet: file.bulkFile, keysOf: file.keysOf, plausible })) !== null;
  } finally {
    run.signal.removeEventListener('abort', interrupt);
    run.signal.throwIfAborted();
  }
}

function forgetStaging(context: Context, batchId: string): void {
  removeStaging(stagingFile(context, batchId));
  rmSync(bulkStagingFile(context, batchId), { force: true });
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
async function incomingCodes(connection: Staging['connection'], kind: ImportKind, inBulk: boolean): Promise<IncomingCode[]> {
  if (inBulk) return incomingCodesInBulk(connection);
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
  return rows.map(incomingCode);
}

async function incomingCodesInBulk(connection: Staging['connection']): Promise<IncomingCode[]> {
  const rows = await rowsOf(
    connection,
    `with latest as (
       select customer_code as code, arg_max(manager, on_date) filter (manager <> '') as manager, max(on_date) filter (manager <> '') as since
       from entry group by customer_code
     )
     select code, key.name, key.tax_id, key.branch_id, key.region, coalesce(manager, '') as manager, since::varchar as manager_since
     from latest join bulk_key as key using (code) order by code`,
  );
  return rows.map(incomingCode);
}

function incomingCode(row: Record<string, unknown>): IncomingCode {
  return {
    code: row['code'] as string,
    name: (row['name'] as string | null) || (row['code'] as string).replace(/^[a-z]+:/, ''),
    nameKey: nameKey(normalName((row['name'] as string | null) ?? '')),
    taxId: row['tax_id'] as string,
    branchId: row['branch_id'] as string,
    region: row['region'] as string,
    manager: row['manager'] as string,
    managerSince: row['manager_since'] as string | null,
  };
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
    const bulkFile = existsSync(bulkStagingFile(context, batch.id)) ? bulkStagingFile(context, batch.id) : null;
    if (bulkFile === null) await acceptHeld(connection, kind, request.acceptHeldRows);
    // The journal may have moved since the preview: compare anew.
    const batches = await context.records.as('system', (tx) => registeredBatches(tx, dataDir, batch.source_id!));
    await compare(connection, { kind, batches, statedPeriod: recognition.period, bulkFile, onlyWhatChanges: true });
    run.signal.throwIfAborted();
    const codes = await incomingCodes(connection, kind, bulkFile !== null);
    // Nothing of a bulk reading can be accepted or left out since its preview: what was counted then still holds.
    const counts = bulkFile === null ? await countEntries(connection) : countedBefore(batch.preview as Preview);
    const files = await writeFiles(connection, { dataDir, batchId: batch.id, kind, bulkFile, replacePeriod: request.replacePeriod, lines: counts.lines });
    run.signal.throwIfAborted();
    await context.records.as('system', async (tx) => {
      await registerCodes(tx, { id: batch.id, sourceId: batch.source_id! }, codes);
      if (kind === 'sales' && counts.usualCurrency !== null) await adoptCurrency(tx, counts.usualCurrency, request.actor);
      await rememberMapping(tx, batch.source_id!, recognition.mapping, request.actor);
      await commitBatch(
        tx,
        batch.id,
        { ...counts, files },
        request.actor,
      );
    });
  }
  forgetStaging(context, batch.id);
  rmSync(uploadFile(context, batch.id), { force: true });
}

interface EntryCounts {
  lines: number;
  documents: number;
  customers: number;
  firstDate: string | null;
  lastDate: string | null;
  totals: { currency: string; netMinor: string }[];
  usualCurrency: string | null;
}

function countedBefore({ documents, lines, customers, firstDate, lastDate, totals }: Preview): EntryCounts {
  return {
    lines,
    documents: documents.new + documents.changed + documents.unchanged + documents.conflict,
    customers: customers.toldApart,
    firstDate,
    lastDate,
    totals,
    usualCurrency: totals[0]?.currency ?? null,
  };
}

async function countEntries(connection: Staging['connection']): Promise<EntryCounts> {
  const [counts] = await rowsOf(
    connection,
    `select count(*) as lines, count(distinct document) as documents, count(distinct customer_code) as customers,
       min(on_date)::varchar as first_date, max(on_date)::varchar as last_date from entry where held is null and not draft`,
  );
  const totals = await rowsOf(connection, 'select currency, count(*) as lines, sum(counted_minor)::varchar as net_minor from entry where held is null and not draft group by 1 order by 1');
  const usual = totals.toSorted((a, b) => Number(b['lines']) - Number(a['lines']))[0];
  return {
    lines: Number(counts!['lines']),
    documents: Number(counts!['documents']),
    customers: Number(counts!['customers']),
    firstDate: counts!['first_date'] as string | null,
    lastDate: counts!['last_date'] as string | null,
    totals: totals.map((row) => ({ currency: row['currency'] as string, netMinor: row['net_minor'] as string })),
    usualCurrency: (usual?.['currency'] as string | undefined) ?? null,
  };
}

/** The journal's files of the batch: its facts, and the documents that it takes back. */
async function writeFiles(
  connection: Staging['connection'],
  of: { dataDir: string; batchId: string; kind: ImportKind; bulkFile: string | null; replacePeriod: boolean; lines: number },
): Promise<Record<string, WrittenFile>> {
  const fact = of.kind === 'sales' ? 'sale_line' : 'payment';
  const place = { dataDir: of.dataDir, batch: of.batchId };
  const files: Record<string, WrittenFile> = {};
  const outcomes = of.replacePeriod ? "('withdrawn', 'missing')" : "('withdrawn')";
  const withdrawal = await writeJournalFile(connection, {
    ...place,
    kind: 'withdrawal',
    select: `select document, '${fact}' as fact, if(outcome = 'missing', 'period_replaced', 'draft') as reason from comparison where outcome in ${outcomes}`,
  });
  if (withdrawal !== null) files['withdrawal'] = withdrawal;
  const facts =
    of.bulkFile === null
      ? await writeJournalFile(connection, { ...place, kind: fact, select: 'select * from entry where held is null and not draft order by row_number' })
      : await adoptJournalFile({ ...place, kind: fact, from: of.bulkFile, rows: of.lines });
  if (facts !== null) files[fact] = facts;
  return files;
}

async function acceptHeld(connection: Staging['connection'], kind: ImportKind, rows: number[] | 'all'): Promise<void> {
  if (rows.length === 0) return;
  const which = rows === 'all' ? 'true' : `row_number in (${rows.map(Math.trunc).join(', ')})`;
  await connection.run(`update ${kind === 'sales' ? 'sale_line' : 'payment'} set held = null where ${which}`);
}

/** Forgets an import that was not committed: because it failed, or because nobody wants it. */
export async function discardImport(context: Context, batchId: string, error?: unknown): Promise<void> {
  forgetStaging(context, batchId);
  rmSync(uploadFile(context, batchId), { force: true });
  await context.records.as('system', async (tx) => {
    const batch = await findBatch(tx, batchId);
    if (batch === undefined || batch.state === 'committed' || batch.state === 'undone') return;
    const problem = error === undefined || (error instanceof Error && error.name === 'AbortError') ? null : problemOf(error);
    if (problem === null) await setBatchState(tx, batchId, 'cancelled');
    else await failBatch(tx, batchId, problem);
    await forgetUnusedSource(tx, batchId);
  });
}

/** A commit that failed or was stopped before its registration wrote nothing that counts: the preview is there again. */
export async function withdrawCommit(context: Context, batchId: string): Promise<void> {
  await context.records.as('system', async (tx) => {
    if ((await findBatch(tx, batchId))?.state === 'committing') await setBatchState(tx, batchId, 'previewed');
  });
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
