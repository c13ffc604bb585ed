/** Everybody valued at a date, of the facts as they are, by settings: in the thread that decides. Publishes nothing. */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import type { ValuationSettings } from '../../core/differentiate/settings.ts';
import type { MeasuredCustomers } from '../../metrics/valuation-input.ts';
import { knownOfCustomers } from '../../records/potentials/reader.ts';
import type { UnvaluedInWindow } from '../../records/runs/writer.ts';
import type { Classes } from '../decide/calls.ts';
import { type Decider, openDecider } from '../decide/decider.ts';
import { settingsNow } from '../rules/class-rules.ts';

/** What is measured of a company, and the thread that decides on it. */
export interface Company extends Disposable {
  asOf: string;
  settings: ValuationSettings;
  measured: MeasuredCustomers;
  decider: Decider;
  /** Decided once, by the settings. */
  classes(): Promise<Classes>;
}

/** `costs`: false while they are behind the facts; nothing is known of them then. */
export async function measureCompany(
  context: Context,
  { asOf, settings, costs }: { asOf: string; settings: ValuationSettings; costs: boolean },
  signal: AbortSignal,
): Promise<Company> {
  const measured = await context.metrics.ofCompany(asProgram('valuation')).measures({ asOf, window: settings.window, costs });
  return companyOf({ asOf, settings, measured }, signal);
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

/** By the company's settings as they are, of what is measured now: next to a rebuild that goes on, and publishing nothing. */
export async function companyAt(context: Context, asOf: string): Promise<Company> {
  const { settings } = await context.records.read(asProgram('valuation'), settingsNow);
  const measured = await context.metrics.ofCompany(asProgram('valuation')).measuresSeen({ asOf, window: settings.window });
  return companyOf({ asOf, settings, measured }, new AbortController().signal);
}

/** Has everybody's forecast made, and what they could be worth by what the records know of them now. */
export async function rateAll(context: Context, { decider, measured, settings }: Company): Promise<void> {
  const { saidUntil: _, ...known } = await context.records.read(asProgram('valuation'), (tx) => knownOfCustomers(tx, measured.customerIds));
  const forecast = await decider.ask('forecast', settings.lifetime);
  await decider.ask('potential', { forecast, known, settings: settings.strategic });
}

/** What the tier window has in currencies without a rate, by customer: of payments where they are the criterion, else of sales. */
export async function unvaluedOf(
  context: Context,
  { measured: { measures }, settings }: Pick<Company, 'measured' | 'settings'>,
): Promise<Map<string, UnvaluedInWindow[]>> {
  const window = measures.periods.slice(-settings.tiers.windowMonths);
  if (window.length === 0) return new Map();
  return context.metrics.ofCompany(asProgram('valuation')).unvaluedBetween({
    fact: settings.tiers.criterion.startsWith('payments') ? 'payment' : 'sale_line',
    first: window[0]!.first,
    last: window.at(-1)!.last,
  });
}
