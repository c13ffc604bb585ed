/**
 * A whole text to characters: by its byte order mark, else UTF-8 where it is valid, else one of the Cyrillic encodings, else
 * Western European. Cyrillic comes in runs of letters above 127, while umlauts and accents stand alone among ASCII.
 */
import { isUtf8 } from 'node:buffer';
import { cyrillicEncoding } from '../delimited/cyrillic.ts';

export type WholeTextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'ibm866' | 'koi8-u' | 'windows-1252';

export function decodeText(bytes: Buffer): string {
  return new TextDecoder(wholeTextEncoding(bytes)).decode(bytes);
}

export function wholeTextEncoding(bytes: Buffer): WholeTextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  return lettersInRuns(bytes) ? cyrillicEncoding([bytes]) : 'windows-1252';
}

/** Whether at least half of the bytes above 127 have a neighbour of their kind on both sides or stand in a row of three. */
function lettersInRuns(bytes: Buffer): boolean {
  let high = 0;
  let inRuns = 0;
  let run = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at]! >= 0x80) run++;
    else {
      high += run;
      if (run >= 3) inRuns += run;
      run = 0;
    }
  }
  return inRuns * 2 >= high;
}

/** The first characters of a file, enough to tell what it is: ASCII signs are the same in every encoding but UTF-16. */
export function headText(head: Buffer): string {
  const encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'latin1';
  const text = new TextDecoder(encoding).decode(head);
  return text.replace(/^(?:\ufeff|ï»¿)/, '');
}
