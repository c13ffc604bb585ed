/**
 * Any other XML as a table: a list of equal elements, their attributes and children being the columns. Last among the formats:
 * XML that has a meaning of its own (CommerceML, camt, workbooks, pages) is told before.
 */
import { ImportRefused } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { findTables } from '../tree/find-tables.ts';
import { rowsOf } from '../tree/rows-of-records.ts';
import type { Tree, TreeRecord } from '../tree/tree.ts';
import { headText } from '../whole-file/decode-text.ts';
import { readWhole } from '../whole-file/read-whole.ts';
import { type MemoryTable, openTables } from '../whole-file/rows-in-memory.ts';
import { decodeXml } from './decode-xml.ts';
import { readElements, type XmlElement } from './read-elements.ts';

/** Web pages and workbooks are other formats, whether they are read or not. */
export function isXml(head: Buffer): boolean {
  const text = headText(head).replace(/^\s*/, '');
  if (!/^<(?:\?xml|!--|[\p{L}_\u0080-\uffff][^<>]*>)/u.test(text)) return false;
  return (
    !/<(?:!doctype\s+html|html|table|body|div|p|svg)[\s>]/i.test(text) &&
    !/<(?:[\w.-]+:)?Workbook[\s>/]|<office:document|<\?mso-application/i.test(text)
  );
}

export async function openXml({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const text = decodeXml(await readWhole({ path, size, format: 'XML' }));
  let root: XmlElement | undefined;
  readElements(text, { format: 'XML', wanted: () => true, found: (element) => (root ??= element) });
  const lineOf = new WeakMap<TreeRecord, number>();
  const tree = root === undefined ? null : treeOf(root, lineOf);
  const tables = findTables(tree).map((table): MemoryTable => ({ name: table.name, rows: rowsOf(table, (record) => lineOf.get(record)) }));
  const [first, ...others] = tables;
  if (first === undefined) throw new ImportRefused({ code: 'xml', detail: { root: root?.name ?? '' } });
  return openTables({ container: 'xml', size, tables: [first, ...others] });
}

/** Attributes and children are fields alike; children of one name are a list. */
function treeOf(element: XmlElement, lineOf: WeakMap<TreeRecord, number>): Tree {
  const text = element.text.trim();
  const attributes = Object.entries(element.attributes);
  if (attributes.length === 0 && element.children.length === 0) return text;
  const record = Object.create(null) as TreeRecord;
  lineOf.set(record, element.line);
  for (const [name, value] of attributes) record[name] = value;
  for (const one of element.children) {
    const value = treeOf(one, lineOf);
    const before = record[one.name];
    if (before === undefined) record[one.name] = value;
    else if (Array.isArray(before)) before.push(value);
    else record[one.name] = [before, value];
  }
  if (text !== '') record[''] = text;
  return record;
}
