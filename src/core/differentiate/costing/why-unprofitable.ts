/**
 * Reasons for a profit below the peers': each line of the statement compared with its amount at the peers' rate of net sales.
 * The differences add up to the whole difference in profit; the greatest come first, with the change that would remove each.
 */
import type { StatementParts } from './statement.ts';

export interface ActivityOfCustomer {
  activity: string;
  events: bigint;
  costMinor: bigint;
}

export interface ProfitOfCustomer extends StatementParts {
  activities: ActivityOfCustomer[];
}

export interface Excess {
  line: 'discounts' | 'returns' | 'cost_of_goods' | 'direct_costs' | 'activity' | 'credit';
  /** Of an activity only. */
  activity: string | null;
  ownMinor: bigint;
  /** The line at the peers' share of net sales (discounts and returns: of list value). */
  atPeersRateMinor: bigint;
  /** Own − peers': what the customer would earn more, were it like them. */
  excessMinor: bigint;
  /** Of an activity: how often it happened, and how often it would at the peers' size of order. */
  events: bigint | null;
  eventsAtPeersRate: bigint | null;
}

/** Lines that cost more than at the peers' rate, the largest excess first. Empty where the peers have no sales. */
export function whyUnprofitable(own: ProfitOfCustomer, peers: ProfitOfCustomer): Excess[] {
  const list = (of: StatementParts): bigint => of.revenueMinor + of.returnsMinor + of.discountMinor;
  if (peers.revenueMinor <= 0n || list(peers) <= 0n) return [];
  const ofList = (minor: bigint): bigint => rounded(minor * list(own), list(peers));
  const ofSales = (minor: bigint): bigint => rounded(minor * own.revenueMinor, peers.revenueMinor);
  const excess = (line: Excess['line'], ownMinor: bigint, atPeersRateMinor: bigint): Excess => ({
    line,
    activity: null,
    ownMinor,
    atPeersRateMinor,
    excessMinor: ownMinor - atPeersRateMinor,
    events: null,
    eventsAtPeersRate: null,
  });
  const theirs = new Map(peers.activities.map((activity) => [activity.activity, activity]));
  const lines = [
    excess('discounts', own.discountMinor, ofList(peers.discountMinor)),
    excess('returns', own.returnsMinor, ofList(peers.returnsMinor)),
    ...(own.costUnknown || peers.costUnknown ? [] : [excess('cost_of_goods', own.costOfGoodsMinor, ofSales(peers.costOfGoodsMinor))]),
    excess('direct_costs', own.directMinor, ofSales(peers.directMinor)),
    excess('credit', own.creditMinor, ofSales(peers.creditMinor)),
    ...own.activities.map(({ activity, costMinor, events }): Excess => {
      const other = theirs.get(activity);
      return {
        ...excess('activity', costMinor, ofSales(other?.costMinor ?? 0n)),
        activity,
        events,
        eventsAtPeersRate: ofSales(other?.events ?? 0n),
      };
    }),
  ];
  return lines
    .filter(({ excessMinor }) => excessMinor > 0n)
    .toSorted((a, b) => (a.excessMinor === b.excessMinor ? 0 : a.excessMinor > b.excessMinor ? -1 : 1));
}

/** The first of the lines that together would bring the profit to zero or above; null where even all of them would not. */
export function whatWouldTurn(netProfitMinor: bigint, lines: readonly Excess[]): Excess[] | null {
  if (netProfitMinor > 0n) return [];
  const taken: Excess[] = [];
  let profit = netProfitMinor;
  for (const line of lines) {
    taken.push(line);
    profit += line.excessMinor;
    if (profit > 0n) return taken;
  }
  return null;
}

/** Half away from zero. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const whole = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -whole : whole;
}
