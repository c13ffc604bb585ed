/** A simulated company with a known truth: its forecast, its back-test, and the result where the data is too thin. */
import { beforeAll, describe, expect, test } from 'vitest';
import { exponential, randomOf } from '../../../../fixtures/seeded-random.ts';
import { monthOfNumber, monthNumber } from '../../calendar.ts';
import { allocateCells, type CustomerMeasures } from '../measures.ts';
import { measuresOf } from '../measures-of-facts.test-support.ts';
import { defaultSettings } from '../settings.ts';
import { mbgcnbd } from './models/beta-geometric.ts';
import { companyHistories, historyOf } from './histories/company-histories.ts';
import { paretonbd } from './models/pareto-nbd.ts';
import { discountFactor, projectedFactor } from './forecast/projection.ts';
import { type Lifetimes, valueLifetimes } from './value-lifetimes.ts';

const settings = defaultSettings.lifetime;

describe('a kiosk, a wholesaler and a hospital: too few for a model', () => {
  const months = Array.from({ length: 12 }, (_, at) => monthOfNumber(monthNumber('2025-01-01') + at).first);
  const measures = measuresOf({
    asOf: '2025-12-31',
    customers: ['hospital', 'kiosk', 'wholesaler'],
    facts: months
      .map((day) => ({ customer: 'wholesaler', day, net: 1000, cost: 900 }))
      .concat([{ customer: 'kiosk', day: '2025-12-01', net: 50, cost: 40 }]),
  });
  const { report, scorecard, reason } = valueLifetimes({ measures, settings });

  test('get a plain projection that says so, and nobody’s chance is pretended to be known', () => {
    expect(report).toMatchObject({
      method: 'projection',
      gate: 'few_repeat_customers',
      basis: 'gross_margin',
      model: null,
      backTest: null,
      total: { lowMinor: null, highMinor: null },
    });
    expect(scorecard(2)).toMatchObject({ alive_probability: null, lifetime_value_low_minor: null, next_shipment_on: null });
  });

  test('the reason holds what was reckoned with: twelve purchases since January, one a month, four fifths stay', () => {
    const because = reason(2)!;
    expect(because).toMatchObject({
      rule: 'projection',
      basis: 'gross_margin',
      transactions: 12,
      since: '2025-01-01',
      silent_days: 30,
      alive_probability: null,
      horizon_months: 36,
      discount_permille: 120,
      retention_permille: 800,
      low_minor: null,
    });
    expect(because.per_month).toBeCloseTo(1, 2);
    expect(because.value_minor).toBe(scorecard(2).lifetime_value_minor);
    const { discounted } = projectedFactor({ horizonMonths: 36, discountPermille: 120, retentionPermille: 800 });
    expect((because.per_month * because.transaction_minor * discounted) / because.value_minor).toBeCloseTo(1, 1);
  });

  test('one purchase of 100 a month goes on, four fifths stay each year, and money is worth 1 % less each month', () => {
    let value = 0;
    for (let month = 1; month <= 36; month++) value += 100 * 0.8 ** ((month - 0.5) / 12) * 1.01 ** -month;
    expect(scorecard(2).lifetime_value_minor / value).toBeCloseTo(1, 2);
  });

  test('who never bought is worth nothing yet, and there is no reason to tell', () => {
    expect(scorecard(0).lifetime_value_minor).toBe(0);
    expect(reason(0)).toBeNull();
  });
});

test('a company in its first month is valued as if its purchases had taken three', () => {
  const { scorecard } = valueLifetimes({
    measures: measuresOf({
      asOf: '2025-12-15',
      customers: ['kiosk'],
      facts: [{ customer: 'kiosk', day: '2025-12-01', net: 300, cost: 200 }],
    }),
    settings: { ...settings, discountPermille: 0, retentionPermille: 1000 },
  });
  expect(scorecard(0).lifetime_value_minor).toBe(1200);
});

test('a hundredth less each month at 12 % a year', () => {
  expect(discountFactor(1, 120)).toBeCloseTo(1 / 1.01, 12);
  expect(discountFactor(12, 120)).toBeCloseTo(1.01 ** -12, 12);
});

describe('six hundred customers who buy and leave as Pareto/NBD says, over three years', () => {
  const simulated = simulate({ customers: 600, months: 36, seed: 7 });
  let lifetimes: Lifetimes;
  beforeAll(() => {
    lifetimes = valueLifetimes({ measures: simulated.measures, settings });
  });

  test('are forecast by a model, which is nearer than the last year repeated', () => {
    const { report } = lifetimes;
    expect(report).toMatchObject({ method: 'model', gate: null, basis: 'gross_margin', rival: null });
    expect(Math.abs(report.backTest!.model.bias!)).toBeLessThan(0.15);
    const repeats = report.backTest!.rivals.find(({ name }) => name === 'last_year_repeats')!;
    expect(report.backTest!.model.meanAbsoluteError).toBeLessThan(repeats.meanAbsoluteError);
  });

  test('are followed month by month: the model explains the months it was fitted to, and its forecast goes on from them', () => {
    const { tracking, months, model, actual } = lifetimes.report.backTest!;
    const known = tracking.filter(({ heldOut }) => !heldOut);
    const [mark, last] = [known.at(-1)!, tracking.at(-1)!];
    expect([tracking.length, known.length]).toEqual([36, 36 - months]);
    expect(Math.abs(mark.expectedSoFar / mark.actualSoFar - 1)).toBeLessThan(0.1);
    expect(last.expectedSoFar - mark.actualSoFar).toBeCloseTo(model.expected, 6);
    expect(last.actualSoFar - mark.actualSoFar).toBe(actual);
  });

  test('each has a reason, and its figures make the value', () => {
    for (let i = 0; i < 600; i++) {
      const reason = lifetimes.reason(i)!;
      const card = lifetimes.scorecard(i);
      expect(reason).toMatchObject({
        rule: 'model',
        rival: null,
        retention_permille: null,
        alive_probability: card.alive_probability,
        value_minor: card.lifetime_value_minor,
        low_minor: card.lifetime_value_low_minor,
      });
      // No value exceeds that of the present rate, undiscounted.
      expect(reason.value_minor).toBeLessThanOrEqual(
        reason.alive_probability! * reason.per_month * 36 * reason.transaction_minor * 1.05 + 1,
      );
    }
  });

  test('at the end of the last month they are worth what they are worth now, and two years ago what was known then makes of them', () => {
    const now = lifetimes.valueAt(35);
    expect([...now].every((value, i) => Math.abs(value - lifetimes.scorecard(i).lifetime_value_minor) <= 1)).toBe(true);
    const before = lifetimes.valueAt(11);
    const later = simulated.measures.cells.customer.subarray(simulated.measures.start[12]);
    const newcomers = [...new Set(later)].filter(
      (i) => !simulated.measures.cells.customer.subarray(0, simulated.measures.start[12]).includes(i),
    );
    expect(newcomers.length).toBeGreaterThan(0);
    for (const i of newcomers) expect(before[i]).toBe(0);
    expect(before.filter((value) => value > 0).length).toBeGreaterThan(100);
  });

  test('the log-likelihood that is told is the model’s own, as the papers have it', () => {
    const { model } = lifetimes.report;
    const histories = companyHistories(simulated.measures, { until: 37, basis: 'revenue' });
    const own = model!.name === 'paretonbd' ? paretonbd : mbgcnbd(model!.params['k'] ?? 1);
    const all = Array.from({ length: 600 }, (_, i) => historyOf(histories, i));
    expect(
      own.logLikelihood(
        own.parameters.map((name) => model!.params[name]!),
        all,
      ),
    ).toBeCloseTo(model!.logLikelihood, 3);
  });

  test('the chance of being alive is right on average, and higher for those who are', () => {
    const chances = (alive: boolean): number[] =>
      [...simulated.alive.keys()].filter((i) => simulated.alive[i] === alive).map((i) => lifetimes.scorecard(i).alive_probability!);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(chances(true))).toBeGreaterThan(mean(chances(false)) + 0.3);
    const living = simulated.alive.filter(Boolean).length;
    expect(mean([...chances(true), ...chances(false)]) * simulated.alive.length).toBeGreaterThan(0.85 * living);
    expect(mean([...chances(true), ...chances(false)]) * simulated.alive.length).toBeLessThan(1.15 * living);
  });

  test('values lie in their intervals, add up to the total, and the interval held in the back-test', () => {
    const cards = Array.from({ length: 600 }, (_, i) => lifetimes.scorecard(i));
    for (const card of cards) {
      expect(card.lifetime_value_low_minor!).toBeLessThanOrEqual(card.lifetime_value_minor);
      expect(card.lifetime_value_high_minor!).toBeGreaterThanOrEqual(card.lifetime_value_minor);
    }
    expect(cards.reduce((sum, card) => sum + card.lifetime_value_minor, 0)).toBe(lifetimes.report.total.valueMinor);
    expect(lifetimes.report.backTest!.intervalCoverage).toBeGreaterThan(0.7);
  });

  test('nothing of the answer depends on how customers are numbered', () => {
    const backwards = valueLifetimes({ measures: renumbered(simulated.measures, (i) => 599 - i), settings });
    expect(backwards.scorecard(599 - 17).lifetime_value_minor / lifetimes.scorecard(17).lifetime_value_minor).toBeCloseTo(1, 4);
  });
});

test('a supplier of schools is forecast by its seasons: much for August, little for January', () => {
  const school = [0.4, 0.7, 0.9, 1, 0.9, 0.8, 1.2, 2.2, 1.3, 1, 0.9, 0.7];
  const { report } = valueLifetimes({ measures: simulate({ customers: 600, months: 54, seed: 8, season: school }).measures, settings });
  expect(report.season![7]! / report.season![0]!).toBeGreaterThan(3);
  const { expected, actual } = report.backTest!.byMonth;
  // The year that is held out begins with July.
  expect(expected[1]! / expected[6]!).toBeGreaterThan(3);
  const off = (forecast: readonly number[]): number => forecast.reduce((sum, count, month) => sum + Math.abs(count - actual[month]!), 0);
  const even = expected.map(() => expected.reduce((sum, count) => sum + count, 0) / 12);
  expect(off(expected)).toBeLessThan(off(even) / 2);
});

/** λ ~ Gamma(2, 4 weeks), μ ~ exponential of mean 1/150 weeks; each purchase leaves 20 to 30 of margin, by customer. A season thins purchases out. */
function simulate({ customers, months, seed, season }: { customers: number; months: number; seed: number; season?: readonly number[] }): {
  measures: CustomerMeasures;
  alive: boolean[];
} {
  const random = randomOf(seed);
  const first = monthNumber('2023-01-01');
  const periods = Array.from({ length: months }, (_, at) => monthOfNumber(first + at));
  const startDay = Date.UTC(2023, 0, 1) / 86_400_000;
  const endDay = Date.parse(periods.at(-1)!.last) / 86_400_000;
  const days: Set<number>[] = [];
  const alive: boolean[] = [];
  for (let i = 0; i < customers; i++) {
    const rate = (exponential(random, 1) + exponential(random, 1)) / 4;
    let day = startDay + Math.floor(random() * 500);
    const leaves = day + 7 * exponential(random, 150);
    const own = new Set([day]);
    while ((day += 7 * exponential(random, 1 / rate)) < Math.min(leaves, endDay + 1)) {
      const chance = season === undefined ? 1 : season[new Date(Math.floor(day) * 86_400_000).getUTCMonth()]! / Math.max(...season);
      if (chance === 1 || random() < chance) own.add(Math.floor(day));
    }
    days.push(own);
    alive.push(leaves > endDay);
  }
  const rows = periods.flatMap((period, p) => {
    const [from, to] = [Date.parse(period.first) / 86_400_000, Date.parse(period.last) / 86_400_000];
    return days.flatMap((own, i) => {
      const within = [...own].filter((day) => day >= from && day <= to).toSorted((a, b) => a - b);
      return within.length === 0 ? [] : [{ p, i, within }];
    });
  });
  const cells = allocateCells(rows.length);
  const start = new Int32Array(months + 2);
  rows.forEach(({ p, i, within }, cell) => {
    cells.customer[cell] = i;
    cells.revenueMinor[cell] = within.length * (100 + (i % 11));
    cells.costMinor[cell] = within.length * 80;
    cells.shipped[cell] = 1;
    cells.firstDay[cell] = within[0]!;
    cells.lastDay[cell] = within.at(-1)!;
    cells.shipmentDays[cell] = within.length;
    start[p + 1]!++;
  });
  for (let p = 0; p <= months; p++) start[p + 1]! += start[p]!;
  return {
    measures: {
      asOf: periods.at(-1)!.last,
      customersCount: customers,
      codeRank: Int32Array.from({ length: customers }, (_, i) => i),
      periods,
      costsKnown: false,
      start,
      cells,
    },
    alive,
  };
}

function renumbered(measures: CustomerMeasures, to: (i: number) => number): CustomerMeasures {
  return { ...measures, cells: { ...measures.cells, customer: measures.cells.customer.map(to) } };
}
