/**
 * Sentences made of a customer's reasons: the deciding rule, its months, its figures. One file per rule.
 * A rule that is not known here is shown with its bare inputs: a newer server must not leave an older page silent.
 */
import type { PublishedReason } from '../../core/differentiate/scorecard.ts';
import type { CustomerCard } from '../data/shapes.ts';
import { explainActivity } from './activity.ts';
import { explainCostUnknown } from './cost-unknown.ts';
import { explainDifficult } from './difficult.ts';
import { explainLifecycle } from './lifecycle.ts';
import { explainLifetime } from './lifetime.ts';
import { explainNotValued } from './not-valued.ts';
import { explainRhythm } from './rhythm.ts';
import { explainStrategic } from './strategic.ts';
import { explainTier } from './tier.ts';
import { explainUnknown } from './unknown.ts';
import { explainVipPressure } from './vip-pressure.ts';

export interface Explanation {
  /** The subject of the explanation: a class, a warning. */
  subject: string;
  /** The first says why; the others by which rule. */
  sentences: string[];
  /** The exact figures, for checking. */
  table?: { head: string[]; rows: string[][] } | undefined;
  risk?: boolean;
}

export type Explained = Pick<CustomerCard, 'tier' | 'activity' | 'lifecycle' | 'late' | 'currency' | 'notValued' | 'unvaluedInWindow'>;

const rules: { [Rule in keyof PublishedReason]: (reason: NonNullable<PublishedReason[Rule]>, customer: Explained) => Explanation | null } =
  {
    tier: explainTier,
    activity: explainActivity,
    lifecycle: explainLifecycle,
    rhythm: explainRhythm,
    lifetime: explainLifetime,
    strategic: explainStrategic,
    difficult: explainDifficult,
    vip_pressure: explainVipPressure,
    cost_unknown: explainCostUnknown,
  };

/** Rules that use money in the company's currency: without any amount they would only repeat that there is none. */
const ofValuedMoney: ReadonlySet<string> = new Set(['tier', 'lifetime', 'strategic', 'difficult', 'cost_unknown']);

export function explain(reason: CustomerCard['reason'], customer: Explained): Explanation[] {
  const inOrder = [...Object.keys(rules), ...Object.keys(reason).filter((rule) => !(rule in rules))];
  return inOrder.flatMap((rule) => {
    if (customer.notValued && ofValuedMoney.has(rule)) return rule === 'tier' ? explainNotValued(customer) : [];
    const inputs = reason[rule];
    if (inputs === null || inputs === undefined || inputs === false) return [];
    return explainOne(rule, inputs, customer) ?? [];
  });
}

function explainOne(rule: string, inputs: unknown, customer: Explained): Explanation | null {
  const known = (rules as Record<string, ((reason: never, customer: Explained) => Explanation | null) | undefined>)[rule];
  if (!known) return explainUnknown(rule, inputs);
  try {
    return known(inputs as never, customer);
  } catch {
    // The rule is known but its inputs look otherwise: of another version.
    return explainUnknown(rule, inputs);
  }
}
