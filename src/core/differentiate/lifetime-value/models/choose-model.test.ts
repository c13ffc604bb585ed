/** The choice of the model, and its reason. */
import { expect, test } from 'vitest';
import { type Candidate, chooseModel } from './choose-model.ts';
import type { Fit } from './model.ts';

const fit = (logLikelihood: number, extra: Partial<Fit> = {}): Fit => ({
  params: [1, 2, 3, 4],
  logLikelihood,
  converged: true,
  boundary: null,
  simpler: null,
  standardErrors: null,
  covariance: null,
  evaluations: 1,
  ...extra,
});
const of = (model: Candidate['model'], logLikelihood: number, heldOut: number | null, extra: Partial<Fit> = {}): Candidate => ({
  model,
  fit: fit(logLikelihood, extra),
  heldOut,
});
const simpler = { name: 'no_dropout', params: [5, 6, 0, 1], logLikelihood: -11 } as const;

test.each([
  [
    'what was held out decides, not what was fitted',
    [of('bgnbd', -9, -1), of('mbgnbd', -10, -5), of('paretonbd', -12, -4)],
    { chosen: 'paretonbd', rule: 'held_out_likelihood' },
  ],
  [
    'without anything held out the likelihood decides',
    [of('mbgnbd', -10, null), of('paretonbd', -12, -4)],
    { chosen: 'mbgnbd', rule: 'likelihood' },
  ],
  ['who bought once is not immortal: never BG/NBD', [of('bgnbd', -1, -1), of('mbgnbd', -10, -9)], { chosen: 'mbgnbd' }],
  ['what did not converge is not chosen', [of('mbgnbd', -1, -1, { converged: false }), of('paretonbd', -10, -9)], { chosen: 'paretonbd' }],
  [
    'a simpler model nearly as likely is preferred',
    [of('mbgnbd', -10, -1, { simpler })],
    { chosen: 'mbgnbd', simpler: true, params: simpler.params },
  ],
] as const)('%s', (_, candidates, expected) => {
  expect(chooseModel(candidates)).toMatchObject(expected);
});

test('nothing is chosen where nothing was fitted', () => {
  expect(chooseModel([of('bgnbd', -1, -1), of('mbgnbd', 0, null, { converged: false, boundary: 'no_repeats' })])).toBeNull();
});
