/** Profit, the reconciliation with the books, and the model of costs. */
import { z } from '@hono/zod-openapi';
import { spreads } from '../../core/differentiate/costing/model.ts';
import { profitBy } from '../../core/differentiate/costing/profit-by.ts';
import { missingFacts } from '../../core/differentiate/costing/statement.ts';
import { currency, minor, month, problem } from './common.ts';

export const profitGroups = z.enum(profitBy);

const periodOf = z.object({ from: month, to: month });

/** From list value down to net profit. Null where a line lacks its cost of goods, and where no facts of the kind are loaded. */
const statementShape = {
  listMinor: minor,
  discountMinor: minor,
  returnsMinor: minor,
  revenueMinor: minor,
  costOfGoodsMinor: minor.nullable(),
  grossMarginMinor: minor.nullable(),
  directMinor: minor.nullable(),
  activitiesMinor: minor.nullable(),
  creditMinor: minor.nullable().openapi({ description: 'Imputed interest: not in the books' }),
  netProfitMinor: minor.nullable(),
};
export const statement = z.object(statementShape).openapi('Statement');

/** What the statement cannot tell for want of facts. */
const missing = z.array(z.enum(missingFacts));

export const profit = z
  .object({
    currency,
    period: periodOf,
    by: profitGroups,
    /** Of all rows, whatever the page. */
    total: statement,
    rowsCount: z.number(),
    rows: z.array(z.object({ key: z.string(), name: z.string(), customers: z.number(), ...statementShape })),
    missing,
    /** What was charged above the price list: part of the list value, and no negative discount. */
    aboveListMinor: minor,
    /** What winning a customer costs against keeping one; null where no pool is known to win customers, or for who does not see all of them. */
    winning: z
      .object({
        winningMinor: minor,
        won: z.number(),
        perWonMinor: minor.nullable(),
        keepingMinor: minor,
        kept: z.number(),
        perKeptMinor: minor.nullable(),
      })
      .nullable(),
  })
  .openapi('Profit');

export const profitWhale = z
  .object({
    currency,
    period: periodOf,
    totalMinor: minor,
    points: z.array(z.object({ customers: z.number(), cumulativeMinor: minor })),
    peak: z.object({ customers: z.number(), cumulativeMinor: minor }),
    losing: z.object({ customers: z.number(), minor }),
    /** Null where the total is not positive: a share of it means nothing. */
    customersFor80Percent: z.number().nullable(),
    /** Customers whose profit is not known, for want of a cost of goods: not on the curve. */
    unknown: z.number(),
  })
  .openapi('ProfitWhale');

const activityTotal = z.object({
  activity: z.string(),
  pool: z.string(),
  event: z.string(),
  equation: z.string(),
  events: z.string(),
  minutesMicro: z.string(),
  costMinor: minor,
});

const excess = z.object({
  line: z.enum(['discounts', 'returns', 'cost_of_goods', 'direct_costs', 'activity', 'credit']),
  activity: z.string().nullable(),
  ownMinor: minor,
  atPeersRateMinor: minor,
  excessMinor: minor,
  events: z.string().nullable(),
  eventsAtPeersRate: z.string().nullable(),
});

export const customerProfit = z
  .object({
    currency,
    period: periodOf,
    statement,
    months: z.array(z.object({ month, ...statementShape })),
    activities: z.array(activityTotal),
    directCosts: z.array(z.object({ name: z.string(), costMinor: minor })),
    /** Lines that cost more than at the rate of its peers (customers of the same tier), the dearest first. */
    peers: z.object({ customers: z.number(), tier: z.string() }),
    why: z.array(excess),
    /** The first of them that together would bring the profit above zero; null where all would not. */
    wouldTurn: z.array(excess).nullable(),
    /** Where lines name delivery points: a statement each, the best first, '' for what is of none; together they are the statement. Else empty. */
    deliveryPoints: z.array(z.object({ point: z.string(), ...statementShape })),
    missing,
  })
  .openapi('CustomerProfit');

const parts = { costMinor: minor, customersMinor: minor, unusedMinor: minor, notAllocatedMinor: minor };

export const reconciliation = z
  .object({
    currency,
    period: periodOf,
    total: z.object(parts),
    pools: z.array(
      z.object({
        pool: z.string(),
        spread: z.enum(spreads),
        ...parts,
        usedMicro: z.string(),
        capacityMicro: z.string().nullable(),
        overCapacity: z.array(month),
        activities: z.array(activityTotal),
      }),
    ),
    months: z.array(
      z.object({ month, pool: z.string(), spread: z.enum(spreads), ...parts, usedMicro: z.string(), capacityMicro: z.string().nullable() }),
    ),
    otherCurrencies: z.array(z.object({ currency, amountMinor: minor })),
  })
  .openapi('Reconciliation');

export const costModel = z
  .object({
    from: z.string().openapi({ description: "First month that it holds for, yyyy-mm; '' from the beginning" }),
    pools: z.array(
      z.object({ name: z.string(), spread: z.enum(spreads), capacityMinutes: z.number().nullable(), winning: z.boolean().optional() }),
    ),
    activities: z.array(z.object({ name: z.string(), pool: z.string(), event: z.string(), equation: z.string() })),
    practicalPermille: z.int(),
    creditPermille: z.int(),
  })
  .openapi('CostModel');

export const costModels = z.array(costModel).min(1);

export const costModelsNow = z
  .object({
    models: costModels,
    /** False where nobody has saved any: the starting model then follows the facts. */
    chosen: z.boolean(),
    /** Kinds of events that there are facts of, and what their equations may ask. */
    events: z.array(z.object({ event: z.string(), attributes: z.array(z.string()) })),
  })
  .openapi('CostModels');

export const modelProblems = z.array(
  problem.extend({
    from: z.string().openapi({ description: "First month of the version that has it; '' from the beginning" }),
    activity: z.string().optional(),
  }),
);

const whale = z.array(z.object({ customers: z.number(), cumulativeMinor: minor }));

/** What other models would do to customers, over the year up to the last complete month. Problems: nothing was reckoned. */
export const modelPreview = z
  .object({
    problems: modelProblems,
    currency,
    before: z.object({ netProfitMinor: minor.nullable(), losing: z.number(), whale }),
    after: z.object({ netProfitMinor: minor.nullable(), losing: z.number(), whale }).nullable(),
    /** Customers whose profit would change its sign, the dearest first. */
    changing: z.array(z.object({ id: z.string(), name: z.string(), beforeMinor: minor, afterMinor: minor })),
  })
  .openapi('ModelPreview');
