/** The only file that talks to the server, by its own types. A refusal is thrown as ServerProblem: a code and its detail, never a sentence. */
import { DetailedError, hc, parseResponse } from 'hono/client';
import type { AppType } from '../../server/app.ts';
import type {
  Assumptions,
  CommitRequest,
  CostModel,
  CustomersQuery,
  Mapping,
  Months,
  OpenedLineOf,
  OwnerRequest,
  Problem,
  ProfitQuery,
  RatesRequest,
  SaidOfFile,
  SayPotentialRequest,
  SettingsChange,
  SignInRequest,
} from './shapes.ts';

const server = hc<AppType>('/api');
const byId = (id: string) => ({ param: { id: encodeURIComponent(id) } });

export const api = {
  session: () => answer(parseResponse(server.session.$get())),
  createOwner: (json: OwnerRequest) => answer(parseResponse(server.owner.$post({ json }))),
  signIn: (json: SignInRequest) => answer(parseResponse(server['sign-in'].$post({ json }))),
  signOut: () => answer(parseResponse(server['sign-out'].$post())),

  /** The file is the body as it is: the browser streams it, however large. */
  upload: ({ file, ...said }: { file: File } & SaidOfFile) =>
    answer(
      parseResponse(
        server.uploads.$post(
          { query: { fileName: file.name, ...stated(said) } },
          { init: { body: file, headers: { 'content-type': 'application/octet-stream' } } },
        ),
      ),
    ),
  sources: () => answer(parseResponse(server.sources.$get())),
  batches: () => answer(parseResponse(server.batches.$get())),
  batch: (id: string) => answer(parseResponse(server.batches[':id'].$get(byId(id)))),
  remap: ({ id, mapping }: { id: string; mapping: Mapping }) =>
    answer(parseResponse(server.batches[':id'].mapping.$put({ ...byId(id), json: mapping }))),
  commit: ({ id, ...json }: { id: string } & CommitRequest) =>
    answer(parseResponse(server.batches[':id'].commit.$post({ ...byId(id), json }))),
  cancelBatch: (id: string) => answer(parseResponse(server.batches[':id'].cancel.$post(byId(id)))),
  undo: (id: string) => answer(parseResponse(server.batches[':id'].undo.$post(byId(id)))),

  valuation: () => answer(parseResponse(server.valuation.$get())),
  job: (id: string) => answer(parseResponse(server.jobs[':id'].$get(byId(id)))),
  cancelJob: (id: string) => answer(parseResponse(server.jobs[':id'].cancel.$post(byId(id)))),

  settings: () => answer(parseResponse(server.settings.$get())),
  moves: (json: SettingsChange) => answer(parseResponse(server.settings.moves.$post({ json }))),
  saveSettings: (json: SettingsChange) => answer(parseResponse(server.settings.$put({ json }))),

  currency: () => answer(parseResponse(server.currency.$get())),
  previewCurrency: (currency: string) => answer(parseResponse(server.currency.preview.$post({ json: { currency } }))),
  nameCurrency: (currency: string) => answer(parseResponse(server.currency.$put({ json: { currency } }))),
  giveRates: (json: RatesRequest) => answer(parseResponse(server.rates.$post({ json }))),

  profit: (query: ProfitQuery) => answer(parseResponse(server.profit.$get({ query: stated(query) }))),
  profitWhale: (months: Months) => answer(parseResponse(server.profit.whale.$get({ query: stated(months) }))),
  customerProfit: ({ id, ...months }: { id: string } & Months) =>
    answer(parseResponse(server.profit.customers[':id'].$get({ ...byId(id), query: stated(months) }))),
  openedLine: ({ id, line, ...query }: OpenedLineOf & { offset: number; limit: number }) =>
    answer(parseResponse(server.profit.customers[':id'].lines[':line'].$get({ param: { ...byId(id).param, line }, query: stated(query) }))),
  costs: (months: Months) => answer(parseResponse(server.costs.$get({ query: stated(months) }))),
  costModels: () => answer(parseResponse(server.costs.model.$get())),
  previewCostModels: (json: CostModel[]) => answer(parseResponse(server.costs.model.preview.$post({ json }))),
  saveCostModels: (models: CostModel[] | null) => answer(parseResponse(server.costs.model.$put({ json: { models } }))),

  lifetime: (query: Partial<Assumptions> = {}) => answer(parseResponse(server.lifetime.$get({ query: stated(query) }))),
  backTest: () => answer(parseResponse(server.lifetime.backtest.$get())),

  overview: () => answer(parseResponse(server.overview.$get())),
  strategic: () => answer(parseResponse(server['strategic-value'].$get())),
  customers: (query: CustomersQuery) => answer(parseResponse(server.customers.$get({ query: stated(query) }))),
  customer: (id: string) => answer(parseResponse(server.customers[':id'].$get(byId(id)))),
  potential: (id: string) => answer(parseResponse(server.customers[':id'].potential.$get(byId(id)))),
  sayPotential: ({ id, ...json }: { id: string } & SayPotentialRequest) =>
    answer(parseResponse(server.customers[':id'].potential.$put({ ...byId(id), json }))),
  receivables: ({ id, limit }: { id: string; limit: number }) =>
    answer(parseResponse(server.customers[':id'].receivables.$get({ ...byId(id), query: { limit: String(limit) } }))),
  documents: ({ id, ...query }: { id: string; offset: number; limit: number; month?: string | undefined }) =>
    answer(parseResponse(server.customers[':id'].documents.$get({ ...byId(id), query: stated(query) }))),
  documentLines: (id: string) => answer(parseResponse(server.documents[':id'].lines.$get(byId(id)))),
};

export class ServerProblem extends Error {
  readonly problem: Problem;
  /** 0 without an answer of the server. */
  readonly status: number;
  constructor(problem: Problem, status: number) {
    super(problem.code);
    this.problem = problem;
    this.status = status;
  }
}

async function answer<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof DetailedError)) throw new ServerProblem({ code: 'unreachable', detail: {} }, 0);
    const status = error.statusCode ?? 500;
    const said = (error.detail as { data?: Partial<Problem> } | undefined)?.data;
    // Not ours: a proxy's page, or nothing at all.
    if (typeof said?.code !== 'string') throw new ServerProblem({ code: 'unexpected', detail: { status: String(status) } }, status);
    throw new ServerProblem({ code: said.code, detail: said.detail ?? {} }, status);
  }
}

/** A query holds the values as text. */
function stated<Query extends Record<string, unknown>>(query: Query): { [Name in keyof Query]: Exclude<Query[Name], undefined | number> } {
  return Object.fromEntries(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  ) as never;
}
