/** The possible groupings of a statement of profit. */
export const profitBy = [
  'customer',
  'manager',
  'region',
  'group',
  'industry',
  'tier',
  'activity',
  'lifecycle',
  'product_line',
  'delivery_point',
  'month',
  'company',
] as const;
export type ProfitBy = (typeof profitBy)[number];
