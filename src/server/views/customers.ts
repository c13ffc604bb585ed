/** A customer as the API shows it, out of its scorecard. */
import type { z } from '@hono/zod-openapi';
import type { ListedCustomer } from '../../records/customers/list.ts';
import type { customerRow } from '../schemas/customers.ts';

export function customerRowOf(row: ListedCustomer, hasUnvalued: boolean): z.infer<typeof customerRow> {
  // What is reckoned of amounts that nobody could value says nothing.
  const known = <T>(value: T): T | null => (row.not_valued ? null : value);
  return {
    id: row.id,
    name: row.name,
    codes: row.codes,
    owner: row.owner,
    activity: row.activity,
    lifecycle: row.lifecycle,
    tier: row.tier,
    late: row.late,
    revenueMinor: row.revenue_minor,
    grossMarginMinor: known(row.gross_margin_minor),
    netProfitMinor: known(row.net_profit_minor),
    aliveProbability: row.alive_probability,
    lifetimeValueMinor: known(row.lifetime_value_minor),
    lifetimeValueLowMinor: known(row.lifetime_value_low_minor),
    lifetimeValueHighMinor: known(row.lifetime_value_high_minor),
    nextShipmentOn: row.next_shipment_on,
    strategicValueMinor: known(row.strategic_value_minor),
    strategicTier: known(row.strategic_tier),
    shareOfWalletPermille: known(row.share_of_wallet_permille),
    difficult: row.difficult,
    paymentsMinor: row.payments_minor,
    orders: row.orders,
    revenueYearMinor: row.revenue_year_minor,
    revenueTrendPermille: known(row.revenue_trend_permille),
    marginRatePermille: known(row.margin_rate_permille),
    lastShipmentOn: row.last_shipment_on,
    daysSinceLastShipment: row.days_since_last_shipment,
    region: row.region,
    group: row.company_group,
    industry: row.industry,
    hasUnvalued,
    unvaluedInWindow: row.unvalued ?? [],
    notValued: row.not_valued,
  };
}
