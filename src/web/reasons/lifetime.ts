/** The customer's lifetime value: purchases so far, P(alive), value while it stays, and the total over the horizon. */
import type { LifetimeReason } from '../../core/differentiate/lifetime-value/lifetime-reason.ts';
import { m } from '../../../messages/compiled/messages.js';
import { longDate, percent, roundedNumber, shortMoney } from '../language/format.ts';
import type { Explained, Explanation } from './explain.ts';

export function explainLifetime(reason: LifetimeReason, { currency }: Explained): Explanation {
  const money = (minor: number): string => shortMoney({ minor: String(minor), currency });
  const { alive_probability: alive, low_minor: low, high_minor: high } = reason;
  const bought =
    reason.since === null
      ? []
      : [
          m.reason_lifetime_bought({
            count: reason.transactions,
            since: longDate(reason.since),
            ago: m.worth_days_ago({ count: reason.silent_days ?? 0 }),
          }),
        ];
  const worth = m.reason_lifetime_value({
    count: reason.horizon_months,
    value: money(reason.value_minor),
    discount: percent(reason.discount_permille / 1000, 1),
  });
  return {
    subject: m.lifetime_value(),
    sentences: [
      [...bought, ...(alive === null ? [] : [m.worth_alive({ share: percent(alive) })])].join(' '),
      rule(reason, {
        per_month: roundedNumber(reason.per_month),
        money: money(reason.transaction_minor),
        basis: m[`lifetime_basis_${reason.basis}`](),
      }),
      low === null || high === null ? worth : `${worth} ${m.worth_lifetime_range({ low: money(low), high: money(high) })}`,
    ].filter((said) => said !== ''),
  };
}

function rule(
  { rule: by, rival, retention_permille, contracts }: LifetimeReason,
  inputs: { per_month: string; money: string; basis: string },
): string {
  switch (by) {
    case 'contracts':
      return m.reason_lifetime_contracts({ count: contracts });
    case 'model':
      return m.reason_lifetime_model(inputs);
    case 'rival':
      return m.reason_lifetime_rival({ ...inputs, rival: m[`lifetime_model_${rival!}`]() });
    case 'projection':
      return m.reason_lifetime_projection({ ...inputs, retention: percent((retention_permille ?? 0) / 1000, 1) });
  }
}
