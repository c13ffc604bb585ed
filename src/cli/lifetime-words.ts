/** Why a customer is expected to bring what it is, in the words of the terminal's language. */
import type { LifetimeReason } from '../core/differentiate/lifetime-value/lifetime-reason.ts';
import type { Words } from './words.ts';

export function lifetimeWords(reason: LifetimeReason, currency: string, { t, money, percent, number }: Words): string {
  const amount = (minor: number): string => money(minor, currency);
  const { alive_probability: alive, low_minor: low, high_minor: high, rival } = reason;
  return [
    ...(reason.since === null
      ? []
      : [
          t('reason_lifetime_bought', {
            count: reason.transactions,
            since: reason.since,
            ago: t('worth_days_ago', { count: reason.silent_days }),
          }),
        ]),
    ...(alive === null ? [] : [t('worth_alive', { share: percent(alive, 1) })]),
    t(`reason_lifetime_${reason.rule}`, {
      count: reason.contracts,
      per_month: number(reason.per_month),
      money: amount(reason.transaction_minor),
      basis: t(`lifetime_basis_${reason.basis}`),
      rival: rival === null ? '' : t(`lifetime_model_${rival}`),
      retention: percent((reason.retention_permille ?? 0) / 1000, 1),
    }),
    t('reason_lifetime_value', {
      count: reason.horizon_months,
      value: amount(reason.value_minor),
      discount: percent(reason.discount_permille / 1000, 1),
    }),
    ...(low === null || high === null ? [] : [t('worth_lifetime_range', { low: amount(low), high: amount(high) })]),
  ].join(' ');
}
