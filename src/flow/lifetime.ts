/** What customers will be worth: what is published, or over another horizon without publishing it; and how well it would have foretold last year. */
import type { Context } from '../context/context.ts';
import { type LifetimeReport, type LifetimeScorecard, valueLifetimes } from '../core/differentiate/lifetime-value/value-lifetimes.ts';
import { codesOfCustomers } from '../records/customers/reader.ts';
import { companyCurrency } from '../records/settings/company-currency.ts';
import { currentRun, type RunRow } from '../records/runs/reader.ts';
import { lifetimeScorecards } from '../records/runs/lifetime.ts';
import { valueAt } from './3-value-customers.ts';

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
  currency: string | null;
  /** By value, the highest first. */
  customers: CustomerLifetime[];
}

/** Undefined where nothing is published yet. */
export async function lifetimeOf(context: Context, horizonMonths: number | undefined): Promise<CompanyLifetime | undefined> {
  const { known, run, currency } = await context.records.as('system', async (tx) => ({ known: await codesOfCustomers(tx), run: await currentRun(tx), currency: await companyCurrency(tx) }));
  if (run === undefined) return undefined;
  const published = publishedReport(run, horizonMonths);
  const { report, rows } = published === undefined ? await anew(context, { asOf: run.as_of, horizonMonths }) : { report: published, rows: await context.records.as('system', lifetimeScorecards) };
  const inOrder = rows.toSorted((a, b) => b.lifetime_value_minor - a.lifetime_value_minor || (a.customerId < b.customerId ? -1 : 1));
  const customers = inOrder.flatMap((row): CustomerLifetime[] => {
    const customer = known.get(row.customerId);
    if (customer === undefined) return [];
    return [{
      id: row.customerId, codes: customer.codes, name: customer.name, aliveProbability: row.alive_probability, lifetimeValueMinor: String(row.lifetime_value_minor),
      lifetimeValueLowMinor: textOf(row.lifetime_value_low_minor), lifetimeValueHighMinor: textOf(row.lifetime_value_high_minor), nextShipmentOn: row.next_shipment_on,
    }];
  });
  return { asOf: run.as_of, currency, ...report, customers };
}

export interface LifetimeOfRun {
  asOf: string;
  currency: string | null;
  report: LifetimeReport;
}

/** How customers were valued, and what they are expected to bring together, as published; undefined where it is not, or for another horizon. */
export async function publishedLifetime(context: Context, horizonMonths?: number): Promise<LifetimeOfRun | undefined> {
  const { run, currency } = await context.records.as('system', async (tx) => ({ run: await currentRun(tx), currency: await companyCurrency(tx) }));
  const report = run === undefined ? undefined : publishedReport(run, horizonMonths);
  return run === undefined || report === undefined ? undefined : { asOf: run.as_of, currency, report };
}

/** The same, reckoned where it is not published. Undefined where nobody is valued yet. */
export async function lifetimeOfRun(context: Context, horizonMonths?: number): Promise<LifetimeOfRun | undefined> {
  const { run, currency } = await context.records.as('system', async (tx) => ({ run: await currentRun(tx), currency: await companyCurrency(tx) }));
  if (run === undefined) return undefined;
  return { asOf: run.as_of, currency, report: publishedReport(run, horizonMonths) ?? (await anew(context, { asOf: run.as_of, horizonMonths })).report };
}

/** Undefined where it was made for another horizon, or by a version of the program that did not follow the months yet. */
function publishedReport(run: RunRow, horizonMonths: number | undefined): LifetimeReport | undefined {
  const published = run.summary['lifetime'] as LifetimeReport | undefined;
  if (published === undefined || (horizonMonths ?? published.horizonMonths) !== published.horizonMonths) return undefined;
  return published.backTest === null || 'tracking' in published.backTest ? published : undefined;
}

async function anew(context: Context, { asOf, horizonMonths }: { asOf: string; horizonMonths: number | undefined }): Promise<{ report: LifetimeReport; rows: (LifetimeScorecard & { customerId: string })[] }> {
  const { settings, measured } = await valueAt(context, asOf);
  const lifetimes = valueLifetimes({ measures: measured.measures, settings: { ...settings.lifetime, ...(horizonMonths === undefined ? {} : { horizonMonths }) } });
  return { report: lifetimes.report, rows: Array.from(measured.customerIds, (id, i) => ({ customerId: String(id), ...lifetimes.scorecard(i) })) };
}

function textOf(minor: number | null): string | null {
  return minor === null ? null : String(minor);
}
