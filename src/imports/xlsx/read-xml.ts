/**
 * Reads an XML part as a stream of tags and texts, by local name, so that prefixes and the strict namespaces do not matter.
 * A DTD is skipped and its entities are never expanded: saxes knows the five built-in ones and leaves others as they stand.
 */
import { SaxesParser } from 'saxes';
import { ImportRefused } from '../contract.ts';

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

/** UTF-8 nearly always; the standard allows UTF-16 as well, told by its byte order mark. */
export class XmlDecoder {
  #decoder: TextDecoder | undefined;

  decode(chunk: Buffer): string {
    this.#decoder ??= new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : chunk[0] === 0xfe ? 'utf-16be' : 'utf-8');
    return this.#decoder.decode(chunk, { stream: true });
  }
}
