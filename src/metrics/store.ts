/**
 * metrics.duckdb: what SQL has measured of the journal's facts. Disposable: delete it and the next rebuild makes it again.
 * Nothing is decided here; the journal's files are read and never written.
 */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { rmSync } from 'node:fs';
import type { Sight } from '../core/access/sight.ts';
import { type AmountsIn, amountsByCurrency, hasUnnamedAmounts } from './amounts-by-currency.ts';
import { anyCosts, applyModel, type Costing, withModel } from './costing/apply-model.ts';
import { type CostReads, costReads, type StatementRow } from './costing/statement.ts';
import type { Months } from '../core/differentiate/costing/statement-period.ts';
import { type LinesOf, type LinesSum, namesDeliveryPoints, statementByLines } from './costing/by-lines.ts';
import { type LineOf, openLine, type OpenedLine } from './costing/opened-line.ts';
import { type Check, type CheckedPart, type CheckScope, runChecks } from './check.ts';
import { agreesWith, noteAgreement } from './agrees-with.ts';
import * as reads from './reads.ts';
import { leased, openReaders } from './readers.ts';
import { type Receivable, receivables, unpaidDocuments, type UnpaidDocument } from './receivables.ts';
import { type Rebuild, type RebuildResult, rebuild } from './rebuild.ts';
import { fingerprint, quoted, sqlText } from './sql-files.ts';
import { readMeasures, type MeasuredCustomers, type MeasuresInput } from './valuation-input.ts';
import { type HistoryFile, writeHistory } from './history.ts';
import * as overview from './overview.ts';
import { firstShipmentsOfLines, type ProductLineShipment } from './product-lines.ts';
import { type ForecastFile, readForecast, writeForecast } from './forecast-file.ts';
import { type ReasonsFile, writeReasons } from './reasons.ts';

/** Steps of the program make what everybody reads; every read of facts says for whom it is. */
export interface Metrics {
  rebuild(input: Rebuild): Promise<RebuildResult>;
  /** Brings the costs up to the facts and to the model. */
  cost(costing: Costing): Promise<void>;
  writeHistory(input: HistoryFile): Promise<{ rows: number }>;
  writeReasons(input: ReasonsFile): Promise<void>;
  /** What the potential needs of a forecast, by the customers' indices now. */
  writeForecast(input: ForecastFile): Promise<void>;
  readForecast(input: { file: string; customerIds: Float64Array }): Promise<ForecastFile['forecast']>;
  /** What a part was measured from when it was last found to agree with the journal; null where it never was. */
  agreesWith(part: CheckedPart): Promise<string | null>;
  noteAgreement(part: CheckedPart, basis: string): Promise<void>;
  /** Whether customers cost anything, by the facts or by what was last costed. */
  anyCosts(): Promise<boolean>;
  /** Of the customers that somebody sees, each read on a connection of its own. */
  for(sight: Sight): SeenFacts;
  /** Of the whole company: an error for who sees a part of it. */
  ofCompany(sight: Sight): CompanyFacts;
  close(): void;
}

export interface SeenFacts {
  readonly customer: reads.CustomerReads;
  readonly costs: CostReads;
  statementByLines(of: LinesOf): Promise<LinesSum[]>;
  /** Whether any line of the months names where its goods went: quicker to know than what each point earned. */
  namesDeliveryPoints(of: Omit<LinesOf, 'by'>): Promise<boolean>;
  /** A line of one customer's statement, a page of what made it. */
  openLine(of: LineOf): Promise<OpenedLine>;
  /** What customers owe at a date, and one customer's documents that are not paid whole. */
  receivables(of: Parameters<typeof receivables>[1]): Promise<Receivable[]>;
  unpaidDocuments(of: Parameters<typeof unpaidDocuments>[1]): Promise<UnpaidDocument[]>;
  firstShipmentsOfLines(of: Parameters<typeof firstShipmentsOfLines>[1]): Promise<ProductLineShipment[]>;
  unvalued(): Promise<(reads.UnvaluedAmount & { customers: number })[]>;
  costCoverage(): Promise<{ lines: number; linesWithCost: number }>;
  readonly overview: overview.Overview;
}

export interface CompanyFacts {
  measures(input: MeasuresInput): Promise<MeasuredCustomers>;
  /** The same for previews: of the last committed state, next to a rebuild that goes on. */
  measuresSeen(input: MeasuresInput): Promise<MeasuredCustomers>;
  /** The statements by another model; nothing of it stays. */
  statementWith(costing: Costing, months: Months): Promise<StatementRow[]>;
  /** Accounting identities between the journal's files and the marts, recomputed from the files. */
  check(scope?: CheckScope, part?: CheckedPart): Promise<Check[]>;
  factDates(): Promise<{ first: string; last: string } | null>;
  unvaluedBetween(of: Parameters<typeof reads.unvaluedBetween>[1]): ReturnType<typeof reads.unvaluedBetween>;
  /** Amounts by the currency that their files name; `to`: as if the company reckoned in it. */
  amountsByCurrency(of?: { to?: string }): Promise<AmountsIn[]>;
  hasUnnamedAmounts(): Promise<boolean>;
}

export async function openMetrics(input: { file: string; memoryLimit?: string; threads?: number }): Promise<Metrics> {
  const instance = await openInstance(input);
  // Readers see the last committed state while a rebuild goes on.
  const writer = await connect(instance);
  const readers = openReaders(instance);
  // Previews measure in temporary tables of their own.
  const looker = await connect(instance);
  const looking = oneAtATime();
  const alone = oneAtATime();
  return {
    rebuild: (request) => alone(() => rebuild(writer, request)),
    cost: (costing) => alone(() => applyModel(writer, costing)),
    writeHistory: (request) => alone(() => writeHistory(writer, request)),
    writeReasons: (request) => alone(() => writeReasons(writer, request)),
    writeForecast: (request) => alone(() => writeForecast(writer, request)),
    readForecast: (request) => alone(() => readForecast(writer, request)),
    agreesWith: (part) => alone(() => agreesWith(writer, part)),
    noteAgreement: (part, basis) => alone(() => noteAgreement(writer, part, basis)),
    anyCosts: () => alone(() => anyCosts(writer)),
    for: (sight) => ({
      customer: leased(readers, sight, reads.customerReads),
      costs: leased(readers, sight, costReads),
      overview: leased(readers, sight, overview.overviewReads),
      statementByLines: (of) => readers.lease(sight, (reader) => statementByLines(reader, of)),
      namesDeliveryPoints: (of) => readers.lease(sight, (reader) => namesDeliveryPoints(reader, of)),
      openLine: (of) => readers.lease(sight, (reader) => openLine(reader, of)),
      receivables: (of) => readers.lease(sight, (reader) => receivables(reader, of)),
      unpaidDocuments: (of) => readers.lease(sight, (reader) => unpaidDocuments(reader, of)),
      firstShipmentsOfLines: (of) => readers.lease(sight, (reader) => firstShipmentsOfLines(reader, of)),
      unvalued: () => readers.lease(sight, reads.unvaluedAmounts),
      costCoverage: () => readers.lease(sight, reads.costCoverage),
    }),
    ofCompany(sight) {
      if (!sight.seesAll) throw new Error(`facts of the whole company, asked for as ${sight.id}`);
      return {
        measures: (request) => alone(() => readMeasures(writer, request)),
        measuresSeen: (request) => looking(() => seen(looker, () => readMeasures(looker, request))),
        statementWith: (costing, months) => alone(() => withModel(writer, costing, () => costReads(writer).statement(months))),
        check: (scope = 'all', part) => alone(() => runChecks(writer, { scope, part })),
        factDates: () => readers.lease(sight, reads.factDates),
        unvaluedBetween: (of) => readers.lease(sight, (reader) => reads.unvaluedBetween(reader, of)),
        amountsByCurrency: (of) => alone(() => amountsByCurrency(writer, of)),
        hasUnnamedAmounts: () => alone(() => hasUnnamedAmounts(writer)),
      };
    },
    close() {
      looker.closeSync();
      readers.close();
      writer.closeSync();
      instance.closeSync();
    },
  };
}

async function openInstance(input: { file: string; memoryLimit?: string; threads?: number }): Promise<DuckDBInstance> {
  const options: Record<string, string> = { preserve_insertion_order: 'false' };
  if (input.memoryLimit) options.memory_limit = input.memoryLimit;
  if (input.threads) options.threads = String(input.threads);
  try {
    const instance = await DuckDBInstance.create(input.file, options);
    if (await isOurs(instance)) return instance;
    instance.closeSync();
  } catch (cause) {
    // Another process at work is no reason to delete its file.
    if (/could not set lock|conflicting lock|used by another process/i.test(String(cause))) throw cause;
  }
  for (const file of [input.file, `${input.file}.wal`]) rmSync(file, { force: true });
  const instance = await DuckDBInstance.create(input.file, options);
  const connection = await instance.connect();
  await connection.run(`begin; ${sqlText('tables')}; insert into made_with values (${quoted(fingerprint)}, null); commit`);
  connection.closeSync();
  return instance;
}

/** Whether this version of the program made the tables; a file of another version is made again. */
async function isOurs(instance: DuckDBInstance): Promise<boolean> {
  const connection = await instance.connect();
  try {
    const made = await connection.runAndReadAll('select fingerprint from made_with');
    return made.getRows()[0]?.[0] === fingerprint;
  } catch {
    return false;
  } finally {
    connection.closeSync();
  }
}

async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(`set preserve_insertion_order = false`);
  return connection;
}

/** One state of the facts from the first statement to the last, whatever is committed meanwhile. */
async function seen<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('begin');
  try {
    await connection.run('set variable company_currency = (select company_currency from made_with)');
    return await work();
  } finally {
    await connection.run('rollback');
  }
}

/** One writer: what is asked for meanwhile waits its turn. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
