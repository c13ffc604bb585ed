/** Seasons are seen where the years agree, and nowhere else; trade's clock keeps years as long as they are. */
import { describe, expect, test } from 'vitest';
import { randomOf } from '../../../../../fixtures/seeded-random.ts';
import { epochDay, monthOfNumber, monthNumber } from '../../../calendar.ts';
import { allocateCells, type CustomerMeasures } from '../../measures.ts';
import { noGrowth } from './growth.ts';
import { seasonOf, seasonOfYears } from './season.ts';
import { tradeClock } from './trade-clock.ts';

/** A school supplier: much in August, little in January. */
const school = [0.4, 0.7, 0.9, 1, 0.9, 0.8, 1.2, 2.2, 1.3, 1, 0.9, 0.7];

function years(count: number, of: (month: number) => number): number[] {
  return Array.from({ length: 12 * count }, (_, month) => of(month));
}

describe('a season', () => {
  test('is what the months of all years share, whatever the company’s growth', () => {
    const season = seasonOfYears(years(4, (month) => school[month % 12]! * (100 + 2 * month)))!;
    for (const [month, pace] of school.entries()) expect(season[month]!).toBeCloseTo(pace, 1);
    expect(season.reduce((sum, pace) => sum + pace, 0)).toBeCloseTo(12, 9);
  });

  test.each([
    ['chance is no season', 4, () => 100],
    ['nor is growth', 4, (month: number) => 100 + 3 * month],
    ['nor one unusual year', 3, (month: number) => (month > 11 && month < 24 ? 100 * school[month % 12]! : 100)],
    ['two years cannot say', 2, (month: number) => 100 * school[month % 12]!],
  ])('%s', (_, count, of) => {
    const random = randomOf(5);
    expect(seasonOfYears(years(count, (month) => of(month) * (0.9 + 0.2 * random())))).toBeNull();
  });

  test('is seldom seen where there is none: in less than one company of twenty', () => {
    const random = randomOf(11);
    const seen = Array.from({ length: 200 }, () => seasonOfYears(years(3, () => 50 + 50 * random()))).filter((season) => season !== null);
    expect(seen.length).toBeLessThan(10);
  });

  test('months without any trade do not stop the clock', () => {
    expect(Math.min(...seasonOfYears(years(4, (month) => (month % 12 < 2 ? 0 : 100)))!)).toBeGreaterThan(0);
  });
});

describe('trade’s clock', () => {
  const clock = tradeClock(companyOf(school), bySeason(companyOf(school)));
  const august = [epochDay('2025-08-01'), epochDay('2025-09-01')] as const;

  test('a year of trade is a year, in August it goes fast', () => {
    expect(clock.weeksAt(epochDay('2026-01-01')) - clock.weeksAt(epochDay('2025-01-01'))).toBeCloseTo(365 / 7, 0);
    expect((clock.weeksAt(august[1]) - clock.weeksAt(august[0])) / (31 / 7)).toBeCloseTo(2.2, 1);
  });

  test('goes on beyond what is known, month by month', () => {
    const end = epochDay('2026-12-31');
    expect(clock.weeksAhead(end, 8) - clock.weeksAhead(end, 7)).toBeCloseTo((2.2 * 31) / 7, 0);
    expect(clock.weeksAhead(end, 12)).toBeCloseTo(365 / 7, 0);
    expect(clock.weeksAhead(epochDay('2026-02-28'), 1)).toBeCloseTo(
      clock.weeksAt(epochDay('2026-04-01')) - clock.weeksAt(epochDay('2026-03-01')),
      9,
    );
  });

  test('tells the day back', () => {
    for (const day of ['2023-01-01', '2024-02-29', '2025-08-17', '2031-05-05'])
      expect(clock.dayAt(clock.weeksAt(epochDay(day)))).toBeCloseTo(epochDay(day), 6);
  });

  test('is the wall’s where no season is seen', () => {
    const even = companyOf(Array.from({ length: 12 }, () => 1));
    const plain = tradeClock(even, bySeason(even));
    expect(plain.season).toBeNull();
    expect(plain.weeksAt(70)).toBe(10);
  });

  test('where customers buy a fifth more often each year: a fifth faster in a year, then no faster', () => {
    const even = companyOf(Array.from({ length: 12 }, () => 1));
    const growing = tradeClock(even, { season: null, growth: { purchases: 1.2, amount: 1 }, until: 48 });
    const pace = (month: string): number =>
      (growing.weeksAt(epochDay(`${month}-28`)) - growing.weeksAt(epochDay(`${month}-01`))) / (27 / 7);
    expect(pace('2026-12')).toBeCloseTo(1, 9);
    expect(pace('2025-12')).toBeCloseTo(1 / 1.2, 9);
    expect(pace('2027-06')).toBeCloseTo(Math.sqrt(1.2), 9);
    expect(pace('2027-12')).toBeCloseTo(1.2, 9);
    expect(pace('2029-12')).toBeCloseTo(1.2, 9);
  });
});

function bySeason(measures: CustomerMeasures) {
  return { season: seasonOf(measures, 48), growth: noGrowth, until: 48 };
}

/** One customer that buys in proportion to the season, from 2023 to 2026. */
function companyOf(season: readonly number[]): CustomerMeasures {
  const periods = Array.from({ length: 48 }, (_, at) => monthOfNumber(monthNumber('2023-01-01') + at));
  const cells = allocateCells(48);
  cells.shipped.fill(1);
  periods.forEach(({ first, last }, p) => {
    cells.shipmentDays[p] = Math.round(1000 * season[p % 12]! * (epochDay(last) - epochDay(first) + 1));
  });
  return {
    asOf: '2026-12-31',
    customersCount: 1,
    codeRank: new Int32Array(1),
    periods,
    costsKnown: false,
    start: Int32Array.from({ length: 50 }, (_, p) => Math.min(p, 48)),
    cells,
  };
}
