/** What each customer bought in the last twelve complete months, whatever the settings: what must not depend on what is being chosen. */
import type { CustomerMeasures } from '../measures.ts';

export function revenueOfYear({ cells, start, periods, customersCount }: CustomerMeasures): Float64Array {
  const sum = new Float64Array(customersCount);
  for (let cell = start[Math.max(0, periods.length - 12)]!; cell < start[periods.length]!; cell++)
    sum[cells.customer[cell]!]! += cells.revenueMinor[cell]!;
  return sum;
}
