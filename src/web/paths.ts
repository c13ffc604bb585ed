/** Every address of the program. Links are made here and nowhere else; src/web/paths.test.ts keeps them as a snapshot. */
import type { Customer, CustomersFilter, Months, SaidOfFile } from './data/shapes.ts';
import type { ProfitSearch } from './profit/search.ts';

export const paths = {
  overview: () => '/',
  customers: (search: Partial<CustomersFilter> = {}) => `/customers${query(search)}`,
  customer: (id: Customer['id'], search: { month?: string | undefined; page?: string | undefined } = {}) =>
    `/customers/${encodeURIComponent(id)}${query(search)}`,
  profit: (search: ProfitSearch = {}, part: '' | '#statements' = '') => `/profit${query({ ...search })}${part}`,
  costs: (months: Months = {}) => `/costs${query({ ...months })}`,
  value: () => '/value',
  classes: () => '/classes',
  imports: (said: SaidOfFile = {}) => `/import${query({ ...said })}`,
  batch: (id: string) => `/import/${encodeURIComponent(id)}`,
  /** Outside the web part: files and pages that the server gives. */
  rejectedRows: (batch: string) => `/api/batches/${encodeURIComponent(batch)}/rejected.csv`,
  apiDocs: () => '/api/docs',
};

/** Plain `?tier=vip&late=true`: an address can be read, typed and sent to a colleague. */
export function query(search: Record<string, string | number | boolean | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}

export function parseQuery(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}
