/** Long work: how far it is, and stopping it. Valuations and checks are asked for here. */
import { z } from '@hono/zod-openapi';
import { checkEverything } from '../../flow/keep/check-everything.ts';
import { stagesToCome } from '../../questions/differentiate/stages-to-come.ts';
import { checks, job, valuation, valueRequest } from '../schemas/session.ts';
import { endpoint, jobStarted } from '../endpoint.ts';
import { router } from '../env.ts';
import { orRefuse } from '../problems.ts';
import type { JobKind } from '../work.ts';

const byId = z.object({ id: z.uuid() });
export const jobRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/jobs/{id}',
      permission: 'facts.see',
      tags: ['jobs'],
      summary: 'How far a job is',
      params: byId,
      answer: ['The job', job],
      refusals: { 404: 'No such job' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const row = orRefuse(
        await c
          .get('context')
          .records.read(c.get('sight'), (tx) => tx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()),
        'no_such_job',
        { job: id },
      );
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
    endpoint({
      method: 'post',
      path: '/jobs/{id}/cancel',
      permission: 'facts.change',
      tags: ['jobs'],
      summary: 'Stop a job; what it has not registered is not kept',
      params: byId,
      answer: ['Whether it was still to be stopped', z.object({ cancelled: z.boolean() })],
    }),
    async (c) => c.json({ cancelled: await c.get('jobs').cancel(c.req.valid('param').id) }, 200),
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/valuation',
      permission: 'customers.see',
      tags: ['jobs'],
      summary: 'Which figures are still to be calculated since the last change of facts or rules',
      answer: ['The stages to come, in their order', valuation],
    }),
    async (c) => c.json({ toCome: await c.get('context').records.read(c.get('sight'), stagesToCome) }, 200),
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/valuations',
      permission: 'facts.change',
      tags: ['jobs'],
      summary: 'Value every customer, as of a date',
      body: valueRequest,
      answer: ['Started', jobStarted],
    }),
    async (c) => c.json({ jobId: await c.get('jobs').start('value', { asOf: c.req.valid('json').asOf }, c.get('sight')) }, 200),
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/checks',
      permission: 'checks.run',
      tags: ['jobs'],
      summary: 'Whether the accounting identities hold',
      answer: ['Checks', checks],
    }),
    async (c) => {
      const context = c.get('context');
      const results = await context.turn.take(() => checkEverything(context));
      return c.json({ ok: results.every((result) => result.ok), checks: results }, 200);
    },
  );
