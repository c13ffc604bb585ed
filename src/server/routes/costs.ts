/** What customers really earn, whether it adds up to the books, and the model that it is reckoned by. */
import { createRoute, z } from '@hono/zod-openapi';
import { asTexts } from '../../core/as-texts.ts';
import { attributesOf, documentEvents } from '../../core/differentiate/costing/model.ts';
import { costModelsNow as modelsNow, problemsOfVersions } from '../../flow/rules/cost-rules.ts';
import { customerProfit as profitOfCustomer } from '../../questions/differentiate/customer-profit.ts';
import { openStatementLine } from '../../questions/differentiate/open-line.ts';
import { previewCostModels } from '../../flow/change/preview-costs.ts';
import { profitOf, profitWhale as whaleOfProfit } from '../../questions/differentiate/profit.ts';
import { reconcileCosts } from '../../questions/differentiate/reconcile-costs.ts';
import { router } from '../env.ts';
import { month, problem } from '../schemas/common.ts';
import {
  costModels,
  costModelsNow,
  customerProfit,
  modelPreview,
  modelProblems,
  profit,
  profitGroups,
  profitWhale,
  reconciliation,
} from '../schemas/costs.ts';
import { openedLine, openLine } from '../schemas/opened-line.ts';
import { shownLine } from '../../questions/differentiate/shown-line.ts';

const period = { from: month.optional(), to: month.optional() };
/** Months that go backwards are refused: they would be an empty statement. */
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  from === undefined || to === undefined || from <= to;
const forwards = { path: ['to'], message: 'to is before from' };
const nothing = { description: 'Nothing is published yet', content: { 'application/json': { schema: problem } } };
const forbidden = {
  description: "The company's costs are for who sees every customer",
  content: { 'application/json': { schema: problem } },
};
const noValuation = { code: 'nothing_published', detail: {} };

export const costRoutes = router()
  .openapi(
    createRoute({
      method: 'get',
      path: '/profit',
      tags: ['profit'],
      summary: 'Statements of profit, by customer or what groups them; the year up to the last complete month unless said',
      request: {
        query: z
          .object({
            by: profitGroups.default('customer'),
            ...period,
            offset: z.coerce.number().int().min(0).default(0),
            limit: z.coerce.number().int().min(1).max(1000).default(200),
            worst: z.stringbool().default(false),
          })
          .refine(inOrder, forwards),
      },
      responses: {
        200: {
          description: 'Statements, the best first (the worst first where asked)',
          content: { 'application/json': { schema: profit } },
        },
        404: nothing,
      },
    }),
    async (c) => {
      const { by, offset, limit, worst, ...asked } = c.req.valid('query');
      const found = await profitOf(c.get('context'), c.get('sight'), { by, period: asked });
      if (found === undefined) return c.json(noValuation, 404);
      const rows = worst ? found.rows.toReversed() : found.rows;
      return c.json(asTexts({ ...found, rowsCount: rows.length, rows: rows.slice(offset, offset + limit) }), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/profit/whale',
      tags: ['profit'],
      summary: 'Customers by net profit, the best first, and what they earn together',
      request: { query: z.object(period).refine(inOrder, forwards) },
      responses: { 200: { description: 'The curve', content: { 'application/json': { schema: profitWhale } } }, 404: nothing },
    }),
    async (c) => {
      const found = await whaleOfProfit(c.get('context'), c.get('sight'), c.req.valid('query'));
      return found === undefined ? c.json(noValuation, 404) : c.json(asTexts(found), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/profit/customers/{id}',
      tags: ['profit'],
      summary: "One customer's statement opened, beside its peers, and what would turn it",
      request: { params: z.object({ id: z.string() }), query: z.object(period).refine(inOrder, forwards) },
      responses: { 200: { description: 'The statement', content: { 'application/json': { schema: customerProfit } } }, 404: nothing },
    }),
    async (c) => {
      const found = await profitOfCustomer(c.get('context'), c.get('sight'), { id: c.req.valid('param').id, period: c.req.valid('query') });
      return found === undefined
        ? c.json({ code: 'no_such_customer', detail: { customer: c.req.valid('param').id } }, 404)
        : c.json(asTexts(found), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/profit/customers/{id}/lines/{line}',
      tags: ['profit'],
      summary:
        "A line of a customer's statement opened to its documents, events, costs or months, the latest first, with the rule that priced them",
      request: {
        params: z.object({ id: z.string().max(2000), line: openLine }),
        query: z
          .object({
            ...period,
            name: z.string().max(1000).optional().openapi({ description: 'The activity, or the direct cost, of this name' }),
            pool: z.string().max(1000).optional(),
            offset: z.coerce.number().int().min(0).default(0),
            limit: z.coerce.number().int().min(1).max(1000).default(50),
          })
          .refine(inOrder, forwards),
      },
      responses: { 200: { description: 'A page of its parts', content: { 'application/json': { schema: openedLine } } }, 404: nothing },
    }),
    async (c) => {
      const { id, line } = c.req.valid('param');
      const { name, pool, offset, limit, ...asked } = c.req.valid('query');
      const found = await openStatementLine(c.get('context'), c.get('sight'), { id, line, name, pool, offset, limit, period: asked });
      return found === undefined ? c.json({ code: 'no_such_customer', detail: { customer: id } }, 404) : c.json(shownLine(found, id), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/costs',
      tags: ['profit'],
      summary: 'Pools → activities → customers + unused capacity + not allocated = the books',
      request: { query: z.object(period).refine(inOrder, forwards) },
      responses: {
        200: { description: 'The reconciliation', content: { 'application/json': { schema: reconciliation } } },
        403: forbidden,
        404: nothing,
      },
    }),
    async (c) => {
      const found = await reconcileCosts(c.get('context'), c.get('sight'), c.req.valid('query'));
      return found === undefined ? c.json(noValuation, 404) : c.json(asTexts(found), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/costs/model',
      tags: ['profit'],
      summary: 'The models of costs, and what their equations may ask of events',
      responses: { 200: { description: 'The models', content: { 'application/json': { schema: costModelsNow } } }, 403: forbidden },
    }),
    async (c) => {
      const now = await modelsNow(c.get('context'));
      const facts = await c.get('context').metrics.for(c.get('sight')).costs.facts();
      const events = [
        ...documentEvents,
        ...facts.events.filter((event) => !documentEvents.includes(event as (typeof documentEvents)[number])),
      ];
      return c.json({ ...now, events: events.map((event) => ({ event, attributes: attributesOf(event).map(({ name }) => name) })) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/costs/model/preview',
      tags: ['profit'],
      summary: 'What other models would do to customers; writes nothing',
      request: { body: { content: { 'application/json': { schema: costModels } }, required: true } },
      responses: {
        200: { description: 'Before and after', content: { 'application/json': { schema: modelPreview } } },
        403: forbidden,
        404: nothing,
      },
    }),
    async (c) => {
      const shown = await c.get('context').turn.take(() => previewCostModels(c.get('context'), c.req.valid('json')));
      return shown === undefined ? c.json(noValuation, 404) : c.json(asTexts(shown), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/costs/model',
      tags: ['profit'],
      summary: 'Save other models of costs, null for the starting one, and cost everything by them',
      request: { body: { content: { 'application/json': { schema: z.object({ models: costModels.nullable() }) } }, required: true } },
      responses: {
        200: { description: 'Started', content: { 'application/json': { schema: z.object({ jobId: z.uuid() }) } } },
        400: {
          description: 'What is wrong with them',
          content: { 'application/json': { schema: problem.extend({ problems: modelProblems }) } },
        },
      },
    }),
    async (c) => {
      const { models } = c.req.valid('json');
      const problems = problemsOfVersions(models ?? []);
      if (problems.length > 0)
        return c.json({ code: 'cost_models_wrong', detail: { from: problems[0]!.from, problem: problems[0]!.code }, problems }, 400);
      return c.json({ jobId: await c.get('jobs').start('rules', { rules: 'costs', asked: models }, c.get('sight')) }, 200);
    },
  );
