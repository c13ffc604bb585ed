/** Where a workbook keeps its parts: sheets in their order, shared strings, styles, and whether it counts days from 1904. */
import { posix } from 'node:path';
import { ImportRefused } from '../contract.ts';
import type { Archive } from './archive.ts';
import { readXmlPart } from './read-xml.ts';

export interface WorkbookParts {
  sheets: { name: string; part: string; visible: boolean }[];
  sharedStrings: string | undefined;
  styles: string | undefined;
  date1904: boolean;
}

export async function findWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  const workbook = await findWorkbook(archive);
  const relationships = await readRelationships(archive, workbook);
  const parts: WorkbookParts = {
    sheets: [],
    // Programs disagree with themselves about the letter case of this one, and some forget the relationship.
    sharedStrings: relationships.find(({ type }) => type === 'sharedStrings')?.part ?? archive.find('xl/sharedStrings.xml'),
    styles: relationships.find(({ type }) => type === 'styles')?.part ?? archive.find('xl/styles.xml'),
    date1904: false,
  };
  const handler = {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'workbookPr') parts.date1904 = ['1', 'true', 'on'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1];
      const target = relationships.find((relationship) => relationship.id === id);
      // Chart sheets and dialogs stand in the same list.
      if (target && target.type !== 'worksheet') return;
      const part = target?.part ?? archive.find(`xl/worksheets/sheet${parts.sheets.length + 1}.xml`);
      if (part)
        parts.sheets.push({ name: attributes['name'] ?? '', part, visible: (attributes['state'] ?? 'visible') === 'visible' });
    },
  };
  await readXmlPart(archive.read(workbook), { part: workbook, handler });
  return parts;
}

async function findWorkbook(archive: Archive): Promise<string> {
  const packageRelationships = archive.find('_rels/.rels') ? await readRelationships(archive, '') : [];
  const workbook = packageRelationships.find(({ type }) => type === 'officeDocument')?.part ?? archive.find('xl/workbook.xml');
  if (workbook && /\.xml$/i.test(workbook) && archive.names.some((name) => /sheet\d*\.xml$/i.test(name))) return workbook;
  throw notAWorkbook(archive);
}

function notAWorkbook(archive: Archive): ImportRefused {
  const has = (pattern: RegExp) => archive.names.some((name) => pattern.test(name));
  if (has(/\.zip$/i)) return new ImportRefused({ code: 'zip_bomb', detail: { part: 'nested' } });
  const kind = has(/^xl\/workbook\.bin$/i) ? 'xlsb' : has(/^word\//i) ? 'docx' : has(/^content\.xml$/i) ? 'ods' : 'zip';
  return new ImportRefused({ code: 'binary', detail: { kind } });
}

interface Relationship {
  id: string;
  /** The last word of the type's address, the same in the transitional and the strict standard. */
  type: string;
  part: string;
}

/** Relationships of a part ('' = of the package), those only whose target is really in the zip. */
async function readRelationships(archive: Archive, of: string): Promise<Relationship[]> {
  const folder = of === '' ? '' : posix.dirname(of);
  const name = archive.find(posix.join(folder, '_rels', `${posix.basename(of)}.rels`));
  if (name === undefined) return [];
  const found: Relationship[] = [];
  const handler = {
    open(tag: string, attributes: Record<string, string>) {
      if (tag !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const target = (attributes['Target'] ?? '').replaceAll('\\', '/');
      const part = archive.find(target.startsWith('/') ? target.slice(1) : posix.join(folder, target));
      const type = (attributes['Type'] ?? '').split('/').at(-1) ?? '';
      if (part !== undefined) found.push({ id: attributes['Id'] ?? '', type, part });
    },
  };
  await readXmlPart(archive.read(name), { part: name, handler });
  return found;
}
