/** CDNOW as the papers have it, from the log of purchases to the hold-out, where that log is at hand. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPurchaseLog } from '../src/imports/purchase-log/read-purchase-log.ts';
import { runProgram } from '../src/cli/program.ts';
import { fitGammaGamma } from '../src/core/differentiate/lifetime-value/gamma-gamma.ts';
import { historiesOfPurchases } from '../src/core/differentiate/lifetime-value/histories-of-purchases.ts';
import { lifetimeModels } from '../src/core/differentiate/lifetime-value/models.ts';

const folder = join(import.meta.dirname, '../../shared/data/cdnow');
const day = (date: string): number => Date.parse(date) / 86_400_000;
const end = { endDay: day('1997-09-30'), unitDays: 7 };

async function purchases(file: string) {
  const log = await readPurchaseLog(join(folder, file));
  if (log.kind !== 'log') throw new Error('CDNOW is a log of purchases');
  return log;
}

describe.skipIf(!existsSync(folder))('CDNOW (skipped where ../shared/data/cdnow is missing)', () => {
  test.each([
    ['CDNOW_sample.txt', 2357, { bgnbd: -9582.4292, paretonbd: -9594.9762, mbgnbd: -9582.1357, gammagamma: -4055.9177 }, [6.2496, 3.7442, 15.4435]],
    ['CDNOW_master.txt', 23570, { bgnbd: -95368.4439, paretonbd: -95415.1186, mbgnbd: -95336.9583, gammagamma: -40763.4763 }, null],
  ])('%s: likelihoods as published', async (file, customers, likelihoods, money) => {
    const { histories, spendings } = historiesOfPurchases(await purchases(file), end);
    expect(histories.reduce((sum, history) => sum + history.customers, 0)).toBe(customers);
    for (const name of ['bgnbd', 'mbgnbd', 'paretonbd'] as const) expect(Math.abs(lifetimeModels[name].fit(histories).logLikelihood - likelihoods[name])).toBeLessThan(1e-3);
    const spending = fitGammaGamma(spendings)!;
    expect(Math.abs(spending.logLikelihood - likelihoods.gammagamma)).toBeLessThan(1e-3);
    if (money !== null) for (const [at, value] of money.entries()) expect(spending.params[at]).toBeCloseTo(value, 3);
  });

  test('weeks 40 to 78 of the sample: the hold-out bias, the correlation', async () => {
    const log = await purchases('CDNOW_sample.txt');
    const { histories } = historiesOfPurchases(log, end);
    const later = new Set<string>();
    for (const [at, on] of log.day.entries()) if (on > end.endDay) later.add(`${log.customer[at]} ${on}`);
    expect(later.size).toBe(1882);
    const bias = (name: 'bgnbd' | 'paretonbd'): number => {
      const model = lifetimeModels[name];
      const { params } = model.fit(histories);
      return histories.reduce((sum, history) => sum + history.customers * model.expectedTransactions(params, history, 39), 0) / later.size - 1;
    };
    expect(bias('bgnbd')).toBeCloseTo(-0.121, 3);
    expect(bias('paretonbd')).toBeCloseTo(-0.115, 3);
  });

  test('the command says the same, and days differ from weeks by ln 7 for each repeat', async () => {
    const run = async (...words: string[]): Promise<{ customers: number; models: { name: string; logLikelihood: number }[]; chosen: string }> => {
      let out = '';
      const io = { cwd: folder, out: (text: string) => void (out += text), err: () => {}, drawsProgress: false, language: 'en' as const, signal: new AbortController().signal };
      expect(await runProgram(['lifetime', 'fit', 'CDNOW_sample.txt', '--calibration-end', '1997-09-30', '--json', ...words], io, () => Promise.resolve(1))).toBe(0);
      return JSON.parse(out) as Awaited<ReturnType<typeof run>>;
    };
    const [weeks, days] = [await run(), await run('--unit', 'day')];
    expect(weeks.models.map(({ name }) => name)).toEqual(['bgnbd', 'mbgnbd', 'paretonbd', 'gammagamma']);
    expect(weeks.customers).toBe(2357);
    expect(weeks.models[0]!.logLikelihood).toBeCloseTo(-9582.4292, 3);
    expect((weeks.models[0]!.logLikelihood - days.models[0]!.logLikelihood) / Math.log(7)).toBeCloseTo(2457, 2);
    expect(['mbgnbd', 'paretonbd']).toContain(weeks.chosen);
  });
});
