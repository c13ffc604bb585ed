import { expect, test } from 'vitest';
import { defaultAsOf } from './as-of.ts';

test.each([
  { why: 'facts that end in the middle of a month', lastFact: '2026-03-12', statedUntil: [], asOf: '2026-03-12' },
  { why: 'facts that end on the last day', lastFact: '2026-03-31', statedUntil: [], asOf: '2026-03-31' },
  { why: 'only a weekend is left of May 2026', lastFact: '2026-05-29', statedUntil: [], asOf: '2026-05-31' },
  { why: 'a working Monday and Tuesday are left', lastFact: '2026-03-27', statedUntil: [], asOf: '2026-03-27' },
  { why: 'the file states that it covers the month', lastFact: '2026-03-27', statedUntil: ['2026-03-31'], asOf: '2026-03-31' },
  { why: 'the file states a period far beyond its facts', lastFact: '2026-03-27', statedUntil: ['2026-12-31'], asOf: '2026-03-27' },
])('$why: as of $asOf', ({ lastFact, statedUntil, asOf }) => {
  expect(defaultAsOf({ lastFact, statedUntil })).toBe(asOf);
});
