/** What was sold and what came back of it in columns side by side: each row with something back becomes two, the second one negative. */
import type { Cell, RawRow } from '../contract.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText, isEmpty } from '../values/cell.ts';
import { decimalCell, isNought, numberIn, sameSum, sumOf } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { rowsBelow, type Top } from './table-top.ts';

export interface ReturnsBesideStep {
  name: 'returns_beside';
  heads: Heads;
  /** Columns of what was sold, each with the one of what came back of it; −1 where it is not printed, and nothing came back. */
  pairs: { sold: number; back: number }[];
  /** Sold less returned: no fact of its own. */
  net: number[];
}

const returned = /возвра[тщ]|повернен|return(ed|s)?\b|rückgabe/iu;
const counted = /кол(-|\s)?(ич|во|-во)|количество|шт|кіл|qty|quantity|units|pcs/iu;
const summed = /сумм|сума|amount|value|стоимость|вартість|руб|грн|₽|₴|\$|€|sales|без ндс|без пдв|ндс|пдв|vat|себестоим|собіварт|cost/iu;

export function findReturnsBeside(sample: readonly RawRow[], top: Top): FoundStep<ReturnsBesideStep> | null {
  const back = top.headings.flatMap((heading, column) => (returned.test(heading) && !/дата|date|номер|№|number|причин|reason|%|процент|percent|кто|менеджер/iu.test(heading) ? [column] : []));
  if (back.length === 0) return null;
  const rows = rowsBelow(sample, top).filter((row) => !isTotal(cellText(row.cells.find((cell) => !isEmpty(cell)))));
  const numeric = (column: number): boolean => {
    const filled = rows.filter((row) => !isEmpty(row.cells[column]) && !/^[-–—]$/.test(cellText(row.cells[column])));
    return filled.length > 0 && filled.every((row) => numberIn(row.cells[column]) !== null);
  };
  const columns = back.filter(numeric);
  // "0" and "1" beside a sum say whether the row is a return; they are no quantities where the sum has no counterpart.
  if (columns.length === 0 || !columns.some((column) => summed.test(top.headings[column]!) || !counted.test(top.headings[column]!))) return null;
  const sold = top.headings.flatMap((heading, column) => (!returned.test(heading) && numeric(column) && isSoldHeading(heading) ? [{ column, heading }] : []));
  const net = netColumns(rows, { sold: sold.map(({ column }) => column), back: columns });
  const pairs = columns.flatMap((column) => {
    const isCount = counted.test(top.headings[column]!) && !/сумм|сума|amount|value|стоимость/iu.test(top.headings[column]!);
    const partner = sold.filter(({ column: other, heading }) => !net.includes(other) && isCount === isQuantity(heading)).toSorted((a, b) => likeness(b.heading, top.headings[column]!) - likeness(a.heading, top.headings[column]!))[0];
    return partner ? [{ sold: partner.column, back: column }] : [];
  });
  const sums = pairs.filter(({ sold: column }) => !isQuantity(top.headings[column]!));
  if (sums.length === 0 || new Set(pairs.map((pair) => pair.sold)).size < pairs.length) return null;
  // A flag of 0 and 1 is no sum.
  if (sums.every(({ back: column }) => rows.every((row) => isNought(row.cells[column]) || cellText(row.cells[column]) === '1'))) return null;
  const others = sold.filter(({ column }) => !net.includes(column) && !pairs.some((pair) => pair.sold === column));
  const step: ReturnsBesideStep = { name: 'returns_beside', heads: headsOf(top), pairs: [...pairs, ...others.map(({ column }) => ({ sold: column, back: -1 }))], net };
  const many = rows.filter((row) => sums.some((pair) => !isNought(row.cells[pair.back]))).length;
  return { step, evidence: [{ code: 'returns_beside', detail: { columns: columns.map((column) => top.headings[column]!).join(', '), rows: String(many) } }], sureness: 'evident' };
}

function isSoldHeading(heading: string): boolean {
  const best = matchHeading(heading, 'sales')[0];
  return best !== undefined && best.score >= 0.6 && /^(quantity|amount|net_amount|gross_amount|vat_amount|cost_amount|gross_margin|discount_amount|list_amount)$/.test(best.meaning);
}

function isQuantity(heading: string): boolean {
  return matchHeading(heading, 'sales')[0]?.meaning === 'quantity';
}

/** How many words two headings share, but for what tells sold from returned. */
function likeness(a: string, b: string): number {
  const words = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\d%]+/u).filter((word) => word.length > 1);
  const other = new Set(words(b));
  return words(a).filter((word) => other.has(word)).length;
}

/** Columns that are another one less what came back, row by row. */
function netColumns(rows: RawRow[], { sold, back }: { sold: number[]; back: number[] }): number[] {
  return sold.filter((net) =>
    sold.some((whole) => whole !== net && back.some((returns) => {
      const some = rows.filter((row) => !isNought(row.cells[returns]));
      return some.length > 0 && some.every((row) => {
        const [all, less, left] = [numberIn(row.cells[whole]), numberIn(row.cells[returns]), numberIn(row.cells[net])];
        return all !== null && less !== null && left !== null && sameSum(left, sumOf([all, { digits: -abs(less.digits), scale: less.scale }]));
      });
    })),
  );
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

export function returnsBeside({ heads, pairs, net }: ReturnsBesideStep): Reshaper {
  const gone = [...net, ...pairs.flatMap(({ back }) => (back < 0 ? [] : [back]))];
  return rewriteColumns({
    heads,
    headings: new Map(gone.map((column) => [column, ''])),
    rows(row) {
      if (isTotal(cellText(row.cells.find((cell) => !isEmpty(cell))))) return [new Map()];
      const something = pairs.some(({ back }) => back >= 0 && !isNought(row.cells[back]) && numberIn(row.cells[back]) !== null);
      if (!something) return [new Map()];
      const back = new Map<number, Cell>(pairs.map((pair) => [pair.sold, negative(pair.back < 0 ? undefined : row.cells[pair.back])]));
      const sold = pairs.some((pair) => pair.back >= 0 && !isNought(row.cells[pair.sold]));
      return sold ? [new Map(), back] : [back];
    },
  });
}

function negative(cell: Cell | undefined): Cell {
  const value = numberIn(cell);
  return value === null ? { type: 'empty' } : decimalCell({ digits: -abs(value.digits), scale: value.scale }, cell);
}
