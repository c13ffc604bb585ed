/** New, returned, in development: since which shipment, and until when it holds. */
import type { LifecycleReason } from '../../core/differentiate/classes/lifecycle.ts';
import { m } from '../../../messages/compiled/messages.js';
import { longDate } from '../language/format.ts';
import { lifecycleWord } from '../language/words.ts';
import type { Explained, Explanation } from './explain.ts';

export function explainLifecycle(reason: LifecycleReason, customer: Explained): Explanation | null {
  const sentence = sentenceOf(reason);
  return sentence === null ? null : { subject: lifecycleWord(customer.lifecycle), sentences: [sentence] };
}

function sentenceOf(reason: LifecycleReason): string | null {
  const since = reason.since ? longDate(reason.since) : '—';
  const until = reason.until ? longDate(reason.until) : '—';
  switch (reason.rule) {
    case 'first_shipment':
      return m.reason_lifecycle_first_shipment({ since, until });
    case 'shipment_after_gap':
      return m.reason_lifecycle_after_gap({ since, until });
    case 'assigned_to_active_sales':
      return m.reason_lifecycle_assigned();
    case 'shipped_before':
      return reason.since ? m.reason_lifecycle_shipped_before({ since }) : null;
    case 'never_shipped':
      return null;
  }
}
