/**
 * The model of costs: the pools, the minutes of each kind of work, the cost of credit. Data, dated and versioned: the model of
 * a month is the latest that begins in that month or earlier. Its meaning: docs/methods/profit.md; here are its shape and its check.
 */
import type { Attribute, EquationProblem, Term } from './equation.ts';

/**
 * time: by minutes, at the rate cost / practical capacity; the unused part is assigned to no customer. driver: the whole cost in
 * proportion to the equations of its activities, whatever they count. none: follows no customer, stays not allocated.
 */
export const spreads = ['time', 'driver', 'none'] as const;
export type Spread = (typeof spreads)[number];

export interface CostPool {
  /** As the cost facts name it. */
  name: string;
  spread: Spread;
  /** Practical capacity of a month, where the facts have no paid minutes; null where it is unknown. */
  capacityMinutes: number | null;
  /** Its whole cost is spent to win customers: advertising, hunters. False by default. */
  winning?: boolean | undefined;
}

export interface CostActivity {
  name: string;
  pool: string;
  /** The kind of event (eventKinds, or a word of the event facts). */
  event: string;
  /** Minutes of one event. */
  equation: string;
}

export interface CostModel {
  /** First month that it holds for, yyyy-mm; '' from the beginning. */
  from: string;
  pools: CostPool[];
  activities: CostActivity[];
  /** Share of the paid minutes that can be worked: breaks, meetings and training take the rest. */
  practicalPermille: number;
  /** Yearly interest on receivables; 0: not calculated. */
  creditPermille: number;
}

/**
 * Events that come from documents; all other kinds come with the event facts. Noted work on such a document is `shipment_work`,
 * `return_work` or `payment_work` (metrics/staging/stg_service_event.sql).
 */
export const documentEvents = ['shipment', 'return', 'payment'] as const;

const numbers = (...names: string[]): Attribute[] => names.map((name) => ({ name, kind: 'number' }));

/** A customer's attributes in the records, from files or people; '' where unknown. */
export const textsOfCustomer = ['region', 'industry', 'group'] as const;
export type TextOfCustomer = (typeof textsOfCustomer)[number];

/** `new`: within three months of the customer's first shipment. */
const ofCustomer: Attribute[] = [{ name: 'new', kind: 'flag' }, ...textsOfCustomer.map((name): Attribute => ({ name, kind: 'text' }))];

/** The attributes of an event and its customer that an equation may use. */
export function attributesOf(event: string): readonly Attribute[] {
  switch (event) {
    case 'shipment':
    case 'return':
      return [...numbers('lines', 'units', 'amount'), ...ofCustomer];
    case 'payment':
      return [...numbers('amount'), ...ofCustomer];
    default:
      return [...numbers('count', 'minutes'), ...ofCustomer];
  }
}

export interface ReadActivity extends CostActivity {
  term: Term;
}

export type ModelProblem =
  | (EquationProblem & { activity: string })
  | {
      code: 'pool_twice' | 'pool_unnamed' | 'pool_without_activity' | 'capacity_negative';
      detail: Record<string, string>;
      activity?: undefined;
    }
  | { code: 'activity_unnamed' | 'activity_of_no_pool' | 'activity_twice'; detail: Record<string, string>; activity: string }
  | { code: 'practical_share' | 'credit_rate' | 'first_month'; detail: Record<string, string>; activity?: undefined };

/** All errors of a model except those of its equations: their parser checks them (checkEquation). */
export function checkModel(model: CostModel): ModelProblem[] {
  const problems: ModelProblem[] = [];
  if (model.from !== '' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(model.from))
    problems.push({ code: 'first_month', detail: { from: model.from } });
  if (!Number.isInteger(model.practicalPermille) || model.practicalPermille <= 0 || model.practicalPermille > 1000)
    problems.push({ code: 'practical_share', detail: { permille: String(model.practicalPermille) } });
  if (!Number.isInteger(model.creditPermille) || model.creditPermille < 0 || model.creditPermille > 10_000)
    problems.push({ code: 'credit_rate', detail: { permille: String(model.creditPermille) } });
  const pools = new Set<string>();
  for (const pool of model.pools) {
    if (pool.name.trim() === '') problems.push({ code: 'pool_unnamed', detail: {} });
    if (pools.has(pool.name)) problems.push({ code: 'pool_twice', detail: { pool: pool.name } });
    pools.add(pool.name);
    if (pool.capacityMinutes !== null && !(pool.capacityMinutes >= 0))
      problems.push({ code: 'capacity_negative', detail: { pool: pool.name } });
    if (pool.spread === 'driver' && !model.activities.some((activity) => activity.pool === pool.name))
      problems.push({ code: 'pool_without_activity', detail: { pool: pool.name } });
  }
  const names = new Set<string>();
  for (const { name, pool } of model.activities) {
    if (name.trim() === '') problems.push({ code: 'activity_unnamed', detail: { pool }, activity: name });
    if (names.has(name)) problems.push({ code: 'activity_twice', detail: { activity: name }, activity: name });
    names.add(name);
    if (!pools.has(pool)) problems.push({ code: 'activity_of_no_pool', detail: { activity: name, pool }, activity: name });
  }
  return problems;
}
