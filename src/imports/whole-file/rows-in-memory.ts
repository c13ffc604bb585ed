/** An opened file whose rows are in memory already: given out in batches, as often as asked. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { type Declared, type FileFormat, ImportRefused, type tableContainers } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';

const batchRows = 500;

export interface MemoryTable {
  name: string;
  rows: RawRow[];
}

export function openRows(file: {
  container: (typeof tableContainers)[number];
  size: number;
  rows: RawRow[];
  declared?: Declared;
}): OpenedFile {
  return openTables({ ...file, tables: [{ name: '', rows: file.rows }] });
}

/** The first table is the one that is opened. */
export function openTables(file: {
  container: (typeof tableContainers)[number];
  size: number;
  tables: [MemoryTable, ...MemoryTable[]];
  declared?: Declared;
}): OpenedFile {
  const names = file.tables.map(({ name }) => name);
  const at = (table: MemoryTable): OpenedFile => {
    let consumed = 0;
    const opened: OpenedFile = {
      format: formatOf(file.container, names, table.name),
      async *rows() {
        for (let from = 0; from < table.rows.length; from += batchRows) {
          consumed = Math.round((file.size * Math.min(from + batchRows, table.rows.length)) / table.rows.length);
          yield table.rows.slice(from, from + batchRows);
        }
      },
      bytes: file.size,
      progress: () => consumed,
      tables: names,
      table: async (name) => at(file.tables.find((other) => other.name === name) ?? table),
      ...(file.declared ? { declared: file.declared } : {}),
    };
    return opened;
  };
  return at(file.tables[0]);
}

function formatOf(container: (typeof tableContainers)[number], names: string[], sheet: string): FileFormat {
  return { container, sheet, sheets: names.length > 1 ? names : [] };
}

const columnLimit = 1024;
const cellLimit = 1 << 20;

/** The limits of every table, for formats whose cells are made here. */
export function checkWidth(row: RawRow): RawRow {
  if (row.cells.length > columnLimit)
    throw new ImportRefused({
      code: 'too_many_columns',
      detail: { row: String(row.number), column: String(columnLimit + 1), limit: String(columnLimit) },
    });
  for (const cell of row.cells)
    if (cell.type === 'text' && cell.text.length > cellLimit)
      throw new ImportRefused({ code: 'cell_too_large', detail: { row: String(row.number), limit: String(cellLimit) } });
  return row;
}
