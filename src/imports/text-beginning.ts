/** Which format a text announces in its first lines: markup by its root element, a message by its head. */

export function beginsAsFods(head: Buffer): boolean {
  const root = rootOf(head);
  // The same root stands over texts and drawings.
  return (
    root?.name === 'document' &&
    /urn:oasis:names:tc:opendocument:xmlns:office/i.test(root.rest) &&
    !/mimetype\s*=\s*["'][^"']*opendocument\.(?!spreadsheet)/i.test(root.rest)
  );
}

export function beginsAsSpreadsheetml(head: Buffer): boolean {
  const root = rootOf(head);
  return root?.name === 'workbook' && /urn:schemas-microsoft-com:office:spreadsheet/i.test(root.rest);
}

/** Whatever begins with an element that pages have; whether it holds a table is seen when it is read. */
export function beginsAsPage(head: Buffer): boolean {
  const root = rootOf(head);
  if (root === null || !pageElements.has(root.name)) return false;
  // In an XML of another kind a table may be called so too.
  return root.name === 'html' || !beginningOf(head).startsWith('<?xml') || /<t[rdh][\s>]/i.test(root.rest);
}

/** A message that holds a page. Its fields may stand in any order. */
export function beginsAsMessage(head: Buffer): boolean {
  const text = beginningOf(head);
  return (
    /^(?:mime-version|content-type|from|subject|date|message-id|x-[\w-]+|snapshot-content-location)\s*:/i.test(text) &&
    /^content-type\s*:\s*(?:multipart\/|text\/html)/im.test(text) &&
    /^mime-version\s*:/im.test(text)
  );
}

/** The first element of a text of markup: its name without prefix, in small letters, and what follows; null where it is no markup. */
export function rootOf(head: Buffer): { name: string; rest: string } | null {
  let text = beginningOf(head);
  for (;;) {
    const skipped = /^(?:<\?[^]*?\?>|<!--[^]*?-->|<!doctype\s+html[^>]*>)\s*/i.exec(text);
    if (!skipped) break;
    if (/^<!doctype/i.test(skipped[0])) return { name: 'html', rest: text };
    text = text.slice(skipped[0].length);
  }
  const [, name] = /^<(?:[\p{L}_][\p{L}\w.-]*:)?([\p{L}_][\p{L}\w.-]*)(?=[\s/>])/u.exec(text) ?? [];
  return name === undefined ? null : { name: name.toLowerCase(), rest: text };
}

/** The first characters of a text; names of elements are in ASCII in all of our encodings but UTF-16. */
export function beginningOf(head: Buffer): string {
  const utf16 =
    head[0] === 0xff && head[1] === 0xfe
      ? 'utf-16le'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'utf-16be'
        : head[0] === 0x3c && head[1] === 0
          ? 'utf-16le'
          : undefined;
  return new TextDecoder(utf16 ?? 'utf-8').decode(head, { stream: true }).replace(/^[\ufeff\s\0]+/, '');
}

const pageElements: ReadonlySet<string> = new Set([
  'html',
  'head',
  'body',
  'meta',
  'title',
  'style',
  'script',
  'link',
  'table',
  'thead',
  'tbody',
  'tr',
  'div',
  'span',
  'p',
  'br',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'center',
  'font',
  'form',
  'section',
  'main',
  'article',
  'pre',
  'b',
]);
