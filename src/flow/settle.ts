/**
 * Brings what is published up to the facts, the rules and the records: measures, checks, values, and publishes stage by stage whatever is
 * behind. What is not behind is left alone, so a change of one rule, a crash, a restored backup and an import are one case.
 */
import { asProgram, type Sight } from '../core/access/sight.ts';
import type { Context } from '../context/context.ts';
import { defaultAsOf } from '../core/differentiate/as-of.ts';
import type { Recognition } from '../imports/recognition.ts';
import { recognitionsThatCount } from '../records/imports/reader.ts';
import { currentRun } from '../records/runs/reader.ts';
import { unpublish } from '../records/runs/writer.ts';
import { costCustomers, measureFacts } from './2-rebuild-metrics/rebuild-metrics.ts';
import { type Published, publishStages } from './3-value-customers/publish-stages.ts';
import { rulesNow } from './bases.ts';
import type { Run } from './run.ts';

/** As of a date; where none is named, of the day with which sales and payments end. */
export async function settle(context: Context, what: { actor: Sight; asOf?: string | undefined }, run: Run): Promise<Published> {
  const rules = await rulesNow(context);
  await measureFacts(context, rules, run);
  const asOf = what.asOf ?? (await asOfDate(context));
  const published = asOf === null ? null : await publishStages(context, { asOf, actor: what.actor, rules }, run);
  // Where no stage was behind, or there is nobody to value, the metrics may still lack their costs: they were deleted, or costs came alone.
  await costCustomers(context, rules, run);
  if (published !== null) return published;
  // Everything was undone: there is nothing to publish any more.
  await context.records.change(asProgram('valuation'), unpublish);
  return { runId: null, asOf: null, customers: 0 };
}

/** Finishes what a crash left undone between the journal, the rules and the published figures; else does nothing. */
export async function ensureSettled(context: Context, run: Run): Promise<void> {
  const { position } = await rulesNow(context);
  const published = await context.records.read(asProgram('valuation'), currentRun);
  if (published === undefined && position === '0') return;
  // New facts are valued as of the day with which they end; the same facts as of the date that they are shown at.
  const asOf = published?.journal_position === position ? published.as_of : undefined;
  await settle(context, { actor: asProgram('valuation'), asOf }, run);
}

/** Where sales and payments end: what nothing else says. Null where there are none. Costs and events come when they come. */
async function asOfDate(context: Context): Promise<string | null> {
  const facts = await context.metrics.ofCompany(asProgram('valuation')).factDates();
  if (facts === null) return null;
  const recognised = await context.records.read(asProgram('valuation'), (tx) => recognitionsThatCount(tx, ['sales', 'payments']));
  const stated = recognised.map((recognition) => (recognition as Recognition | null)?.period?.to).filter((date) => date !== undefined);
  return defaultAsOf({ lastFact: facts.last, statedUntil: stated });
}
