/** What was sold and what came back of it in columns side by side: each row with something back becomes two, the second one negative. */
import type { Cell, RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { approximately, divideRounding, multiply } from '../../facts/values/number.ts';
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
  /** Sums of which only the quantity that came back is printed: they are taken back in its proportion. */
  reckoned: { quantity: number; back: number; sums: number[] } | null;
}

const returned = /возвра[тщ]|повернен|return(ed|s)?\b|rückgabe/iu;
const counted = /кол(-|\s)?(ич|во|-во)|количество|шт|кіл|qty|quantity|units|pcs/iu;
const summed = /сумм|сума|amount|value|стоимость|вартість|руб|грн|₽|₴|\$|€|sales|без ндс|без пдв|ндс|пдв|vat|себестоим|собіварт|cost/iu;

export function findReturnsBeside(sample: readonly RawRow[], top: Top): FoundStep<ReturnsBesideStep> | null {
  const back = top.headings.flatMap((heading, column) =>
    returned.test(heading) && !/дата|date|номер|№|number|причин|reason|%|процент|percent|кто|менеджер/iu.test(heading) ? [column] : [],
  );
  if (back.length === 0) return null;
  const rows = rowsBelow(sample, top).filter((row) => !isTotal(cellText(row.cells.find((cell) => !isEmpty(cell)))));
  const numeric = (column: number): boolean => {
    const filled = rows.filter((row) => !isEmpty(row.cells[column]) && !/^[-–—]$/.test(cellText(row.cells[column])));
    return filled.length > 0 && filled.every((row) => numberIn(row.cells[column]) !== null);
  };
  // "0" and "1" under a bare "Возврат" say whether the row is a return.
  const isFlag = (column: number): boolean =>
    !counted.test(top.headings[column]!) &&
    !summed.test(top.headings[column]!) &&
    rows.every((row) => /^[01]?$/.test(cellText(row.cells[column])));
  const columns = back.filter((column) => numeric(column) && !isFlag(column));
  if (columns.length === 0) return null;
  const sold = top.headings.flatMap((heading, column) =>
    !returned.test(heading) && numeric(column) && isSoldHeading(heading) ? [{ column, heading }] : [],
  );
  const net = netColumns(rows, { sold: sold.map(({ column }) => column), back: columns });
  const quantities = sold.filter(({ column, heading }) => !net.includes(column) && isQuantity(heading));
  const isCount = (column: number): boolean => {
    const heading = top.headings[column]!;
    if (counted.test(heading) && !/сумм|сума|amount|value|стоимость/iu.test(heading)) return true;
    if (summed.test(heading)) return false;
    // A bare "Возвращено" beside a quantity: no more can come back than was sold.
    return (
      quantities.length > 0 &&
      rows.every(
        (row) => isNought(row.cells[column]) || quantities.some(({ column: other }) => atMost(row.cells[column], row.cells[other])),
      )
    );
  };
  const pairs = columns.flatMap((column) => {
    const partner = sold
      .filter(({ column: other, heading }) => !net.includes(other) && isCount(column) === isQuantity(heading))
      .toSorted((a, b) => likeness(b.heading, top.headings[column]!) - likeness(a.heading, top.headings[column]!))[0];
    return partner ? [{ sold: partner.column, back: column }] : [];
  });
  const sums = pairs.filter(({ sold: column }) => !isQuantity(top.headings[column]!));
  if (pairs.length === 0 || new Set(pairs.map((pair) => pair.sold)).size < pairs.length) return null;
  // A flag of 0 and 1 is neither a sum nor, beside a sum alone, a quantity.
  if (
    pairs.every(({ back: column }) => rows.every((row) => isNought(row.cells[column]) || cellText(row.cells[column]) === '1')) &&
    sums.length === pairs.length
  )
    return null;
  const others = sold.filter(({ column }) => !net.includes(column) && !pairs.some((pair) => pair.sold === column));
  const counts = pairs.find(({ sold: column }) => isQuantity(top.headings[column]!));
  const reckoned =
    sums.length > 0 || counts === undefined ? null : { quantity: counts.sold, back: counts.back, sums: others.map(({ column }) => column) };
  if (reckoned !== null && (reckoned.sums.length === 0 || !sumsAreWhole(rows, top, reckoned))) return null;
  const step: ReturnsBesideStep = {
    name: 'returns_beside',
    heads: headsOf(top),
    pairs: [...pairs, ...others.map(({ column }) => ({ sold: column, back: -1 }))],
    net,
    reckoned,
  };
  const many = rows.filter((row) => pairs.some((pair) => !isNought(row.cells[pair.back]))).length;
  if (many === 0) return null;
  const evidence = [
    { code: 'returns_beside', detail: { columns: columns.map((column) => top.headings[column]!).join(', '), rows: String(many) } },
    ...(reckoned === null ? [] : [{ code: 'returned_sums_reckoned', detail: {} }]),
  ];
  return { step, evidence, sureness: reckoned === null ? 'evident' : 'open' };
}

function atMost(cell: Cell | undefined, other: Cell | undefined): boolean {
  const [some, all] = [numberIn(cell), numberIn(other)];
  return (
    some !== null &&
    all !== null &&
    approximately({ digits: abs(some.digits), scale: some.scale }) <= approximately({ digits: abs(all.digits), scale: all.scale })
  );
}

/** Quantity times price is the sum, not what is left of it after the returns. */
function sumsAreWhole(rows: readonly RawRow[], top: Top, { quantity, back, sums }: NonNullable<ReturnsBesideStep['reckoned']>): boolean {
  const price = top.headings.findIndex((heading) => matchHeading(heading, 'sales')[0]?.meaning === 'list_price');
  if (price < 0) return true;
  const told = rows.flatMap((row) => {
    const [unit, count, less] = [numberIn(row.cells[price]), numberIn(row.cells[quantity]), numberIn(row.cells[back])];
    if (unit === null || count === null || less === null || less.digits === 0n) return [];
    const left = multiply(unit, sumOf([count, { digits: -abs(less.digits), scale: less.scale }]));
    return [
      sums.some((column) => {
        const sum = numberIn(row.cells[column]);
        return sum !== null && sameSum(sum, left);
      }),
    ];
  });
  return !told.some((isLeft) => isLeft);
}

function isSoldHeading(heading: string): boolean {
  const best = matchHeading(heading, 'sales')[0];
  return (
    best !== undefined &&
    best.score >= 0.6 &&
    /^(quantity|amount|net_amount|gross_amount|vat_amount|cost_amount|gross_margin|discount_amount|list_amount)$/.test(best.meaning)
  );
}

function isQuantity(heading: string): boolean {
  return matchHeading(heading, 'sales')[0]?.meaning === 'quantity';
}

/** How many words two headings share, but for what tells sold from returned. */
function likeness(a: string, b: string): number {
  const words = (text: string): string[] =>
    text
      .toLowerCase()
      .split(/[^\p{L}\d%]+/u)
      .filter((word) => word.length > 1);
  const other = new Set(words(b));
  return words(a).filter((word) => other.has(word)).length;
}

/** Columns that are another one less what came back, row by row. */
function netColumns(rows: RawRow[], { sold, back }: { sold: number[]; back: number[] }): number[] {
  return sold.filter((net) =>
    sold.some(
      (whole) =>
        whole !== net &&
        back.some((returns) => {
          const some = rows.filter((row) => !isNought(row.cells[returns]));
          return (
            some.length > 0 &&
            some.every((row) => {
              const [all, less, left] = [numberIn(row.cells[whole]), numberIn(row.cells[returns]), numberIn(row.cells[net])];
              return (
                all !== null &&
                less !== null &&
                left !== null &&
                sameSum(left, sumOf([all, { digits: -abs(less.digits), scale: less.scale }]))
              );
            })
          );
        }),
    ),
  );
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

export function returnsBeside({ heads, pairs, net, reckoned }: ReturnsBesideStep): Reshaper {
  const gone = [...net, ...pairs.flatMap(({ back }) => (back < 0 ? [] : [back]))];
  return rewriteColumns({
    heads,
    headings: new Map(gone.map((column) => [column, ''])),
    rows(row) {
      if (isTotal(cellText(row.cells.find((cell) => !isEmpty(cell))))) return [new Map()];
      const something = pairs.some(({ back }) => back >= 0 && !isNought(row.cells[back]) && numberIn(row.cells[back]) !== null);
      if (!something) return [new Map()];
      const back = new Map<number, Cell>(pairs.map((pair) => [pair.sold, negative(pair.back < 0 ? undefined : row.cells[pair.back])]));
      if (reckoned !== null)
        for (const column of reckoned.sums)
          back.set(column, share(row.cells[column], { of: row.cells[reckoned.quantity], part: row.cells[reckoned.back] }));
      const sold = pairs.some((pair) => pair.back >= 0 && !isNought(row.cells[pair.sold]));
      return sold ? [new Map(), back] : [back];
    },
  });
}

function negative(cell: Cell | undefined): Cell {
  const value = numberIn(cell);
  return value === null ? { type: 'empty' } : decimalCell({ digits: -abs(value.digits), scale: value.scale }, cell);
}

/** The sum of what came back, if all pieces were sold at one price. */
function share(sum: Cell | undefined, { of, part }: { of: Cell | undefined; part: Cell | undefined }): Cell {
  const [whole, all, some] = [numberIn(sum), numberIn(of), numberIn(part)];
  if (whole === null || all === null || some === null || all.digits === 0n) return { type: 'empty' };
  const scale = Math.max(2, whole.scale);
  const numerator = whole.digits * abs(some.digits) * 10n ** BigInt(scale - whole.scale + all.scale);
  return decimalCell({ digits: -divideRounding(numerator, abs(all.digits) * 10n ** BigInt(some.scale)), scale }, sum);
}
