/** Revenue of each customer in the last twelve complete months, independent of the settings, so that previews of settings compare the same amounts. */
import type { CustomerMeasures } from '../measures.ts';

export function revenueOfYear({ cells, start, periods, customersCount }: CustomerMeasures): Float64Array {
  const sum = new Float64Array(customersCount);
  for (let cell = start[Math.max(0, periods.length - 12)]!; cell < start[periods.length]!; cell++)
    sum[cells.customer[cell]!]! += cells.revenueMinor[cell]!;
  return sum;
}
