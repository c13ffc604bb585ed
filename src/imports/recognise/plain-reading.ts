/** What is taken for granted of a table of which nothing more is known, and its first rows as a person sees them. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Reading } from '../../facts/row/reading.ts';
import type { Recognition } from '../recognition.ts';
import { cellText } from '../../facts/values/cell.ts';
import type { DecimalSeparator } from '../../facts/values/number.ts';

export function plainReading(decimals: DecimalSeparator[]): Reading {
  return {
    decimals,
    fields: null,
    usualDates: null,
    marksReturns: false,
    taxIdsLoseZeros: true,
    seller: '',
    own: { taxIds: [], accounts: [], names: [] },
    payersNumbers: false,
    payments: null,
    price: 'unknown',
    pricesIncludeVat: false,
    discountsIncludeVat: false,
    discountRate: 'percent',
    unit: 1,
    priceUnit: 1,
    epoch: null,
    year: null,
    evening: false,
    sumOnce: false,
    refundOnce: false,
    words: { deals: false, contrast: false, invoices: false, codes: false },
    hidden: 'count',
    fillDown: [],
    fillDownWithin: null,
    grouping: null,
  };
}

/** The first rows as they are printed, for a person who maps the file by hand. */
export function shownRows(sample: RawRow[]): Recognition['sample'] {
  return sample
    .slice(0, 60)
    .map(({ number, cells }) => ({ number, cells: cells.slice(0, 60).map((cell) => cellText(cell).slice(0, 120)) }));
}
