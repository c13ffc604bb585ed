/**
 * Where the tables of a tree are: the list itself, or the lists nearest to the root ("data", "orders"…). Lists of lists have their
 * headings first, or beside them under "columns". A record of records with the same fields is a list by number.
 */
import { isListOfRecords, isRecord, PrintedNumber, type Tree, type TreeRecord } from './tree.ts';

export interface FoundTable {
  /** Path from the root, empty where the root is the list. */
  name: string;
  /** Either records, or rows of values of which the first are the headings. */
  records: TreeRecord[] | null;
  values: Tree[][] | null;
}

const depthLimit = 5;

/** The longest first; none where there is no list. */
export function findTables(root: Tree): FoundTable[] {
  const own = tableOf('', root, null);
  if (own) return [own];
  let level: { name: string; record: TreeRecord }[] = isRecord(root) ? [{ name: '', record: root }] : [];
  for (let depth = 0; depth < depthLimit && level.length > 0; depth++) {
    const found = level.flatMap(({ name, record }) =>
      Object.entries(record).flatMap(([key, value]) => tableOf(under(name, key), value, record) ?? []),
    );
    if (found.length > 0) return found.toSorted((a, b) => lengthOf(b) - lengthOf(a));
    level = level.flatMap(({ name, record }) =>
      Object.entries(record).flatMap(([key, value]) => (isRecord(value) ? [{ name: under(name, key), record: value }] : [])),
    );
  }
  return isRecord(root) ? byNumber(root) : [];
}

function tableOf(name: string, value: Tree, around: TreeRecord | null): FoundTable | null {
  if (isListOfRecords(value)) return { name, records: value.filter(isRecord), values: null };
  if (!Array.isArray(value) || value.length === 0 || !value.every((row) => Array.isArray(row))) return null;
  const rows = value as Tree[][];
  const headings =
    around === null
      ? undefined
      : ['columns', 'headers', 'header', 'fields', 'headings']
          .map((key) => around[key])
          .find((list): list is Tree[] => Array.isArray(list) && list.every(isScalar));
  if (headings !== undefined) return { name, records: null, values: [headings, ...rows] };
  return rows.length > 1 && rows[0]!.every(isScalar) ? { name, records: null, values: rows } : null;
}

/** {"17": {…}, "18": {…}} */
function byNumber(root: TreeRecord): FoundTable[] {
  const values = Object.values(root);
  if (values.length < 2 || !values.every(isRecord)) return [];
  const fields = Object.keys(values[0]!).toSorted().join('\n');
  return fields !== '' && values.every((one) => Object.keys(one).toSorted().join('\n') === fields)
    ? [{ name: '', records: values, values: null }]
    : [];
}

function isScalar(value: Tree): boolean {
  return typeof value !== 'object' || value === null || value instanceof PrintedNumber;
}

function lengthOf({ records, values }: FoundTable): number {
  return (records ?? values ?? []).length;
}

function under(name: string, key: string): string {
  return name === '' ? key : `${name}.${key}`;
}
