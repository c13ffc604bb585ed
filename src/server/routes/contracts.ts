/** Contracts that are up for renewal, of the customers whom the user may see. One customer's stand on its card. */
import { z } from '@hono/zod-openapi';
import { minorTexts } from '../../core/as-texts.ts';
import { contractsAhead } from '../../questions/differentiate/contracts.ts';
import { endpoint } from '../endpoint.ts';
import { router } from '../env.ts';
import { orRefuse } from '../problems.ts';
import { contractsPage } from '../schemas/contracts.ts';

export const contractRoutes = router().openapi(
  endpoint({
    method: 'get',
    path: '/contracts',
    permission: 'customers.see',
    tags: ['lifetime'],
    summary: 'Open contracts, the next to be renewed first: how likely that is, and what it is worth',
    query: z.object({ offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(100) }),
    answer: ['A page of contracts', contractsPage],
    refusals: { 404: 'Nothing is published yet' },
  }),
  async (c) => {
    const found = orRefuse(await contractsAhead(c.get('context'), c.get('sight'), c.req.valid('query')), 'nothing_published');
    return c.json(minorTexts(found), 200);
  },
);
