/** Told by its tags: a reference, an account, and a balance or a booking, each at the beginning of a line. */
import { headText } from '../../whole-file/decode-text.ts';

export function isMt940(head: Buffer): boolean {
  const text = headText(head);
  return /(?:^|[\r\n}])\s*:20:/.test(text) && /[\r\n]:25P?:/.test(text) && /[\r\n]:(?:60[FM]|61|34F):/.test(text);
}
