/**
 * Customers all of whose amounts of the tier window are in currencies without a rate. They are in no tier for want of a rate, and not
 * for want of purchases; and figures without any amount in the company's currency are unknown.
 */

export function isNotValued({ tier, unvalued }: { tier: string; unvalued: object | null }): boolean {
  return tier === 'none' && unvalued !== null;
}

/** Of a scorecard whose customer is not valued. */
export const unknownUnlessValued = {
  gross_margin_minor: null,
  net_profit_minor: null,
  lifetime_value_minor: null,
  lifetime_value_low_minor: null,
  lifetime_value_high_minor: null,
  strategic_value_minor: null,
  strategic_tier: null,
  share_of_wallet_permille: null,
  revenue_trend_permille: null,
  margin_rate_permille: null,
  margin_rate_trend_permille: null,
  discount_rate_permille: null,
  discount_rate_trend_permille: null,
  difficult: false,
} as const;
