/** The reason for a customer's lifetime value: its purchases so far, P(alive), its value while it stays; as data. */
import { isoDate } from '../../calendar.ts';
import type { IsoDate } from '../../facts.ts';
import type { LifetimeSettings } from '../settings.ts';
import { type CompanyHistories, historyOf, type ValueBasis } from './histories/company-histories.ts';
import type { Forecaster } from './forecast/forecaster.ts';
import type { RivalName } from './forecast/rivals.ts';
import { weeksPerMonth } from './histories/trade-clock.ts';

export interface LifetimeReason {
  rule: 'contracts' | 'model' | 'rival' | 'projection';
  /** Open ones, by whose renewals the customer is valued; 0 by any other rule. */
  contracts: number;
  basis: ValueBasis;
  /** The plain forecast that is used in the model's place. */
  rival: RivalName | null;
  transactions: number;
  /** Null where a customer under contract has not bought yet. */
  since: IsoDate | null;
  silent_days: number | null;
  /** Null where no model is used, or the histories show no dropout. */
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
  /** Transactions a month by customer where the values use the past alone. */
  plainRates: ArrayLike<number> | null;
  contracts: number;
}

type Worth = Pick<LifetimeReason, 'alive_probability' | 'value_minor' | 'low_minor' | 'high_minor'>;

/** Null for customers with no purchases and no open contract. */
export function lifetimeReason(known: Known, i: number, worth: Worth): LifetimeReason | null {
  const { histories, settings, basis, mean, forecaster, rival, plainRates, contracts } = known;
  const bought = histories.transactions[i]! > 0;
  if (!bought && contracts === 0) return null;
  const rule = contracts > 0 ? 'contracts' : forecaster === null ? 'projection' : rival === null ? 'model' : 'rival';
  return {
    rule,
    contracts,
    basis,
    rival,
    transactions: histories.transactions[i]!,
    since: bought ? isoDate(histories.firstDay[i]!) : null,
    silent_days: bought ? histories.endDay - histories.lastDay[i]! : null,
    per_month: rule === 'contracts' ? 0 : plainRates === null ? paceOf(forecaster!, { histories, settings, i }) : plainRates[i]!,
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
