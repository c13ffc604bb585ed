/** Rates that a person gives: registered as facts by hand, then every customer is valued once. */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { checkRates, rateByHand, type RateByHand } from '../1-import/rates-by-hand.ts';
import type { Published } from '../3-value-customers/publish-stages.ts';
import type { Run } from '../run.ts';
import { settle } from '../settle.ts';

/** All that were given together, then everybody valued once. */
export async function saveRatesAndPublish(
  context: Context,
  what: { rates: RateByHand[]; actor: Sight },
  run: Run,
): Promise<Published & { batches: string[] }> {
  await checkRates(context, what.rates);
  const batches: string[] = [];
  for (const rate of what.rates) batches.push(await rateByHand(context, { ...rate, actor: what.actor }));
  return { batches, ...(await settle(context, { actor: what.actor }, run)) };
}
