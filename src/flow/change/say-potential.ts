/**
 * A person says what a customer could buy: its need of a year, its size. Everybody is valued by it next, for the tiers are a matter of
 * everybody; stopped or killed in between, the next start does it.
 */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { problemOfPotential, type SaidPotential } from '../../core/differentiate/strategic-value/said-potential.ts';
import type { Tx } from '../../records/database.ts';
import { type Potential, sayPotential } from '../../records/potentials/writer.ts';
import { potentialOf } from '../../records/potentials/reader.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { FlowRefused } from '../refused.ts';
import type { Run } from '../run.ts';
import { settle } from '../settle.ts';

export interface PotentialSaid {
  before: Potential;
  after: Potential;
  /** False where that was said already: nothing is written then. */
  changed: boolean;
  /** The date that everybody is to be valued at again; undefined where nothing is published yet. */
  asOf: string | undefined;
}

const nothing: Potential = { size: null, yearlyNeedMinor: null, reason: '' };

/** Undefined where the actor may not see such a customer. */
export async function savePotential(
  tx: Tx,
  { customerId, said, actor }: { customerId: string; said: SaidPotential; actor: Sight },
): Promise<PotentialSaid | undefined> {
  const problem = problemOfPotential(said);
  if (problem !== null) throw new FlowRefused(problem);
  const customer = await tx.selectFrom('customer').select('id').where('id', '=', customerId).executeTakeFirst();
  if (customer === undefined) return undefined;
  const known = await potentialOf(tx, customerId);
  const before: Potential =
    known === undefined ? nothing : { size: known.size, yearlyNeedMinor: known.yearlyNeedMinor, reason: known.reason };
  const after: Potential = {
    size: said.size === undefined ? before.size : said.size,
    yearlyNeedMinor:
      said.yearlyNeedMinor === undefined
        ? before.yearlyNeedMinor
        : said.yearlyNeedMinor === null
          ? null
          : String(BigInt(said.yearlyNeedMinor)),
    reason: said.reason?.trim() ?? '',
  };
  const asOf = (await currentRun(tx))?.as_of;
  const changed =
    after.size !== before.size ||
    after.yearlyNeedMinor !== before.yearlyNeedMinor ||
    (said.reason !== undefined && after.reason !== before.reason);
  if (changed) await sayPotential(tx, { customerId, before, after, actor });
  return { before, after: changed ? after : before, changed, asOf };
}

export async function savePotentialAndPublish(
  context: Context,
  what: { customerId: string; said: SaidPotential; actor: Sight },
  run: Run,
): Promise<void> {
  const saved = await context.records.change(what.actor, (tx) => savePotential(tx, what));
  if (saved?.changed) await settle(context, { actor: what.actor, asOf: saved.asOf }, run);
}
