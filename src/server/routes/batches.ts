/** Imports: upload, look, map, commit, cancel, undo. Each long move answers with a job to watch. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRoute, z } from '@hono/zod-openapi';
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
import type { Recognition } from '../../imports/recognition.ts';
import { readRejections } from '../../journal/rejections.ts';
import { problem } from '../schemas/common.ts';
import { batch, batchDetail, commitRequest, mapping } from '../schemas/imports.ts';
import { asUser, router } from '../env.ts';
import { assumptionsOf, batchDetailOf, batchOf } from '../views/batches.ts';

const byId = z.object({ id: z.string().regex(/^\d{1,18}$/) });
const notFound = { description: 'No such import', content: { 'application/json': { schema: problem } } };
const conflict = { description: 'Its state does not allow that', content: { 'application/json': { schema: problem } } };
const noSuch = (id: string) => ({ code: 'no_such_batch', detail: { batch: id } });
const wrongState = (id: string, state: string) => ({ code: 'batch_in_another_state', detail: { batch: id, state } });
const started = { description: 'Started', content: { 'application/json': { schema: z.object({ jobId: z.uuid() }) } } };

export const batchRoutes = router()
  .openapi(
    createRoute({
      method: 'post',
      path: '/uploads',
      tags: ['imports'],
      summary: 'Upload a file (the raw body); reading starts at once',
      request: {
        query: z.object({
          fileName: z.string().min(1).max(255),
          source: z.string().max(200).optional(),
          kind: z.enum(factNames).optional(),
        }),
      },
      responses: {
        201: { description: 'Being read', content: { 'application/json': { schema: z.object({ id: z.string(), jobId: z.uuid() }) } } },
        400: conflict,
      },
    }),
    async (c) => {
      const context = c.get('context');
      const { fileName, source, kind } = c.req.valid('query');
      const body = c.req.raw.body;
      if (body === null) return c.json({ code: 'empty', detail: {} }, 400);
      const id = await beginImport(context, { fileName, actor: c.get('user').id });
      try {
        await pipeline(Readable.fromWeb(body as never), createWriteStream(uploadFile(context, id)));
      } catch {
        await discardImport(context, id);
        return c.json({ code: 'upload_broken', detail: {} }, 400);
      }
      const jobId = await c.get('jobs').start('read', { batchId: id, fileName, sourceName: source, kind }, c.get('user').id);
      return c.json({ id, jobId }, 201);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/batches',
      tags: ['imports'],
      summary: 'All imports, the latest first',
      responses: { 200: { description: 'Imports', content: { 'application/json': { schema: z.object({ rows: z.array(batch) }) } } } },
    }),
    async (c) => {
      const rows = await c.get('context').records.as(asUser(c), listImports);
      return c.json({ rows: rows.map((row) => batchOf(row, c.get('jobs'))) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/batches/{id}',
      tags: ['imports'],
      summary: 'One import with its mapping and preview',
      request: { params: byId },
      responses: { 200: { description: 'The import', content: { 'application/json': { schema: batchDetail } } }, 404: notFound },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const { row, currency } = await context.records.as(asUser(c), async (tx) => ({
        row: await findImport(tx, id),
        currency: await companyCurrency(tx),
      }));
      return row === undefined
        ? c.json(noSuch(id), 404)
        : c.json(batchDetailOf(row, c.get('jobs'), { mappable: canBeMapped(context, row), companyCurrency: currency }), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/batches/{id}/mapping',
      tags: ['imports'],
      summary: 'Correct what the columns mean; the file is read again',
      request: { params: byId, body: { content: { 'application/json': { schema: mapping } }, required: true } },
      responses: { 200: started, 404: notFound, 409: conflict },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const row = await context.records.as(asUser(c), (tx) => findImport(tx, id));
      if (row === undefined) return c.json(noSuch(id), 404);
      if (!canBeMapped(context, row)) return c.json(wrongState(id, row.state), 409);
      const given = c.req.valid('json') as Mapping;
      const reading = { batchId: id, fileName: row.file_name, sourceName: row.source_name ?? undefined, kind: given.kind, mapping: given };
      const jobId = await context.records.as(asUser(c), async (tx) => {
        await setImportState(tx, id, 'reading');
        return c.get('jobs').enqueue(tx, 'read', reading, c.get('user').id);
      });
      return c.json({ jobId }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/batches/{id}/commit',
      tags: ['imports'],
      summary: 'Write it: journal, then rebuild and valuation',
      request: { params: byId, body: { content: { 'application/json': { schema: commitRequest } }, required: true } },
      responses: { 200: started, 404: notFound, 409: conflict },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const row = await context.records.as(asUser(c), (tx) => findImport(tx, id));
      if (row === undefined) return c.json(noSuch(id), 404);
      if (row.state !== 'previewed') return c.json(wrongState(id, row.state), 409);
      const open = unanswered(assumptionsOf(row));
      if (open.length > 0) return c.json({ code: 'questions_open', detail: { questions: open.map(questionKey).join(', ') } }, 409);
      const jobId = await context.records.as(asUser(c), async (tx) => {
        await setImportState(tx, id, 'committing');
        return c.get('jobs').enqueue(tx, 'commit', { batchId: id, ...c.req.valid('json') }, c.get('user').id);
      });
      return c.json({ jobId }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/batches/{id}/cancel',
      tags: ['imports'],
      summary: 'Stop reading it, or forget its preview; nothing is written',
      request: { params: byId },
      responses: {
        200: { description: 'Cancelled', content: { 'application/json': { schema: z.object({ cancelled: z.boolean() }) } } },
        404: notFound,
        409: conflict,
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const row = await context.records.as(asUser(c), (tx) => findImport(tx, id));
      if (row === undefined) return c.json(noSuch(id), 404);
      if (row.state === 'committed' || row.state === 'undone') return c.json(wrongState(id, row.state), 409);
      const jobId = c.get('jobs').ofBatch(id);
      if (jobId !== null) await c.get('jobs').cancel(jobId);
      else await discardImport(context, id);
      return c.json({ cancelled: true }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/batches/{id}/undo',
      tags: ['imports'],
      summary: 'Take a committed import back',
      request: { params: byId },
      responses: { 200: started, 404: notFound, 409: conflict },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const row = await c.get('context').records.as(asUser(c), (tx) => findImport(tx, id));
      if (row === undefined) return c.json(noSuch(id), 404);
      if (row.state !== 'committed') return c.json(wrongState(id, row.state), 409);
      return c.json({ jobId: await c.get('jobs').start('undo', { batchId: id }, c.get('user').id) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/batches/{id}/rejected.csv',
      tags: ['imports'],
      summary: 'The rejected rows with their reasons, to mend and load again',
      request: { params: byId },
      responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, 404: notFound },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const context = c.get('context');
      const row = await context.records.as(asUser(c), (tx) => findImport(tx, id));
      if (row === undefined) return c.json(noSuch(id), 404);
      const rows = await readRejections(context.config.dataDir, id);
      const headings = (row.recognition as Recognition | null)?.columns.map((column) => column.heading) ?? [];
      c.header('content-disposition', `attachment; filename="rejected-${id}.csv"`);
      return c.body(
        csv([['row', 'reason', 'detail', ...headings], ...rows.map((each) => [each.row, each.reason, each.detail, ...each.cells])]),
        200,
        { 'content-type': 'text/csv; charset=utf-8' },
      );
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/sources',
      tags: ['imports'],
      summary: 'Where files come from',
      responses: {
        200: {
          description: 'Sources',
          content: {
            'application/json': {
              schema: z.object({ rows: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(factNames) })) }),
            },
          },
        },
      },
    }),
    async (c) => {
      const rows = await c.get('context').records.as(asUser(c), listSources);
      return c.json({ rows: rows.map(({ id, name, kind }) => ({ id, name, kind })) }, 200);
    },
  );
