/** Reasons for a profit below the peers', the change that would make the customer profitable; the whale curve and the cost of winning. */
import { describe, expect, test } from 'vitest';
import { noParts } from './statement.ts';
import { whaleCurve } from './whale.ts';
import { type ProfitOfCustomer, whatWouldTurn, whyUnprofitable } from './why-unprofitable.ts';
import { costOfWinning } from './winning.ts';

/** Peers sell for 10,000 after 500 of discount: 60 % goods, 10 % deliveries in 20 times, 1 % credit. */
const peers: ProfitOfCustomer = {
  ...noParts,
  discountMinor: 500n,
  revenueMinor: 9_500n,
  costOfGoodsMinor: 5_700n,
  creditMinor: 95n,
  activitiesMinor: 950n,
  activities: [{ activity: 'delivery', events: 19n, costMinor: 950n }],
};

/** A kiosk that sells a tenth of that in thirty small deliveries, at twice the discount. */
const kiosk: ProfitOfCustomer = {
  ...noParts,
  discountMinor: 100n,
  revenueMinor: 900n,
  costOfGoodsMinor: 540n,
  activitiesMinor: 600n,
  activities: [{ activity: 'delivery', events: 30n, costMinor: 600n }],
};

describe('why a customer earns less than its peers', () => {
  test('each line stands beside what it would be at their rate, the dearest first', () => {
    expect(whyUnprofitable(kiosk, peers)).toEqual([
      // 950 of 9,500 is a tenth of 900; 19 times of 9,500 are 1.8 of 900.
      {
        line: 'activity',
        activity: 'delivery',
        ownMinor: 600n,
        atPeersRateMinor: 90n,
        excessMinor: 510n,
        events: 30n,
        eventsAtPeersRate: 2n,
      },
      // 500 of a list value of 10,000 is 50 of 1,000.
      { line: 'discounts', activity: null, ownMinor: 100n, atPeersRateMinor: 50n, excessMinor: 50n, events: null, eventsAtPeersRate: null },
    ]);
  });

  test('what is not dearer is no reason, and goods of unknown cost are compared with nothing', () => {
    expect(whyUnprofitable({ ...kiosk, costOfGoodsMinor: 700n }, peers).map(({ line, excessMinor }) => [line, excessMinor])).toEqual([
      ['activity', 510n],
      ['cost_of_goods', 160n],
      ['discounts', 50n],
    ]);
    expect(
      whyUnprofitable({ ...kiosk, costOfGoodsMinor: 700n, costUnknown: true }, peers).some(({ line }) => line === 'cost_of_goods'),
    ).toBe(false);
  });

  test('peers who sold nothing say nothing', () => {
    expect(whyUnprofitable(kiosk, { ...noParts, activities: [] })).toEqual([]);
  });
});

test('what would turn it is the fewest of the dearest lines; where all together do not, there is no such thing', () => {
  const lines = whyUnprofitable(kiosk, peers);
  expect(whatWouldTurn(-240n, lines)?.map(({ line }) => line)).toEqual(['activity']);
  expect(whatWouldTurn(-520n, lines)?.map(({ line }) => line)).toEqual(['activity', 'discounts']);
  expect(whatWouldTurn(-560n, lines)).toBeNull();
  expect(whatWouldTurn(10n, lines)).toEqual([]);
});

describe('the whale curve', () => {
  test('rises to its peak, and the tail takes from it', () => {
    expect(whaleCurve([-30n, 100n, 50n, -20n])).toEqual({
      points: [
        { customers: 0, cumulativeMinor: 0n },
        { customers: 1, cumulativeMinor: 100n },
        { customers: 2, cumulativeMinor: 150n },
        { customers: 3, cumulativeMinor: 130n },
        { customers: 4, cumulativeMinor: 100n },
      ],
      peak: { customers: 2, cumulativeMinor: 150n },
      totalMinor: 100n,
      losing: { customers: 2, minor: -50n },
      customersFor80Percent: 1,
    });
  });

  test('of a company that loses money has no share of its total', () => {
    expect(whaleCurve([10n, -30n])).toMatchObject({
      totalMinor: -20n,
      customersFor80Percent: null,
      peak: { customers: 1, cumulativeMinor: 10n },
    });
  });

  test('of thousands is drawn by few points, its peak and its end among them', () => {
    const profits = Array.from({ length: 5_000 }, (_, at) => BigInt(3_333 - at));
    const { points, peak } = whaleCurve(profits);
    expect(points.length).toBeLessThan(405);
    expect(points.find(({ customers }) => customers === peak.customers)?.cumulativeMinor).toBe(peak.cumulativeMinor);
    expect(points.at(-1)!.customers).toBe(5_000);
  });
});

test('winning and keeping are told for each customer, half a unit up, and not at all for nobody', () => {
  expect(costOfWinning({ winningMinor: 1_001n, won: 2, keepingMinor: 900n, kept: 0 })).toMatchObject({
    perWonMinor: 501n,
    perKeptMinor: null,
  });
});
