/** One customer's statement opened: by month, by activity and rule, beside its peers, and what would turn it. */
import type { Context } from '../context/context.ts';
import { addParts, type MissingFact, noParts, type Statement, statementOf } from '../core/differentiate/costing/statement.ts';
import { type Excess, type ProfitOfCustomer, whatWouldTurn, whyUnprofitable } from '../core/differentiate/costing/why-unprofitable.ts';
import type { ActivityRow, Months } from '../metrics/costing/statement.ts';
import { groupsOfCustomers } from '../records/customers/groups.ts';
import type { Actor } from '../records/database.ts';
import { currentRun } from '../records/runs/reader.ts';
import { companyCurrency } from '../records/settings/company-currency.ts';
import { missingFacts, yearUpTo } from './profit.ts';

export interface CustomerProfit {
  currency: string;
  period: Months;
  statement: Statement;
  months: (Statement & { month: string })[];
  activities: Omit<ActivityRow, 'customerId'>[];
  directCosts: { name: string; costMinor: bigint }[];
  peers: { customers: number; tier: string };
  why: Excess[];
  wouldTurn: Excess[] | null;
  missing: MissingFact[];
}

/** Undefined where the actor may not see such a customer. Peers are the other customers of its tier. */
export async function customerProfit(context: Context, actor: Actor, what: { id: string; period?: Months | undefined }): Promise<CustomerProfit | undefined> {
  const seen = await context.records.as(actor, async (tx) => ({ run: await currentRun(tx), groups: await groupsOfCustomers(tx), currency: (await companyCurrency(tx)) ?? 'RUB' }));
  const own = seen.groups.get(what.id);
  if (own === undefined || seen.run === undefined) return undefined;
  const period = what.period ?? yearUpTo(seen.run.reference_month.slice(0, 7));
  const { costs } = context.metrics;
  // What peers cost on average is no secret of theirs: all of them count, whoever asks.
  const everybody = await context.records.as('system', groupsOfCustomers);
  const rows = await costs.statement(period);
  const isPeer = (id: string): boolean => id !== what.id && everybody.get(id)?.tier === own.tier;
  const activities = await costs.activities(period);
  const ownParts = rows.find((row) => row.customerId === what.id) ?? noParts;
  const ofCustomer: ProfitOfCustomer = { ...noParts, ...ownParts, activities: activities.filter((row) => row.customerId === what.id) };
  const ofPeers: ProfitOfCustomer = { ...rows.filter((row) => isPeer(row.customerId)).reduce((sum, row) => addParts(sum, row), noParts), activities: added(activities.filter((row) => isPeer(row.customerId))) };
  const statement = statementOf(ofCustomer);
  const why = whyUnprofitable(ofCustomer, ofPeers);
  const months = (await costs.statementByMonth(what.id)).filter(({ month }) => month >= period.from && month <= period.to);
  return {
    currency: seen.currency,
    period,
    statement,
    months: months.map((row) => ({ month: row.month, ...statementOf(row) })),
    activities: activities.filter((row) => row.customerId === what.id).map(({ customerId: _, ...row }) => row),
    directCosts: await costs.directCosts({ ...period, customerId: what.id }),
    peers: { customers: rows.filter((row) => isPeer(row.customerId)).length, tier: own.tier },
    why,
    wouldTurn: statement.netProfitMinor === null ? null : whatWouldTurn(statement.netProfitMinor, why),
    missing: await missingFacts(context, !ofCustomer.costUnknown),
  };
}

function added(rows: ActivityRow[]): ProfitOfCustomer['activities'] {
  return [...Map.groupBy(rows, (row) => row.activity)].map(([activity, of]) => ({
    activity,
    events: of.reduce((sum, row) => sum + row.events, 0n),
    costMinor: of.reduce((sum, row) => sum + row.costMinor, 0n),
  }));
}
