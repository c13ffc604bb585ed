/** Why no customer's net profit is known although there are costs: they are known by calendar months, and windows are rolling. */
import type { Context } from '../../context/context.ts';
import { settingsNow } from '../../flow/rules/class-rules.ts';
import type { Actor } from '../../records/database.ts';

export async function netProfitUnknown(context: Context, as: Actor): Promise<'rolling_months' | null> {
  const { settings } = await context.records.as(as, settingsNow);
  if (settings.window !== 'rolling') return null;
  const { costMonths, directCosts } = await context.metrics.costs.facts();
  return costMonths !== null || directCosts ? 'rolling_months' : null;
}
