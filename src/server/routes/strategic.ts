/** What customers could be worth: the company's groups, and what a person says of one customer's need and size. */
import { createRoute, z } from '@hono/zod-openapi';
import { savePotential } from '../../flow/change/say-potential.ts';
import { strategicOverview as overviewOf } from '../../questions/differentiate/strategic-value.ts';
import type { Tx } from '../../records/database.ts';
import { potentialOf } from '../../records/potentials/reader.ts';
import { router } from '../env.ts';
import { problem } from '../schemas/common.ts';
import { potential, sayPotential, strategicOverview } from '../schemas/strategic.ts';

const byId = z.object({ id: z.string().regex(/^\d{1,18}$/) });
const noneToSee = { description: 'None that you may see', content: { 'application/json': { schema: problem } } };
const noSuch = (id: string) => ({ code: 'no_such_customer', detail: { customer: id } });

export const strategicRoutes = router()
  .openapi(
    createRoute({
      method: 'get',
      path: '/strategic-value',
      tags: ['customers'],
      summary: 'Customers by what they are worth and what they could be worth',
      responses: {
        200: { description: 'Groups and both values', content: { 'application/json': { schema: strategicOverview } } },
        404: { description: 'Nothing is published yet', content: { 'application/json': { schema: problem } } },
      },
    }),
    async (c) => {
      const found = await overviewOf(c.get('context'), c.get('sight'));
      return found === undefined ? c.json({ code: 'nothing_published', detail: {} }, 404) : c.json(found, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/customers/{id}/potential',
      tags: ['customers'],
      summary: 'What is said of a customer’s need and size, by whom and when',
      request: { params: byId },
      responses: { 200: { description: 'What is said', content: { 'application/json': { schema: potential } } }, 404: noneToSee },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const known = await c.get('context').records.read(c.get('sight'), async (tx) => ({
        customer: await tx.selectFrom('customer').select('id').where('id', '=', id).executeTakeFirst(),
        said: await potentialOf(tx, id),
      }));
      if (known.customer === undefined) return c.json(noSuch(id), 404);
      const { said } = known;
      return c.json(
        {
          yearlyNeedMinor: said?.yearlyNeedMinor ?? null,
          size: said?.size ?? null,
          reason: said?.reason ?? '',
          saidBy: said?.saidBy ?? null,
          saidAt: said?.saidAt.toISOString() ?? null,
        },
        200,
      );
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/customers/{id}/potential',
      tags: ['customers'],
      summary: 'Say what a customer needs a year and how large it is, and value everybody by it',
      request: { params: byId, body: { content: { 'application/json': { schema: sayPotential } }, required: true } },
      responses: {
        200: { description: 'Saved; the job values everybody', content: { 'application/json': { schema: z.object({ jobId: z.uuid() }) } } },
        400: { description: 'What cannot be', content: { 'application/json': { schema: problem } } },
        404: noneToSee,
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const jobId = await c.get('context').records.change(c.get('sight'), async (tx) => {
        const saved = await savePotential(tx, { customerId: id, said: c.req.valid('json'), actor: c.get('sight') });
        if (saved === undefined) return undefined;
        return (await waitingFor(tx, saved.asOf)) ?? c.get('jobs').enqueue(tx, 'value', { asOf: saved.asOf }, c.get('sight'));
      });
      return jobId === undefined ? c.json(noSuch(id), 404) : c.json({ jobId }, 200);
    },
  );

/** A valuation that has not begun yet will see what was just said: who says much in a row is valued once. Held, so that it does not begin before. */
async function waitingFor(tx: Tx, asOf: string | undefined): Promise<string | undefined> {
  const waiting = await tx
    .selectFrom('job')
    .select(['id', 'input'])
    .where('kind', '=', 'value')
    .where('state', '=', 'waiting')
    .forUpdate()
    .skipLocked()
    .execute();
  return waiting.find(({ input }) => input['asOf'] === asOf)?.id;
}
