/**
 * What core is asked for in the thread that decides, by name. The thread keeps one case at a time: the measures of a company, and what was
 * decided of them. Everything that goes in or comes out is plain data: columns, and pages of scorecards and of reasons (as JSON).
 */
import { whoWouldMove, type WhoWouldMove } from '../../core/differentiate/classes/who-would-move.ts';
import type { ContractWorth } from '../../core/differentiate/lifetime-value/contracts/contract-values.ts';
import {
  type LifetimeReport,
  type Lifetimes,
  type LifetimeScorecard,
  valueLifetimes,
} from '../../core/differentiate/lifetime-value/value-lifetimes.ts';
import type { CustomerMeasures } from '../../core/differentiate/measures.ts';
import type { Scorecard } from '../../core/differentiate/scorecard.ts';
import type { LifetimeSettings, StrategicSettings, ValuationSettings } from '../../core/differentiate/settings.ts';
import {
  type KnownOfCustomers,
  type LifetimesGiven,
  type Strategies,
  type StrategicScorecard,
  valueStrategically,
} from '../../core/differentiate/strategic-value/value-strategically.ts';
import { type Valuation, valueCustomers } from '../../core/differentiate/value-customers.ts';

/** A valuation without what is made of one customer at a time. */
export type Classes = Omit<Valuation, 'scorecard' | 'reason'>;
export type Forecast = LifetimesGiven & { report: LifetimeReport; contracts: ContractWorth[] };
export type Page = { from: number; to: number };

const held: {
  measures: CustomerMeasures | null;
  valuation: Valuation | null;
  lifetimes: { by: LifetimeSettings; made: Lifetimes } | null;
  strategies: Strategies | null;
} = { measures: null, valuation: null, lifetimes: null, strategies: null };

export const calls = {
  /** Of other measures everything is decided anew. */
  measures(given: CustomerMeasures | null): void {
    Object.assign(held, { measures: given, valuation: null, lifetimes: null, strategies: null });
  },
  classes(settings: ValuationSettings): Classes {
    const { scorecard: _, reason: __, ...classes } = (held.valuation = classesBy(settings));
    return classes;
  },
  forecast(settings: LifetimeSettings): Forecast {
    const { report, contracts, transactions, alive, valueMinor, keptMonths } = lifetimesBy(settings);
    return { report, contracts, transactions, alive, valueMinor, keptMonths };
  },
  potential(of: { forecast: LifetimesGiven; known: KnownOfCustomers; settings: StrategicSettings }): void {
    held.strategies = valueStrategically({ measures: measures(), lifetimes: of.forecast, known: of.known, settings: of.settings });
  },
  scorecards: (page: Page): Scorecard[] => each(page, (i) => decided(held.valuation).scorecard(i)),
  forecastScorecards: (page: Page): LifetimeScorecard[] => each(page, (i) => decided(held.lifetimes).made.scorecard(i)),
  potentialScorecards: (page: Page): StrategicScorecard[] => each(page, (i) => decided(held.strategies).scorecard(i)),
  reasons: (page: Page): string[] => each(page, (i) => JSON.stringify(decided(held.valuation).reason(i))),
  forecastReasons: (page: Page): string[] => each(page, (i) => JSON.stringify(decided(held.lifetimes).made.reason(i))),
  potentialReasons: (page: Page): string[] => each(page, (i) => JSON.stringify(decided(held.strategies).reason(i))),
  /** The measures are others where the windows of the settings are. */
  moves(of: { before: ValuationSettings; after: ValuationSettings; measuresAfter: CustomerMeasures | null; named: number }): WhoWouldMove {
    const given = measures();
    const before = classesBy(of.before);
    if (of.measuresAfter !== null) calls.measures(of.measuresAfter);
    return whoWouldMove({ before, after: classesBy(of.after), measures: given, named: of.named });
  },
} as const;

export type Calls = typeof calls;

function classesBy(settings: ValuationSettings): Valuation {
  const expects = settings.tiers.criterion === 'lifetime_value';
  const lifetimes = expects ? lifetimesBy(settings.lifetime) : null;
  return valueCustomers({
    measures: measures(),
    settings,
    inDevelopment: new Set(),
    ...(lifetimes === null ? {} : { lifetimeValueAt: (period: number) => lifetimes.valueAt(period) }),
  });
}

function lifetimesBy(settings: LifetimeSettings): Lifetimes {
  if (held.lifetimes === null || JSON.stringify(held.lifetimes.by) !== JSON.stringify(settings))
    held.lifetimes = { by: settings, made: valueLifetimes({ measures: measures(), settings }) };
  return held.lifetimes.made;
}

function measures(): CustomerMeasures {
  if (held.measures === null) throw new Error('nothing is measured yet');
  return held.measures;
}

function decided<T>(what: T | null): T {
  if (what === null) throw new Error('nothing of that kind is decided yet');
  return what;
}

function each<T>({ from, to }: Page, make: (customer: number) => T): T[] {
  return Array.from({ length: to - from }, (_, at) => make(from + at));
}
