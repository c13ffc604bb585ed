/** One cell of a sheet: from its type, style and stored value to a Cell. Formulas are never evaluated, only their cached values read. */
import type { Cell } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import { ownCopy } from '../delimited/own-copy.ts';
import { decodeEscapes } from './escapes.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { CellStyle, ValueFormat } from './styles.ts';

export interface WorkbookContext {
  strings: SharedStrings;
  styles: CellStyle[];
  date1904: boolean;
  /** Whether the writer of the workbook puts a zero where a formula was never calculated. */
  zeroMeansUncalculated: boolean;
}

export interface StoredCell {
  /** Attribute `t`. */
  type: string;
  style: number;
  value: string;
  inline: string | undefined;
  /** Undefined where the cell has none. */
  formula: string | undefined;
}

const empty: Cell = { type: 'empty' };
/** Days between the two epochs: 1 January 1904 is day 1462 of the 1900 system. */
const daysTo1904 = 1462;

export function cellValue(stored: StoredCell, context: WorkbookContext): Cell {
  const { strings, styles, date1904 } = context;
  if (stored.formula !== undefined && neverCalculated(stored, context)) return { type: 'empty', formula: stored.formula };
  if (stored.inline !== undefined && stored.type !== 's') return textCell(ownCopy(decodeEscapes(stored.inline)));
  switch (stored.type) {
    case 's':
      return sharedString(stored.value, strings);
    case 'str':
    case 'inlineStr':
      return textCell(ownCopy(decodeEscapes(stored.value)));
    case 'b':
      return stored.value === '' ? empty : { type: 'boolean', value: ['1', 'true'].includes(stored.value.trim().toLowerCase()) };
    case 'e':
      return stored.value === '' ? empty : { type: 'error', text: stored.value };
    case 'd':
      return isoDate(stored.value.trim(), { monthOnly: styles[stored.style]?.monthOnly ?? false });
  }
  const text = stored.value.trim();
  if (text === '') return empty;
  if (!Number.isFinite(Number(text))) return textCell(stored.value);
  return numberCell(text, { format: styles[stored.style], date1904 });
}

/** A stored number as its format shows it. */
export function numberCell(text: string, { format, date1904 }: { format: ValueFormat | undefined; date1904: boolean }): Cell {
  const dateLike = format?.dateLike ?? false;
  const cell: Cell = { type: 'number', text: ownCopy(dateLike && date1904 ? shifted(text) : text), dateLike };
  if (format?.monthOnly) cell.monthOnly = true;
  if (format?.currency !== undefined) cell.currency = format.currency;
  return cell;
}

/** A formula whose result is an empty text has the type of a text; one that no program has calculated yet has no type and no value. */
function neverCalculated({ type, value, inline }: StoredCell, { zeroMeansUncalculated }: WorkbookContext): boolean {
  if (type !== 'n' || inline !== undefined) return false;
  const text = value.trim();
  return text === '' || (text === '0' && zeroMeansUncalculated);
}

function textCell(text: string): Cell {
  return text === '' ? empty : { type: 'text', text };
}

function sharedString(index: string, strings: SharedStrings): Cell {
  if (index.trim() === '') return empty;
  const text = strings.get(Number(index));
  // The names of customers would be wrong or missing: better no import than that.
  if (text === undefined) throw new ImportRefused({ code: 'truncated', detail: { part: 'sharedStrings', index } });
  return textCell(text);
}

/** The fraction is kept as printed: it is the time of day, and adding floats would change its last digits. */
function shifted(text: string): string {
  const [, days, fraction] = /^(\d+)(\.\d+)?$/.exec(text) ?? [];
  return days === undefined ? String(Number(text) + daysTo1904) : String(Number(days) + daysTo1904) + (fraction ?? '');
}

/** Strict workbooks store dates as ISO 8601, other formats always; the rest of the program knows serials. */
export function isoDate(text: string, { monthOnly = false }: { monthOnly?: boolean } = {}): Cell {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?Z?$/.exec(text) ?? [];
  if (day === undefined) return textCell(text);
  const days = (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  // Before 1 March 1900 the serials are off by one (a leap day that was none); nobody sold anything then.
  if (!Number.isFinite(days) || days < 61) return textCell(text);
  const [hours = 0, minutes = 0, seconds = 0] = (time ?? '').split(':').map(Number);
  const serial = days + (hours * 3600 + minutes * 60 + seconds) / 86_400;
  return { type: 'number', text: String(serial), dateLike: true, ...(monthOnly ? { monthOnly } : {}) };
}
