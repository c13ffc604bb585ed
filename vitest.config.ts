/**
 * All tests, in six projects by what they need (docs/operating.md says how to run one). Those beside the code stand in src and
 * fixtures, those that span folders in tests. Real PostgreSQL, real DuckDB, a real browser.
 */
import { defineConfig } from 'vitest/config';

const pure = [
  'src/core/**/*.test.ts',
  'src/web/**/*.test.ts',
  'src/cli/**/*.test.ts',
  'src/flow/**/*.test.ts',
  'src/imports/interpret/**/*.test.ts',
  'src/facts/**/*.test.ts',
];
/** Pure as well, but of thousands of invented customers: too slow for the daily loop. */
const simulations = ['fixtures/**/*.test.ts', 'src/core/**/models/{near-boundaries,recovery}.test.ts', 'src/core/**/known-futures.test.ts'];
const measures = ['src/metrics/**/*.test.ts', 'src/journal/**/*.test.ts'];
const slow = { testTimeout: 60_000, hookTimeout: 120_000 };
/** Companies of ten rows: with more threads DuckDB works longer at dividing the work than at the work. `metrics` measures with all. */
const company = { ...slow, globalSetup: ['tests/run-folder.ts'], env: { CLIENTELE_THREADS: '1', CLIENTELE_LOG: 'silent' } };

export default defineConfig({
  test: {
    // Each database and each browser wants a core of its own.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: pure, exclude: simulations, pool: 'threads', isolate: false, ...slow } },
      { test: { name: 'simulations', include: simulations, ...slow } },
      { test: { name: 'imports', include: ['src/imports/**/*.test.ts'], exclude: pure, ...slow } },
      { test: { name: 'metrics', include: measures, ...slow } },
      { test: { name: 'company', include: ['tests/*.test.ts', 'src/records/**/*.test.ts', 'src/server/**/*.test.ts'], ...company } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          ...company,
          globalSetup: [...company.globalSetup, 'tests/browser/launch-browser.ts'],
        },
      },
    ],
  },
});
