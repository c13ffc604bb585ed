/** A VIP whose margin is being squeezed. */
import type { VipPressureReason } from '../../core/differentiate/classes/vip-pressure.ts';
import { m } from '../../../messages/compiled/messages.js';
import { percent, shortMoney } from '../language/format.ts';
import type { Explained, Explanation } from './explain.ts';

export function explainVipPressure(reason: VipPressureReason, customer: Explained): Explanation {
  return { subject: m.reason_vip_pressure_subject(), risk: true, sentences: [sentence(reason, customer)] };
}

function sentence(reason: VipPressureReason, customer: Explained): string {
  if (reason.rule === 'no_profit')
    return m.reason_vip_pressure_no_profit({
      profit: shortMoney({ minor: String(reason.net_profit_minor ?? 0), currency: customer.currency }),
    });
  if (reason.rule === 'discount_rising') {
    return m.reason_vip_pressure_discount({ rates: reason.discount_rates_permille.map(rate).join(' → ') });
  }
  return m.reason_vip_pressure_margin({
    now: rate(reason.margin_rate_permille ?? 0),
    before: rate(reason.margin_rate_before_permille ?? 0),
  });
}

function rate(permille: number): string {
  return percent(permille / 1000, 1);
}
