/**
 * What every set of rules has in common: how what is stored is read, what a change makes of it, and what must be made again. A new set is
 * a file beside this one and a name in records/rules/rules.ts; saving, withdrawing and numbering are the same for all (change/change-rules.ts).
 */
import type { Context } from '../../context/context.ts';
import type { Tx } from '../../records/database.ts';
import type { RuleName } from '../../records/rules/rules.ts';

export interface RuleSet<Chosen, Asked> {
  name: RuleName;
  /** The only reader of what is stored. `null` is stored where nothing is chosen. */
  read(stored: unknown): Chosen;
  /** What is chosen after a change; throws FlowRefused where that cannot be. */
  after(now: Chosen, asked: Asked): Chosen;
  /** What is stored of it; null where it is what holds when nothing is chosen. */
  stored(chosen: Chosen): unknown;
  /** Refuses what the company's facts forbid. */
  check?(context: Context, asked: Asked): Promise<void>;
  /** What else of the records changes with it, in the same transaction. */
  follow?(tx: Tx, change: { from: Chosen; to: Chosen }): Promise<void>;
  /** Whether the measures themselves depend on it: where publishing failed, they are made again by what holds. */
  measures: boolean;
}
