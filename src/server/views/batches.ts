/** An import as the API shows it, out of its record and its running job. */
import type { z } from '@hono/zod-openapi';
import { questionsIn } from '../../imports/assumptions/assumption.ts';
import type { Recognition } from '../../imports/contract.ts';
import type { Preview } from '../../journal/preview/preview.ts';
import { byHandKey } from '../../records/sources/sources.ts';
import type { BatchRow } from '../../records/batches/reader.ts';
import type { Jobs } from '../jobs.ts';
import type { batch, batchDetail } from '../schemas/imports.ts';

export function batchOf(row: BatchRow, jobs: Jobs): z.infer<typeof batch> {
  const jobId = jobs.ofBatch(row.id);
  const preview = row.preview as Preview | null;
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

export function batchDetailOf(row: BatchRow, jobs: Jobs): z.infer<typeof batchDetail> {
  const recognition = row.recognition as (Recognition & { remembered: boolean }) | null;
  return {
    ...batchOf(row, jobs),
    preview: row.preview as Preview | null,
    recognition:
      recognition === null
        ? null
        : {
            kind: recognition.kind,
            layout: recognition.layout,
            encoding: recognition.format.container === 'delimited' ? recognition.format.encoding : 'xlsx',
            headerRows: recognition.headerRows,
            columns: recognition.columns,
            mapping: recognition.mapping,
            period: recognition.period,
            titles: recognition.titles,
            questions: questionsIn(recognition.assumptions).flatMap(({ key }) => (key === 'vat' ? ['vat_included' as const] : key === 'date_order' || key === 'currency' ? [key] : [])),
            remembered: recognition.remembered,
          },
  };
}
