/**
 * The statement of profit: list value − discounts − returns = net sales; − cost of goods = gross margin; − direct costs − activities
 * − cost of credit = net profit. Whole minor units, so every line adds up exactly over customers, months and groups.
 */

export interface StatementParts {
  discountMinor: bigint;
  /** Goods given back, positive. */
  returnsMinor: bigint;
  revenueMinor: bigint;
  costOfGoodsMinor: bigint;
  /** A line lacks its cost: the margin and all below it are not known. */
  costUnknown: boolean;
  directMinor: bigint;
  activitiesMinor: bigint;
  creditMinor: bigint;
}

export interface Statement {
  listMinor: bigint;
  discountMinor: bigint;
  returnsMinor: bigint;
  /** Net sales. */
  revenueMinor: bigint;
  /** Null from here on where a line lacks its cost. */
  costOfGoodsMinor: bigint | null;
  grossMarginMinor: bigint | null;
  directMinor: bigint;
  activitiesMinor: bigint;
  /** Imputed: not in the books. */
  creditMinor: bigint;
  netProfitMinor: bigint | null;
}

export function statementOf(parts: StatementParts): Statement {
  const { discountMinor, returnsMinor, revenueMinor, directMinor, activitiesMinor, creditMinor } = parts;
  const margin = parts.costUnknown ? null : revenueMinor - parts.costOfGoodsMinor;
  return {
    listMinor: revenueMinor + returnsMinor + discountMinor,
    discountMinor,
    returnsMinor,
    revenueMinor,
    costOfGoodsMinor: parts.costUnknown ? null : parts.costOfGoodsMinor,
    grossMarginMinor: margin,
    directMinor,
    activitiesMinor,
    creditMinor,
    netProfitMinor: margin === null ? null : margin - directMinor - activitiesMinor - creditMinor,
  };
}

export const noParts: StatementParts = {
  discountMinor: 0n,
  returnsMinor: 0n,
  revenueMinor: 0n,
  costOfGoodsMinor: 0n,
  costUnknown: false,
  directMinor: 0n,
  activitiesMinor: 0n,
  creditMinor: 0n,
};

export function addParts(a: StatementParts, b: StatementParts): StatementParts {
  return {
    discountMinor: a.discountMinor + b.discountMinor,
    returnsMinor: a.returnsMinor + b.returnsMinor,
    revenueMinor: a.revenueMinor + b.revenueMinor,
    costOfGoodsMinor: a.costOfGoodsMinor + b.costOfGoodsMinor,
    costUnknown: a.costUnknown || b.costUnknown,
    directMinor: a.directMinor + b.directMinor,
    activitiesMinor: a.activitiesMinor + b.activitiesMinor,
    creditMinor: a.creditMinor + b.creditMinor,
  };
}

/** Lines of a customer's statement that open to what made them: documents, events, facts of costs, months of credit. */
export const openLines = ['list', 'discounts', 'returns', 'net_sales', 'cost_of_goods', 'direct_costs', 'activity', 'credit'] as const;
export type OpenLine = (typeof openLines)[number];

/** Gaps of a statement, and the facts that would fill them. */
export const missingFacts = [
  'price_list',
  'cost_of_goods',
  'pool_costs',
  'service_events',
  'direct_costs',
  'payments',
  'credit_rate',
] as const;
export type MissingFact = (typeof missingFacts)[number];

export function missingOf(known: {
  listValue: boolean;
  costOfGoods: boolean;
  poolCosts: boolean;
  serviceEvents: boolean;
  directCosts: boolean;
  payments: boolean;
  creditRate: boolean;
}): MissingFact[] {
  const there: Record<MissingFact, boolean> = {
    price_list: known.listValue,
    cost_of_goods: known.costOfGoods,
    pool_costs: known.poolCosts,
    service_events: known.serviceEvents,
    direct_costs: known.directCosts,
    payments: known.payments,
    credit_rate: known.creditRate,
  };
  return missingFacts.filter((fact) => !there[fact]);
}
