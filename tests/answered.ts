/** Loads a file as a person at a screen does: looks at it, answers what is asked, loads it. */
import { asProgram } from '../src/core/access/sight.ts';
import type { Answers } from '../src/facts/row/reading.ts';
import { basename } from 'node:path';
import { beginImport, commitImport, discardImport, undoImport } from '../src/flow/1-import/commit.ts';
import { readImport, type ReadResult } from '../src/flow/1-import/read-file.ts';
import { settle } from '../src/flow/settle.ts';
import { type Assumption, unanswered } from '../src/imports/assumptions/assumption.ts';
import type { TestCompany } from './company.ts';

const run = { signal: new AbortController().signal, report: () => {} };

export interface Loaded extends ReadResult {
  batchId: string;
  /** What had to be answered. */
  asked: Assumption[];
}

/** `answers` beyond what is asked are not given. `source`: named by the person, as with --source. */
export async function loadAnswered(
  company: TestCompany,
  path: string,
  answers: Answers,
  { source }: { source?: string } = {},
): Promise<Loaded> {
  const { context } = company;
  const batchId = await beginImport(context, { fileName: basename(path), actor: asProgram('command line') });
  const request = { batchId, path, fileName: basename(path), sourceName: source };
  try {
    let read = await readImport(context, request, run);
    const asked = openOf(read);
    // One answer may bring the next question: whose file it is comes before what it repeats.
    let given: Record<string, string> = {};
    for (let open = asked; open.length > 0 && open.every(({ key }) => key in answers); open = openOf(read)) {
      given = { ...given, ...Object.fromEntries(open.map(({ key }) => [key, answers[key]!])) };
      read = await readImport(context, { ...request, answers: given }, run);
    }
    await commitImport(context, { batchId, acceptHeldRows: [], replacePeriod: false, actor: asProgram('command line') }, run);
    return { ...read, batchId, asked };
  } catch (error) {
    await discardImport(context, batchId, error);
    throw error;
  }
}

const openOf = (read: ReadResult): Assumption[] => unanswered(read.assumptions);

/** The assumptions of loading, in addition to those of reading. */
export const ofLoading = (read: ReadResult): Assumption[] => read.assumptions.filter(({ key }) => key === 'source' || key === 'overlap');

/** What loading it would ask and say; nothing is kept of it. */
export async function previewOf(company: TestCompany, path: string): Promise<ReadResult> {
  const batchId = await beginImport(company.context, { fileName: basename(path), actor: asProgram('command line') });
  try {
    return await readImport(company.context, { batchId, path, fileName: basename(path) }, run);
  } finally {
    await discardImport(company.context, batchId);
  }
}

export async function undo(company: TestCompany, batchId: string): Promise<void> {
  await undoImport(company.context, { batchId, actor: asProgram('command line') }, run);
}

/** All documents that count, by currency; the identities between journal and metrics hold. */
export async function revenueOf(company: TestCompany): Promise<Record<string, number>> {
  await settle(company.context, { actor: asProgram('command line') }, run);
  const broken = (await company.context.metrics.ofCompany(asProgram('checks')).check()).filter(({ ok }) => !ok);
  if (broken.length > 0) throw new Error(JSON.stringify(broken));
  const totals: Record<string, number> = {};
  const rows = await company.context.records.change(asProgram('command line'), (tx) => tx.selectFrom('customer').select('id').execute());
  for (const { id } of rows) {
    for (const { currency, amountMinor, fact } of (
      await company.context.metrics.for(asProgram('command line')).customer.documents(id, { offset: 0, limit: 1_000_000 })
    ).documents) {
      if (fact === 'sale_line') totals[currency] = (totals[currency] ?? 0) + Number(amountMinor);
    }
  }
  return Object.fromEntries(Object.entries(totals).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
