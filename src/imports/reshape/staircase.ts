/**
 * A report whose levels stand in columns of their own: the customer alone in the first, its documents in the second, their items in the
 * third, with sums on every level. Rows of the innermost level are the facts; what stands above them is filled in.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import { empty, filledColumns, leftOut, numberIn, rowLike, textCell } from './cells.ts';
import { type Heads, headsOf } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { rowsBelow, type Top } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface StaircaseStep {
  name: 'staircase';
  heads: Heads;
  /** The columns of each level, from the outermost; the first of a level tells that a row is one of it. */
  levels: number[][];
  /** Columns with the sums, which the innermost row has. */
  sums: number[];
}

export function findStaircase(sample: readonly RawRow[], top: Top): FoundStep<StaircaseStep> | null {
  // Most tables end here: all their rows begin in one column.
  if (new Set(rowsBelow(sample, top, 300).map((row) => row.cells.findIndex((cell) => !isEmpty(cell)))).size < 2) return null;
  const rows = rowsBelow(sample, top, 1000).filter((row) => !isTotal(cellText(row.cells.find((cell) => !isEmpty(cell)))));
  if (rows.length < 3) return null;
  const width = top.width;
  const share = (column: number, holds: (row: RawRow) => boolean): number => {
    const filled = rows.filter((row) => !isEmpty(row.cells[column]));
    return filled.length === 0 ? 0 : filled.filter(holds).length / filled.length;
  };
  const numeric = Array.from({ length: width }, (_, column) => share(column, (row) => numberIn(row.cells[column]) !== null) > 0.8);
  const sums = numeric.flatMap((is, column) => (is && isSum(top.headings[column] ?? '') ? [column] : []));
  const firstSum = sums[0] ?? -1;
  if (firstSum < 2) return null;
  // Where each row begins tells its level; nothing may stand in the columns of the levels above it.
  const begins = rows.map((row) => row.cells.findIndex((cell) => !isEmpty(cell)));
  const steps = [...new Set(begins)]
    .filter(
      (column) => column >= 0 && column < firstSum && begins.filter((one) => one === column).length >= Math.max(1, rows.length * 0.02),
    )
    .toSorted((a, b) => a - b);
  if (steps.length < 2 || steps[0] !== Math.min(...begins.filter((column) => column >= 0))) return null;
  const levels = steps.map((step, index) => Array.from({ length: (steps[index + 1] ?? firstSum) - step }, (_, offset) => step + offset));
  const outer = rows.filter((_, at) => begins[at] === steps[0]);
  // A row of the outer level has nothing in the columns of the inner ones: else it is a plain row, and blanks below are merged cells.
  const inner = levels.slice(1).flat();
  if (outer.filter((row) => inner.every((column) => isEmpty(row.cells[column]))).length < outer.length * 0.95) return null;
  if (!levels[0]!.every((column) => column === steps[0] || outer.every((row) => isEmpty(row.cells[column]) || numeric[column] !== true)))
    return null;
  const carries = outer.some((row) => sums.some((column) => !isEmpty(row.cells[column])));
  // Customers alone on their rows, with nothing beside them, over rows of one level: read as sections.
  if (steps.length === 2 && !carries) return null;
  const heads = headsOf(top);
  const step: StaircaseStep = {
    name: 'staircase',
    heads: { ...heads, headings: namedLevels(heads.headings, { levels, rows, top }) },
    levels,
    sums,
  };
  return {
    step,
    evidence: [
      { code: 'staircase', detail: { levels: steps.map((column) => step.heads.headings[column] || `${column + 1}`).join(' → ') } },
    ],
    sureness: 'evident',
  };
}

function isSum(heading: string): boolean {
  const best = matchHeading(heading, 'sales')[0];
  return best !== undefined && best.score >= 0.6 && /amount|quantity|margin|price|cost/.test(best.meaning);
}

/** Levels whose columns have no headings are named by what stands in them. */
function namedLevels(headings: string[], { levels, rows, top }: { levels: number[][]; rows: RawRow[]; top: Top }): string[] {
  const words = wordsOf(top.language);
  const named = [...headings];
  const documents = levels.findIndex(([column]) => {
    const texts = rows.map((row) => cellText(row.cells[column!])).filter((text) => text !== '');
    return texts.filter((text) => parseDocumentReference(text) !== null).length > texts.length * 0.5;
  });
  levels.forEach(([column], level) => {
    if (named[column!] !== undefined && named[column!] !== '') return;
    if (level === documents) named[column!] = words.document;
    else if (level === documents - 1 || (documents < 0 && level === 0)) named[column!] = words.customer;
    else if (level === documents + 1 && documents >= 0) named[column!] = words.product;
  });
  return named;
}

export function staircase({ heads, levels, sums }: StaircaseStep): Reshaper {
  const above: RawRow['cells'][] = [];
  let held: RawRow | null = null;
  const levelOf = (row: RawRow): number => {
    const begins = row.cells.findIndex((cell) => !isEmpty(cell));
    return levels.findLastIndex(([column]) => column! <= begins);
  };
  const total = (row: RawRow): boolean => isTotal(cellText(row.cells.find((cell) => !isEmpty(cell))));

  const release = (next: RawRow | null): RawRow[] => {
    const row = held;
    held = next;
    if (row === null) return [];
    if (total(row)) return [rowLike(row, widened(row))];
    const level = levelOf(row);
    if (level < 0) return [row];
    above.length = level;
    above[level] = row.cells;
    const deeper = next !== null && !total(next) && levelOf(next) > level;
    // A customer without a document below it, or a footer, has nothing to tell.
    if (deeper || sums.every((column) => isEmpty(row.cells[column]))) return [leftOut(row)];
    const cells = widened(row);
    levels.slice(0, level).forEach((columns, outer) => {
      for (const column of columns) cells[column] = above[outer]?.[column] ?? empty;
    });
    return [rowLike(row, cells)];
  };
  const widened = (row: RawRow): RawRow['cells'] => {
    const cells = [...row.cells];
    while (cells.length < heads.width) cells.push(empty);
    return cells;
  };

  return {
    push(row) {
      if (row.leftOut === true || row.number < heads.firstRow) return [row];
      if (row.number === heads.firstRow)
        return [
          rowLike(
            row,
            Array.from({ length: heads.width }, (_, column) => textCell(heads.headings[column] ?? '')),
          ),
        ];
      if (row.number <= heads.lastRow) return [];
      return filledColumns(row).length === 0 ? [row] : release(row);
    },
    end: () => release(null),
  };
}
