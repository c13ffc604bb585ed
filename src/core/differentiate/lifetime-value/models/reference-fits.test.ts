/** Fits against the best of 24 starts on the histories of five companies, where those are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { History } from './history.ts';
import { lifetimeModels } from './models.ts';

const folder = join(import.meta.dirname, '../../../../../../shared/data/golden');
const here = existsSync(folder);
type Reference = { ll: number; boundary: boolean; params: number[]; holdout: { bias: number; mae: number; corr: number } };
const references = here
  ? (JSON.parse(readFileSync(join(folder, 'reference_fits.json'), 'utf8')) as Record<
      string,
      Record<keyof typeof lifetimeModels, Reference> & { unit_days: number; holdout_actual: number; cal: string; end: string }
    >)
  : {};

describe.skipIf(!here)('reference fits (skipped where ../shared/data/golden is missing)', () => {
  // Times are in the unit of the file: weeks of CDNOW, days of the others.
  test.each(Object.keys(references).flatMap((log) => (['bgnbd', 'mbgnbd', 'paretonbd'] as const).map((name) => [log, name] as const)))(
    '%s, %s',
    (log, name) => {
      const { histories, actual } = read(log);
      const { cal, end, unit_days: unit } = references[log]!;
      const heldOut = (Date.parse(end) - Date.parse(cal)) / 86_400_000 / unit;
      const expected = references[log]![name];
      const fit = lifetimeModels[name].fit(histories);
      expect(fit.converged).toBe(true);
      expect(fit.boundary !== null).toBe(expected.boundary);
      expect(expected.ll - fit.logLikelihood).toBeLessThan(expected.boundary ? 0.5 : 0.01);
      expect(fit.logLikelihood - expected.ll).toBeLessThan(0.01);
      // What came afterwards, customer by customer: a boundary is flat, so there the forecast may differ a little.
      const error =
        histories.reduce(
          (sum, history, at) => sum + Math.abs(lifetimeModels[name].expectedTransactions(fit.params, history, heldOut) - actual[at]!),
          0,
        ) / histories.length;
      expect(Math.abs(error / expected.holdout.mae - 1)).toBeLessThan(expected.boundary ? 0.03 : 1e-3);
      // Where the likelihood is all but flat, parameters may differ with nothing to choose between them.
      if (log.startsWith('cdnow'))
        for (const [at, value] of fit.params.entries()) expect(Math.abs(value / expected.params[at]! - 1)).toBeLessThan(1e-4);
    },
  );
});

function read(log: string): { histories: History[]; actual: number[] } {
  const rows = readFileSync(join(folder, `histories_${log}.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  return {
    histories: rows.map(([, repeats, last, age]) => ({ repeats: repeats!, lastWeeks: last!, ageWeeks: age!, customers: 1 })),
    actual: rows.map((row) => row[4]!),
  };
}
