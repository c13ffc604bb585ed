/** Long work: how far it is, and stopping it. Valuations and checks are asked for here. */
import { createRoute, z } from '@hono/zod-openapi';
import { checkEverything } from '../../flow/keep/check-everything.ts';
import { stagesToCome } from '../../questions/differentiate/stages-to-come.ts';
import { problem } from '../schemas/common.ts';
import { checks, job, valuation, valueRequest } from '../schemas/session.ts';
import { router } from '../env.ts';
import type { JobKind } from '../work.ts';

const byId = z.object({ id: z.uuid() });
const notFound = { description: 'No such job', content: { 'application/json': { schema: problem } } };

export const jobRoutes = router()
  .openapi(
    createRoute({
      method: 'get',
      path: '/jobs/{id}',
      tags: ['jobs'],
      summary: 'How far a job is',
      request: { params: byId },
      responses: { 200: { description: 'The job', content: { 'application/json': { schema: job } } }, 404: notFound },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const row = await c
        .get('context')
        .records.read(c.get('sight'), (tx) => tx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst());
      if (row === undefined) return c.json({ code: 'no_such_job', detail: { job: id } }, 404);
      return c.json(
        {
          id: row.id,
          kind: row.kind as JobKind,
          state: row.state,
          progress: c.get('jobs').progressOf(id) ?? row.progress,
          result: row.result,
          failure: row.failure,
          createdAt: row.created_at.toISOString(),
          finishedAt: row.finished_at?.toISOString() ?? null,
        },
        200,
      );
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/jobs/{id}/cancel',
      tags: ['jobs'],
      summary: 'Stop a job; what it has not registered is not kept',
      request: { params: byId },
      responses: {
        200: {
          description: 'Whether it was still to be stopped',
          content: { 'application/json': { schema: z.object({ cancelled: z.boolean() }) } },
        },
      },
    }),
    async (c) => c.json({ cancelled: await c.get('jobs').cancel(c.req.valid('param').id) }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/valuation',
      tags: ['jobs'],
      summary: 'Which figures are still to be calculated since the last change of facts or rules',
      responses: { 200: { description: 'The stages to come, in their order', content: { 'application/json': { schema: valuation } } } },
    }),
    async (c) => c.json({ toCome: await c.get('context').records.read(c.get('sight'), stagesToCome) }, 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/valuations',
      tags: ['jobs'],
      summary: 'Value every customer, as of a date',
      request: { body: { content: { 'application/json': { schema: valueRequest } }, required: true } },
      responses: { 200: { description: 'Started', content: { 'application/json': { schema: z.object({ jobId: z.uuid() }) } } } },
    }),
    async (c) => c.json({ jobId: await c.get('jobs').start('value', { asOf: c.req.valid('json').asOf }, c.get('sight')) }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/checks',
      tags: ['jobs'],
      summary: 'Whether the accounting identities hold',
      responses: { 200: { description: 'Checks', content: { 'application/json': { schema: checks } } } },
    }),
    async (c) => {
      const context = c.get('context');
      const results = await context.turn.take(() => checkEverything(context));
      return c.json({ ok: results.every((result) => result.ok), checks: results }, 200);
    },
  );
