/**
 * A file of purchases (customer, day and perhaps money, one row for each) or of ready histories (x, t_x, T), of any company. It comes in
 * through the door of every import and its rows are read as an import reads sales; what was read and what was left out is told.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { ImportRefused } from '../recognition.ts';
import { openFile, type OpenedFile } from '../open-file.ts';
import { type PurchaseRows, readLog } from './collect.ts';
import { findColumns, type LogColumns, type SaidColumns } from './find-columns.ts';
import { findHistories, type HistoryColumns, type HistoryRows, readHistories } from './histories.ts';
import { LogRefused } from './refused.ts';
import { type Rows, splitBlanks } from './split-blanks.ts';

export type { PurchaseRows } from './collect.ts';
export type { HistoryRows } from './histories.ts';

export interface Said extends SaidColumns {
  /** The sheet of a workbook, the file of an archive. */
  table?: string;
  /** The last day to be observed, in days since 1970-01-01. */
  until?: number;
  /** Days after it are plans or typing errors. Null where nobody looked at the clock. */
  today?: number | null;
  /** What the file leaves open, by question: `{"state:Ожидает": "no"}`. */
  answers?: Answers;
}

export async function readPurchaseLog(path: string, said: Said = {}): Promise<PurchaseRows | HistoryRows> {
  const opened = await openFile(path).catch((error: unknown) => {
    throw error instanceof ImportRefused && error.refusal.code === 'empty' ? new LogRefused('log_empty') : error;
  });
  const { file, table, columns } = await chosenTable(opened, said);
  if (columns.kind === 'histories') return readHistories(file, columns, table);
  return readLog(file, columns.log, {
    table,
    until: said.until ?? null,
    today: said.today ?? null,
    ...(said.answers !== undefined && { answers: said.answers }),
  });
}

interface Chosen {
  file: Rows;
  table: string;
  columns: { kind: 'log'; log: LogColumns } | ({ kind: 'histories' } & HistoryColumns);
}

/** The one table that has such columns; a person says which where several have them. */
async function chosenTable(opened: OpenedFile, said: Said): Promise<Chosen> {
  const { tables } = opened;
  if (said.table !== undefined && !tables.includes(said.table))
    throw new LogRefused('log_no_such_table', { name: said.table, found: tables.join(' | ') });
  const names = said.table === undefined ? tables : [said.table];
  const found: Chosen[] = [];
  let why: unknown = new LogRefused('log_empty');
  for (const name of names) {
    try {
      found.push(await columnsOf(await (tables.length > 1 ? opened.table(name) : Promise.resolve(opened)), name, said));
    } catch (error) {
      // Of several tables only the ones that cannot be a log are passed over.
      if (
        names.length > 1 &&
        !(error instanceof LogRefused && (error.problem.code === 'log_empty' || error.problem.code === 'log_no_columns'))
      )
        throw error;
      if (!(why instanceof LogRefused && why.problem.code === 'log_no_columns')) why = error;
    }
  }
  if (found.length > 1) throw new LogRefused('log_several_tables', { found: found.map(({ table }) => table).join(' | ') });
  if (found[0] === undefined) throw why;
  return found[0];
}

async function columnsOf(opened: OpenedFile, table: string, said: Said): Promise<Chosen> {
  const file = splitBlanks(opened, await firstRows(opened));
  const sample = await firstRows(file);
  const histories = said.customer === undefined && said.date === undefined ? findHistories(sample) : null;
  if (histories !== null) return { file, table, columns: { kind: 'histories', ...histories } };
  const { customer, date, amount } = said;
  const log = findColumns(sample, {
    ...(customer !== undefined && { customer }),
    ...(date !== undefined && { date }),
    ...(amount !== undefined && { amount }),
  });
  return { file, table, columns: { kind: 'log', log } };
}

/** Enough to tell columns by; the recogniser takes its own. */
const sampleRows = 1000;

async function firstRows(file: Rows): Promise<RawRow[]> {
  const sample: RawRow[] = [];
  for await (const rows of file.rows()) {
    sample.push(...rows);
    if (sample.length >= sampleRows) break;
  }
  return sample;
}
