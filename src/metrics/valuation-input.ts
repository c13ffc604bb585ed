/**
 * What the valuation needs, read out of the marts in columns, as of a date: facts after it do not exist.
 * Whole months come from the mart; the month that is not over yet, and rolling months, are measured by the same models.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { incompletePeriod, monthNumber, monthOfNumber, type Period, periodsUpTo, type WindowKind } from '../core/calendar.ts';
import { allocateCells, type CustomerCells, type CustomerMeasures, type EarlierCosts } from '../core/differentiate/measures.ts';
import { columnItems } from './columns.ts';
import { readContractTerms } from './contract-terms.ts';
import { makeTemporary, quoted, sqlText } from './sql-files.ts';

export interface MeasuresInput {
  /** ISO date. */
  asOf: string;
  window: WindowKind;
  /** False while the costs are behind the facts: nothing is then known of them. */
  costs?: boolean;
}

export interface MeasuredCustomers {
  measures: CustomerMeasures;
  /** Id of the customer at each index; exact, ids stay far below 2^53. */
  customerIds: Float64Array;
}

export async function readMeasures(connection: DuckDBConnection, input: MeasuresInput): Promise<MeasuredCustomers> {
  const customerIds = await readCustomers(connection);
  const periods = await periodsOf(connection, input);
  const costs = input.costs !== false && (await anyCosts(connection));
  const source = await cellSource(connection, { ...input, costs }, periods);
  const { start, cells } = await readCells(connection, { source, periodsCount: periods.length + 1 });
  const costsKnown = input.window === 'calendar' && costs;
  // Customers are indexed in the order of their codes, so that the order is the rank.
  const codeRank = Int32Array.from(customerIds, (_, i) => i);
  const contractTerms = await readContractTerms(connection, input.asOf);
  const earlierCosts = costsKnown ? await readEarlierCosts(connection, periods) : [];
  return {
    customerIds,
    measures: {
      asOf: input.asOf,
      customersCount: customerIds.length,
      codeRank,
      periods,
      costsKnown,
      start,
      cells,
      earlierCosts,
      contractTerms,
    },
  };
}

async function readCustomers(connection: DuckDBConnection): Promise<Float64Array> {
  await connection.run(`
    create or replace temp table measured_customer as
    select customer_id, (row_number() over (order by min(code), customer_id) - 1)::integer as customer_index
    from code where customer_id is not null
    group by customer_id`);
  const count = await connection.runAndReadAll('select count(*) from measured_customer');
  const ids = new Float64Array(Number(count.getRows()[0]![0]));
  const result = await connection.stream('select customer_index, customer_id::double from measured_customer');
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const index = columnItems(chunk, 0);
    const id = columnItems(chunk, 1);
    for (let row = 0; row < chunk.rowCount; row++) ids[index[row]!] = id[row]!;
  }
  return ids;
}

async function periodsOf(connection: DuckDBConnection, { asOf, window }: MeasuresInput): Promise<Period[]> {
  const first = await connection.runAndReadAll(
    `select min(happened_on)::varchar from int_document where wins and happened_on <= ${quoted(asOf)}::date`,
  );
  const firstDay = first.getRows()[0]![0] as string | null;
  return firstDay === null ? [] : periodsUpTo({ asOf, firstDay, window });
}

/** No window reaches farther back: recent months and those before them are at most 36 each. */
const furthestMonths = 72;

/** Costs of months before the first sale or payment. They make no period of their own: nothing was sold or paid in it. */
async function readEarlierCosts(connection: DuckDBConnection, periods: Period[]): Promise<EarlierCosts[]> {
  if (periods.length === 0) return [];
  const first = monthNumber(periods[0]!.first);
  const rows = await connection.runAndReadAll(`
    select period, customer_index, served_minor::double, served_minutes::double
    from (${sqlText('served_month')}) join measured_customer using (customer_id)
    where period between ${first - furthestMonths} and ${first - 1} and (served_minor <> 0 or served_minutes <> 0)
    order by period, customer_index`);
  const byMonth = Map.groupBy(rows.getRows() as [number, number, number, number][], ([period]) => period);
  const earliest = Math.min(first, ...byMonth.keys());
  return Array.from({ length: first - earliest }, (_, at) => {
    const of = byMonth.get(earliest + at) ?? [];
    return {
      period: monthOfNumber(earliest + at),
      customer: Int32Array.from(of, ([, customer]) => customer),
      servedMinor: Float64Array.from(of, ([, , minor]) => minor),
      servedMinutes: Float64Array.from(of, ([, , , minutes]) => minutes),
    };
  });
}

/** A query of customer, period (from 0; the incomplete one last) and measures. */
async function cellSource(
  connection: DuckDBConnection,
  { asOf, window, costs }: MeasuresInput & { costs: boolean },
  periods: Period[],
): Promise<string> {
  const unfinished = incompletePeriod({ asOf, window });
  const wanted = [
    ...(window === 'rolling' ? periods.map((period, at) => ({ period, at })) : []),
    ...(unfinished ? [{ period: unfinished, at: periods.length }] : []),
  ];
  const sources: string[] = [];
  if (window === 'calendar' && periods.length > 0) {
    const first = monthNumber(periods[0]!.first);
    const whole = costs ? `(${sqlText('served_month')})` : '(select *, 0 as served_minor, 0 as served_minutes from mart_customer_month)';
    sources.push(
      `select * replace (period - ${first} as period) from ${whole} where period between ${first} and ${monthNumber(periods.at(-1)!.last)}`,
    );
  }
  if (wanted.length > 0) {
    const values = wanted.map(({ period, at }) => `(${quoted(period.first)}::date, ${quoted(period.last)}::date, ${at})`);
    await connection.run(`
      create or replace temp table wanted_day as
      select unnest(range(first, last + 1, interval 1 day))::date as happened_on, period
      from (values ${values.join(', ')}) as wanted(first, last, period);
      create or replace temp table wanted_code as select code_no, customer_id from code where customer_id is not null`);
    await makeTemporary(connection, { model: 'mart_customer_month', table: 'measured_period' });
    sources.push('select *, 0 as served_minor, 0 as served_minutes from measured_period');
  }
  return sources.length > 0
    ? sources.join(' union all by name ')
    : 'select *, 0 as served_minor, 0 as served_minutes from mart_customer_month where false';
}

/** A company without costs reads nothing of them. */
async function anyCosts(connection: DuckDBConnection): Promise<boolean> {
  const counts = await connection.runAndReadAll(
    'select exists (from mart_pool_month) or exists (from mart_customer_direct) or exists (from mart_customer_credit)',
  );
  return counts.getRows()[0]![0] as boolean;
}

async function readCells(
  connection: DuckDBConnection,
  { source, periodsCount }: { source: string; periodsCount: number },
): Promise<{ start: Int32Array; cells: CustomerCells }> {
  const start = new Int32Array(periodsCount + 1);
  const counts = await connection.runAndReadAll(`select period, count(*)::integer from (${source}) group by period`);
  for (const [period, count] of counts.getRows() as [number, number][]) start[period + 1] = count;
  for (let period = 0; period < periodsCount; period++) start[period + 1]! += start[period]!;
  const cells = allocateCells(start[periodsCount]!);
  const next = start.slice();
  let largest = 0;
  const result = await connection.stream(`
    select period, customer_index, revenue_minor::double, cost_minor::double, cost_unknown::integer, list_minor::double,
      discount_minor::double, units_micro::double, orders, served_minor::double, served_minutes::double, payments_minor::double, payments, shipped::integer,
      coalesce(first_shipment_on - date '1970-01-01', 0)::integer, coalesce(last_shipment_on - date '1970-01-01', 0)::integer,
      coalesce(shipment_days, 0)::integer
    from (${source}) join measured_customer using (customer_id)`);
  const columns = [
    cells.revenueMinor,
    cells.costMinor,
    cells.costUnknown,
    cells.listMinor,
    cells.discountMinor,
    cells.unitsMicro,
    cells.orders,
    cells.servedMinor,
    cells.servedMinutes,
    cells.paymentsMinor,
    cells.paymentsCount,
    cells.shipped,
    cells.firstDay,
    cells.lastDay,
    cells.shipmentDays,
  ];
  const slot = new Int32Array(2048);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const rows = chunk.rowCount;
    const period = columnItems(chunk, 0);
    const customer = columnItems(chunk, 1);
    for (let row = 0; row < rows; row++) {
      slot[row] = next[period[row]!]!++;
      cells.customer[slot[row]!] = customer[row]!;
    }
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!;
      const items = columnItems(chunk, c + 2);
      for (let row = 0; row < rows; row++) column[slot[row]!] = items[row]!;
      if (column instanceof Float64Array) for (let row = 0; row < rows; row++) largest = Math.max(largest, Math.abs(items[row]!));
    }
  }
  assertExact(largest, periodsCount);
  return { start, cells };
}

/** Sums over all periods of a customer must stay whole numbers. */
function assertExact(largest: number, periodsCount: number): void {
  if (largest * periodsCount > Number.MAX_SAFE_INTEGER) {
    throw new RangeError(`an amount of ${largest} in one month is too large to be added up exactly over ${periodsCount} months`);
  }
}
