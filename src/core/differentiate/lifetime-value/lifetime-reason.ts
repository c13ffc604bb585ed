/** Why a customer is expected to bring what it is: what it did so far, how likely it is still a customer, what it brings while it stays; as data. */
import { isoDate } from '../../calendar.ts';
import type { IsoDate } from '../../facts.ts';
import type { LifetimeSettings } from '../settings.ts';
import { type CompanyHistories, historyOf, type ValueBasis } from './company-histories.ts';
import type { Forecaster } from './forecaster.ts';
import type { RivalName } from './rivals.ts';
import { weeksPerMonth } from './trade-clock.ts';

export interface LifetimeReason {
  rule: 'model' | 'rival' | 'projection';
  basis: ValueBasis;
  /** The plain forecast that is used in the model's place. */
  rival: RivalName | null;
  transactions: number;
  since: IsoDate;
  silent_days: number;
  /** Null where no model is used, or the histories show nobody leaving. */
  alive_probability: number | null;
  /** Transactions a month to begin with: by a model as long as the customer stays, else as the past had them. */
  per_month: number;
  /** Minor units that one of them brings. */
  transaction_minor: number;
  horizon_months: number;
  discount_permille: number;
  /** Only where a projection needs it. */
  retention_permille: number | null;
  value_minor: number;
  low_minor: number | null;
  high_minor: number | null;
}

interface Known {
  histories: CompanyHistories;
  settings: LifetimeSettings;
  basis: ValueBasis;
  /** Minor units a transaction, by customer. */
  mean: ArrayLike<number>;
  forecaster: Forecaster | null;
  rival: RivalName | null;
  /** Transactions a month by customer where the values go by the past alone. */
  plainRates: ArrayLike<number> | null;
}

type Worth = Pick<LifetimeReason, 'alive_probability' | 'value_minor' | 'low_minor' | 'high_minor'>;

/** Null for who has not bought yet. */
export function lifetimeReason(known: Known, i: number, worth: Worth): LifetimeReason | null {
  const { histories, settings, basis, mean, forecaster, rival, plainRates } = known;
  if (histories.transactions[i] === 0) return null;
  const rule = forecaster === null ? 'projection' : rival === null ? 'model' : 'rival';
  return {
    rule,
    basis,
    rival,
    transactions: histories.transactions[i]!,
    since: isoDate(histories.firstDay[i]!),
    silent_days: histories.endDay - histories.lastDay[i]!,
    per_month: plainRates === null ? paceOf(forecaster!, { histories, settings, i }) : plainRates[i]!,
    transaction_minor: Math.round(mean[i]!),
    horizon_months: settings.horizonMonths,
    discount_permille: settings.discountPermille,
    retention_permille: rule === 'projection' ? settings.retentionPermille : null,
    ...worth,
  };
}

/** Of an average month: the next one may be a busy one. */
function paceOf(forecaster: Forecaster, { histories, settings, i }: Pick<Known, 'histories' | 'settings'> & { i: number }): number {
  const nextMonth = forecaster.ifAlive(historyOf(histories, i), settings.horizonMonths).byMonth[0]!;
  return (nextMonth * weeksPerMonth) / histories.clock.weeksAhead(histories.endDay, 1);
}
