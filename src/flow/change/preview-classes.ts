/** Who would be in another class under other rules, before they are saved. Writes nothing. */
import type { Context } from '../../context/context.ts';
import type { Tier } from '../../core/differentiate/classes/tiers.ts';
import { whoWouldMove, type WhoWouldMove } from '../../core/differentiate/classes/who-would-move.ts';
import { namesOfCustomers } from '../../records/customers/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { valueWith } from '../3-value-customers/value-customers.ts';
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
  const { now, run, currency } = await context.records.as('system', async (tx) => ({
    now: await settingsNow(tx),
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  const { settings } = settingsAfter(now.chosen, asked);
  if (run === undefined) return null;
  const before = await valueWith(context, { asOf: run.as_of, settings: now.settings });
  const after = await valueWith(context, { asOf: run.as_of, settings });
  const moves = whoWouldMove({ before: before.valuation, after: after.valuation, measures: before.measured.measures, named: namedMovers });
  const ids = moves.customers.map(({ customer }) => String(before.measured.customerIds[customer]));
  const names = await context.records.as('system', (tx) => namesOfCustomers(tx, ids));
  return {
    ...moves,
    asOf: run.as_of,
    currency,
    customers: moves.customers.map(({ customer: _, ...move }, at) => ({ id: ids[at]!, name: names.get(ids[at]!) ?? ids[at]!, ...move })),
  };
}
