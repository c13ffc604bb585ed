/** The published result of each customer: its classes, the figures behind them, and the reasons as data, never as sentences. */
import type { IsoDate } from '../facts.ts';
import type { ActivityReason } from './classes/activity.ts';
import type { DifficultReason } from './classes/difficult.ts';
import type { LifecycleReason } from './classes/lifecycle.ts';
import type { DecidedBy } from './fields.ts';
import type { LifetimeReason } from './lifetime-value/lifetime-reason.ts';
import type { RhythmReason } from './classes/rhythm.ts';
import type { Criterion } from './settings.ts';
import type { StrategicReason } from './strategic-value/value-strategically.ts';
import type { VipPressureReason } from './classes/vip-pressure.ts';

/** What the classes and the profit of a customer say of it, as fields.ts lists them. */
export interface Scorecard extends DecidedBy<'classes' | 'profit'> {
  /** Index of the customer in the measures. */
  customer: number;
  days_since_last_shipment: number | null;
}

export interface ScorecardReason {
  activity: ActivityReason;
  lifecycle: LifecycleReason;
  /** Null where nothing was ever shipped. */
  rhythm: RhythmReason | null;
  tier: TierReason;
  /** Only of difficult customers. */
  difficult: DifficultReason | null;
  /** Only of VIPs under pressure. */
  vip_pressure: VipPressureReason | null;
  /** A line of the tier window lacks its cost, so its margin is not known. */
  cost_unknown: boolean;
}

/** With what lies ahead of the customer: as a run keeps it. */
export interface PublishedReason extends ScorecardReason {
  /** Null where it never bought. */
  lifetime: LifetimeReason | null;
  /** Null where it never bought and nothing is known of its need. */
  strategic: StrategicReason | null;
}

export interface TierReason {
  rule: 'best_of_month' | 'best_of_window' | 'next_best_of_window' | 'was_vip_a_month_ago' | 'in_window' | 'nothing_in_window';
  criterion: Criterion;
  window: { first: IsoDate; last: IsoDate } | null;
  /** The criterion over the window, and in each of its months, oldest first. */
  total: number;
  by_month: number[];
  /** The rankings that decided: rank (equal values share one) of so many candidates, the last place and the value that took it. */
  rankings: RankedPlace[];
}

export interface RankedPlace {
  first: IsoDate;
  last: IsoDate;
  value: number;
  rank: number;
  candidates: number;
  places: number;
  cut: number;
}
