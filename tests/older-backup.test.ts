/** A backup of an older version is brought up to date when it is restored: its tables are filled as they were, then migrated. */
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../src/context/config.ts';
import { backUp } from '../src/flow/keep/backup.ts';
import { openRecords } from '../src/records/database.ts';
import { startEmbeddedPostgres } from '../src/records/postgres/embedded.ts';
import { temporaryFolder } from './company.ts';
import { clienteleJson } from './process.ts';

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Before rules had versions of their own: all of them stood in one row of settings. */
const older = readdirSync(resolve(import.meta.dirname, '../src/records/migrations'))
  .filter((name) => name < '0013')
  .toSorted();

test('settings of one row become versions of each set of rules', async () => {
  const file = join(folder, 'older.tar.gz');
  const config = readConfig({}, { data: join(folder, 'older') });
  const server = await startEmbeddedPostgres(config);
  try {
    await using records = await openRecords(server.connectionString, { only: older });
    await records.pool.query(`
      insert into setting (value, created_by) values
        ('{}', null),
        ('{"currency": "EUR", "currencyNamed": true}', 'cli'),
        ('{"currency": "EUR", "currencyNamed": true, "valuation": {"tiers": {"criterion": "orders"}}}', 'cli')`);
    await records.pool.query("insert into customer (name) values ('City Hospital')");
    await backUp({ config, records, version: '0.1.0' }, file);
  } finally {
    await server.stop();
  }

  const restored = join(folder, 'restored');
  expect(await clienteleJson('restore', file, '--data', restored)).toMatchObject({ data: restored });
  const shown = await clienteleJson<{ version: string; currency: string; settings: { tiers: object } }>('settings', '--data', restored);
  expect(shown).toMatchObject({ version: '3', currency: 'EUR', changedBy: 'cli', settings: { tiers: { criterion: 'orders' } } });
  expect(await clienteleJson('check', '--data', restored)).toMatchObject({ ok: true });
  // Numbers go on where the backup's ended.
  expect(await clienteleJson('settings', 'set', 'tiers.criterion=units', '--data', restored)).toMatchObject({
    version: '4',
    changed: true,
  });
});
