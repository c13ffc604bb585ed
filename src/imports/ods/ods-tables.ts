/**
 * The tables of an OpenDocument spreadsheet (ODF 1.3 part 3, chapter 9), from the events of its XML. Values are taken as stored,
 * not as shown; a formula's value is the one that was calculated last.
 */
import type { Cell } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import { RowBuilder } from '../tables/row-builder.ts';
import type { FoundTable, RepeatedRow, TablesReader } from '../tables/open-tables.ts';
import { parseCurrency } from '../../facts/values/currency.ts';
import { isoDate, numberCell } from '../xlsx/cell-value.ts';
import type { XmlHandler } from '../xlsx/read-xml.ts';
import { cellLimit } from '../xlsx/rich-text.ts';
import { columnLimit } from '../xlsx/sheet-rows.ts';
import type { CellStyle } from '../xlsx/styles.ts';
import { OdsStyles } from './ods-styles.ts';

/** Rows of a sheet in LibreOffice; a document that repeats a row beyond it does harm. */
const rowLimit = 1 << 20;
/** Formulas are only shown. */
const formulaLimit = 1 << 14;

interface OpenCell {
  attributes: Record<string, string>;
  covered: boolean;
  text: string;
  paragraphs: number;
}

export class OdsTables implements XmlHandler, TablesReader {
  tables: FoundTable[] = [];
  rows: RepeatedRow[] = [];
  ended = false;
  readonly #wanted: number | null;
  readonly #styles = new OdsStyles();
  readonly #columns: { from: number; style: string | undefined }[] = [];
  #inBody = false;
  #table: FoundTable | undefined;
  /** Tables within cells, notes and tracked changes: their depth, 0 outside. */
  #skipped = 0;
  #rowNumber = 1;
  #nextColumn = 0;
  #row: RowBuilder | undefined;
  #repeats = 1;
  #rowStyle: string | undefined;
  #column = 0;
  #cell: OpenCell | undefined;
  #inParagraph = 0;
  /** For each open group of rows, whether it is collapsed. */
  readonly #groups: boolean[] = [];

  constructor(wanted: number | null) {
    this.#wanted = wanted;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (!this.#inBody) {
      if (name === 'body') this.#inBody = true;
      else this.#styles.open(name, attributes);
    } else if (this.#skipped > 0 || skippedElements.has(name) || (name === 'table' && this.#table)) this.#skipped++;
    else if (this.#cell) this.#openInCell(name, attributes);
    else if (name === 'table') this.#openTable(attributes);
    else if (!this.#table) return;
    else if (name === 'table-column') this.#openColumn(attributes);
    else if (name === 'table-row-group') this.#groups.push(attributes['table:display'] === 'false');
    else if (name === 'table-row') this.#openRow(attributes);
    else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.#cell = { attributes, covered: name === 'covered-table-cell', text: '', paragraphs: 0 };
    }
  }

  text(text: string): void {
    if (!this.#inBody) this.#styles.text(text);
    else if (this.#cell && this.#inParagraph > 0 && this.#skipped === 0) this.#add(text.replace(/[\t\r\n ]+/g, ' '));
  }

  close(name: string): void {
    if (!this.#inBody) this.#styles.close(name);
    else if (this.#skipped > 0) this.#skipped--;
    else if (name === 'p' && this.#cell) this.#inParagraph--;
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
    else if (name === 'table-row') this.#closeRow();
    else if (name === 'table-row-group') this.#groups.pop();
    else if (name === 'table') this.#closeTable();
  }

  #openTable(attributes: Record<string, string>): void {
    this.#table = {
      name: attributes['table:name'] ?? '',
      visible: !this.#styles.hides(attributes['table:style-name']),
      filledRows: 0,
      columns: 0,
    };
    this.tables.push(this.#table);
    this.#rowNumber = 1;
    this.#columns.length = 0;
    this.#groups.length = 0;
    this.#nextColumn = 0;
  }

  #openColumn(attributes: Record<string, string>): void {
    if (this.#nextColumn < columnLimit) this.#columns.push({ from: this.#nextColumn, style: attributes['table:default-cell-style-name'] });
    this.#nextColumn += times(attributes['table:number-columns-repeated']);
  }

  #openRow(attributes: Record<string, string>): void {
    this.#row = new RowBuilder({ number: this.#rowNumber, outlineLevel: this.#groups.length });
    this.#repeats = times(attributes['table:number-rows-repeated']);
    this.#rowStyle = attributes['table:default-cell-style-name'];
    this.#column = 0;
    const visibility = attributes['table:visibility'];
    if ((visibility === 'collapse' || visibility === 'filter') && !this.#groups.includes(true)) this.#row.row.hidden = true;
  }

  #openInCell(name: string, attributes: Record<string, string>): void {
    if (name === 'p') {
      if (this.#cell!.paragraphs++ > 0) this.#add('\n');
      this.#inParagraph++;
    } else if (name === 's') this.#add(' '.repeat(Math.min(times(attributes['text:c']), 100)));
    else if (name === 'tab') this.#add('\t');
    else if (name === 'line-break') this.#add('\n');
  }

  #add(text: string): void {
    this.#cell!.text += text;
    if (this.#cell!.text.length > cellLimit) {
      throw new ImportRefused({
        code: 'cell_too_large',
        detail: { row: String(this.#rowNumber), column: String(this.#column + 1), limit: String(cellLimit) },
      });
    }
  }

  #closeCell(): void {
    const open = this.#cell;
    this.#cell = undefined;
    this.#inParagraph = 0;
    if (!open || !this.#row) return;
    const repeats = times(open.attributes['table:number-columns-repeated']);
    // What a merged cell covers is not seen.
    if (!open.covered) this.#putCell(open, repeats);
    this.#column += repeats;
  }

  #putCell(open: OpenCell, repeats: number): void {
    const style = this.#styles.cell(open.attributes['table:style-name'] ?? this.#rowStyle ?? this.#columnStyle());
    const cell = valueOf(open, style);
    if (cell.type === 'empty' && cell.formula === undefined) return;
    for (let i = 0; i < repeats; i++) this.#row!.put(cell, { column: this.#column + i, indent: style.indent });
  }

  #columnStyle(): string | undefined {
    return this.#columns.findLast(({ from }) => from <= this.#column)?.style;
  }

  #closeRow(): void {
    const row = this.#row?.row;
    this.#row = undefined;
    if (!row || !this.#table) return;
    this.#rowNumber += this.#repeats;
    if (row.cells.length === 0) return;
    if (this.#rowNumber > rowLimit + 1) throw new ImportRefused({ code: 'zip_bomb', detail: { part: this.#table.name } });
    this.#table.filledRows += this.#repeats;
    this.#table.columns = Math.max(this.#table.columns, row.cells.length);
    if (this.tables.length - 1 === this.#wanted) this.rows.push({ row, times: this.#repeats });
  }

  #closeTable(): void {
    if (this.tables.length - 1 === this.#wanted) this.ended = true;
    this.#table = undefined;
  }
}

const skippedElements: ReadonlySet<string> = new Set([
  'annotation',
  'shapes',
  'frame',
  'custom-shape',
  'tracked-changes',
  'forms',
  'ruby-text',
  'dde-links',
  'detective',
]);

function times(repeated: string | undefined): number {
  const count = Number(repeated ?? 1);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}

function valueOf({ attributes, text }: OpenCell, style: CellStyle): Cell {
  const type = attributes['office:value-type'] ?? attributes['table:value-type'];
  const formula = attributes['table:formula'];
  if (type === undefined && text === '')
    return formula === undefined ? { type: 'empty' } : { type: 'empty', formula: formula.slice(0, formulaLimit) };
  if (attributes['calcext:value-type'] === 'error' || (formula !== undefined && /^(?:#[A-Z/0]+[!?]?|Err:\d+)$/.test(text)))
    return { type: 'error', text };
  switch (type ?? 'string') {
    case 'float':
    case 'percentage':
    case 'currency':
      return numberOf(attributes, { text, style });
    case 'date':
      return isoDate(attributes['office:date-value'] ?? text, { monthOnly: style.monthOnly });
    case 'time':
      return timeOf(attributes['office:time-value'] ?? '', text);
    case 'boolean':
      return { type: 'boolean', value: attributes['office:boolean-value'] === 'true' };
  }
  const value = attributes['office:string-value'] ?? text;
  return value === '' ? { type: 'empty' } : { type: 'text', text: value };
}

function numberOf(attributes: Record<string, string>, { text, style }: { text: string; style: CellStyle }): Cell {
  const stored = attributes['office:value'] ?? '';
  if (stored.trim() === '' || !Number.isFinite(Number(stored))) return text === '' ? { type: 'empty' } : { type: 'text', text };
  const currency = parseCurrency(attributes['office:currency'] ?? '') ?? style.currency;
  // Some writers store the serial of a day and leave its format out; what they show tells.
  const dateLike = style.dateLike || /^\d{1,4}([./-])\d{1,2}\1\d{1,4}(?:\s|$)/.test(text);
  return numberCell(stored, { format: { dateLike, monthOnly: style.monthOnly, currency }, date1904: false });
}

/** "PT12H30M00S" as the fraction of a day. */
function timeOf(duration: string, text: string): Cell {
  const [, hours, minutes, seconds] = /^PT(\d+)H(\d+)M([\d.]+)S$/.exec(duration) ?? [];
  if (hours === undefined) return text === '' ? { type: 'empty' } : { type: 'text', text };
  return { type: 'number', text: String((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400), dateLike: true };
}
