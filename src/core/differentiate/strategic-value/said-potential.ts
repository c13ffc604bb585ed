/** A customer's potential as entered by a person. Errors are values; a missing field stays unchanged, null removes it. */

/** Both are kept as whole numbers in doubles during calculation. */
const mostMinor = 1_000_000_000_000_000n;
const mostSize = 1_000_000_000;
const longestReason = 500;

export interface SaidPotential {
  size?: number | null | undefined;
  yearlyNeedMinor?: string | null | undefined;
  /** Where it is known from. */
  reason?: string | undefined;
}

export interface PotentialProblem {
  code: 'potential_size_impossible' | 'potential_need_impossible' | 'potential_reason_long' | 'potential_nothing_said';
  detail: Record<string, string>;
}

export function problemOfPotential({ size, yearlyNeedMinor, reason = '' }: SaidPotential): PotentialProblem | null {
  if (size === undefined && yearlyNeedMinor === undefined) return { code: 'potential_nothing_said', detail: {} };
  if (typeof size === 'number' && !(Number.isInteger(size) && size >= 1 && size <= mostSize))
    return { code: 'potential_size_impossible', detail: { size: String(size), most: String(mostSize) } };
  if (typeof yearlyNeedMinor === 'string' && !isPossibleNeed(yearlyNeedMinor)) return { code: 'potential_need_impossible', detail: {} };
  return reason.length > longestReason ? { code: 'potential_reason_long', detail: { most: String(longestReason) } } : null;
}

function isPossibleNeed(text: string): boolean {
  return /^\d{1,16}$/.test(text) && BigInt(text) >= 1n && BigInt(text) <= mostMinor;
}
