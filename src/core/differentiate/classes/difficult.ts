/**
 * Difficult customers (D5): much attention for little money. In the top tenth by minutes of service per unit of gross margin, with a
 * gross margin below the median of its tier. Only who took any attention at all can be difficult (docs/methods/profit.md).
 */

export interface DifficultReason {
  minutes: number;
  gross_margin_minor: number;
  /** Of the customers of its tier that took attention. */
  median_margin_minor: number;
  /** Place by attention per unit of margin, 1 the most, among so many; the first `places` are the top tenth. */
  place: number;
  candidates: number;
  places: number;
}

export interface Attention {
  /** Minutes of service over the window, by customer; 0 where none are known. */
  minutes: Float64Array;
  marginMinor: Float64Array;
  marginUnknown: Uint8Array;
  tier: Uint8Array;
  /** The order of the customers' codes, for equal attention. */
  codeRank: Int32Array;
}

/** Reasons by customer, only of those who are difficult. */
export function difficultCustomers(attention: Attention): ReadonlyMap<number, DifficultReason> {
  const { minutes, marginMinor, marginUnknown, tier, codeRank } = attention;
  const candidates = [...minutes.keys()].filter((i) => minutes[i]! > 0 && marginUnknown[i] === 0);
  const places = Math.floor(candidates.length / 10);
  if (places === 0) return new Map();
  // A margin of nothing or less makes any attention endless; among those more minutes come first.
  const perMargin = (i: number): number => (marginMinor[i]! > 0 ? minutes[i]! / marginMinor[i]! : Infinity);
  const byAttention = candidates.toSorted((a, b) => {
    const [of, other] = [perMargin(a), perMargin(b)];
    if (of !== other) return other > of ? 1 : -1;
    return minutes[b]! - minutes[a]! || codeRank[a]! - codeRank[b]!;
  });
  const medians = mediansByTier(candidates, attention);
  const found = new Map<number, DifficultReason>();
  for (const [at, i] of byAttention.slice(0, places).entries()) {
    const median = medians.get(tier[i]!)!;
    if (marginMinor[i]! >= median) continue;
    found.set(i, {
      minutes: Math.round(minutes[i]!),
      gross_margin_minor: marginMinor[i]!,
      median_margin_minor: median,
      place: at + 1,
      candidates: candidates.length,
      places,
    });
  }
  return found;
}

/** The lower of the two in the middle, where there are two. */
function mediansByTier(candidates: number[], { marginMinor, tier }: Attention): Map<number, number> {
  const groups = Map.groupBy(candidates, (i) => tier[i]!);
  return new Map(
    [...groups].map(([of, members]) => {
      const sorted = Float64Array.from(members, (i) => marginMinor[i]!).toSorted();
      return [of, sorted[(sorted.length - 1) >> 1]!];
    }),
  );
}
