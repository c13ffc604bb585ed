/**
 * Follows the hierarchy of a grouped report: tells group rows from the innermost ones, and remembers what stands above.
 * A group without rows below it is itself the innermost: its sum is nowhere else.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Grouping } from '../../facts/row/reading.ts';
import { onlyCell } from '../recognise/find-grouping.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import { type DecimalSeparator, parseNumber, parseStoredNumber, toScale } from '../../facts/values/number.ts';

export class GroupRows {
  private readonly grouping: Grouping;
  private readonly amountColumn: number;
  private readonly decimal: DecimalSeparator;
  private readonly width: number;
  private readonly above: string[] = [];
  private pending: string[] = [];
  /** What the rows below the current document still owe to its sum; only where content is all there is. */
  private owed = 0n;
  private inDocument = false;

  constructor({
    grouping,
    amountColumn,
    decimal,
    width,
  }: {
    grouping: Grouping;
    amountColumn: number;
    decimal: DecimalSeparator;
    width: number;
  }) {
    this.grouping = grouping;
    this.amountColumn = amountColumn;
    this.decimal = decimal;
    this.width = width;
  }

  /** The values of the levels if the row is an innermost one, else null. `next` is the row below, null at the end. */
  step(row: RawRow, next: RawRow | null): ReadonlyMap<ColumnMeaning, string> | null {
    switch (this.grouping.by) {
      case 'sections':
        return this.bySections(row);
      case 'content':
        return this.byContent(row, next);
      default:
        return this.byDepth(row, next);
    }
  }

  private bySections(row: RawRow): ReadonlyMap<ColumnMeaning, string> | null {
    const only = onlyCell(row, this.width);
    if (only === null) return new Map([['customer', this.above[0] ?? '']]);
    this.above[0] = cellText(row.cells[only]);
    return null;
  }

  private byDepth(row: RawRow, next: RawRow | null): ReadonlyMap<ColumnMeaning, string> | null {
    const level = this.levelOf(row);
    this.above.length = level;
    this.above[level] = this.text(row);
    const hasChildren = next !== null && !isEmpty(next.cells[this.grouping.column]) && this.levelOf(next) > level;
    if (hasChildren && level < this.grouping.levels.length - 1) return null;
    return this.levels(level);
  }

  private levelOf(row: RawRow): number {
    const { depths, by } = this.grouping;
    const depth = by === 'outline' ? row.outlineLevel : row.indent;
    let level = depths.indexOf(depth);
    // A depth that the sample did not have belongs to the nearest one above it.
    for (let near = depth; level < 0 && near > 0; near--) level = depths.indexOf(near);
    return Math.max(0, level);
  }

  private byContent(row: RawRow, next: RawRow | null): ReadonlyMap<ColumnMeaning, string> | null {
    const { levels } = this.grouping;
    const documentLevel = Math.max(0, levels.indexOf('document'));
    if (this.isDocument(row)) {
      this.pending.forEach((text, index) => {
        const level = documentLevel - this.pending.length + index;
        if (level >= 0) this.above[level] = text;
      });
      this.pending = [];
      this.above.length = documentLevel;
      this.above[documentLevel] = this.text(row);
      this.owed = this.amount(row);
      this.inDocument = true;
      const alone = next === null || this.isDocument(next);
      return documentLevel === levels.length - 1 || alone ? this.levels(documentLevel) : null;
    }
    if (this.inDocument && documentLevel < levels.length - 1 && this.isItem(row)) {
      this.above.length = documentLevel + 1;
      this.above[documentLevel + 1] = this.text(row);
      this.owed -= this.amount(row);
      return this.levels(documentLevel + 1);
    }
    this.inDocument = false;
    this.pending.push(this.text(row));
    return null;
  }

  /** An item has what only items have (unit, price), or its document's sum is not used up yet. */
  private isItem(row: RawRow): boolean {
    if (this.grouping.leafColumns.some((column) => !isEmpty(row.cells[column]))) return true;
    return this.owed > 5n || this.owed < -5n;
  }

  private isDocument(row: RawRow): boolean {
    return parseDocumentReference(this.text(row)) !== null;
  }

  private amount(row: RawRow): bigint {
    const cell = row.cells[this.amountColumn];
    const value = cell?.type === 'number' ? parseStoredNumber(cell.text) : parseNumber(cellText(cell), this.decimal);
    return value ? toScale(value, 2) : 0n;
  }

  private levels(deepest: number): ReadonlyMap<ColumnMeaning, string> {
    const values = new Map<ColumnMeaning, string>();
    for (let level = 0; level <= deepest; level++) {
      const meaning = this.grouping.levels[level]!;
      if (meaning !== 'ignored') values.set(meaning, this.above[level] ?? '');
    }
    return values;
  }

  private text(row: RawRow): string {
    return cellText(row.cells[this.grouping.column]);
  }
}
