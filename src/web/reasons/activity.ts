/** Stabilised, unstabilised, lost: in how many of the last months something was shipped. */
import type { ActivityReason } from '../../core/differentiate/classes/activity.ts';
import { m } from '../../../messages/compiled/messages.js';
import { monthName } from '../language/format.ts';
import { activityWord } from '../language/words.ts';
import type { Explained, Explanation } from './explain.ts';
import { monthsBetween } from './months.ts';

export function explainActivity(reason: ActivityReason, customer: Explained): Explanation {
  return { subject: activityWord(customer.activity), risk: customer.activity === 'lost', sentences: sentences(reason) };
}

function sentences(reason: ActivityReason): string[] {
  if (reason.shipped_since_window) return [m.reason_activity_shipped_since()];
  if (reason.rule === 'never_shipped' || !reason.window) return [m.reason_activity_never_shipped()];
  const all = monthsBetween(reason.window);
  const shipped = reason.shipment_months.map((day) => monthName(day.slice(0, 7)));
  const why =
    shipped.length === 0
      ? m.reason_activity_no_months({ count: all })
      : m.reason_activity_months({ shipped: shipped.length, of: all, months: shipped.join(', ') });
  return [why, m.reason_activity_rule({ stabilised: reason.cut.stabilised, unstabilised: reason.cut.unstabilised, of: all })];
}
