/**
 * The choices of a company about activity, lifecycle, rhythm, tiers and trends, and their defaults.
 * Settings are dated and versioned records; here is only their shape. Rates are whole thousandths, never fractions.
 */
import type { WindowKind } from '../calendar.ts';

export const criteria = [
  'payments_count',
  'payments_sum',
  'units',
  'revenue',
  'orders',
  'gross_margin',
  'net_profit',
  'lifetime_value',
] as const;
export type Criterion = (typeof criteria)[number];
/** Amounts of a month, which add up over a window; a lifetime value is expected at its end, and does not. */
export type MeasuredCriterion = Exclude<Criterion, 'lifetime_value'>;

export interface ValuationSettings {
  /** calendar: whole months up to the reference month. rolling: months counted back from the as-of date itself. */
  window: WindowKind;
  activity: {
    windowMonths: number;
    /** Shipment months in the window that make a customer stabilised, and unstabilised. */
    stabilisedMonths: number;
    unstabilisedMonths: number;
  };
  lifecycle: {
    newMonths: number;
    returnedMonths: number;
    /** Months without a shipment that must lie before a shipment for it to count as a return. */
    returnedGapMonths: number;
  };
  rhythm: {
    /** Late when silent for longer than the usual interval times this. */
    lateFactorPermille: number;
    leastShipmentDays: number;
  };
  tiers: {
    criterion: Criterion;
    /** monthly: VIP is the union of the months' best. period: the window is ranked once. */
    method: 'monthly' | 'period';
    windowMonths: number;
    vipPermille: number;
    goodPermille: number;
  };
  trends: {
    yearMonths: number;
    recentMonths: number;
    /** The months before the recent ones that they are compared with. */
    beforeMonths: number;
  };
  vipPressure: {
    /** Fall of the margin rate, in thousandths of revenue, and relative to the earlier rate. */
    fallPermille: number;
    relativeFallPermille: number;
    discountRisesMonths: number;
  };
  lifetime: LifetimeSettings;
  strategic: StrategicSettings;
}

export interface LifetimeSettings {
  horizonMonths: number;
  /** A year, nominal, compounding monthly. */
  discountPermille: number;
  /** Share of customers that stays from one year to the next: asked only where the data is too thin for a model. */
  retentionPermille: number;
  /** Days after the end of a contract's term within which another term still renews it. */
  renewalGraceDays: number;
}

export interface StrategicSettings {
  /** Shares of the customers, and of those who are left. */
  mostValuablePermille: number;
  mostGrowablePermille: number;
  /** The percentile that counts as the best of the peers. */
  peerPercentilePermille: number;
  /** The least number of peers. */
  leastPeers: number;
}

export const defaultSettings: ValuationSettings = {
  window: 'calendar',
  activity: { windowMonths: 3, stabilisedMonths: 2, unstabilisedMonths: 1 },
  lifecycle: { newMonths: 3, returnedMonths: 2, returnedGapMonths: 3 },
  rhythm: { lateFactorPermille: 2000, leastShipmentDays: 3 },
  tiers: { criterion: 'revenue', method: 'monthly', windowMonths: 6, vipPermille: 200, goodPermille: 200 },
  trends: { yearMonths: 12, recentMonths: 3, beforeMonths: 12 },
  vipPressure: { fallPermille: 50, relativeFallPermille: 200, discountRisesMonths: 3 },
  lifetime: { horizonMonths: 36, discountPermille: 120, retentionPermille: 800, renewalGraceDays: 31 },
  strategic: { mostValuablePermille: 200, mostGrowablePermille: 200, peerPercentilePermille: 800, leastPeers: 10 },
};
