/** What stands in each column of the sample: how many numbers, dates, document references, ids, words that tell returns… */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { validLegalId } from '../../core/identify/legal-id.ts';
import { shortForms } from '../../core/identify/legal-form.ts';
import { flagKind, isOtherDocument, postedState } from '../../facts/row/kind-words.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseCurrency, splitCurrency } from '../../facts/values/currency.ts';
import { parseDate, plausibleSerial } from '../../facts/values/date.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import {
  approximately,
  type DecimalSeparator,
  parseKopecks,
  parseNumber,
  parseStoredNumber,
  separatorShown,
} from '../../facts/values/number.ts';

export interface ColumnProfile {
  index: number;
  filled: number;
  /** Shares of the filled cells, 0…1. */
  numbers: number;
  /** Bare digits without a decimal mark. */
  integers: number;
  dates: number;
  /** Texts of five digits that count days: dates only where a heading says so. */
  serials: number;
  references: number;
  legalForms: number;
  legalIds: number;
  currencies: number;
  flags: number;
  postings: number;
  letters: number;
  digits: number;
  accounts: number;
  /** Telephone numbers: ten or eleven digits, or with a sign in front. */
  phones: number;
  longTexts: number;
  distinct: number;
  /** Counts 1, 2, 3… from the first row to the last. */
  runs: boolean;
  /** Counts from 1 and starts again. */
  restarts: boolean;
  min: number;
  max: number;
  leadingZeros: boolean;
  commas: number;
  points: number;
  samples: string[];
}

export function profileColumns(rows: RawRow[], width: number): ColumnProfile[] {
  return Array.from({ length: width }, (_, index) => profileColumn(rows, index));
}

/** A number of the sample, approximately: for arithmetic over columns, never for money that is kept. */
export function sampleNumber(cell: Cell | undefined, separator: DecimalSeparator): number | null {
  if (cell === undefined) return null;
  if (cell.type === 'number') {
    const stored = parseStoredNumber(cell.text);
    return stored && approximately(stored);
  }
  if (cell.type !== 'text') return null;
  const value = parseNumber(splitCurrency(cellText(cell)).number, separator) ?? parseKopecks(cellText(cell));
  return value && approximately(value);
}

function profileColumn(rows: RawRow[], index: number): ColumnProfile {
  const count = {
    filled: 0,
    numbers: 0,
    integers: 0,
    dates: 0,
    serials: 0,
    references: 0,
    legalForms: 0,
    legalIds: 0,
    currencies: 0,
    flags: 0,
    postings: 0,
    letters: 0,
    digits: 0,
    accounts: 0,
    phones: 0,
    longTexts: 0,
  };
  const distinct = new Set<string>();
  const samples: string[] = [];
  let runs = true;
  let restarts = true;
  let previous = 0;
  let min = Infinity;
  let max = -Infinity;
  let leadingZeros = false;
  let commas = 0;
  let points = 0;
  // Names, kinds and days stand in a column again and again.
  const known = new Map<string, readonly Trait[]>();
  for (const row of rows) {
    const cell = row.cells[index];
    if (isEmpty(cell)) continue;
    const text = cellText(cell);
    count.filled++;
    if (distinct.size < 5000) distinct.add(text);
    if (samples.length < 5 && !samples.includes(text)) samples.push(text.slice(0, 80));
    const number = sampleNumber(cell, ',');
    if (number !== null) {
      count.numbers++;
      if (Number.isInteger(number) && /^[\d\s\u00a0]+$/.test(text)) count.integers++;
      min = Math.min(min, number);
      max = Math.max(max, number);
      if (cell!.type === 'text') {
        const shown = separatorShown(splitCurrency(text).number);
        if (shown === ',') commas++;
        else if (shown === '.') points++;
      }
    }
    const follows = number === previous + 1;
    runs &&= follows;
    restarts &&= follows || number === 1;
    previous = number ?? Number.NaN;
    const key = `${cell!.type} ${text}`;
    let traits = known.get(key);
    if (traits === undefined) {
      traits = traitsOf(cell!, { text, isNumber: number !== null });
      if (known.size < 1000) known.set(key, traits);
    }
    for (const trait of traits) count[trait]++;
    if (/^(0\d{7}|0\d{9}|0\d{11})$/.test(text)) leadingZeros = true;
  }
  const of = Math.max(1, count.filled);
  const shares = Object.fromEntries(Object.entries(count).map(([name, value]) => [name, value / of])) as typeof count;
  return {
    ...shares,
    index,
    filled: count.filled,
    distinct: distinct.size,
    runs: runs && count.filled > 2,
    restarts: restarts && count.filled > 2,
    min,
    max,
    leadingZeros,
    commas,
    points,
    samples,
  };
}

type Trait =
  | 'dates'
  | 'serials'
  | 'references'
  | 'legalForms'
  | 'legalIds'
  | 'currencies'
  | 'flags'
  | 'postings'
  | 'letters'
  | 'digits'
  | 'accounts'
  | 'phones'
  | 'longTexts';

/** What one value may be, whatever the others are. */
function traitsOf(cell: Cell, { text, isNumber }: { text: string; isNumber: boolean }): Trait[] {
  const traits: Trait[] = [];
  const isText = cell.type === 'text';
  if (cell.type === 'number' ? cell.dateLike : parseDate(text, 'dmy') !== null || parseDate(text, 'mdy') !== null) traits.push('dates');
  if (countsDays(text, { plain: cell.type === 'number' ? !cell.dateLike : isText, isText })) traits.push('serials');
  if (text.length > 10 && parseDocumentReference(text)) traits.push('references');
  const letters = /\p{L}{2}/u.test(text);
  if (letters) traits.push('letters');
  if (
    letters &&
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((word) => shortForms.has(word))
  )
    traits.push('legalForms');
  if (/\d/.test(text)) traits.push('digits');
  const digits = text.replace(/\s/g, '');
  if (/^\d{7,12}(\/\d{9})?$/.test(digits) && (validLegalId(digits.split('/')[0]!) || validLegalId(digits.padStart(10, '0'))))
    traits.push('legalIds');
  if (/(?<!\d)\d{20}(?!\d)|UA\d{27}/.test(text)) traits.push('accounts');
  if (/^(\+\d{9,14}|[78]\d{10})$/.test(text.replace(/[\s()-]/g, ''))) traits.push('phones');
  if (text.length > 40) traits.push('longTexts');
  // A sum is no word; numbers of currencies have three digits, and marks one.
  if (isNumber && text.length > 3) return traits;
  if (text.length <= 20 && parseCurrency(text) !== null) traits.push('currencies');
  if (flagKind(text) !== null || isOtherDocument(text)) traits.push('flags');
  if (postedState(text) !== null) traits.push('postings');
  return traits;
}

/** A day where the heading says so: days since 1899, a day and a month, seconds or milliseconds since 1970 (between 2000 and 2050). */
function countsDays(text: string, { plain, isText }: { plain: boolean; isText: boolean }): boolean {
  if (plain && /^\d{5}([.,]\d+)?$/.test(text) && plausibleSerial(Number(text.replace(',', '.')))) return true;
  if (isText && /^(0?[1-9]|[12]\d|3[01])[./](0?[1-9]|1[0-2])\.?$/.test(text)) return true;
  return /^\d{10}(\d{3})?$/.test(text) && Number(text.slice(0, 10)) >= 946_684_800 && Number(text.slice(0, 10)) < 2_524_608_000;
}
