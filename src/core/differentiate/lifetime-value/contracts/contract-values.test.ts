/** Contracts with a known truth: worked out by hand, and three thousand simulated ones whose later renewals are compared with the forecast. */
import { describe, expect, test } from 'vitest';
import { beta, randomOf } from '../../../../../fixtures/seeded-random.ts';
import { publishedCohorts } from '../../../../../fixtures/published/contracts.ts';
import { epochDay, isoDate, monthsAfter } from '../../../calendar.ts';
import { type ContractTermMeasure, type CustomerMeasures } from '../../measures.ts';
import { measuresOf } from '../../measures-of-facts.test-support.ts';
import { defaultSettings } from '../../settings.ts';
import { contractHistories, renewalCounts } from './contract-histories.ts';
import { type ContractValues, contractValues } from './contract-values.ts';
import { discountFactor } from '../forecast/projection.ts';
import { pathOf, quantileOf, stagesOf } from './renewal-path.ts';
import { daysPerMonth, renewalDays } from './renewal-days.ts';
import { fitContracts, fitRenewals, survival } from '../models/shifted-beta-geometric.ts';
import { valueLifetimes } from '../value-lifetimes.ts';

const settings = { ...defaultSettings.lifetime };
const term = (
  contractNumber: string,
  [from, until]: readonly [string, string],
  more: Partial<ContractTermMeasure> = {},
): ContractTermMeasure => ({
  customer: 0,
  contractNumber,
  fromDay: epochDay(from),
  untilDay: epochDay(until),
  terminatedDay: null,
  amountMinor: 1000,
  ...more,
});
const historiesOf = (asOf: string, contractTerms: ContractTermMeasure[], graceDays = 31) =>
  contractHistories({ asOf, contractTerms }, graceDays).map(({ contractNumber, renewals, untilDay, lostDay }) => [
    contractNumber,
    renewals,
    isoDate(untilDay),
    lostDay === null ? null : isoDate(lostDay),
  ]);

describe('a contract', () => {
  const year = (of: number): [string, string] => [`${of}-01-01`, `${of}-12-31`];

  test.each([
    ['runs', '2025-06-30', [term('A', year(2025))], [['A', 0, '2025-12-31', null]]],
    ['renewed twice', '2025-06-30', [term('A', year(2023)), term('A', year(2024)), term('A', year(2025))], [['A', 2, '2025-12-31', null]]],
    ['over for a month is still open', '2026-01-31', [term('A', year(2025))], [['A', 0, '2025-12-31', null]]],
    ['over for longer is lost since its last day was over', '2026-02-01', [term('A', year(2025))], [['A', 0, '2025-12-31', '2026-01-01']]],
    [
      'renewed a month late is renewed',
      '2026-06-30',
      [term('A', year(2025)), term('A', ['2026-02-01', '2026-12-31'])],
      [['A', 1, '2026-12-31', null]],
    ],
    [
      'taken up again later is another',
      '2026-06-30',
      [term('A', year(2025)), term('A', ['2026-02-02', '2026-12-31'])],
      [
        ['A', 0, '2025-12-31', '2026-01-01'],
        ['A', 0, '2026-12-31', null],
      ],
    ],
    [
      'amended in its middle is not renewed by that',
      '2025-08-31',
      [term('A', year(2025)), term('A', ['2025-07-01', '2025-12-31'])],
      [['A', 0, '2025-12-31', null]],
    ],
    [
      'renewed a fortnight before its end is renewed',
      '2026-01-31',
      [term('A', year(2025)), term('A', ['2025-12-17', '2026-12-31'])],
      [['A', 1, '2026-12-31', null]],
    ],
    [
      'ended before its time is lost on that day',
      '2025-08-31',
      [term('A', year(2025), { terminatedDay: epochDay('2025-08-01') })],
      [['A', 0, '2025-12-31', '2025-08-01']],
    ],
    [
      'exchanged for a new term is renewed',
      '2025-08-31',
      [term('A', year(2025), { terminatedDay: epochDay('2025-08-01') }), term('A', ['2025-08-01', '2026-07-31'])],
      [['A', 1, '2026-07-31', null]],
    ],
    [
      'is none of another number',
      '2025-06-30',
      [term('A', year(2024)), term('B', year(2025))],
      [
        ['A', 0, '2024-12-31', '2025-01-01'],
        ['B', 0, '2025-12-31', null],
      ],
    ],
    [
      'is none of another customer’s',
      '2025-01-15',
      [term('A', year(2024)), term('A', year(2025), { customer: 1 })],
      [
        ['A', 0, '2024-12-31', null],
        ['A', 0, '2025-12-31', null],
      ],
    ],
  ])('%s', (_, asOf, terms, expected) => {
    expect(historiesOf(asOf, terms)).toEqual(expected);
  });

  test('that was renewed yesterday is not decided sooner than one that was not', () => {
    const terms = [term('A', year(2024)), term('A', year(2025)), term('B', year(2024))];
    const counted = (asOf: string) => renewalCounts(contractHistories({ asOf, contractTerms: terms }, 31), { asOf, graceDays: 31 });
    expect(counted('2025-01-31')).toEqual({ left: [0, 0, 0], open: [2, 0, 0] });
    expect(counted('2025-02-01')).toEqual({ left: [0, 1, 0], open: [0, 1, 0] });
  });

  test('comes up by whole months of its term, 31 January and leap years included; an odd term by its days', () => {
    const days = (from: string, until: string, asOf: string, end: string): string[] =>
      renewalDays({ fromDay: epochDay(from), untilDay: epochDay(until) }, { asOfDay: epochDay(asOf), endDay: epochDay(end) }).map(isoDate);
    expect(days('2023-03-01', '2024-02-29', '2024-01-31', '2026-12-31')).toEqual(['2024-03-01', '2025-03-01', '2026-03-01']);
    expect(days('2025-12-31', '2026-01-30', '2026-01-15', '2026-05-01')).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(days('2026-01-01', '2026-01-14', '2026-01-10', '2026-02-15')).toEqual(['2026-01-15', '2026-01-29', '2026-02-12']);
    // Overdue: due now, the next ones where they were.
    expect(days('2025-01-01', '2025-12-31', '2026-01-20', '2027-06-30')).toEqual(['2026-01-20', '2027-01-01']);
  });
});

test('one cohort’s survivors are a special case, and cohorts that began later add to it', () => {
  const { survivors } = publishedCohorts['High-end'];
  const alone = fitContracts(survivors);
  const counts = {
    left: survivors.map((count, at) => (at === 0 ? 0 : survivors[at - 1]! - count)),
    open: survivors.map((count, at) => (at === survivors.length - 1 ? count : 0)),
  };
  expect(fitRenewals(counts)).toEqual(alone);
  // The same customers, half of whom were taken in three years later: what is known of them is cut, and the parameters stay near.
  const later = survivors.slice(0, 5);
  const both = fitRenewals({
    left: counts.left.map((count, at) => count + (at > 0 && at < 5 ? later[at - 1]! - later[at]! : 0)),
    open: counts.open.map((count, at) => count + (at === 4 ? later[4]! : 0)),
  });
  expect(Math.abs(survival(both, 7) - survival(alone, 7))).toBeLessThan(0.015);
  // By the formulas as they are printed: P(T = t) and S(n), contract by contract; anywhere near it is less likely.
  const likelihood = (params: { alpha: number; beta: number }): number => {
    const gone = (at: number): number => survival(params, at - 1) - survival(params, at);
    const first = survivors.reduce(
      (sum, count, at) => (at === 0 ? sum : sum + (survivors[at - 1]! - count) * Math.log(gone(at))),
      survivors.at(-1)! * Math.log(survival(params, survivors.length - 1)),
    );
    return later.reduce(
      (sum, count, at) => (at === 0 ? sum : sum + (later[at - 1]! - count) * Math.log(gone(at))),
      first + later[4]! * Math.log(survival(params, 4)),
    );
  };
  expect(both.logLikelihood).toBeCloseTo(likelihood(both), 6);
  for (const [byAlpha, byBeta] of [
    [1.02, 1],
    [0.98, 1],
    [1, 1.02],
    [1, 0.98],
  ] as const)
    expect(likelihood({ alpha: byAlpha * both.alpha, beta: byBeta * both.beta })).toBeLessThan(both.logLikelihood);
});

test.each([
  ['nobody left', { left: [0, 0], open: [5, 40] }, 'no_dropout'],
  ['all left at once', { left: [0, 40], open: [5, 0] }, 'all_left'],
  ['half leaves each time', { left: [0, 512, 256, 128], open: [0, 0, 0, 128] }, 'one_dropout'],
] as const)('%s', (_, counts, boundary) => {
  expect(fitRenewals(counts).boundary).toBe(boundary);
});

describe('a path of renewals', () => {
  const ahead = [
    { chance: 0.8, earned: 100 },
    { chance: 0.5, earned: 90 },
  ];
  const path = pathOf(ahead);

  test('is worth what its stages are, each as likely as getting there and no further', () => {
    // Nothing 0.2, one 0.4, two 0.4.
    expect([path.mean, path.least, path.most]).toEqual([expect.closeTo(0.4 * 100 + 0.4 * 190, 10), 0, 190]);
    expect([0.1, 0.3, 0.6, 0.9].map((quantile) => quantileOf(stagesOf(ahead), quantile))).toEqual([0, 100, 100, 190]);
  });

  test('of terms that lose money is worst where it is longest', () => {
    expect(pathOf([{ chance: 0.8, earned: -100 }])).toMatchObject({ mean: -80, low: -100, high: 0 });
  });
});

describe('a hospital with a contract, a kiosk without', () => {
  const facts = ['2025-01-10', '2025-02-10', '2025-03-10', '2025-04-30'].flatMap((day) =>
    ['hospital', 'kiosk'].map((customer) => ({ customer, day, net: 1000, cost: 750 })),
  );
  const plain = measuresOf({ asOf: '2025-04-30', customers: ['hospital', 'kiosk'], facts });
  const withTerm = (more: Partial<ContractTermMeasure>): CustomerMeasures => ({
    ...plain,
    contractTerms: [term('A', ['2025-01-01', '2025-12-31'], more)],
  });
  const without = valueLifetimes({ measures: plain, settings });

  test('nothing is said of contracts where there are none', () => {
    expect(without.report.contracts).toBeNull();
    expect(valueLifetimes({ measures: { ...plain, contractTerms: [] }, settings }).report).toEqual(without.report);
  });

  test('the hospital is valued by its contract, the kiosk as before; the total is their sum', () => {
    const { report, contracts, scorecard } = valueLifetimes({ measures: withTerm({ amountMinor: 10_000 }), settings });
    const days = ['2026-01-01', '2027-01-01', '2028-01-01'].map((day) => (epochDay(day) - epochDay('2025-04-30')) / daysPerMonth);
    // A quarter is earned; no renewal was decided yet, so four fifths stay each year (365 days of 365.25).
    const yearly = 0.8 ** (365 / 365.25);
    const value = days.reduce((sum, months, at) => sum + yearly ** (at + 1) * 2500 * discountFactor(months, 120), 0);
    expect(scorecard(0)).toMatchObject({ alive_probability: 1, lifetime_value_minor: Math.round(value), lifetime_value_low_minor: null });
    expect(scorecard(1)).toEqual(without.scorecard(1));
    expect(report.total.valueMinor).toBe(scorecard(0).lifetime_value_minor + scorecard(1).lifetime_value_minor);
    expect(report.contracts).toMatchObject({
      customers: 1,
      open: 1,
      decisions: 0,
      losses: 0,
      method: 'retention',
      params: null,
      valueMinor: Math.round(value),
    });
    expect(contracts).toMatchObject([{ contractNumber: 'A', renewsOn: '2026-01-01', lostOn: null, termProfitMinor: 2500 }]);
  });

  test('without an amount a term brings what the customer earned a month', () => {
    // 250 a month × 365 days.
    const { contracts } = valueLifetimes({ measures: withTerm({ amountMinor: null }), settings });
    expect(contracts[0]!.termProfitMinor).toBe(Math.round((250 * 365) / daysPerMonth));
  });

  test('several contracts are added up, within what all or none of them would bring', () => {
    const years = (name: string, { count, of, customer }: { count: number; of: number[]; customer: number }): ContractTermMeasure[] =>
      Array.from({ length: count }, (_, at) =>
        of.map((year) =>
          term(`${name}-${String(at).padStart(2, '0')}`, [`${year}-01-01`, `${year}-12-31`], { customer, amountMinor: 10_000 }),
        ),
      ).flat();
    const open = years('A', { count: 30, of: [2024, 2025], customer: 0 });
    const lost = [
      ...years('B', { count: 40, of: [2021, 2022], customer: 1 }),
      ...years('C', { count: 40, of: [2021, 2022, 2023], customer: 1 }),
    ];
    const { scorecard, contracts } = valueLifetimes({ measures: { ...plain, contractTerms: [...open, ...lost] }, settings });
    const own = contracts.filter(({ customer }) => customer === 0);
    expect(own).toHaveLength(30);
    const sum = (of: (contract: (typeof own)[number]) => number): number => own.reduce((total, contract) => total + of(contract), 0);
    const card = scorecard(0);
    expect(Math.abs(card.lifetime_value_minor - sum(({ valueMinor }) => valueMinor))).toBeLessThan(30);
    // Thirty even each other out: the bounds of all are narrower than the sum of their bounds.
    expect(card.lifetime_value_low_minor!).toBeGreaterThan(sum(({ lowMinor }) => lowMinor!));
    expect(card.lifetime_value_high_minor!).toBeLessThan(sum(({ highMinor }) => highMinor!) + 1);
  });

  test('whose contract is lost is valued by purchases, as before', () => {
    const { report, contracts, scorecard } = valueLifetimes({ measures: withTerm({ terminatedDay: epochDay('2025-04-01') }), settings });
    expect([scorecard(0), scorecard(1)]).toEqual([without.scorecard(0), without.scorecard(1)]);
    expect(report.contracts).toMatchObject({ customers: 0, open: 0, decisions: 1, losses: 1 });
    expect(contracts).toMatchObject([{ lostOn: '2025-04-01', renewsOn: null, valueMinor: 0 }]);
  });
});

describe('three thousand yearly contracts of two hundred months, taken in over ten years', () => {
  const truth = [0.8, 2.4] as const;
  const simulated = simulate(3000, 11);
  const valued: ContractValues = contractValues(simulated.measures, { settings: { ...settings, horizonMonths: 60 }, basis: 'revenue' });

  test('give back the parameters that they were made with', () => {
    const { report } = valued;
    expect(report).toMatchObject({ method: 'model', boundary: null });
    expect(Math.abs(report!.params!.alpha / truth[0] - 1)).toBeLessThan(0.15);
    expect(Math.abs(report!.params!.beta / truth[1] - 1)).toBeLessThan(0.15);
    expect(report!.decisions).toBe(simulated.decisions);
  });

  test('renew as often as said, those of long standing more often than new ones', () => {
    for (const standing of [(renewals: number) => renewals === 0, (renewals: number) => renewals >= 4]) {
      const among = valued.contracts.filter(({ lostOn, renewals }) => lostOn === null && standing(renewals));
      const said = among.reduce((sum, { renewalChance }) => sum + renewalChance!, 0) / among.length;
      const did = among.filter(({ customer }) => simulated.renewsAhead[customer]! > 0).length / among.length;
      expect(among.length).toBeGreaterThan(100);
      expect(Math.abs(said - did)).toBeLessThan(0.05);
    }
  });

  test('are worth what they bring in five years: in total, and within the bounds of four in five', () => {
    const open = valued.contracts.filter(({ lostOn }) => lostOn === null);
    const brought = open.map(({ customer, termUntil }) => {
      const days = renewalDays(
        { fromDay: monthsAfter(epochDay(termUntil) + 1, -12), untilDay: epochDay(termUntil) },
        { asOfDay: epochDay(asOf), endDay: monthsAfter(epochDay(asOf), 60) },
      );
      return days
        .slice(0, simulated.renewsAhead[customer])
        .reduce((sum, day) => sum + 100_000 * discountFactor((day - epochDay(asOf)) / daysPerMonth, 120), 0);
    });
    const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
    expect(Math.abs(total(open.map(({ valueMinor }) => valueMinor)) / total(brought) - 1)).toBeLessThan(0.04);
    const within =
      open.filter(({ lowMinor, highMinor }, at) => brought[at]! >= lowMinor! - 1 && brought[at]! <= highMinor! + 1).length / open.length;
    // Renewals are whole: bounds that hold in four of five cases hold in some more.
    expect(within).toBeGreaterThan(0.8);
  });

  test('their counts do not depend on whom they are of, or what they are called', () => {
    const { contractTerms } = simulated.measures;
    const renamed = contractTerms!
      .map((each) => ({ ...each, customer: 2999 - each.customer, contractNumber: `№ ${each.contractNumber}` }))
      .toSorted((a, b) => a.customer - b.customer || a.fromDay - b.fromDay);
    const counted = (terms: readonly ContractTermMeasure[]) =>
      renewalCounts(contractHistories({ asOf, contractTerms: terms }, 31), { asOf, graceDays: 31 });
    expect(counted(renamed)).toEqual(counted(contractTerms!));
  });
});

const asOf = '2025-12-31';

/** Each contract leaves at each renewal by its own chance; what comes after the as-of date is kept apart. */
function simulate(contracts: number, seed: number) {
  const random = randomOf(seed);
  const contractTerms: ContractTermMeasure[] = [];
  const renewsAhead: number[] = [];
  let decisions = 0;
  for (let customer = 0; customer < contracts; customer++) {
    const leaves = beta(random, [0.8, 2.4]);
    let from = epochDay('2016-01-01') + Math.floor(random() * 3600);
    let ahead = 0;
    for (;;) {
      const next = monthsAfter(from, 12);
      if (from <= epochDay(asOf))
        contractTerms.push({
          customer,
          contractNumber: `C-${customer}`,
          fromDay: from,
          untilDay: next - 1,
          terminatedDay: null,
          amountMinor: 100_000,
        });
      const stays = random() >= leaves;
      // A loss is known once the grace is over, and renewals count no sooner.
      if (next + 31 <= epochDay(asOf)) decisions++;
      if (!stays || ahead > 30) break;
      if (next > epochDay(asOf)) ahead++;
      from = next;
    }
    renewsAhead.push(ahead);
  }
  const measures: CustomerMeasures = {
    ...measuresOf({ asOf, customers: Array.from({ length: contracts }, (_, at) => String(at).padStart(5, '0')), facts: [] }),
    contractTerms,
  };
  return { measures, renewsAhead, decisions };
}
