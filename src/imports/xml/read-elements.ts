/**
 * Elements of an XML text as small trees, handed over one by one, so that a long document is never a tree as a whole. Names are
 * local: prefixes and versions of namespaces do not matter. A DTD is skipped and its entities are never expanded.
 */
import { SaxesParser } from 'saxes';
import { ImportRefused } from '../recognition.ts';

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own text, without that of its children. */
  text: string;
  /** Physical line of its tag, from 1. */
  line: number;
}

const depthLimit = 64;

/** `wanted` are handed over whole, outermost first; what stands around them is not kept. Returns the root's name. */
export function readElements(
  text: string,
  { wanted, format, found }: { wanted: (name: string) => boolean; format: string; found: (element: XmlElement) => void },
): string {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: XmlElement[] = [];
  let depth = 0;
  let root = '';
  let stopped: ImportRefused | undefined;
  const damaged = (): ImportRefused => new ImportRefused({ code: 'truncated', detail: { part: format, line: String(parser.line) } });

  parser.on('error', (error) => {
    if (!tolerable.test(error.message)) stopped ??= damaged();
  });
  parser.on('opentag', (tag) => {
    if (++depth > depthLimit) stopped ??= damaged();
    const name = localName(tag.name);
    root ||= name;
    if (open.length > 0 || wanted(name))
      open.push({ name, attributes: localAttributes(tag.attributes), children: [], text: '', line: parser.line });
  });
  parser.on('closetag', () => {
    depth--;
    const element = open.pop();
    if (element === undefined) return;
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else if (stopped === undefined) found(element);
  });
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);

  const step = 1 << 20;
  for (let from = 0; from < text.length; from += step) {
    parser.write(text.slice(from, from + step));
    if (stopped) throw stopped;
  }
  parser.close();
  if (stopped) throw stopped;
  return root;
}

/** The first child of that name, by a path of names: `Контрагенты/Контрагент`. */
export function child(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let at = element;
  for (const name of path) at = at?.children.find((one) => one.name === name);
  return at;
}

export function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((one) => one.name === name) ?? [];
}

/** Text of the child at that path; empty where there is none. */
export function textAt(element: XmlElement | undefined, ...path: string[]): string {
  return child(element, ...path)?.text.trim() ?? '';
}

/** Sloppy writers leave control characters and undeclared entities in texts; that is no reason to refuse their numbers. */
const tolerable = /undefined entity|disallowed character|must be escaped|xml declaration|]]>/i;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localAttributes(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map(([name, value]) => [localName(name), value]),
  );
}
