/**
 * Reads an XML part as a stream of tags and texts, by local name, so that prefixes and the strict namespaces do not matter.
 * A DTD is skipped and its entities are never expanded: saxes knows the five built-in ones and leaves others as they stand.
 */
import { SaxesParser } from 'saxes';
import { ImportRefused } from '../recognition.ts';

export interface XmlHandler {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** No tag or text of an honest part is longer; a longer one would have to be held in memory whole. Characters. */
const tokenLimit = 4 << 20;
const depthLimit = 64;

/** Calls the handler for each tag and text; yields after each chunk, so that the caller can take away what came of it. */
export async function* readXml(
  chunks: AsyncGenerator<Buffer>,
  { part, handler }: { part: string; handler: XmlHandler },
): AsyncGenerator<number> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let written = 0;
  let tokenStart = 0;
  let depth = 0;
  let stopped: Error | undefined;

  parser.on('error', (error) => {
    if (!tolerable.test(error.message)) stopped ??= damaged(part);
  });
  parser.on('opentag', (tag) => {
    tokenStart = written;
    if (++depth > depthLimit) stopped ??= damaged(part);
    handler.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    tokenStart = written;
    depth--;
    handler.close?.(localName(tag.name));
  });
  const text = (value: string) => {
    tokenStart = written;
    handler.text?.(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);

  const decoder = new XmlDecoder();
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      const piece = decoder.decode(next.value);
      parser.write(piece);
      written += piece.length;
      if (stopped) throw stopped;
      if (written - tokenStart > tokenLimit) throw new ImportRefused({ code: 'cell_too_large', detail: { part } });
      yield next.value.length;
    }
    parser.close();
    if (stopped) throw stopped;
  } catch (error) {
    await throwIfBomb(chunks);
    throw error;
  } finally {
    await chunks.return(undefined);
  }
}

/** What breaks the parser may be the padding of a bomb: inflating on, without parsing, tells which. */
async function throwIfBomb(chunks: AsyncGenerator<Buffer>): Promise<void> {
  try {
    while (!(await chunks.next()).done);
  } catch (error) {
    if (error instanceof ImportRefused && error.refusal.code === 'zip_bomb') throw error;
  }
}

/** The whole of a small part (workbook, relationships, styles): no rows come of it. */
export async function readXmlPart(chunks: AsyncGenerator<Buffer>, options: { part: string; handler: XmlHandler }): Promise<void> {
  for await (const _ of readXml(chunks, options));
}

/** Sloppy writers leave control characters and undeclared entities in texts; that is no reason to refuse their numbers. */
const tolerable = /undefined entity|disallowed character|must be escaped|xml declaration|]]>/i;

function damaged(part: string): ImportRefused {
  return new ImportRefused({ code: 'truncated', detail: { part } });
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** UTF-8 nearly always; else as the byte order mark or the declaration says. */
export class XmlDecoder {
  #decoder: TextDecoder | undefined;

  decode(chunk: Buffer): string {
    this.#decoder ??= new TextDecoder(xmlEncoding(chunk));
    return this.#decoder.decode(chunk, { stream: true });
  }
}

function xmlEncoding(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start[0] === 0x3c && start[1] === 0) return 'utf-16le';
  if (start[0] === 0 && start[1] === 0x3c) return 'utf-16be';
  const stated = /^[^<]{0,3}<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(start.toString('latin1', 0, 256))?.[1];
  // A text of single bytes cannot be in UTF-16: its writer encoded it anew and left the declaration.
  if (stated === undefined || /^utf-?16|^ucs/i.test(stated)) return 'utf-8';
  try {
    return new TextDecoder(stated).encoding;
  } catch {
    return 'utf-8';
  }
}
