/** What one customer is worth and why: the published classes with their reasons, and the months behind them. */
import type { Context } from '../../context/context.ts';
import { isStillNew, type NewProductLine, newProductLines } from '../../core/differentiate/classes/new-product-lines.ts';
import type { Sight } from '../../core/access/sight.ts';
import { type CardRecord, findScored, type ListedCustomer, namesOf, ownersOf } from '../../records/customers/list.ts';
import { contractsOf, type PublishedContract } from '../../records/runs/contracts.ts';
import type { SeenFacts } from '../../metrics/store.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { type PublishedStage, publishedStages, type Stage } from '../../records/runs/stages.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { join } from 'node:path';
import { settingsNow } from '../../flow/rules/class-rules.ts';

export interface ExplainedMonth {
  month: string;
  revenueMinor: string;
  grossMarginMinor: string | null;
  paymentsMinor: string;
  orders: number;
  activity: ListedCustomer['activity'];
  lifecycle: ListedCustomer['lifecycle'];
  tier: ListedCustomer['tier'];
  /** In no tier for want of a rate, and not for want of purchases. */
  notValued: boolean;
}

export interface Explained {
  asOf: string;
  currency: string;
  listed: ListedCustomer & CardRecord;
  /** By rule, as core/differentiate/scorecard.ts has it. */
  reason: Record<string, unknown>;
  months: ExplainedMonth[];
  unvalued: { currency: string; netMinor: string }[];
  /** Product lines that the customer has only begun to buy. */
  newProductLines: NewProductLine[];
  /** Those up for renewal next come first. While one is open, the customer is valued by them instead of by its purchases. */
  contracts: PublishedContract[];
  owners: { name: string; from: string; to: string | null; reason: string }[];
  names: { source: string; code: string; name: string }[];
}

/** Undefined where the actor may not see such a customer, or nothing is published yet. */
export async function explainCustomer(context: Context, sight: Sight, id: string): Promise<Explained | undefined> {
  const known = await context.records.read(sight, async (tx) => {
    const listed = await findScored(tx, id);
    const run = await currentRun(tx);
    if (listed === undefined || run === undefined) return undefined;
    return {
      listed,
      run,
      stages: await publishedStages(tx),
      currency: await currencyOfSums(tx),
      settings: (await settingsNow(tx)).settings,
      owners: await ownersOf(tx, id),
      names: await namesOf(tx, id),
      contracts: await contractsOf(tx, id),
    };
  });
  if (known === undefined) return undefined;
  const { listed, run } = known;
  const facts = context.metrics.for(sight);
  const classes =
    run.history_file === null
      ? []
      : await facts.customer.path({ historyFile: join(context.config.dataDir, run.history_file), customerId: id });
  const reason = await reasonOf(context, facts, { stages: known.stages, id });
  const measured = new Map((await facts.customer.months(id)).map((month) => [month.month.slice(0, 7), month]));
  const unvalued = await facts.customer.unvalued(id);
  const { criterion, windowMonths } = known.settings.tiers;
  const withoutRate = new Set(
    unvalued.length === 0 ? [] : await facts.customer.unvaluedMonths(id, criterion.startsWith('payments') ? 'payments' : 'revenue'),
  );
  const by = { asOf: run.as_of, settings: known.settings.lifecycle };
  const shipments = await facts.firstShipmentsOfLines({
    customerId: id,
    asOf: run.as_of,
    mayBeNew: (last) => isStillNew(last, by),
  });
  return {
    asOf: run.as_of,
    currency: known.currency,
    listed,
    reason,
    months: classes.map((at, nth) => {
      const month = measured.get(at.monthEnd.slice(0, 7));
      return {
        month: at.monthEnd.slice(0, 7),
        revenueMinor: String(month?.revenueMinor ?? 0n),
        grossMarginMinor: month === undefined ? '0' : month.grossMarginMinor === null ? null : String(month.grossMarginMinor),
        paymentsMinor: String(month?.paymentsMinor ?? 0n),
        orders: month?.orders ?? 0,
        activity: at.activity as ExplainedMonth['activity'],
        lifecycle: at.lifecycle as ExplainedMonth['lifecycle'],
        tier: at.tier as ExplainedMonth['tier'],
        notValued:
          at.tier === 'none' &&
          classes.slice(Math.max(0, nth + 1 - windowMonths), nth + 1).some((before) => withoutRate.has(before.monthEnd.slice(0, 7))),
      };
    }),
    unvalued: unvalued.map((amount) => ({ currency: amount.currency, netMinor: String(amount.revenueMinor) })),
    newProductLines: newProductLines(shipments, by),
    contracts: known.contracts,
    owners: known.owners.map((owner) => ({ name: owner.name, from: owner.from_date, to: owner.to_date, reason: owner.reason })),
    names: known.names.map((name) => ({ ...name, code: name.code.replace(/^[a-z]+:/, '') })),
  };
}

/** Of the stages that are published; what is still to be calculated is not said. */
async function reasonOf(
  context: Context,
  facts: SeenFacts,
  { stages, id }: { stages: Map<Stage, PublishedStage>; id: string },
): Promise<Record<string, unknown>> {
  const read = async (stage: Stage): Promise<Record<string, unknown> | null | undefined> => {
    const file = stages.get(stage)?.file ?? null;
    return file === null ? undefined : facts.customer.reason({ reasonsFile: join(context.config.dataDir, file), customerId: id });
  };
  const [classes, lifetime, strategic] = [await read('reasons'), await read('forecast'), await read('potential')];
  return { ...classes, ...(lifetime === undefined ? {} : { lifetime }), ...(strategic === undefined ? {} : { strategic }) };
}
