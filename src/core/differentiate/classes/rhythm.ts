/** Is the customer silent for longer than it usually is? Its own interval, not the company's (docs/methods/rhythm.md). */
import type { EpochDay } from '../../calendar.ts';
import type { ValuationSettings } from '../settings.ts';

export interface Rhythm {
  shipmentDays: number;
  firstDay: EpochDay;
  lastDay: EpochDay;
}

/**
 * g = (last − first) / (days − 1); late when days since the last shipment > factor × g. Cross-multiplied, so that a customer
 * exactly at the bound is never late by a rounding error.
 */
export function isLate(day: EpochDay, rhythm: Rhythm, settings: ValuationSettings['rhythm']): boolean {
  if (rhythm.shipmentDays < settings.leastShipmentDays || rhythm.shipmentDays < 2) return false;
  const silentDays = day - rhythm.lastDay;
  return silentDays * 1000 * (rhythm.shipmentDays - 1) > settings.lateFactorPermille * (rhythm.lastDay - rhythm.firstDay);
}

export interface RhythmReason {
  shipment_days: number;
  days_since_last: number;
  /** Null with too few shipment days: no rhythm. */
  mean_gap_days: number | null;
  late_after_days: number | null;
}

export function rhythmReason(day: EpochDay, rhythm: Rhythm, settings: ValuationSettings['rhythm']): RhythmReason {
  const known = rhythm.shipmentDays >= Math.max(2, settings.leastShipmentDays);
  const gap = (rhythm.lastDay - rhythm.firstDay) / (rhythm.shipmentDays - 1);
  return {
    shipment_days: rhythm.shipmentDays,
    days_since_last: day - rhythm.lastDay,
    mean_gap_days: known ? Math.round(gap * 10) / 10 : null,
    late_after_days: known ? Math.floor((gap * settings.lateFactorPermille) / 1000) : null,
  };
}
