/** The queries of the pages, and how long an answer stays fresh. Running work is polled; everything else waits for a change. */
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ServerProblem } from './api.ts';
import type {
  Assumptions,
  Batch,
  CostModel,
  CustomersFilter,
  Job,
  Months,
  OpenedLineOf,
  ProfitQuery,
  ValuationSettings,
} from './shapes.ts';

const pollEveryMilliseconds = 500;
export const customersPerWindow = 200;
export const documentsPerPage = 25;
export const partsPerPage = 20;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refused request would be refused again; only a missing answer is retried.
      retry: (count, error) => count < 2 && error instanceof ServerProblem && (error.status === 0 || error.status >= 502),
    },
  },
});

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: api.session, staleTime: Infinity });

export const overviewQuery = queryOptions({ queryKey: ['overview'], queryFn: api.overview });

export const strategicQuery = queryOptions({ queryKey: ['strategic'], queryFn: api.strategic });

export const customersQuery = (filter: CustomersFilter, window: number) =>
  queryOptions({
    queryKey: ['customers', filter, window],
    queryFn: () => api.customers({ ...filter, offset: window * customersPerWindow, limit: customersPerWindow }),
  });

export const customerQuery = (id: string) => queryOptions({ queryKey: ['customer', id], queryFn: () => api.customer(id) });

/** Its need and size as entered. */
export const potentialQuery = (id: string) => queryOptions({ queryKey: ['potential', id], queryFn: () => api.potential(id) });

/** Its receivables, and its oldest unpaid documents. */
export const receivablesQuery = (id: string, limit: number) =>
  queryOptions({ queryKey: ['receivables', id, limit], queryFn: () => api.receivables({ id, limit }) });

export const unpaidDocumentsAtFirst = 20;
/** As many as the API gives at once. */
export const mostUnpaidDocuments = 1000;

export const documentsQuery = (search: { id: string; page: number; month?: string | undefined }) =>
  queryOptions({
    queryKey: ['documents', search],
    queryFn: () => api.documents({ id: search.id, month: search.month, offset: search.page * documentsPerPage, limit: documentsPerPage }),
  });

export const documentLinesQuery = (id: string) => queryOptions({ queryKey: ['lines', id], queryFn: () => api.documentLines(id) });

export const settingsQuery = queryOptions({ queryKey: ['settings'], queryFn: api.settings });

export const companyCurrencyQuery = queryOptions({ queryKey: ['currency'], queryFn: api.currency });

/** The amounts that would be added up in that currency. */
export const currencyChangeQuery = (currency: string) =>
  queryOptions({ queryKey: ['currencyChange', currency], queryFn: () => api.previewCurrency(currency) });

export const lifetimeQuery = queryOptions({ queryKey: ['lifetime'], queryFn: () => api.lifetime() });

/** The result under other assumptions. */
export const lifetimeByQuery = (assumptions: Assumptions) =>
  queryOptions({ queryKey: ['lifetime', assumptions], queryFn: () => api.lifetime(assumptions) });

export const backTestQuery = queryOptions({ queryKey: ['backTest'], queryFn: api.backTest });

/** The customers that would change class under these rules. */
export const movesQuery = (settings: ValuationSettings) =>
  queryOptions({ queryKey: ['moves', settings], queryFn: () => api.moves({ change: settings }) });

export const profitQuery = (query: ProfitQuery) => queryOptions({ queryKey: ['profit', query], queryFn: () => api.profit(query) });

export const profitWhaleQuery = (months: Months) =>
  queryOptions({ queryKey: ['profitWhale', months], queryFn: () => api.profitWhale(months) });

export const customerProfitQuery = (id: string) =>
  queryOptions({ queryKey: ['customerProfit', id], queryFn: () => api.customerProfit({ id }) });

/** The parts of a line of a customer's statement. */
export const openedLineQuery = ({ page, ...of }: OpenedLineOf & { page: number }) =>
  queryOptions({
    queryKey: ['openedLine', of, page],
    queryFn: () => api.openedLine({ ...of, offset: page * partsPerPage, limit: partsPerPage }),
  });

export const costsQuery = (months: Months) => queryOptions({ queryKey: ['costs', months], queryFn: () => api.costs(months) });

export const costModelsQuery = queryOptions({ queryKey: ['costModels'], queryFn: api.costModels });

/** The effect of another model of costs on customers. */
export const modelPreviewQuery = (models: CostModel[]) =>
  queryOptions({ queryKey: ['modelPreview', models], queryFn: () => api.previewCostModels(models) });

/** Which files have come before: asked for when a file is about to be dropped. */
export const sourcesQuery = queryOptions({ queryKey: ['sources'], queryFn: api.sources });

/** Which figures are still being calculated. Another person may have begun it, so it is also asked for now and then. */
export const valuationQuery = queryOptions({
  queryKey: ['valuation'],
  queryFn: api.valuation,
  refetchInterval: (query) => (query.state.data?.toCome.length ? pollEveryMilliseconds : 15_000),
});

export const batchesQuery = queryOptions({
  queryKey: ['batches'],
  queryFn: api.batches,
  refetchInterval: (query) => (query.state.data?.rows.some(isRunning) ? pollEveryMilliseconds : false),
});

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['batch', id],
    queryFn: () => api.batch(id),
    refetchInterval: (query) => (query.state.data && isRunning(query.state.data) ? pollEveryMilliseconds : false),
  });

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: () => api.job(id),
    refetchInterval: (query) => (query.state.data && isFinished(query.state.data) ? false : pollEveryMilliseconds),
  });

export function isRunning(batch: Pick<Batch, 'state'>): boolean {
  return batch.state === 'reading' || batch.state === 'committing';
}

export function isFinished(job: Pick<Job, 'state'>): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

/** After a commit, an undo or a new valuation every figure may differ. */
export function forgetFigures(): Promise<void> {
  return queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' && query.queryKey[0] !== 'job' });
}
