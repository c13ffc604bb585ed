/** What customers will be worth together, by which method, and how well it would have foretold the company's own last year. */
import { z } from '@hono/zod-openapi';
import { currency, isoDate, minor } from './common.ts';
import { contractsReport } from './contracts.ts';

const rival = z.enum(['last_year_repeats', 'rfm_cell_mean', 'silent_is_gone']);

const model = z
  .object({
    name: z.string(),
    /** By their names in the papers: r, alpha, a, b or r, alpha, s, beta; alpha and beta in weeks. */
    params: z.record(z.string(), z.number()),
    logLikelihood: z.number(),
    /** What the histories do not show: nobody leaving, rates that differ… Null where the model has all its parameters. */
    boundary: z.string().nullable(),
    customers: z.int().openapi({ description: 'How many customers it was fitted to' }),
    chosenBy: z.enum(['held_out_likelihood', 'likelihood']),
  })
  .openapi('FittedModel');

export const lifetime = z
  .object({
    asOf: isoDate,
    currency,
    method: z.enum(['model', 'rival', 'projection']),
    basis: z.enum(['net_profit', 'gross_margin', 'revenue']),
    /** Why no model was used; null where there is one. */
    gate: z.enum(['few_repeat_customers', 'short_history', 'no_model_converged']).nullable(),
    model: model.nullable(),
    /** The plain forecast that did better on the last year, and is used instead. */
    rival: rival.nullable(),
    rivalLevel: z
      .number()
      .nullish()
      .openapi({ description: 'Times the forecasts of the rival, so that their total is the model’s; null where no rival is used' }),
    growth: z.object({ purchases: z.number(), amount: z.number() }).optional().openapi({
      description:
        'Of customers who stay: how many times as often they buy as a year before, and how many times as much a purchase brings; 1 where no growth shows',
    }),
    season: z
      .array(z.number())
      .nullish()
      .openapi({ description: 'How fast trade goes from January to December, its mean being 1; null where no seasons show' }),
    horizonMonths: z.int(),
    discountPermille: z.int(),
    retentionPermille: z.int(),
    renewalGraceDays: z.int().optional(),
    repeatCustomers: z.int(),
    historyMonths: z.int(),
    meanTransactionMinor: minor,
    contracts: contractsReport
      .nullish()
      .openapi({ description: 'Customers with an open contract are valued by its renewals; null where the company has none' }),
    total: z.object({ valueMinor: minor, lowMinor: minor.nullable(), highMinor: minor.nullable() }),
  })
  .openapi('Lifetime');

const measured = z.object({
  bias: z.number().nullable(),
  meanAbsoluteError: z.number(),
  topDecileLift: z.number().nullable(),
  expected: z.number(),
  expectedMinor: minor,
  moneyBias: z.number().nullable(),
});

const trackedMonth = z.object({
  until: isoDate,
  heldOut: z.boolean(),
  expected: z.number(),
  actual: z.number(),
  expectedSoFar: z.number(),
  actualSoFar: z.number(),
});

export const backTest = z
  .object({
    knownUntil: isoDate,
    heldOutUntil: isoDate,
    months: z.int(),
    customers: z.int(),
    actual: z.number(),
    byMonth: z.object({ expected: z.array(z.number()), actual: z.array(z.number()) }),
    tracking: z
      .array(trackedMonth)
      .openapi({ description: 'Repeat purchases: the fit up to the end of the known months, the forecast after it' }),
    model: measured.extend({ name: z.string() }),
    rivals: z.array(measured.extend({ name: rival })),
    best: z.string(),
    bestInTotal: z
      .string()
      .openapi({ description: 'Whose total is used: the model’s, unless it was off by more than a tenth and the rival by less' }),
    intervalCoverage: z.number(),
    widening: z
      .number()
      .openapi({ description: 'Times the variance of later intervals: above 1 where they held too seldom, below 1 where too often' }),
    earned: z.object({ expectedMinor: minor, actualMinor: minor }),
    unexplained: z.number().openapi({
      description:
        'The part of actual over expected money, less 1, that chance does not explain: the range of the total reaches further by it',
    }),
    calibration: z.array(z.object({ customers: z.int(), forecast: z.number(), actual: z.number() })),
  })
  .openapi('BackTest');
