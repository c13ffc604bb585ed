/** The site map: every page, the parameters of its address, and the data fetched before it is rendered. Pages load when first opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFound } from './shell/NotFound.tsx';
import { PageFailed } from './shell/PageFailed.tsx';
import { Gate } from './session/Gate.tsx';
import { readCustomersFilter } from './customers/filter.ts';
import { readSaidOfFile } from './import/said-of-file.ts';
import {
  backTestQuery,
  batchesQuery,
  batchQuery,
  costModelsQuery,
  costsQuery,
  customerQuery,
  customersQuery,
  lifetimeQuery,
  overviewQuery,
  profitWhaleQuery,
  queryClient,
  settingsQuery,
} from './data/queries.ts';
import { readMonths, readProfitSearch } from './profit/search.ts';
import { parseQuery, query } from './paths.ts';

const root = createRootRoute({ component: Gate, notFoundComponent: NotFound });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  loader: () => prefetch(() => queryClient.prefetchQuery(overviewQuery)),
  component: lazyRouteComponent(() => import('./overview/OverviewPage.tsx'), 'OverviewPage'),
});

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: readCustomersFilter,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => prefetch(() => queryClient.prefetchQuery(customersQuery(deps, 0))),
  component: lazyRouteComponent(() => import('./customers/CustomersPage.tsx'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$id',
  validateSearch: (search: Record<string, unknown>): { month?: string; page?: string } => ({
    ...(isMonth(search['month']) ? { month: search['month'] } : {}),
    ...(isPageNumber(search['page']) ? { page: search['page'] } : {}),
  }),
  loader: ({ params }) => prefetch(() => queryClient.prefetchQuery(customerQuery(params.id))),
  component: lazyRouteComponent(() => import('./card/CustomerPage.tsx'), 'CustomerPage'),
});

const profit = createRoute({
  getParentRoute: () => root,
  path: '/profit',
  validateSearch: readProfitSearch,
  loaderDeps: ({ search }) => readMonths({ ...search }),
  loader: ({ deps }) => prefetch(() => queryClient.prefetchQuery(profitWhaleQuery(deps))),
  component: lazyRouteComponent(() => import('./profit/ProfitPage.tsx'), 'ProfitPage'),
});

const costs = createRoute({
  getParentRoute: () => root,
  path: '/costs',
  validateSearch: readMonths,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) =>
    prefetch(async () => {
      await Promise.all([queryClient.prefetchQuery(costsQuery(deps)), queryClient.prefetchQuery(costModelsQuery)]);
    }),
  component: lazyRouteComponent(() => import('./costs/CostsPage.tsx'), 'CostsPage'),
});

const valuePage = createRoute({
  getParentRoute: () => root,
  path: '/value',
  loader: () =>
    prefetch(async () => {
      await Promise.all([queryClient.prefetchQuery(lifetimeQuery), queryClient.prefetchQuery(backTestQuery)]);
    }),
  component: lazyRouteComponent(() => import('./value/ValuePage.tsx'), 'ValuePage'),
});

const classes = createRoute({
  getParentRoute: () => root,
  path: '/classes',
  loader: () => prefetch(() => queryClient.prefetchQuery(settingsQuery)),
  component: lazyRouteComponent(() => import('./classes/ClassesPage.tsx'), 'ClassesPage'),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/import',
  validateSearch: readSaidOfFile,
  loader: () => prefetch(() => queryClient.prefetchQuery(batchesQuery)),
  component: lazyRouteComponent(() => import('./import/ImportsPage.tsx'), 'ImportsPage'),
});

const batch = createRoute({
  getParentRoute: () => root,
  path: '/import/$id',
  loader: ({ params }) => prefetch(() => queryClient.prefetchQuery(batchQuery(params.id))),
  component: lazyRouteComponent(() => import('./import/BatchPage.tsx'), 'BatchPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([overview, customers, customer, profit, costs, valuePage, classes, imports, batch]),
  parseSearch: parseQuery,
  stringifySearch: (search) => query(search as Record<string, string>),
  defaultErrorComponent: PageFailed,
  defaultPendingMs: 300,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** No request before sign-in; the page shows its own errors. */
async function prefetch(fetch: () => Promise<void>): Promise<void> {
  const session = queryClient.getQueryData<{ state: string }>(['session']);
  if (session?.state === 'signed_in') await fetch();
}

function isMonth(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}$/.test(value);
}

function isPageNumber(value: unknown): value is string {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value);
}
