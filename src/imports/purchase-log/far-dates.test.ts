/** Which days are too far from the others to belong to what was observed. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { farDates } from './far-dates.ts';

/** A purchase every third day, `rows` of them, from day 1000 on. */
const steady = (rows: number): number[] => Array.from({ length: rows }, (_, at) => 1000 + 3 * at);

test.each([
  ['nothing far', steady(100), null, { from: 1000, until: 1297 }],
  ['one row years later', [...steady(100), 3000], null, { from: 1000, until: 1297 }],
  ['one row half a year later, ten times any other gap', [...steady(100), 1480], null, { from: 1000, until: 1297 }],
  ['one row two months later', [...steady(100), 1357], null, { from: 1000, until: 1357 }],
  ['two of a hundred rows later are a new season', [...steady(100), 1700, 1701], null, { from: 1000, until: 1701 }],
  ['one row a year earlier is a first customer', [...steady(200), 600], null, { from: 600, until: 1597 }],
  ['one row further off than all is long is a typing error', [...steady(100), 300], null, { from: 1000, until: 1297 }],
  ['too few rows to know a rhythm', [1000, 1003, 1006, 3000], null, { from: 1000, until: 3000 }],
  [
    'a shop of one season: its own gaps are as wide',
    [...steady(50), ...steady(50).map((day) => day + 365), 1900],
    null,
    { from: 1000, until: 1900 },
  ],
  ['after today', [...steady(100), 1310], 1300, { from: 1000, until: 1297 }],
  ['tomorrow is today further east', [...steady(100), 1301], 1300, { from: 1000, until: 1301 }],
  ['most days are after today: the clock is wrong', steady(100), 1050, { from: 1000, until: 1297 }],
])('%s', (_, days, today, expected) => {
  expect(farDates(Int32Array.from(days), { today })).toEqual(expected);
});

test('the order of rows never matters, and hardly a row is cut off', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 300 }), (days) => {
      const found = farDates(Int32Array.from(days), { today: null });
      expect(farDates(Int32Array.from(days.toReversed()), { today: null })).toEqual(found);
      const few = Math.max(1, Math.floor(days.length / 100));
      expect(days.filter((day) => day > found.until).length).toBeLessThanOrEqual(few);
      expect(days.filter((day) => day < found.from).length).toBeLessThanOrEqual(few);
    }),
  );
});
