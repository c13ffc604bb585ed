/** Pools → activities → customers + unused capacity + not allocated = the books, month by month, exact in minor units. */
import type { Context } from '../../context/context.ts';
import type { ActivityTotal, PoolMonth } from '../../metrics/costing/statement.ts';
import type { Months } from '../../core/differentiate/costing/statement-period.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { costModelsNow, problemsOf } from '../../flow/rules/cost-rules.ts';
import { periodAsked, type SomeMonths } from '../../core/differentiate/costing/statement-period.ts';
import type { Sight } from '../../core/access/sight.ts';
import type { ModelProblem, Spread } from '../../core/differentiate/costing/model.ts';

export interface ReconciledPool {
  pool: string;
  /** By the model of the last month; 'none' where it does not know the pool. */
  spread: Spread;
  costMinor: bigint;
  customersMinor: bigint;
  unusedMinor: bigint;
  notAllocatedMinor: bigint;
  usedMicro: bigint;
  /** Null where some month's is not known. */
  capacityMicro: bigint | null;
  /** Months whose work took more than the practical capacity. */
  overCapacity: string[];
  activities: ActivityTotal[];
}

export interface Reconciliation {
  currency: string;
  period: Months;
  pools: ReconciledPool[];
  months: PoolMonth[];
  total: Pick<ReconciledPool, 'costMinor' | 'customersMinor' | 'unusedMinor' | 'notAllocatedMinor'>;
  /** In currencies that are not the company's: kept, in no sum. */
  otherCurrencies: { currency: string; amountMinor: bigint }[];
  model: { chosen: boolean; problems: ModelProblem[] };
}

/** Undefined where nothing is published yet. */
export async function reconcileCosts(context: Context, sight: Sight, given?: SomeMonths): Promise<Reconciliation | undefined> {
  const known = await context.records.read(sight, async (tx) => ({ run: await currentRun(tx), currency: await currencyOfSums(tx) }));
  if (known.run === undefined) return undefined;
  const period = periodAsked(given, known.run.reference_month.slice(0, 7));
  const { costs } = context.metrics.for(sight);
  const months = await costs.pools(period);
  const activities = await costs.activities(period);
  const { models, chosen } = await costModelsNow(context);
  const pools = [...Map.groupBy(months, (month) => month.pool)].map(([pool, of]) =>
    reconciled(
      pool,
      of,
      activities.filter((activity) => activity.pool === pool),
    ),
  );
  return {
    currency: known.currency,
    period,
    pools: pools.toSorted((a, b) => (a.costMinor === b.costMinor ? 0 : a.costMinor > b.costMinor ? -1 : 1)),
    months,
    total: totalOf(pools),
    otherCurrencies: (await costs.facts()).otherCurrencies,
    model: { chosen, problems: models.flatMap(problemsOf) },
  };
}

function reconciled(pool: string, months: PoolMonth[], activities: ActivityTotal[]): ReconciledPool {
  return {
    pool,
    spread: months.at(-1)!.spread,
    ...totalOf(months),
    usedMicro: sum(months.map((month) => month.usedMicro)),
    capacityMicro: months.some((month) => month.capacityMicro === null) ? null : sum(months.map((month) => month.capacityMicro!)),
    overCapacity: months
      .filter((month) => month.capacityMicro !== null && month.usedMicro > month.capacityMicro)
      .map((month) => month.month),
    activities,
  };
}

function totalOf(parts: readonly Reconciliation['total'][]): Reconciliation['total'] {
  return {
    costMinor: sum(parts.map((part) => part.costMinor)),
    customersMinor: sum(parts.map((part) => part.customersMinor)),
    unusedMinor: sum(parts.map((part) => part.unusedMinor)),
    notAllocatedMinor: sum(parts.map((part) => part.notAllocatedMinor)),
  };
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
