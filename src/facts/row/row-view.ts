/** One row through the mapping: ask for a meaning, get its cell. In grouped reports the rows above answer for their levels. */
import type { ColumnMeaning } from './meanings.ts';
import type { Cell, RawRow } from './raw-row.ts';
import type { ReadAs } from './reading.ts';
import { cellText, isEmpty } from '../values/cell.ts';
import type { DecimalSeparator } from '../values/number.ts';

export class RowView {
  readonly row: RawRow;
  private readonly layout: Layout;
  private readonly above: ReadonlyMap<ColumnMeaning, string>;

  constructor(row: RawRow, layout: Layout, above: ReadonlyMap<ColumnMeaning, string> = nothing) {
    this.row = row;
    this.layout = layout;
    this.above = above;
  }

  has(meaning: ColumnMeaning): boolean {
    return this.above.has(meaning) || this.layout.at.has(meaning);
  }

  text(meaning: ColumnMeaning): string {
    const said = this.above.get(meaning);
    return said !== undefined ? said : cellText(this.cell(meaning));
  }

  cell(meaning: ColumnMeaning): Cell | undefined {
    const said = this.above.get(meaning);
    if (said !== undefined) return { type: 'text', text: said };
    const column = this.layout.at.get(meaning);
    return column === undefined ? undefined : this.row.cells[column];
  }

  /** Of all columns of that meaning: a row may have several states. */
  texts(meaning: ColumnMeaning): string[] {
    const columns = this.layout.states;
    return meaning === 'posted' && columns.length > 1 ? columns.map((column) => cellText(this.row.cells[column])) : [this.text(meaning)];
  }

  filled(meaning: ColumnMeaning): boolean {
    return !isEmpty(this.cell(meaning));
  }

  heading(meaning: ColumnMeaning): string {
    const column = this.layout.at.get(meaning);
    return column === undefined ? '' : (this.layout.headings[column] ?? '');
  }

  decimal(meaning: ColumnMeaning): DecimalSeparator {
    const column = this.layout.at.get(meaning);
    return column === undefined ? ',' : (this.layout.decimals[column] ?? ',');
  }

  /** How the file writes days. */
  get dates(): Layout['dates'] {
    return this.layout.dates;
  }

  /** What a one in its columns of money stands for. */
  get units(): Layout['units'] {
    return this.layout.units;
  }

  printed(): string[] {
    return this.row.cells.map(cellText);
  }
}

export interface Layout {
  at: ReadonlyMap<ColumnMeaning, number>;
  headings: string[];
  decimals: readonly DecimalSeparator[];
  dates: Pick<ReadAs['reading'], 'epoch' | 'year' | 'evening'>;
  units: { sums: number; prices: number };
  /** Columns that hold states of the row. */
  states: readonly number[];
}

const nothing: ReadonlyMap<ColumnMeaning, string> = new Map();

/** The hierarchy's own column answers only through the levels above a row. */
export function layoutOf({ mapping, reading }: Pick<ReadAs, 'mapping' | 'reading'>): Layout {
  const at = new Map<ColumnMeaning, number>();
  const headings: string[] = [];
  for (const { index, heading, meaning } of mapping.columns) {
    headings[index] = heading;
    if (meaning === 'ignored' || meaning === 'row_number' || at.has(meaning)) continue;
    if (reading.grouping && reading.grouping.by !== 'sections' && index === reading.grouping.column) continue;
    at.set(meaning, index);
  }
  return {
    at,
    headings,
    decimals: reading.decimals,
    dates: reading,
    units: { sums: reading.unit, prices: reading.priceUnit },
    states: mapping.columns.flatMap(({ index, meaning }) => (meaning === 'posted' ? [index] : [])),
  };
}
