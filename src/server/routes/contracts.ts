/** Contracts that are up for renewal, of the customers whom the user may see. One customer's stand on its card. */
import { createRoute, z } from '@hono/zod-openapi';
import { minorTexts } from '../../core/as-texts.ts';
import { contractsAhead } from '../../questions/differentiate/contracts.ts';
import { router } from '../env.ts';
import { problem } from '../schemas/common.ts';
import { contractsPage } from '../schemas/contracts.ts';

export const contractRoutes = router().openapi(
  createRoute({
    method: 'get',
    path: '/contracts',
    tags: ['lifetime'],
    summary: 'Open contracts, the next to be renewed first: how likely that is, and what it is worth',
    request: {
      query: z.object({ offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(100) }),
    },
    responses: {
      200: { description: 'A page of contracts', content: { 'application/json': { schema: contractsPage } } },
      404: { description: 'Nothing is published yet', content: { 'application/json': { schema: problem } } },
    },
  }),
  async (c) => {
    const found = await contractsAhead(c.get('context'), c.get('sight'), c.req.valid('query'));
    return found === undefined ? c.json({ code: 'nothing_published', detail: {} }, 404) : c.json(minorTexts(found), 200);
  },
);
