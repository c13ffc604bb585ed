/** Words for the codes that the server sends: `reject` + `missing_date` → the sentence. An unknown code is shown as it is. */
import { m } from '../../../messages/compiled/messages.js';
import type { Activity, Batch, ColumnMeaning, Lifecycle, StrategicTier, Tier } from '../data/shapes.ts';

type Subject = 'reject' | 'hold' | 'stage' | 'ignored' | 'step' | 'document_kind' | 'owner_reason';

export const activityWord = (activity: Activity): string => m[`activity_${activity}`]();
export const lifecycleWord = (lifecycle: Lifecycle): string => m[`lifecycle_${lifecycle}`]();
export const tierWord = (tier: Tier): string => m[`tier_${tier}`]();
export const strategicTierWord = (tier: StrategicTier): string => m[`strategic_tier_${tier}`]();
export const meaningWord = (meaning: ColumnMeaning): string => m[`meaning_${meaning}`]();

export const kindWord = (kind: NonNullable<Batch['kind']>): string => m[`kind_${kind}`]();

export function wordFor(subject: Subject, code: string): string {
  return sentence(`${subject}_${code}`, {}) ?? code;
}

/** The text of an event, with the details that the message needs; null without such a message. */
export function sentence(key: string, detail: Record<string, unknown>): string | null {
  const message = (m as unknown as Record<string, ((inputs: Record<string, unknown>) => string) | undefined>)[key];
  return message ? message(detail) : null;
}
