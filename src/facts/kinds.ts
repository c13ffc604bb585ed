/** The kinds of facts that can be imported. A new one is a folder beside these and a line here (docs/decisions/kinds-of-facts.md). */
import { contracts } from './contracts/kind.ts';
import { costs } from './costs/kind.ts';
import { directCosts } from './direct-costs/kind.ts';
import { events } from './events/kind.ts';
import type { AnyKind } from './kind.ts';
import { payments } from './payments/kind.ts';
import { prices } from './prices/kind.ts';
import { rates } from './rates/kind.ts';
import { sales } from './sales/kind.ts';

export const kinds = { sales, payments, rates, costs, direct_costs: directCosts, events, prices, contracts } as const satisfies Readonly<
  Record<string, AnyKind>
>;

export type FactName = keyof typeof kinds;
export const factNames = Object.keys(kinds) as [FactName, ...FactName[]];

/** Names of the journal's folders that hold facts. */
export type FactFolder = (typeof kinds)[FactName]['journal'];

/** A fact by the name of its kind. */
export type FactRows = { [Name in FactName]: Extract<ReturnType<(typeof kinds)[Name]['read']>, { type: 'fact' }>['entry'] };
