/** After facts changed: rebuild the metrics, check them, value every customer, publish. A failed check publishes nothing. */
import type { Context } from '../context/context.ts';
import { journalPosition } from '../records/journal/reader.ts';
import { saidUntil } from '../records/potentials/reader.ts';
import { currentRun } from '../records/runs/reader.ts';
import { rulesVersion } from '../records/rules/rules.ts';
import { rebuildMetrics } from './2-rebuild-metrics/rebuild-metrics.ts';
import { type Published, valueAndPublish } from './3-value-customers/value-customers.ts';
import type { Run } from './run.ts';

export async function settle(context: Context, what: { actor: string; asOf?: string | undefined }, run: Run): Promise<Published> {
  await rebuildMetrics(context, run);
  return valueAndPublish(context, what, run);
}

/** Finishes what a crash left undone between the journal and the published numbers; else does nothing. */
export async function ensureSettled(context: Context, run: Run): Promise<void> {
  const { position, published, rules, said } = await context.records.as('system', async (tx) => ({
    position: await journalPosition(tx),
    published: await currentRun(tx),
    rules: await rulesVersion(tx),
    said: await saidUntil(tx),
  }));
  const behind = published === undefined ? position !== '0' : published.journal_position !== position || published.reasons_file === null;
  if (behind) await settle(context, { actor: 'system' }, run);
  // Settings were saved, and whoever saved them did not live to publish what follows from them.
  // So was what people said of a customer's potential; and a run of an older program knows nothing of potentials.
  else if (published !== undefined && (published.rules_version !== rules || published.summary['potentialSaidUntil'] !== said))
    await settle(context, { actor: 'system', asOf: published.as_of }, run);
  // The metrics are disposable: whoever deleted them gets them back.
  else if (position !== '0' && (await context.metrics.factDates()) === null) await rebuildMetrics(context, run);
}
