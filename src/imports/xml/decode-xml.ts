/** XML to characters: its byte order mark, then what the bytes are, then what the declaration says; the last is wrong now and then. */
import { isAscii, isUtf8 } from 'node:buffer';
import { decodeText } from '../whole-file/decode-text.ts';

export function decodeXml(bytes: Buffer): string {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (marked || isUtf8(bytes)) return decodeText(bytes);
  const declared = /^[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,20})["']/i.exec(bytes.toString('latin1', 0, 200))?.[1];
  const decoder = declared === undefined || /^utf-?8$/i.test(declared) ? null : decoderOf(declared);
  return decoder ? decoder.decode(bytes) : decodeText(bytes);
}

function decoderOf(label: string): TextDecoder | null {
  try {
    const decoder = new TextDecoder(label.replace(/^cp-?(?=\d)/i, label.endsWith('866') ? 'ibm' : 'windows-'));
    // A declaration in ASCII cannot be in UTF-16.
    return decoder.encoding.startsWith('utf-16') && isAscii(Buffer.from(label)) ? null : decoder;
  } catch {
    return null;
  }
}
