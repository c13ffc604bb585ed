/** Step 2: the metrics follow the journal, and are checked against it. A failed check stops here: nothing is published on it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import { registeredEntries } from '../../records/journal/reader.ts';
import { allCodes } from '../../records/customers/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { costingNow } from '../rules/cost-rules.ts';
import { FlowRefused } from '../refused.ts';
import type { Run } from '../run.ts';
import { settingsNow } from '../rules/class-rules.ts';

export async function rebuildMetrics(context: Context, run: Run): Promise<void> {
  const { batches, codes, currency } = await context.records.as('system', async (tx) => ({
    batches: await registeredEntries(tx, context.config.dataDir),
    codes: await allCodes(tx),
    currency: await currencyOfSums(tx),
  }));
  await context.metrics.rebuild({
    batches,
    codes,
    currency,
    signal: run.signal,
    onProgress: ({ done, of }) => run.report({ step: 'measuring', done, total: of, perSecond: null }),
  });
  const { settings } = await context.records.as('system', settingsNow);
  await context.metrics.cost(await costingNow(context, settings.lifecycle.newMonths));
  run.signal.throwIfAborted();
  run.report({ step: 'checking', done: 0, total: null, perSecond: null });
  const broken = (await context.metrics.check('last_rebuild')).filter((check) => !check.ok);
  if (broken.length > 0) {
    writeFileSync(join(context.config.dataDir, 'failed-checks.json'), JSON.stringify(broken, null, 2));
    throw new FlowRefused({
      code: 'checks_failed',
      detail: { checks: broken.map((check) => `${check.name}: ${check.difference}`).join('; ') },
    });
  }
}
