/**
 * The strategic value of every customer, next to its actual value (the lifetime value): by its own
 * need where a person entered it, else by the best of its peers; which share of its need it buys; and which of the four tiers it is in.
 * Both values are in the same money over the same horizon. docs/methods/strategic-value.md
 */
import type { DecidedBy } from '../fields.ts';
import { rankOf } from '../classes/best-of.ts';
import type { Lifetimes } from '../lifetime-value/value-lifetimes.ts';
import type { CustomerMeasures } from '../measures.ts';
import { revenueOfYear } from '../classes/revenue-of-year.ts';
import type { StrategicSettings } from '../settings.ts';
import { type PeerAttribute, peersOf } from './peers.ts';
import { profitRates } from './profit-rate.ts';
import {
  belowZero,
  mostGrowable,
  mostValuable,
  notRated,
  type StrategicTier,
  type StrategicTiers,
  strategicTiers,
  strategicTiersOf,
} from './strategic-tiers.ts';

/** Attributes of customers in the records, by index. */
export interface KnownOfCustomers {
  attributes: PeerAttribute[];
  /** Employees, outlets, beds: one meaning per company. 0 where unknown. */
  size: Float64Array;
  /** Its yearly need of our kind of goods, at net prices. 0 where unknown. */
  yearlyNeedMinor: Float64Array;
}

export type StrategicScorecard = DecidedBy<'potential'>;

export interface StrategicReason {
  /** need: its stated need. peers, peers_by_size: similar customers. itself: there is no other measure. */
  rule: 'need' | 'peers_by_size' | 'peers' | 'itself';
  actual_minor: number;
  /**
   * The result of the rule for an active customer, then weighted by P(alive), and the final value: no less than the actual
   * value, 0 where each purchase makes a loss.
   */
  if_alive_minor: number;
  reckoned_minor: number;
  /** The chance that it is still a customer, in thousandths: as much of both values counts. Null where it is not known. */
  alive_permille: number | null;
  potential_minor: number;
  /** Of a unit of revenue, in thousandths. */
  profit_permille: number;
  need: { yearly_need_minor: number; revenue_year_minor: number; share_of_wallet_permille: number; kept_months: number } | null;
  peers: { cell: Record<string, string>; count: number; percentile_permille: number; value_minor: number; size: number | null } | null;
  tier: StrategicTierReason;
}

export interface StrategicTierReason {
  tier: StrategicTier;
  rule: 'best_by_value' | 'most_to_gain' | 'loses_at_any_volume' | 'rest';
  /** Its place by value, or by possible gain; null where it was not ranked. */
  place: { rank: number; candidates: number; places: number; cut: number } | null;
}

export interface Strategies {
  /** By customer; NaN where it is not rated. */
  potentialMinor: Float64Array;
  /** Indices into strategicTiers; notRated. */
  tier: Uint8Array;
  scorecard(customer: number): StrategicScorecard;
  /** Null where the customer is not rated. */
  reason(customer: number): StrategicReason | null;
}

/** Of the forecast, what the potential is measured against. */
export type LifetimesGiven = Pick<Lifetimes, 'transactions' | 'alive' | 'valueMinor' | 'keptMonths'> & {
  report: Pick<Lifetimes['report'], 'basis'>;
};

interface StrategicInput {
  measures: CustomerMeasures;
  lifetimes: LifetimesGiven;
  known: KnownOfCustomers;
  settings: StrategicSettings;
}

export function valueStrategically({ measures, lifetimes, known, settings }: StrategicInput): Strategies {
  const { customersCount: n } = measures;
  const actual = lifetimes.valueMinor;
  const rate = profitRates(measures, lifetimes.report.basis);
  const revenueYear = revenueOfYear(measures);
  const bought = (i: number): boolean => lifetimes.transactions[i]! > 0;
  const rated = (i: number): boolean => bought(i) || known.yearlyNeedMinor[i]! > 0;
  const peers = peersOf({
    customersCount: n,
    attributes: known.attributes,
    counts: bought,
    valueMinor: actual,
    size: known.size,
    leastPeers: settings.leastPeers,
    percentilePermille: settings.peerPercentilePermille,
  });

  /** A customer that has silently left has no potential: both values are weighted by P(alive). A customer that never bought has not left. */
  const stays = (i: number): number => (Number.isNaN(lifetimes.alive[i]!) ? 1 : lifetimes.alive[i]!);
  /** NaN where the data for the calculation is missing. */
  const ifAlive = (i: number): number =>
    known.yearlyNeedMinor[i]! > 0 ? (known.yearlyNeedMinor[i]! / 12) * lifetimes.keptMonths[i]! * rate[i]! : peers.valueMinor(i);
  const reckoned = (i: number): number => stays(i) * ifAlive(i);
  const potential = new Float64Array(n).fill(NaN);
  for (let i = 0; i < n; i++) if (rated(i)) potential[i] = attainable({ reckoned: reckoned(i), actual: actual[i]!, rate: rate[i]! });
  const tiers = strategicTiersOf({ rated, actualMinor: actual, potentialMinor: potential, codeRank: measures.codeRank, settings });
  const wallet = (i: number): number => Math.max(0, Math.round((1000 * revenueYear[i]!) / known.yearlyNeedMinor[i]!));

  return {
    potentialMinor: potential,
    tier: tiers.tier,
    scorecard(i) {
      return {
        strategic_value_minor: Number.isNaN(potential[i]!) ? null : potential[i]!,
        strategic_tier: strategicTiers[tiers.tier[i]!] ?? null,
        share_of_wallet_permille: known.yearlyNeedMinor[i]! > 0 ? wallet(i) : null,
      };
    },
    reason(i) {
      if (tiers.tier[i] === notRated) return null;
      const need = known.yearlyNeedMinor[i]!;
      const measure = need > 0 ? null : peers.measure(i);
      const orActual = (minor: number): number => Math.round(Number.isNaN(minor) ? actual[i]! : minor);
      return {
        rule: need > 0 ? 'need' : measure === null ? 'itself' : measure.bySize ? 'peers_by_size' : 'peers',
        actual_minor: actual[i]!,
        if_alive_minor: orActual(ifAlive(i)),
        reckoned_minor: orActual(reckoned(i)),
        potential_minor: potential[i]!,
        alive_permille: Number.isNaN(lifetimes.alive[i]!) ? null : Math.round(1000 * lifetimes.alive[i]!),
        profit_permille: Math.round(1000 * rate[i]!),
        need:
          need > 0
            ? {
                yearly_need_minor: need,
                revenue_year_minor: revenueYear[i]!,
                share_of_wallet_permille: wallet(i),
                kept_months: Math.round(10 * lifetimes.keptMonths[i]!) / 10,
              }
            : null,
        peers: measure && {
          cell: measure.cell,
          count: measure.peers,
          percentile_permille: settings.peerPercentilePermille,
          value_minor: Math.round(measure.valueMinor),
          size: measure.bySize ? known.size[i]! : null,
        },
        tier: tierReason(i, { tiers, actual: actual[i]!, growth: potential[i]! - actual[i]! }),
      };
    },
  };
}

/** A customer with a loss on each purchase at the present cost to serve is worth at most 0 at any volume. The strategic value is never below the actual one. */
function attainable({ reckoned, actual, rate }: { reckoned: number; actual: number; rate: number }): number {
  if (Number.isNaN(reckoned)) return actual;
  const possible = rate > 0 ? reckoned : Math.min(0, reckoned);
  return Math.max(actual, Math.min(Number.MAX_SAFE_INTEGER, Math.round(possible)));
}

function tierReason(i: number, { tiers, actual, growth }: { tiers: StrategicTiers; actual: number; growth: number }): StrategicTierReason {
  const tier = strategicTiers[tiers.tier[i]!]!;
  const placed = (value: number, ranked: StrategicTiers['byActual']) =>
    value > 0 ? { rank: rankOf(value, ranked), candidates: ranked.sorted.length, places: ranked.size, cut: ranked.cut } : null;
  switch (tiers.tier[i]) {
    case mostValuable:
      return { tier, rule: 'best_by_value', place: placed(actual, tiers.byActual) };
    case mostGrowable:
      return { tier, rule: 'most_to_gain', place: placed(growth, tiers.byGrowth) };
    case belowZero:
      return { tier, rule: 'loses_at_any_volume', place: null };
    default:
      return { tier, rule: 'rest', place: placed(growth, tiers.byGrowth) };
  }
}
