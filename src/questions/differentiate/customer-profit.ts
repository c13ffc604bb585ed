/** One customer's statement opened: by month, by activity and rule, beside its peers, and what would turn it. */
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import { leftOf, type MissingFact, noParts, type Statement, statementOf } from '../../core/differentiate/costing/statement.ts';
import { type Excess, whatWouldTurn, whyUnprofitable } from '../../core/differentiate/costing/why-unprofitable.ts';
import type { SeenFacts } from '../../metrics/store.ts';
import type { ActivityTotal } from '../../metrics/costing/statement.ts';
import type { Months } from '../../core/differentiate/costing/statement-period.ts';
import { findScored } from '../../records/customers/list.ts';
import { type Sight, asProgram } from '../../core/access/sight.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { periodAsked, type SomeMonths } from '../../core/differentiate/costing/statement-period.ts';
import { bestFirst, missingFacts } from './profit.ts';

export interface CustomerProfit {
  currency: string;
  period: Months;
  statement: Statement;
  months: (Statement & { month: string })[];
  activities: ActivityTotal[];
  directCosts: { name: string; costMinor: bigint }[];
  peers: { customers: number; tier: string };
  why: Excess[];
  wouldTurn: Excess[] | null;
  /** The best first, '' for what is of none; empty where no line names one. */
  deliveryPoints: (Statement & { point: string })[];
  missing: MissingFact[];
}

/** Undefined where the actor may not see such a customer. Peers are the other customers of its tier, whoever may see them: what they cost on average is no secret of theirs. */
export async function customerProfit(
  context: Context,
  sight: Sight,
  what: { id: string; period?: SomeMonths | undefined },
): Promise<CustomerProfit | undefined> {
  const { own, run, currency } = await context.records.read(sight, async (tx) => ({
    own: await findScored(tx, what.id),
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  if (own === undefined || run === undefined) return undefined;
  const period = periodAsked(what.period, run.reference_month.slice(0, 7));
  const { costs } = context.metrics.for(sight);
  const { costs: costsOfTier } = context.metrics.for(asProgram('peers'));
  const customer = { customerId: what.id };
  // Until the history of the run is written, nobody knows who else is of the tier.
  const peers =
    run.history_file === null ? null : { peersOf: what.id, tier: own.tier, historyFile: join(context.config.dataDir, run.history_file) };
  const parts = await costs.statementSum(period, customer);
  const ofPeers = peers === null ? { ...noParts, customers: 0 } : await costsOfTier.statementSum(period, peers);
  const activities = (await costs.activities(period, customer)).filter(({ events }) => events > 0n);
  const missing = await missingFacts(context, !parts.costUnknown);
  const statement = statementOf(parts, missing);
  const left = leftOf(statement);
  const why =
    peers === null
      ? []
      : whyUnprofitable({ ...parts, activities }, { ...ofPeers, activities: await costsOfTier.activities(period, peers) });
  return {
    currency,
    period,
    statement,
    months: (await costs.statementByMonth(period, customer)).map((sum) => ({ month: sum.month, ...statementOf(sum, missing) })),
    activities,
    directCosts: await costs.directCosts({ ...period, ...customer }),
    peers: { customers: ofPeers.customers, tier: own.tier },
    why,
    wouldTurn: left === null ? null : whatWouldTurn(left, why),
    deliveryPoints: await pointsOf(context.metrics.for(sight), { months: period, ...customer }, missing),
    missing,
  };
}

async function pointsOf(
  facts: SeenFacts,
  of: { months: Months; customerId: string },
  missing: readonly MissingFact[],
): Promise<(Statement & { point: string })[]> {
  if (!(await facts.namesDeliveryPoints(of))) return [];
  const sums = await facts.statementByLines({ by: 'delivery_point', ...of });
  if (sums.every(({ toldBy }) => toldBy === '')) return [];
  return bestFirst(
    sums.map(({ toldBy, ...sum }) => ({ point: toldBy, ...statementOf(sum, missing) })),
    ({ point }) => point,
  );
}
