/**
 * Lifetime values at the end of an earlier month, for tiers that use them: by today's model, from the facts known then. The model itself
 * is not fitted again for each month, so a class of the past is what today's understanding makes of that day.
 */
import { epochDay } from '../../calendar.ts';
import type { CustomerMeasures } from '../measures.ts';
import type { LifetimeSettings } from '../settings.ts';
import { companyHistories, type ValueBasis } from './histories/company-histories.ts';
import { contractValues } from './contracts/contract-values.ts';
import type { Forecaster } from './forecast/forecaster.ts';
import { keptByRule, minorByRule, uncertainByRule } from './forecast/by-rule.ts';
import { expectedMinor, moneyOf, outlookOf } from './forecast/outlook.ts';
import { plainRates } from './forecast/plain-rates.ts';
import { projectedFactor } from './forecast/projection.ts';
import type { RivalName } from './forecast/rivals.ts';
import type { TradeClock } from './histories/trade-clock.ts';

interface Asked {
  period: number;
  settings: LifetimeSettings;
  basis: ValueBasis;
  /** Null where values are projected. */
  forecaster: Forecaster | null;
  rival: { name: RivalName; level: number } | null;
  months: number;
  clock: TradeClock;
}

/** Whole minor units by customer. */
export function valuesAtMonthEnd(
  measures: CustomerMeasures,
  { period, settings, basis, forecaster, rival, months, clock }: Asked,
): Float64Array {
  const until = period + 1;
  const histories = companyHistories(measures, { until, basis, clock });
  const money = moneyOf(measures, histories, basis);
  const { byCustomer } = contractValues(knownThen(measures, measures.periods[period]!.last), { settings, basis });
  const rates =
    forecaster !== null && rival === null ? null : plainRates(measures, { histories, basis, rival: rival?.name ?? null, months });
  const { discounted } = projectedFactor(settings);
  return Float64Array.from(histories.transactions, (count, i) => {
    const byContract = byCustomer.get(i);
    if (byContract !== undefined) return Math.round(byContract.value);
    if (count === 0) return 0;
    if (forecaster === null) return Math.round(rates![i]! * discounted * money.mean[i]!);
    const outlook = outlookOf(forecaster, { histories, money, basis, settings, i, widening: 1 });
    if (rival === null) return Math.round(expectedMinor(outlook));
    const kept = keptByRule(outlook, { knowsLeaving: forecaster.knowsLeaving, assumed: settings });
    return Math.round(minorByRule(uncertainByRule(outlook, { perMonth: rival.level * rates![i]!, kept })));
  });
}

/** Terms that had begun, and terminations that had happened. */
function knownThen(measures: CustomerMeasures, asOf: string): CustomerMeasures {
  const day = epochDay(asOf);
  const contractTerms = (measures.contractTerms ?? []).filter(({ fromDay }) => fromDay <= day);
  return {
    ...measures,
    asOf,
    contractTerms: contractTerms.map((term) =>
      term.terminatedDay !== null && term.terminatedDay > day ? { ...term, terminatedDay: null } : term,
    ),
  };
}
