/** What a row is before its values are read: a title, a heading, a blank, a total, a footer, or a row of the table. */
import type { IgnoreReason } from '../../facts/row/outcome.ts';
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { type Recognition, statesItsColumns } from '../recognition.ts';
import { isOtherTable, isRepeatedHeader } from '../recognise/header-rows.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { parseMonth } from '../../facts/values/month.ts';
import { isGrandTotal, isTotal } from './total-words.ts';

export class RowRoles {
  private readonly recognition: Recognition;
  private readonly headings: string[];
  private readonly headerEnd: number;
  private readonly keys: { identity: number[]; date: number; amounts: number[]; number: number };
  private inOtherTable = false;
  private above: { number: number; role: IgnoreReason | null } = { number: 0, role: null };

  constructor(recognition: Recognition) {
    this.recognition = recognition;
    this.headings = recognition.columns.map(({ heading }) => heading);
    this.headerEnd = recognition.headerRows.at(-1) ?? 0;
    const columns = (...meanings: string[]): number[] =>
      recognition.mapping.columns.flatMap(({ index, meaning }) => (meanings.includes(meaning) ? [index] : []));
    this.keys = {
      identity: columns(
        ...(recognition.kind === 'rates' ? ['currency'] : []),
        'pool',
        'event',
        'expense_name',
        'customer',
        'customer_code',
        'tax_id',
        'document',
        'product',
        'product_code',
        'payer',
        'payee',
        'purpose',
        'contract_number',
      ),
      date: columns('date', 'month')[0] ?? -1,
      number: columns('document_number')[0] ?? -1,
      amounts: columns(
        'net_amount',
        'gross_amount',
        'payment_amount',
        'incoming_amount',
        'outgoing_amount',
        'list_price',
        'quantity',
        'rate',
        'expense_amount',
        'minutes',
        'hours',
        'event_count',
        'contract_amount',
      ),
    };
  }

  /** Null for a row of the table. */
  roleOf(row: RawRow): IgnoreReason | null {
    const role = this.judge(row);
    this.above = { number: row.number, role };
    return role;
  }

  private judge(row: RawRow): IgnoreReason | null {
    if (statesItsColumns(this.recognition.format)) return row.number <= this.headerEnd ? 'header' : null;
    if (row.leftOut === true) return 'left_out';
    const first = row.cells.findIndex((cell) => !isEmpty(cell));
    if (row.number <= this.headerEnd) return first < 0 ? 'blank' : this.recognition.headerRows.includes(row.number) ? 'header' : 'title';
    if (first < 0) return 'blank';
    if (this.mayBeHeading(row)) {
      if (isRepeatedHeader(row, this.headings)) {
        this.inOtherTable = false;
        return 'header';
      }
      const afterGap = this.above.role !== null && this.above.role !== 'header' ? true : row.number > this.above.number + 1;
      if (this.above.role !== 'header' && isOtherTable(row, this.headings, afterGap)) this.inOtherTable = true;
    }
    if (this.inOtherTable) return 'second_table';
    return this.recognition.reading.grouping ? this.inGroups(row, first) : this.inTable(row, first);
  }

  private inGroups(row: RawRow, first: number): IgnoreReason | null {
    const text = cellText(row.cells[first]);
    const { grouping } = this.recognition.reading;
    if (grouping!.by === 'sections') return this.inSections(row, first);
    if (first === grouping!.column && isTotal(text) && !/\d{2}[./]\d{2}[./]\d{2}/.test(text))
      return isGrandTotal(text) ? 'total' : 'subtotal';
    const amount = this.keys.amounts.some((column) => column !== grouping!.column && !isEmpty(row.cells[column]));
    if (first !== grouping!.column) return 'footer';
    return amount ? null : this.isFooter(text) ? 'footer' : null;
  }

  private inSections(row: RawRow, first: number): IgnoreReason | null {
    const text = cellText(row.cells[first]);
    if (isTotal(text)) return isGrandTotal(text) ? 'total' : 'subtotal';
    const alone = row.cells.every((cell, column) => column === first || isEmpty(cell));
    return alone && this.isFooter(text) ? 'footer' : null;
  }

  private inTable(row: RawRow, first: number): IgnoreReason | null {
    const { identity, date, number, amounts } = this.keys;
    const dated = date >= 0 && !isEmpty(row.cells[date]) && (row.cells[date]!.type !== 'text' || this.names(cellText(row.cells[date])));
    const numbered = number >= 0 && number !== first && !isEmpty(row.cells[number]);
    const named = identity.filter((column) => column !== date && !isEmpty(row.cells[column]));
    const text = cellText(row.cells[first]);
    // The word may stand in any column that names something: the first one may hold an amount.
    const words = [text, ...[...named, ...(number >= 0 ? [number] : [])].map((column) => cellText(row.cells[column]))];
    const bare = words.some(isGrandTotal);
    // "Total Energies" is a customer: sums of the table bear no day, or no more than the bare word.
    if (words.some(isTotal) && !(dated && (numbered || named.length > 1 || !bare))) return bare ? 'total' : 'subtotal';
    const counted = amounts.filter((column) => column !== first && mayCount(row.cells[column])).length;
    const ownNumber = number === first ? 1 : 0;
    const evidence = (dated ? 1 : 0) + (numbered ? 1 : 0) + Math.min(named.length, 3) + ownNumber;
    if (evidence + Math.min(counted, 1) >= 2 && evidence >= 1) return null;
    return counted > 0 && evidence === 0 ? (this.headings.length > 2 ? 'subtotal' : null) : 'footer';
  }

  /** A day, or in costs a month. */
  private names(date: string): boolean {
    return (this.recognition.kind === 'costs' ? parseMonth(date, 'dmy') : parseDate(date, 'dmy')) !== null;
  }

  private mayBeHeading(row: RawRow): boolean {
    return row.cells.every((cell) => cell.type === 'text' || cell.type === 'empty');
  }

  private isFooter(text: string): boolean {
    return (
      text.length > 120 ||
      /^(\*|исполнитель|ответственный:|отчет сформирован|сформирован|дата формирования|подпись|директор|главный бухгалтер|руководитель|виконавець|склав|звіт|prepared by|printed|generated|report|page|стр\.|страница|accrual basis|cash basis)/iu.test(
        text,
      )
    );
  }
}

/** A signature below the amounts is no sum. */
function mayCount(cell: Cell | undefined): boolean {
  return !isEmpty(cell) && (cell!.type !== 'text' || /\d/.test(cell!.text));
}
