/** Everybody's classes at every month end, with the month's money, as Parquet: what migration and overview read. */
import { type DuckDBConnection, DOUBLE, DuckDBDataChunk, INTEGER } from '@duckdb/node-api';
import { activities } from '../core/differentiate/classes/activity.ts';
import { lifecycles } from '../core/differentiate/classes/lifecycle.ts';
import type { CustomerMeasures } from '../core/differentiate/measures.ts';
import { tiers } from '../core/differentiate/classes/tiers.ts';
import type { HistoryMonth, Valuation } from '../core/differentiate/value-customers.ts';
import { setColumnItems } from './columns.ts';
import { quoted } from './sql-files.ts';

export interface HistoryFile {
  /** Written under a temporary name beside it and renamed by whoever registers the run. */
  file: string;
  valuation: Pick<Valuation, 'history'>;
  measures: CustomerMeasures;
  customerIds: Float64Array;
}

/** A customer appears from the first month in which it has a fact. */
export async function writeHistory(connection: DuckDBConnection, input: HistoryFile): Promise<{ rows: number }> {
  await connection.run(`
    create or replace temp table history_row (customer_id double, month_end integer, classes integer, revenue_minor double, gross_margin_minor double)`);
  const appender = await connection.createAppender('history_row', 'main', 'temp');
  const seen = new Uint8Array(input.customerIds.length);
  let rows = 0;
  const chunk = chunkFilling((filled) => appender.appendDataChunk(filled));
  for (const [at, month] of input.valuation.history.entries()) {
    const money = moneyOfMonth(input.measures, month);
    for (let cell = month.from; cell < month.to; cell++) seen[input.measures.cells.customer[cell]!] = 1;
    for (let i = 0; i < seen.length; i++) {
      if (!seen[i]) continue;
      const classes = month.activity[i]! | (month.lifecycle[i]! << 3) | (month.tier[i]! << 6) | (month.late[i]! << 9);
      chunk.add(input.customerIds[i]!, at, classes, money.revenueMinor[i]!, money.grossMarginMinor[i]!);
      rows++;
    }
  }
  chunk.flush();
  appender.closeSync();
  const ends = input.valuation.history.map((month) => `${quoted(month.period.last)}::date`);
  await connection.run(`
    copy (
      select customer_id::bigint as customer_id, ([${ends.join(', ') || 'null::date'}])[month_end + 1] as month_end,
        ${className(activities, '(classes & 7)')} as activity, ${className(lifecycles, '((classes >> 3) & 7)')} as lifecycle,
        ${className(tiers, '((classes >> 6) & 7)')} as tier, (classes >> 9) = 1 as late,
        revenue_minor::bigint as revenue_minor,
        case when not isnan(gross_margin_minor) then gross_margin_minor::bigint end as gross_margin_minor
      from history_row
    ) to ${quoted(input.file)} (format parquet);
    drop table history_row`);
  return { rows };
}

function className(names: readonly string[], bits: string): string {
  return `[${names.map(quoted).join(', ')}][${bits} + 1]`;
}

/** By customer; NaN stands for a margin that is not known. */
function moneyOfMonth(measures: CustomerMeasures, month: HistoryMonth): { revenueMinor: Float64Array; grossMarginMinor: Float64Array } {
  const { cells, customersCount } = measures;
  const revenueMinor = new Float64Array(customersCount);
  const grossMarginMinor = new Float64Array(customersCount);
  for (let cell = month.from; cell < month.to; cell++) {
    const i = cells.customer[cell]!;
    revenueMinor[i] = cells.revenueMinor[cell]!;
    grossMarginMinor[i] = cells.costUnknown[cell] ? Number.NaN : cells.revenueMinor[cell]! - cells.costMinor[cell]!;
  }
  return { revenueMinor, grossMarginMinor };
}

const chunkRows = 2048;

interface Filling {
  add(customerId: number, month: number, classes: number, revenueMinor: number, grossMarginMinor: number): void;
  flush(): void;
}

function chunkFilling(append: (chunk: DuckDBDataChunk) => void): Filling {
  const types = [DOUBLE, INTEGER, INTEGER, DOUBLE, DOUBLE];
  const id = new Float64Array(chunkRows);
  const month = new Int32Array(chunkRows);
  const classes = new Int32Array(chunkRows);
  const revenue = new Float64Array(chunkRows);
  const margin = new Float64Array(chunkRows);
  let filled = 0;
  const flush = (): void => {
    if (filled === 0) return;
    const chunk = DuckDBDataChunk.create(types, filled);
    [id, month, classes, revenue, margin].forEach((values, column) => setColumnItems(chunk, column, values.subarray(0, filled)));
    append(chunk);
    filled = 0;
  };
  return {
    add(customerId, at, classBits, revenueMinor, grossMarginMinor) {
      id[filled] = customerId;
      month[filled] = at;
      classes[filled] = classBits;
      revenue[filled] = revenueMinor;
      margin[filled] = grossMarginMinor;
      if (++filled === chunkRows) flush();
    },
    flush,
  };
}
