/** CDNOW as in the papers, from the log of purchases to the hold-out, where that log is at hand. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPurchaseLog } from '../src/imports/purchase-log/read-purchase-log.ts';
import { runProgram } from '../src/cli/program.ts';
import { fitGammaGamma } from '../src/core/differentiate/lifetime-value/models/gamma-gamma.ts';
import { historiesOfPurchases } from '../src/core/differentiate/lifetime-value/histories/histories-of-purchases.ts';
import { lifetimeModels } from '../src/core/differentiate/lifetime-value/models/models.ts';

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
    [
      'CDNOW_sample.txt',
      2357,
      { bgnbd: -9582.4292, paretonbd: -9594.9762, mbgnbd: -9582.1357, gammagamma: -4055.9177 },
      [6.2496, 3.7442, 15.4435],
    ],
    ['CDNOW_master.txt', 23570, { bgnbd: -95368.4439, paretonbd: -95415.1186, mbgnbd: -95336.9583, gammagamma: -40763.4763 }, null],
  ])('%s: likelihoods as published', async (file, customers, likelihoods, money) => {
    const { histories, spendings } = historiesOfPurchases(await purchases(file), end);
    expect(sum(histories.map((history) => history.customers))).toBe(customers);
    for (const name of ['bgnbd', 'mbgnbd', 'paretonbd'] as const)
      expect(Math.abs(lifetimeModels[name].fit(histories).logLikelihood - likelihoods[name])).toBeLessThan(1e-3);
    const spending = fitGammaGamma(spendings)!;
    expect(Math.abs(spending.logLikelihood - likelihoods.gammagamma)).toBeLessThan(1e-3);
    if (money !== null) for (const [at, value] of money.entries()) expect(spending.params[at]).toBeCloseTo(value, 3);
  });

  test.each([
    ['bgnbd', -0.121, 0.626],
    ['paretonbd', -0.115, 0.63],
  ] as const)(
    'weeks 40 to 78 of the sample by %s: off in total, customer by customer, and for who had not come back',
    async (name, bias, correlation) => {
      const log = await purchases('CDNOW_sample.txt');
      const model = lifetimeModels[name];
      const { params } = model.fit(historiesOfPurchases(log, end).histories);
      const { history, later } = byCustomer(log);
      const expected = history.map((each) => model.expectedTransactions(params, each, 39));
      expect(sum(later)).toBe(1882);
      expect(sum(expected) / sum(later) - 1).toBeCloseTo(bias, 3);
      expect(correlationOf(expected, later)).toBeCloseTo(correlation, 3);
      const once = [...history.keys()].filter((i) => history[i]!.repeats === 0);
      if (name === 'bgnbd') expect(sum(once.map((i) => expected[i]!)) / once.length).toBeCloseTo(0.225, 3);
      expect(sum(once.map((i) => later[i]!)) / once.length).toBeCloseTo(0.237, 3);
    },
  );

  test('days merged into calendar weeks are another fit: r .283 for .243, where weeks begin on Mondays', async () => {
    const log = await purchases('CDNOW_sample.txt');
    const monday = (on: number): number => on - ((on + 3) % 7);
    const known = log.day.map((on) => (on > end.endDay ? on : monday(on)));
    const weekly = historiesOfPurchases({ ...log, day: known }, { ...end, endDay: monday(end.endDay) });
    expect(lifetimeModels.bgnbd.fit(weekly.histories).params[0]).toBeCloseTo(0.283, 3);
  });

  test('repeats up to week 78 without looking at what each customer did: 4 % and 1.6 % too few, as published', async () => {
    const log = await purchases('CDNOW_sample.txt');
    const { histories } = historiesOfPurchases(log, end);
    const untilWeek78 = historiesOfPurchases(log, { ...end, endDay: end.endDay + 39 * 7 }).histories;
    const actual = sum(untilWeek78.map((history) => history.customers * history.repeats));
    expect(actual).toBe(4339);
    const bias = (name: 'bgnbd' | 'paretonbd'): number => {
      const model = lifetimeModels[name];
      const { params } = model.fit(histories);
      return (
        sum(
          histories.map(
            (history) =>
              history.customers * model.expectedTransactions(params, { repeats: 0, lastWeeks: 0, ageWeeks: 0 }, history.ageWeeks + 39),
          ),
        ) /
          actual -
        1
      );
    };
    // As precisely as they are printed.
    expect(bias('bgnbd')).toBeCloseTo(-0.04, 2);
    expect(bias('paretonbd')).toBeCloseTo(-0.016, 3);
  });

  test('the command says the same, and days differ from weeks by ln 7 for each repeat', async () => {
    const run = async (
      ...words: string[]
    ): Promise<{ customers: number; models: { name: string; logLikelihood: number }[]; chosen: string }> => {
      let out = '';
      const io = {
        cwd: folder,
        out: (text: string) => void (out += text),
        err: () => {},
        drawsProgress: false,
        language: 'en' as const,
        signal: new AbortController().signal,
      };
      expect(
        await runProgram(['lifetime', 'fit', 'CDNOW_sample.txt', '--calibration-end', '1997-09-30', '--json', ...words], io, () =>
          Promise.resolve(1),
        ),
      ).toBe(0);
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

/** Each customer's own history, and its purchase days afterwards. */
function byCustomer(log: Awaited<ReturnType<typeof purchases>>): {
  history: { repeats: number; lastWeeks: number; ageWeeks: number }[];
  later: number[];
} {
  const days = new Map<number, Set<number>>();
  for (const [at, on] of log.day.entries()) days.set(log.customer[at]!, (days.get(log.customer[at]!) ?? new Set()).add(on));
  const all = [...days.values()].map((own) => [...own].toSorted((a, b) => a - b));
  return {
    history: all.map((own) => {
      const known = own.filter((on) => on <= end.endDay);
      return { repeats: known.length - 1, lastWeeks: (known.at(-1)! - known[0]!) / 7, ageWeeks: (end.endDay - known[0]!) / 7 };
    }),
    later: all.map((own) => own.filter((on) => on > end.endDay).length),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function correlationOf(one: readonly number[], other: readonly number[]): number {
  const [meanOne, meanOther] = [sum(one) / one.length, sum(other) / other.length];
  const product = (a: readonly number[], b: readonly number[], [meanA, meanB]: readonly [number, number]): number =>
    sum(a.map((value, at) => (value - meanA) * (b[at]! - meanB)));
  return (
    product(one, other, [meanOne, meanOther]) /
    Math.sqrt(product(one, one, [meanOne, meanOne]) * product(other, other, [meanOther, meanOther]))
  );
}
