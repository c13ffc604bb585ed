/** The picture of the company: how much comes from how few, who moved, and what is at risk. */
import { join } from 'node:path';
import { settingsNow } from '../../flow/rules/class-rules.ts';
import { countBy, expectedOfLate, lateCustomers, notValued, whaleCurve } from '../../records/runs/overview.ts';
import { currentRun } from '../../records/runs/reader.ts';
import type { MixRow, Overview } from '../../metrics/overview.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { netProfitUnknown } from '../../questions/differentiate/net-profit-unknown.ts';
import { activity, lifecycle, tier } from '../schemas/common.ts';
import { overview } from '../schemas/customers.ts';
import { endpoint } from '../endpoint.ts';
import { router } from '../env.ts';

export const overviewRoutes = router().openapi(
  endpoint({
    method: 'get',
    path: '/overview',
    permission: 'customers.see',
    tags: ['customers'],
    summary: 'The company at a glance',
    answer: ['The picture', overview],
  }),
  async (c) => {
    const context = c.get('context');
    const sight = c.get('sight');
    const facts = context.metrics.for(sight);
    const seen = await context.records.read(sight, async (tx) => ({
      run: await currentRun(tx),
      currency: await currencyOfSums(tx),
      byActivity: await countBy(tx, 'activity'),
      byLifecycle: await countBy(tx, 'lifecycle'),
      byTier: await countBy(tx, 'tier'),
      whale: await whaleCurve(tx),
      notValued: await notValued(tx),
      late: await lateCustomers(tx),
      expectedOfLateMinor: await expectedOfLate(tx),
      rules: rulesOf((await settingsNow(tx)).settings),
    }));
    const { run } = seen;
    // These pictures are of the whole company only.
    const historyFile = run?.history_file == null || !sight.seesAll ? null : join(context.config.dataDir, run.history_file);
    const statusByMonth = historyFile === null ? [] : byMonth(await facts.overview.statusMix(historyFile, 'activity'));
    const moves = historyFile === null ? noMoves : await lastMoves(facts.overview, historyFile);
    const unvalued = sight.seesAll ? await facts.unvalued() : [];
    return c.json(
      {
        run:
          run === undefined
            ? null
            : {
                id: run.id,
                asOf: run.as_of,
                referenceMonth: run.reference_month.slice(0, 7),
                currency: seen.currency,
                createdAt: run.created_at.toISOString(),
                rules: seen.rules,
              },
        months: statusByMonth.map((each) => each.month),
        customers: seen.byActivity.reduce((sum, each) => sum + each.customers, 0),
        byActivity: seen.byActivity.map((each) => ({
          activity: activity.parse(each.class),
          customers: each.customers,
          revenueYearMinor: each.revenue_year_minor,
        })),
        byTier: seen.byTier.map((each) => ({
          tier: tier.parse(each.class),
          customers: each.customers,
          revenueMinor: each.revenue_minor,
          grossMarginMinor: each.gross_margin_minor,
        })),
        byLifecycle: seen.byLifecycle.map((each) => ({
          lifecycle: lifecycle.parse(each.class),
          customers: each.customers,
          revenueMinor: each.revenue_minor,
        })),
        whale: seen.whale,
        statusByMonth,
        moves: {
          from: moves.from,
          to: moves.to,
          tiers: moves.tiers.map((move) => ({
            ...move,
            from: move.from === 'absent' ? ('absent' as const) : tier.parse(move.from),
            to: tier.parse(move.to),
          })),
        },
        atRisk: {
          becameLost: moves.becameLost,
          becameUnstabilised: moves.becameUnstabilised,
          late: seen.late,
          expectedOfLateMinor: seen.expectedOfLateMinor,
        },
        unvalued: unvalued.map((amount) => ({
          currency: amount.currency,
          netMinor: String(amount.revenueMinor),
          customers: amount.customers,
        })),
        notValued: seen.notValued,
        costCoverage: sight.seesAll ? await facts.costCoverage() : { lines: 0, linesWithCost: 0 },
        netProfitUnknown: await netProfitUnknown(context, sight),
      },
      200,
    );
  },
);

function rulesOf({ tiers, activity: counted }: Awaited<ReturnType<typeof settingsNow>>['settings']) {
  return {
    tierMonths: tiers.windowMonths,
    activityMonths: counted.windowMonths,
    stabilisedMonths: counted.stabilisedMonths,
    unstabilisedMonths: counted.unstabilisedMonths,
  };
}

const nobody = { customers: 0, revenueYearMinor: '0' };
const noMoves = { from: null, to: null, tiers: [], becameLost: nobody, becameUnstabilised: nobody };

function byMonth(mix: MixRow[]) {
  const months = [...new Set(mix.map((row) => row.monthEnd))].toSorted();
  return months.map((monthEnd) => {
    const of = (name: string): MixRow | undefined => mix.find((row) => row.monthEnd === monthEnd && row.class === name);
    const customers = (name: string): number => of(name)?.customers ?? 0;
    const revenue = (name: string): string => String(of(name)?.revenueMinor ?? 0n);
    return {
      month: monthEnd.slice(0, 7),
      customers: { stabilised: customers('stabilised'), unstabilised: customers('unstabilised'), lost: customers('lost') },
      revenueMinor: { stabilised: revenue('stabilised'), unstabilised: revenue('unstabilised'), lost: revenue('lost') },
    };
  });
}

/** Who moved between tiers in the last month, and whom the same month lost. */
async function lastMoves(overviewReads: Overview, historyFile: string) {
  const ends = [...new Set((await overviewReads.statusMix(historyFile, 'tier')).map((row) => row.monthEnd))].toSorted();
  const [from, to] = [ends.at(-2), ends.at(-1)];
  if (from === undefined || to === undefined) return noMoves;
  const cells = await overviewReads.migration(historyFile, { from, to, by: 'tier' });
  const risks = await overviewReads.moneyAtRisk(historyFile, to);
  const risk = (name: string) => {
    const row = risks.find((each) => each.risk === name);
    return row === undefined ? nobody : { customers: row.customers, revenueYearMinor: String(row.revenueYearMinor) };
  };
  return {
    from: from.slice(0, 7),
    to: to.slice(0, 7),
    tiers: cells.map((cell) => ({
      from: cell.from,
      to: cell.to,
      customers: cell.customers,
      revenueBeforeMinor: String(cell.revenueBeforeMinor),
      revenueAfterMinor: String(cell.revenueAfterMinor),
    })),
    becameLost: risk('became_lost'),
    becameUnstabilised: risk('became_unstabilised'),
  };
}
