/** The company's currency: what it is, what another would change, naming it; and rates of exchange by hand. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../../context/context.ts';
import { currencyNow, previewCurrency } from '../../flow/change/preview-currency.ts';
import { refuseWhatCannotBe } from '../../flow/rules/currency-rule.ts';
import { checkRates, ratesNow } from '../../flow/1-import/rates-by-hand.ts';
import { router } from '../env.ts';
import { problem } from '../schemas/common.ts';
import { companyCurrency, currencyChange, currencyRequest, rates, ratesRequest } from '../schemas/currency.ts';

const refused = { description: 'Why that cannot be', content: { 'application/json': { schema: problem } } };
const started = { description: 'Started', content: { 'application/json': { schema: z.object({ jobId: z.uuid() }) } } };
const asked = { body: { content: { 'application/json': { schema: currencyRequest } }, required: true as const } };

export const currencyRoutes = router()
  .openapi(
    createRoute({
      method: 'get',
      path: '/currency',
      tags: ['settings'],
      summary: 'The currency that the company reckons in',
      responses: { 200: { description: 'The currency', content: { 'application/json': { schema: companyCurrency } } } },
    }),
    async (c) => {
      const now = await c.get('context').records.read(c.get('sight'), currencyNow);
      return c.json({ currency: now.currency, asked: now.asked && c.get('sight').seesAll, named: now.named }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/currency/preview',
      tags: ['settings'],
      summary: 'What would be added up if the company reckoned in another currency; writes nothing',
      request: asked,
      responses: { 200: { description: 'Amounts by currency', content: { 'application/json': { schema: currencyChange } } }, 400: refused },
    }),
    async (c) => {
      const shown = await previewCurrency(c.get('context'), c.req.valid('json').currency);
      return c.json(
        {
          ...shown,
          amounts: shown.amounts.map((each) => ({
            ...each,
            revenueMinor: String(each.revenueMinor),
            paymentsMinor: String(each.paymentsMinor),
            costsMinor: String(each.costsMinor),
          })),
        },
        200,
      );
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/currency',
      tags: ['settings'],
      summary: 'Name the currency, and value everybody in it',
      request: asked,
      responses: { 200: started, 400: refused },
    }),
    async (c) => {
      const { currency } = c.req.valid('json');
      await refuseWhatCannotBe(c.get('context'), currency);
      return c.json({ jobId: await c.get('jobs').start('rules', { rules: 'currency', asked: currency }, c.get('sight')) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/rates',
      tags: ['settings'],
      summary: 'Rates given by hand, and currencies that lack one',
      responses: { 200: { description: 'Rates', content: { 'application/json': { schema: rates } } } },
    }),
    async (c) => {
      const context: Context = c.get('context');
      const now = await ratesNow(context);
      return c.json(c.get('sight').seesAll ? now : { ...now, lacking: [] }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/rates',
      tags: ['settings'],
      summary: 'Give a rate for each of some currencies, and value everybody by them',
      request: { body: { content: { 'application/json': { schema: ratesRequest } }, required: true } },
      responses: { 200: started, 400: refused },
    }),
    async (c) => {
      const given = c.req.valid('json');
      await checkRates(c.get('context'), given.rates);
      return c.json({ jobId: await c.get('jobs').start('rates', given, c.get('sight')) }, 200);
    },
  );
