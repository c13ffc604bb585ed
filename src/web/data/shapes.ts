/** The API's shapes as the web reads them: inferred from the schemas, so that there is one description of each. */
import type { z } from '@hono/zod-openapi';
import type * as common from '../../server/schemas/common.ts';
import type * as costs from '../../server/schemas/costs.ts';
import type * as currencies from '../../server/schemas/currency.ts';
import type * as customers from '../../server/schemas/customers.ts';
import type * as imports from '../../server/schemas/imports.ts';
import type * as lifetimes from '../../server/schemas/lifetime.ts';
import type * as sessions from '../../server/schemas/session.ts';
import type * as opened from '../../server/schemas/opened-line.ts';
import type * as rules from '../../server/schemas/settings.ts';
import type * as strategic from '../../server/schemas/strategic.ts';

export type Activity = z.infer<typeof common.activity>;
export type Lifecycle = z.infer<typeof common.lifecycle>;
export type Tier = z.infer<typeof common.tier>;
export type StrategicTier = z.infer<typeof common.strategicTier>;
export type Problem = z.infer<typeof common.problem>;
export type Progress = z.infer<typeof common.progress>;
export type Totals = z.infer<typeof common.totals>;

export type Session = z.infer<typeof sessions.session>;
export type OwnerRequest = z.infer<typeof sessions.ownerRequest>;
export type SignInRequest = z.infer<typeof sessions.signInRequest>;
export type Job = z.infer<typeof sessions.job>;

export type Settings = z.infer<typeof rules.settings>;
export type ValuationSettings = z.infer<typeof rules.valuationSettings>;
export type SettingsChange = z.infer<typeof rules.settingsChange>;
/** Of the forecast of customers. */
export type Assumptions = ValuationSettings['lifetime'];
export type Moves = z.infer<typeof rules.moves>;

export type CompanyCurrency = z.infer<typeof currencies.companyCurrency>;
export type CurrencyChange = z.infer<typeof currencies.currencyChange>;
export type RatesRequest = z.infer<typeof currencies.ratesRequest>;

export type Profit = z.infer<typeof costs.profit>;
export type ProfitBy = z.infer<typeof costs.profitGroups>;
export type Statement = z.infer<typeof costs.statement>;
export type ProfitWhale = z.infer<typeof costs.profitWhale>;
export type CustomerProfit = z.infer<typeof costs.customerProfit>;
export type OpenedLine = z.infer<typeof opened.openedLine>;
/** A customer's line; of activities and direct costs those of one name. */
export type OpenedLineOf = Months & { id: string; line: OpenedLine['line']; name?: string | undefined; pool?: string | undefined };
export type Reconciliation = z.infer<typeof costs.reconciliation>;
export type CostModel = z.infer<typeof costs.costModel>;
export type CostModels = z.infer<typeof costs.costModelsNow>;
export type ModelProblem = z.infer<typeof costs.modelProblems>[number];
export type ModelPreview = z.infer<typeof costs.modelPreview>;
/** yyyy-mm, both included; by default up to the last complete month, and for a year. */
export type Months = { from?: string | undefined; to?: string | undefined };
export type ProfitQuery = Months & { by: ProfitBy; worst: 'true' | 'false'; offset: number; limit: number };

export type Lifetime = z.infer<typeof lifetimes.lifetime>;
export type BackTest = z.infer<typeof lifetimes.backTest>;
export type TrackedMonth = BackTest['tracking'][number];

export type Overview = z.infer<typeof customers.overview>;
export type Customer = z.infer<typeof customers.customerRow>;
export type CustomersPage = z.infer<typeof customers.customersPage>;
export type CustomersQuery = z.input<typeof customers.customersQuery>;
export type CustomersFilter = Omit<CustomersQuery, 'offset' | 'limit'>;
export type CustomerCard = z.infer<typeof customers.customerCard>;
export type Contract = CustomerCard['contracts'][number];
export type CustomerMonth = z.infer<typeof customers.customerMonth>;
export type DocumentRow = z.infer<typeof customers.documentRow>;
export type DocumentsPage = z.infer<typeof customers.documentsPage>;
export type DocumentLines = z.infer<typeof customers.documentLines>;

export type StrategicOverview = z.infer<typeof strategic.strategicOverview>;
export type PotentialSaid = z.infer<typeof strategic.potential>;
export type SayPotentialRequest = z.infer<typeof strategic.sayPotential>;

export type Batch = z.infer<typeof imports.batch>;
export type BatchDetail = z.infer<typeof imports.batchDetail>;
export type Preview = z.infer<typeof imports.preview>;
export type FirstRow = z.infer<typeof imports.firstRow>;
export type PrintedCell = z.infer<typeof imports.printedCell>;
/** The assumptions of reading a file. */
export type Assumed = z.infer<typeof imports.assumption>;
export type Outcome = z.infer<typeof imports.outcome>;
export type Recognition = NonNullable<BatchDetail['recognition']>;
export type RecognisedColumn = z.infer<typeof imports.recognisedColumn>;
export type Mapping = z.infer<typeof imports.mapping>;
export type ColumnMeaning = z.infer<typeof imports.columnMeaning>;
/** A person's choices about a file before it is read. */
export interface SaidOfFile {
  source?: string | undefined;
  kind?: NonNullable<Batch['kind']> | undefined;
}
export type CommitRequest = z.input<typeof imports.commitRequest>;
