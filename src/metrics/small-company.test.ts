/** From the journal's files to the classes, against fixtures/small-company, which was worked out by hand. */
import { asProgram } from '../core/access/sight.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, writeSmallCompany } from '../../fixtures/small-company/journal.ts';
import type { Scorecard, ScorecardReason } from '../core/differentiate/scorecard.ts';
import { defaultSettings, type ValuationSettings } from '../core/differentiate/settings.ts';
import { valueCustomers } from '../core/differentiate/value-customers.ts';
import { type Metrics, openMetrics } from './store.ts';

const program = asProgram('command line');

const folder = mkdtempSync(join(tmpdir(), 'small-company-'));
let metrics: Metrics;

beforeAll(async () => {
  const batches = await writeSmallCompany(folder);
  metrics = await openMetrics({ file: join(folder, 'metrics.duckdb') });
  await metrics.rebuild({ batches, codes, currency: 'RUB' });
});

afterAll(() => {
  metrics.close();
  rmSync(folder, { recursive: true });
});

async function valued(
  asOf: string,
  settings: ValuationSettings = defaultSettings,
): Promise<Map<string, Scorecard & { reason: ScorecardReason }>> {
  const { measures, customerIds } = await metrics.ofCompany(program).measures({ asOf, window: settings.window });
  const valuation = valueCustomers({ measures, settings, inDevelopment: new Set() });
  return new Map(
    Array.from(customerIds, (id, i) => [`C${String(id).padStart(2, '0')}`, { ...valuation.scorecard(i), reason: valuation.reason(i) }]),
  );
}

const byPayments: ValuationSettings = { ...defaultSettings, tiers: { ...defaultSettings.tiers, criterion: 'payments_sum' } };

function expectedRows(): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(import.meta.dirname, '../../fixtures/small-company/expected.csv'), 'utf8')
    .trim()
    .split('\n');
  const names = head!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i]!, value])));
}

const money = (minor: number | null): string => (minor === null ? '' : (minor / 100).toFixed(2));

describe('the small company', () => {
  test('every identity holds', async () => {
    expect((await metrics.ofCompany(program).check()).filter((check) => !check.ok)).toEqual([]);
  });

  test.each(expectedRows())('on $as_of $customer_code is $activity, $lifecycle, $tier', async (row) => {
    const card = (await valued(row.as_of!)).get(row.customer_code!)!;
    const cardByPayments = (await valued(row.as_of!, byPayments)).get(row.customer_code!)!;
    expect({
      activity: card.activity,
      lifecycle: card.lifecycle,
      tier: card.tier,
      tier_by_payments: cardByPayments.tier,
      late: card.late ? 'yes' : 'no',
      revenue: money(card.revenue_minor),
      gross_margin: money(card.gross_margin_minor),
      payments: money(card.payments_minor),
      orders: String(card.orders),
    }).toEqual({
      activity: row.activity,
      lifecycle: row.lifecycle,
      tier: row.tier,
      tier_by_payments: row.tier_by_payments,
      late: row.late,
      revenue: row.revenue,
      gross_margin: row.gross_margin,
      payments: row.payments,
      orders: row.orders,
    });
  });

  test('the pharmacy in the east is VIP by June: rank 1 of 8, two places, cut at 90', async () => {
    const { reason } = (await valued('2026-06-30')).get('C10')!;
    expect(reason.tier).toEqual({
      rule: 'best_of_month',
      criterion: 'revenue',
      window: { first: '2026-01-01', last: '2026-06-30' },
      total: 9000,
      by_month: [0, 0, 0, 0, 0, 9000],
      rankings: [{ first: '2026-06-01', last: '2026-06-30', value: 9000, rank: 1, candidates: 8, places: 2, cut: 9000 }],
    });
    expect(reason.lifecycle).toEqual({ rule: 'shipment_after_gap', since: '2026-06-05', until: '2026-08-04', months: 2 });
    expect(reason.activity).toEqual({
      rule: 'shipment_months',
      window: { first: '2026-04-01', last: '2026-06-30' },
      shipment_months: ['2026-06-01'],
      cut: { stabilised: 2, unstabilised: 1 },
      shipped_since_window: false,
    });
  });

  test('the hotel that fell out of VIP is good because of that, and says so', async () => {
    const { reason } = (await valued('2026-06-30')).get('C09')!;
    expect(reason.tier).toMatchObject({ rule: 'was_vip_a_month_ago', total: 0, rankings: [] });
    expect(reason.rhythm).toEqual({ shipment_days: 3, days_since_last: 191, mean_gap_days: 10, late_after_days: 20 });
  });

  test('euros are kept, shown and not added up', async () => {
    expect(await metrics.for(program).customer.unvalued(8)).toEqual([{ currency: 'EUR', revenueMinor: 3000n, paymentsMinor: 3000n }]);
    expect(await metrics.for(program).unvalued()).toEqual([{ currency: 'EUR', customers: 1, revenueMinor: 3000n, paymentsMinor: 3000n }]);
    expect((await metrics.for(program).customer.months(8)).map(({ revenueMinor, shipped }) => [revenueMinor, shipped])).toEqual([
      [0n, true],
      [0n, true],
    ]);
    expect(await metrics.for(program).customer.shipmentDays(8)).toEqual(['2026-05-20', '2026-06-18']);
  });

  test('the café has no shipment day in the month that its return emptied', async () => {
    expect(await metrics.for(program).customer.shipmentDays(7)).toEqual(['2026-03-12', '2026-06-12']);
  });

  test('documents come newest first, as they hold now', async () => {
    const page = await metrics.for(program).customer.documents(1, { offset: 0, limit: 7 });
    expect(page.total).toBe(10);
    expect(page.documents.map((d) => [d.day, d.document, d.amountMinor])).toEqual([
      ['2026-06-15', '||S-034|2026', 1000n],
      ['2026-05-15', '||S-025|2026', 50000n],
      ['2026-04-15', '||S-023|2026', 50000n],
      ['2026-03-20', '||P-01|2026', 50000n],
      ['2026-03-13', '||S-019|2026', 50000n],
      ['2026-02-13', '||S-016|2026', 50000n],
      ['2026-01-15', '||S-012|2026', 50000n],
    ]);
  });

  test('facts span from the first to the last that hold', async () => {
    expect(await metrics.ofCompany(program).factDates()).toEqual({ first: '2025-10-08', last: '2026-07-08' });
  });
});

describe('other windows and dates', () => {
  const rolling: ValuationSettings = { ...defaultSettings, window: 'rolling' };

  test.each([
    // The last three months are 16 April to 15 July: the kiosk's 10 April is outside, Old Mill's 5 July inside.
    ['C02', 'unstabilised', 'established'],
    ['C05', 'unstabilised', 'returned'],
    ['C14', 'unstabilised', 'new'],
    // The euros of 20 May and 18 June.
    ['C08', 'stabilised', 'new'],
    // 31 May and nothing else; by days it came back more than three months after 10 February.
    ['C06', 'unstabilised', 'returned'],
  ])('rolling months on 15 July: %s is %s, %s', async (code, activity, lifecycle) => {
    expect((await valued('2026-07-15', rolling)).get(code)).toMatchObject({ activity, lifecycle });
  });

  test('rolling or calendar, every shipment up to the date is in exactly one period', async () => {
    for (const window of ['rolling', 'calendar'] as const) {
      const { cells } = (await metrics.ofCompany(program).measures({ asOf: '2026-07-15', window })).measures;
      expect(cells.revenueMinor.reduce((sum, minor) => sum + minor, 0)).toBe(461500);
    }
  });

  test('before the first fact everybody is a prospect', async () => {
    const cards = [...(await valued('2025-09-30')).values()];
    expect(new Set(cards.map((card) => `${card.activity} ${card.lifecycle} ${card.tier}`))).toEqual(new Set(['prospect none none']));
  });

  test('within the first month nothing is measured by months yet, but who bought is new', async () => {
    const card = (await valued('2025-10-09')).get('C02')!;
    expect(card).toMatchObject({ activity: 'prospect', lifecycle: 'new', tier: 'none', first_shipment_on: '2025-10-08' });
    expect(card.reason.activity).toMatchObject({ window: null, shipped_since_window: true });
  });
});

describe('the history of the small company', () => {
  const settings = defaultSettings;
  const historyFile = join(folder, 'history.parquet');

  beforeAll(async () => {
    const { measures, customerIds } = await metrics.ofCompany(program).measures({ asOf: '2026-06-30', window: settings.window });
    const valuation = valueCustomers({ measures, settings, inDevelopment: new Set() });
    await metrics.writeHistory({ file: historyFile, valuation, measures, customerIds });
  });

  test('holds every class at every month end since the first fact', async () => {
    const mix = await metrics.for(program).overview.statusMix(historyFile, 'activity');
    expect(mix.filter((row) => row.monthEnd === '2025-10-31')).toEqual([
      { monthEnd: '2025-10-31', class: 'unstabilised', customers: 2, revenueMinor: 12000n, grossMarginMinor: 4800n },
    ]);
    expect(mix.filter((row) => row.monthEnd === '2026-06-30').map((row) => [row.class, row.customers])).toEqual([
      ['lost', 2],
      ['prospect', 1],
      ['stabilised', 3],
      ['unstabilised', 7],
    ]);
  });

  test('what it says of a month end is what a valuation of that day says', async () => {
    for (const asOf of ['2026-02-28', '2026-04-30', '2026-05-31']) {
      const cards = await valued(asOf);
      const count = (tier: string): number => [...cards.values()].filter((card) => card.tier === tier).length;
      const mix = await metrics.for(program).overview.statusMix(historyFile, 'tier');
      const vips = mix.find((row) => row.monthEnd === asOf && row.class === 'vip');
      expect(vips?.customers).toBe(count('vip'));
    }
  });

  test('migration says who moved from where to where, and with how much money', async () => {
    const moved = await metrics.for(program).overview.migration(historyFile, { from: '2026-05-31', to: '2026-06-30', by: 'tier' });
    // Grand Hotel fell out of VIP; Bakery rose; East and South became VIPs.
    expect(moved.find((cell) => cell.from === 'vip' && cell.to === 'good')).toEqual({
      from: 'vip',
      to: 'good',
      customers: 1,
      revenueBeforeMinor: 90000n,
      revenueAfterMinor: 90000n,
    });
    expect(moved.find((cell) => cell.from === 'none' && cell.to === 'vip')?.customers).toBe(2);
    expect(moved.reduce((sum, cell) => sum + cell.customers, 0)).toBe(13);
  });

  test('money at risk counts what the customers who slipped had bought in a year', async () => {
    // In May nobody who was stabilised slipped, but the bakery was lost in April already; Old Mill was lost in May.
    expect(await metrics.for(program).overview.moneyAtRisk(historyFile, '2026-05-31')).toEqual([
      { risk: 'became_lost', customers: 1, revenueYearMinor: 8000n },
    ]);
  });
});
