/** Does the customer buy these months? methods: m shipment months among the last n (docs/methods/activity.md). */
import type { ValuationSettings } from '../settings.ts';

export const activities = ['stabilised', 'unstabilised', 'lost', 'prospect'] as const;
export type Activity = (typeof activities)[number];

export const stabilised = 0;
export const unstabilised = 1;
export const lost = 2;
export const prospect = 3;

/** An index into `activities`: this runs for every customer and month. */
export function activityIndex(shipmentMonths: number, everShipped: boolean, settings: ValuationSettings['activity']): number {
  if (!everShipped) return prospect;
  if (shipmentMonths >= settings.stabilisedMonths) return stabilised;
  if (shipmentMonths >= settings.unstabilisedMonths) return unstabilised;
  return lost;
}

export interface ActivityReason {
  rule: 'shipment_months' | 'never_shipped';
  window: { first: string; last: string } | null;
  /** First days of the shipment months in the window, oldest first. */
  shipment_months: string[];
  cut: { stabilised: number; unstabilised: number };
  /** The first shipment came after the reference month: it is not measured yet. */
  shipped_since_window: boolean;
}
