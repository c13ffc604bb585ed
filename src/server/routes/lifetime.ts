/** What customers will be worth together, how that is reckoned, and how well it would have foretold the last year. Of one customer the list and the card tell. */
import type { Sight } from '../../core/access/sight.ts';
import { z } from '@hono/zod-openapi';
import type { Context } from '../../context/context.ts';
import { minorTexts } from '../../core/as-texts.ts';
import { type Assumed, type LifetimeOfRun, lifetimeOfRun, publishedLifetime } from '../../questions/differentiate/lifetime.ts';
import { stagesToCome } from '../../questions/differentiate/stages-to-come.ts';
import { endpoint } from '../endpoint.ts';
import { router } from '../env.ts';
import { orRefuse, refuse } from '../problems.ts';
import { backTest, lifetime } from '../schemas/lifetime.ts';

const whole = (from: number, to: number) =>
  z.coerce.number().int().min(from).max(to).optional().openapi({ description: 'What the settings say when not given' });

export const lifetimeRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/lifetime',
      permission: 'company.see',
      tags: ['lifetime'],
      summary:
        'What customers are expected to bring over the horizon, and by which method; by other assumptions it is reckoned anew and not published',
      query: z.object({ horizonMonths: whole(1, 120), discountPermille: whole(0, 1000), retentionPermille: whole(1, 1000) }),
      answer: ['The report', lifetime],
      refusals: {
        403: "The company's forecast is for who sees every customer",
        404: 'Nothing is published yet',
        409: 'It is being calculated',
      },
    }),
    async (c) => {
      const found = orRefuse(await foundAt(c.get('context'), c.get('sight'), c.req.valid('query')), 'nothing_published');
      return c.json(reported(found), 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/lifetime/backtest',
      permission: 'company.see',
      tags: ['lifetime'],
      summary: 'The forecast made a year ago, held against what then happened, beside forecasts without a model',
      answer: [
        'The back-test; null where the history is too short or too thin to hold a part of it out',
        z.object({ backTest: backTest.nullable() }),
      ],
      refusals: {
        403: "The company's forecast is for who sees every customer",
        404: 'Nothing is published yet',
        409: 'It is being calculated',
      },
    }),
    async (c) => {
      const found = orRefuse(await foundAt(c.get('context'), c.get('sight')), 'nothing_published');
      return c.json({ backTest: minorTexts(found.report.backTest) }, 200);
    },
  );

/** What is published is read; by other assumptions it is calculated next to whatever goes on, and published nowhere. */
async function foundAt(context: Context, sight: Sight, assumed: Assumed = {}): Promise<LifetimeOfRun | undefined> {
  const published = await publishedLifetime(context, sight, assumed);
  if (published !== undefined) return published;
  // Making it here as well would keep the one that is to be published waiting.
  const asPublished = Object.values(assumed).every((value) => value === undefined);
  if (asPublished && (await context.records.read(sight, stagesToCome)).includes('forecast')) refuse('forecast_to_come');
  return lifetimeOfRun(context, sight, assumed);
}

function reported({ asOf, currency, report: { backTest: _, ...report } }: LifetimeOfRun) {
  return { asOf, currency, ...minorTexts(report) };
}
