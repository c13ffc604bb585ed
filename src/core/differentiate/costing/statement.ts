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
  /** This and the next two: null where no facts of the kind are loaded. */
  directMinor: bigint | null;
  activitiesMinor: bigint | null;
  /** Imputed: not in the books. */
  creditMinor: bigint | null;
  /** Null also where nothing after the gross margin is known. */
  netProfitMinor: bigint | null;
}

/** `missing`: kinds of facts that the company has not loaded. Their lines are unknown instead of 0. */
export function statementOf(parts: StatementParts, missing: readonly MissingFact[]): Statement {
  const { discountMinor, returnsMinor, revenueMinor } = parts;
  const unless = (fact: MissingFact, minor: bigint): bigint | null => (missing.includes(fact) && minor === 0n ? null : minor);
  const directMinor = unless('direct_costs', parts.directMinor);
  const activitiesMinor = unless('pool_costs', parts.activitiesMinor);
  const creditMinor = unless('payments', parts.creditMinor);
  const served = [directMinor, activitiesMinor, creditMinor].filter((minor) => minor !== null);
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
    netProfitMinor: margin === null || served.length === 0 ? null : served.reduce((left, minor) => left - minor, margin),
  };
}

type Left<Minor> = Record<'netProfitMinor' | 'grossMarginMinor' | 'directMinor' | 'activitiesMinor' | 'creditMinor', Minor | null>;

/**
 * What is left of a customer as far as the costs are loaded: its net profit, or its gross margin where nothing after that is known. Null
 * where a cost of goods is not known. Amounts as numbers, or as the texts of the API.
 */
export function leftOf<Minor>({ netProfitMinor, grossMarginMinor, directMinor, activitiesMinor, creditMinor }: Left<Minor>): Minor | null {
  return directMinor === null && activitiesMinor === null && creditMinor === null ? grossMarginMinor : netProfitMinor;
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
