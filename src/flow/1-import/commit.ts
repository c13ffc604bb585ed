/**
 * Step 1: files become facts. After reading (read-file.ts) come commit (journal, then register) and undo. A killed import
 * leaves all of it or nothing: facts count from the registration on, and that is one transaction.
 */
import { asProgram, type Sight } from '../../core/access/sight.ts';
import { existsSync, rmSync } from 'node:fs';
import type { Context } from '../../context/context.ts';
import { minorDigits, noCurrency } from '../../core/minor-digits.ts';
import { type Assumption, questionKey, unanswered } from '../../imports/assumptions/assumption.ts';
import { type FactName, kinds } from '../../facts/kinds.ts';
import { ImportRefused, type Recognition } from '../../imports/recognition.ts';
import { adoptJournalFile, writeJournalFile, type WrittenFile } from '../../journal/append.ts';
import { compare, factOf, type Preview } from '../../journal/preview/preview.ts';
import { openStaging, type Staging } from '../../journal/staging.ts';
import { forgetEntry } from '../../records/customers/forget-entry.ts';
import { registerCodes } from '../../records/customers/register-codes.ts';
import { findImport } from '../../records/imports/reader.ts';
import { addImport, failImport, setImportState } from '../../records/imports/writer.ts';
import { registeredEntries } from '../../records/journal/reader.ts';
import { appendEntry, undoEntry } from '../../records/journal/writer.ts';
import { adoptCurrency, companyCurrency, forgetAdoptedCurrency } from '../../records/rules/company-currency.ts';
import { forgetUnusedSource, rememberMapping } from '../../records/sources/sources.ts';
import { overlapNow } from './assume-overlap.ts';
import { ratesGiven } from './assume-rates.ts';
import { countedBefore, countEntries, type EntryCounts } from './count-entries.ts';
import { bulkStagingFile, forgetStaging, stagingFile, uploadFile } from './import-places.ts';
import { incomingCodes, keptCodes } from './incoming-codes.ts';
import { rateByHand, type RateByHand } from './rates-by-hand.ts';
import { FlowRefused, problemOf } from '../refused.ts';
import type { Run } from '../run.ts';

/** Registers that a file is about to be read; the id of its batch. */
export async function beginImport(context: Context, file: { fileName: string; actor: Sight }): Promise<string> {
  return context.records.change(asProgram('import'), (tx) => addImport(tx, { fileName: file.fileName, createdBy: file.actor }));
}

export interface CommitRequest {
  batchId: string;
  acceptHeldRows: number[] | 'all';
  /** Documents of the source within the file's period that the file lacks are withdrawn. */
  replacePeriod: boolean;
  actor: Sight;
}

/** Writes the journal files, then registers them with everything that follows from them, in one transaction. */
export async function commitImport(context: Context, request: CommitRequest, run: Run): Promise<void> {
  const { dataDir } = context.config;
  const batch = await context.records.read(asProgram('import'), (tx) => findImport(tx, request.batchId));
  if (batch === undefined) throw new FlowRefused({ code: 'no_such_batch', detail: { batch: request.batchId } });
  // A job that a crash cut off after its registration is done again: there is nothing left to do.
  if (batch.state === 'committed') return;
  const file = stagingFile(context, batch.id);
  if ((batch.state !== 'previewed' && batch.state !== 'committing') || !existsSync(file))
    throw new FlowRefused({ code: 'batch_not_previewed', detail: { batch: batch.id, state: batch.state } });
  run.report({ step: 'committing', done: 0, total: null, perSecond: null });
  await context.records.change(asProgram('import'), (tx) => setImportState(tx, batch.id, 'committing'));
  const kind = batch.kind!;
  const recognition = batch.recognition as Recognition;
  refuseUnanswered(recognition.assumptions);
  let rates: RateByHand[];
  {
    await using staging = await openStaging(file);
    const { connection } = staging;
    const bulkFile = existsSync(bulkStagingFile(context, batch.id)) ? bulkStagingFile(context, batch.id) : null;
    if (bulkFile === null) await acceptHeld(connection, kind, request.acceptHeldRows);
    // The journal may have moved since the preview: compare anew.
    const batches = await context.records.read(asProgram('import'), (tx) => registeredEntries(tx, dataDir, batch.source_id!));
    const period = await compare(connection, { kind, batches, statedPeriod: recognition.period, bulkFile, onlyWhatChanges: true });
    run.signal.throwIfAborted();
    const codes = bulkFile === null ? await incomingCodes(connection, kind) : await keptCodes(connection);
    const previewed = recognition.assumptions.find(({ key }) => key === 'overlap') ?? null;
    const moreRows = request.acceptHeldRows === 'all' || request.acceptHeldRows.length > 0;
    const overlap = await overlapNow(context, connection, {
      kind,
      sourceId: batch.source_id!,
      period,
      codes,
      answers: recognition.mapping.answers ?? {},
      previewed,
      moreRows,
    });
    if (overlap !== null) refuseUnanswered([overlap]);
    run.signal.throwIfAborted();
    // Nothing of a bulk reading can be accepted or left out since its preview: what was counted then still holds.
    const counts = bulkFile === null ? await countEntries(connection) : countedBefore(batch.preview as Preview);
    rates = await ratesGiven(connection, recognition.assumptions);
    const currency = (await context.records.read(asProgram('import'), companyCurrency)) ?? '';
    refuseOtherDecimals(currency, kind === 'prices' ? [recognition.mapping.currency] : counts.totals.map((total) => total.currency));
    const files = await writeFiles(connection, {
      dataDir,
      entry: batch.id,
      kind,
      currency,
      bulkFile,
      replacePeriod: request.replacePeriod,
      once: overlap?.value === 'replace',
      lines: counts.lines,
    });
    run.signal.throwIfAborted();
    await context.records.change(
      asProgram('import'),
      async (tx, client) => {
        if (kind !== 'rates' && counts.usualCurrency !== null) await adoptCurrency(tx, { usual: adoptable(counts), kind }, request.actor);
        const entry = { id: batch.id, kind, sourceId: batch.source_id!, from: { origin: 'import', importId: batch.id } } as const;
        await appendEntry(tx, { ...entry, ...counts, files }, request.actor);
        await registerCodes(tx, client, entry, codes);
        await rememberMapping(tx, entry.sourceId, remembered(recognition.mapping), request.actor);
        await setImportState(tx, batch.id, 'committed');
      },
      run.signal,
    );
  }
  forgetStaging(context, batch.id);
  rmSync(uploadFile(context, batch.id), { force: true });
  // Facts of their own, undone by themselves. Lost by a crash in between, they are asked for again: such amounts are not valued.
  const own = await context.records.read(asProgram('import'), companyCurrency);
  for (const rate of rates) if (rate.currency !== own) await rateByHand(context, { ...rate, actor: request.actor });
}

/** What changes money, customers or months is answered before anything is written, whoever asks for it. */
function refuseUnanswered(assumptions: readonly Assumption[]): void {
  const open = unanswered(assumptions);
  if (open.length > 0) throw new FlowRefused({ code: 'questions_open', detail: { questions: open.map(questionKey).join(', ') } });
  const stopped = assumptions.find(({ key, value }) => key === 'totals' && value === 'stop');
  if (stopped !== undefined) throw new FlowRefused({ code: 'totals_differ', detail: stopped.evidence[0]?.detail ?? {} });
}

/** How its columns were mapped is the source's; whose a file is and what it repeats is that file's alone. */
function remembered({ answers, ...mapping }: Recognition['mapping']): Recognition['mapping'] {
  const { source: _, overlap: __, totals: ___, hidden_rows: ____, table: _____, header: ______, ...more } = answers ?? {};
  // A rate is a fact from then on.
  const kept = Object.fromEntries(Object.entries(more).filter(([question]) => !question.startsWith('rate:')));
  return { ...mapping, answers: kept };
}

/** None where rows of the same file name no currency and are kept with other decimals. */
function adoptable({ usualCurrency, totals }: EntryCounts): string {
  const fits = minorDigits(usualCurrency!) === minorDigits(noCurrency) || totals.every(({ currency }) => currency !== noCurrency);
  return fits ? usualCurrency! : noCurrency;
}

/** The file was read before anybody named the company's currency, and that has other decimals than amounts without one. */
function refuseOtherDecimals(own: string, read: string[]): void {
  if (own !== '' && minorDigits(own) !== minorDigits(noCurrency) && read.includes(noCurrency))
    throw new FlowRefused({ code: 'currency_named_since', detail: { currency: own } });
}

/** The journal's files of the entry: its facts, the documents that it takes back, and those that another source tells of too. */
async function writeFiles(
  connection: Staging['connection'],
  of: {
    dataDir: string;
    entry: string;
    kind: FactName;
    currency: string;
    bulkFile: string | null;
    replacePeriod: boolean;
    /** Documents that other sources tell of too count once. */ once: boolean;
    lines: number;
  },
): Promise<Record<string, WrittenFile>> {
  const fact = factOf(of.kind);
  const place = { dataDir: of.dataDir, entry: of.entry };
  const files: Record<string, WrittenFile> = {};
  const outcomes = of.replacePeriod ? "('withdrawn', 'missing')" : "('withdrawn')";
  const withdrawal = await writeJournalFile(connection, {
    ...place,
    kind: 'withdrawal',
    select: `select document, '${fact}' as fact, if(outcome = 'missing', 'period_replaced', 'draft') as reason from comparison where outcome in ${outcomes}`,
  });
  if (withdrawal !== null) files['withdrawal'] = withdrawal;
  const same = of.once
    ? await writeJournalFile(connection, {
        ...place,
        kind: 'same_document',
        select: 'select * from found_same order by other_source_id, document, other_document',
      })
    : null;
  if (same !== null) files['same_document'] = same;
  const inCurrency = of.kind === 'rates' ? `, '${of.currency}' as in_currency, false as stands` : '';
  const facts =
    of.bulkFile === null
      ? await writeJournalFile(connection, {
          ...place,
          kind: fact,
          select: `select *${inCurrency} from entry where held is null and not draft order by row_number`,
        })
      : await adoptJournalFile({ ...place, kind: fact, from: of.bulkFile, rows: of.lines });
  if (facts !== null) files[fact] = facts;
  return files;
}

async function acceptHeld(connection: Staging['connection'], kind: FactName, rows: number[] | 'all'): Promise<void> {
  if (rows.length === 0 || !kinds[kind].mayWait) return;
  const which = rows === 'all' ? 'true' : `row_number in (${rows.map(Math.trunc).join(', ')})`;
  await connection.run(`update ${factOf(kind)} set held = null where ${which}`);
}

/**
 * Forgets an import that was not committed: because it failed, or because nobody wants it. An uploaded file that only lacks a
 * person's word on its columns is kept for it.
 */
export async function discardImport(context: Context, batchId: string, error?: unknown): Promise<void> {
  forgetStaging(context, batchId);
  const upload = uploadFile(context, batchId);
  const mappable = error instanceof ImportRefused && existsSync(upload) ? error.recognition : null;
  if (mappable === null) rmSync(upload, { force: true });
  await context.records.change(asProgram('import'), async (tx) => {
    const batch = await findImport(tx, batchId);
    if (batch === undefined || batch.state === 'committed' || batch.state === 'undone') return;
    const problem = error === undefined || (error instanceof Error && error.name === 'AbortError') ? null : problemOf(error);
    if (problem === null) await setImportState(tx, batchId, 'cancelled');
    else await failImport(tx, batchId, problem, mappable && { ...mappable, remembered: false });
    await forgetUnusedSource(tx, batchId);
  });
}

/** Whether a person may say what the columns of this import's file mean, and have it read again. */
export function canBeMapped(context: Context, batch: { id: string; state: string; recognition: unknown }): boolean {
  return (
    batch.state === 'previewed' || (batch.state === 'failed' && batch.recognition !== null && existsSync(uploadFile(context, batch.id)))
  );
}

/** A commit that failed or was stopped before its registration wrote nothing that counts: the preview is there again. */
export async function withdrawCommit(context: Context, batchId: string): Promise<void> {
  await context.records.change(asProgram('import'), async (tx) => {
    if ((await findImport(tx, batchId))?.state === 'committing') await setImportState(tx, batchId, 'previewed');
  });
}

/** Takes a committed import back. Its files stay until the next start's sweep: nothing that is registered refers to them. */
export async function undoImport(context: Context, request: { batchId: string; actor: Sight }, run: Run): Promise<void> {
  const batch = await context.records.read(asProgram('import'), (tx) => findImport(tx, request.batchId));
  if (batch === undefined) throw new FlowRefused({ code: 'no_such_batch', detail: { batch: request.batchId } });
  if (batch.state === 'undone') return;
  if (batch.state !== 'committed') throw new FlowRefused({ code: 'batch_not_committed', detail: { batch: batch.id, state: batch.state } });
  run.report({ step: 'undoing', done: 0, total: null, perSecond: null });
  await context.records.change(
    asProgram('import'),
    async (tx) => {
      await undoEntry(tx, batch.id, request.actor);
      await forgetEntry(tx, { id: batch.id, sourceId: batch.source_id! });
      await forgetAdoptedCurrency(tx, request.actor);
    },
    run.signal,
  );
}
