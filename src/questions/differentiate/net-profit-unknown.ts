/** Why no customer's net profit is known although there are costs: they are known by calendar months, and windows are rolling. */
import type { Context } from '../../context/context.ts';
import { asProgram, type Sight } from '../../core/access/sight.ts';
import { settingsNow } from '../../flow/rules/class-rules.ts';

export async function netProfitUnknown(context: Context, sight: Sight): Promise<'rolling_months' | null> {
  const { settings } = await context.records.read(sight, settingsNow);
  if (settings.window !== 'rolling') return null;
  const { costMonths, directCosts } = await context.metrics.for(asProgram('kinds of facts')).costs.facts();
  return costMonths !== null || directCosts ? 'rolling_months' : null;
}
