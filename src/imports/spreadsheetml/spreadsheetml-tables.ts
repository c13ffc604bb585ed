/**
 * The tables of an XML workbook of Excel 2002 and 2003 (SpreadsheetML), from the events of its XML. Programs of that time write it
 * to this day under the name .xls.
 */
import type { Cell } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import { RowBuilder } from '../tables/row-builder.ts';
import type { FoundTable, RepeatedRow, TablesReader } from '../tables/open-tables.ts';
import { isoDate, numberCell } from '../xlsx/cell-value.ts';
import type { XmlHandler } from '../xlsx/read-xml.ts';
import { cellLimit } from '../xlsx/rich-text.ts';
import { type CellStyle, valueFormat } from '../xlsx/styles.ts';

const styleLimit = 1 << 16;
const rowLimit = 1 << 20;
const formulaLimit = 1 << 14;

type Attributes = Record<string, string>;

interface OpenCell {
  style: CellStyle;
  formula: string | undefined;
  type: string | undefined;
  text: string;
}

interface Style {
  parent: string | undefined;
  format: string | undefined;
  indent: number | undefined;
}

export class SpreadsheetmlTables implements XmlHandler, TablesReader {
  tables: FoundTable[] = [];
  rows: RepeatedRow[] = [];
  ended = false;
  readonly #wanted: number | null;
  readonly #styles = new Map<string, Style>();
  readonly #resolved = new Map<string, CellStyle>();
  #style: Style | undefined;
  #date1904 = false;
  #inDate1904 = false;
  #inVisible = false;
  #table: FoundTable | undefined;
  #rowNumber = 0;
  #row: RowBuilder | undefined;
  #rowStyle: string | undefined;
  #rowSpan = 0;
  #column = 0;
  #columnStyles: { from: number; until: number; style: string | undefined }[] = [];
  #nextColumn = 0;
  #merged = 0;
  #cell: OpenCell | undefined;
  #inData = false;
  #inComment = false;

  constructor(wanted: number | null) {
    this.#wanted = wanted;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'Data') this.#openData(attributes);
    else if (name === 'Cell') this.#openCell(attributes);
    else if (name === 'Row') this.#openRow(attributes);
    else if (name === 'Comment') this.#inComment = true;
    else if (name === 'Worksheet') this.#openTable(attributes);
    else if (name === 'Column') this.#openColumn(attributes);
    else if (name === 'Style') this.#openStyle(attributes);
    else if (name === 'NumberFormat' && this.#style) this.#style.format = value(attributes, 'Format') ?? 'General';
    else if (name === 'Alignment' && this.#style) this.#style.indent = Number(value(attributes, 'Indent') ?? 0) || 0;
    else if (name === 'Date1904') {
      this.#date1904 = true;
      this.#inDate1904 = true;
    } else if (name === 'Visible') this.#inVisible = true;
  }

  text(text: string): void {
    if (this.#inData && this.#cell) {
      this.#cell.text += text;
      if (this.#cell.text.length > cellLimit) this.#refuseCell();
    } else if (this.#inVisible && this.#table && /hidden/i.test(text)) this.#table.visible = false;
    else if (this.#inDate1904 && /^\s*(?:0|false)\s*$/i.test(text)) this.#date1904 = false;
  }

  close(name: string): void {
    if (name === 'Data') this.#inData = false;
    else if (name === 'Cell') this.#closeCell();
    else if (name === 'Row') this.#closeRow();
    else if (name === 'Comment') this.#inComment = false;
    else if (name === 'Style') this.#style = undefined;
    else if (name === 'Date1904') this.#inDate1904 = false;
    else if (name === 'Visible') this.#inVisible = false;
    else if (name === 'Worksheet') this.#closeTable();
  }

  #openStyle(attributes: Attributes): void {
    this.#style = { parent: value(attributes, 'Parent'), format: undefined, indent: undefined };
    if (this.#styles.size < styleLimit) this.#styles.set(value(attributes, 'ID') ?? '', this.#style);
  }

  #openTable(attributes: Attributes): void {
    this.#table = { name: value(attributes, 'Name') ?? '', visible: true, filledRows: 0, columns: 0 };
    this.tables.push(this.#table);
    this.#rowNumber = 0;
    this.#rowSpan = 0;
    this.#nextColumn = 0;
    this.#columnStyles = [];
  }

  #openColumn(attributes: Attributes): void {
    const from = (index(attributes) ?? this.#nextColumn + 1) - 1;
    this.#nextColumn = from + 1 + count(value(attributes, 'Span'));
    if (this.#columnStyles.length < 1 << 14)
      this.#columnStyles.push({ from, until: this.#nextColumn, style: value(attributes, 'StyleID') });
  }

  #openRow(attributes: Attributes): void {
    this.#rowNumber = index(attributes) ?? this.#rowNumber + 1 + this.#rowSpan;
    this.#rowSpan = count(value(attributes, 'Span'));
    this.#rowStyle = value(attributes, 'StyleID');
    this.#row = new RowBuilder({ number: this.#rowNumber });
    if (['1', 'true'].includes(value(attributes, 'Hidden') ?? '')) this.#row.row.hidden = true;
    this.#column = -1;
    this.#merged = 0;
  }

  #openCell(attributes: Attributes): void {
    if (!this.#row) return;
    const stated = index(attributes);
    this.#column = stated === undefined ? this.#column + 1 + this.#merged : stated - 1;
    this.#merged = count(value(attributes, 'MergeAcross'));
    const style =
      value(attributes, 'StyleID') ??
      this.#rowStyle ??
      this.#columnStyles.find(({ from, until }) => this.#column >= from && this.#column < until)?.style ??
      'Default';
    this.#cell = { style: this.#styleOf(style), formula: value(attributes, 'Formula'), type: undefined, text: '' };
  }

  /** A note has a text of its own in the same element. */
  #openData(attributes: Attributes): void {
    if (!this.#cell || this.#inComment) return;
    this.#inData = true;
    this.#cell.type = value(attributes, 'Type') ?? 'String';
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    this.#inData = false;
    if (!cell || !this.#row) return;
    this.#row.put(valueOf(cell, this.#date1904), { column: this.#column, indent: cell.style.indent });
  }

  #closeRow(): void {
    const row = this.#row?.row;
    this.#row = undefined;
    if (!row || !this.#table || row.cells.length === 0) return;
    if (row.number > rowLimit) throw new ImportRefused({ code: 'truncated', detail: { row: String(row.number) } });
    this.#table.filledRows++;
    this.#table.columns = Math.max(this.#table.columns, row.cells.length);
    if (this.tables.length - 1 === this.#wanted) this.rows.push({ row, times: 1 });
  }

  #closeTable(): void {
    if (this.tables.length - 1 === this.#wanted) this.ended = true;
    this.#table = undefined;
  }

  #styleOf(id: string): CellStyle {
    let style = this.#resolved.get(id);
    if (style === undefined) this.#resolved.set(id, (style = this.#resolve(id)));
    return style;
  }

  #resolve(id: string): CellStyle {
    let format: string | undefined;
    let indent: number | undefined;
    for (
      let depth = 0, at = this.#styles.get(id);
      at && depth < 8;
      depth++, at = at.parent === undefined ? undefined : this.#styles.get(at.parent)
    ) {
      format ??= at.format;
      indent ??= at.indent;
    }
    return { ...valueFormat({ id: 0, code: namedFormats.get(format ?? '') ?? format ?? 'General' }), indent: indent ?? 0 };
  }

  #refuseCell(): never {
    throw new ImportRefused({
      code: 'cell_too_large',
      detail: { row: String(this.#rowNumber), column: String(this.#column + 1), limit: String(cellLimit) },
    });
  }
}

/** Formats that have a name instead of a code; of the others the code tells. "Currency" is whatever currency the reader has. */
const namedFormats: ReadonlyMap<string, string> = new Map([
  ['General Date', 'm/d/yyyy h:mm'],
  ['Long Date', 'dddd, mmmm dd, yyyy'],
  ['Medium Date', 'dd-mmm-yy'],
  ['Short Date', 'm/d/yyyy'],
  ['Long Time', 'h:mm:ss'],
  ['Medium Time', 'h:mm AM/PM'],
  ['Short Time', 'h:mm'],
  ['Currency', '0.00'],
  ['Euro Currency', '[$€-2] 0.00'],
  ['Fixed', '0.00'],
  ['Percent', '0.00%'],
  ['Scientific', '0.00E+00'],
  ['Yes/No', '0'],
  ['True/False', '0'],
  ['On/Off', '0'],
]);

/** Attributes are written with the prefix ss, with another, or without. */
function value(attributes: Attributes, name: string): string | undefined {
  const usual = attributes[`ss:${name}`] ?? attributes[name];
  if (usual !== undefined) return usual;
  for (const key in attributes) if (key.endsWith(`:${name}`) && !/^(?:x|html|o|c):/.test(key)) return attributes[key];
  return undefined;
}

/** Rows and cells state their place only where some before them are left out. */
function index(attributes: Attributes): number | undefined {
  const stated = Number(value(attributes, 'Index'));
  return Number.isSafeInteger(stated) && stated > 0 ? stated : undefined;
}

function count(text: string | undefined): number {
  const number = Number(text ?? 0);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

function valueOf({ type, text, style, formula }: OpenCell, date1904: boolean): Cell {
  if (type === undefined || (text === '' && type !== 'String')) {
    return formula === undefined ? { type: 'empty' } : { type: 'empty', formula: formula.slice(0, formulaLimit) };
  }
  switch (type) {
    case 'Number': {
      const number = text.trim();
      return Number.isFinite(Number(number)) && number !== '' ? numberCell(number, { format: style, date1904 }) : { type: 'text', text };
    }
    case 'DateTime':
      return isoDate(text.trim(), { monthOnly: style.monthOnly });
    case 'Boolean':
      return { type: 'boolean', value: text.trim() === '1' };
    case 'Error':
      return { type: 'error', text };
  }
  return text === '' ? { type: 'empty' } : { type: 'text', text };
}
