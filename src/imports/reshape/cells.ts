/** Cells and rows of a reshaped table. Each row keeps the number of the file's row that it came from. */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { splitCurrency } from '../../facts/values/currency.ts';
import { type Decimal, parseNumber, parseStoredNumber, separatorShown } from '../../facts/values/number.ts';

export const empty: Cell = { type: 'empty' };

export function textCell(text: string): Cell {
  return text === '' ? empty : { type: 'text', text };
}

export function rowLike(row: RawRow, cells: Cell[]): RawRow {
  return { ...row, cells };
}

/** A row that the table does not need: counted and shown, and no fact. */
export function leftOut(row: RawRow): RawRow {
  return { ...row, leftOut: true };
}

export function filledColumns(row: RawRow): number[] {
  return row.cells.flatMap((cell, column) => (isEmpty(cell) ? [] : [column]));
}

/** A number that is no date; null for anything else. */
export function numberIn(cell: Cell | undefined): Decimal | null {
  if (isEmpty(cell)) return null;
  if (cell!.type === 'number') return cell!.dateLike ? null : parseStoredNumber(cell!.text);
  if (cell!.type !== 'text') return null;
  const { number } = splitCurrency(cellText(cell));
  return parseNumber(number, separatorShown(number) ?? ',');
}

/** A cell without a number, or with nought. */
export function isNought(cell: Cell | undefined): boolean {
  if (isEmpty(cell)) return true;
  if (cell!.type === 'text' && /^[-–—]$/.test(cellText(cell))) return true;
  return numberIn(cell)?.digits === 0n;
}

/** A number reckoned from a printed one keeps the currency that was written beside it. */
export function decimalCell({ digits, scale }: Decimal, like?: Cell): Cell {
  const text = decimalText({ digits, scale });
  if (like?.type === 'number' && like.currency !== undefined) return { type: 'number', text, dateLike: false, currency: like.currency };
  const beside = like?.type === 'text' ? splitCurrency(cellText(like)).currency : null;
  return beside === null ? { type: 'number', text, dateLike: false } : { type: 'text', text: `${text} ${beside}` };
}

function decimalText({ digits, scale }: Decimal): string {
  const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = size.slice(0, size.length - scale);
  return `${digits < 0n ? '-' : ''}${whole}${scale > 0 ? `.${size.slice(-scale)}` : ''}`;
}

export function sumOf(values: readonly Decimal[]): Decimal {
  const scale = Math.max(0, ...values.map((value) => value.scale));
  return { digits: values.reduce((sum, value) => sum + value.digits * 10n ** BigInt(scale - value.scale), 0n), scale };
}

export function sameSum(a: Decimal, b: Decimal): boolean {
  const difference = sumOf([a, { digits: -b.digits, scale: b.scale }]);
  const size = difference.digits < 0n ? -difference.digits : difference.digits;
  // Printed sums are rounded one by one.
  return size <= (difference.scale >= 2 ? 2n * 10n ** BigInt(difference.scale - 2) : 0n);
}
