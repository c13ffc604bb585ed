/** Step 3: core decides what every customer is, and one immutable run is published: readers see all of it or the last one. */
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import { defaultAsOf } from '../../core/differentiate/as-of.ts';
import { isNotValued, unknownUnlessValued } from '../../core/differentiate/not-valued.ts';
import type { ValuationSettings } from '../../core/differentiate/settings.ts';
import type { Recognition } from '../../imports/recognition.ts';
import type { MeasuredCustomers } from '../../metrics/valuation-input.ts';
import { recognitionsThatCount } from '../../records/imports/reader.ts';
import { journalPosition } from '../../records/journal/reader.ts';
import { knownOfCustomers } from '../../records/potentials/reader.ts';
import { publishRun, type ScorecardToPublish, type UnvaluedInWindow } from '../../records/runs/writer.ts';
import type { Classes, Forecast } from '../decide/calls.ts';
import { type Decider, openDecider } from '../decide/decider.ts';
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
  const { version, settings } = await context.records.as('system', settingsNow);
  using company = await measureCompany(context, { asOf, settings }, run.signal);
  const { decider, measured } = company;
  const classes = await company.classes();
  const { forecast, saidUntil } = await rateAll(context, company);
  const unvalued = await unvaluedOf(context, company);
  mkdirSync(join(dataDir, 'runs'), { recursive: true });
  const unfinished = (part: string): string => join(dataDir, 'runs', `.${part}-${process.pid}.parquet`);
  await context.metrics.writeHistory({
    file: unfinished('history'),
    valuation: classes,
    measures: measured.measures,
    customerIds: measured.customerIds,
  });
  run.signal.throwIfAborted();
  await context.metrics.writeReasons({
    file: unfinished('reasons'),
    customerIds: measured.customerIds,
    reasons: decider.pages('reasons'),
  });
  run.signal.throwIfAborted();
  run.report({ step: 'publishing', done: 0, total: classes.customersCount, perSecond: null });
  const position = await context.records.as('system', journalPosition);
  const runId = await publishRun(context.records, {
    asOf,
    // The month that windows end with; before the first complete month there is none, and the as-of date stands for it.
    referenceMonth: classes.referencePeriod?.last ?? asOf,
    rulesVersion: version,
    journalPosition: position,
    programVersion: context.version,
    actor: what.actor,
    customers: classes.customersCount,
    files: (id) => {
      const inPlace = (part: string): string => {
        const name = `runs/${id}-${part}.parquet`;
        renameSync(unfinished(part), join(dataDir, name));
        return name;
      };
      return { history: inPlace('history'), reasons: inPlace('reasons') };
    },
    lifetime: forecast.report,
    potentialSaidUntil: saidUntil,
    scorecards: scorecardsOf(company, unvalued),
    contracts: forecast.contracts.map((contract) => ({ customerId: String(measured.customerIds[contract.customer]), contract })),
    signal: run.signal,
  });
  return { runId, asOf, customers: classes.customersCount };
}

/** What is measured of a company, and the thread that decides on it. */
export interface Company extends Disposable {
  asOf: string;
  settings: ValuationSettings;
  measured: MeasuredCustomers;
  decider: Decider;
  /** Decided once, by the settings. */
  classes(): Promise<Classes>;
}

async function measureCompany(context: Context, by: { asOf: string; settings: ValuationSettings }, signal: AbortSignal): Promise<Company> {
  const measured = await context.metrics.measures({ asOf: by.asOf, window: by.settings.window });
  return companyOf({ ...by, measured }, signal);
}

/** By the company's settings as they are, of what is measured now: next to a rebuild that goes on, and publishing nothing. */
export async function companyAt(context: Context, asOf: string): Promise<Company> {
  const { settings } = await context.records.as('system', settingsNow);
  const measured = await context.metrics.measuresSeen({ asOf, window: settings.window });
  return companyOf({ asOf, settings, measured }, new AbortController().signal);
}

async function companyOf(of: Pick<Company, 'asOf' | 'settings' | 'measured'>, signal: AbortSignal): Promise<Company> {
  const decider = await openDecider(of.measured.measures, signal);
  let classes: Promise<Classes> | null = null;
  return {
    ...of,
    decider,
    classes: () => (classes ??= decider.ask('classes', of.settings)),
    [Symbol.dispose]: () => decider[Symbol.dispose](),
  };
}

/** Has every customer's forecast made, and what it could be worth by what the records state of it now. */
export async function rateAll(
  context: Context,
  { decider, measured, settings: { lifetime, strategic } }: Company,
): Promise<{ forecast: Forecast; saidUntil: string | null }> {
  const { saidUntil, ...known } = await context.records.as('system', (tx) => knownOfCustomers(tx, measured.customerIds));
  const forecast = await decider.ask('forecast', lifetime);
  await decider.ask('potential', { lifetime, known, strategic });
  return { forecast, saidUntil };
}

/** What the tier window has in currencies without a rate, by customer: of payments where they are the criterion, else of sales. */
export async function unvaluedOf(
  context: Context,
  { measured: { measures }, settings }: Pick<Company, 'measured' | 'settings'>,
): Promise<Map<string, UnvaluedInWindow[]>> {
  const window = measures.periods.slice(-settings.tiers.windowMonths);
  if (window.length === 0) return new Map();
  return context.metrics.unvaluedBetween({
    fact: settings.tiers.criterion.startsWith('payments') ? 'payment' : 'sale_line',
    first: window[0]!.first,
    last: window.at(-1)!.last,
  });
}

/** Of everybody, in pages; needs the forecast and the potential to be decided. */
export async function* scorecardsOf(
  { decider, measured }: Company,
  unvalued: Map<string, UnvaluedInWindow[]>,
): AsyncGenerator<ScorecardToPublish[]> {
  let from = 0;
  for await (const page of decider.pages('scorecards')) {
    yield page.map((scorecard, at) => {
      const customerId = String(measured.customerIds[from + at]);
      const without = unvalued.get(customerId) ?? null;
      const known = !isNotValued({ tier: scorecard.tier, unvalued: without });
      return { customerId, unvalued: without, scorecard: known ? scorecard : { ...scorecard, ...unknownUnlessValued } };
    });
    from += page.length;
  }
}

/** Where sales and payments end: what nothing else says. Null where there are none. Costs and events come when they come. */
async function asOfDate(context: Context): Promise<string | null> {
  const facts = await context.metrics.factDates();
  if (facts === null) return null;
  const recognised = await context.records.as('system', (tx) => recognitionsThatCount(tx, ['sales', 'payments']));
  const stated = recognised.map((recognition) => (recognition as Recognition | null)?.period?.to).filter((date) => date !== undefined);
  return defaultAsOf({ lastFact: facts.last, statedUntil: stated });
}
