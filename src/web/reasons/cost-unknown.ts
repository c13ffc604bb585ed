/** The margin is not known, because lines lack their cost. */
import { m } from '../../../messages/compiled/messages.js';
import type { Explanation } from './explain.ts';

export function explainCostUnknown(unknown: boolean): Explanation | null {
  return unknown ? { subject: m.measure_gross_margin(), sentences: [m.reason_cost_unknown()] } : null;
}
