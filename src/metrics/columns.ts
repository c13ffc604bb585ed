/** DuckDB's vectors as typed arrays: reading and writing millions of values one getItem at a time would take seconds. */
import type { DuckDBDataChunk } from '@duckdb/node-api';

/** Values of a column of plain numbers (INTEGER, DOUBLE…) without nulls: coalesce them in SQL. */
export function columnItems(chunk: DuckDBDataChunk, column: number): Int32Array | Float64Array | Uint8Array {
  const { items } = chunk.getColumnVector(column) as unknown as { items?: unknown };
  if (items instanceof Int32Array || items instanceof Float64Array || items instanceof Uint8Array) return items;
  throw new TypeError(`column ${column} is not of plain numbers`);
}

/** Fills a column of a chunk that is going to be appended. */
export function setColumnItems(chunk: DuckDBDataChunk, column: number, values: ArrayLike<number>): void {
  columnItems(chunk, column).set(values);
  chunk.getColumnVector(column).flush();
}
