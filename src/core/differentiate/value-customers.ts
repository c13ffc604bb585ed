/**
 * The whole valuation at an as-of date: a scorecard for each customer, and the classes of all at every month end since the
 * first fact. Columns in, columns out; a scorecard with its reasons is made when it is asked for.
 */
import { epochDay, type Period, rememberingIsoDate } from '../calendar.ts';
import type { IsoDate } from '../facts.ts';
import { activities, lost, prospect } from './classes/activity.ts';
import { Journeys } from './classes/journey.ts';
import { lifecycles } from './classes/lifecycle.ts';
import { type CustomerMeasures, noDay } from './measures.ts';
import { reasonMaker } from './reasons.ts';
import type { Scorecard, ScorecardReason } from './scorecard.ts';
import type { ValuationSettings } from './settings.ts';
import { TierRanker, tiers, vip } from './classes/tiers.ts';
import { difference, discountRatePermille, growthPermille, marginRatePermille, netProfitMinor } from './classes/trends.ts';
import { vipPressure } from './classes/vip-pressure.ts';
import { WindowSums } from './classes/window-sums.ts';

export interface Valuation {
  asOf: IsoDate;
  /** The last period of the windows; null where no period is complete yet. */
  referencePeriod: Period | null;
  customersCount: number;
  /** Indices into activities, lifecycles and tiers, by customer, at the as-of date. */
  activity: Uint8Array;
  lifecycle: Uint8Array;
  tier: Uint8Array;
  late: Uint8Array;
  /** Oldest first, up to the reference period. */
  history: HistoryMonth[];
  scorecard(customer: number): Scorecard;
  reason(customer: number): ScorecardReason;
}

/** The classes of all customers at the end of a period, by customer; the month's own money is in the cells from..to of the measures. */
export interface HistoryMonth {
  period: Period;
  activity: Uint8Array;
  lifecycle: Uint8Array;
  tier: Uint8Array;
  late: Uint8Array;
  from: number;
  to: number;
}

export interface ValuationInput {
  measures: CustomerMeasures;
  settings: ValuationSettings;
  /** Customers that are assigned to a manager of active sales now, by index; history knows nothing of them. */
  inDevelopment: ReadonlySet<number>;
  /** Lifetime values at the end of a period, by customer: asked where they are the criterion of tiers. */
  lifetimeValueAt?: (period: number) => Float64Array;
}

export function valueCustomers({ measures, settings, inDevelopment, lifetimeValueAt }: ValuationInput): Valuation {
  assertSettings(settings);
  const { periods, start, cells, customersCount: n } = measures;
  const journeys = new Journeys(n, settings);
  const ranker = new TierRanker({ cells, codeRank: measures.codeRank, settings: settings.tiers });
  const history: HistoryMonth[] = [];
  for (const month of measures.earlierCosts ?? []) ranker.addEarlierCosts(month);
  for (let p = 0; p < periods.length; p++) {
    const stretch = { period: p, from: start[p]!, to: start[p + 1]! };
    journeys.addPeriod(cells, { ...stretch, complete: true });
    const expected = settings.tiers.criterion === 'lifetime_value' ? { expectedMinor: lifetimeValueAt!(p) } : {};
    ranker.addMonth({ period: periods[p]!, from: stretch.from, to: stretch.to, firstShipmentDay: journeys.firstDay, ...expected });
    history.push(classesAtEnd({ period: periods[p]!, journeys, ranker, from: stretch.from, to: stretch.to }));
  }
  journeys.addPeriod(cells, { period: periods.length, from: start[periods.length]!, to: start[periods.length + 1]!, complete: false });

  const asOfDay = epochDay(measures.asOf);
  const sums = new WindowSums(measures, settings);
  const activity = new Uint8Array(n);
  const lifecycle = new Uint8Array(n);
  const late = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    activity[i] = journeys.activityIndex(i);
    const developing = inDevelopment.has(i) && (activity[i] === prospect || activity[i] === lost);
    lifecycle[i] = journeys.lifecycleIndex(i, asOfDay, developing);
    late[i] = journeys.isLate(i, asOfDay) ? 1 : 0;
  }

  const difficult = sums.difficult(measures, ranker.tier);
  const isoDate = rememberingIsoDate();
  const reasonOf = reasonMaker({ measures, settings, journeys, ranker, activity, lifecycle, isoDate });
  return {
    asOf: measures.asOf,
    referencePeriod: periods.at(-1) ?? null,
    customersCount: n,
    activity,
    lifecycle,
    tier: ranker.tier,
    late,
    history,
    scorecard(i) {
      const window = sums.tierWindow(i);
      const recent = sums.recent(i);
      const before = sums.before(i);
      const yearMinor = sums.yearRevenueMinor(i);
      const firstDay = journeys.firstDay[i]!;
      const lastDay = journeys.lastDay[i]!;
      return {
        customer: i,
        activity: activities[activity[i]!]!,
        lifecycle: lifecycles[lifecycle[i]!]!,
        tier: tiers[ranker.tier[i]!]!,
        late: late[i] === 1,
        difficult: difficult.has(i),
        revenue_minor: window.revenueMinor,
        gross_margin_minor: window.costUnknown ? null : window.revenueMinor - window.costMinor,
        net_profit_minor: netProfitMinor(window, measures.costsKnown),
        payments_minor: window.paymentsMinor,
        orders: window.orders,
        units_micro: window.unitsMicro,
        first_shipment_on: firstDay === noDay ? null : isoDate(firstDay),
        last_shipment_on: lastDay === noDay ? null : isoDate(lastDay),
        days_since_last_shipment: lastDay === noDay ? null : asOfDay - lastDay,
        revenue_year_minor: yearMinor,
        revenue_trend_permille: growthPermille(yearMinor, sums.yearBeforeRevenueMinor(i), sums.yearBeforeCovered),
        margin_rate_permille: marginRatePermille(recent),
        margin_rate_trend_permille: difference(marginRatePermille(recent), marginRatePermille(before)),
        discount_rate_permille: discountRatePermille(recent),
        discount_rate_trend_permille: difference(discountRatePermille(recent), discountRatePermille(before)),
      };
    },
    reason(i) {
      const vip_pressure =
        ranker.tier[i] === vip
          ? vipPressure(
              {
                recent: sums.recent(i),
                before: sums.before(i),
                months: sums.lastMonths(i),
                netProfitMinor: netProfitMinor(sums.recent(i), measures.costsKnown),
              },
              settings.vipPressure,
            )
          : null;
      return { ...reasonOf(i), difficult: difficult.get(i) ?? null, vip_pressure, cost_unknown: sums.tierWindow(i).costUnknown };
    },
  };
}

function classesAtEnd(input: { period: Period; journeys: Journeys; ranker: TierRanker; from: number; to: number }): HistoryMonth {
  const { journeys, ranker } = input;
  const n = ranker.tier.length;
  const day = epochDay(input.period.last);
  const activity = new Uint8Array(n);
  const lifecycle = new Uint8Array(n);
  const late = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    activity[i] = journeys.activityIndex(i);
    lifecycle[i] = journeys.lifecycleIndex(i, day, false);
    late[i] = journeys.isLate(i, day) ? 1 : 0;
  }
  return { period: input.period, activity, lifecycle, tier: ranker.tier.slice(), late, from: input.from, to: input.to };
}

/** Windows are kept as bits of a 32-bit number. */
function assertSettings(settings: ValuationSettings): void {
  for (const months of [settings.activity.windowMonths, settings.tiers.windowMonths]) {
    if (!Number.isInteger(months) || months < 1 || months > 30) throw new RangeError(`a window of ${months} months: 1 to 30 are possible`);
  }
}
