/** Credibility worked by hand: a wholesaler and a kiosk with two months each. */
import { expect, test } from 'vitest';
import { credibilityMeans } from './credibility.ts';

const twoMonths = { customersCount: 3, customer: [0, 0, 1, 1], transactions: [2, 2, 1, 1], earned: [20, 40, 50, 70] };

test('own means 15 and 60 are drawn to the company by what is known of each; who never bought gets the company’s', () => {
  const found = credibilityMeans(twoMonths);
  // Within: (2·5² + 2·5² + 10² + 10²) / (1 + 1). Between: (4·15² + 2·30² − 150) / (6 − (16 + 4) / 6).
  expect(found.withinVariance).toBe(150);
  expect(found.betweenVariance).toBeCloseTo(956.25, 10);
  const [ofWholesaler, ofKiosk] = [4 / (4 + 150 / 956.25), 2 / (2 + 150 / 956.25)];
  const company = (ofWholesaler * 15 + ofKiosk * 60) / (ofWholesaler + ofKiosk);
  expect(found.companyMean).toBeCloseTo(company, 10);
  expect([...found.mean]).toEqual(
    [ofWholesaler * 15 + (1 - ofWholesaler) * company, ofKiosk * 60 + (1 - ofKiosk) * company, company].map((mean) =>
      expect.closeTo(mean, 10),
    ),
  );
});

test('losses are honoured', () => {
  const { mean } = credibilityMeans({ ...twoMonths, earned: [-20, -40, 50, 70] });
  expect(mean[0]).toBeLessThan(0);
});

test('where customers do not differ beyond chance, all get the company’s mean', () => {
  const { mean, betweenVariance } = credibilityMeans({
    customersCount: 2,
    customer: [0, 0, 1, 1],
    transactions: [1, 1, 1, 1],
    earned: [0, 100, 100, 0],
  });
  expect(betweenVariance).toBe(0);
  expect([...mean]).toEqual([50, 50]);
});

test('a refund in a month without purchases takes from the mean', () => {
  expect(credibilityMeans({ customersCount: 1, customer: [0, 0], transactions: [2, 0], earned: [100, -40] }).mean[0]).toBe(30);
});
