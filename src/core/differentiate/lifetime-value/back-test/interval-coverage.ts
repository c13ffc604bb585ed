/** The coverage of the interval of customers' values, and the widening that would reach its nominal coverage. */
import { claimed, type Uncertain, valueInterval } from '../forecast/interval.ts';

export interface Outcome {
  /** In the order of the uncertain values. */
  customers: Int32Array;
  /** The actual value, by customer. */
  earned: ArrayLike<number>;
}

export function coverage(uncertainties: readonly Uncertain[], { customers, earned, widening }: Outcome & { widening: number }): number {
  const covered = uncertainties.filter((uncertain, at) => {
    const { low, high } = valueInterval({ ...uncertain, widening });
    const amount = earned[customers[at]!]!;
    return amount >= low && amount <= high;
  });
  return covered.length / uncertainties.length;
}

const mostWidening = 64;

/** By halving, on a logarithmic scale. */
export function wideningOf(uncertainties: readonly Uncertain[], outcome: Outcome): number {
  if (coverage(uncertainties, { ...outcome, widening: 1 }) >= claimed) return 1;
  let [low, high] = [1, mostWidening];
  for (let step = 0; step < 8; step++) {
    const middle = Math.sqrt(low * high);
    if (coverage(uncertainties, { ...outcome, widening: middle }) < claimed) low = middle;
    else high = middle;
  }
  return high;
}
