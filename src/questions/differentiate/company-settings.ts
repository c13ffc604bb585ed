/** The rules that hold now, and the currency in which the company calculates: null while it is not named. */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { currencyNow } from '../../flow/change/preview-currency.ts';
import { settingsNow } from '../../flow/rules/class-rules.ts';

export async function companySettings(context: Context, sight: Sight) {
  return context.records.read(sight, async (tx) => {
    const { version, changedAt, changedBy, settings } = await settingsNow(tx);
    return { version, currency: (await currencyNow(tx)).currency, changedAt, changedBy, settings };
  });
}
