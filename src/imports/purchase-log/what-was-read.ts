/** What was read of a file of purchases or histories, as values: the command prints it, `--json` gives it as `read`. */
import type { FileFormat } from '../recognition.ts';

export interface WhatWasRead {
  format: FileFormat;
  /** The sheet or the archive's file that was read; empty where there is only one. */
  table: string;
  columns: UsedColumn[];
  /** Columns of dates that were not taken. */
  otherDates: string[];
  /** Rows of the table: used ones and left-out ones. */
  rows: number;
  leftOut: LeftOut[];
  /** Of the rows that were used; null for histories. */
  period: { from: string; to: string } | null;
  /** The last day observed, which ages run to: of the last purchase unless it was said. */
  observedUntil: string | null;
  /** `order` is null where the dates themselves say it. */
  dates: { order: 'dmy' | 'mdy' | null; precision: 'day' | 'month' } | null;
  money: Money;
  /** Rows of returns among the rows used: a day that sums below zero is no purchase. */
  returns: number;
  /** Rows of purchases without a sum: they count as purchases, and not in the money. */
  unpriced: number;
  /** Rows that equal an earlier one in every cell. `copies`: how often each row of the file stands in it, where that is more than once. */
  doubled: { rows: number; copies: number };
}

export type ColumnUse = 'customer' | 'date' | 'amount' | 'quantity' | 'price' | 'repeats' | 'last' | 'age' | 'mean_amount';

export interface UsedColumn {
  use: ColumnUse;
  /** From 1, as a person counts. */
  number: number;
  heading: string;
}

export interface LeftOut {
  reason: string;
  rows: number;
  /** The first few: row of the file, and what stood there. */
  examples: { row: number; value: string }[];
}

export type Money =
  | { from: 'amount' | 'quantity_times_price' | 'mean_amount' }
  /** `several_currencies`: sums of different money cannot be added. */
  | { from: 'none'; because: 'no_column' | 'all_zero' | 'several_currencies' | 'not_of_repeats' };

/** Counts rows by the reason they were left out for, and keeps the first few of each. */
export class LeftOutRows {
  readonly #reasons = new Map<string, LeftOut>();
  add(reason: string, row: number, value = ''): void {
    let known = this.#reasons.get(reason);
    if (known === undefined) this.#reasons.set(reason, (known = { reason, rows: 0, examples: [] }));
    known.rows++;
    if (known.examples.length < 3) known.examples.push({ row, value: value.slice(0, 60) });
  }
  list(): LeftOut[] {
    return [...this.#reasons.values()];
  }
  /** How many rows in all, or for these reasons. */
  count(reasons?: readonly string[]): number {
    return this.list().reduce((sum, { reason, rows }) => (reasons === undefined || reasons.includes(reason) ? sum + rows : sum), 0);
  }
}
