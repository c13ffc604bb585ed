/** Sentences for people out of problems and codes, in their language: the same messages as the web's. */
import type { Problem } from '../records/tables.ts';
import { m } from '../../messages/compiled/messages.js';

export type Language = 'ru' | 'uk' | 'en';

type Message = (inputs: Record<string, unknown>, options: { locale: Language }) => string;
const messages = m as unknown as Record<string, Message | undefined>;

/** The message of that key, or null where the catalogue has none. */
export function say(key: string, inputs: Record<string, unknown>, language: Language): string | null {
  return messages[key]?.(inputs, { locale: language }) ?? null;
}

/** What is wrong, and what to do about it. */
export function sayProblem(problem: Problem, language: Language): string {
  const detail = readable(problem.detail, language);
  const kind = say(`refusal_${problem.code}`, detail, language) === null ? 'problem' : 'refusal';
  const sentences = [say(`${kind}_${problem.code}`, detail, language), say(`${kind}_${problem.code}_todo`, detail, language)];
  return sentences.filter((sentence) => sentence !== null).join(' ') || `${problem.code} ${JSON.stringify(problem.detail)}`;
}

/** Details name columns by their codes; a person reads their names. */
function readable(detail: Problem['detail'], language: Language): Record<string, string> {
  if (detail['column'] === undefined) return detail;
  const names = detail['column']
    .split(', ')
    .map((meaning) => say(`meaning_${meaning === 'amount' ? 'net_amount' : meaning}`, {}, language) ?? meaning);
  return { ...detail, meaning: names.join(', ') };
}

export function sayReason(prefix: 'reject' | 'hold' | 'ignored', reason: string, language: Language): string {
  return say(`${prefix}_${reason}`, {}, language) ?? reason;
}
