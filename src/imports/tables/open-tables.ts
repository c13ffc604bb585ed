/**
 * A document that holds all its tables in one text (OpenDocument, the XML of Excel 2003, a page), opened at one of them. The first
 * pass reads the whole: it lists the tables and finds out whether the document is complete. Later passes stop after their table.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { ImportRefused, type Refusal, type tableContainers } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';

export interface FoundTable {
  /** '' where the document gives it no name: it is then called by its number. */
  name: string;
  visible: boolean;
  /** Rows that hold anything. */
  filledRows: number;
  /** The most columns of any row. */
  columns: number;
}

/** A row, and how many times over the document says that it stands. */
export interface RepeatedRow {
  row: RawRow;
  times: number;
}

/** What a pass collects as it goes. */
export interface TablesReader {
  /** All that the pass has met, in their order. */
  tables: FoundTable[];
  /** Finished rows of the wanted table, for the caller to take away. */
  rows: RepeatedRow[];
  /** Whether the wanted table has ended. */
  ended: boolean;
}

export interface Pass {
  reader: TablesReader;
  /** Goes on reading; gives the share of the document that is read. */
  advance: AsyncIterable<number>;
}

export interface TablesDocument {
  container: (typeof tableContainers)[number];
  size: number;
  /** A new pass from the beginning; `wanted` is the table whose rows are collected, from 0, null for none. */
  pass(wanted: number | null): Pass;
  /** Why the document is refused where no table holds anything. */
  whenNone: Refusal;
}

export async function openTables(document: TablesDocument): Promise<OpenedFile> {
  const { container, size } = document;
  const { reader, advance } = document.pass(null);
  for await (const _ of advance);

  const names = uniqueNames(reader.tables.map(({ name }) => name));
  const offered = worthOffering(reader.tables);
  if (offered[0] === undefined) throw new ImportRefused(document.whenNone);
  const tables = offered.map((index) => names[index]!);
  const at = (index: number): OpenedFile => {
    let consumed = 0;
    return {
      format: { container, sheet: names[index]!, sheets: names },
      rows: () => readRows(document.pass(index), (share) => (consumed = Math.round(share * size))),
      bytes: size,
      progress: () => consumed,
      tables,
      table: async (name) => {
        const other = offered[tables.indexOf(name)];
        if (other === undefined) throw new ImportRefused({ code: 'no_table', detail: { table: name } });
        return at(other);
      },
    };
  };
  return at(offered[0]);
}

/** Indexes. A page is full of frames of one cell or one line; they are offered only where there is nothing better. */
function worthOffering(tables: FoundTable[]): number[] {
  const filled = tables.flatMap(({ visible, filledRows }, index) => (visible && filledRows > 0 ? [index] : []));
  const real = filled.filter((index) => tables[index]!.filledRows > 1 && tables[index]!.columns > 1);
  return real.length > 0 ? real : filled;
}

const batchRows = 500;

async function* readRows({ reader, advance }: Pass, report: (share: number) => void): AsyncGenerator<RawRow[]> {
  report(0);
  let batch: RawRow[] = [];
  for await (const share of advance) {
    report(Math.min(1, share));
    for (const row of repeated(reader.rows)) {
      batch.push(row);
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
    reader.rows = [];
    if (reader.ended) break;
  }
  if (batch.length > 0) yield batch;
  report(1);
}

function* repeated(rows: RepeatedRow[]): Generator<RawRow> {
  for (const { row, times } of rows) {
    yield row;
    for (let i = 1; i < times; i++) yield { ...row, cells: [...row.cells], number: row.number + i, line: row.line + i };
  }
}

function uniqueNames(names: string[]): string[] {
  const used = new Set<string>();
  return names.map((given, index) => {
    const name = given.trim() || String(index + 1);
    let unique = name;
    for (let i = 2; used.has(unique); i++) unique = `${name} (${i})`;
    used.add(unique);
    return unique;
  });
}
