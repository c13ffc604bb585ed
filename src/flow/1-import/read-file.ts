/**
 * Step 1, first move: a file is read into the staging place, and a preview says what committing it would do. Writes no fact.
 * How its columns were mapped before is remembered; a person's mapping beats that, which beats a fresh recognition.
 */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import type { CustomerMention } from '../../core/facts.ts';
import { minorDigits, noCurrency } from '../../core/minor-digits.ts';
import { type CustomerKey, customerKeys } from '../../core/identify/customer-key.ts';
import type { Assumption } from '../../imports/assumptions/assumption.ts';
import { bulkPlan } from '../../imports/bulk/bulk-plan.ts';
import { type FactName, kinds } from '../../facts/kinds.ts';
import type { Interpreted } from '../../facts/row/outcome.ts';
import type { Answers, Mapping } from '../../facts/row/reading.ts';
import { ImportRefused, type Recognition } from '../../imports/recognition.ts';
import { interpret } from '../../imports/interpret/interpret.ts';
import { plausibleYears } from '../../facts/row/plausible-dates.ts';
import { openFile } from '../../imports/open-file.ts';
import { type RejectedBy, withoutMarks } from '../../imports/rejected-rows.ts';
import { headingKey } from '../../imports/recognise/heading-key.ts';
import { type Hint, recognise } from '../../imports/recognise/recognise.ts';
import { sha256Of } from '../../journal/append.ts';
import { stageInBulk } from '../../journal/bulk-staging.ts';
import { compare, factOf, heldRows, measurePreview, type Preview, rejectedRows } from '../../journal/preview/preview.ts';
import { findWholeDocuments, keepRejections, namingColumns } from '../../journal/rejections.ts';
import { createStaging, type Staging } from '../../journal/staging.ts';
import { registeredEntries } from '../../records/journal/reader.ts';
import { findImport } from '../../records/imports/reader.ts';
import { previewImport } from '../../records/imports/writer.ts';
import { countNew } from '../../records/customers/count-new.ts';
import { knownKeys } from '../../records/customers/known-keys.ts';
import { namesOfCodes } from '../../records/customers/names-of-codes.ts';
import { companyCurrency } from '../../records/rules/company-currency.ts';
import { findSource, type Source } from '../../records/sources/sources.ts';
import { assumeOverlap } from './assume-overlap.ts';
import { assumeRates } from './assume-rates.ts';
import { assumeSource, chooseSource, type SourceChoice } from './choose-source.ts';
import { bulkStagingFile, forgetStaging, stagingFile } from './import-places.ts';
import { incomingCodes, incomingCodesInBulk } from './incoming-codes.ts';
import { FlowRefused } from '../refused.ts';
import type { Run } from '../run.ts';

export interface ReadRequest {
  batchId: string;
  path: string;
  /** The name that the person knows the file by; its first words name a new source. */
  fileName: string;
  sourceName?: string | undefined;
  kind?: FactName | undefined;
  mapping?: Mapping | undefined;
  /** What a person answers, by question; beside what the mapping holds. */
  answers?: Answers | undefined;
}

export interface ReadResult {
  recognition: Recognition & { remembered: boolean };
  preview: Preview;
  source: Source;
  /** All of them; the preview's lists are cut. */
  rejected: Preview['rejected']['first'];
  held: Preview['held']['first'];
  /** All that the reading takes for granted, questions included. */
  assumptions: Assumption[];
}

/** Reads the file into the staging place and says what committing it would do. */
export async function readImport(context: Context, requested: ReadRequest, run: Run): Promise<ReadResult> {
  const started = performance.now();
  const begin = (step: 'opening' | 'recognising' | 'reading' | 'identifying' | 'comparing'): void =>
    run.report({ step, done: 0, total: null, perSecond: null });
  begin('opening');
  const { file, rejectedBy } = await withoutMarks(await openFile(requested.path));
  const sha256 = sha256Of(requested.path);
  sha256.catch(() => {}); // Awaited below; a refusal of the file comes first.
  const request = rejectedBy === null ? requested : await atSourceOf(context, rejectedBy, requested);
  begin('recognising');
  const { recognition: found, remembered } = await recogniseAsBefore(context, file, request);
  const recognition = inOwnDecimals(found, await context.records.read(asProgram('import'), companyCurrency));
  begin('reading');
  const staging = await createStaging(stagingFile(context, request.batchId));
  try {
    const answers = recognition.mapping.answers ?? {};
    let choice: SourceChoice | undefined;
    // Where several sources have these headings, the file's customers say which it is; they are known only once it is read.
    const choose = async (mentions: () => Promise<CustomerMention[]>): Promise<SourceChoice> =>
      (choice ??= await chooseSource(
        context,
        { ...request, kind: recognition.kind, headingKey: headingKey(recognition), sourceName: request.sourceName, answers },
        mentions,
      ));
    const keysOf = async (mentions: CustomerMention[]): Promise<CustomerKey[]> => {
      const { source } = await choose(async () => mentions);
      return customerKeys(
        placedAtHome(mentions, recognition),
        await context.records.read(asProgram('import'), (tx) => knownKeys(tx, source.id, mentions)),
      );
    };
    const bulkFile = bulkStagingFile(context, request.batchId);
    const inBulk =
      rejectedBy === null && (await stageLargeFile(staging, { path: request.path, bytes: file.bytes, recognition, bulkFile, keysOf }, run));
    const ofRows: Assumption[] = [];
    const ignored = inBulk
      ? { header: 1 }
      : await stage(
          staging,
          interpret(file, recognition, (more) => ofRows.push(...more)),
          run,
          () => file.progress(),
        );
    begin('identifying');
    if (!inBulk) await identify(staging, keysOf);
    begin('comparing');
    const chosen = await choose(() => codesInBulk(staging.connection));
    const { source } = chosen;
    const batches = await context.records.read(asProgram('import'), (tx) => registeredEntries(tx, context.config.dataDir, source.id));
    const period = await compare(staging.connection, {
      kind: recognition.kind,
      batches,
      statedPeriod: recognition.period,
      bulkFile: inBulk ? bulkFile : null,
    });
    const codes = inBulk ? await incomingCodesInBulk(staging.connection) : await incomingCodes(staging.connection, recognition.kind);
    const fresh = await context.records.change(asProgram('import'), (tx, client) => countNew(tx, client, source.id, codes));
    const comparedWithEarlier = batches.some((batch) => batch.files[factOf(recognition.kind)] !== undefined) && period !== null;
    // Beside what reading takes for granted: whose numbers these are, and what other sources already tell of.
    const ofLoading = [
      await assumeSource(staging.connection, chosen, { comparedWithEarlier, answers }),
      await assumeOverlap(context, staging.connection, { kind: recognition.kind, sourceId: source.id, period, codes, answers }),
    ].filter((assumption) => assumption !== null);
    const preview = await measurePreview(staging.connection, {
      kind: recognition.kind,
      inBulk,
      namesOf: (unnamed) => context.records.read(asProgram('import'), (tx) => namesOfCodes(tx, source.id, unnamed)),
      ignored,
      newCustomers: fresh.customers,
      newPeople: fresh.people,
      period,
      seconds: (performance.now() - started) / 1000,
    });
    refuseNothing(preview, await rejectedRows(staging.connection, 50), recognition);
    // In a report that is printed in groups a row lacks what stands above it: by themselves its rows cannot be loaded.
    if (preview.rejected.count > 0 && recognition.reading.grouping === null) await stageWholeDocuments(staging, file, recognition, run);
    await keepRejections(staging.connection, context.config.dataDir, request.batchId);
    const rates = await assumeRates(context, staging.connection, { kind: recognition.kind, answers });
    const kept = { ...recognition, remembered, assumptions: [...recognition.assumptions, ...ofRows, ...ofLoading, ...rates] };
    await context.records.change(asProgram('import'), async (tx) =>
      previewImport(tx, request.batchId, { sourceId: source.id, kind: recognition.kind, sha256: await sha256, recognition: kept, preview }),
    );
    return {
      recognition: kept,
      preview,
      source,
      rejected: await rejectedRows(staging.connection, null),
      held: await heldRows(staging.connection, null),
      assumptions: kept.assumptions,
    };
  } catch (error) {
    forgetStaging(context, request.batchId);
    throw error;
  } finally {
    await staging[Symbol.asyncDispose]();
  }
}

/**
 * Rows that an import rejected come back to the source and the kind of that import: elsewhere their documents would count a second time.
 * An import that is undone, or of another company, says nothing of them.
 */
async function atSourceOf(context: Context, by: RejectedBy, request: ReadRequest): Promise<ReadRequest> {
  const batch = await context.records.read(asProgram('import'), (tx) => findImport(tx, by.batch));
  if (batch === undefined || batch.state !== 'committed' || batch.file_sha256?.startsWith(by.file) !== true) return request;
  const source = batch.source_name!;
  if (request.sourceName !== undefined && request.sourceName !== source)
    throw new FlowRefused({ code: 'rejected_rows_of_another_source', detail: { file: batch.file_name, source } });
  return { ...request, sourceName: source, kind: request.kind ?? batch.kind! };
}

/** A second pass over the file: which rows the documents of rejected rows have is known only after the first. */
async function stageWholeDocuments(
  staging: Staging,
  file: Awaited<ReturnType<typeof openFile>>,
  recognition: Recognition,
  run: Run,
): Promise<void> {
  const printed = (row: number, cells: string[]): void => staging.addPrinted(row, cells);
  for await (const _ of interpret(file, recognition, () => {}, printed)) run.signal.throwIfAborted();
  staging.flush();
  await findWholeDocuments(staging.connection, namingColumns(kinds[recognition.kind], recognition.mapping.columns));
}

/** What names no currency is kept with two decimals, which a company that reckons in yen or dinars has no use for: its own currency stands for none. */
function inOwnDecimals(recognition: Recognition, own: string | null): Recognition {
  const { mapping } = recognition;
  if (mapping.currency !== noCurrency || own === null || minorDigits(own) === minorDigits(noCurrency)) return recognition;
  return { ...recognition, mapping: { ...mapping, currency: own } };
}

/** A person's mapping beats the remembered one, which beats a fresh recognition. */
async function recogniseAsBefore(
  context: Context,
  file: Awaited<ReturnType<typeof openFile>>,
  request: ReadRequest,
): Promise<{ recognition: Recognition; remembered: boolean }> {
  const currency = await context.records.read(asProgram('import'), companyCurrency);
  const hint: Hint = {
    ...(request.kind === undefined ? {} : { kind: request.kind }),
    ...(currency === null ? {} : { companyCurrency: currency }),
    ...(request.answers === undefined ? {} : { answers: request.answers }),
  };
  if (request.mapping !== undefined)
    return { recognition: await recognise(file, { ...hint, mapping: request.mapping }), remembered: false };
  const { recognition, refusal } = await recogniseAtAll(file, hint);
  const source = await context.records.read(asProgram('import'), (tx) =>
    findSource(
      tx,
      request.sourceName === undefined
        ? { kind: recognition.kind, headingKey: headingKey(recognition) }
        : { kind: recognition.kind, name: request.sourceName },
    ),
  );
  const mapping = source?.mapping as Mapping | null | undefined;
  if (mapping == null || !sameColumns(mapping, recognition.mapping)) {
    if (refusal !== null) throw refusal;
    return { recognition, remembered: false };
  }
  return { recognition: await recognise(file, { ...hint, mapping, remembered: true }), remembered: true };
}

/** A file of which every row was rejected was not understood: that is a refusal, not a load of nothing. */
function refuseNothing(preview: Preview, rejected: Preview['rejected']['first'], recognition: Recognition): void {
  const { documents } = preview;
  const any =
    preview.lines +
    preview.drafts +
    preview.held.count +
    documents.new +
    documents.changed +
    documents.unchanged +
    documents.conflict +
    documents.withdrawn;
  if (any > 0 || preview.rejected.count === 0) return;
  const counts = new Map<string, number>();
  for (const { reason } of rejected) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  const example = rejected.find(({ reason }) => reason === most![0])!;
  throw new ImportRefused(
    {
      code: 'nothing_read',
      detail: { rows: String(preview.rejected.count), reason: most![0], row: String(example.row), value: example.detail },
    },
    recognition,
  );
}

/** A file that by itself says too little may have been mapped by a person before. */
async function recogniseAtAll(
  file: Awaited<ReturnType<typeof openFile>>,
  hint: Hint,
): Promise<{ recognition: Recognition; refusal: ImportRefused | null }> {
  try {
    return { recognition: await recognise(file, hint), refusal: null };
  } catch (error) {
    if (!(error instanceof ImportRefused) || error.recognition === null) throw error;
    return { recognition: error.recognition, refusal: error };
  }
}

/** Columns without headings are the same as anybody's: they are never remembered. */
function sameColumns(a: Mapping, b: Mapping): boolean {
  return (
    b.columns.some(({ heading }) => heading !== '') &&
    a.kind === b.kind &&
    a.columns.length === b.columns.length &&
    a.columns.every((column, at) => column.heading === b.columns[at]!.heading)
  );
}

/** Returns how many rows were ignored, by reason. */
async function stage(
  staging: Staging,
  rows: AsyncIterable<Interpreted[]>,
  run: Run,
  progress: () => number,
): Promise<Record<string, number>> {
  const ignored: Record<string, number> = {};
  const started = performance.now();
  let read = 0;
  let unwritten = 0;
  for await (const some of rows) {
    run.signal.throwIfAborted();
    for (const row of some) stageRow(staging, row, ignored);
    read += some.length;
    unwritten += some.length;
    if (unwritten >= writtenAtOnce) {
      staging.flush();
      unwritten = 0;
    }
    const share = progress();
    const perSecond = Math.round(read / ((performance.now() - started) / 1000));
    run.report({
      step: 'reading',
      done: read,
      total: share > 0 && share <= 1 ? Math.max(read, Math.round(read / share)) : null,
      perSecond,
    });
  }
  staging.flush();
  return ignored;
}

/** Each writing out is a transaction of its own, which costs as much as thousands of rows. */
const writtenAtOnce = 20_000;

function stageRow(staging: Staging, row: Interpreted, ignored: Record<string, number>): void {
  switch (row.type) {
    case 'fact':
    case 'draft':
      return staging.add(row);
    case 'rejected':
      return staging.addRejected(row.row, row.reason, row.detail, row.cells);
    case 'ignored':
      ignored[row.why] = (ignored[row.why] ?? 0) + 1;
  }
}

/** Where goods are delivered says nothing of who buys them: one customer may have many such places. */
function placedAtHome(mentions: CustomerMention[], { columns }: Recognition): CustomerMention[] {
  const heading = columns.find(({ meaning }) => meaning === 'region')?.heading ?? '';
  return /достав|отгруз|грузопол|разгруз|відвант|вантаж|ship|deliver|destination|страна|країна|country/i.test(heading)
    ? mentions.map((mention) => ({ ...mention, region: '' }))
    : mentions;
}

/** Decides which code each way of naming a customer gets. */
async function identify(staging: Staging, keysOf: (mentions: CustomerMention[]) => Promise<CustomerKey[]>): Promise<void> {
  const keys = await keysOf(staging.mentions);
  const to = await staging.connection.createAppender('customer_key');
  staging.mentions.forEach((mention, at) => {
    const key = keys[at]!;
    to.appendInteger(at);
    for (const text of [key.key, key.name, key.taxId, key.branchId, mention.region, mention.group, mention.industry])
      to.appendVarchar(text);
    to.endRow();
  });
  to.closeSync();
}

/** From this size on, reading in bulk is tried first. */
const largeBytes = 16_000_000;

/** False where the file is small, or not plain enough: it is then read row by row. */
async function stageLargeFile(
  staging: Staging,
  file: {
    path: string;
    bytes: number;
    recognition: Recognition;
    bulkFile: string;
    keysOf: (mentions: CustomerMention[]) => Promise<CustomerKey[]>;
  },
  run: Run,
): Promise<boolean> {
  if (file.bytes < largeBytes) return false;
  const interrupt = (): void => staging.connection.interrupt();
  run.signal.addEventListener('abort', interrupt);
  try {
    const plausible = (years: number[]): boolean => plausibleYears(years, file.recognition.reading.usualDates);
    for (const padded of [false, true]) {
      const plan = bulkPlan(file.path, file.recognition, { padded });
      if (plan === null) return false;
      if ((await stageInBulk(staging.connection, plan, { parquet: file.bulkFile, keysOf: file.keysOf, plausible })) !== null) return true;
    }
    return false;
  } finally {
    run.signal.removeEventListener('abort', interrupt);
    run.signal.throwIfAborted();
  }
}

/** Of a file read in bulk that names customers by their codes alone. */
async function codesInBulk(connection: Staging['connection']): Promise<CustomerMention[]> {
  const rows = await connection.runAndReadAll(`select code[6:], name from bulk_key where code like 'code:%'`);
  return rows
    .getRows()
    .map(([code, name]) => ({ code: code as string, name: name as string, taxId: '', branchId: '', region: '', group: '', industry: '' }));
}
