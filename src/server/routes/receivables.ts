/** What customers owe, of those whom the user may see. */
import { z } from '@hono/zod-openapi';
import { asTexts } from '../../core/as-texts.ts';
import { customerReceivables, receivablesOf } from '../../questions/differentiate/receivables.ts';
import { endpoint, paged } from '../endpoint.ts';
import { router } from '../env.ts';
import { orRefuse } from '../problems.ts';
import * as shapes from '../schemas/receivables.ts';

export const receivableRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/receivables',
      permission: 'customers.see',
      tags: ['profit'],
      summary: 'What customers owe by the age of their shipments, who owes most first; payments settle the oldest',
      query: z.object(paged(1000, 100)),
      answer: ['A page of customers, and the total of all of them', shapes.receivablesPage],
      refusals: { 404: 'Nothing is published yet' },
    }),
    async (c) => {
      const { offset, limit } = c.req.valid('query');
      const owed = orRefuse(await receivablesOf(c.get('context'), c.get('sight')), 'nothing_published');
      return c.json(asTexts({ ...owed, customers: owed.rows.length, rows: owed.rows.slice(offset, offset + limit) }), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/customers/{id}/receivables',
      permission: 'customers.see',
      tags: ['profit'],
      summary: 'What a customer owes, and its unpaid documents',
      params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
      query: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(20) }),
      answer: ['What it owes', shapes.customerReceivables],
      refusals: { 404: 'No such customer' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const owed = await customerReceivables(c.get('context'), c.get('sight'), { id, ...c.req.valid('query') });
      return c.json(asTexts(orRefuse(owed, 'no_such_customer', { customer: id })), 200);
    },
  );
