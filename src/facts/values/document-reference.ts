/**
 * "Реализация товаров и услуг 00УТ-000059 от 15.01.2026 15:42:25" → type, number and date.
 * 1C prints documents so wherever it names one in a single cell.
 */
import type { IsoDate } from '../../core/facts.ts';
import { parseDate } from './date.ts';

export interface DocumentReference {
  type: string;
  number: string;
  date: IsoDate | null;
}

/** Null where the text does not read as a document: type, number, date. */
export function parseDocumentReference(printed: string): DocumentReference | null {
  const text = printed.trim().replace(/\s+/g, ' ');
  const dated = withDate.exec(text);
  if (dated) {
    const date = parseDate(dated[2]!, 'dmy');
    if (date !== null) return { ...typeAndNumber(dated[1]!), date };
  }
  return null;
}

/** A reference without a date ("Invoice INV-0012"), or a bare number; never null. */
export function looseReference(printed: string): DocumentReference {
  const full = parseDocumentReference(printed);
  if (full) return full;
  const text = printed.trim().replace(/\s+/g, ' ');
  return { ...typeAndNumber(text), date: null };
}

const withDate = /^(.*?\S)[\s,]*\(?\s*(?:от|від|вiд|of|dated|from|date|oт|,)\s*:?\s*(\d.{5,30}?)\)?$/iu;
const numberSign = /\s*(?:№|N°|Nr\.?|No\.?|#|номер)\s*/iu;

/** The number is what follows the number sign, else the last word that has a digit. */
function typeAndNumber(text: string): { type: string; number: string } {
  const signed = numberSign.exec(text);
  if (signed && /\d/.test(text.slice(signed.index + signed[0].length)) && (signed.index === 0 || /\s|[№#]/.test(signed[0]))) {
    return { type: text.slice(0, signed.index).trim(), number: text.slice(signed.index + signed[0].length).trim() };
  }
  const space = text.lastIndexOf(' ');
  const last = text.slice(space + 1);
  if (space > 0 && /\d/.test(last)) return { type: text.slice(0, space).trim(), number: last };
  return /\d/.test(text) ? { type: '', number: text } : { type: text, number: '' };
}
