/**
 * Records to rows: a record in a record becomes columns `a.b`; the list of lines inside a document gives a row for each line with
 * what the document says repeated. Other lists inside (taxes, comments, payments) are not taken.
 */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { checkWidth } from '../whole-file/rows-in-memory.ts';
import type { FoundTable } from './find-tables.ts';
import { isListOfRecords, isRecord, PrintedNumber, type Tree, type TreeRecord } from './tree.ts';

/** `lineOf` is the physical line of a record, where the format knows it. */
export function rowsOf(table: FoundTable, lineOf: (record: TreeRecord) => number | undefined = () => undefined): RawRow[] {
  if (table.values)
    return table.values.map((values, index) =>
      checkWidth({ number: index + 1, line: index + 1, cells: values.map(cellOf), outlineLevel: 0, indent: 0 }),
    );
  const records = table.records ?? [];
  const lines = findLines(records);
  const columns = new Map<string, number>();
  const rows: RawRow[] = [];
  const addRow = (values: Map<string, Cell>, line: number | undefined): void => {
    const cells: Cell[] = [];
    for (const [name, cell] of values) {
      let column = columns.get(name);
      if (column === undefined) columns.set(name, (column = columns.size));
      while (cells.length < column) cells.push({ type: 'empty' });
      cells[column] = cell;
    }
    const number = rows.length + 1;
    rows.push(checkWidth({ number, line: line ?? number, cells, outlineLevel: 0, indent: 0 }));
  };
  for (const record of records) {
    const document = new Map<string, Cell>();
    flatten(record, '', document, lines);
    const own = lines === null ? [] : linesIn(record, lines);
    if (own.length === 0) addRow(document, lineOf(record));
    for (const line of own) {
      const values = new Map(document);
      flatten(line, lines!, values, null);
      addRow(values, lineOf(line) ?? lineOf(record));
    }
  }
  const heading: RawRow = {
    number: 0,
    line: 0,
    cells: [...columns.keys()].map((text): Cell => ({ type: 'text', text })),
    outlineLevel: 0,
    indent: 0,
  };
  return [heading, ...rows];
}

const depthLimit = 6;

function flatten(record: TreeRecord, path: string, into: Map<string, Cell>, lines: string | null, depth = 0): void {
  for (const [key, value] of Object.entries(record)) {
    const name = under(path, key);
    if (name === lines) continue;
    if (isRecord(value)) {
      if (depth < depthLimit) flatten(value, name, into, lines, depth + 1);
      continue;
    }
    const cell = cellOf(value);
    if (cell.type !== 'empty' || !into.has(name)) into.set(name, cell);
  }
}

function cellOf(value: Tree): Cell {
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (value instanceof PrintedNumber) return { type: 'number', text: value.text, dateLike: false };
  // A list of words is told in one cell; a list of records is another table.
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' || one instanceof PrintedNumber))
    return textCell(value.map((one) => (one instanceof PrintedNumber ? one.text : one)).join(', '));
  return { type: 'empty' };
}

function textCell(text: string): Cell {
  const clean = text.replaceAll('\0', '').trim();
  return clean === '' ? { type: 'empty' } : { type: 'text', text: clean };
}

/** The list of a document's goods: named so, or with a name and a quantity or a sum in each record. */
function findLines(records: TreeRecord[]): string | null {
  const found = new Map<string, { count: number; score: number }>();
  for (const record of records)
    for (const [path, list] of listsIn(record)) {
      const before = found.get(path);
      if (before) before.count += list.length;
      else found.set(path, { count: list.length, score: scoreOf(path, list[0]!) });
    }
  const best = [...found].filter(([, { score }]) => score > 0).toSorted(([, a], [, b]) => b.score - a.score || b.count - a.count)[0];
  return best?.[0] ?? null;
}

function listsIn(record: TreeRecord, path = '', depth = 0): [string, TreeRecord[]][] {
  return Object.entries(record).flatMap(([key, value]): [string, TreeRecord[]][] => {
    const name = under(path, key);
    if (isListOfRecords(value)) return [[name, value.filter(isRecord)]];
    return isRecord(value) && depth < 2 ? listsIn(value, name, depth + 1) : [];
  });
}

/** In XML a list of one is no list: the record itself is the line. */
function linesIn(record: TreeRecord, path: string): TreeRecord[] {
  let at: Tree | undefined = record;
  for (const key of splitPath(path, record)) at = isRecord(at) ? at[key] : undefined;
  return isListOfRecords(at) ? at.filter(isRecord) : isRecord(at) ? [at] : [];
}

/** A key may have a point itself. */
function splitPath(path: string, record: TreeRecord): string[] {
  return path in record ? [path] : path.split('.');
}

function scoreOf(path: string, first: TreeRecord): number {
  const name = path.split('.').at(-1)!;
  if (otherLists.test(name)) return 0;
  const fields = Object.keys(first)
    .concat(Object.values(first).flatMap((value) => (isRecord(value) ? Object.keys(value) : [])))
    .join(' ');
  const named = lineLists.test(name);
  const ofGoods = goods.test(fields) && counted.test(fields);
  return named && ofGoods ? 3 : ofGoods ? 2 : named && counted.test(fields) ? 1 : 0;
}

const lineLists = /item|line|position|product|goods|row|entr|detail|товар|позици|позиці|строк|рядк|состав/i;
const otherLists =
  /tax|ship|coupon|discount|refund|fee|meta|note|comment|fulfil|payment|transaction|address|history|status|tag|attach|image|contact|налог|скидк|оплат|платеж|адрес|коммент/i;
const goods = /name|title|product|sku|item|code|article|goods|товар|номенклат|артикул|назв|наимен|код/i;
const counted = /qty|quantity|count|amount|price|sum|total|cost|колич|кільк|цена|ціна|сум|стоим|варт/i;

function under(path: string, key: string): string {
  return path === '' ? key : key === '' ? path : `${path}.${key}`;
}
