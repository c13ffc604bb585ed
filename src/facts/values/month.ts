/** A calendar month as people and programs print it ("01.2026", "Январь 2026 г.", "2026-01", "Jan 2026", a day of it), to its first day. */
import type { IsoDate } from '../../core/facts.ts';
import type { Cell } from '../row/raw-row.ts';
import { cellText, isEmpty } from './cell.ts';
import { dateFromSerial, type DateOrder, isoDate, parseDate, plausibleSerial } from './date.ts';
import { monthNumber } from './months.ts';

/** Null where the text names no month of one year. */
export function parseMonth(text: string, order: DateOrder): IsoDate | null {
  const plain = text.trim().replace(/[\u00a0\u202f]/g, ' ');
  const numeric = /^(\d{1,2})[./\-\s](\d{4})$/.exec(plain);
  if (numeric) return isoDate(Number(numeric[2]), Number(numeric[1]), 1);
  const yearFirst = /^(\d{4})[./\-\s]?(\d{1,2})$/.exec(plain);
  if (yearFirst) return isoDate(Number(yearFirst[1]), Number(yearFirst[2]), 1);
  const named = /^(\p{L}{3,9})\.?[\s,.\-/']+(\d{4}|\d{2})(?:\s*(?:г|р|год|рік|року|года)\.?)?$/iu.exec(plain);
  if (named) {
    const month = monthNumber.get(named[1]!.toLowerCase());
    const year = Number(named[2]);
    return month === undefined ? null : isoDate(named[2]!.length === 2 ? 2000 + year : year, month, 1);
  }
  const date = parseDate(plain, order);
  return date === null ? null : `${date.slice(0, 7)}-01`;
}

/** The same of a cell, which a spreadsheet may hold as a date. */
export function monthOf(cell: Cell | undefined, order: DateOrder): IsoDate | null {
  if (isEmpty(cell)) return null;
  const text = cellText(cell);
  if (cell!.type !== 'number') return cell!.type === 'text' ? parseMonth(text, order) : null;
  const serial = Number(cell!.text);
  const date = cell!.dateLike || plausibleSerial(serial) ? dateFromSerial(serial) : null;
  return date === null ? parseMonth(text, order) : `${date.slice(0, 7)}-01`;
}
