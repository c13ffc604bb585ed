/**
 * Step 2: the metrics follow the journal, and are checked against it: first what is measured of documents, then what it costs to serve
 * customers. What agrees with the journal already is left alone. A failed check stops here: nothing is published on it.
 */
import { asProgram } from '../../core/access/sight.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context/context.ts';
import type { CheckedPart, CheckScope } from '../../metrics/check.ts';
import { registeredEntries } from '../../records/journal/reader.ts';
import { allCodes } from '../../records/customers/reader.ts';
import { basisOfCosts, basisOfFacts, type RulesNow } from '../bases.ts';
import { costingNow } from '../rules/cost-rules.ts';
import { FlowRefused } from '../refused.ts';
import type { Run } from '../run.ts';

export async function measureFacts(context: Context, rules: RulesNow, run: Run): Promise<void> {
  const basis = basisOfFacts(rules);
  const agreed = await context.metrics.agreesWith('facts');
  if (agreed === basis) return;
  const { batches, codes } = await context.records.read(asProgram('valuation'), async (tx) => ({
    batches: await registeredEntries(tx, context.config.dataDir),
    codes: await allCodes(tx),
  }));
  await context.metrics.rebuild({
    batches,
    codes,
    currency: rules.currency,
    signal: run.signal,
    onProgress: ({ done, of }) => run.report({ step: 'measuring', done, total: of, perSecond: null }),
  });
  // Killed between measuring and checking, the next rebuild would check its own months only: all are, then.
  await check(context, { part: 'facts', scope: agreed === null ? 'all' : 'last_rebuild' }, run);
  await context.metrics.noteAgreement('facts', basis);
}

/** The facts are measured. */
export async function costCustomers(context: Context, rules: RulesNow, run: Run): Promise<void> {
  const basis = basisOfCosts(rules);
  if ((await context.metrics.agreesWith('costs')) === basis) return;
  run.signal.throwIfAborted();
  run.report({ step: 'costing', done: 0, total: null, perSecond: null });
  await context.metrics.cost(await costingNow(context, rules.settings.lifecycle.newMonths));
  await check(context, { part: 'costs', scope: 'last_rebuild' }, run);
  await context.metrics.noteAgreement('costs', basis);
}

async function check(context: Context, { part, scope }: { part: CheckedPart; scope: CheckScope }, run: Run): Promise<void> {
  run.signal.throwIfAborted();
  run.report({ step: 'checking', done: 0, total: null, perSecond: null });
  const broken = (await context.metrics.ofCompany(asProgram('valuation')).check(scope, part)).filter((each) => !each.ok);
  if (broken.length === 0) return;
  writeFileSync(join(context.config.dataDir, 'failed-checks.json'), JSON.stringify(broken, null, 2));
  throw new FlowRefused({
    code: 'checks_failed',
    detail: { checks: broken.map((each) => `${each.name}: ${each.difference}`).join('; ') },
  });
}
