/** Transactions a month by customer, going by the past alone: by the rival that was nearer, or as the last twelve months had them. */
import { epochDay } from '../../../calendar.ts';
import type { CustomerMeasures } from '../../measures.ts';
import { type CompanyHistories, transactionsIn, type ValueBasis } from '../histories/company-histories.ts';
import { monthlyRate } from './projection.ts';
import { beforeOf, rivalForecast, type RivalName } from './rivals.ts';
import { weeksPerMonth } from '../histories/trade-clock.ts';

/** @param months that a rival forecasts at once: as many as were held out when it was nearer. */
export function plainRates(
  measures: CustomerMeasures,
  { histories, basis, rival, months }: { histories: CompanyHistories; basis: ValueBasis; rival: RivalName | null; months: number },
): Float64Array {
  // Rivals use whole months.
  const complete = Math.min(histories.until, measures.periods.length);
  if (rival !== null)
    return rivalForecast(rival, beforeOf(measures, { until: complete, months, basis }))!.map((transactions) => transactions / months);
  const from = Math.max(0, complete - 12);
  const days = complete === 0 ? 0 : histories.endDay - epochDay(measures.periods[from]!.first) + 1;
  const recent = { transactions: transactionsIn(measures, { from, until: histories.until }), months: days / 7 / weeksPerMonth };
  return Float64Array.from(histories.transactions, (count, i) => (count === 0 ? 0 : monthlyRate(histories, recent, i)));
}
