/** A row of a file as its container gives it: cells and where they stand, before anything is known of what they mean. */
import type { Currency } from '../../core/facts.ts';

/** A cell as the container gives it: text, or a number or a date that the container itself stores as such. */
export type Cell =
  /** `formula`: one that was never calculated, so that the cell has no value. */
  | { type: 'empty'; formula?: string }
  | { type: 'text'; text: string }
  /**
   * `text` is the number as stored; `dateLike` when the cell's number format shows a date, `monthOnly` when it shows the month of
   * that date and no day; `currency` as its format shows it.
   */
  | { type: 'number'; text: string; dateLike: boolean; monthOnly?: true; currency?: Currency }
  | { type: 'boolean'; value: boolean }
  /** A spreadsheet's error value: #N/A, #DIV/0!… */
  | { type: 'error'; text: string };

export interface RawRow {
  /** The file's own row (XLSX) or record number (delimited text), from 1, title and header included. */
  number: number;
  /** Physical line where the record starts (delimited text); the row number in a workbook. */
  line: number;
  cells: Cell[];
  /** Outline level of the row in a workbook (0 = none). */
  outlineLevel: number;
  /** Indent of the first non-empty cell (cell style in a workbook, leading blanks in text). */
  indent: number;
  /** Whether the file hides the row, by hand or by a filter. The rows of a collapsed group are not hidden: their sum is shown. */
  hidden?: boolean;
  /** Whether the shape of the table takes nothing from the row (reshape/). */
  leftOut?: boolean;
}
