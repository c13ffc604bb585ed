/**
 * JSON and JSON lines as tables: lists of records, of lists, or inside an answer of an API. Numbers are kept as they are printed.
 * Refuses JSON without a list, and what breaks off.
 */
import { ImportRefused } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { findTables } from '../tree/find-tables.ts';
import { rowsOf } from '../tree/rows-of-records.ts';
import { isRecord, PrintedNumber, type Tree, type TreeRecord } from '../tree/tree.ts';
import { decodeText, headText } from '../whole-file/decode-text.ts';
import { readWhole } from '../whole-file/read-whole.ts';
import { type MemoryTable, openTables } from '../whole-file/rows-in-memory.ts';

export function isJson(head: Buffer): boolean {
  return /^\s*(?:\[\s*(?:[[{"\]]|-?\d|null\b|true\b|false\b)|\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}))/.test(headText(head));
}

export async function openJson({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const text = decodeText(await readWhole({ path, size, format: 'JSON' }))
    .replaceAll('\0', '')
    .replaceAll('\x1a', '')
    .trimEnd();
  const { root, lineOf } = parse(text);
  const tables = findTables(root).map((table): MemoryTable => ({ name: table.name, rows: rowsOf(table, (record) => lineOf.get(record)) }));
  const [first, ...others] = tables;
  if (first === undefined)
    throw new ImportRefused({ code: 'json', detail: { fields: isRecord(root) ? Object.keys(root).slice(0, 20).join(', ') : '' } });
  return openTables({ container: 'json', size, tables: [first, ...others] });
}

interface Parsed {
  root: Tree;
  lineOf: WeakMap<TreeRecord, number>;
}

/** One value, or one in every line. */
function parse(text: string): Parsed {
  const lineOf = new WeakMap<TreeRecord, number>();
  try {
    return { root: parseValue(text), lineOf };
  } catch (error) {
    const lines = text
      .split(/\r\n|\n|\r/)
      .map((line, index) => ({ line: line.trim(), number: index + 1 }))
      .filter(({ line }) => line !== '');
    const first = lines.length > 1 ? attempt(lines[0]!.line) : undefined;
    if (first === undefined || typeof first !== 'object' || first === null) throw refused(text, error);
    const values = lines.map(({ line, number }): Tree => {
      const value = attempt(line);
      if (value === undefined) throw new ImportRefused({ code: 'truncated', detail: { part: 'JSON', line: String(number) } });
      if (isRecord(value)) lineOf.set(value, number);
      return value;
    });
    return { root: values, lineOf };
  }
}

function attempt(text: string): Tree | undefined {
  try {
    return parseValue(text);
  } catch {
    return undefined;
  }
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

function parseValue(text: string): Tree {
  const reviver: Reviver = (_, value, { source }) => (typeof value === 'number' ? new PrintedNumber(source ?? String(value)) : value);
  // Python writes NaN where it has nothing.
  const plain = /[:[,]\s*(?:NaN|-?Infinity)\b/.test(text) ? text.replace(/([:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, '$1null') : text;
  return (JSON.parse as (text: string, reviver: Reviver) => Tree)(plain, reviver);
}

/** What ends in the middle was cut; what is wrong elsewhere is no JSON, or nested without end. */
function refused(text: string, error: unknown): ImportRefused {
  const message = error instanceof Error ? error.message : '';
  if (/end of JSON|unterminated/i.test(message) || !/[\]}]$/.test(text))
    return new ImportRefused({ code: 'truncated', detail: { part: 'JSON' } });
  const line = /line (\d+)/.exec(message)?.[1] ?? '';
  return new ImportRefused({ code: 'json', detail: { fields: '', line } });
}
