/** Simulated customers with regular purchases: k is found again, and silence and forecasts are what the regular are like. */
import { describe, expect, test } from 'vitest';
import { beta, exponential, gamma, type Random, randomOf } from '../../../../../fixtures/seeded-random.ts';
import { mbgcnbd, mbgnbd } from './beta-geometric.ts';
import type { History } from './history.ts';
import { Gaps, fitRegularity } from './regularity.ts';

const truth = [2, 1.5, 0.6, 4] as const;
const ageWeeks = 78;
const laterWeeks = 26;

interface Simulated {
  history: History;
  gaps: number[];
  later: number;
  alive: boolean;
}

function simulated(regularity: number, random: Random): Simulated {
  const [r, alpha, a, b] = truth;
  const rate = gamma(random, r) / alpha;
  const leaves = beta(random, [a, b]);
  const gap = (): number => Array.from({ length: regularity }, () => exponential(random, 1 / rate)).reduce((sum, each) => sum + each, 0);
  const gaps: number[] = [];
  let [time, later] = [0, 0];
  let there = random() >= leaves;
  let alive = there;
  for (let next = gap(); there && time + next < ageWeeks + laterWeeks; next = gap()) {
    time += next;
    there = random() >= leaves;
    if (time > ageWeeks) later++;
    else [alive] = [there, gaps.push(next)];
  }
  return {
    history: { repeats: gaps.length, lastWeeks: gaps.reduce((sum, each) => sum + each, 0), ageWeeks, customers: 1 },
    gaps,
    later,
    alive,
  };
}

function company(regularity: number, customers: number): Simulated[] {
  const random = randomOf(20261123 + regularity);
  return Array.from({ length: customers }, () => simulated(regularity, random));
}

/** `together`: gaps that are known only summed. */
function gapsOf(all: readonly Simulated[], together: number): Gaps {
  const gaps = new Gaps();
  for (const one of all) {
    for (let at = 0; at < one.gaps.length; at += together) {
      const some = one.gaps.slice(at, at + together);
      gaps.add(
        some.length,
        some.reduce((sum, each) => sum + each, 0),
      );
    }
  }
  return gaps;
}

describe.each([1, 2, 4])('three thousand customers for whom every purchase is the %d. event', (regularity) => {
  const all = company(regularity, 3000);
  const histories = all.map(({ history }) => history);

  test.each([1, 3])('are found to be so, their gaps known by %d', (together) => {
    const { model, fit } = fitRegularity(histories, gapsOf(all, together));
    expect(model.regularity).toBe(regularity);
    for (const [at, value] of truth.entries())
      expect(Math.abs(Math.log(fit.params[at]! / value)) / Math.sqrt(fit.covariance![at]![at]!)).toBeLessThan(3);
  });

  test('are alive, and buy, as many as their model says', () => {
    const model = mbgcnbd(regularity);
    const expected = { alive: 0, later: 0, any: 0 };
    for (const history of histories) {
      const alive = model.aliveProbability(truth, history);
      expected.alive += alive;
      expected.later += model.expectedTransactions(truth, history, laterWeeks);
      expected.any +=
        alive *
        model
          .phases(truth, history)
          .reduce((sum, chance, phase) => sum + chance * model.anyIfAlive(truth, history, { weeks: laterWeeks, phase }), 0);
    }
    const actual = {
      alive: all.filter(({ alive }) => alive).length,
      later: all.reduce((sum, { later }) => sum + later, 0),
      any: all.filter(({ later }) => later > 0).length,
    };
    for (const what of ['alive', 'later', 'any'] as const) expect(expected[what] / actual[what], what).toBeCloseTo(1, 1.2);
  });
});

test('one event to a purchase is MBG/NBD', () => {
  expect(mbgcnbd(1)).toBe(mbgnbd);
});

test('in days the log-likelihood, gaps included, is less by x ln 7, however regular', () => {
  const [weeks, days] = [new Gaps(), new Gaps()];
  weeks.add(1, 2);
  weeks.add(2, 5);
  days.add(1, 14);
  days.add(2, 35);
  const history = { repeats: 3, lastWeeks: 7, ageWeeks: 10, customers: 1 };
  const inDays = { ...history, lastWeeks: 49, ageWeeks: 70 };
  const [r, alpha, a, b] = truth;
  const model = mbgcnbd(3);
  const difference =
    model.logLikelihood(truth, [history]) + weeks.logDensity(3) - model.logLikelihood([r, alpha * 7, a, b], [inDays]) - days.logDensity(3);
  // Two gaps, one of which is two that are known together: two densities, two powers of 7.
  expect(difference).toBeCloseTo(2 * Math.log(7), 8);
});

test('the more regular a customer, the sooner silence says that it left', () => {
  const silent = { repeats: 20, lastWeeks: 60, ageWeeks: 78 };
  const [r, alpha, a, b] = truth;
  const chances = [1, 2, 4].map((regularity) => mbgcnbd(regularity).aliveProbability([r, alpha / regularity, a, b], silent));
  expect(chances[0]!).toBeGreaterThan(chances[1]!);
  expect(chances[1]!).toBeGreaterThan(chances[2]!);
});

test('the gradient is that of the likelihood', () => {
  const model = mbgcnbd(3);
  const histories = company(3, 200).map(({ history }) => history);
  const { params } = model.fit(histories);
  // At the maximum every direction is downhill, and by as much on either side.
  const at = (moved: readonly number[]): number => model.logLikelihood(moved, histories);
  for (const index of params.keys()) {
    const [up, down] = [1.001, 0.999].map((by) => at(params) - at(params.with(index, params[index]! * by)));
    expect(up).toBeGreaterThan(0);
    expect(up! / down!).toBeCloseTo(1, 0.5);
  }
});

test('discounted purchases lie between none and all, and without interest are all', () => {
  const history = { repeats: 5, lastWeeks: 40, ageWeeks: 50 };
  const model = mbgcnbd(3);
  const all = model.expectedTransactions(truth, history, 156);
  expect(model.discountedTransactions(truth, history, { weeks: 156, ratePerWeek: 0 })).toBeCloseTo(all, 9);
  const byMonths = Array.from(
    { length: 624 },
    (_, at) =>
      (model.expectedTransactions(truth, history, (at + 1) / 4) - model.expectedTransactions(truth, history, at / 4)) *
      Math.exp((-0.002 * (at + 0.5)) / 4),
  );
  expect(model.discountedTransactions(truth, history, { weeks: 156, ratePerWeek: 0.002 })).toBeCloseTo(
    byMonths.reduce((sum, each) => sum + each, 0),
    3,
  );
});
