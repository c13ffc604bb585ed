/**
 * The tables of a page, from the events of a tolerant parser. A merged cell holds its value in its first place, as in a workbook. A
 * table within a cell is a table of its own, and no part of that cell. What the page hides from a reader is not read.
 */
import { Parser } from 'htmlparser2';
import type { Cell } from '../../facts/row/raw-row.ts';
import { ImportRefused } from '../recognition.ts';
import { RowBuilder } from '../tables/row-builder.ts';
import type { FoundTable, RepeatedRow, TablesReader } from '../tables/open-tables.ts';
import { cellLimit } from '../xlsx/rich-text.ts';
import { columnLimit } from '../xlsx/sheet-rows.ts';
import { formatClasses, formatOf, styleValue } from './cell-format.ts';
import { htmlValue } from './html-value.ts';

type Attributes = Record<string, string>;

interface OpenCell {
  attributes: Attributes;
  text: string;
  /** What the text ends with: looking would make one string of all its pieces each time. */
  end: 'nothing' | 'blank' | 'line' | 'text';
  rowSpan: number;
  columnSpan: number;
}

interface OpenTable {
  index: number;
  found: FoundTable;
  rowNumber: number;
  row: RowBuilder | undefined;
  hiddenRow: boolean;
  column: number;
  /** By column, how many rows more a cell from above fills. */
  spans: number[];
  cell: OpenCell | undefined;
  inCaption: boolean;
}

/** A page nests tables for its layout, not hundreds of them. */
const depthLimit = 100;

export class HtmlTables implements TablesReader {
  tables: FoundTable[] = [];
  rows: RepeatedRow[] = [];
  ended = false;
  readonly #wanted: number | null;
  readonly #parser: Parser;
  readonly #open: OpenTable[] = [];
  #classes: ReadonlyMap<string, string> = new Map();
  #styleSheet: string | undefined;
  /** Elements open within one whose text is not shown, itself included. */
  #unseen = 0;
  /** The text since the last heading: what a table without a caption is called. */
  #heading: string | undefined;
  #inHeading = false;
  #sheetNames: string[] = [];
  #atEnd = false;

  constructor(wanted: number | null) {
    this.#wanted = wanted;
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#openTag(name, attributes),
      ontext: (text) => this.#text(text),
      onclosetag: (name, implied) => this.#closeTag(name, implied),
      oncomment: (comment) => this.#comment(comment),
    });
  }

  write(piece: string): void {
    this.#parser.write(piece);
  }

  end(): void {
    this.#atEnd = true;
    this.#parser.end();
    this.#endFragment();
    // Pages of Excel name their sheets in a comment, in the order of their tables.
    const unnamed = this.tables.filter(({ name }) => name === '');
    if (this.#sheetNames.length === unnamed.length) unnamed.forEach((table, index) => (table.name = this.#sheetNames[index]!));
  }

  /** Rows without a table around them: all there is to tell that they are whole is the end of the last. */
  #endFragment(): void {
    const table = this.#open.pop();
    if (table?.row) throw new ImportRefused({ code: 'truncated', detail: { part: 'table' } });
    if (table?.index === this.#wanted) this.ended = true;
  }

  #openTag(name: string, attributes: Attributes): void {
    if (this.#unseen > 0) {
      if (!voidElements.has(name)) this.#unseen++;
      return;
    }
    if (name === 'style') this.#styleSheet = '';
    else if (name === 'table') this.#openTable(attributes);
    else if (name === 'tr') this.#openRow(attributes);
    else if (name === 'td' || name === 'th') this.#openCell(attributes);
    else if (unseenElements.has(name) || (isHidden(attributes) && !voidElements.has(name))) this.#unseen = 1;
    else if (name === 'caption' && this.#table) this.#table.inCaption = true;
    else if (/^h[1-6]$/.test(name) && !this.#table) {
      this.#heading = '';
      this.#inHeading = true;
    } else if (name === 'br') this.#addText('\n');
    else if (blocks.has(name)) this.#addBreak();
  }

  #text(text: string): void {
    if (this.#styleSheet !== undefined) {
      if (this.#styleSheet.length < cellLimit) this.#styleSheet += text;
    } else if (this.#unseen === 0) this.#addText(text.replace(/[\t\r\n\f ]+/g, ' '));
  }

  #closeTag(name: string, implied: boolean): void {
    if (this.#unseen > 0) {
      if (!voidElements.has(name)) this.#unseen--;
      return;
    }
    if (name === 'style' && this.#styleSheet !== undefined) {
      this.#classes = new Map([...this.#classes, ...formatClasses(this.#styleSheet)]);
      this.#styleSheet = undefined;
    } else if (name === 'table') this.#closeTable();
    else if (name === 'caption' && this.#table) this.#table.inCaption = false;
    else if (/^h[1-6]$/.test(name)) this.#inHeading = false;
    // A cell whose own end is left out goes on until the next begins, also where a wrongly closed tag within it ended.
    else if (implied) return;
    else if (name === 'td' || name === 'th') this.#closeCell();
    else if (name === 'tr') this.#closeRow();
    else if (blocks.has(name)) this.#addBreak();
  }

  #comment(comment: string): void {
    for (const [, name] of comment.matchAll(/<x:Name>([^<]*)<\/x:Name>/gi)) this.#sheetNames.push(name!);
  }

  get #table(): OpenTable | undefined {
    return this.#open.at(-1);
  }

  #openTable(attributes: Attributes): void {
    if (this.#open.length >= depthLimit) throw new ImportRefused({ code: 'truncated', detail: { part: 'table' } });
    const found: FoundTable = { name: this.#heading?.trim() ?? '', visible: !isHidden(attributes), filledRows: 0, columns: 0 };
    this.#heading = undefined;
    this.#inHeading = false;
    this.tables.push(found);
    this.#open.push({
      index: this.tables.length - 1,
      found,
      rowNumber: 0,
      row: undefined,
      hiddenRow: false,
      column: 0,
      spans: [],
      cell: undefined,
      inCaption: false,
    });
  }

  #openRow(attributes: Attributes): void {
    // A fragment may begin with its rows.
    if (!this.#table) this.#openTable({});
    this.#closeRow();
    const table = this.#table!;
    table.row = new RowBuilder({ number: ++table.rowNumber });
    if (isHidden(attributes)) table.row.row.hidden = true;
    table.column = 0;
  }

  #openCell(attributes: Attributes): void {
    if (!this.#table?.row) this.#openRow({});
    this.#closeCell();
    // A cell that is not shown takes no place either.
    if (isHidden(attributes)) {
      this.#unseen = 1;
      return;
    }
    const table = this.#table!;
    while ((table.spans[table.column] ?? 0) > 0) table.column++;
    table.cell = { attributes, text: '', end: 'nothing', rowSpan: span(attributes['rowspan']), columnSpan: span(attributes['colspan']) };
  }

  #addText(text: string): void {
    const table = this.#table;
    if (!table) {
      if (this.#inHeading && this.#heading!.length < 200) this.#heading += text;
    } else if (table.cell) {
      // One blank, also where several texts meet.
      const { end } = table.cell;
      const joined = text.startsWith(' ') && end !== 'text' ? text.slice(1) : text;
      if (joined === '') return;
      table.cell.text += joined;
      table.cell.end = joined.endsWith('\n') ? 'line' : joined.endsWith(' ') ? 'blank' : 'text';
      if (table.cell.text.length > cellLimit) this.#refuse('cell_too_large', table, cellLimit);
    } else if (table.inCaption && table.found.name.length < 200) table.found.name += text;
  }

  #addBreak(): void {
    const cell = this.#table?.cell;
    if (cell?.end === 'text' || cell?.end === 'blank') this.#addText('\n');
  }

  #closeCell(): void {
    const table = this.#table;
    const cell = table?.cell;
    if (!table || !cell) return;
    table.cell = undefined;
    const { text, indent } = plainText(cell.text);
    const format = formatOf(cell.attributes, this.#classes);
    const value: Cell = htmlValue({ text, attributes: cell.attributes, format });
    const styled = Number(styleValue(cell.attributes['style'], 'mso-char-indent-count') ?? 0) || 0;
    if (table.row) table.row.put(value, { column: table.column, indent: Math.max(indent, styled) });
    for (let i = 0; i < cell.columnSpan && table.column < columnLimit; i++, table.column++) table.spans[table.column] = cell.rowSpan;
  }

  #closeRow(): void {
    const table = this.#table;
    this.#closeCell();
    const row = table?.row?.row;
    if (!table || !row) return;
    table.row = undefined;
    // The row that a cell stands in is the first of those that it fills.
    for (let column = 0; column < table.spans.length; column++) if ((table.spans[column] ?? 0) > 0) table.spans[column]!--;
    if (row.cells.length === 0) return;
    table.found.filledRows++;
    table.found.columns = Math.max(table.found.columns, row.cells.length);
    if (table.index === this.#wanted) this.rows.push({ row, times: 1 });
  }

  #closeTable(): void {
    const table = this.#table;
    if (!table) return;
    this.#closeRow();
    this.#open.pop();
    // The ends of rows and cells may be left out, that of a table may not.
    if (this.#atEnd) throw new ImportRefused({ code: 'truncated', detail: { part: 'table' } });
    if (table.index === this.#wanted) this.ended = true;
  }

  #refuse(code: 'cell_too_large', table: OpenTable, limit: number): never {
    throw new ImportRefused({ code, detail: { row: String(table.rowNumber), column: String(table.column + 1), limit: String(limit) } });
  }
}

const voidElements: ReadonlySet<string> = new Set([
  'area',
  'base',
  'basefont',
  'br',
  'col',
  'command',
  'embed',
  'frame',
  'hr',
  'img',
  'input',
  'isindex',
  'keygen',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);
const unseenElements: ReadonlySet<string> = new Set(['script', 'template', 'select', 'noscript', 'title', 'svg', 'textarea', 'xml']);
const blocks: ReadonlySet<string> = new Set(['p', 'div', 'li', 'ul', 'ol', 'dd', 'dt', 'pre', 'section', 'hr']);

function isHidden(attributes: Attributes): boolean {
  return 'hidden' in attributes || /display\s*:\s*none|mso-hide\s*:\s*all/i.test(attributes['style'] ?? '');
}

function span(stated: string | undefined): number {
  const count = Number(stated ?? 1);
  return Number.isSafeInteger(count) && count > 1 ? Math.min(count, 1 << 16) : 1;
}

/** Without the blanks around it. Hard spaces before a text are its indent in a grouped report. */
function plainText(text: string): { text: string; indent: number } {
  const indent = /^[ \n]*(\u00a0*)/.exec(text)![1]!.length;
  return { text: text.replace(/ *\n */g, '\n').trim(), indent };
}
