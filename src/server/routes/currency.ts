/** The company's currency: what it is, what another would change, naming it; and rates of exchange by hand. */
import type { Context } from '../../context/context.ts';
import { currencyNow, previewCurrency } from '../../flow/change/preview-currency.ts';
import { refuseWhatCannotBe } from '../../flow/rules/currency-rule.ts';
import { checkRates, ratesNow } from '../../flow/1-import/rates-by-hand.ts';
import { endpoint, jobStarted } from '../endpoint.ts';
import { router } from '../env.ts';
import { companyCurrency, currencyChange, currencyRequest, rates, ratesRequest } from '../schemas/currency.ts';

export const currencyRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/currency',
      permission: 'rules.see',
      tags: ['settings'],
      summary: 'The currency that the company reckons in',
      answer: ['The currency', companyCurrency],
    }),
    async (c) => {
      const now = await c.get('context').records.read(c.get('sight'), currencyNow);
      return c.json({ currency: now.currency, asked: now.asked && c.get('sight').seesAll, named: now.named }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/currency/preview',
      permission: 'rules.change',
      tags: ['settings'],
      summary: 'What would be added up if the company reckoned in another currency; writes nothing',
      body: currencyRequest,
      answer: ['Amounts by currency', currencyChange],
      refusals: { 400: 'Why that cannot be' },
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
    endpoint({
      method: 'put',
      path: '/currency',
      permission: 'rules.change',
      tags: ['settings'],
      summary: 'Name the currency, and value everybody in it',
      body: currencyRequest,
      answer: ['Started', jobStarted],
      refusals: { 400: 'Why that cannot be' },
    }),
    async (c) => {
      const { currency } = c.req.valid('json');
      await refuseWhatCannotBe(c.get('context'), currency);
      return c.json({ jobId: await c.get('jobs').start('rules', { rules: 'currency', asked: currency }, c.get('sight')) }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/rates',
      permission: 'rules.see',
      tags: ['settings'],
      summary: 'Rates given by hand, and currencies that lack one',
      answer: ['Rates', rates],
    }),
    async (c) => {
      const context: Context = c.get('context');
      const now = await ratesNow(context);
      return c.json(c.get('sight').seesAll ? now : { ...now, lacking: [] }, 200);
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/rates',
      permission: 'facts.change',
      tags: ['settings'],
      summary: 'Give a rate for each of some currencies, and value everybody by them',
      body: ratesRequest,
      answer: ['Started', jobStarted],
      refusals: { 400: 'Why that cannot be' },
    }),
    async (c) => {
      const given = c.req.valid('json');
      await checkRates(c.get('context'), given.rates);
      return c.json({ jobId: await c.get('jobs').start('rates', given, c.get('sight')) }, 200);
    },
  );
