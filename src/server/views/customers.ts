/** A customer as the API shows it, out of its scorecard. */
import type { z } from '@hono/zod-openapi';
import type { ListedCustomer } from '../../records/customers/list.ts';
import type { customerRow } from '../schemas/customers.ts';

export function customerRowOf(row: ListedCustomer, hasUnvalued: boolean): z.infer<typeof customerRow> {
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
    grossMarginMinor: row.gross_margin_minor,
    netProfitMinor: row.net_profit_minor,
    aliveProbability: row.alive_probability,
    lifetimeValueMinor: row.lifetime_value_minor,
    lifetimeValueLowMinor: row.lifetime_value_low_minor,
    lifetimeValueHighMinor: row.lifetime_value_high_minor,
    nextShipmentOn: row.next_shipment_on,
    strategicValueMinor: row.strategic_value_minor,
    strategicTier: row.strategic_tier,
    shareOfWalletPermille: row.share_of_wallet_permille,
    difficult: row.difficult,
    paymentsMinor: row.payments_minor,
    orders: row.orders,
    revenueYearMinor: row.revenue_year_minor,
    revenueTrendPermille: row.revenue_trend_permille,
    marginRatePermille: row.margin_rate_permille,
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
