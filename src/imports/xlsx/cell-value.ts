/** One cell of a sheet: from its type, style and stored value to a Cell. Formulas are never evaluated, only their cached values read. */
import { ImportRefused, type Cell } from '../contract.ts';
import { ownCopy } from '../delimited/own-copy.ts';
import { decodeEscapes } from './escapes.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { CellStyle } from './styles.ts';

export interface WorkbookContext {
  strings: SharedStrings;
  styles: CellStyle[];
  date1904: boolean;
}

export interface StoredCell {
  /** Attribute `t`. */
  type: string;
  style: number;
  value: string;
  inline: string | undefined;
}

const empty: Cell = { type: 'empty' };
/** Days between the two epochs: 1 January 1904 is day 1462 of the 1900 system. */
const daysTo1904 = 1462;

export function cellValue(stored: StoredCell, { strings, styles, date1904 }: WorkbookContext): Cell {
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
      return isoDate(stored.value.trim());
  }
  const text = stored.value.trim();
  if (text === '') return empty;
  if (!Number.isFinite(Number(text))) return textCell(stored.value);
  const dateLike = styles[stored.style]?.dateLike ?? false;
  return { type: 'number', text: ownCopy(dateLike && date1904 ? shifted(text) : text), dateLike };
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

/** Strict workbooks store dates as ISO 8601; the rest of the program knows serials. */
function isoDate(text: string): Cell {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?Z?$/.exec(text) ?? [];
  if (day === undefined) return textCell(text);
  const days = (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  // Before 1 March 1900 the serials are off by one (a leap day that was none); nobody sold anything then.
  if (!Number.isFinite(days) || days < 61) return textCell(text);
  const [hours = 0, minutes = 0, seconds = 0] = (time ?? '').split(':').map(Number);
  const serial = days + (hours * 3600 + minutes * 60 + seconds) / 86_400;
  return { type: 'number', text: String(serial), dateLike: true };
}
