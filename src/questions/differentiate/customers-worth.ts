/** What every customer is worth: what is published, or valued anew as of another date without publishing it. */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { isNotValued, unknownUnlessValued } from '../../core/differentiate/not-valued.ts';
import { codesOfCustomers } from '../../records/customers/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { currentRun } from '../../records/runs/reader.ts';
import type { UnvaluedInWindow } from '../../records/runs/writer.ts';
import { companyAt, rateAll, unvaluedOf } from '../../flow/3-value-customers/value-customers.ts';

export interface CustomerWorth {
  id: string;
  codes: string[];
  name: string;
  activity: string;
  lifecycle: string;
  tier: string;
  /** Over the tier window, as a string of integer minor units of the company's currency. */
  revenueMinor: string;
  grossMarginMinor: string | null;
  /** After everything that was done for the customer; null where costs are not known. */
  netProfitMinor: string | null;
  /** Null where the data is too thin for a model. */
  aliveProbability: number | null;
  /** Expected over the horizon of the settings, discounted; with the bounds of the 80 % interval where there is a model. */
  lifetimeValueMinor: string | null;
  lifetimeValueLowMinor: string | null;
  lifetimeValueHighMinor: string | null;
  /** What it could be worth over the same horizon; null where it never bought and nothing is known of its need. */
  strategicValueMinor: string | null;
  strategicTier: string | null;
  /** Of its yearly need, in thousandths; null where the need is not known. */
  shareOfWalletPermille: number | null;
  owner: string | null;
  /** What of the tier window is in currencies without a rate: in no sum. */
  unvalued: UnvaluedInWindow[];
  /** Nothing else is known of the window: neither without purchases nor in any tier. */
  notValued: boolean;
}

export async function customersWorth(
  context: Context,
  sight: Sight,
  asOf: string | undefined,
): Promise<{ asOf: string | null; currency: string; customers: CustomerWorth[] }> {
  const { known, run, currency } = await context.records.read(sight, async (tx) => ({
    known: await codesOfCustomers(tx),
    run: await currentRun(tx),
    currency: await currencyOfSums(tx),
  }));
  const rows = asOf === undefined || asOf === run?.as_of ? await published(context, sight) : await valued(context, asOf);
  const customers = rows.flatMap((row) => {
    const customer = known.get(row.id);
    return customer === undefined ? [] : [{ ...row, codes: customer.codes, name: customer.name, owner: customer.owner }];
  });
  return { asOf: asOf ?? run?.as_of ?? null, currency, customers };
}

type Worth = Omit<CustomerWorth, 'codes' | 'name' | 'owner'>;

async function published(context: Context, sight: Sight): Promise<Worth[]> {
  const rows = await context.records.read(sight, (tx) =>
    tx
      .selectFrom('scorecard')
      .select([
        'customer_id',
        'activity',
        'lifecycle',
        'tier',
        'revenue_minor',
        'gross_margin_minor',
        'net_profit_minor',
        'alive_probability',
        'lifetime_value_minor',
        'lifetime_value_low_minor',
        'lifetime_value_high_minor',
        'strategic_value_minor',
        'strategic_tier',
        'share_of_wallet_permille',
        'unvalued',
      ])
      .orderBy('revenue_minor', 'desc')
      .orderBy('customer_id')
      .execute(),
  );
  return rows.map((row) => ({
    id: row.customer_id,
    activity: row.activity,
    lifecycle: row.lifecycle,
    tier: row.tier,
    revenueMinor: row.revenue_minor,
    grossMarginMinor: row.gross_margin_minor,
    netProfitMinor: row.net_profit_minor,
    aliveProbability: row.alive_probability,
    lifetimeValueMinor: row.lifetime_value_minor,
    lifetimeValueLowMinor: row.lifetime_value_low_minor,
    lifetimeValueHighMinor: row.lifetime_value_high_minor,
    strategicValueMinor: row.strategic_value_minor,
    strategicTier: row.strategic_tier,
    shareOfWalletPermille: row.share_of_wallet_permille,
    unvalued: row.unvalued ?? [],
    notValued: isNotValued(row),
  }));
}

async function valued(context: Context, asOf: string): Promise<Worth[]> {
  using company = await companyAt(context, asOf);
  const { decider, measured } = company;
  await company.classes();
  await rateAll(context, company);
  const unvalued = await unvaluedOf(context, company);
  const scorecards = await all(decider.pages('scorecards'));
  const lifetimes = await all(decider.pages('forecastScorecards'));
  const strategies = await all(decider.pages('potentialScorecards'));
  const rows = scorecards.map((decided, at): Worth => {
    const id = String(measured.customerIds[at]);
    const without = unvalued.get(id) ?? null;
    const notValued = isNotValued({ tier: decided.tier, unvalued: without });
    const unknown = notValued ? unknownUnlessValued : {};
    const scorecard = { ...decided, ...lifetimes[at]!, ...strategies[at]!, ...unknown };
    return {
      id,
      activity: scorecard.activity,
      lifecycle: scorecard.lifecycle,
      tier: scorecard.tier,
      revenueMinor: String(scorecard.revenue_minor),
      grossMarginMinor: textOf(scorecard.gross_margin_minor),
      netProfitMinor: textOf(scorecard.net_profit_minor),
      aliveProbability: scorecard.alive_probability,
      lifetimeValueMinor: textOf(scorecard.lifetime_value_minor),
      lifetimeValueLowMinor: textOf(scorecard.lifetime_value_low_minor),
      lifetimeValueHighMinor: textOf(scorecard.lifetime_value_high_minor),
      strategicValueMinor: textOf(scorecard.strategic_value_minor),
      strategicTier: scorecard.strategic_tier,
      shareOfWalletPermille: scorecard.share_of_wallet_permille,
      unvalued: without ?? [],
      notValued,
    };
  });
  return rows.toSorted((a, b) => Number(b.revenueMinor) - Number(a.revenueMinor));
}

async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) for (const row of page) rows.push(row);
  return rows;
}

function textOf(minor: number | null): string | null {
  return minor === null ? null : String(minor);
}
