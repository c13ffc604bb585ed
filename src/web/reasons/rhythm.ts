/** Late by its own rhythm: the usual interval between its shipments against the present silence. */
import type { RhythmReason } from '../../core/differentiate/classes/rhythm.ts';
import { m } from '../../../messages/compiled/messages.js';
import type { Explained, Explanation } from './explain.ts';

export function explainRhythm(reason: RhythmReason, customer: Explained): Explanation {
  const subject = customer.late ? m.late_word() : m.reason_rhythm_subject();
  if (reason.mean_gap_days === null || reason.late_after_days === null) {
    return { subject, sentences: [m.reason_rhythm_unknown({ count: reason.shipment_days })] };
  }
  return {
    subject,
    risk: customer.late,
    sentences: [
      `${m.reason_rhythm_usual({ count: Math.round(reason.mean_gap_days) })} ${m.reason_rhythm_silent({ count: reason.days_since_last })}`,
      m.reason_rhythm_rule({ count: reason.late_after_days }),
    ],
  };
}
