/** The addresses as a snapshot: a change of one breaks saved links. */
import { expect, test } from 'vitest';
import { readCustomersFilter } from './customers/filter.ts';
import { parseQuery, paths } from './paths.ts';
import { readMonths, readProfitSearch } from './profit/search.ts';

test('every address of the program', () => {
  expect({
    overview: paths.overview(),
    customers: paths.customers(),
    lateVips: paths.customers({ tier: 'vip', late: 'true', sort: 'revenueYear', order: 'desc' }),
    climbed: paths.customers({ tierBefore: 'absent', tier: 'good' }),
    becameLost: paths.customers({ activityBefore: 'active', activity: 'lost' }),
    losing: paths.customers({ losing: 'true' }),
    search: paths.customers({ search: 'ООО «Ромашка» & Ко' }),
    customer: paths.customer('42'),
    customerMonth: paths.customer('42', { month: '2026-03', page: '2' }),
    profit: paths.profit(),
    worstManagers: paths.profit({ by: 'manager', from: '2026-01', to: '2026-10', worst: 'true' }, '#statements'),
    costs: paths.costs(),
    costsOfHalfYear: paths.costs({ from: '2026-01', to: '2026-06' }),
    value: paths.value(),
    classes: paths.classes(),
    imports: paths.imports(),
    importsOfPayments: paths.imports({ source: 'Банк', kind: 'payments' }),
    batch: paths.batch('7'),
    rejectedRows: paths.rejectedRows('7'),
    apiDocs: paths.apiDocs(),
  }).toMatchInlineSnapshot(`
    {
      "apiDocs": "/api/docs",
      "batch": "/import/7",
      "becameLost": "/customers?activityBefore=active&activity=lost",
      "classes": "/classes",
      "climbed": "/customers?tierBefore=absent&tier=good",
      "costs": "/costs",
      "costsOfHalfYear": "/costs?from=2026-01&to=2026-06",
      "customer": "/customers/42",
      "customerMonth": "/customers/42?month=2026-03&page=2",
      "customers": "/customers",
      "imports": "/import",
      "importsOfPayments": "/import?source=%D0%91%D0%B0%D0%BD%D0%BA&kind=payments",
      "lateVips": "/customers?tier=vip&late=true&sort=revenueYear&order=desc",
      "losing": "/customers?losing=true",
      "overview": "/",
      "profit": "/profit",
      "rejectedRows": "/api/batches/7/rejected.csv",
      "search": "/customers?search=%D0%9E%D0%9E%D0%9E+%C2%AB%D0%A0%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0%C2%BB+%26+%D0%9A%D0%BE",
      "value": "/value",
      "worstManagers": "/profit?by=manager&from=2026-01&to=2026-10&worst=true#statements",
    }
  `);
});

test('an address says again what it was made of', () => {
  const filter = {
    search: 'ООО «Ромашка» & Ко',
    tier: 'vip',
    strategicTier: 'most_growable',
    activityBefore: 'active',
    tierBefore: 'absent',
    owner: 'Петрова А.',
    late: 'true',
    losing: 'true',
    sort: 'margin',
    order: 'asc',
  } as const;
  expect(readCustomersFilter(parseQuery(paths.customers(filter).split('?')[1]!))).toEqual(filter);
});

test('what an address does not know it leaves out', () => {
  expect(readCustomersFilter(parseQuery('tier=platinum&late=yes&sort=;drop&order=up&search=&activity=lost'))).toEqual({ activity: 'lost' });
});

test('an address of profit says again what it was made of, and leaves out what it does not understand', () => {
  const search = { by: 'region', from: '2026-01', to: '2026-10', worst: 'true', page: '2' } as const;
  expect(readProfitSearch(parseQuery(paths.profit(search).split('?')[1]!))).toEqual(search);
  expect(readProfitSearch(parseQuery('by=company&worst=yes&page=0&from=2026-13&to=2026-14'))).toEqual({});
  expect([readMonths({ from: '2026-05', to: '2026-03' }), readMonths({ from: '2026-05' }), readMonths({ to: '2026-13' })]).toEqual([
    {},
    { from: '2026-05' },
    {},
  ]);
});
