/** What customers really earn, whether it adds up to the books, and the model that it is reckoned by. */
import { z } from '@hono/zod-openapi';
import { asTexts } from '../../core/as-texts.ts';
import { attributesOf, documentEvents } from '../../core/differentiate/costing/model.ts';
import { costModelsNow as modelsNow, problemsOfVersions } from '../../flow/rules/cost-rules.ts';
import { customerProfit as profitOfCustomer } from '../../questions/differentiate/customer-profit.ts';
import { openStatementLine } from '../../questions/differentiate/open-line.ts';
import { previewCostModels } from '../../flow/change/preview-costs.ts';
import { profitOf, profitWhale as whaleOfProfit } from '../../questions/differentiate/profit.ts';
import { reconcileCosts } from '../../questions/differentiate/reconcile-costs.ts';
import { endpoint, jobStarted } from '../endpoint.ts';
import { router } from '../env.ts';
import { orRefuse } from '../problems.ts';
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

export const costRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/profit',
      permission: 'customers.see',
      tags: ['profit'],
      summary: 'Statements of profit, by customer or what groups them; the year up to the last complete month unless said',
      query: z
        .object({
          by: profitGroups.default('customer'),
          ...period,
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(200),
          worst: z.stringbool().default(false),
        })
        .refine(inOrder, forwards),
      answer: ['Statements, the best first (the worst first where asked)', profit],
      refusals: { 404: 'Nothing is published yet' },
    }),
    async (c) => {
      const { by, offset, limit, worst, ...asked } = c.req.valid('query');
      const found = orRefuse(await profitOf(c.get('context'), c.get('sight'), { by, period: asked }), 'nothing_published');
      const rows = worst ? found.rows.toReversed() : found.rows;
      return c.json(asTexts({ ...found, rowsCount: rows.length, rows: rows.slice(offset, offset + limit) }), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/profit/whale',
      permission: 'customers.see',
      tags: ['profit'],
      summary: 'Customers by net profit, the best first, and what they earn together',
      query: z.object(period).refine(inOrder, forwards),
      answer: ['The curve', profitWhale],
      refusals: { 404: 'Nothing is published yet' },
    }),
    async (c) => {
      const found = orRefuse(await whaleOfProfit(c.get('context'), c.get('sight'), c.req.valid('query')), 'nothing_published');
      return c.json(asTexts(found), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/profit/customers/{id}',
      permission: 'customers.see',
      tags: ['profit'],
      summary: "One customer's statement opened, beside its peers, and what would turn it",
      params: z.object({ id: z.string() }),
      query: z.object(period).refine(inOrder, forwards),
      answer: ['The statement', customerProfit],
      refusals: { 404: 'Nothing is published yet' },
    }),
    async (c) => {
      const found = orRefuse(
        await profitOfCustomer(c.get('context'), c.get('sight'), { id: c.req.valid('param').id, period: c.req.valid('query') }),
        'no_such_customer',
        { customer: c.req.valid('param').id },
      );
      return c.json(asTexts(found), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/profit/customers/{id}/lines/{line}',
      permission: 'customers.see',
      tags: ['profit'],
      summary:
        "A line of a customer's statement opened to its documents, events, costs or months, the latest first, with the rule that priced them",
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
      answer: ['A page of its parts', openedLine],
      refusals: { 404: 'Nothing is published yet' },
    }),
    async (c) => {
      const { id, line } = c.req.valid('param');
      const { name, pool, offset, limit, ...asked } = c.req.valid('query');
      const found = orRefuse(
        await openStatementLine(c.get('context'), c.get('sight'), { id, line, name, pool, offset, limit, period: asked }),
        'no_such_customer',
        { customer: id },
      );
      return c.json(shownLine(found, id), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/costs',
      permission: 'company.see',
      tags: ['profit'],
      summary: 'Pools → activities → customers + unused capacity + not allocated = the books',
      query: z.object(period).refine(inOrder, forwards),
      answer: ['The reconciliation', reconciliation],
      refusals: { 403: "The company's costs are for who sees every customer", 404: 'Nothing is published yet' },
    }),
    async (c) => {
      const found = orRefuse(await reconcileCosts(c.get('context'), c.get('sight'), c.req.valid('query')), 'nothing_published');
      return c.json(asTexts(found), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/costs/model',
      permission: 'company.see',
      tags: ['profit'],
      summary: 'The models of costs, and what their equations may ask of events',
      answer: ['The models', costModelsNow],
      refusals: { 403: "The company's costs are for who sees every customer" },
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
    endpoint({
      method: 'post',
      path: '/costs/model/preview',
      permission: 'rules.change',
      tags: ['profit'],
      summary: 'What other models would do to customers; writes nothing',
      body: costModels,
      answer: ['Before and after', modelPreview],
      refusals: { 403: "The company's costs are for who sees every customer", 404: 'Nothing is published yet' },
    }),
    async (c) => {
      const shown = orRefuse(
        await c.get('context').turn.take(() => previewCostModels(c.get('context'), c.req.valid('json'))),
        'nothing_published',
      );
      return c.json(asTexts(shown), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'put',
      path: '/costs/model',
      permission: 'rules.change',
      tags: ['profit'],
      summary: 'Save other models of costs, null for the starting one, and cost everything by them',
      body: z.object({ models: costModels.nullable() }),
      answer: ['Started', jobStarted],
      refusals: { 400: ['What is wrong with them', problem.extend({ problems: modelProblems })] },
    }),
    async (c) => {
      const { models } = c.req.valid('json');
      const problems = problemsOfVersions(models ?? []);
      if (problems.length > 0)
        return c.json({ code: 'cost_models_wrong', detail: { from: problems[0]!.from, problem: problems[0]!.code }, problems }, 400);
      return c.json({ jobId: await c.get('jobs').start('rules', { rules: 'costs', asked: models }, c.get('sight')) }, 200);
    },
  );
