/** What a customer is worth and why, as lists and the card show it. */
import { z } from '@hono/zod-openapi';
import { fieldsWith, sortNames } from '../../core/differentiate/fields.ts';
import { activity, currency, isoDate, lifecycle, minor, month, tier } from './common.ts';
import { contract } from './contracts.ts';
import { filters, shapeOf } from './fields.ts';

export const customerRow = z
  .object({
    id: z.string(),
    name: z.string(),
    codes: z.array(z.string()),
    owner: z.string().nullable(),
    ...shapeOf(fieldsWith({ api: 'list' })),
    daysSinceLastShipment: z.number().nullable(),
    region: z.string(),
    /** Of companies; '' where no file names one. */
    group: z.string(),
    industry: z.string(),
    hasUnvalued: z.boolean(),
    /** What of the tier window no sum contains: its currency has no rate. */
    unvaluedInWindow: z.array(z.object({ currency, netMinor: minor })),
    /** Nothing else is known of the window: neither without purchases nor in any tier; what would be reckoned of it is null. */
    notValued: z.boolean(),
  })
  .openapi('CustomerRow');

/** What a customer was before a move: a tier, or nobody yet. */
const tierBefore = z.enum([...tier.options, 'absent']);

export const customersQuery = z.object({
  search: z.string().optional(),
  ...filters,
  /** The class at the month end before the reference month; `active` is stabilised or unstabilised. */
  activityBefore: z.enum([...activity.options, 'active']).optional(),
  /** `absent`: without a fact until then. */
  tierBefore: tierBefore.optional(),
  owner: z.string().optional(),
  /** Gross margin of the tier window below zero. */
  losing: z.enum(['true']).optional(),
  /** All that the tier window has of it is in currencies without a rate. */
  notValued: z.enum(['true']).optional(),
  sort: z.enum(sortNames).default('revenue'),
  order: z.enum(['asc', 'desc']).default('desc'),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** Why net profit is unknown although there are costs: those are of calendar months, and windows are rolling. */
const netProfitUnknown = z.enum(['rolling_months']).nullable();

export const customersPage = z
  .object({
    /** These four are of all that match, not only of this page; the margin is of those whose costs are known. */
    total: z.number(),
    revenueMinor: minor,
    revenueYearMinor: minor,
    grossMarginMinor: minor,
    asOf: isoDate.nullable(),
    currency,
    rows: z.array(customerRow),
    owners: z.array(z.string()),
    /** Of everybody whom the user sees: those in no tier because their currencies have no rate. */
    notValued: z.number(),
    netProfitUnknown,
  })
  .openapi('CustomersPage');

export const customerMonth = z.object({
  month,
  revenueMinor: minor,
  grossMarginMinor: minor.nullable(),
  paymentsMinor: minor,
  orders: z.number(),
  activity,
  lifecycle,
  tier,
  /** In no tier for want of a rate, and not for want of purchases. */
  notValued: z.boolean(),
});

export const customerCard = customerRow
  .extend({
    asOf: isoDate,
    currency,
    taxId: z.string(),
    branchId: z.string(),
    ...shapeOf(fieldsWith({ api: 'card' })),
    /** The decision's data by rule: {rule, window, inputs, cut…}; sentences are made of it in messages/. */
    reason: z.record(z.string(), z.unknown()),
    unvalued: z.array(z.object({ currency, netMinor: minor })),
    /** Every month end since the first fact: the path through the classes and the money. */
    months: z.array(customerMonth),
    /** Product lines that the customer has only begun to buy, the latest first. */
    newProductLines: z.array(
      z.object({ rule: z.literal('first_shipment_of_line'), product_line: z.string(), since: isoDate, until: isoDate, months: z.number() }),
    ),
    /** While one is open, the customer is valued by them instead of by its purchases. */
    contracts: z.array(contract),
    owners: z.array(z.object({ name: z.string(), from: isoDate, to: isoDate.nullable(), reason: z.string() })),
    names: z.array(z.object({ source: z.string(), code: z.string(), name: z.string() })),
  })
  .openapi('CustomerCard');

export const documentRow = z.object({
  /** Opaque; opens the document's lines. */
  id: z.string(),
  fact: z.enum(['sale', 'payment']),
  /** A sale where anything was sold; a return or a correction where nothing was. */
  kind: z.enum(['sale', 'return', 'correction', 'payment', 'refund']),
  /** Who sold it as the file says; several are separated by commas, empty where it does not say. */
  manager: z.string(),
  type: z.string(),
  number: z.string(),
  date: isoDate,
  lines: z.number(),
  currency,
  netMinor: minor,
  costMinor: minor.nullable(),
  /** In the company's currency at the rate of its day, and the day whose rate that is; null in the company's own, or without a rate. */
  valuedMinor: minor.nullable(),
  ratedOn: isoDate.nullable(),
  source: z.string(),
  batch: z.string(),
  fileName: z.string(),
});
export const documentsPage = z.object({ total: z.number(), rows: z.array(documentRow) }).openapi('DocumentsPage');

export const documentLines = z
  .object({
    rows: z.array(
      z.object({
        rowNumber: z.number(),
        lineNumber: z.number(),
        product: z.string(),
        productCode: z.string(),
        unit: z.string(),
        quantity: z.string().nullable(),
        listMinor: minor.nullable(),
        discountMinor: minor.nullable(),
        netMinor: minor,
        costMinor: minor.nullable(),
        kind: z.string(),
      }),
    ),
  })
  .openapi('DocumentLines');

const statusCounts = z.object({ stabilised: z.number(), unstabilised: z.number(), lost: z.number() });
const statusMoney = z.object({ stabilised: minor, unstabilised: minor, lost: minor });

/** The windows and thresholds that the picture goes by: captions name them. */
const rulesOfRun = z.object({
  tierMonths: z.number(),
  activityMonths: z.number(),
  stabilisedMonths: z.number(),
  unstabilisedMonths: z.number(),
});

export const overview = z
  .object({
    /** Null before the first valuation: the page then says what will be here. */
    run: z.object({ id: z.string(), asOf: isoDate, referenceMonth: month, currency, createdAt: z.string(), rules: rulesOfRun }).nullable(),
    months: z.array(month),
    customers: z.number(),
    byActivity: z.array(z.object({ activity, customers: z.number(), revenueYearMinor: minor })),
    byTier: z.array(z.object({ tier, customers: z.number(), revenueMinor: minor, grossMarginMinor: minor.nullable() })),
    byLifecycle: z.array(z.object({ lifecycle, customers: z.number(), revenueMinor: minor })),
    /** Customers by the measure descending, cumulative, over the tier window; thinned to at most 400 points. */
    whale: z.object({
      measure: z.enum(['net_profit', 'gross_margin', 'revenue']),
      totalMinor: minor,
      points: z.array(z.object({ customers: z.number(), cumulativeMinor: minor })),
      peak: z.object({ customers: z.number(), cumulativeMinor: minor }),
      /** The fewest customers that bring 80 % of the total; null where the total is not positive. */
      customersFor80Percent: z.number().nullable(),
      /** Whose net profit is below zero where the curve is drawn by it; else whose known gross margin is. */
      losing: z.object({ customers: z.number(), minor }),
    }),
    statusByMonth: z.array(z.object({ month, customers: statusCounts, revenueMinor: statusMoney })),
    moves: z.object({
      from: month.nullable(),
      to: month.nullable(),
      tiers: z.array(z.object({ from: tierBefore, to: tier, customers: z.number(), revenueBeforeMinor: minor, revenueAfterMinor: minor })),
    }),
    /** Revenue of the last twelve months of customers who fell silent, and what is expected of the late over the forecast's horizon. */
    atRisk: z.object({
      becameLost: z.object({ customers: z.number(), revenueYearMinor: minor }),
      becameUnstabilised: z.object({ customers: z.number(), revenueYearMinor: minor }),
      late: z.object({ customers: z.number(), revenueYearMinor: minor }),
      expectedOfLateMinor: minor.nullable(),
    }),
    unvalued: z.array(z.object({ currency, netMinor: minor, customers: z.number() })),
    /** Customers who are in no tier because their currencies have no rate: they are not in byTier. */
    notValued: z.object({ customers: z.number(), amounts: z.array(z.object({ currency, netMinor: minor, customers: z.number() })) }),
    costCoverage: z.object({ linesWithCost: z.number(), lines: z.number() }),
    netProfitUnknown,
  })
  .openapi('Overview');
