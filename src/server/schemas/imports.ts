/** An import from the upload to its commit or undoing, as the API shows it. */
import { z } from '@hono/zod-openapi';
import { assumptionKeys } from '../../imports/assumptions/assumption.ts';
import { factNames } from '../../facts/kinds.ts';
import { columnMeanings } from '../../facts/row/meanings.ts';
import { isoDate, minor, problem, progress, totals } from './common.ts';

export const columnMeaning = z.enum(columnMeanings);

export const mapping = z
  .object({
    kind: z.enum(factNames),
    columns: z.array(z.object({ index: z.number().int(), heading: z.string(), meaning: columnMeaning })),
    dateOrder: z.enum(['dmy', 'mdy', 'ymd']),
    currency: z.string(),
    vatIncludedRate: z.number(),
    /** By the keys of `questions`; `header` is the row of the headings, where a person points it out. */
    answers: z.record(z.string(), z.string()).optional(),
  })
  .openapi('Mapping');

/** A cell as printed, and what it would say as a date and as a number; null where it is none. */
export const printedCell = z
  .object({ printed: z.string(), date: isoDate.nullable(), number: z.string().nullable() })
  .openapi('PrintedCell');

export const recognisedColumn = z.object({
  index: z.number().int(),
  heading: z.string(),
  meaning: columnMeaning,
  confidence: z.number(),
  samples: z.array(printedCell),
});

/** What an answer would load; null where that was not reckoned. */
export const outcome = z
  .object({
    totals,
    documents: z.number(),
    customers: z.number(),
    firstDate: isoDate.nullable(),
    lastDate: isoDate.nullable(),
    ofSample: z.boolean(),
  })
  .openapi('Outcome');

/** Something that reading the file takes for granted. `open` ones must be answered before anything is loaded. */
export const assumption = z
  .object({
    /** As its answer is named in the mapping. */
    question: z.string(),
    key: z.enum(assumptionKeys),
    about: z.string(),
    value: z.string(),
    evidence: z.array(z.object({ code: z.string(), detail: z.record(z.string(), z.string()) })),
    sureness: z.enum(['evident', 'plain', 'open']),
    decidedBy: z.enum(['file', 'person', 'remembered']),
    /** The likely one first. */
    options: z.array(z.object({ value: z.string(), outcome: outcome.nullable() })),
  })
  .openapi('Assumption');

/** A fact as it will be booked. Decimals have a point; what a kind of facts does not know is empty or null. */
export const firstRow = z
  .object({
    row: z.number().int(),
    date: isoDate,
    until: isoDate.nullable(),
    document: z.string(),
    customer: z.string(),
    what: z.string(),
    quantity: z.string().nullable(),
    unit: z.string(),
    minutes: z.string().nullable(),
    rate: z.string().nullable(),
    currency: z.string(),
    netMinor: minor.nullable(),
    kind: z.string(),
    state: z.enum(['counts', 'held', 'draft']),
  })
  .openapi('FirstRow');

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
    firstRows: z.array(firstRow),
    rejected: z.object({ count: z.number(), first: z.array(rowProblem) }),
    held: z.object({
      count: z.number(),
      first: z.array(
        rowProblem.extend({
          date: isoDate.nullable(),
          document: z.string(),
          customer: z.string(),
          currency: z.string(),
          netMinorIfAccepted: minor,
        }),
      ),
    }),
    /** Documents of this source within the file's period that the file lacks: a question, never a silent deletion. */
    missing: z.object({
      count: z.number(),
      from: isoDate.nullable(),
      to: isoDate.nullable(),
      totals,
      first: z.array(z.object({ document: z.string(), date: isoDate, customer: z.string(), currency: z.string(), netMinor: minor })),
    }),
    changed: z.array(
      z.object({
        document: z.string(),
        customer: z.string(),
        currency: z.string(),
        beforeMinor: minor,
        afterMinor: minor,
        conflict: z.boolean(),
        lostLines: z.number(),
        lostMinor: minor,
      }),
    ),
    /** Lines that earlier versions of changed documents had and the file's versions lack. */
    lost: z.object({ documents: z.number(), lines: z.number(), totals }),
    /** Documents that lack lines of their earlier version, how many, and by how much the sum of all these documents changes. */
    smaller: z.object({ documents: z.number(), lines: z.number(), totals }),
    seconds: z.number(),
  })
  .openapi('ImportPreview');

export const batch = z
  .object({
    id: z.string(),
    source: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Given by a person, without a file: rates of exchange. */
    byHand: z.boolean(),
    kind: z.enum(factNames).nullable(),
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
        kind: z.enum(factNames),
        layout: z.enum(['flat', 'grouped']),
        encoding: z.string(),
        headerRows: z.array(z.number()),
        /** A report in groups: the column in which they stand, and what each level is. */
        grouping: z.object({ column: z.number().int(), levels: z.array(columnMeaning) }).nullable(),
        columns: z.array(recognisedColumn),
        mapping,
        period: z.object({ from: isoDate, to: isoDate }).nullable(),
        titles: z.array(z.string()),
        /** Of the file itself, and of what is loaded before. */
        assumptions: z.array(assumption),
        /** Which of them a person is asked, the ones that must be answered first. */
        questions: z.array(z.string()),
        /** The file's first rows; empty where they were not kept. */
        sample: z.array(z.object({ number: z.number().int(), heading: z.boolean(), cells: z.array(printedCell) })),
        remembered: z.boolean(),
      })
      .nullable(),
    preview: preview.nullable(),
    /** Whether the mapping can be corrected now. */
    mappable: z.boolean(),
    /** Null before the first sales. */
    companyCurrency: z.string().nullable(),
  })
  .openapi('BatchDetail');

export const commitRequest = z
  .object({ acceptHeldRows: z.array(z.number().int()).default([]), replacePeriod: z.boolean().default(false) })
  .openapi('CommitRequest');
