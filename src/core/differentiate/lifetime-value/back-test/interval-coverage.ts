/**
 * The coverage of the interval of customers' values, and the factor of the variance that would have brought it to its nominal coverage. Only
 * customers with a range are counted: one that has left has the interval from 0 to 0, which would hold by any factor.
 */
import { claimed, type Uncertain, valueInterval } from '../forecast/interval.ts';

export interface Outcome {
  /** In the order of the uncertain values. */
  customers: Int32Array;
  /** The actual value, by customer. */
  earned: ArrayLike<number>;
}

/** 1 where no customer has a range: nothing was left open. */
export function coverage(uncertainties: readonly Uncertain[], { customers, earned, widening }: Outcome & { widening: number }): number {
  let [ranges, covered] = [0, 0];
  for (const [at, uncertain] of uncertainties.entries()) {
    const { low, high } = valueInterval({ ...uncertain, widening });
    if (low === high) continue;
    const amount = earned[customers[at]!]!;
    ranges++;
    if (amount >= low && amount <= high) covered++;
  }
  return ranges === 0 ? 1 : covered / ranges;
}

const mostWidening = 64;
const mostNarrowing = 1 / 4;
/** More customers would not move the factor: every n-th is compared. */
const mostCompared = 5000;

/**
 * By halving, on a logarithmic scale. An interval that held too often is narrowed by half of that scale: a part of the surplus comes from
 * customers with few purchases, whose value is a whole number of them, and a narrower interval would be too narrow for the others.
 */
export function wideningOf(all: readonly Uncertain[], whole: Outcome): number {
  const stride = Math.ceil(all.length / mostCompared);
  const uncertainties = all.filter((_, at) => at % stride === 0);
  const outcome = { ...whole, customers: whole.customers.filter((_, at) => at % stride === 0) };
  const found = coverage(uncertainties, { ...outcome, widening: 1 });
  let [low, high] = found < claimed ? [1, mostWidening] : [mostNarrowing, 1];
  for (let step = 0; step < 8; step++) {
    const middle = Math.sqrt(low * high);
    if (coverage(uncertainties, { ...outcome, widening: middle }) < claimed) low = middle;
    else high = middle;
  }
  return found < claimed ? high : Math.sqrt(high);
}
