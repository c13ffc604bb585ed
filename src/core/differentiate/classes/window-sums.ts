/** Each customer's sums over the windows of a scorecard: tier window, year and the year before, recent months and those before. */
import type { CustomerCells, CustomerMeasures } from '../measures.ts';
import { type DifficultReason, difficultCustomers } from './difficult.ts';
import type { ValuationSettings } from '../settings.ts';
import type { MonthsSum } from './trends.ts';

export interface TierWindowSum extends MonthsSum {
  paymentsMinor: number;
  orders: number;
  unitsMicro: number;
  servedMinutes: number;
}

export class WindowSums {
  /** Whether the facts reach back over the whole year before: otherwise its revenue does not measure growth. */
  readonly yearBeforeCovered: boolean;
  readonly #tierWindow: Columns;
  readonly #recent: Columns;
  readonly #before: Columns;
  readonly #lastMonths: Columns[];
  readonly #year: Columns;
  readonly #yearBefore: Columns;

  constructor(measures: CustomerMeasures, settings: ValuationSettings) {
    const { yearMonths, recentMonths, beforeMonths } = settings.trends;
    const end = measures.periods.length;
    const monthsBack = (from: number, to: number, names: readonly ColumnName[]): Columns =>
      withEarlierCosts(
        measures,
        { from: end - from, to: end - to },
        sumColumns(measures, Math.max(0, end - from), Math.max(0, end - to), names),
      );
    this.yearBeforeCovered = end >= 2 * yearMonths;
    this.#tierWindow = monthsBack(settings.tiers.windowMonths, 0, allColumns);
    this.#recent = monthsBack(recentMonths, 0, rateColumns);
    this.#before = monthsBack(recentMonths + beforeMonths, recentMonths, rateColumns);
    this.#year = monthsBack(yearMonths, 0, ['revenueMinor']);
    this.#yearBefore = monthsBack(2 * yearMonths, yearMonths, ['revenueMinor']);
    this.#lastMonths = [];
    const compared = Math.min(end, settings.vipPressure.discountRisesMonths + 1);
    for (let back = compared; back >= 1; back--) this.#lastMonths.push(monthsBack(back, back - 1, ['listMinor', 'discountMinor']));
  }

  tierWindow(i: number): TierWindowSum {
    const columns = this.#tierWindow;
    return {
      ...monthsSum(columns, i),
      paymentsMinor: at(columns, 'paymentsMinor', i),
      orders: at(columns, 'orders', i),
      unitsMicro: at(columns, 'unitsMicro', i),
      servedMinutes: at(columns, 'servedMinutes', i),
    };
  }

  /** Customers that take much attention for little money over the tier window. */
  difficult(measures: CustomerMeasures, tier: Uint8Array): ReadonlyMap<number, DifficultReason> {
    const minutes = this.#tierWindow.servedMinutes!;
    const marginMinor = new Float64Array(minutes.length);
    const marginUnknown = new Uint8Array(minutes.length);
    for (let i = 0; i < minutes.length; i++) {
      marginMinor[i] = at(this.#tierWindow, 'revenueMinor', i) - at(this.#tierWindow, 'costMinor', i);
      marginUnknown[i] = at(this.#tierWindow, 'costUnknown', i) > 0 ? 1 : 0;
    }
    return difficultCustomers({ minutes, marginMinor, marginUnknown, tier, codeRank: measures.codeRank });
  }

  recent(i: number): MonthsSum {
    return monthsSum(this.#recent, i);
  }

  before(i: number): MonthsSum {
    return monthsSum(this.#before, i);
  }

  /** The last months one by one, oldest first: list value and discount only. */
  lastMonths(i: number): MonthsSum[] {
    return this.#lastMonths.map((columns) => monthsSum(columns, i));
  }

  yearRevenueMinor(i: number): number {
    return at(this.#year, 'revenueMinor', i);
  }

  yearBeforeRevenueMinor(i: number): number {
    return at(this.#yearBefore, 'revenueMinor', i);
  }
}

const rateColumns = ['revenueMinor', 'costMinor', 'costUnknown', 'listMinor', 'discountMinor', 'servedMinor'] as const;
const allColumns = [...rateColumns, 'paymentsMinor', 'orders', 'unitsMicro', 'servedMinutes'] as const;
type ColumnName = (typeof allColumns)[number];
type Columns = Partial<Record<ColumnName, Float64Array>>;

function sumColumns(measures: CustomerMeasures, fromPeriod: number, toPeriod: number, names: readonly ColumnName[]): Columns {
  const { start, cells } = measures;
  const columns: Columns = {};
  for (const name of names) {
    columns[name] = sumColumn(cells, name, { from: start[fromPeriod]!, to: start[toPeriod]!, customersCount: measures.customersCount });
  }
  return columns;
}

/** Months before the first period have negative numbers. */
function withEarlierCosts({ earlierCosts = [] }: CustomerMeasures, window: { from: number; to: number }, columns: Columns): Columns {
  for (const [place, month] of earlierCosts.entries()) {
    const number = place - earlierCosts.length;
    if (number < window.from || number >= window.to) continue;
    for (const name of ['servedMinor', 'servedMinutes'] as const) {
      const sum = columns[name];
      if (sum !== undefined) month.customer.forEach((customer, row) => void (sum[customer]! += month[name][row]!));
    }
  }
  return columns;
}

function sumColumn(cells: CustomerCells, name: ColumnName, over: { from: number; to: number; customersCount: number }): Float64Array {
  const sum = new Float64Array(over.customersCount);
  const column = cells[name];
  const customer = cells.customer;
  for (let cell = over.from; cell < over.to; cell++) sum[customer[cell]!]! += column[cell]!;
  return sum;
}

function monthsSum(columns: Columns, i: number): MonthsSum {
  return {
    revenueMinor: at(columns, 'revenueMinor', i),
    costMinor: at(columns, 'costMinor', i),
    costUnknown: at(columns, 'costUnknown', i) > 0,
    listMinor: at(columns, 'listMinor', i),
    discountMinor: at(columns, 'discountMinor', i),
    servedMinor: at(columns, 'servedMinor', i),
  };
}

function at(columns: Columns, name: ColumnName, i: number): number {
  return columns[name]?.[i] ?? 0;
}
