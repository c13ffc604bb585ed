/** Who sees some customers finds no others in the facts, whatever is asked; and reads at once do not mix, nor wait for each other. */
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, writeSmallCompany } from '../../fixtures/small-company/journal.ts';
import { asProgram, Sight } from '../core/access/sight.ts';
import { defaultSettings } from '../core/differentiate/settings.ts';
import { valueCustomers } from '../core/differentiate/value-customers.ts';
import { ofCodes, ofCustomers, ofDocuments, openReaders, type Readers } from './readers.ts';
import { sqlText } from './sql-files.ts';
import { type Metrics, openMetrics } from './store.ts';

const program = asProgram('command line');
const managerOf = (...customers: string[]): Sight =>
  Sight.ofPerson({ userId: 'orlova', role: 'manager', customers: async () => customers });

const folder = mkdtempSync(join(tmpdir(), 'readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('of the small company, a manager who owns the wholesaler (1) and the customer in euros (8)', () => {
  const hers = managerOf('1', '8');
  const months = { from: '2025-10', to: '2026-07' };
  const historyFile = join(folder, 'history.parquet');
  let metrics: Metrics;
  beforeAll(async () => {
    const batches = await writeSmallCompany(folder);
    metrics = await openMetrics({ file: join(folder, 'metrics.duckdb') });
    await metrics.rebuild({ batches, codes, currency: 'RUB' });
    const { measures, customerIds } = await metrics.ofCompany(program).measures({ asOf: '2026-06-30', window: defaultSettings.window });
    const valuation = valueCustomers({ measures, settings: defaultSettings, inDevelopment: new Set() });
    await metrics.writeHistory({ file: historyFile, valuation, measures, customerIds });
  });
  afterAll(() => metrics.close());

  test('reads the documents of hers as they are, and none of another', async () => {
    const { customer } = metrics.for(hers);
    expect((await customer.documents(1, { offset: 0, limit: 7 })).total).toBe(10);
    expect(await customer.documents(2, { offset: 0, limit: 7 })).toEqual({ total: 0, documents: [] });
    expect([(await customer.months(1)).length > 0, await customer.months(2), await customer.shipmentDays(2)]).toEqual([true, [], []]);
    expect([(await customer.path({ historyFile, customerId: 1 })).length, await customer.path({ historyFile, customerId: 2 })]).toEqual([
      9,
      [],
    ]);
  });

  test('amounts without a rate are hers', async () => {
    expect(await metrics.for(hers).unvalued()).toEqual([{ currency: 'EUR', customers: 1, revenueMinor: 3000n, paymentsMinor: 3000n }]);
    expect(await metrics.for(managerOf('1')).unvalued()).toEqual([]);
  });

  test('sums are those of her customers, and her rows are the company’s', async () => {
    const [all, seen] = [metrics.for(program), metrics.for(hers)];
    const rows = (await all.costs.statement(months)).filter(({ customerId }) => ['1', '8'].includes(customerId));
    expect(await seen.costs.statement(months)).toEqual(rows);
    const sum = await seen.costs.statementSum(months);
    expect([sum.customers, sum.revenueMinor]).toEqual([2, rows.reduce((total, row) => total + row.revenueMinor, 0n)]);
    const lines = await seen.statementByLines({ by: 'product_line', months });
    expect(lines.reduce((total, line) => total + line.revenueMinor, 0n)).toBe(sum.revenueMinor);
    const owed = (await all.receivables({ asOf: '2026-06-30' })).filter(({ customerId }) => ['1', '8'].includes(customerId));
    expect(await seen.receivables({ asOf: '2026-06-30' })).toEqual(owed);
  });

  test('the pictures of a run are of her customers', async () => {
    const last = (await metrics.for(hers).overview.statusMix(historyFile, 'activity')).filter(({ monthEnd }) => monthEnd === '2026-06-30');
    expect(last.reduce((sum, row) => sum + row.customers, 0)).toBe(2);
    expect((await metrics.for(hers).overview.customersWhoWere(historyFile, {})).toSorted()).toEqual(['1', '8']);
    const moved = await metrics.for(hers).overview.migration(historyFile, { from: '2026-05-31', to: '2026-06-30', by: 'tier' });
    expect(moved.reduce((sum, cell) => sum + cell.customers, 0)).toBe(2);
  });

  test('who owns nobody finds nothing', async () => {
    expect(await metrics.for(managerOf()).costs.statement(months)).toEqual([]);
    expect(await metrics.for(managerOf()).receivables({ asOf: '2026-06-30' })).toEqual([]);
    expect(await metrics.for(managerOf()).overview.statusMix(historyFile, 'tier')).toEqual([]);
  });

  test('one connection after another serves different people', async () => {
    const people = ['1', '2', '3', '4', '5', '6'].map((id) => ({ id, facts: metrics.for(managerOf(id)) }));
    const found = await Promise.all(people.map(({ facts }) => facts.costs.statement(months)));
    expect(found.map((rows) => rows.map(({ customerId }) => customerId))).toEqual(people.map(({ id }) => [id]));
  });

  test('facts of the whole company are refused', () => {
    expect(() => metrics.ofCompany(hers)).toThrow('asked for as orlova');
  });
});

describe('readers', () => {
  let instance: DuckDBInstance;
  let readers: Readers;
  beforeAll(async () => {
    instance = await DuckDBInstance.create(join(folder, 'tables.duckdb'));
    const connection = await instance.connect();
    await connection.run(sqlText('tables'));
    await connection.run(`insert into code values (1, 1, 'A', 7), (2, 1, 'B', 8);
      insert into int_document (position, fact, source_no, code_no, amount_minor, wins) values (1, 'payment', 1, 1, 100, true), (1, 'payment', 1, 2, 30, true)`);
    connection.closeSync();
    readers = openReaders(instance);
  });
  afterAll(() => {
    readers.close();
    instance.closeSync();
  });

  const numberOf = (sight: Sight, sql: string): Promise<number> =>
    readers.lease(sight, async (connection) => Number((await connection.runAndReadAll(sql)).getRows()[0]![0]));

  test('every table that knows customers, their codes or documents is shadowed', async () => {
    const tables = async (columns: string): Promise<string[]> =>
      readers.lease(program, async (connection) => {
        const found = await connection.runAndReadAll(
          `select distinct table_name from duckdb_columns() where database_name = current_database() and not internal and column_name in (${columns}) order by 1`,
        );
        return found.getRows().map(([name]) => String(name));
      });
    expect(await tables(`'customer_id'`)).toEqual(ofCustomers.toSorted());
    expect(await tables(`'code_no'`)).toEqual([...ofCodes, 'code'].toSorted());
    expect(await tables(`'document'`)).toEqual([...ofDocuments, 'int_document', 'valued_document'].toSorted());
  });

  test('documents follow their codes, also when rates change how they are valued', async () => {
    const sum = (): Promise<number> => numberOf(managerOf('7'), 'select sum(amount_minor) from valued_document');
    expect(await sum()).toBe(100);
    const writer = await instance.connect();
    await writer.run(`create or replace view valued_document as ${sqlText('int_valued_document')}`);
    expect(await sum()).toBe(100);
    expect(await numberOf(program, 'select sum(amount_minor) from valued_document')).toBe(130);
    await writer.run('create or replace view valued_document as select * from int_document');
    writer.closeSync();
    expect(await sum()).toBe(100);
  });

  test('what one read sets is not another’s', async () => {
    const both = Promise.withResolvers<void>();
    let set = 0;
    const read = (value: number): Promise<number> =>
      readers.lease(program, async (connection) => {
        await connection.run(`set variable costing_new_months = ${value}`);
        if (++set === 2) both.resolve();
        await both.promise;
        return Number((await connection.runAndReadAll(`select getvariable('costing_new_months')`)).getRows()[0]![0]);
      });
    expect(await Promise.all([read(1), read(3)])).toEqual([1, 3]);
  });

  test('a read sees one state, whatever is written between its statements', async () => {
    const writer = await instance.connect();
    const counted = await readers.lease(managerOf('7'), async (connection) => {
      const count = async (): Promise<number> =>
        Number((await connection.runAndReadAll('select count(*) from int_document')).getRows()[0]![0]);
      const before = await count();
      await writer.run(
        `insert into int_document (position, fact, source_no, code_no, amount_minor, wins) values (2, 'payment', 1, 1, 1, false)`,
      );
      return [before, await count()];
    });
    expect(counted).toEqual([1, 1]);
    await writer.run('delete from int_document where position = 2');
    writer.closeSync();
  });

  test('a light read does not wait for heavy ones, until as many go on as are allowed', async () => {
    const ended: string[] = [];
    const heavy = [1, 2].map(() => {
      const end = Promise.withResolvers<void>();
      return { end, done: readers.lease(program, () => end.promise).then(() => ended.push('heavy')) };
    });
    expect(await numberOf(managerOf('8'), 'select sum(amount_minor) from int_document')).toBe(30);
    ended.push('light');
    const third = Promise.withResolvers<void>();
    const last = readers.lease(program, () => third.promise);
    const waiting = numberOf(program, 'select 1').then(() => ended.push('waited'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ended).toEqual(['light']);
    for (const { end } of heavy) end.resolve();
    await Promise.all([...heavy.map(({ done }) => done), waiting]);
    expect(ended.toSorted()).toEqual(['heavy', 'heavy', 'light', 'waited']);
    third.resolve();
    await last;
  });

  test('a read that fails gives its connection back', async () => {
    for (let n = 0; n < 5; n++)
      await expect(readers.lease(managerOf('8'), (connection) => connection.run('select nothing'))).rejects.toThrow('nothing');
    expect(await numberOf(managerOf('8'), 'select count(*) from code')).toBe(1);
  });
});
