/** What customers owe, of those whom the user may see. */
import { createRoute, z } from '@hono/zod-openapi';
import { asTexts } from '../../core/as-texts.ts';
import { customerReceivables, receivablesOf } from '../../questions/differentiate/receivables.ts';
import { router } from '../env.ts';
import { problem } from '../schemas/common.ts';
import * as shapes from '../schemas/receivables.ts';

const byId = z.object({ id: z.string().regex(/^\d{1,18}$/) });
const missing = (description: string) => ({ description, content: { 'application/json': { schema: problem } } });

export const receivableRoutes = router()
  .openapi(
    createRoute({
      method: 'get',
      path: '/receivables',
      tags: ['profit'],
      summary: 'What customers owe by the age of their shipments, who owes most first; payments settle the oldest',
      request: {
        query: z.object({
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
      },
      responses: {
        200: {
          description: 'A page of customers, and the total of all of them',
          content: { 'application/json': { schema: shapes.receivablesPage } },
        },
        404: missing('Nothing is published yet'),
      },
    }),
    async (c) => {
      const { offset, limit } = c.req.valid('query');
      const found = await receivablesOf(c.get('context'), c.get('sight'));
      if (found === undefined) return c.json({ code: 'nothing_published', detail: {} }, 404);
      return c.json(asTexts({ ...found, customers: found.rows.length, rows: found.rows.slice(offset, offset + limit) }), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/customers/{id}/receivables',
      tags: ['profit'],
      summary: 'What a customer owes, and its unpaid documents',
      request: { params: byId, query: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(20) }) },
      responses: {
        200: { description: 'What it owes', content: { 'application/json': { schema: shapes.customerReceivables } } },
        404: missing('No such customer'),
      },
    }),
    async (c) => {
      const found = await customerReceivables(c.get('context'), c.get('sight'), { id: c.req.valid('param').id, ...c.req.valid('query') });
      return found === undefined
        ? c.json({ code: 'no_such_customer', detail: { customer: c.req.valid('param').id } }, 404)
        : c.json(asTexts(found), 200);
    },
  );
