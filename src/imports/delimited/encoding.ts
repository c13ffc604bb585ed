/** Which encoding a text file is in, by its content. Latin-1 is not among the answers: our sources do not write it. KOI8-R is read as KOI8-U, which has all its letters. */
import { isUtf8 } from 'node:buffer';
import { cyrillicEncoding } from './cyrillic.ts';
import type { Sample } from './sample.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'ibm866' | 'koi8-u';

export function detectEncoding(sample: Sample): { encoding: TextEncoding; bom: boolean } {
  const { head } = sample;
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: true };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: true };

  const buffers = [head, ...sample.slices];
  const utf16 = utf16WithoutBom(buffers);
  if (utf16) return { encoding: utf16, bom: false };
  if (isMostlyUtf8(buffers)) return { encoding: 'utf-8', bom: false };
  return { encoding: cyrillicEncoding(buffers), bom: false };
}

/**
 * In UTF-16 the high byte of ASCII is 0 and of Cyrillic is 4, so one half of the bytes is almost all 0 and 4.
 * In an eight-bit text both are as good as absent.
 */
function utf16WithoutBom(buffers: Buffer[]): 'utf-16le' | 'utf-16be' | null {
  const high = [0, 0];
  let pairs = 0;
  for (const buffer of buffers) {
    for (let i = 0; i + 1 < buffer.length; i += 2) {
      if (buffer[i] === 0 || buffer[i] === 4) high[0]!++;
      if (buffer[i + 1] === 0 || buffer[i + 1] === 4) high[1]!++;
      pairs++;
    }
  }
  const [even, odd] = [high[0]! / pairs, high[1]! / pairs];
  if (odd > 0.7 && odd > 4 * even) return 'utf-16le';
  if (even > 0.7 && even > 4 * odd) return 'utf-16be';
  return null;
}

/**
 * Strictly valid, or valid but for a few characters: programs that cut names to forty bytes cut characters in two.
 * Cyrillic in an eight-bit encoding hardly ever makes a valid sequence.
 */
function isMostlyUtf8(buffers: Buffer[]): boolean {
  if (buffers.length === 1 && isUtf8(buffers[0]!)) return true;
  let valid = 0;
  let broken = 0;
  for (const buffer of buffers) {
    // The edges of a slice may lie inside a character.
    let start = 0;
    while (start < 3 && buffer !== buffers[0] && (buffer[start]! & 0xc0) === 0x80) start++;
    for (let i = start; i < buffer.length - 3;) {
      const length = sequenceLength(buffer, i);
      if (length === 0) broken++;
      else if (length > 1) valid++;
      i += length || 1;
    }
  }
  if (buffers.length === 1 && valid === 0) return false;
  return broken === 0 || valid > 20 * broken;
}

/** Bytes of the UTF-8 sequence at `i`, 0 where there is none. */
function sequenceLength(buffer: Buffer, i: number): number {
  const lead = buffer[i]!;
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let k = 1; k < length; k++) if ((buffer[i + k]! & 0xc0) !== 0x80) return 0;
  return length;
}
