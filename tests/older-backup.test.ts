/** A backup of an older version is brought up to date when it is restored: its tables are filled as they were, then migrated. */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type JournalRow, writeBatch } from '../fixtures/write-journal.ts';
import { asProgram } from '../src/core/access/sight.ts';
import { readConfig } from '../src/context/config.ts';
import { writeBackup } from '../src/flow/keep/backup.ts';
import { sha256Of } from '../src/journal/append.ts';
import { openRecords } from '../src/records/database.ts';
import { listImports } from '../src/records/imports/reader.ts';
import { startEmbeddedPostgres } from '../src/records/postgres/embedded.ts';
import { openCompany, temporaryFolder } from './company.ts';
import { salesFile } from './ledger.ts';
import { clienteleJson } from './process.ts';

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The migrations of the versions before this one. */
const before = (name: string): string[] =>
  readdirSync(resolve(import.meta.dirname, '../src/records/migrations'))
    .filter((each) => each < name)
    .toSorted();

/** Rules had no versions of their own: all of them stood in one row of settings. */
const settings = `
  insert into setting (value, created_by) values
    ('{}', null),
    ('{"currency": "EUR", "currencyNamed": true}', 'cli'),
    ('{"currency": "EUR", "currencyNamed": true, "valuation": {"tiers": {"criterion": "orders"}}}', 'cli')`;

/** A backup of a company whose tables are as the migrations before `name` make them. */
async function olderBackup(name: string, fill: (pool: pg.Pool, dataDir: string) => Promise<string[]>): Promise<string> {
  const file = join(folder, `before-${name}.tar.gz`);
  const config = readConfig({}, { data: join(folder, `before-${name}`) });
  const server = await startEmbeddedPostgres(config);
  try {
    await using records = await openRecords(server.connectionString, { only: before(name) });
    const files = await fill(records.pool, config.dataDir);
    await writeBackup({ config, records, version: '0.1.0' }, file, async () => files);
    return file;
  } finally {
    await server.stop();
  }
}

test('settings of one row become versions of each set of rules', async () => {
  const file = await olderBackup('0013', async (pool) => {
    await pool.query(settings);
    await pool.query("insert into customer (name) values ('City Hospital')");
    return [];
  });

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

test('an owner of the tables whom row-level security binds keeps the rows that a migration moves', async () => {
  const server = await startEmbeddedPostgres(readConfig({}, { data: join(folder, 'ordinary') }));
  try {
    await using administrator = await openRecords(server.connectionString);
    await administrator.pool.query("create role granite login createrole nosuperuser password 'coffee'");
    await administrator.pool.query('grant clientele_program to granite');
    await administrator.pool.query('create database granite owner granite');
    const url = Object.assign(new URL(server.connectionString), { username: 'granite', password: 'coffee', pathname: '/granite' }).href;
    {
      await using records = await openRecords(url, { only: before('0013') });
      await records.pool.query(`begin; set local clientele.user_id = 'system'; ${settings}; commit`);
    }
    await using records = await openRecords(url);
    const rules = await records.read(asProgram('command line'), (tx) => tx.selectFrom('rule').select('name').orderBy('version').execute());
    expect(rules).toEqual([{ name: 'currency' }, { name: 'classes' }]);
  } finally {
    await server.stop();
  }
});

/** A line of a shipment of April, of the source's own customers. */
const line = (document: string, code: string, netMinor: number): JournalRow => ({
  document: ['', '', document, '2026'].join('\u001f'),
  document_number: document,
  line_number: 1,
  shipped_on: '2026-04-15',
  customer_code: code,
  quantity_micro: 1_000_000,
  net_minor: netMinor,
  currency: 'RUB',
  manager: 'Orlova',
  kind: 'sale',
});

/**
 * Batch 1 brings two shipments, 400.00 and 20.00; batch 2 was undone; batch 3 corrects the first to 500.00, as its manager Bondar's; batch 4
 * waits for a person, and batch 5 failed.
 */
async function fillBatches(pool: pg.Pool, dataDir: string): Promise<string[]> {
  const batches = {
    1: [line('S-1', 'code:C01', 400_00), line('S-2', 'code:C02', 20_00)],
    3: [line('S-1', 'code:C01', 500_00)],
  };
  mkdirSync(join(dataDir, 'journal', 'sale_line'), { recursive: true });
  const registered = { 1: '', 3: '' };
  for (const id of [1, 3] as const) {
    const { files } = await writeBatch({ position: id, sourceId: '1' }, { sale_line: batches[id] });
    const name = `journal/sale_line/${id}.parquet`;
    copyFileSync(files.sale_line!, join(dataDir, name));
    registered[id] = JSON.stringify({ sale_line: { name, sha256: await sha256Of(join(dataDir, name)), rows: batches[id].length } });
  }
  await pool.query(`
    insert into rule (name, value, created_by) values ('currency', '{"currency": "RUB", "named": false}', 'cli');
    insert into source (name, kind, heading_key) values ('books', 'sales', 'as the files of the books');
    insert into batch (source_id, kind, file_name, state, position, documents, lines, customers, totals, first_date, last_date, journal_files,
      committed_at, undone_at, undone_by, created_by)
    values
      (1, 'sales', 'april.csv', 'committed', 1, 2, 2, 2, '[{"currency": "RUB", "netMinor": "42000"}]', '2026-04-15', '2026-04-15',
        '${registered[1]}', '2026-05-01', null, null, 'cli'),
      (1, 'sales', 'wrong.csv', 'undone', 2, 1, 1, 1, '[{"currency": "RUB", "netMinor": "1"}]', '2026-04-15', '2026-04-15',
        '{"sale_line": {"name": "journal/sale_line/2.parquet", "sha256": "", "rows": 1}}', '2026-05-02', '2026-05-03', 'cli', 'cli'),
      (1, 'sales', 'corrected.csv', 'committed', 3, 1, 1, 1, '[{"currency": "RUB", "netMinor": "50000"}]', '2026-04-15', '2026-04-15',
        '${registered[3]}', '2026-05-04', null, null, 'cli');
    insert into batch (source_id, kind, file_name, state, created_by) values (1, 'sales', 'may.csv', 'previewed', 'somebody');
    insert into batch (file_name, state, failure, created_by) values ('letter.docx', 'failed', '{"code": "not_a_table", "detail": {}}', 'cli');
    insert into person (name, name_key) values ('Orlova', 'orlova'), ('Bondar', 'bondar');
    insert into customer (name, created_by_batch) values ('Granite Wholesale', 1), ('Station Kiosk', 1);
    insert into customer_code (source_id, code, customer_id, name, name_key, created_by_batch)
    values (1, 'code:C01', 1, 'Granite Wholesale', 'granite', 1), (1, 'code:C02', 2, 'Station Kiosk', 'kiosk', 1);
    insert into batch_code (batch_id, code, name, name_key, tax_id, branch_id, region, manager_key, manager_since)
    values (1, 'code:C01', 'Granite Wholesale', 'granite', '', '', '', 'orlova', '2026-04-15'),
      (1, 'code:C02', 'Station Kiosk', 'kiosk', '', '', '', 'orlova', '2026-04-15'),
      (2, 'code:C01', 'Granit', 'granit', '', '', '', 'orlova', '2026-04-15'),
      (3, 'code:C01', 'Granite Wholesale', 'granite', '', '', '', 'bondar', '2026-04-15');
    insert into ownership (customer_id, person_id, from_date, reason, created_by_batch)
    values (1, 2, '2026-04-15', 'latest_document', 3), (2, 1, '2026-04-15', 'latest_document', 1)`);
  return [1, 3].map((id) => `journal/sale_line/${id}.parquet`);
}

test('a batch becomes an import and, where it was committed, an entry of the journal with its number', async () => {
  const file = await olderBackup('0037', fillBatches);
  const restored = join(folder, 'of-batches');
  expect(await clienteleJson('restore', file, '--data', restored)).toMatchObject({ customers: 2 });
  {
    await using company = await openCompany(restored, { keep: true });
    const worth = async (): Promise<[name: string, revenueMinor: string, owner: string | null][]> =>
      (await company.json<{ name: string; revenueMinor: string; owner: string | null }[]>('customers', '--as-of', '2026-06-30')).map(
        ({ name, revenueMinor, owner }) => [name, revenueMinor, owner],
      );
    expect(await worth()).toEqual([
      ['Granite Wholesale', '50000', 'Bondar'],
      ['Station Kiosk', '2000', 'Orlova'],
    ]);
    expect(await company.json('check')).toMatchObject({ ok: true });
    const imports = await company.context.records.read(asProgram('command line'), listImports);
    expect(
      imports.map((row) => [row.id, row.file_name, row.state, row.lines, row.committed_at?.toISOString().slice(0, 10) ?? null]),
    ).toEqual([
      ['5', 'letter.docx', 'failed', null, null],
      ['4', 'may.csv', 'previewed', null, null],
      ['3', 'corrected.csv', 'committed', '1', '2026-05-04'],
      ['2', 'wrong.csv', 'undone', '1', '2026-05-02'],
      ['1', 'april.csv', 'committed', '2', '2026-05-01'],
    ]);
    expect(await company.run('undo', '3')).toMatchObject({ code: 0 });
    expect(await worth()).toEqual([
      ['Granite Wholesale', '40000', 'Orlova'],
      ['Station Kiosk', '2000', 'Orlova'],
    ]);
    expect(await company.run('undo', '4')).toMatchObject({ code: 3 });
    // Numbers go on where the backup's ended.
    const more = salesFile(folder, 'june.csv', [['S-3', '2026-06-10', 'C01', 'Granite Wholesale', '30.00', '20.00']]);
    expect(await company.json('import', more, '--yes', '--source', 'books')).toMatchObject({ batch: '6' });
    expect(await worth()).toEqual([
      ['Granite Wholesale', '43000', 'Orlova'],
      ['Station Kiosk', '2000', 'Orlova'],
    ]);
    expect(await company.json('check')).toMatchObject({ ok: true });
  }
});
