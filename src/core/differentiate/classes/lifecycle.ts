/** The stage of a customer. New and returned are determined by days, not by months (docs/methods/lifecycle.md). */
import type { EpochDay } from '../../calendar.ts';
import { noDay } from '../measures.ts';
import type { ValuationSettings } from '../settings.ts';

export const lifecycles = ['new', 'returned', 'in_development', 'established', 'none'] as const;
export type Lifecycle = (typeof lifecycles)[number];

export const isNew = 0;
export const isReturned = 1;
export const inDevelopment = 2;
export const established = 3;
export const noLifecycle = 4;

/** An index into `lifecycles`. The ends are the first days on which the customer is no longer new, or returned. */
export function lifecycleIndex(day: EpochDay, customer: { newUntil: EpochDay; returnedUntil: EpochDay; inDevelopment: boolean }): number {
  if (customer.newUntil !== noDay && day < customer.newUntil) return isNew;
  if (customer.returnedUntil !== noDay && day < customer.returnedUntil) return isReturned;
  if (customer.inDevelopment) return inDevelopment;
  return customer.newUntil === noDay ? noLifecycle : established;
}

/**
 * Whether a shipment month is a return: the customer had shipment months before, and none in at least the months of the gap.
 * February and May are not a return: only March and April lie between.
 */
export function isReturn(period: number, lastShipmentPeriod: number, settings: ValuationSettings['lifecycle']): boolean {
  return lastShipmentPeriod >= 0 && period - lastShipmentPeriod > settings.returnedGapMonths;
}

export interface LifecycleReason {
  rule: 'first_shipment' | 'shipment_after_gap' | 'assigned_to_active_sales' | 'shipped_before' | 'never_shipped';
  /** The shipment day that decides it, and the last day on which it holds. */
  since: string | null;
  until: string | null;
  months: number | null;
}
