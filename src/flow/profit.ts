/** What customers really earn: statements over months, by customer or added up by what groups them, as the actor may see them. */
import type { Context } from '../context/context.ts';
import { costOfWinning, type CostOfWinning } from '../core/differentiate/costing/winning.ts';
import { addParts, type MissingFact, missingOf, noParts, type Statement, statementOf, type StatementParts } from '../core/differentiate/costing/statement.ts';
import type { Months, StatementRow } from '../metrics/costing/statement.ts';
import { type CustomerGroups, groupsOfCustomers } from '../records/customers/groups.ts';
import type { Actor } from '../records/database.ts';
import { currentRun } from '../records/runs/reader.ts';
import { companyCurrency } from '../records/settings/company-currency.ts';
import { costModelsNow } from './cost-model.ts';

export const profitBy = ['customer', 'manager', 'region', 'tier', 'activity', 'lifecycle', 'month', 'company'] as const;
export type ProfitBy = (typeof profitBy)[number];

export interface ProfitRow extends Statement {
  /** The customer's number; else what groups: a manager's name, a class, yyyy-mm; '' for who has none. */
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
  /** Null where no pool is known to win customers. */
  winning: CostOfWinning | null;
}

/** Undefined where nothing is published yet. Twelve months up to the last complete one, unless a period is given. */
export async function profitOf(context: Context, actor: Actor, what: { by: ProfitBy; period?: Months | undefined }): Promise<Profit | undefined> {
  const known = await context.records.as(actor, async (tx) => ({ run: await currentRun(tx), currency: (await companyCurrency(tx)) ?? 'RUB', groups: await groupsOfCustomers(tx) }));
  if (known.run === undefined) return undefined;
  const period = what.period ?? yearUpTo(known.run.reference_month.slice(0, 7));
  const months = what.by === 'month' ? eachMonth(period) : [period];
  const sums = new Map<string, { parts: StatementParts; customers: Set<string> }>();
  for (const stretch of months) {
    for (const row of await context.metrics.costs.statement(stretch)) {
      const groups = known.groups.get(row.customerId);
      if (groups === undefined) continue;
      add(sums, what.by === 'month' ? stretch.from : keyOf(what.by, row, groups), row);
    }
  }
  const rows = [...sums].map(([key, { parts, customers }]): ProfitRow => ({ key, name: what.by === 'customer' ? known.groups.get(key)!.name : key, customers: customers.size, ...statementOf(parts) }));
  const all = [...sums.values()].reduce((sum, { parts }) => addParts(sum, parts), noParts);
  return { currency: known.currency, period, by: what.by, rows: inOrder(what.by, rows), total: statementOf(all), missing: await missingFacts(context, !all.costUnknown), winning: await winningOf(context, period, all) };
}

/** By the latest model: which pools win customers is no matter of a month. */
async function winningOf(context: Context, period: Months, all: StatementParts): Promise<CostOfWinning | null> {
  const { models } = await costModelsNow(context);
  const winning = new Set(models.at(-1)!.pools.filter((pool) => pool.winning === true).map((pool) => pool.name));
  const pools = await context.metrics.costs.pools(period);
  if (!pools.some(({ pool }) => winning.has(pool))) return null;
  const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
  return costOfWinning({
    winningMinor: sum(pools.filter(({ pool }) => winning.has(pool)).map(({ costMinor }) => costMinor)),
    keepingMinor: sum(pools.filter(({ pool }) => !winning.has(pool)).map(({ customersMinor }) => customersMinor)) + all.directMinor,
    ...(await context.metrics.costs.wonAndKept(period)),
  });
}

export async function missingFacts(context: Context, costOfGoods: boolean): Promise<MissingFact[]> {
  const facts = await context.metrics.costs.facts();
  const { models } = await costModelsNow(context);
  return missingOf({
    costOfGoods,
    poolCosts: facts.pools.length > 0,
    serviceEvents: facts.events.length > 0,
    directCosts: facts.directCosts,
    payments: facts.payments,
    creditRate: models.some(({ creditPermille }) => creditPermille > 0),
  });
}

function add(sums: Map<string, { parts: StatementParts; customers: Set<string> }>, key: string, row: StatementRow): void {
  const sum = sums.get(key) ?? { parts: noParts, customers: new Set<string>() };
  sum.parts = addParts(sum.parts, row);
  sum.customers.add(row.customerId);
  sums.set(key, sum);
}

function keyOf(by: Exclude<ProfitBy, 'month'>, row: StatementRow, groups: CustomerGroups): string {
  switch (by) {
    case 'customer':
      return row.customerId;
    case 'company':
      return '';
    case 'manager':
      return groups.owner;
    default:
      return groups[by];
  }
}

/** The best first; months in their order. What is not known comes last. */
function inOrder(by: ProfitBy, rows: ProfitRow[]): ProfitRow[] {
  if (by === 'month') return rows.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const worth = (row: ProfitRow): bigint => row.netProfitMinor ?? -(10n ** 30n);
  return rows.toSorted((a, b) => (worth(a) === worth(b) ? (a.name < b.name ? -1 : 1) : worth(a) > worth(b) ? -1 : 1));
}

/** The twelve months that end with this one. */
export function yearUpTo(month: string): Months {
  const last = Temporal.PlainYearMonth.from(month);
  return { from: last.subtract({ months: 11 }).toString(), to: month };
}

function eachMonth({ from, to }: Months): Months[] {
  const months: Months[] = [];
  const last = Temporal.PlainYearMonth.from(to);
  for (let month = Temporal.PlainYearMonth.from(from); Temporal.PlainYearMonth.compare(month, last) <= 0; month = month.add({ months: 1 })) {
    months.push({ from: month.toString(), to: month.toString() });
  }
  return months;
}
