/**
 * Simulated companies whose future is known: how often 80 % intervals hold, of customers and of the total; the forecasts of companies that
 * grow; and of one where a plain forecast is nearer by customer.
 */
import { describe, expect, test } from 'vitest';
import { type CompanyRules, simulatedCompany } from '../../../../fixtures/simulated-company.ts';
import { defaultSettings } from '../settings.ts';
import { type LifetimeReport, valueLifetimes } from './value-lifetimes.ts';

const rules = { customers: 300, months: 36, ahead: 12, gapWeeks: 3, alike: 2, regularity: 1, leaving: 0.2, beginsWithin: 0.7 };

interface Compared {
  report: LifetimeReport;
  /** Expected over actual, less 1. */
  off: number;
  totalHeld: boolean;
  /** Customers with a range, and those whose value lay in it. */
  ranges: number;
  held: number;
}

function compared(company: CompanyRules): Compared {
  const { measures, later } = simulatedCompany(company);
  const settings = { ...defaultSettings.lifetime, horizonMonths: company.ahead, discountPermille: 0 };
  const { report, scorecard } = valueLifetimes({ measures, settings });
  const actual = later.reduce((total, each) => total + each, 0);
  let [ranges, held] = [0, 0];
  for (const [i, minor] of later.entries()) {
    const { lifetime_value_low_minor: low, lifetime_value_high_minor: high } = scorecard(i);
    if (low === null || high === null || low === high) continue;
    ranges++;
    if (low <= minor && minor <= high) held++;
  }
  const { valueMinor, lowMinor, highMinor } = report.total;
  return { report, off: valueMinor / actual - 1, totalHeld: lowMinor! <= actual && actual <= highMinor!, ranges, held };
}

function several(differing: Partial<CompanyRules>, seeds: number): Compared[] {
  return Array.from({ length: seeds }, (_, at) => compared({ ...rules, ...differing, seed: 101 * (at + 1) }));
}

function sum(all: readonly Compared[], of: (one: Compared) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

const stationary: Record<string, Partial<CompanyRules>> = {
  'customers who buy at random': {},
  'four of ten leave in a year': { leaving: 0.4, gapWeeks: 4, alike: 1 },
  'regular customers': { regularity: 4 },
  'few purchases a year': { gapWeeks: 12, alike: 1.5 },
};

test('80 % intervals hold for 75 to 88 % of customers of each company, and of the totals', { timeout: 300_000 }, () => {
  const companies = Object.entries(stationary).map(([name, differing]) => [name, several(differing, 10)] as const);
  for (const [name, seeds] of companies) {
    const share = sum(seeds, ({ held }) => held) / sum(seeds, ({ ranges }) => ranges);
    expect(share, name).toBeGreaterThan(0.75);
    expect(share, name).toBeLessThan(0.88);
  }
  const all = companies.flatMap(([, seeds]) => seeds);
  const totals = sum(all, ({ totalHeld }) => (totalHeld ? 1 : 0)) / all.length;
  expect(totals).toBeGreaterThanOrEqual(0.75);
  expect(totals).toBeLessThanOrEqual(0.88);
});

describe('companies whose customers grow', () => {
  test.each([
    ['a fifth more purchases a year', { growth: 0.2 }],
    ['purchases of 15 % more', { amountGrowth: 0.15 }],
    ['15 % more purchases of 10 % more', { growth: 0.15, amountGrowth: 0.1 }],
  ])('%s: within 5 %% in total over ten companies', { timeout: 120_000 }, (_, growing) => {
    const seeds = several(growing, 10);
    expect(Math.abs(sum(seeds, ({ off }) => off) / seeds.length)).toBeLessThan(0.05);
    expect(sum(seeds, ({ totalHeld }) => (totalHeld ? 1 : 0))).toBeGreaterThanOrEqual(8);
    for (const { report } of seeds) expect(report.growth!.purchases * report.growth!.amount).toBeGreaterThan(1.05);
  });

  test('customers who grow by 15 %, give or take 35 %: within 12 %, and seven of ten totals hold', { timeout: 120_000 }, () => {
    const seeds = several({ growth: 0.15, growthSpread: 0.35 }, 10);
    expect(Math.abs(sum(seeds, ({ off }) => off) / seeds.length)).toBeLessThan(0.12);
    expect(sum(seeds, ({ totalHeld }) => (totalHeld ? 1 : 0))).toBeGreaterThanOrEqual(7);
  });

  test('where nothing grows, totals are right within 5 %', { timeout: 120_000 }, () => {
    const seeds = several({}, 10);
    expect(Math.abs(sum(seeds, ({ off }) => off) / seeds.length)).toBeLessThan(0.05);
    expect(seeds.filter(({ report }) => report.growth!.purchases !== 1).length).toBeLessThanOrEqual(2);
  });
});

test(
  'three hundred customers who order every 91 days, of whom 8.5 % leave a year: right within 8 % over three years, with a range',
  { timeout: 120_000 },
  () => {
    const quarterly = {
      gapWeeks: 13,
      regularity: 300,
      alike: 10_000,
      leaving: 0.085,
      leavingAlike: Infinity,
      beginsWithin: 0.3,
      ahead: 36,
    };
    const seeds = several(quarterly, 10);
    expect(Math.abs(sum(seeds, ({ off }) => off) / seeds.length)).toBeLessThan(0.08);
    const byRule = seeds.filter(({ report }) => report.method === 'rival');
    expect(byRule.length).toBeGreaterThanOrEqual(3);
    for (const { report, ranges } of byRule) {
      expect(report).toMatchObject({ rival: 'last_year_repeats', backTest: { bestInTotal: 'mbgcnbd' } });
      expect(report.total.lowMinor).toBeLessThan(report.total.valueMinor);
      expect(report.total.highMinor).toBeGreaterThan(report.total.valueMinor);
      expect(ranges).toBeGreaterThan(200);
    }
  },
);
