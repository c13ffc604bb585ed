/** A rule that this page has no words for: its inputs as they are. */
import { m } from '../../../messages/compiled/messages.js';
import type { Explanation } from './explain.ts';

export function explainUnknown(rule: string, inputs: unknown): Explanation {
  const rows = typeof inputs === 'object' && inputs !== null ? Object.entries(inputs) : [[rule, inputs] as const];
  return {
    subject: rule.replaceAll('_', ' '),
    sentences: [m.reason_unknown()],
    table: {
      head: [m.reason_input(), m.reason_value()],
      rows: rows.map(([name, value]) => [name.replaceAll('_', ' '), typeof value === 'string' ? value : JSON.stringify(value)]),
    },
  };
}
