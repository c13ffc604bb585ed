/** Step 3: core decides what every customer is, and one immutable run is published: readers see all of it or the last one. */
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import { defaultAsOf } from '../../core/differentiate/as-of.ts';
import { isNotValued, unknownUnlessValued } from '../../core/differentiate/not-valued.ts';
import { type Lifetimes, valueLifetimes } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import type { PublishedReason } from '../../core/differentiate/scorecard.ts';
import type { ValuationSettings } from '../../core/differentiate/settings.ts';
import { type Strategies, valueStrategically } from '../../core/differentiate/strategic-value/value-strategically.ts';
import { type Valuation, valueCustomers } from '../../core/differentiate/value-customers.ts';
import type { Recognition } from '../../imports/recognition.ts';
import type { MeasuredCustomers } from '../../metrics/valuation-input.ts';
import { journalPosition } from '../../records/batches/reader.ts';
import { knownOfCustomers } from '../../records/potentials/reader.ts';
import { publishRun, type UnvaluedInWindow } from '../../records/runs/writer.ts';
import type { Run } from '../run.ts';
import { settingsNow } from '../rules/class-rules.ts';

export interface Published {
  /** Null where there is nothing to value yet. */
  runId: string | null;
  asOf: string | null;
  customers: number;
}

export async function valueAndPublish(context: Context, what: { actor: string; asOf?: string | undefined }, run: Run): Promise<Published> {
  const { dataDir } = context.config;
  const asOf = what.asOf ?? (await asOfDate(context));
  if (asOf === null) {
    // Everything was undone: there is nothing to publish any more.
    await context.records.as('system', async (tx) => {
      await tx.deleteFrom('current_run').execute();
      await tx.deleteFrom('scorecard').execute();
      await tx.deleteFrom('contract').execute();
    });
    return { runId: null, asOf: null, customers: 0 };
  }
  run.report({ step: 'valuing', done: 0, total: null, perSecond: null });
  const valued = await valueAt(context, asOf);
  const { version, valuation, measured } = valued;
  run.signal.throwIfAborted();
  const { lifetimes, strategies, saidUntil } = await worthOf(context, valued);
  const unvalued = await unvaluedOf(context, valued);
  run.signal.throwIfAborted();
  mkdirSync(join(dataDir, 'runs'), { recursive: true });
  const unfinished = (part: string): string => join(dataDir, 'runs', `.${part}-${process.pid}.parquet`);
  await context.metrics.writeHistory({
    file: unfinished('history'),
    valuation,
    measures: measured.measures,
    customerIds: measured.customerIds,
  });
  run.signal.throwIfAborted();
  const reason = (customer: number): PublishedReason => ({
    ...valuation.reason(customer),
    lifetime: lifetimes.reason(customer),
    strategic: strategies.reason(customer),
  });
  await context.metrics.writeReasons({ file: unfinished('reasons'), customerIds: measured.customerIds, reason });
  run.signal.throwIfAborted();
  run.report({ step: 'publishing', done: 0, total: valuation.customersCount, perSecond: null });
  const position = await context.records.as('system', journalPosition);
  const runId = await publishRun(context.records, {
    asOf,
    // The month that windows end with; before the first complete month there is none, and the as-of date stands for it.
    referenceMonth: valuation.referencePeriod?.last ?? asOf,
    rulesVersion: version,
    journalPosition: position,
    programVersion: context.version,
    actor: what.actor,
    customers: valuation.customersCount,
    files: (id) => {
      const inPlace = (part: string): string => {
        const name = `runs/${id}-${part}.parquet`;
        renameSync(unfinished(part), join(dataDir, name));
        return name;
      };
      return { history: inPlace('history'), reasons: inPlace('reasons') };
    },
    lifetime: lifetimes.report,
    potentialSaidUntil: saidUntil,
    scorecards: scorecardsOf({ valuation, lifetimes, strategies, measured, unvalued }),
    contracts: lifetimes.contracts.map((contract) => ({ customerId: String(measured.customerIds[contract.customer]), contract })),
    signal: run.signal,
  });
  return { runId, asOf, customers: valuation.customersCount };
}

/** The valuation at a date, of the facts as they are, by the company's settings; publishes nothing. */
export async function valueAt(context: Context, asOf: string): Promise<Valued & { version: string; settings: ValuationSettings }> {
  const { version, settings } = await context.records.as('system', settingsNow);
  return { version, settings, ...(await valueWith(context, { asOf, settings })) };
}

export interface Valued {
  valuation: Valuation;
  measured: MeasuredCustomers;
  /** Null where nobody needed them for the classes: worthOf reckons them. */
  lifetimes: Lifetimes | null;
}

export async function valueWith(context: Context, by: { asOf: string; settings: ValuationSettings }): Promise<Valued> {
  const measured = await context.metrics.measures({ asOf: by.asOf, window: by.settings.window });
  const { measures } = measured;
  const lifetimes = by.settings.tiers.criterion === 'lifetime_value' ? valueLifetimes({ measures, settings: by.settings.lifetime }) : null;
  const valuation = valueCustomers({
    measures,
    settings: by.settings,
    inDevelopment: new Set(),
    ...(lifetimes === null ? {} : { lifetimeValueAt: (period: number) => lifetimes.valueAt(period) }),
  });
  return { valuation, measured, lifetimes };
}

export interface CustomersWorth {
  lifetimes: Lifetimes;
  strategies: Strategies;
  /** How much of what people say of potentials went into it. */
  saidUntil: string | null;
}

/** What customers are expected to be worth, and what they could be worth by what the records know of them now. */
export async function worthOf(
  context: Context,
  { settings, measured, ...valued }: Valued & { settings: ValuationSettings },
): Promise<CustomersWorth> {
  const { saidUntil, ...known } = await context.records.as('system', (tx) => knownOfCustomers(tx, measured.customerIds));
  const lifetimes = valued.lifetimes ?? valueLifetimes({ measures: measured.measures, settings: settings.lifetime });
  return {
    lifetimes,
    strategies: valueStrategically({ measures: measured.measures, lifetimes, known, settings: settings.strategic }),
    saidUntil,
  };
}

/** What the tier window has in currencies without a rate, by customer: of payments where they are the criterion, else of sales. */
export async function unvaluedOf(
  context: Context,
  { measured: { measures }, settings }: { measured: MeasuredCustomers; settings: ValuationSettings },
): Promise<Map<string, UnvaluedInWindow[]>> {
  const window = measures.periods.slice(-settings.tiers.windowMonths);
  if (window.length === 0) return new Map();
  return context.metrics.unvaluedBetween({
    fact: settings.tiers.criterion.startsWith('payments') ? 'payment' : 'sale_line',
    first: window[0]!.first,
    last: window.at(-1)!.last,
  });
}

function* scorecardsOf({
  valuation,
  lifetimes,
  strategies,
  measured,
  unvalued,
}: Pick<CustomersWorth, 'lifetimes' | 'strategies'> & {
  valuation: Valuation;
  measured: MeasuredCustomers;
  unvalued: Map<string, UnvaluedInWindow[]>;
}) {
  for (let i = 0; i < valuation.customersCount; i++) {
    const customerId = String(measured.customerIds[i]);
    const without = unvalued.get(customerId) ?? null;
    const scorecard = { ...valuation.scorecard(i), ...lifetimes.scorecard(i), ...strategies.scorecard(i) };
    yield {
      customerId,
      unvalued: without,
      scorecard: isNotValued({ tier: scorecard.tier, unvalued: without }) ? { ...scorecard, ...unknownUnlessValued } : scorecard,
    };
  }
}

/** Where sales and payments end: what nothing else says. Null where there are none. Costs and events come when they come. */
async function asOfDate(context: Context): Promise<string | null> {
  const facts = await context.metrics.factDates();
  if (facts === null) return null;
  const rows = await context.records.as('system', (tx) =>
    tx.selectFrom('batch').select('recognition').where('state', '=', 'committed').where('kind', 'in', ['sales', 'payments']).execute(),
  );
  const stated = rows.map((row) => (row.recognition as Recognition | null)?.period?.to).filter((date) => date !== undefined);
  return defaultAsOf({ lastFact: facts.last, statedUntil: stated });
}
