/** Metrics that another version of the program made are made again, wherever their SQL stands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { fingerprintOf } from './sql-files.ts';
import { openMetrics } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele-fingerprint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the fingerprint follows the text and the name of every file', () => {
  const model = join(folder, 'model.sql');
  const rule = join(folder, 'winners.ts');
  writeFileSync(model, 'select 1');
  writeFileSync(rule, 'export const later = `arg_max(a, position)`;');
  const before = fingerprintOf([model, rule]);
  expect(fingerprintOf([model, rule])).toBe(before);
  writeFileSync(rule, 'export const later = `arg_min(a, position)`;');
  expect(fingerprintOf([model, rule])).not.toBe(before);
  expect(fingerprintOf([rule, model])).not.toBe(fingerprintOf([model, rule]));
});

test('a file of another version is emptied, one of this version is kept', async () => {
  const file = join(folder, 'metrics.duckdb');
  const agreed = async (): Promise<string | null> => {
    const metrics = await openMetrics({ file, threads: 1 });
    const basis = await metrics.agreesWith('facts');
    await metrics.noteAgreement('facts', 'yesterday');
    metrics.close();
    return basis;
  };
  expect(await agreed()).toBeNull();
  expect(await agreed()).toBe('yesterday');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run("update made_with set fingerprint = 'of another version'");
  connection.closeSync();
  instance.closeSync();
  expect(await agreed()).toBeNull();
});
