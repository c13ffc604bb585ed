/** An import from the upload to its commit or undoing, as the API shows it. */
import { z } from '@hono/zod-openapi';
import { columnMeanings, importKinds } from '../../imports/contract.ts';
import { isoDate, minor, problem, progress, totals } from './common.ts';

export const columnMeaning = z.enum(columnMeanings);

export const mapping = z
  .object({
    kind: z.enum(importKinds),
    columns: z.array(z.object({ index: z.number().int(), heading: z.string(), meaning: columnMeaning })),
    dateOrder: z.enum(['dmy', 'mdy', 'ymd']),
    currency: z.string(),
    vatIncludedRate: z.number(),
  })
  .openapi('Mapping');

export const recognisedColumn = z.object({
  index: z.number().int(), heading: z.string(), meaning: columnMeaning, confidence: z.number(), samples: z.array(z.string()),
});

export const rowProblem = z.object({ row: z.number().int(), reason: z.string(), detail: z.string() });

export const preview = z
  .object({
    /** Documents by what committing would do to them. A conflict: its new version changes the customer or loses lines. */
    documents: z.object({ new: z.number(), changed: z.number(), unchanged: z.number(), conflict: z.number(), withdrawn: z.number() }),
    lines: z.number(),
    drafts: z.number(),
    ignored: z.record(z.string(), z.number()),
    customers: z.object({ toldApart: z.number(), new: z.number() }),
    people: z.object({ new: z.number() }),
    totals,
    firstDate: isoDate.nullable(),
    lastDate: isoDate.nullable(),
    rejected: z.object({ count: z.number(), first: z.array(rowProblem) }),
    held: z.object({
      count: z.number(),
      first: z.array(rowProblem.extend({ currency: z.string(), netMinorIfAccepted: minor })),
    }),
    /** Documents of this source within the file's period that the file lacks: a question, never a silent deletion. */
    missing: z.object({
      count: z.number(), from: isoDate.nullable(), to: isoDate.nullable(), totals,
      first: z.array(z.object({ document: z.string(), date: isoDate, customer: z.string(), currency: z.string(), netMinor: minor })),
    }),
    changed: z.array(z.object({
      document: z.string(), customer: z.string(), currency: z.string(), beforeMinor: minor, afterMinor: minor, conflict: z.boolean(),
    })),
    seconds: z.number(),
  })
  .openapi('ImportPreview');

export const batch = z
  .object({
    id: z.string(),
    source: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Given by a person, without a file: rates of exchange. */
    byHand: z.boolean(),
    kind: z.enum(importKinds).nullable(),
    fileName: z.string(),
    state: z.enum(['reading', 'previewed', 'committing', 'committed', 'undone', 'failed', 'cancelled']),
    documents: z.number().nullable(),
    lines: z.number().nullable(),
    customers: z.number().nullable(),
    totals: totals.nullable(),
    firstDate: isoDate.nullable(),
    lastDate: isoDate.nullable(),
    rejected: z.number(),
    createdAt: z.string(),
    committedAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
    failure: problem.nullable(),
    /** While reading or committing. */
    progress: progress.nullable(),
    jobId: z.string().nullable(),
  })
  .openapi('Batch');

export const batchDetail = batch
  .extend({
    recognition: z
      .object({
        kind: z.enum(importKinds),
        layout: z.enum(['flat', 'grouped']),
        encoding: z.string(),
        headerRows: z.array(z.number()),
        columns: z.array(recognisedColumn),
        mapping,
        period: z.object({ from: isoDate, to: isoDate }).nullable(),
        titles: z.array(z.string()),
        questions: z.array(z.enum(['vat_included', 'date_order', 'currency'])),
        remembered: z.boolean(),
      })
      .nullable(),
    preview: preview.nullable(),
  })
  .openapi('BatchDetail');

export const commitRequest = z
  .object({ acceptHeldRows: z.array(z.number().int()).default([]), replacePeriod: z.boolean().default(false) })
  .openapi('CommitRequest');
