/** All tests: beside the code (src, fixtures) and what spans folders (tests). Real PostgreSQL, real DuckDB, a real browser. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'fixtures/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Each database and each browser wants a core of its own.
    maxWorkers: 2,
  },
});
