/**
 * The pages in a message of several parts (MHTML, RFC 2557): "single file web page" of Excel and of browsers, and what some servers
 * send as .xls. Other parts (pictures, style sheets) are passed over.
 */
import { readFile } from 'node:fs/promises';
import { ImportRefused } from '../recognition.ts';

export interface MessagePage {
  content: Buffer;
  charset: string | undefined;
}

/** A page of a hundred thousand rows is a tenth of it; the message is held in memory. */
const messageLimit = 256 << 20;
const partLimit = 1000;

export async function messagePages({ path, size }: { path: string; size: number }): Promise<MessagePage[]> {
  if (size > messageLimit) throw new ImportRefused({ code: 'cell_too_large', detail: { limit: String(messageLimit) } });
  const pages = partsOf((await readFile(path)).toString('latin1'), { depth: 0 }).filter(({ type }) =>
    /^text\/html|^application\/xhtml/.test(type),
  );
  return pages.map(({ body, encoding, charset }) => ({ content: decoded(body, encoding), charset }));
}

interface Part {
  type: string;
  encoding: string;
  charset: string | undefined;
  /** Bytes as characters. */
  body: string;
}

/** `text`: a head of fields, a blank line, and the body. */
function partsOf(text: string, { depth }: { depth: number }): Part[] {
  const end = /\r?\n\r?\n/.exec(text);
  const head = fieldsOf(end ? text.slice(0, end.index) : text);
  const body = end ? text.slice(end.index + end[0].length) : '';
  const type = head.get('content-type') ?? 'text/plain';
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  if (boundary && /^multipart\//i.test(type) && depth < 4) {
    return split(body, boundary[1] ?? boundary[2]!).flatMap((part) => partsOf(part, { depth: depth + 1 }));
  }
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1];
  return [{ type: type.trim().toLowerCase(), encoding: (head.get('content-transfer-encoding') ?? '').trim().toLowerCase(), charset, body }];
}

/** A field that goes on begins its next line with a blank. */
function fieldsOf(head: string): Map<string, string> {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const];
    }),
  );
}

/** The parts between the boundaries. Without the last boundary, which has two hyphens more, the message was cut off. */
function split(body: string, boundary: string): string[] {
  const mark = new RegExp(String.raw`(?:^|\r?\n)--${boundary.replace(/[.*+?^$()|[\]{}\\]/g, String.raw`\$&`)}(--)?[ \t]*(?=\r?\n|$)`, 'g');
  const parts: string[] = [];
  let from = -1;
  for (const match of body.matchAll(mark)) {
    // Before the blank line comes the end of the boundary's own line.
    if (from >= 0) parts.push(body.slice(from, match.index).replace(/^\r?\n/, ''));
    if (match[1] !== undefined) return parts;
    from = match.index + match[0].length;
    if (parts.length > partLimit) break;
  }
  throw new ImportRefused({ code: 'truncated', detail: { part: 'message' } });
}

function decoded(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1');
}

/** RFC 2045: a byte as = and two digits; = at the end of a line joins it with the next. */
function unquoted(body: string): string {
  return body.replace(/=[ \t]*\r?\n/g, '').replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
