/** A valuation in stages: which of them a change makes anew, which it leaves alone, and that a stage which a crash prevented is made by the next start. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asProgram } from '../src/core/access/sight.ts';
import { fillWithDemo } from '../src/flow/keep/fill-with-demo.ts';
import { ensureSettled, settle } from '../src/flow/settle.ts';
import { stagesToCome } from '../src/questions/differentiate/stages-to-come.ts';
import { customerProfit } from '../src/questions/differentiate/customer-profit.ts';
import { explainCustomer } from '../src/questions/differentiate/explain-customer.ts';
import { publishedStages, type Stage, stages } from '../src/records/runs/stages.ts';
import { currentRun } from '../src/records/runs/reader.ts';
import { openCompany, type TestCompany } from './company.ts';
import { emptyCompany } from './template.ts';

let company: TestCompany;
const sight = asProgram('command line');
const run = { signal: new AbortController().signal, report: () => {} };
beforeAll(async () => {
  company = await openCompany();
  await fillWithDemo(company.context, { customers: 60, seed: 3, lastMonth: '2026-05', language: 'en' }, run);
});
afterAll(() => company[Symbol.asyncDispose]());

const published = () => company.context.records.read(sight, publishedStages);

/** The stages that `change` published anew. */
async function madeBy(change: () => Promise<unknown>): Promise<Stage[]> {
  const before = await published();
  await change();
  const after = await published();
  return stages.filter((stage) => after.get(stage)?.publishedAt.getTime() !== before.get(stage)?.publishedAt.getTime());
}

const customer = async (): Promise<{ codes: string[] }> => (await company.json<{ codes: string[] }[]>('customers'))[0]!;
const worth = () => company.json<unknown>('customers');

test('all stages are published, and who asks again makes none of them anew', async () => {
  expect([...(await published()).keys()].toSorted()).toEqual(stages.toSorted());
  expect(await madeBy(() => ensureSettled(company.context, run))).toEqual([]);
});

test('a need that is said makes the potential anew, and nothing else', async () => {
  const { codes } = await customer();
  expect(await madeBy(() => company.run('potential', codes[0]!, '--need', '1000000'))).toEqual(['potential']);
});

test('settings of the classes leave forecast and potential as they are', async () => {
  expect(await madeBy(() => company.run('settings', 'set', 'tiers.vipPermille=300'))).toEqual(['classes', 'profit', 'history', 'reasons']);
});

test('a stage that is missing, because the program was killed before it, is made by the next start, as it would have been', async () => {
  const before = await worth();
  await company.context.records.change(sight, async (tx) => {
    await tx.deleteFrom('run_stage').where('stage', 'in', ['forecast', 'potential', 'reasons']).execute();
    await tx.updateTable('scorecard').set({ lifetime_value_minor: null, strategic_value_minor: null, strategic_tier: null }).execute();
  });
  expect(await madeBy(() => ensureSettled(company.context, run))).toEqual(['forecast', 'potential', 'reasons']);
  expect(await worth()).toEqual(before);
});

test('stopped once the classes are there, the answers name what is still to come, and the next settling makes exactly that', async () => {
  const before = await worth();
  const toCome = () => company.context.records.read(sight, stagesToCome);
  expect(await toCome()).toEqual([]);
  const stop = new AbortController();
  const stopped = settle(
    company.context,
    { actor: sight, asOf: '2026-04-30' },
    { signal: stop.signal, report: ({ step }) => step === 'forecasting' && stop.abort(new Error('stopped by hand')) },
  );
  await expect(stopped).rejects.toThrow('stopped by hand');
  expect(await toCome()).toEqual(['history', 'forecast', 'potential', 'reasons']);
  // Nothing of the forecast as of another day is shown with these classes.
  const scored = await company.context.records.read(sight, (tx) =>
    tx.selectFrom('scorecard').select(['lifetime_value_minor', 'strategic_value_minor']).execute(),
  );
  expect(scored.some((card) => card.lifetime_value_minor !== null || card.strategic_value_minor !== null)).toBe(false);
  const id = await company.context.records.read(sight, (tx) => tx.selectFrom('scorecard').select('customer_id').executeTakeFirstOrThrow());
  expect((await explainCustomer(company.context, sight, id.customer_id))?.reason).toEqual({});
  // Its statement is there, and nobody to compare it with: who else is of its tier is in the history.
  expect(await customerProfit(company.context, sight, { id: id.customer_id })).toMatchObject({ peers: { customers: 0 }, why: [] });
  expect(await madeBy(() => ensureSettled(company.context, run))).toEqual(['history', 'forecast', 'potential', 'reasons']);
  expect(await toCome()).toEqual([]);
  await company.run('value', '--as-of', '2026-05-31');
  expect(await worth()).toEqual(before);
});

test('metrics that were deleted come back with their costs, and no stage is made again', async () => {
  const folder = emptyCompany();
  const profit = async (): Promise<{ text: string; stages: Awaited<ReturnType<typeof published>> }> => {
    await using opened = await openCompany(folder, { keep: true });
    if ((await opened.context.records.read(sight, currentRun)) === undefined)
      await fillWithDemo(opened.context, { customers: 40, seed: 4, lastMonth: '2026-05', language: 'en' }, run);
    const { out } = await opened.run('profit', '--by', 'customer', '--json');
    return { text: out, stages: await opened.context.records.read(sight, publishedStages) };
  };
  const before = await profit();
  rmSync(join(folder, 'metrics.duckdb'));
  expect(await profit()).toEqual(before);
  rmSync(folder, { recursive: true, force: true });
});
