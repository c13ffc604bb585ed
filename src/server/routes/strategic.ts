/** What customers could be worth: the company's groups, and what a person says of one customer's need and size. */
import { z } from '@hono/zod-openapi';
import { savePotential } from '../../flow/change/say-potential.ts';
import { strategicOverview as overviewOf } from '../../questions/differentiate/strategic-value.ts';
import type { Tx } from '../../records/database.ts';
import { potentialOf } from '../../records/potentials/reader.ts';
import { endpoint, jobStarted } from '../endpoint.ts';
import { router } from '../env.ts';
import { orRefuse } from '../problems.ts';
import { potential, sayPotential, strategicOverview } from '../schemas/strategic.ts';

const byId = z.object({ id: z.string().regex(/^\d{1,18}$/) });

export const strategicRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/strategic-value',
      permission: 'customers.see',
      tags: ['customers'],
      summary: 'Customers by what they are worth and what they could be worth',
      answer: ['Groups and both values', strategicOverview],
      refusals: { 404: 'Nothing is published yet' },
    }),
    async (c) => {
      const found = orRefuse(await overviewOf(c.get('context'), c.get('sight')), 'nothing_published');
      return c.json(found, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/customers/{id}/potential',
      permission: 'customers.see',
      tags: ['customers'],
      summary: 'What is said of a customer’s need and size, by whom and when',
      params: byId,
      answer: ['What is said', potential],
      refusals: { 404: 'None that you may see' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const known = await c.get('context').records.read(c.get('sight'), async (tx) => ({
        customer: await tx.selectFrom('customer').select('id').where('id', '=', id).executeTakeFirst(),
        said: await potentialOf(tx, id),
      }));
      orRefuse(known.customer, 'no_such_customer', { customer: id });
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
    endpoint({
      method: 'put',
      path: '/customers/{id}/potential',
      permission: 'potential.state',
      tags: ['customers'],
      summary: 'Say what a customer needs a year and how large it is, and value everybody by it',
      params: byId,
      body: sayPotential,
      answer: ['Saved; the job values everybody', jobStarted],
      refusals: { 400: 'What cannot be', 404: 'None that you may see' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const jobId = await c.get('context').records.change(c.get('sight'), async (tx) => {
        const saved = await savePotential(tx, { customerId: id, said: c.req.valid('json'), actor: c.get('sight') });
        if (saved === undefined) return undefined;
        return (await waitingFor(tx, saved.asOf)) ?? c.get('jobs').enqueue(tx, 'value', { asOf: saved.asOf }, c.get('sight'));
      });
      return c.json({ jobId: orRefuse(jobId, 'no_such_customer', { customer: id }) }, 200);
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
