/** What customers really earn: statements over months, by customer or added up by what groups them, as the actor may see them. */
import type { Context } from '../../context/context.ts';
import type { ProfitBy } from '../../core/differentiate/costing/profit-by.ts';
import { whaleCurve, type WhaleCurve } from '../../core/differentiate/costing/whale.ts';
import { costOfWinning, type CostOfWinning } from '../../core/differentiate/costing/winning.ts';
import {
  addParts,
  leftOf,
  type MissingFact,
  missingOf,
  noParts,
  type Statement,
  statementOf,
  type StatementParts,
} from '../../core/differentiate/costing/statement.ts';
import type { SeenFacts } from '../../metrics/store.ts';
import type { LinesSum } from '../../metrics/costing/by-lines.ts';
import type { CostReads, StatementSum } from '../../metrics/costing/statement.ts';
import type { Months } from '../../core/differentiate/costing/statement-period.ts';
import { type CustomerGroups, groupsOfCustomers } from '../../records/customers/groups.ts';
import { type Sight, asProgram } from '../../core/access/sight.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { costModelsNow } from '../../flow/rules/cost-rules.ts';
import { periodAsked, type SomeMonths } from '../../core/differentiate/costing/statement-period.ts';

export interface ProfitRow extends Statement {
  /** The customer's number; `number/point` of its delivery point; else what groups: a manager's name, a class, a product line, yyyy-mm; '' for who has none. */
  key: string;
  name: string;
  customers: number;
}

export interface Profit {
  currency: string;
  period: Months;
  by: ProfitBy;
  rows: ProfitRow[];
  total: Statement;
  missing: MissingFact[];
  /** What was charged above the price list: part of the list value, and no negative discount. */
  aboveListMinor: bigint;
  /** Null where no pool is known to win customers, and for who does not see all of them. */
  winning: CostOfWinning | null;
}

/** Undefined where nothing is published yet. Twelve months up to the last complete one, unless a period is given. */
export async function profitOf(
  context: Context,
  sight: Sight,
  what: { by: ProfitBy; period?: SomeMonths | undefined },
): Promise<Profit | undefined> {
  const known = await context.records.read(sight, async (tx) => ({
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
    groups: await groupsOfCustomers(tx),
  }));
  if (known.run === undefined) return undefined;
  const period = periodAsked(what.period, known.run.reference_month.slice(0, 7));
  const facts = context.metrics.for(sight);
  const all = await facts.costs.statementSum(period);
  const missing = await missingFacts(context, !all.costUnknown);
  const rows = await rowsOf(facts, { by: what.by, period, groups: known.groups, all, missing });
  return {
    currency: known.currency,
    period,
    by: what.by,
    rows: inOrder(what.by, rows),
    total: statementOf(all, missing),
    missing,
    aboveListMinor: await facts.costs.aboveList(period),
    winning: sight.seesAll ? await winningOf(context, facts.costs, { period, all }) : null,
  };
}

export interface ProfitWhale extends WhaleCurve {
  currency: string;
  period: Months;
  /** Customers whose profit is not known, for want of a cost of goods: not on the curve. */
  unknown: number;
}

/** The customers that the actor may see, by net profit; by gross margin where no costs after it are loaded. Undefined where nothing is published yet. */
export async function profitWhale(context: Context, sight: Sight, period?: SomeMonths): Promise<ProfitWhale | undefined> {
  const found = await profitOf(context, sight, { by: 'customer', period });
  if (found === undefined) return undefined;
  const known = found.rows.map(leftOf).filter((minor) => minor !== null);
  return { currency: found.currency, period: found.period, unknown: found.rows.length - known.length, ...whaleCurve(known) };
}

interface Asked {
  by: ProfitBy;
  period: Months;
  groups: Map<string, CustomerGroups>;
  all: StatementSum;
  missing: readonly MissingFact[];
}

/** Months, product lines and the company are summed by SQL; what only the records know of customers groups one row of each. */
async function rowsOf(facts: SeenFacts, { by, period, groups, all, missing }: Asked): Promise<ProfitRow[]> {
  const { costs } = facts;
  if (by === 'company') return [{ key: '', name: '', customers: all.customers, ...statementOf(all, missing) }];
  if (by === 'month')
    return (await costs.statementByMonth(period)).map((sum) => ({
      key: sum.month,
      name: sum.month,
      customers: sum.customers,
      ...statementOf(sum, missing),
    }));
  if (by === 'product_line')
    return (await facts.statementByLines({ by, months: period })).map((sum) => ({
      key: sum.toldBy,
      name: sum.toldBy,
      customers: sum.customers,
      ...statementOf(sum, missing),
    }));
  if (by === 'delivery_point') return pointsOf(await facts.statementByLines({ by, months: period }), { groups, missing });
  const sums = new Map<string, StatementSum>();
  for (const row of await costs.statement(period)) {
    const of = groups.get(row.customerId);
    if (of === undefined) continue;
    const key = by === 'customer' ? row.customerId : by === 'manager' ? of.owner : of[by];
    const sum = sums.get(key);
    sums.set(key, { ...addParts(sum ?? noParts, row), customers: (sum?.customers ?? 0) + 1 });
  }
  return [...sums].map(([key, sum]) => ({
    key,
    name: by === 'customer' ? groups.get(key)!.name : key,
    customers: sum.customers,
    ...statementOf(sum, missing),
  }));
}

/** A point is its customer's: two customers of one building have one each. */
function pointsOf(sums: LinesSum[], { groups, missing }: Pick<Asked, 'groups' | 'missing'>): ProfitRow[] {
  return sums.flatMap(({ toldBy, customerId, ...sum }) => {
    const customer = groups.get(customerId!);
    return customer === undefined
      ? []
      : [
          {
            key: `${customerId}/${toldBy}`,
            name: `${customer.name} · ${toldBy || '—'}`,
            customers: sum.customers,
            ...statementOf(sum, missing),
          },
        ];
  });
}

/** By the latest model: which pools win customers is no matter of a month. */
async function winningOf(
  context: Context,
  costs: CostReads,
  { period, all }: { period: Months; all: StatementParts },
): Promise<CostOfWinning | null> {
  const { models } = await costModelsNow(context);
  const winning = new Set(
    models
      .at(-1)!
      .pools.filter((pool) => pool.winning === true)
      .map((pool) => pool.name),
  );
  const pools = await costs.pools(period);
  if (!pools.some(({ pool }) => winning.has(pool))) return null;
  const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
  return costOfWinning({
    winningMinor: sum(pools.filter(({ pool }) => winning.has(pool)).map(({ costMinor }) => costMinor)),
    keepingMinor: sum(pools.filter(({ pool }) => !winning.has(pool)).map(({ customersMinor }) => customersMinor)) + all.directMinor,
    ...(await costs.wonAndKept(period)),
  });
}

export async function missingFacts(context: Context, costOfGoods: boolean): Promise<MissingFact[]> {
  const facts = await context.metrics.for(asProgram('kinds of facts')).costs.facts();
  const { models } = await costModelsNow(context);
  return missingOf({
    listValue: facts.listValue,
    costOfGoods,
    poolCosts: facts.pools.length > 0,
    serviceEvents: facts.events.length > 0,
    directCosts: facts.directCosts,
    payments: facts.payments,
    creditRate: models.some(({ creditPermille }) => creditPermille > 0),
  });
}

/** Months in their order. */
function inOrder(by: ProfitBy, rows: ProfitRow[]): ProfitRow[] {
  return by === 'month' ? rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : bestFirst(rows, ({ name }) => name);
}

/** By what is left, then by name; what is not known comes last. */
export function bestFirst<T extends Statement>(rows: T[], nameOf: (row: T) => string): T[] {
  const worth = (row: T): bigint => leftOf(row) ?? -(10n ** 30n);
  return rows.toSorted((a, b) => (worth(a) === worth(b) ? (nameOf(a) < nameOf(b) ? -1 : 1) : worth(a) > worth(b) ? -1 : 1));
}
