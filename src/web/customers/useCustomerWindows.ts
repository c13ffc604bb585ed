/** Fetches the windows of the list that the rows in sight lie in; the others stay in memory for a while, or wait. */
import { useQueries } from '@tanstack/react-query';
import { customersPerWindow, customersQuery } from '../data/queries.ts';
import type { CustomersFilter } from '../data/shapes.ts';
import type { CustomerAt } from './CustomersTable.tsx';

export function useCustomerWindows(filter: CustomersFilter, inSight: { first: number; last: number }): CustomerAt {
  const first = Math.floor(inSight.first / customersPerWindow);
  const last = Math.floor(inSight.last / customersPerWindow);
  const windows = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const pages = useQueries({ queries: windows.map((window) => customersQuery(filter, window)) });
  return (index) => pages[Math.floor(index / customersPerWindow) - first]?.data?.rows[index % customersPerWindow];
}
