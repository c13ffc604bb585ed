/** Rows that equal an earlier row in every cell, told by a number of 53 bits for each: a faulty join repeats all of them. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { GrowingFloats } from './growing.ts';

/** Fewer different rows, each several times, may be chance: two equal lines of each order. */
const leastDifferent = 10;

export interface Doubled {
  /** Rows beyond the first of their kind. */
  rows: number;
  /** Every row of the file stands this often, or a multiple of it; 1 where it does not. */
  copies: number;
}

export function findDoubled(marks: GrowingFloats): Doubled {
  const sorted = marks.values().slice().toSorted();
  let [different, copies] = [0, 0];
  for (let at = 0; at < sorted.length;) {
    const from = at;
    while (at < sorted.length && sorted[at] === sorted[from]) at++;
    different++;
    copies = commonDivisor(copies, at - from);
  }
  return { rows: sorted.length - different, copies: different < leastDifferent ? 1 : Math.max(1, copies) };
}

/** For each row whether it is kept where every row stands `copies` times. */
export function firstOfCopies(marks: GrowingFloats, copies: number): boolean[] {
  const seen = new Map<number, number>();
  return Array.from(marks.values(), (mark) => {
    const times = seen.get(mark) ?? 0;
    seen.set(mark, times + 1);
    return times % copies === 0;
  });
}

/** FNV-1a over the text of the cells, twice; `leaving` are columns that only count the rows. */
export function markOf(row: RawRow, leaving: ReadonlySet<number>): number {
  let [low, high] = [0x811c9dc5, 0x9dc5811c];
  for (let column = 0; column < row.cells.length; column++) {
    if (leaving.has(column)) continue;
    const cell = row.cells[column]!;
    const text = cell.type === 'boolean' ? String(cell.value) : cell.type === 'empty' ? '' : cell.text;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x01000193) + 1;
    }
    low = Math.imul(low ^ 31, 0x01000193);
    high = Math.imul(high ^ 31, 0x85ebca6b);
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
