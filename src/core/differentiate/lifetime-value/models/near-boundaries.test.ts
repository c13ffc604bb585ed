/** Companies with hardly any dropout: the maximum is found where the likelihood is nearly flat, and its boundary is named. */
import { expect, test } from 'vitest';
import { hardlyAnyDropout } from '../../../../../fixtures/hardly-any-dropout.ts';
import { paretonbd } from './pareto-nbd.ts';

const usual = { customers: 2000, seed: 7, rates: [2, 5], regularity: 1, once: 0, leaving: 0 } as const;

test.each([
  ['nobody leaves', { ...usual, seed: 2 }],
  ['regular buyers, a few leave', { ...usual, rates: [0.5, 3], regularity: 3, leaving: 0.002 }],
  ['a tenth buys once', { ...usual, once: 0.1 }],
  ['frequent buyers alike, some buy once', { ...usual, rates: [20, 20], once: 0.02, leaving: 0.01 }],
  ['rare buyers, some buy once', { ...usual, rates: [1.5, 10], once: 0.02, leaving: 0.01 }],
] as const)('%s: nothing along the ridge is likelier by a tenth, and the fit takes few steps', (_, company) => {
  const histories = hardlyAnyDropout(company);
  const fit = paretonbd.fit(histories);
  expect(fit).toMatchObject({ converged: true });
  expect(fit.evaluations).toBeLessThan(400);
  const [r, alpha, s, beta] = fit.params as [number, number, number, number];
  // Along the ridge, where as many are gone in two years; across it; and with neighbouring rates.
  const gone = s * Math.log1p(104 / beta);
  const weeks = s === 0 ? [] : [1e-9, 1e-6, 1e-4, 1e-2, 1, 10, 100, 1000];
  const neighbours = [
    ...weeks.map((scale) => [r, alpha, gone / Math.log1p(104 / scale), scale]),
    ...[0.5, 0.9, 1.1, 2].map((by) => [r, alpha, s * by, beta]),
    ...[0.98, 1.02].flatMap((by) => [
      [r * by, alpha, s, beta],
      [r * by, alpha * by, s, beta],
    ]),
    ...[1e-6, 1e-3, 1, 100].map((scale) => [r, alpha, 1e-4, scale]),
  ];
  for (const params of neighbours) expect(paretonbd.logLikelihood(params, histories) - fit.logLikelihood).toBeLessThan(0.1);
});

test.each([
  ['nobody leaves', usual, 'no_dropout'],
  ['regular buyers all alike, nobody leaves', { ...usual, rates: [1e6, 1e6], regularity: 3 }, 'one_rate_no_dropout'],
] as const)('%s: %s', (_, company, limit) => {
  const { boundary, simpler, converged } = paretonbd.fit(hardlyAnyDropout(company));
  expect({ converged, limit: boundary ?? simpler?.name }).toEqual({ converged: true, limit });
});

test('who buys once is told from who buys seldom: a tenth that leaves at once is found as such', () => {
  const { params } = paretonbd.fit(hardlyAnyDropout({ ...usual, once: 0.1 }));
  const [r, alpha, s, beta] = params as [number, number, number, number];
  const gone = (weeks: number): number => -Math.expm1(-s * Math.log1p(weeks / beta));
  expect(gone(1)).toBeGreaterThan(0.08);
  expect(gone(104)).toBeLessThan(0.13);
  expect(r / alpha).toBeGreaterThan(0.36);
});
