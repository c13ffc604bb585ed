/** When a headline names a share of customers, and when it names money or what is not known. */
import { expect, test } from 'vitest';
import { enoughKnown, sharesSaySomething } from './whale-shares.ts';

test.each([
  { total: '100', peak: '100', says: true },
  { total: '50', peak: '100', says: true },
  { total: '49', peak: '100', says: false },
  { total: '0', peak: '100', says: false },
  { total: '-20', peak: '10', says: false },
])('a total of $total under a peak of $peak: $says', ({ total, peak, says }) => {
  expect(sharesSaySomething({ totalMinor: total, peak: { cumulativeMinor: peak } })).toBe(says);
});

test.each([
  { known: 80, unknown: 0, enough: true },
  { known: 90, unknown: 10, enough: true },
  { known: 89, unknown: 11, enough: false },
  { known: 0, unknown: 5, enough: false },
  { known: 0, unknown: 0, enough: false },
])('$known known, $unknown not: $enough', ({ known, unknown, enough }) => {
  expect(enoughKnown({ known, unknown })).toBe(enough);
});
