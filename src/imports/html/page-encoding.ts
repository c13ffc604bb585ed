/** In which encoding a page is: by its mark, else as it says, unless its bytes say otherwise; else by its bytes. */
import { isUtf8 } from 'node:buffer';
import { detectEncoding } from '../delimited/encoding.ts';
import type { Sample } from '../delimited/sample.ts';

/** `stated`: what stands outside of the page, in the head of a message. */
export function pageEncoding(sample: Sample, stated: string | undefined): string {
  const { head } = sample;
  const detected = detectEncoding(sample);
  if (detected.bom || detected.encoding.startsWith('utf-16')) return detected.encoding;
  const start = head.toString('latin1', 0, 8192);
  const named =
    stated ??
    /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(start)?.[1];
  const encoding = known(named);
  // A text of single bytes that says UTF-16 was encoded anew; one that says UTF-8 may be anything.
  if (encoding === undefined || encoding.startsWith('utf-16')) return detected.encoding;
  return encoding === 'utf-8' && !isUtf8(head.subarray(0, Math.max(0, head.length - 4))) ? detected.encoding : encoding;
}

function known(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
