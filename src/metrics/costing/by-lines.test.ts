/** Whatever is sold and spent: product lines and delivery points are the company, and a customer's points the customer, to the kopeck. */
import { asProgram } from '../../core/access/sight.ts';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type JournalRow, writeBatch } from '../../../fixtures/write-journal.ts';
import type { CostActivity } from '../../core/differentiate/costing/model.ts';
import type { RegisteredEntry } from '../../facts/journal-files.ts';
import { openMetrics } from '../store.ts';
import type { ReadModel } from './apply-model.ts';
import { type LinesSum, linesBy } from './by-lines.ts';
import { parseEquation } from './parse-equation.ts';

const program = asProgram('command line');

const folder = mkdtempSync(join(tmpdir(), 'by-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const customers = ['Wholesaler', 'Hospital', 'Kiosk'];
const columns = [
  'discountMinor',
  'returnsMinor',
  'revenueMinor',
  'costOfGoodsMinor',
  'directMinor',
  'activitiesMinor',
  'creditMinor',
] as const;

const day = fc
  .record({ month: fc.integer({ min: 1, max: 3 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ month, day: of }) => `2026-0${month}-${String(of).padStart(2, '0')}`);
const number = fc.constantFrom('S1', 'S2', 'S3', 'S4', 'S5', 'S6');
const customer = fc.constantFrom(...customers);
const amount = fc.integer({ min: 1, max: 99_999 });

const sale = fc
  .record({
    number,
    lines: fc.array(
      fc.record({ amount, point: fc.constantFrom('', 'Market', 'Station', 'Depot'), line: fc.constantFrom('', 'Tea', 'Coffee') }),
      { minLength: 1, maxLength: 4 },
    ),
    customer,
    day,
    back: fc.boolean(),
    currency: fc.constantFrom('USD', 'USD', 'EUR'),
  })
  .map(({ number: printed, lines, customer: code, day: on, back, currency }): JournalRow[] =>
    lines.map(({ amount: size, point, line }) => ({
      document: ['', back ? 'Return' : 'Sale', `${printed}${code[0]}${on.slice(5, 7)}`, '2026'].join('\u001f'),
      shipped_on: on,
      customer_code: code,
      delivery_point: point,
      product_line: line,
      currency,
      quantity_micro: back ? -1_000_000 : 1_000_000,
      net_minor: back ? -size : size,
      cost_minor: Math.trunc((back ? -size : size) / 2),
      list_minor: back ? null : size + 7,
      kind: back ? 'return' : 'sale',
    })),
  );
const named = fc.record({ number, customer, day }).map(({ number: printed, customer: code, day: on }) => ({
  happened_on: on,
  customer_code: code,
  document_number: `${printed}${code[0]}${on.slice(5, 7)}`,
}));
const freight = fc
  .record({ of: named, amount: fc.integer({ min: -500, max: 9_999 }), names: fc.boolean() })
  .map(({ of, amount: size, names }): JournalRow => ({
    ...of,
    document: `F${size}${of.document_number}${of.happened_on}`,
    document_number: names ? of.document_number : '',
    name: 'Freight',
    amount_minor: size,
    currency: 'USD',
  }));
const visit = fc
  .record({ of: named, minutes: fc.integer({ min: 0, max: 500 }), names: fc.boolean() })
  .map(({ of, minutes, names }): JournalRow => ({
    ...of,
    document: `V${minutes}${of.document_number}${of.happened_on}`,
    document_number: names ? of.document_number : '',
    event: 'visit',
    count: 1,
    minutes_micro: minutes * 1_000_000,
  }));

const activities: CostActivity[] = [
  { name: 'typing in', pool: 'Desk', event: 'shipment', equation: '5 + 2 * lines' },
  { name: 'taking back', pool: 'Desk', event: 'return', equation: '7 * lines' },
  { name: 'visits', pool: 'Sales', event: 'visit', equation: 'minutes + (new ? 3 : 0)' },
];
const modelFrom = (from: string, factor: number): ReadModel => ({
  from,
  practicalPermille: 800,
  creditPermille: 200,
  pools: ['Desk', 'Sales'].map((name) => ({ name, spread: 'time' as const, capacityMinutes: null })),
  activities: activities.map((activity) => {
    const parsed = parseEquation(`${factor} * (${activity.equation})`);
    if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
    return { ...activity, term: parsed.term };
  }),
});

/** The batch as it was before lines had points. */
async function older(batch: RegisteredEntry): Promise<RegisteredEntry> {
  const file = batch.files.sale_line!;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (select * exclude (delivery_point) from read_parquet('${file}')) to '${file}.old' (format parquet)`);
  renameSync(`${file}.old`, file);
  connection.closeSync();
  instance.closeSync();
  return batch;
}

async function statements(batches: RegisteredEntry[]) {
  const metrics = await openMetrics({ file: join(folder, `${++files}.duckdb`) });
  await metrics.rebuild({
    batches,
    codes: customers.map((code, at) => ({ sourceId: 'books', code, customerId: String(at + 1) })),
    currency: 'USD',
  });
  await metrics.cost({ models: [modelFrom('', 1), modelFrom('2026-02', 1.5)], newMonths: 1, minorUnits: 100 });
  const found: { of: string; rows: LinesSum[]; company: unknown; customers: Map<string, Record<(typeof columns)[number], bigint>> }[] = [];
  for (const months of [
    { from: '2026-01', to: '2026-03' },
    { from: '2026-02', to: '2026-02' },
  ]) {
    for (const by of linesBy)
      found.push({
        of: `${by} ${months.from}`,
        rows: await metrics.for(program).statementByLines({ by, months }),
        company: await metrics.for(program).costs.statementSum(months),
        customers: new Map((await metrics.for(program).costs.statement(months)).map((row) => [row.customerId, row])),
      });
  }
  metrics.close();
  return found;
}

const total = (rows: readonly Record<(typeof columns)[number], bigint>[]) =>
  Object.fromEntries(columns.map((column) => [column, rows.reduce((sum, row) => sum + row[column], 0n)]));

test('all rows are the company, and a customer’s points the customer, whatever happened and in whichever order it came', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(sale, { minLength: 1, maxLength: 12 }),
      fc.array(sale, { maxLength: 4 }),
      fc.array(freight, { maxLength: 6 }),
      fc.array(visit, { maxLength: 6 }),
      async (sales, before, costs, visits) => {
        const money = ['01', '02', '03'].flatMap((month) =>
          ['Desk', 'Sales'].map((pool, at): JournalRow => ({
            document: `2026-${month} ${pool}`,
            month: `2026-${month}-01`,
            pool,
            amount_minor: 10_007 * (at + 1),
            currency: 'USD',
          })),
        );
        const rates: JournalRow[] = ['2026-01-01', '2026-02-01', '2026-03-01'].flatMap((first) =>
          [0, 6, 12, 18, 24].map((later) => ({
            document: `EUR ${first} ${later}`,
            rated_on: `${first.slice(0, 8)}${String(later + 1).padStart(2, '0')}`,
            currency: 'EUR',
            in_currency: 'USD',
            rate_micro: 1_111_111,
            nominal: 1,
          })),
        );
        const of = { sourceId: 'books' };
        const facts = await writeBatch(
          { ...of, position: 2 },
          { sale_line: sales.flat(), direct_cost: costs, service_event: visits, cost: money, exchange_rate: rates },
        );
        const batches = [
          ...(before.length === 0 ? [] : [await older(await writeBatch({ ...of, position: 1 }, { sale_line: before.flat() }))]),
          facts,
        ];
        const found = await statements(batches);
        for (const { of: what, rows, company, customers: each } of found) {
          expect([what, total(rows)]).toEqual([what, total([company as LinesSum])]);
          if (!what.startsWith('delivery_point')) continue;
          for (const [id, row] of each)
            expect([what, id, total(rows.filter(({ customerId }) => customerId === id))]).toEqual([what, id, total([row])]);
        }
        if (batches.length < 2) return;
        const again = await statements(batches.toReversed());
        expect(again.map(({ of: what, rows }) => [what, rows])).toEqual(found.map(({ of: what, rows }) => [what, rows]));
      },
    ),
    { numRuns: 8 },
  );
}, 240_000);
