/** Imports: upload, look, map, commit, cancel, undo. Each long move answers with a job to watch. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import { csv } from '../../core/csv.ts';
import { beginImport, canBeMapped, discardImport } from '../../flow/1-import/commit.ts';
import { uploadFile } from '../../flow/1-import/import-places.ts';
import { findImport, listImports } from '../../records/imports/reader.ts';
import { setImportState } from '../../records/imports/writer.ts';
import { companyCurrency } from '../../records/rules/company-currency.ts';
import { listSources } from '../../records/sources/sources.ts';
import { questionKey, unanswered } from '../../imports/assumptions/assumption.ts';
import { factNames } from '../../facts/kinds.ts';
import type { Mapping } from '../../facts/row/reading.ts';
import { ImportRefused, type Recognition } from '../../imports/recognition.ts';
import { tableOfRejectedRows } from '../../imports/rejected-rows.ts';
import { readRejections } from '../../journal/rejections.ts';
import { batch, batchDetail, commitRequest, mapping } from '../schemas/imports.ts';
import { endpoint, jobStarted } from '../endpoint.ts';
import { type AppEnv, router } from '../env.ts';
import { orRefuse, refuse } from '../problems.ts';
import { assumptionsOf, batchDetailOf, batchOf } from '../views/batches.ts';

const byId = z.object({ id: z.string().regex(/^\d{1,18}$/) });
/** The import, of those that the user may see. */
async function batchSeen(c: HonoContext<AppEnv>, id: string) {
  const row = await c.get('context').records.read(c.get('sight'), (tx) => findImport(tx, id));
  return orRefuse(row, 'no_such_batch', { batch: id });
}

const refuseState = ({ id, state }: { id: string; state: string }): never => refuse('batch_in_another_state', { batch: id, state });
export const batchRoutes = router()
  .openapi(
    endpoint({
      method: 'post',
      path: '/uploads',
      permission: 'facts.change',
      tags: ['imports'],
      summary: 'Upload a file (the raw body); reading starts at once',
      query: z.object({
        fileName: z.string().min(1).max(255),
        source: z.string().max(200).optional(),
        kind: z.enum(factNames).optional(),
      }),
      answer: ['Being read', z.object({ id: z.string(), jobId: z.uuid() })],
      status: 201,
      refusals: { 400: 'Its state does not allow that' },
    }),
    async (c) => {
      const context = c.get('context');
      const { fileName, source, kind } = c.req.valid('query');
      const body = c.req.raw.body;
      if (body === null) throw new ImportRefused({ code: 'empty', detail: {} });
      const id = await beginImport(context, { fileName, actor: c.get('sight') });
      try {
        await pipeline(Readable.fromWeb(body as never), createWriteStream(uploadFile(context, id)));
      } catch {
        await discardImport(context, id);
        refuse('upload_broken');
      }
      const jobId = await c.get('jobs').start('read', { batchId: id, fileName, sourceName: source, kind }, c.get('sight'));
      return c.json({ id, jobId }, 201);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/batches',
      permission: 'facts.see',
      tags: ['imports'],
      summary: 'All imports, the latest first',
      answer: ['Imports', z.object({ rows: z.array(batch) })],
    }),
    async (c) => {
      const rows = await c.get('context').records.read(c.get('sight'), listImports);
      return c.json({ rows: rows.map((row) => batchOf(row, c.get('jobs'))) }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/batches/{id}',
      permission: 'facts.see',
      tags: ['imports'],
      summary: 'One import with its mapping and preview',
      params: byId,
      answer: ['The import', batchDetail],
      refusals: { 404: 'No such import' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const { row, currency } = await context.records.read(c.get('sight'), async (tx) => ({
        row: await findImport(tx, id),
        currency: await companyCurrency(tx),
      }));
      const seen = orRefuse(row, 'no_such_batch', { batch: id });
      return c.json(batchDetailOf(seen, c.get('jobs'), { mappable: canBeMapped(context, seen), companyCurrency: currency }), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'put',
      path: '/batches/{id}/mapping',
      permission: 'facts.change',
      tags: ['imports'],
      summary: 'Correct what the columns mean; the file is read again',
      params: byId,
      body: mapping,
      answer: ['Started', jobStarted],
      refusals: { 404: 'No such import', 409: 'Its state does not allow that' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const row = await batchSeen(c, id);
      if (!canBeMapped(context, row)) refuseState(row);
      const given = c.req.valid('json') as Mapping;
      const reading = { batchId: id, fileName: row.file_name, sourceName: row.source_name ?? undefined, kind: given.kind, mapping: given };
      const jobId = await context.records.change(c.get('sight'), async (tx) => {
        await setImportState(tx, id, 'reading');
        return c.get('jobs').enqueue(tx, 'read', reading, c.get('sight'));
      });
      return c.json({ jobId }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/batches/{id}/commit',
      permission: 'facts.change',
      tags: ['imports'],
      summary: 'Write it: journal, then rebuild and valuation',
      params: byId,
      body: commitRequest,
      answer: ['Started', jobStarted],
      refusals: { 404: 'No such import', 409: 'Its state does not allow that' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const row = await batchSeen(c, id);
      if (row.state !== 'previewed') refuseState(row);
      const open = unanswered(assumptionsOf(row));
      if (open.length > 0) refuse('questions_open', { questions: open.map(questionKey).join(', ') });
      const jobId = await context.records.change(c.get('sight'), async (tx) => {
        await setImportState(tx, id, 'committing');
        return c.get('jobs').enqueue(tx, 'commit', { batchId: id, ...c.req.valid('json') }, c.get('sight'));
      });
      return c.json({ jobId }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/batches/{id}/cancel',
      permission: 'facts.change',
      tags: ['imports'],
      summary: 'Stop reading it, or forget its preview; nothing is written',
      params: byId,
      answer: ['Cancelled', z.object({ cancelled: z.boolean() })],
      refusals: { 404: 'No such import', 409: 'Its state does not allow that' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const row = await batchSeen(c, id);
      if (row.state === 'committed' || row.state === 'undone') refuseState(row);
      const jobId = c.get('jobs').ofBatch(id);
      if (jobId !== null) await c.get('jobs').cancel(jobId);
      else await discardImport(context, id);
      return c.json({ cancelled: true }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/batches/{id}/undo',
      permission: 'facts.change',
      tags: ['imports'],
      summary: 'Take a committed import back',
      params: byId,
      answer: ['Started', jobStarted],
      refusals: { 404: 'No such import', 409: 'Its state does not allow that' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const row = await batchSeen(c, id);
      if (row.state !== 'committed') refuseState(row);
      return c.json({ jobId: await c.get('jobs').start('undo', { batchId: id }, c.get('sight')) }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/batches/{id}/rejected.csv',
      permission: 'facts.see',
      tags: ['imports'],
      summary: 'The rejected rows with their reasons and the other rows of their documents, to correct and load again',
      params: byId,
      answer: ['CSV', z.string()],
      media: 'text/csv',
      refusals: { 404: 'No such import' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const row = await batchSeen(c, id);
      const rows = await readRejections(context.config.dataDir, id);
      const headings = (row.recognition as Recognition | null)?.columns.map((column) => column.heading) ?? [];
      c.header('content-disposition', `attachment; filename="rejected-${id}.csv"`);
      return c.body(csv(tableOfRejectedRows({ batch: id, file: row.file_sha256?.slice(0, 8) ?? '' }, headings, rows)), 200, {
        'content-type': 'text/csv; charset=utf-8',
      });
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/sources',
      permission: 'facts.see',
      tags: ['imports'],
      summary: 'Where files come from',
      answer: ['Sources', z.object({ rows: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(factNames) })) })],
    }),
    async (c) => {
      const rows = await c.get('context').records.read(c.get('sight'), listSources);
      return c.json({ rows: rows.map(({ id, name, kind }) => ({ id, name, kind })) }, 200);
    },
  );
