/** Words for what the model of costs names: the starting model's own work and the usual events have theirs, the rest is as it was written. */
import { m } from '../../../messages/compiled/messages.js';
import { monthName, quantity } from '../language/format.ts';
import { sentence } from '../language/words.ts';

/** "order_handling 2" is the second activity of that name. */
export function activityName(name: string): string {
  const [, code = '', nth = ''] = /^([a-z_]+)( \d+)?$/.exec(name) ?? [];
  const word = code === '' ? null : sentence(`work_${code}`, {});
  return word === null ? name : `${word}${nth}`;
}

export function eventWord(event: string): string {
  return sentence(`cost_event_${event}`, {}) ?? event;
}

/** Whole minutes of millionths. */
export function minutes(micro: string): string {
  return quantity(String((BigInt(micro) + 500_000n) / 1_000_000n));
}

/** A version of the model by the month from which it holds. */
export function versionWord(from: string): string {
  return from === '' ? m.model_from_beginning() : m.model_from({ month: monthName(from) });
}
