import { describe, expect, test } from 'vitest';
import { epochDay, incompletePeriod, isoDate, monthNumber, monthOfNumber, monthsAfter, periodsUpTo, referenceMonth } from './calendar.ts';

test.each([
  ['2026-06-30', '2026-06'],
  ['2026-06-29', '2026-05'],
  ['2026-07-15', '2026-06'],
  ['2024-02-29', '2024-02'],
  ['2024-02-28', '2024-01'],
  ['2025-01-01', '2024-12'],
])('the reference month of %s is %s', (asOf, month) => {
  expect(referenceMonth(asOf).toString()).toBe(month);
});

test.each([
  ['2025-11-30', 3, '2026-02-28'],
  ['2023-11-30', 3, '2024-02-29'],
  ['2026-06-03', 3, '2026-09-03'],
  ['2026-06-20', 2, '2026-08-20'],
  ['2025-12-31', 2, '2026-02-28'],
])('for so many months from %s (%i) ends before %s', (day, months, end) => {
  expect(isoDate(monthsAfter(epochDay(day), months))).toBe(end);
});

describe('periods', () => {
  test('calendar months run from the first fact to the reference month, and the rest is incomplete', () => {
    expect(periodsUpTo({ asOf: '2026-03-10', firstDay: '2025-12-24', window: 'calendar' })).toEqual([
      { first: '2025-12-01', last: '2025-12-31' },
      { first: '2026-01-01', last: '2026-01-31' },
      { first: '2026-02-01', last: '2026-02-28' },
    ]);
    expect(incompletePeriod({ asOf: '2026-03-10', window: 'calendar' })).toEqual({ first: '2026-03-01', last: '2026-03-10' });
    expect(incompletePeriod({ asOf: '2026-03-31', window: 'calendar' })).toBeNull();
  });

  test('rolling months end with the as-of date, clamped at month ends, without a gap or an overlap', () => {
    const periods = periodsUpTo({ asOf: '2026-05-31', firstDay: '2026-02-01', window: 'rolling' });
    // 31 May − 3 months = 28 Feb: the last three months begin on 1 March.
    expect(periods).toEqual([
      { first: '2026-02-01', last: '2026-02-28' },
      { first: '2026-03-01', last: '2026-03-31' },
      { first: '2026-04-01', last: '2026-04-30' },
      { first: '2026-05-01', last: '2026-05-31' },
    ]);
    expect(incompletePeriod({ asOf: '2026-05-31', window: 'rolling' })).toBeNull();
  });

  test('the first fact in the month that is not over leaves no complete month', () => {
    expect(periodsUpTo({ asOf: '2026-03-10', firstDay: '2026-03-02', window: 'calendar' })).toEqual([]);
  });
});

test('months are numbered without a gap', () => {
  expect(monthNumber('2026-01-31') - monthNumber('2025-12-01')).toBe(1);
  expect(monthOfNumber(monthNumber('2024-02-10'))).toEqual({ first: '2024-02-01', last: '2024-02-29' });
});
