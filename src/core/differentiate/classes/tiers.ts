/**
 * Value tiers of the whole company at once: VIP, good, regular (docs/methods/tiers.md). A ranking month by month,
 * so it is fed the months in their order and keeps what the next one needs.
 */
import { type EpochDay, type Period } from '../../calendar.ts';
import { bestOf, countOfShare, type RankedValues } from './best-of.ts';
import { type CustomerCells, type EarlierCosts, noDay } from '../measures.ts';
import type { MeasuredCriterion, ValuationSettings } from '../settings.ts';

export const tiers = ['vip', 'good', 'regular', 'none'] as const;
export type Tier = (typeof tiers)[number];

export const vip = 0;
export const good = 1;
export const regular = 2;
export const noTier = 3;

/** The measure for all customers in the ranking of a period. */
export interface Ranking extends RankedValues {
  period: Period;
}

export interface TierRankings {
  /** Rankings of the window's months (monthly method), or the one of the window (period method); oldest first. */
  vip: Ranking[];
  good: Ranking | null;
}

/** The criterion of each cell; an unknown margin counts as nothing, and the reason says so. */
export function criterionOfCells(cells: CustomerCells, criterion: MeasuredCriterion): Float64Array {
  switch (criterion) {
    case 'payments_count':
      return Float64Array.from(cells.paymentsCount);
    case 'payments_sum':
      return cells.paymentsMinor;
    case 'units':
      return cells.unitsMicro;
    case 'revenue':
      return cells.revenueMinor;
    case 'orders':
      return Float64Array.from(cells.orders);
    case 'gross_margin':
      return cells.revenueMinor.map((revenue, i) => (cells.costUnknown[i] ? 0 : revenue - cells.costMinor[i]!));
    case 'net_profit':
      return cells.revenueMinor.map((revenue, i) => (cells.costUnknown[i] ? 0 : revenue - cells.costMinor[i]! - cells.servedMinor[i]!));
  }
}

export interface MonthOfCells {
  period: Period;
  from: number;
  to: number;
  /** Of each customer so far, this month included; noDay without a shipment. */
  firstShipmentDay: Int32Array;
  /** Lifetime values at its end, by customer, where they are the criterion. */
  expectedMinor?: Float64Array;
}

type MonthOfWindow = MonthOfCells | EarlierCosts;

/** Feed the months in their order; after each, `tier` holds the tier of each customer at its end. */
export class TierRanker {
  readonly tier: Uint8Array;
  /** The criterion over the window, per customer; an expected value at its end. */
  readonly windowTotal: Float64Array;
  /** Bit b: was among the month's best b months ago (monthly method). */
  readonly vipMonths: Int32Array;
  /** Whether good only because it was VIP a month earlier. */
  readonly fellOut: Uint8Array;
  rankings: TierRankings = { vip: [], good: null };
  /** Of the cells; null where the criterion is an expected value. */
  readonly #criterion: Float64Array | null;
  readonly #customer: Int32Array;
  readonly #codeRank: Int32Array;
  readonly #settings: ValuationSettings['tiers'];
  readonly #months: MonthOfWindow[] = [];
  #ranked = 0;
  /** The criterion by customer in each month of the window, oldest first. */
  readonly #valueOfMonths: Float64Array[] = [];
  readonly #wasVip: Uint8Array;
  /** Room for the candidates of one ranking. */
  readonly #candidates: Int32Array;

  constructor(input: { cells: CustomerCells; codeRank: Int32Array; settings: ValuationSettings['tiers'] }) {
    const n = input.codeRank.length;
    const { criterion } = input.settings;
    this.#criterion = criterion === 'lifetime_value' ? null : criterionOfCells(input.cells, criterion);
    this.#customer = input.cells.customer;
    this.#codeRank = input.codeRank;
    this.#settings = input.settings;
    this.tier = new Uint8Array(n).fill(noTier);
    this.windowTotal = new Float64Array(n);
    this.vipMonths = new Int32Array(n);
    this.fellOut = new Uint8Array(n);
    this.#wasVip = new Uint8Array(n);
    this.#candidates = new Int32Array(n);
  }

  /** A month before the first sale: its costs are part of the windows that reach back to it, and nobody is ranked by them. */
  addEarlierCosts(month: EarlierCosts): void {
    if (this.#settings.criterion !== 'net_profit') return;
    this.#months.push(month);
    this.#moveWindow(month, null);
  }

  addMonth(month: MonthOfCells): void {
    this.#ranked++;
    this.#months.push(month);
    this.#moveWindow(month, month.expectedMinor ?? null);
    const rankings = this.#settings.method === 'monthly' ? this.#bestOfMonth(month) : this.#bestOfWindow(month);
    this.rankings = { vip: rankings, good: null };
    this.#rankTheRest(month);
  }

  /** The criterion of one customer in each month of the window with a ranking, oldest first: for its reason. */
  windowValues(customer: number): number[] {
    return this.#valueOfMonths.slice(-this.#ranked).map((value) => value[customer]!);
  }

  #moveWindow(month: MonthOfWindow, expectedMinor: Float64Array | null): void {
    const gone = this.#months.at(-1 - this.#settings.windowMonths);
    const full = this.#valueOfMonths.length === this.#settings.windowMonths;
    const value = full ? this.#valueOfMonths.shift()!.fill(0) : new Float64Array(this.tier.length);
    this.#valueOfMonths.push(value);
    if (this.#criterion === null) {
      value.set(expectedMinor!);
      this.windowTotal.set(value);
      return;
    }
    // Whole numbers below 2^53: adding and taking away again leaves nothing behind.
    this.#eachOf(month, (customer, minor) => {
      value[customer] = minor;
      this.windowTotal[customer]! += minor;
    });
    if (gone) this.#eachOf(gone, (customer, minor) => void (this.windowTotal[customer]! -= minor));
  }

  #eachOf(month: MonthOfWindow, take: (customer: number, minor: number) => void): void {
    if ('from' in month) for (let cell = month.from; cell < month.to; cell++) take(this.#customer[cell]!, this.#criterion![cell]!);
    else for (let row = 0; row < month.customer.length; row++) take(month.customer[row]!, -month.servedMinor[row]!);
  }

  /** The first month of the window that has a ranking. */
  #firstOfWindow(): MonthOfWindow {
    return this.#months.at(-Math.min(this.#ranked, this.#settings.windowMonths))!;
  }

  #bestOfMonth(month: MonthOfCells): Ranking[] {
    const windowMask = 2 ** this.#settings.windowMonths - 1;
    const vipMonths = this.vipMonths;
    for (let i = 0; i < vipMonths.length; i++) {
      this.#wasVip[i] = vipMonths[i] === 0 ? 0 : 1;
      vipMonths[i] = (vipMonths[i]! << 1) & windowMask;
    }
    const value = this.#valueOfMonths.at(-1)!;
    let candidates = 0;
    if (this.#criterion === null) for (let i = 0; i < value.length; i++) if (value[i]! > 0) this.#candidates[candidates++] = i;
    for (let cell = month.from; this.#criterion !== null && cell < month.to; cell++) {
      if (this.#criterion[cell]! > 0) this.#candidates[candidates++] = this.#customer[cell]!;
    }
    const ranking = this.#best(value, candidates, this.#settings.vipPermille, month, (customer) => {
      vipMonths[customer]! |= 1;
    });
    return [...this.rankings.vip, ranking].slice(-this.#settings.windowMonths);
  }

  #bestOfWindow(month: MonthOfCells): Ranking[] {
    let candidates = 0;
    for (let i = 0; i < this.vipMonths.length; i++) {
      this.#wasVip[i] = this.vipMonths[i]!;
      this.vipMonths[i] = 0;
      if (this.windowTotal[i]! > 0) this.#candidates[candidates++] = i;
    }
    const first = this.#firstOfWindow();
    const ranking = this.#best(this.windowTotal, candidates, this.#settings.vipPermille, month, (customer) => {
      this.vipMonths[customer] = 1;
    });
    return [{ ...ranking, period: { first: first.period.first, last: month.period.last } }];
  }

  #rankTheRest(month: MonthOfCells): void {
    let candidates = 0;
    for (let i = 0; i < this.tier.length; i++) {
      this.fellOut[i] = 0;
      if (this.vipMonths[i] !== 0) {
        this.tier[i] = vip;
        continue;
      }
      const bought = this.windowTotal[i]! > 0;
      if (bought) this.#candidates[candidates++] = i;
      this.fellOut[i] = this.#wasVip[i]!;
      this.tier[i] = this.#wasVip[i] ? good : bought ? regular : noTier;
    }
    const first = this.#firstOfWindow();
    const ranking = this.#best(this.windowTotal, candidates, this.#settings.goodPermille, month, (customer) => {
      this.tier[customer] = good;
      this.fellOut[customer] = 0;
    });
    this.rankings.good = candidates === 0 ? null : { ...ranking, period: { first: first.period.first, last: month.period.last } };
  }

  /** Marks the best of the first `count` candidates. */
  #best(value: Float64Array, count: number, sharePermille: number, month: MonthOfCells, mark: (customer: number) => void): Ranking {
    const candidates = this.#candidates.subarray(0, count);
    const compareAtCut = (a: number, b: number): number => this.#compareAtCut(a, b, month.firstShipmentDay);
    return { period: month.period, ...bestOf({ value, candidates, size: countOfShare(count, sharePermille), compareAtCut, mark }) };
  }

  #compareAtCut(a: number, b: number, firstShipmentDay: Int32Array): number {
    const total = this.windowTotal[b]! - this.windowTotal[a]!;
    if (total !== 0) return total;
    const first = orLast(firstShipmentDay[a]!) - orLast(firstShipmentDay[b]!);
    return first !== 0 ? first : this.#codeRank[a]! - this.#codeRank[b]!;
  }
}

function orLast(day: EpochDay): EpochDay {
  return day === noDay ? Number.MAX_SAFE_INTEGER : day;
}
