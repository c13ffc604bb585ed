/**
 * Customers all of whose amounts of the tier window are in currencies without a rate. They are in no tier for want of a rate, and not
 * for want of purchases; and figures without any amount in the company's currency are unknown.
 */
import { fields, fieldsWith, type UnknownFields } from './fields.ts';

export function isNotValued({ tier, unvalued }: { tier: string; unvalued: object | null }): boolean {
  return tier === 'none' && unvalued !== null;
}

/** Of a scorecard whose customer is not valued. */
export const unknownUnlessValued = Object.fromEntries(
  fieldsWith({ needsValues: true }).map((name) => [name, fields[name].of === 'flag' ? false : null]),
) as UnknownFields;
