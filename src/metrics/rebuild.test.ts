/** However the journal came to be what it is, the metrics are those of a rebuild from nothing; and no identity ever breaks. */
import { asProgram } from '../core/access/sight.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { propertyRuns } from '../../fixtures/property-runs.ts';
import { codes as smallCodes, writeSmallCompany } from '../../fixtures/small-company/journal.ts';
import type { RegisteredEntry } from '../facts/journal-files.ts';
import type { CustomerCode } from './customer-codes.ts';
import { type Metrics, openMetrics } from './store.ts';

const program = asProgram('command line');

const folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newFile = (ending: string): string => join(folder, `${++files}.${ending}`);

interface Line {
  document: string;
  code: string;
  day: string;
  net: number;
  currency: string;
  kind: 'sale' | 'return' | 'correction';
}

interface Batch {
  source: string;
  lines: Line[];
  payments: { document: string; code: string; day: string; amount: number }[];
  withdrawn: { document: string; fact: 'sale_line' | 'payment' }[];
  same: { fact: 'sale_line' | 'payment'; document: string; detail: number; other: string; otherDetail: number }[];
}

async function writeBatch(batch: Batch, position: number): Promise<RegisteredEntry> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const registered: RegisteredEntry = { id: `b${files}-${position}`, position, sourceId: batch.source, files: {} };
  const copy = async (rows: string[], columns: string, select: string): Promise<string> => {
    const file = newFile('parquet');
    await connection.run(`copy (select ${select} from (values ${rows.join(', ')}) as t(${columns})) to '${file}' (format parquet)`);
    return file;
  };
  if (batch.lines.length > 0) {
    const rows = batch.lines.map(
      (line, i) => `(${i + 1}, '${line.document}', '${line.code}', '${line.day}', ${line.net}, '${line.currency}', '${line.kind}')`,
    );
    registered.files.sale_line = await copy(
      rows,
      'row_number, document, customer_code, day, net, currency, kind',
      `row_number, document, '' as seller,
      '' as document_type, document as document_number, row_number as line_number, day::date as shipped_on, customer_code, '' as product_code,
      '' as product, '' as product_line, '' as unit, 1000000::bigint as quantity_micro, null::bigint as list_minor, null::bigint as discount_minor,
      net::bigint as net_minor, null::bigint as vat_minor, case when net % 7 = 0 then null else net // 2 end::bigint as cost_minor, currency,
      '' as manager, kind`,
    );
  }
  if (batch.payments.length > 0) {
    const rows = batch.payments.map(
      (payment, i) => `(${i + 1}, '${payment.document}', '${payment.code}', '${payment.day}', ${payment.amount})`,
    );
    registered.files.payment = await copy(
      rows,
      'row_number, document, customer_code, day, amount',
      `row_number, document, '' as seller,
      '' as document_type, document as document_number, day::date as paid_on, customer_code, amount::bigint as amount_minor, 'RUB' as currency,
      case when amount < 0 then 'refund' else 'payment' end as kind, '' as purpose`,
    );
  }
  if (batch.withdrawn.length > 0) {
    const rows = batch.withdrawn.map(({ document, fact }) => `('${document}', '${fact}', 'draft')`);
    registered.files.withdrawal = await copy(rows, 'document, fact, reason', 'document, fact, reason');
  }
  if (batch.same.length > 0) {
    const rows = batch.same.map(
      ({ fact, document, detail, other, otherDetail }) =>
        `('${fact}', '${batch.source}', '${document}', ${detail}::bigint, '${batch.source === 'one' ? 'two' : 'one'}', '${other}', ${otherDetail}::bigint)`,
    );
    registered.files.same_document = await copy(
      rows,
      'fact, source_id, document, detail, other_source_id, other_document, other_detail',
      '*',
    );
  }
  connection.closeSync();
  instance.closeSync();
  return registered;
}

/** Everything that anybody reads, in a comparable order. */
async function contents(metrics: Metrics): Promise<unknown> {
  const customers = [];
  for (const id of [1, 2, 3, 4]) {
    customers.push({
      months: await metrics.for(program).customer.months(id),
      days: await metrics.for(program).customer.shipmentDays(id),
      unvalued: await metrics.for(program).customer.unvalued(id),
      documents: (await metrics.for(program).customer.documents(id, { offset: 0, limit: 500 })).documents,
    });
  }
  return { customers, dates: await metrics.ofCompany(program).factDates() };
}

const documentNames = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6'];
const anyDay = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom('02', '15', '28')).map(([month, day]) => `2026-0${month}-${day}`);
const anyCode = fc.constantFrom('a', 'b', 'c', 'd');
const anyBatch: fc.Arbitrary<Batch> = fc.record({
  source: fc.constantFrom('one', 'two'),
  lines: fc.array(
    fc.record({
      document: fc.constantFrom(...documentNames),
      code: anyCode,
      day: anyDay,
      net: fc.integer({ min: -30, max: 60 }),
      currency: fc.constantFrom('RUB', 'RUB', 'RUB', 'EUR', 'USD'),
      kind: fc.constantFrom('sale' as const, 'sale' as const, 'return' as const, 'correction' as const),
    }),
    { maxLength: 8 },
  ),
  payments: fc.array(
    fc.record({ document: fc.constantFrom(...documentNames), code: anyCode, day: anyDay, amount: fc.integer({ min: -20, max: 50 }) }),
    { maxLength: 4 },
  ),
  withdrawn: fc.array(
    fc.record({ document: fc.constantFrom(...documentNames), fact: fc.constantFrom('sale_line' as const, 'payment' as const) }),
    { maxLength: 2 },
  ),
  same: fc.array(
    fc.record({
      fact: fc.constantFrom('sale_line' as const, 'sale_line' as const, 'payment' as const),
      document: fc.constantFrom(...documentNames),
      detail: fc.integer({ min: 0, max: 3 }),
      other: fc.constantFrom(...documentNames),
      otherDetail: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 4 },
  ),
});
/** Which of the batches are registered, and which customer each code means, at each step. */
const anyStep = fc.record({
  registered: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  customers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 }),
});

function codesOf(customers: number[]): CustomerCode[] {
  return ['one', 'two'].flatMap((sourceId, s) =>
    ['a', 'b', 'c', 'd'].map((code, i) => ({ sourceId, code, customerId: customers[s * 4 + i]! })),
  );
}

const histories = propertyRuns(10);

test(
  'batches applied, undone, merged and un-merged in any order give what a rebuild from nothing gives',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyBatch, { minLength: 5, maxLength: 5 }),
        fc.array(anyStep, { minLength: 2, maxLength: 3 }),
        async (made, steps) => {
          const batches = await Promise.all(made.map((batch, i) => writeBatch(batch, i + 1)));
          const metrics = await openMetrics({ file: newFile('duckdb'), threads: 1 });
          for (const step of steps) {
            const journal = { batches: batches.filter((_, i) => step.registered[i]), codes: codesOf(step.customers), currency: 'RUB' };
            await metrics.rebuild(journal);
            expect((await metrics.ofCompany(program).check('last_rebuild')).filter((check) => !check.ok)).toEqual([]);
            expect((await metrics.ofCompany(program).check()).filter((check) => !check.ok)).toEqual([]);
            const anew = await openMetrics({ file: newFile('duckdb'), threads: 1 });
            await anew.rebuild(journal);
            expect(await contents(metrics)).toEqual(await contents(anew));
            anew.close();
          }
          metrics.close();
        },
      ),
      histories,
    );
  },
  60_000 + histories.numRuns * 20_000,
);

describe('documents of two sources that are one', () => {
  const line = (document: string, net: number): Line => ({ document, code: 'a', day: '2026-01-15', net, currency: 'RUB', kind: 'sale' });
  const register: Batch = { source: 'one', lines: [line('D1', 100), line('D2', 50)], payments: [], withdrawn: [], same: [] };
  const report: Batch = {
    source: 'two',
    lines: [line('R1', 60), line('R1', 40), line('R3', 7)],
    payments: [],
    withdrawn: [],
    same: [{ fact: 'sale_line', document: 'R1', detail: 2, other: 'D1', otherDetail: 1 }],
  };

  test.each([
    { what: 'the more detailed counts', loaded: [register, report], month: 157, documents: ['D2', 'R1', 'R3'] },
    {
      what: 'the more detailed counts, whichever came first',
      loaded: [
        { ...report, same: [] },
        { ...register, same: [{ fact: 'sale_line' as const, document: 'D1', detail: 1, other: 'R1', otherDetail: 2 }] },
      ],
      month: 157,
      documents: ['D2', 'R1', 'R3'],
    },
    {
      what: 'of two that say as much, the later',
      loaded: [register, { ...report, same: [{ fact: 'sale_line' as const, document: 'R1', detail: 1, other: 'D1', otherDetail: 1 }] }],
      month: 157,
      documents: ['D2', 'R1', 'R3'],
    },
    {
      what: 'a document that is taken back leaves the other',
      loaded: [
        register,
        report,
        { source: 'two', lines: [], payments: [], withdrawn: [{ document: 'R1', fact: 'sale_line' as const }], same: [] },
      ],
      month: 157,
      documents: ['D1', 'D2', 'R3'],
    },
    {
      what: 'without the batch that says so, both count',
      loaded: [register, { ...report, same: [] }],
      month: 257,
      documents: ['D1', 'D2', 'R1', 'R3'],
    },
  ])('$what', async ({ loaded, month, documents }) => {
    const batches = await Promise.all(loaded.map((batch, at) => writeBatch(batch, at + 1)));
    const metrics = await openMetrics({ file: newFile('duckdb') });
    const codes = codesOf([1, 1, 1, 1, 1, 1, 1, 1]);
    // One after another, as they are loaded; then the later ones are taken back again.
    for (let upTo = 1; upTo <= batches.length; upTo++) await metrics.rebuild({ batches: batches.slice(0, upTo), codes, currency: 'RUB' });
    expect((await metrics.for(program).customer.months(1)).map(({ revenueMinor }) => revenueMinor)).toEqual([BigInt(month)]);
    expect(
      (await metrics.for(program).customer.documents(1, { offset: 0, limit: 10 })).documents.map((one) => one.document).toSorted(),
    ).toEqual(documents);
    expect((await metrics.ofCompany(program).check()).filter((check) => !check.ok)).toEqual([]);
    await metrics.rebuild({ batches: batches.slice(0, 1), codes, currency: 'RUB' });
    expect((await metrics.for(program).customer.months(1)).map(({ revenueMinor }) => revenueMinor)).toEqual([
      BigInt(loaded[0]!.lines.reduce((sum, { net }) => sum + net, 0)),
    ]);
    metrics.close();
  });

  test('both counted, an identity says so', async () => {
    const batches = await Promise.all([register, report].map((batch, at) => writeBatch(batch, at + 1)));
    const file = newFile('duckdb');
    const metrics = await openMetrics({ file });
    await metrics.rebuild({ batches, codes: codesOf([1, 1, 1, 1, 1, 1, 1, 1]), currency: 'RUB' });
    metrics.close();
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    await connection.run('update int_document set wins = true');
    connection.closeSync();
    instance.closeSync();
    const tampered = await openMetrics({ file });
    expect((await tampered.ofCompany(program).check()).filter((check) => !check.ok).map(({ name }) => name)).toEqual([
      'documents_lines',
      'one_source_counts',
    ]);
    tampered.close();
  });
});

describe('a rebuild', () => {
  test('does nothing when nothing changed', async () => {
    const batches = await writeSmallCompany(newFile('journal'));
    const metrics = await openMetrics({ file: newFile('duckdb') });
    const first = await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' });
    expect(first).toEqual({ batchesApplied: 3, batchesRemoved: 0, months: 10, customers: 0 });
    expect(await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' })).toEqual({
      batchesApplied: 0,
      batchesRemoved: 0,
      months: 0,
      customers: 0,
    });
    metrics.close();
  });

  test('measures only the month that a corrected document touches', async () => {
    const batches = await writeSmallCompany(newFile('journal'));
    const metrics = await openMetrics({ file: newFile('duckdb') });
    await metrics.rebuild({ batches: batches.slice(0, 2), codes: smallCodes, currency: 'RUB' });
    // S-012 in January, and S-020 taken back in March.
    expect(await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' })).toMatchObject({ batchesApplied: 1, months: 2 });
    expect((await metrics.for(program).customer.months(1)).find((month) => month.month === '2026-01-01')?.revenueMinor).toBe(50000n);
    // Undone, the first version holds again.
    expect(await metrics.rebuild({ batches: batches.slice(0, 2), codes: smallCodes, currency: 'RUB' })).toMatchObject({
      batchesRemoved: 1,
      months: 2,
    });
    expect((await metrics.for(program).customer.months(1)).find((month) => month.month === '2026-01-01')?.revenueMinor).toBe(70000n);
    metrics.close();
  });

  test('a merge moves a customer without reading a fact again', async () => {
    const journal = newFile('journal');
    const batches = await writeSmallCompany(journal);
    const metrics = await openMetrics({ file: newFile('duckdb') });
    await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' });
    rmSync(journal, { recursive: true });
    const merged = smallCodes.map((code) => (code.code === 'C12' ? { ...code, customerId: 10 } : code));
    expect(await metrics.rebuild({ batches, codes: merged, currency: 'RUB' })).toMatchObject({ batchesApplied: 0, customers: 2 });
    expect((await metrics.for(program).customer.months(10)).map((month) => month.revenueMinor)).toEqual([6000n, 18000n]);
    expect(await metrics.for(program).customer.months(12)).toEqual([]);
    expect(await metrics.for(program).customer.shipmentDays(10)).toEqual(['2025-11-30', '2026-06-05']);
    await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' });
    expect((await metrics.for(program).customer.months(12)).map((month) => month.revenueMinor)).toEqual([3000n, 9000n]);
    metrics.close();
  });

  test('codes may come as a file, with empty and quoted codes in it', async () => {
    const batches = await writeSmallCompany(newFile('journal'));
    const file = newFile('csv');
    writeFileSync(
      file,
      `source_id,code,customer_id\nsales,"",99\nsales,"a ""quoted"", code",98\n${smallCodes.map((c) => `${c.sourceId},${c.code},${c.customerId}`).join('\n')}\n`,
    );
    const metrics = await openMetrics({ file: newFile('duckdb') });
    await metrics.rebuild({ batches, codes: { file }, currency: 'RUB' });
    expect((await metrics.ofCompany(program).check()).filter((check) => !check.ok)).toEqual([]);
    expect((await metrics.ofCompany(program).measures({ asOf: '2026-06-30', window: 'calendar' })).customerIds.length).toBe(16);
    metrics.close();
  });

  test('a code that records do not know breaks an identity that names it, and is mended by the next rebuild', async () => {
    const batches = await writeSmallCompany(newFile('journal'));
    const metrics = await openMetrics({ file: newFile('duckdb') });
    await metrics.rebuild({ batches, codes: smallCodes.filter((code) => code.code !== 'C05'), currency: 'RUB' });
    const broken = (await metrics.ofCompany(program).check()).filter((check) => !check.ok);
    expect(broken.map((check) => check.name)).toContain('codes_customers');
    expect(broken.find((check) => check.name === 'codes_customers')?.difference).toContain('customer_code C05');
    await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' });
    expect((await metrics.ofCompany(program).check()).filter((check) => !check.ok)).toEqual([]);
    expect((await metrics.for(program).customer.months(5)).length).toBe(4);
    metrics.close();
  });

  test('whatever goes wrong in the tables, an identity says so', async () => {
    const batches = await writeSmallCompany(newFile('journal'));
    const tampering: [string, string][] = [
      ['journal_months', `update mart_customer_month set revenue_minor = revenue_minor + 1 where customer_id = 5 and period = 2026 * 12`],
      ['journal_costs', `update mart_customer_month set cost_minor = cost_minor - 1 where customer_id = 5 and period = 2026 * 12`],
      ['documents_lines', `delete from int_document where document = '||S-013|2026'`],
      ['documents_lines', `insert into int_document select * from int_document where document = '||S-013|2026'`],
      ['lines_accounted', `update int_document set wins = false where document = '||S-013|2026'`],
      ['lines_accounted', `delete from int_document where not wins`],
      ['one_version_holds', `update int_document set wins = true`],
      ['codes_customers', `insert into code select code_no, source_no, code, 77 from code where code = 'C05'`],
      ['journal_months', `delete from mart_customer_unvalued`],
    ];
    for (const [name, sql] of tampering) {
      const file = newFile('duckdb');
      const metrics = await openMetrics({ file });
      await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' });
      metrics.close();
      const instance = await DuckDBInstance.create(file);
      const connection = await instance.connect();
      await connection.run(sql);
      connection.closeSync();
      instance.closeSync();
      const tampered = await openMetrics({ file });
      // The last rebuild measured every month, so checking its months finds the same.
      const broken = (await tampered.ofCompany(program).check()).filter((check) => !check.ok);
      expect((await tampered.ofCompany(program).check('last_rebuild')).filter((check) => !check.ok)).toEqual(broken);
      expect([sql, ...broken.map((check) => check.name)]).toContain(name);
      expect(broken.every((check) => check.difference !== '')).toBe(true);
      tampered.close();
    }
  });

  test('another company currency makes everything again', async () => {
    const batches = await writeSmallCompany(newFile('journal'));
    const metrics = await openMetrics({ file: newFile('duckdb') });
    await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' });
    await metrics.rebuild({ batches, codes: smallCodes, currency: 'EUR' });
    expect((await metrics.for(program).customer.months(8)).map((month) => month.revenueMinor)).toEqual([1000n, 2000n]);
    expect((await metrics.ofCompany(program).check()).filter((check) => !check.ok)).toEqual([]);
    metrics.close();
  });

  test('cancelled, it leaves the metrics as they were', async () => {
    const batches = await writeSmallCompany(newFile('journal'));
    const metrics = await openMetrics({ file: newFile('duckdb') });
    await metrics.rebuild({ batches: batches.slice(0, 2), codes: smallCodes, currency: 'RUB' });
    const before = await contents(metrics);
    const cancel = new AbortController();
    const cancelled = metrics.rebuild({
      batches,
      codes: smallCodes,
      currency: 'RUB',
      signal: cancel.signal,
      onProgress: (progress) => progress.step === 'measure' && cancel.abort(),
    });
    await expect(cancelled).rejects.toThrow(/abort/i);
    expect(await contents(metrics)).toEqual(before);
    metrics.close();
  });

  test('a file of another version, or a damaged one, is made again', async () => {
    const batches = await writeSmallCompany(newFile('journal'));
    const file = newFile('duckdb');
    writeFileSync(file, 'not a database');
    const metrics = await openMetrics({ file });
    await metrics.rebuild({ batches, codes: smallCodes, currency: 'RUB' });
    expect(await metrics.ofCompany(program).factDates()).not.toBeNull();
    metrics.close();
    const again = await openMetrics({ file });
    expect(await again.ofCompany(program).factDates()).toEqual({ first: '2025-10-08', last: '2026-07-08' });
    again.close();
  });
});
