/** What customers will be worth: what is published, or by other assumptions without publishing it; and how well it would have foretold last year. */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import type { LifetimeReport, LifetimeScorecard } from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import type { LifetimeSettings } from '../../core/differentiate/settings.ts';
import { codesOfCustomers } from '../../records/customers/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { currentRun, type RunRow } from '../../records/runs/reader.ts';
import { lifetimeScorecards } from '../../records/runs/lifetime.ts';
import { companyAt } from '../../flow/3-value-customers/value-customers.ts';

/** What somebody wants to see assumed in the place of the settings; it is reckoned and not published. */
export type Assumed = { [Name in keyof LifetimeSettings]?: LifetimeSettings[Name] | undefined };
const names = ['horizonMonths', 'discountPermille', 'retentionPermille'] as const;

export interface CustomerLifetime {
  id: string;
  codes: string[];
  name: string;
  /** Null where the data is too thin for a model. */
  aliveProbability: number | null;
  /** Residual value over the horizon, discounted. */
  lifetimeValueMinor: string;
  lifetimeValueLowMinor: string | null;
  lifetimeValueHighMinor: string | null;
  nextShipmentOn: string | null;
}

export interface CompanyLifetime extends LifetimeReport {
  asOf: string;
  currency: string;
  /** By value, the highest first. */
  customers: CustomerLifetime[];
}

/** Undefined where nothing is published yet. */
export async function lifetimeOf(context: Context, sight: Sight, assumed: Assumed = {}): Promise<CompanyLifetime | undefined> {
  const { known, run, currency } = await context.records.read(sight, async (tx) => ({
    known: await codesOfCustomers(tx),
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  if (run === undefined) return undefined;
  const published = publishedReport(run, assumed);
  const { report, rows } =
    published === undefined
      ? await anew(context, run.as_of, assumed)
      : { report: published, rows: await context.records.read(sight, lifetimeScorecards) };
  const inOrder = rows.toSorted((a, b) => b.lifetime_value_minor - a.lifetime_value_minor || (a.customerId < b.customerId ? -1 : 1));
  const customers = inOrder.flatMap((row): CustomerLifetime[] => {
    const customer = known.get(row.customerId);
    if (customer === undefined) return [];
    return [
      {
        id: row.customerId,
        codes: customer.codes,
        name: customer.name,
        aliveProbability: row.alive_probability,
        lifetimeValueMinor: String(row.lifetime_value_minor),
        lifetimeValueLowMinor: textOf(row.lifetime_value_low_minor),
        lifetimeValueHighMinor: textOf(row.lifetime_value_high_minor),
        nextShipmentOn: row.next_shipment_on,
      },
    ];
  });
  return { asOf: run.as_of, currency, ...report, customers };
}

export interface LifetimeOfRun {
  asOf: string;
  currency: string;
  report: LifetimeReport;
}

/** How customers were valued, and what they are expected to bring together, as published; undefined where it is not, or by other assumptions. */
export async function publishedLifetime(context: Context, sight: Sight, assumed: Assumed = {}): Promise<LifetimeOfRun | undefined> {
  const { run, currency } = await context.records.read(sight, async (tx) => ({
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  const report = run === undefined ? undefined : publishedReport(run, assumed);
  return run === undefined || report === undefined ? undefined : { asOf: run.as_of, currency, report };
}

/** The same, reckoned where it is not published. Undefined where nobody is valued yet. */
export async function lifetimeOfRun(context: Context, sight: Sight, assumed: Assumed = {}): Promise<LifetimeOfRun | undefined> {
  const { run, currency } = await context.records.read(sight, async (tx) => ({
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  if (run === undefined) return undefined;
  return { asOf: run.as_of, currency, report: publishedReport(run, assumed) ?? (await anew(context, run.as_of, assumed)).report };
}

/** Undefined where it was made by other assumptions, or by a version of the program that did not follow the months, or the money, yet. */
function publishedReport(run: RunRow, assumed: Assumed): LifetimeReport | undefined {
  const published = run.summary['lifetime'] as LifetimeReport | undefined;
  if (published === undefined || names.some((name) => (assumed[name] ?? published[name]) !== published[name])) return undefined;
  const { backTest } = published;
  return backTest === null || ('tracking' in backTest && 'unexplained' in backTest) ? published : undefined;
}

async function anew(
  context: Context,
  asOf: string,
  assumed: Assumed,
): Promise<{ report: LifetimeReport; rows: (LifetimeScorecard & { customerId: string })[] }> {
  using company = await companyAt(context, asOf);
  const { report } = await company.decider.ask('forecast', assumedOr(company.settings.lifetime, assumed));
  const rows: (LifetimeScorecard & { customerId: string })[] = [];
  for await (const page of company.decider.pages('forecastScorecards'))
    for (const scorecard of page) rows.push({ customerId: String(company.measured.customerIds[rows.length]), ...scorecard });
  return { report, rows };
}

function assumedOr(settings: LifetimeSettings, assumed: Assumed): LifetimeSettings {
  return { ...settings, ...Object.fromEntries(names.flatMap((name) => (assumed[name] === undefined ? [] : [[name, assumed[name]]]))) };
}

function textOf(minor: number | null): string | null {
  return minor === null ? null : String(minor);
}
