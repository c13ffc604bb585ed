/** The papers' figures, and consequences of the models' definitions: runs everywhere, without external data. */
import { describe, expect, test } from 'vitest';
import { publishedOfCdnow } from '../../../../../fixtures/published/cdnow.ts';
import type { History } from './history.ts';
import { lifetimeModels } from './models.ts';

const published = {
  bgnbd: publishedOfCdnow.bgnbd.params,
  mbgnbd: publishedOfCdnow.mbgnbd.params,
  paretonbd: publishedOfCdnow.paretonbd.params,
  mbgcnbd: publishedOfCdnow.mbgnbd.params,
};

/** A regular, a one-time buyer, one who fell silent, and one who never stops. */
const regular = { repeats: 2, lastWeeks: 30.43, ageWeeks: 38.86 };
const once = { repeats: 0, lastWeeks: 0, ageWeeks: 38.86 };
const silent = { repeats: 7, lastWeeks: 5, ageWeeks: 38.86 };
const tireless = { repeats: 5000, lastWeeks: 999, ageWeeks: 1000 };
const everyone = [regular, once, silent, tireless];
const models = Object.values(lifetimeModels);

/** A shop without randomness: many customers with one purchase, few frequent buyers, some that fell silent. */
const shop: History[] = Array.from({ length: 13 }, (_, repeats) => repeats).flatMap((repeats) =>
  [0.25, 0.6, 0.95].map((lastShare, part) => ({
    repeats,
    lastWeeks: repeats === 0 ? 0 : 33 * lastShare * (1 - 0.6 / (repeats + 1)),
    ageWeeks: 39 - 3 * part,
    customers: Math.round((60 * (repeats === 0 ? 3 : 1)) / (1 + repeats + part)),
  })),
);

test('the customer of Fader, Hardie and Lee (2005) with two repeats in week 30 of 39', () => {
  expect(lifetimeModels.bgnbd.logLikelihood(published.bgnbd, [{ ...regular, customers: 1 }])).toBeCloseTo(-9.458606, 6);
  expect(lifetimeModels.bgnbd.aliveProbability(published.bgnbd, regular)).toBeCloseTo(0.726579, 6);
  expect(lifetimeModels.bgnbd.expectedTransactions(published.bgnbd, regular, 39)).toBeCloseTo(1.226028, 6);
});

test('one who bought once is surely there for BG/NBD alone', () => {
  expect(models.map((model) => model.aliveProbability(published[model.name], once) === 1)).toEqual([true, false, false]);
});

describe.each(models)('$name', (model) => {
  const params: readonly number[] = published[model.name];

  test('in days the log-likelihood is less by x ln 7, and chances and forecasts are the same', () => {
    const inDays = params.map((value, at) => value * (['alpha', 'beta'].includes(model.parameters[at]!) ? 7 : 1));
    for (const history of everyone) {
      const days = { ...history, lastWeeks: history.lastWeeks * 7, ageWeeks: history.ageWeeks * 7 };
      expect(model.logLikelihood(inDays, [{ ...days, customers: 1 }]) + history.repeats * Math.log(7)).toBeCloseTo(
        model.logLikelihood(params, [{ ...history, customers: 1 }]),
        7,
      );
      expect(model.aliveProbability(inDays, days)).toBeCloseTo(model.aliveProbability(params, history), 12);
      expect(model.expectedTransactions(inDays, days, 70)).toBeCloseTo(model.expectedTransactions(params, history, 10), 9);
    }
  });

  test('without interest the discounted purchases are the expected ones; interest makes them fewer, and a longer horizon more', () => {
    for (const history of everyone) {
      const expected = model.expectedTransactions(params, history, 156);
      expect(model.discountedTransactions(params, history, { weeks: 156, ratePerWeek: 0 }) / expected).toBeCloseTo(1, 6);
      const yearly = model.discountedTransactions(params, history, { weeks: 156, ratePerWeek: 0.002 });
      expect(yearly).toBeLessThan(expected);
      expect(model.discountedTransactions(params, history, { weeks: Infinity, ratePerWeek: 0.002 })).toBeGreaterThan(yearly);
    }
  });

  test('the chance to be there falls with silence', () => {
    const chances = [31, 39, 60, 200].map((ageWeeks) => model.aliveProbability(params, { ...regular, ageWeeks }));
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    expect(chances.every((chance) => chance > 0 && chance < 1)).toBe(true);
  });

  test('no pole: 1 and its neighbourhood give the same forecast', () => {
    const at = (value: number): number => model.expectedTransactions(params.with(2, value), regular, 39);
    expect(at(1)).toBeCloseTo((at(1 - 1e-6) + at(1 + 1e-6)) / 2, 9);
  });
});

describe.each(models)('fit of $name', (model) => {
  test('copies of everybody change nothing', () => {
    const [one, ten, fifty] = [1, 10, 50].map((copies) =>
      model.fit(shop.map((history) => ({ ...history, customers: history.customers * copies }))),
    );
    for (const copied of [ten!, fifty!])
      for (const [at, value] of copied.params.entries()) expect(value / one!.params[at]!).toBeCloseTo(1, 5);
    expect(one!.converged).toBe(true);
  });

  test('the maximum is one: every parameter moved by a hundredth is less likely', () => {
    const { params, logLikelihood } = model.fit(shop);
    const of = (moved: readonly number[]): number => model.logLikelihood(moved, shop);
    expect(of(params)).toBeCloseTo(logLikelihood, 6);
    for (const at of params.keys())
      for (const by of [0.99, 1.01]) expect(of(params.with(at, params[at]! * by))).toBeLessThan(logLikelihood);
  });

  test('starting from the last fit comes to the same, sooner', () => {
    const first = model.fit(shop);
    const again = model.fit(shop, { startFrom: first.params });
    expect(again.evaluations).toBeLessThan(first.evaluations);
    for (const [at, value] of again.params.entries()) expect(value / first.params[at]!).toBeCloseTo(1, 5);
  });

  test('nobody came back: nothing is fitted, and it is said', () => {
    expect(model.fit([{ ...once, customers: 40 }])).toMatchObject({ converged: false, boundary: 'no_repeats' });
  });
});
