/**
 * The histories of contracts: consecutive terms of one contract, within the grace, are its renewals. A contract whose last
 * term and grace are over is lost; later terms under its number are another contract.
 */
import { type EpochDay, epochDay } from '../../../calendar.ts';
import type { IsoDate } from '../../../facts.ts';
import type { ContractTermMeasure, CustomerMeasures } from '../../measures.ts';
import type { RenewalCounts } from '../models/shifted-beta-geometric.ts';

export interface ContractHistory {
  customer: number;
  contractNumber: string;
  /** Of the latest term: its first and last day. */
  fromDay: EpochDay;
  untilDay: EpochDay;
  amountMinor: number | null;
  /** Terms that followed the first. */
  renewals: number;
  /** The day on which the customer left: the day after the last term, or of its termination. Null: the contract is open. */
  lostDay: EpochDay | null;
}

/** Terms come by customer, contract and first day. */
export function contractHistories(
  { asOf, contractTerms = [] }: Pick<CustomerMeasures, 'asOf' | 'contractTerms'>,
  graceDays: number,
): ContractHistory[] {
  const asOfDay = epochDay(asOf);
  const histories: ContractHistory[] = [];
  let before: ContractHistory | undefined;
  for (const term of contractTerms) {
    if (before !== undefined && !isSame(term, before)) before = undefined;
    // A term under the same number after the grace is another contract.
    else if (before !== undefined && term.fromDay > endOf(before) + 1 + graceDays) before = lose(before);
    if (before === undefined) histories.push((before = historyOf(term, 0)));
    // A term that begins while the one before has long to run amends it.
    else Object.assign(before, historyOf(term, term.fromDay < endOf(before) - graceDays ? before.renewals : before.renewals + 1));
  }
  for (const history of histories) if (history.lostDay === null && endOf(history) + graceDays < asOfDay) lose(history);
  return histories;
}

/**
 * By renewals: how many contracts were lost at each, and how many are open after each. A renewal is visible at once, a loss only when the
 * grace is over: so renewals due within the last days of grace count as undecided, or losses would be underestimated.
 */
export function renewalCounts(
  histories: readonly ContractHistory[],
  { asOf, graceDays }: { asOf: IsoDate; graceDays: number },
): RenewalCounts {
  const decidedUntil = epochDay(asOf) - graceDays;
  const most = histories.reduce((longest, { renewals }) => Math.max(longest, renewals), 0);
  const none = (): number[] => Array.from({ length: most + 2 }, () => 0);
  const [left, open] = [none(), none()];
  for (const { renewals, lostDay, fromDay } of histories) {
    if (lostDay === null) open[fromDay > decidedUntil ? Math.max(0, renewals - 1) : renewals]!++;
    else left[renewals + 1]!++;
  }
  return { left, open };
}

function historyOf(
  { customer, contractNumber, fromDay, untilDay, terminatedDay, amountMinor }: ContractTermMeasure,
  renewals: number,
): ContractHistory {
  return { customer, contractNumber, fromDay, untilDay, amountMinor, renewals, lostDay: terminatedDay };
}

function isSame(term: ContractTermMeasure, before: ContractHistory): boolean {
  return term.customer === before.customer && term.contractNumber === before.contractNumber;
}

function endOf({ untilDay, lostDay }: ContractHistory): EpochDay {
  return lostDay ?? untilDay;
}

function lose(history: ContractHistory): undefined {
  history.lostDay ??= history.untilDay + 1;
  return undefined;
}
