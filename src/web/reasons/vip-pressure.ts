/** A VIP whose margin is being squeezed. */
import type { VipPressureReason } from '../../core/differentiate/vip-pressure.ts';
import { m } from '../../../messages/compiled/messages.js';
import { percent } from '../language/format.ts';
import type { Explanation } from './explain.ts';

export function explainVipPressure(reason: VipPressureReason): Explanation {
  return { subject: m.reason_vip_pressure_subject(), risk: true, sentences: [sentence(reason)] };
}

function sentence(reason: VipPressureReason): string {
  if (reason.rule === 'discount_rising') {
    return m.reason_vip_pressure_discount({ rates: reason.discount_rates_permille.map(rate).join(' → ') });
  }
  return m.reason_vip_pressure_margin({ now: rate(reason.margin_rate_permille ?? 0), before: rate(reason.margin_rate_before_permille ?? 0) });
}

function rate(permille: number): string {
  return percent(permille / 1000, 1);
}
