/**
 * Whether the file is a grouped report (customer, below it the document, below it the item), and by what its levels are
 * told: outline levels, indents, or, where saving as CSV lost both, what stands in the rows.
 */
import type { FactName } from '../../facts/kinds.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Grouping } from '../../facts/row/reading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import type { Header } from './find-header.ts';
import { matchHeading } from './match-heading.ts';

/** Null for a flat table. `rows` are those below the headings. */
export function findGrouping(header: Header, rows: RawRow[], kind: FactName): Grouping | null {
  const named = namedLevels(header, kind);
  const column = named?.column ?? leadingColumn(header);
  if (column < 0) return null;
  const filled = rows.filter((row) => !isEmpty(row.cells[column]));
  const documents = filled.filter((row) => isDocument(row, column)).length;
  const outlines = depthsOf(filled, ({ outlineLevel }) => outlineLevel);
  const indents = depthsOf(filled, ({ indent }) => indent);
  if (!named) {
    // Without stacked headings only documents among other rows of one column show a hierarchy.
    if (
      filled.length < 3 ||
      documents === 0 ||
      documents > filled.length * 0.9 ||
      hasDateColumn(header, kind) ||
      namesCustomerBeside(header, filled, { column, kind })
    )
      return null;
  }
  const by = tells(filled, column, ({ outlineLevel }) => outlineLevel)
    ? 'outline'
    : tells(filled, column, ({ indent }) => indent)
      ? 'indent'
      : 'content';
  const depths = by === 'outline' ? outlines : by === 'indent' ? indents : [];
  const levels = levelsFor({ named: named?.levels ?? null, depths, filled, column, by });
  if (levels === null) return null;
  return { column, levels, by, depths: by === 'content' ? [] : depths, leafColumns: leafColumns(filled, column) };
}

/** Rows that carry nothing but one text, between the rows of a table that has no customer column: its customers. */
export function findSections(header: Header, rows: RawRow[]): Grouping | null {
  const width = header.headings.length;
  let headed = 0;
  let columnOfFirst = -1;
  rows.forEach((row, index) => {
    const next = rows[index + 1];
    const only = onlyCell(row, width);
    if (only === null || next === undefined || filledCount(next) < 3) return;
    headed++;
    if (columnOfFirst < 0) columnOfFirst = only;
  });
  return headed >= 2 || (headed === 1 && rows.length > 2 && onlyCell(rows[0]!, width) !== null)
    ? { column: columnOfFirst, levels: ['customer', 'product'], by: 'sections', depths: [], leafColumns: [] }
    : null;
}

export function onlyCell(row: RawRow, width: number): number | null {
  let found: number | null = null;
  for (let column = 0; column < Math.max(width, row.cells.length); column++) {
    if (isEmpty(row.cells[column])) continue;
    if (found !== null || row.cells[column]!.type !== 'text') return null;
    found = column;
  }
  return found;
}

function filledCount(row: RawRow): number {
  return row.cells.reduce((count, cell) => (isEmpty(cell) ? count : count + 1), 0);
}

/** Headings one under another, or in one cell: "Контрагент / Документ / Номенклатура". */
function namedLevels(header: Header, kind: FactName): { column: number; levels: ColumnMeaning[] } | null {
  if (header.stacked) {
    const levels = withCustomer(header.stacked.parts.flatMap((part) => levelsOf(part, kind) ?? [levelMeaning(part, kind) ?? 'ignored']));
    if (levels.some((level) => level === 'customer' || level === 'document')) return { column: header.stacked.column, levels };
  }
  for (let column = 0; column < Math.min(3, header.headings.length); column++) {
    const levels = levelsOf(header.headings[column]!, kind);
    if (levels) return { column, levels };
  }
  return null;
}

function levelsOf(heading: string, kind: FactName): ColumnMeaning[] | null {
  const parts = heading.split(/\s*[,;/\n]\s*|\s+[-–>]\s+/).filter((part) => part !== '');
  if (parts.length < 2) return null;
  const levels = parts.map((part) => levelMeaning(part, kind));
  // "Плательщик / получатель" is one of two, and no hierarchy.
  if (
    !levels.every((level) => level !== null) ||
    new Set(levels.filter((level) => level !== 'ignored')).size < levels.filter((level) => level !== 'ignored').length
  )
    return null;
  const told = withCustomer(levels);
  return told.includes('customer') ? told : null;
}

/** A report that knows customers by places or by their group alone takes these for customers. */
function withCustomer(levels: ColumnMeaning[]): ColumnMeaning[] {
  const at = levels.includes('delivery_point') ? levels.indexOf('delivery_point') : levels.indexOf('group');
  return levels.includes('customer') || at < 0 ? levels : levels.with(at, 'customer');
}

const possible: ReadonlySet<string> = new Set([
  'customer',
  'document',
  'product',
  'manager',
  'seller',
  'product_line',
  'region',
  'group',
  'industry',
  'delivery_point',
  'date',
]);

function levelMeaning(part: string, kind: FactName): ColumnMeaning | null {
  const candidates = matchHeading(part, kind);
  const found = candidates.find(({ meaning }) => possible.has(meaning));
  if (found) return found.meaning as ColumnMeaning;
  return /^(договор|склад|подразделение|договір|сегмент|канал|валюта)/iu.test(part.trim())
    ? 'ignored'
    : candidates[0]?.meaning === 'document_number'
      ? 'document'
      : null;
}

function leadingColumn(header: Header): number {
  return header.headings.findIndex((heading) => heading !== '');
}

function hasDateColumn(header: Header, kind: FactName): boolean {
  return header.headings.some((heading) => heading !== '' && matchHeading(heading, kind)[0]?.meaning === 'date');
}

/** Documents that stand beside their customers are rows of a plain table. */
function namesCustomerBeside(header: Header, rows: RawRow[], { column, kind }: { column: number; kind: FactName }): boolean {
  const beside = header.headings.findIndex(
    (heading, other) =>
      other !== column && heading !== '' && /^(customer|group|delivery_point)$/.test(matchHeading(heading, kind)[0]?.meaning ?? ''),
  );
  const documents = rows.filter((row) => isDocument(row, column));
  return beside >= 0 && documents.filter((row) => !isEmpty(row.cells[beside])).length > documents.length * 0.8;
}

function isDocument(row: RawRow, column: number): boolean {
  return parseDocumentReference(cellText(row.cells[column])) !== null;
}

function depthsOf(rows: RawRow[], depth: (row: RawRow) => number): number[] {
  return [...new Set(rows.map(depth))].toSorted((a, b) => a - b);
}

/** A few names that begin with a blank are no hierarchy: documents and the other rows must stand at different depths. */
function tells(rows: RawRow[], column: number, depth: (row: RawRow) => number): boolean {
  const documents = new Map<number, number>();
  const others = new Map<number, number>();
  for (const row of rows) {
    const counts = isDocument(row, column) ? documents : others;
    counts.set(depth(row), (counts.get(depth(row)) ?? 0) + 1);
  }
  const all = new Set([...documents.keys(), ...others.keys()]);
  if (all.size < 2) return false;
  if (documents.size === 0) return [...all].filter((one) => (others.get(one) ?? 0) > rows.length * 0.02).length >= 2;
  const main = [...documents].toSorted((a, b) => b[1] - a[1])[0]![0];
  return (others.get(main) ?? 0) < 0.2 * (rows.length - [...documents.values()].reduce((sum, count) => sum + count, 0));
}

/** Which level each depth is: as the headings name them, or around the depth at which documents stand. */
function levelsFor(found: {
  named: ColumnMeaning[] | null;
  depths: number[];
  filled: RawRow[];
  column: number;
  by: Grouping['by'];
}): ColumnMeaning[] | null {
  const { named, depths, filled, column, by } = found;
  if (by === 'content') return named ?? ['customer', 'document', 'product'];
  if (named && named.length === depths.length) return named;
  const depthOf = (row: RawRow): number => (by === 'outline' ? row.outlineLevel : row.indent);
  const documentsAt = depths.map((depth) => filled.filter((row) => depthOf(row) === depth && isDocument(row, column)).length);
  const documentLevel = documentsAt.indexOf(Math.max(...documentsAt));
  if (documentsAt[documentLevel] === 0)
    return named && depths.length > named.length ? [...Array<ColumnMeaning>(depths.length - named.length).fill('ignored'), ...named] : null;
  const anchor = named?.indexOf('document') ?? -1;
  return depths.map((_, level) => {
    if (level === documentLevel) return 'document';
    if (anchor >= 0 && named![anchor + level - documentLevel] !== undefined) return named![anchor + level - documentLevel]!;
    if (level === documentLevel - 1) return 'customer';
    return level === documentLevel + 1 ? 'product' : 'ignored';
  });
}

/** Columns filled in the innermost rows only: in a CSV they tell an item from the customer that follows it. */
function leafColumns(rows: RawRow[], column: number): number[] {
  const documents = rows.filter((row) => isDocument(row, column));
  if (documents.length === 0) return [];
  const width = Math.max(...rows.map((row) => row.cells.length));
  const found: number[] = [];
  for (let other = 0; other < width; other++) {
    if (other === column || documents.some((row) => !isEmpty(row.cells[other]))) continue;
    const share = rows.filter((row) => !isEmpty(row.cells[other])).length / Math.max(1, rows.length - documents.length);
    if (share > 0.5) found.push(other);
  }
  return found;
}
