/** Why a customer has its classes: the rule, the window, the inputs, the cut, as data. A sentence is made of it at the edge. */
import { epochDay, type Period } from '../calendar.ts';
import type { IsoDate } from '../facts.ts';
import { rankOf } from './classes/best-of.ts';
import type { ActivityReason } from './classes/activity.ts';
import { prospect } from './classes/activity.ts';
import type { Journeys } from './classes/journey.ts';
import { inDevelopment, isNew, isReturned, noLifecycle, type LifecycleReason } from './classes/lifecycle.ts';
import { type CustomerMeasures, noDay } from './measures.ts';
import { rhythmReason } from './classes/rhythm.ts';
import type { RankedPlace, ScorecardReason, TierReason } from './scorecard.ts';
import type { ValuationSettings } from './settings.ts';
import { good, noTier, type Ranking, type TierRanker, vip } from './classes/tiers.ts';

export interface Decided {
  measures: CustomerMeasures;
  settings: ValuationSettings;
  journeys: Journeys;
  ranker: TierRanker;
  activity: Uint8Array;
  lifecycle: Uint8Array;
  isoDate: (day: number) => IsoDate;
}

type ReasonOfClasses = Pick<ScorecardReason, 'activity' | 'lifecycle' | 'rhythm' | 'tier'>;

export function reasonMaker(decided: Decided): (customer: number) => ReasonOfClasses {
  const { measures, settings, journeys } = decided;
  const asOfDay = epochDay(measures.asOf);
  const activityWindow = windowOf(measures.periods, settings.activity.windowMonths);
  const tierWindow = windowOf(measures.periods, settings.tiers.windowMonths);
  return (i) => ({
    activity: activityReason(i, decided, activityWindow),
    lifecycle: lifecycleReason(i, decided),
    rhythm:
      journeys.firstDay[i] === noDay
        ? null
        : rhythmReason(
            asOfDay,
            { shipmentDays: journeys.shipmentDays[i]!, firstDay: journeys.firstDay[i]!, lastDay: journeys.lastDay[i]! },
            settings.rhythm,
          ),
    tier: tierReason(i, decided, tierWindow),
  });
}

function windowOf(periods: Period[], months: number): Period | null {
  const last = periods.at(-1);
  const first = periods.at(-months) ?? periods[0];
  return first && last ? { first: first.first, last: last.last } : null;
}

function activityReason(i: number, { measures, settings, journeys, activity }: Decided, window: Period | null): ActivityReason {
  const months: string[] = [];
  for (let back = Math.min(settings.activity.windowMonths, measures.periods.length) - 1; back >= 0; back--) {
    if (journeys.shippedMonths[i]! & (1 << back)) months.push(measures.periods.at(-1 - back)!.first);
  }
  return {
    rule: activity[i] === prospect ? 'never_shipped' : 'shipment_months',
    window,
    shipment_months: months,
    cut: { stabilised: settings.activity.stabilisedMonths, unstabilised: settings.activity.unstabilisedMonths },
    shipped_since_window: activity[i] === prospect && journeys.firstDay[i] !== noDay,
  };
}

function lifecycleReason(i: number, { settings, journeys, lifecycle, isoDate }: Decided): LifecycleReason {
  switch (lifecycle[i]) {
    case isNew:
      return {
        rule: 'first_shipment',
        since: isoDate(journeys.firstDay[i]!),
        until: isoDate(journeys.newUntil[i]! - 1),
        months: settings.lifecycle.newMonths,
      };
    case isReturned:
      return {
        rule: 'shipment_after_gap',
        since: isoDate(journeys.returnedDay[i]!),
        until: isoDate(journeys.returnedUntil[i]! - 1),
        months: settings.lifecycle.returnedMonths,
      };
    case inDevelopment:
      return { rule: 'assigned_to_active_sales', since: null, until: null, months: null };
    case noLifecycle:
      return { rule: 'never_shipped', since: null, until: null, months: null };
    default:
      return { rule: 'shipped_before', since: isoDate(journeys.firstDay[i]!), until: null, months: null };
  }
}

function tierReason(i: number, { settings, ranker }: Decided, window: Period | null): TierReason {
  const byMonth = ranker.windowValues(i);
  const total = ranker.windowTotal[i]!;
  const { rule, rankings } = tierRule(i, { settings, ranker, byMonth, total });
  return { rule, criterion: settings.tiers.criterion, window, total, by_month: byMonth, rankings };
}

function tierRule(
  i: number,
  { settings, ranker, byMonth, total }: { settings: ValuationSettings; ranker: TierRanker; byMonth: number[]; total: number },
): { rule: TierReason['rule']; rankings: RankedPlace[] } {
  const { vip: vipRankings, good: goodRanking } = ranker.rankings;
  const amongRest = goodRanking && total > 0 ? [place(total, goodRanking)] : [];
  switch (ranker.tier[i]) {
    case vip: {
      if (settings.tiers.method === 'period') return { rule: 'best_of_window', rankings: vipRankings.map((r) => place(total, r)) };
      const rankings = vipRankings
        .map((ranking, at) => ({ ranking, value: byMonth[at]!, back: vipRankings.length - 1 - at }))
        .filter(({ back }) => ranker.vipMonths[i]! & (1 << back))
        .map(({ ranking, value }) => place(value, ranking));
      return { rule: 'best_of_month', rankings };
    }
    case good:
      return ranker.fellOut[i]
        ? { rule: 'was_vip_a_month_ago', rankings: amongRest }
        : { rule: 'next_best_of_window', rankings: amongRest };
    case noTier:
      return { rule: 'nothing_in_window', rankings: [] };
    default:
      return { rule: 'in_window', rankings: amongRest };
  }
}

function place(value: number, ranking: Ranking): RankedPlace {
  return {
    first: ranking.period.first,
    last: ranking.period.last,
    value,
    rank: rankOf(value, ranking),
    candidates: ranking.sorted.length,
    places: ranking.size,
    cut: ranking.cut,
  };
}
