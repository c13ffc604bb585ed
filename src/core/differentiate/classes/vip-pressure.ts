/** Is a VIP being squeezed? By its margin rate, by rising discounts, or because nothing is left after serving it (docs/methods/trends.md). */
import type { ValuationSettings } from '../settings.ts';
import { type MonthsSum, discountRatePermille, marginRatePermille } from './trends.ts';

export interface VipPressureReason {
  rule: 'margin_points' | 'margin_share' | 'no_profit' | 'discount_rising';
  margin_rate_permille: number | null;
  margin_rate_before_permille: number | null;
  /** Of the recent months; null where costs are not known. */
  net_profit_minor: number | null;
  /** Discount rates of the months that were compared, oldest first. */
  discount_rates_permille: number[];
}

export interface VipPressureInput {
  recent: MonthsSum;
  before: MonthsSum;
  /** The last months one by one, oldest first: one more than the rises asked for. */
  months: MonthsSum[];
  /** Net profit of the recent months; null where costs are not known. */
  netProfitMinor: number | null;
}

/** Null where there is no pressure. Compared by unrounded rates. */
export function vipPressure(input: VipPressureInput, settings: ValuationSettings['vipPressure']): VipPressureReason | null {
  const rule =
    marginRule(input.recent, input.before, settings) ??
    (noProfit(input) ? 'no_profit' : null) ??
    (discountRises(input.months, settings) ? 'discount_rising' : null);
  if (rule === null) return null;
  return {
    rule,
    margin_rate_permille: marginRatePermille(input.recent),
    margin_rate_before_permille: marginRatePermille(input.before),
    net_profit_minor: input.netProfitMinor,
    discount_rates_permille: input.months.map(discountRatePermille).filter((rate) => rate !== null),
  };
}

function marginRule(recent: MonthsSum, before: MonthsSum, settings: ValuationSettings['vipPressure']): VipPressureReason['rule'] | null {
  if (marginRatePermille(recent) === null || marginRatePermille(before) === null) return null;
  const now = (recent.revenueMinor - recent.costMinor) / recent.revenueMinor;
  const then = (before.revenueMinor - before.costMinor) / before.revenueMinor;
  if (atLeast(then - now, settings.fallPermille / 1000)) return 'margin_points';
  if (then > 0 && atLeast((then - now) / then, settings.relativeFallPermille / 1000)) return 'margin_share';
  return null;
}

function noProfit({ netProfitMinor, recent }: VipPressureInput): boolean {
  return netProfitMinor !== null && netProfitMinor <= 0 && recent.revenueMinor > 0;
}

/** "At least 5 points" must hold at exactly 5 points, which 0.30 − 0.25 in binary fractions narrowly misses. */
function atLeast(value: number, bound: number): boolean {
  return value >= bound - 1e-12;
}

function discountRises(months: MonthsSum[], settings: ValuationSettings['vipPressure']): boolean {
  if (months.length < settings.discountRisesMonths + 1) return false;
  const compared = months.slice(-settings.discountRisesMonths - 1);
  // A month without priced sales has no average discount: then nothing rose three months running.
  return compared.every((month, i) => {
    if (month.listMinor <= 0) return false;
    const earlier = compared[i - 1];
    return earlier === undefined || month.discountMinor / month.listMinor > earlier.discountMinor / earlier.listMinor;
  });
}
