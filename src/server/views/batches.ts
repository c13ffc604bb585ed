/** An import as the API shows it, out of its record and its running job. */
import type { z } from '@hono/zod-openapi';
import { type Assumption, questionKey, questionsIn } from '../../imports/assumptions/assumption.ts';
import type { Recognition } from '../../imports/recognition.ts';
import type { Preview } from '../../journal/preview/preview.ts';
import { byHandKey } from '../../records/sources/sources.ts';
import type { ImportRow } from '../../records/imports/reader.ts';
import type { Jobs } from '../jobs.ts';
import type { batch, batchDetail } from '../schemas/imports.ts';
import { printedCellOf } from './printed-cell.ts';

export function batchOf(row: ImportRow, jobs: Jobs): z.infer<typeof batch> {
  const jobId = jobs.ofBatch(row.id);
  const preview = row.preview as KeptPreview | null;
  const count = (value: string | null): number | null => (value === null ? null : Number(value));
  return {
    id: row.id,
    source: row.source_id === null ? null : { id: row.source_id, name: row.source_name ?? '' },
    byHand: row.source_key === byHandKey,
    kind: row.kind,
    fileName: row.file_name,
    state: row.state,
    documents: count(row.documents),
    lines: count(row.lines),
    customers: count(row.customers),
    totals: row.totals,
    firstDate: row.first_date,
    lastDate: row.last_date,
    rejected: preview?.rejected.count ?? 0,
    createdAt: row.created_at.toISOString(),
    committedAt: row.committed_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    failure: row.failure,
    progress: jobId === null ? null : jobs.progressOf(jobId),
    jobId,
  };
}

export function batchDetailOf(
  row: ImportRow,
  jobs: Jobs,
  known: { mappable: boolean; companyCurrency: string | null },
): z.infer<typeof batchDetail> {
  const recognition = row.recognition as KeptRecognition | null;
  return {
    ...batchOf(row, jobs),
    ...known,
    preview: previewOf(row),
    recognition:
      recognition === null
        ? null
        : {
            kind: recognition.kind,
            layout: recognition.layout,
            encoding: recognition.format.container === 'delimited' ? recognition.format.encoding : recognition.format.container,
            headerRows: recognition.headerRows,
            grouping: recognition.reading.grouping && {
              column: recognition.reading.grouping.column,
              levels: recognition.reading.grouping.levels,
            },
            columns: recognition.columns.map((column) => ({
              ...column,
              samples: column.samples.map((printed) => printedCellOf(printed, recognition, column.index)),
            })),
            mapping: recognition.mapping,
            period: recognition.period,
            titles: recognition.titles,
            assumptions: assumptionsOf(row).map((assumption) => ({ ...assumption, question: questionKey(assumption) })),
            questions: questionsIn(assumptionsOf(row)).map(questionKey),
            // The rows of a table that was reshaped stand in other columns than those that are shown.
            sample: (recognition.shape == null ? (recognition.sample ?? []) : [])
              .filter(({ cells }) => cells.some((printed) => printed !== ''))
              .map(({ number, cells }) => ({
                number,
                heading: recognition.headerRows.includes(number),
                cells: cells.map((printed, column) => printedCellOf(printed, recognition, column)),
              })),
            remembered: recognition.remembered,
          },
  };
}

/** What reading took for granted, and what comparing with the journal did. */
export function assumptionsOf(row: Pick<ImportRow, 'recognition' | 'preview'>): Assumption[] {
  const { assumptions: ofFile = [] } = (row.recognition as KeptRecognition | null) ?? {};
  const { assumptions: ofJournal = [] } = (row.preview as KeptPreview | null) ?? {};
  return [...ofFile, ...ofJournal];
}

/** Those that were read by an earlier version of the program may lack what it did not know. */
type KeptRecognition = Omit<Recognition, 'assumptions'> & { assumptions?: Assumption[]; remembered: boolean };
type KeptPreview = Omit<Preview, 'firstRows' | 'smaller'> & {
  firstRows?: Preview['firstRows'];
  smaller?: Preview['smaller'];
  assumptions?: Assumption[];
};

function previewOf(row: ImportRow): z.infer<typeof batchDetail>['preview'] {
  const preview = row.preview as KeptPreview | null;
  if (preview === null) return null;
  const { assumptions: _, ...shown } = preview;
  const held = preview.held.first.map((one) => ({
    ...one,
    date: one.date ?? null,
    document: one.document ?? '',
    customer: one.customer ?? '',
  }));
  const smaller = preview.smaller ?? { documents: 0, lines: 0, totals: [] };
  return { ...shown, smaller, firstRows: preview.firstRows ?? [], held: { ...preview.held, first: held } };
}
