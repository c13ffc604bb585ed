/** Who would be in another class under other rules, before they are saved. Writes nothing. */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import type { Tier } from '../../core/differentiate/classes/tiers.ts';
import type { WhoWouldMove } from '../../core/differentiate/classes/who-would-move.ts';
import { namesOfCustomers } from '../../records/customers/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { openDecider } from '../decide/decider.ts';
import { type SettingsChange, settingsAfter, settingsNow } from '../rules/class-rules.ts';

export interface MovesShown extends Omit<WhoWouldMove, 'customers'> {
  asOf: string;
  currency: string;
  customers: { id: string; name: string; from: Tier; to: Tier; revenueYearMinor: number }[];
}

/** So many of those who would be in another tier are named. */
const namedMovers = 12;

/** Null where nothing is valued yet. The same core decides as when it is saved; nothing is written. */
export async function previewSettings(context: Context, asked: SettingsChange): Promise<MovesShown | null> {
  const { now, run, currency } = await context.records.read(asProgram('rules'), async (tx) => ({
    now: await settingsNow(tx),
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  const { settings } = settingsAfter(now.chosen, asked);
  if (run === undefined) return null;
  const { window } = now.settings;
  const before = await context.metrics.ofCompany(asProgram('rules')).measuresSeen({ asOf: run.as_of, window });
  const after =
    settings.window === window
      ? null
      : await context.metrics.ofCompany(asProgram('rules')).measuresSeen({ asOf: run.as_of, window: settings.window });
  using decider = await openDecider(before.measures, new AbortController().signal);
  const moves = await decider.ask('moves', {
    before: now.settings,
    after: settings,
    measuresAfter: after?.measures ?? null,
    named: namedMovers,
  });
  const ids = moves.customers.map(({ customer }) => String(before.customerIds[customer]));
  const names = await context.records.read(asProgram('rules'), (tx) => namesOfCustomers(tx, ids));
  return {
    ...moves,
    asOf: run.as_of,
    currency,
    customers: moves.customers.map(({ customer: _, ...move }, at) => ({ id: ids[at]!, name: names.get(ids[at]!) ?? ids[at]!, ...move })),
  };
}
