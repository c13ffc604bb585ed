/** Every model against figures calculated from the papers at fifty digits, where that file is available. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectedValue, logLikelihoodOfMean } from './gamma-gamma.ts';
import { lifetimeModels } from './models.ts';
import type { ModelName } from './model.ts';

const path = join(import.meta.dirname, '../../../../../../shared/data/golden/golden_vectors.json');

interface Vector {
  model: ModelName | 'gammagamma';
  params: number[];
  x: number;
  m: number;
  tx: number;
  T: number;
  t: number;
  ll: string;
  palive: string;
  ey: string;
  em: string;
}

/** Relative; what lies below the least number of a double is nothing. */
const off = (found: number, expected: string): number => Math.abs(found - Number(expected)) / Math.max(Math.abs(Number(expected)), 1e-290);

describe.skipIf(!existsSync(path))('golden vectors (skipped where ../shared/data/golden is missing)', () => {
  const vectors = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Vector[]) : [];
  test.each(Object.values(lifetimeModels))('$name: log-likelihood, P(alive), E[Y]', (model) => {
    const own = vectors.filter((vector) => vector.model === model.name);
    expect(own.length).toBe(90);
    const wrong = own.filter(({ params, x, tx, T, t, ll, palive, ey }) => {
      const history = { repeats: x, lastWeeks: tx, ageWeeks: T };
      return !(
        off(model.logLikelihood(params, [{ ...history, customers: 1 }]), ll) < 1e-8 &&
        off(model.aliveProbability(params, history), palive) < 1e-8 &&
        off(model.expectedTransactions(params, history, t), ey) < 1e-6
      );
    });
    expect(wrong).toEqual([]);
  });

  test('Gamma-Gamma: log-likelihood and expected value', () => {
    const own = vectors.filter((vector) => vector.model === 'gammagamma');
    expect(own.length).toBe(21);
    const wrong = own.filter(({ params, x, m, ll, em }) => {
      const spending = { transactions: x, mean: m };
      return !(off(logLikelihoodOfMean(params, spending), ll) < 1e-8 && off(expectedValue(params, spending)!, em) < 1e-6);
    });
    expect(wrong).toEqual([]);
  });
});
