/**
 * Similar customers, and the value of the best of them: the percentile of their lifetime values, or of value per unit of size where sizes
 * are known. Peers share every attribute of a cell; where they are too few, a broader cell is used, and finally the company.
 */

/** The attributes of peers. `of` holds the index of each customer's value in `values`; '' is unknown, and makes no customers peers. */
export interface PeerAttribute {
  name: string;
  values: string[];
  of: Int32Array;
}

/** The peers of a customer as its measure. */
export interface PeerMeasure {
  /** Attributes of the cell with their values; none for the whole company. */
  cell: Record<string, string>;
  peers: number;
  /** At the percentile: a lifetime value, or one per unit of size. */
  valueMinor: number;
  bySize: boolean;
}

export interface PeersInput {
  customersCount: number;
  /** In the order in which they matter: the last is given up first. */
  attributes: PeerAttribute[];
  /** Customers that count as peers: all that ever bought. */
  counts: (customer: number) => boolean;
  valueMinor: Float64Array;
  /** 0 where it is not known. */
  size: Float64Array;
  leastPeers: number;
  percentilePermille: number;
}

export interface Peers {
  /** The customer's value by the best of its peers; NaN where not even the company has enough of them. */
  valueMinor(customer: number): number;
  measure(customer: number): PeerMeasure | null;
}

export function peersOf(input: PeersInput): Peers {
  const { size, leastPeers } = input;
  const cells = subsets(input.attributes).map((attributes) => measuredCell(attributes, input));
  const enough = ({ cellOf, all }: MeasuredCell, i: number): boolean => cellOf[i]! >= 0 && all.count[cellOf[i]!]! >= leastPeers;
  const sizedEnough = ({ cellOf, bySize }: MeasuredCell, i: number): boolean => size[i]! > 0 && bySize.count[cellOf[i]!]! >= leastPeers;
  return {
    valueMinor(i) {
      for (const cell of cells)
        if (enough(cell, i)) return sizedEnough(cell, i) ? cell.bySize.at[cell.cellOf[i]!]! * size[i]! : cell.all.at[cell.cellOf[i]!]!;
      return NaN;
    },
    measure(i) {
      const cell = cells.find((each) => enough(each, i));
      if (cell === undefined) return null;
      const bySize = sizedEnough(cell, i);
      const ranked = bySize ? cell.bySize : cell.all;
      const at = cell.cellOf[i]!;
      return {
        cell: Object.fromEntries(cell.attributes.map(({ name, values, of }) => [name, values[of[i]!]!])),
        peers: ranked.count[at]!,
        valueMinor: ranked.at[at]!,
        bySize,
      };
    },
  };
}

interface MeasuredCell {
  attributes: PeerAttribute[];
  cellOf: Int32Array;
  all: PercentileOfCells;
  bySize: PercentileOfCells;
}

interface PercentileOfCells {
  count: Int32Array;
  at: Float64Array;
}

function measuredCell(
  attributes: PeerAttribute[],
  { customersCount, counts, valueMinor, size, percentilePermille }: PeersInput,
): MeasuredCell {
  const { cellOf, cellsCount } = cellsOf(attributes, customersCount);
  const sorted = { cellOf, cellsCount, percentilePermille };
  return {
    attributes,
    cellOf,
    all: percentiles({ ...sorted, counts, value: (i) => valueMinor[i]! }),
    bySize: percentiles({ ...sorted, counts: (i) => size[i]! > 0 && counts(i), value: (i) => valueMinor[i]! / size[i]! }),
  };
}

/** Every choice of attributes, the most first; of as many those first that keep the ones that matter more. */
function subsets(attributes: PeerAttribute[]): PeerAttribute[][] {
  const all = attributes.reduceRight<PeerAttribute[][]>(
    (chosen, attribute) => [...chosen.map((others) => [attribute, ...others]), ...chosen],
    [[]],
  );
  return all.toSorted((a, b) => b.length - a.length);
}

/** The cell of each customer, from 0; −1 where one of its attributes is not known. */
function cellsOf(attributes: PeerAttribute[], customersCount: number): { cellOf: Int32Array; cellsCount: number } {
  const cellOf = new Int32Array(customersCount);
  const numbers = new Map<number, number>();
  for (let i = 0; i < customersCount; i++) {
    let key = 0;
    for (const { values, of } of attributes) key = key < 0 || values[of[i]!] === '' ? -1 : key * values.length + of[i]!;
    if (key < 0) cellOf[i] = -1;
    else {
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      cellOf[i] = number;
    }
  }
  return { cellOf, cellsCount: numbers.size };
}

interface Percentiles {
  cellOf: Int32Array;
  cellsCount: number;
  counts: (customer: number) => boolean;
  value: (customer: number) => number;
  percentilePermille: number;
}

/** By cell: how many count, and the least value that at least the share of them does not exceed (nearest rank). */
function percentiles({ cellOf, cellsCount, counts, value, percentilePermille }: Percentiles): PercentileOfCells {
  const count = new Int32Array(cellsCount);
  for (let i = 0; i < cellOf.length; i++) if (cellOf[i]! >= 0 && counts(i)) count[cellOf[i]!]!++;
  const from = new Int32Array(cellsCount + 1);
  for (let cell = 0; cell < cellsCount; cell++) from[cell + 1] = from[cell]! + count[cell]!;
  const next = from.slice();
  const values = new Float64Array(from[cellsCount]!);
  for (let i = 0; i < cellOf.length; i++) if (cellOf[i]! >= 0 && counts(i)) values[next[cellOf[i]!]!++] = value(i);
  const at = new Float64Array(cellsCount);
  for (let cell = 0; cell < cellsCount; cell++)
    at[cell] = values.subarray(from[cell], from[cell + 1]).toSorted()[Math.ceil((count[cell]! * percentilePermille) / 1000) - 1] ?? 0;
  return { count, at };
}
