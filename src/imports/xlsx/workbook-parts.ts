/**
 * Where a workbook keeps its parts: sheets in their order, shared strings, styles, and what holds for the whole of it. Only the
 * relationships tell: a part may have any name.
 */
import { posix } from 'node:path';
import { ImportRefused } from '../recognition.ts';
import type { Archive } from './archive.ts';
import { readXmlPart } from './read-xml.ts';

export interface WorkbookParts {
  sheets: { name: string; part: string; visible: boolean }[];
  sharedStrings: string | undefined;
  styles: string | undefined;
  date1904: boolean;
  zeroMeansUncalculated: boolean;
}

export async function findWorkbookParts(archive: Archive, workbook: string): Promise<WorkbookParts> {
  const relationships = await readRelationships(archive, workbook);
  const parts: WorkbookParts = {
    sheets: [],
    // Programs disagree with themselves about the letter case of this one, and some forget the relationship.
    sharedStrings: relationships.find(({ type }) => type === 'sharedStrings')?.part ?? archive.find('xl/sharedStrings.xml'),
    styles: relationships.find(({ type }) => type === 'styles')?.part ?? archive.find('xl/styles.xml'),
    date1904: false,
    zeroMeansUncalculated: false,
  };
  const handler = {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'workbookPr') parts.date1904 = isTrue(attributes['date1904']);
      if (name === 'calcPr') parts.zeroMeansUncalculated = attributes['calcId'] === xlsxWriter && isTrue(attributes['fullCalcOnLoad']);
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1];
      const target = relationships.find((relationship) => relationship.id === id);
      // Chart sheets and dialogs stand in the same list.
      if (target && target.type !== 'worksheet') return;
      const part = target?.part ?? archive.find(`xl/worksheets/sheet${parts.sheets.length + 1}.xml`);
      // Its rows would be missing in silence.
      if (part === undefined) throw new ImportRefused({ code: 'truncated', detail: { part: attributes['name'] ?? '' } });
      parts.sheets.push({ name: attributes['name'] ?? '', part, visible: (attributes['state'] ?? 'visible') === 'visible' });
    },
  };
  await readXmlPart(archive.read(workbook), { part: workbook, handler });
  return parts;
}

/**
 * The main part of an Office document in a zip: the workbook, a text, slides. Undefined where the zip is none of them.
 */
export async function findMainPart(archive: Archive): Promise<string | undefined> {
  const packageRelationships = archive.find('_rels/.rels') ? await readRelationships(archive, '') : [];
  return (
    packageRelationships.find(({ type }) => type === 'officeDocument')?.part ??
    archive.find('xl/workbook.xml') ??
    archive.find('xl/workbook.bin') ??
    archive.find('word/document.xml')
  );
}

/**
 * The id of the calculation in files of XlsxWriter, which stores 0 for a formula whose value it was not given, and asks Excel to
 * calculate all of them. Excel writes an id of its own when it saves.
 */
const xlsxWriter = '124519';

function isTrue(value: string | undefined): boolean {
  return ['1', 'true', 'on'].includes(value ?? '');
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
      const part = archive.find(target.startsWith('/') ? target : posix.join(folder, target)) ?? archive.find(target);
      const type = (attributes['Type'] ?? '').split('/').at(-1) ?? '';
      if (part !== undefined) found.push({ id: attributes['Id'] ?? '', type, part });
    },
  };
  await readXmlPart(archive.read(name), { part: name, handler });
  return found;
}
