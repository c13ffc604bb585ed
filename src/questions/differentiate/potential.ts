/** What is known of one customer's potential: what people entered, and what the published valuation makes of it. */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { potentialOf } from '../../records/potentials/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';

export interface KnownPotential {
  yearlyNeedMinor: string | null;
  size: number | null;
  reason: string;
  saidBy: string | null;
  saidAt: string | null;
  strategicValueMinor: string | null;
  strategicTier: string | null;
  shareOfWalletPermille: number | null;
}

export async function potentialOfCustomer(context: Context, sight: Sight, customerId: string): Promise<KnownPotential> {
  return context.records.read(sight, async (tx) => {
    const said = await potentialOf(tx, customerId);
    const card = await tx
      .selectFrom('scorecard')
      .select(['strategic_value_minor', 'strategic_tier', 'share_of_wallet_permille'])
      .where('customer_id', '=', customerId)
      .executeTakeFirst();
    return {
      yearlyNeedMinor: said?.yearlyNeedMinor ?? null,
      size: said?.size ?? null,
      reason: said?.reason ?? '',
      saidBy: said?.saidBy ?? null,
      saidAt: said?.saidAt.toISOString() ?? null,
      strategicValueMinor: card?.strategic_value_minor ?? null,
      strategicTier: card?.strategic_tier ?? null,
      shareOfWalletPermille: card?.share_of_wallet_permille ?? null,
    };
  });
}

/** The currency that yearly needs are entered in. */
export async function currencyOfPotentials(context: Context, sight: Sight): Promise<string> {
  return context.records.read(sight, currencyOfSums);
}
