/**
 * What a person needs to say what a file's columns mean, where the headings do not: its rows as printed, columns that mean nothing
 * yet, and the row of headings that a person points out. Decides nothing by itself.
 */
import type { FileFormat, ImportKind, Mapping, RawRow, Recognition } from '../contract.ts';
import { cellText } from '../values/cell.ts';
import type { DecimalSeparator } from '../values/number.ts';
import { type Header, lastFilled } from './find-header.ts';
import { profileColumns } from './profile.ts';

/** Enough to look at without scrolling for ever. */
const shownRows = 60;

/** The first rows of a file that are not empty, cells as printed. */
export function printedRows(rows: readonly RawRow[]): NonNullable<Recognition['sample']> {
  return rows
    .filter((row) => lastFilled(row) >= 0)
    .slice(0, shownRows)
    .map((row) => ({ number: row.number, cells: row.cells.slice(0, lastFilled(row) + 1).map((cell) => cellText(cell).slice(0, 120)) }));
}

/** A table in which nothing is understood; null where the rows are no table at all. */
export function tableByHand({ format, rows, kind = 'sales' }: { format: FileFormat; rows: readonly RawRow[]; kind?: ImportKind | undefined }): Recognition | null {
  const filled = rows.filter((row) => lastFilled(row) >= 1);
  if (filled.length < 2) return null;
  const width = Math.max(...filled.map((row) => lastFilled(row) + 1));
  const profiles = profileColumns(filled, width);
  const columns = profiles.map(({ index, samples }) => ({ index, heading: '', meaning: 'ignored' as const, confidence: 0, samples }));
  return {
    kind,
    layout: 'flat',
    format,
    headerRows: [],
    mapping: { kind, columns: columns.map(({ index, heading, meaning }) => ({ index, heading, meaning })), dateOrder: 'dmy', currency: '', vatIncludedRate: 0, headerRow: null },
    columns,
    period: null,
    titles: [],
    sample: printedRows(rows),
    assumptions: [],
    reading: {
      decimals: profiles.map(({ commas, points }): DecimalSeparator => (commas > points ? ',' : '.')),
      fields: format.container === 'delimited' ? width : null,
      usualDates: null,
      marksReturns: false,
      taxIdsLoseZeros: true,
      seller: '',
      own: { taxIds: [], accounts: [], names: [] },
      payersNumbers: false,
      price: 'unknown',
      pricesIncludeVat: false,
      discountsIncludeVat: false,
      discountRate: 'percent',
      fillDown: [],
      fillDownWithin: null,
      grouping: null,
    },
  };
}

/** The headings where a person pointed them out; undefined where nobody did. */
export function headingsPointedOut(rows: readonly RawRow[], mapping: Mapping | undefined): Header | undefined {
  if (mapping?.headerRow === undefined) return undefined;
  if (mapping.headerRow === null) return { first: 0, last: -1, headings: mapping.columns.map(({ heading }) => heading), stacked: null };
  const at = rows.findIndex(({ number }) => number === mapping.headerRow);
  if (at < 0) return undefined;
  return { first: at, last: at, headings: rows[at]!.cells.slice(0, lastFilled(rows[at]!) + 1).map((cell) => cellText(cell).replace(/\s+/g, ' ')), stacked: null };
}
