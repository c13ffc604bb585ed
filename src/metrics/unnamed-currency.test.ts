/** Amounts that name no currency are the company's own, whichever it is: measured like amounts that name it, mixed with them in any way. */
import { asProgram } from '../core/access/sight.ts';
import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeBatch } from '../../fixtures/write-journal.ts';
import { type Metrics, openMetrics } from './store.ts';

const program = asProgram('command line');

const folder = mkdtempSync(join(tmpdir(), 'unnamed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const codes = ['1', '2', '3'].map((code) => ({ sourceId: 'shop', code, customerId: BigInt(code) }));
const fact = fc.record({
  document: fc.constantFrom('A', 'B', 'C', 'D'),
  code: fc.constantFrom('1', '2', '3'),
  day: fc.constantFrom('2026-01-10', '2026-02-20', '2026-02-28'),
  amount: fc.integer({ min: -50_000, max: 900_000 }),
  currency: fc.constantFrom('XXX', 'USD', 'EUR'),
});
type Fact = typeof fact extends fc.Arbitrary<infer T> ? T : never;

let files = 0;
async function measured(
  facts: { sales: Fact[]; payments: Fact[] },
  reads: { currency: string; named: (currency: string) => string },
): Promise<unknown> {
  const batch = await writeBatch(
    { position: 1, sourceId: 'shop' },
    {
      sale_line: facts.sales.map((of, at) => ({
        document: `S${of.document}`,
        document_number: of.document,
        line_number: at + 1,
        shipped_on: of.day,
        customer_code: of.code,
        net_minor: of.amount,
        cost_minor: Math.trunc(of.amount / 3),
        quantity_micro: 1_000_000,
        kind: of.amount < 0 ? 'return' : 'sale',
        currency: reads.named(of.currency),
      })),
      payment: facts.payments.map((of) => ({
        document: `P${of.document}`,
        document_number: of.document,
        paid_on: of.day,
        customer_code: of.code,
        amount_minor: of.amount,
        kind: 'payment',
        currency: reads.named(of.currency),
      })),
    },
  );
  const metrics: Metrics = await openMetrics({ file: join(folder, `${++files}.duckdb`) });
  try {
    await metrics.rebuild({ batches: [batch], codes, currency: reads.currency });
    expect((await metrics.ofCompany(program).check()).filter(({ ok }) => !ok)).toEqual([]);
    const amounts = await metrics.ofCompany(program).amountsByCurrency();
    const of = async (id: string) => ({
      months: await metrics.for(program).customer.months(id),
      unvalued: await metrics.for(program).customer.unvalued(id),
      shipped: await metrics.for(program).customer.shipmentDays(id),
      documents: (await metrics.for(program).customer.documents(id, { offset: 0, limit: 100 })).documents.map(
        ({ document, day, amountMinor, currency }) => [document, day, amountMinor, currency === reads.currency ? 'own' : currency],
      ),
    });
    return {
      customers: await Promise.all(['1', '2', '3'].map(of)),
      all: amounts.reduce((sum, each) => sum + each.revenueMinor + each.paymentsMinor, 0n),
      euro: amounts.find(({ currency }) => currency === 'EUR') ?? null,
    };
  } finally {
    metrics.close();
  }
}

test('whether amounts name the company’s currency, or none, or nobody has named it: the same figures', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .record({ sales: fc.array(fact, { maxLength: 12 }), payments: fc.array(fact, { maxLength: 6 }) })
        .filter(({ sales, payments }) => sales.length + payments.length > 0),
      async (facts) => {
        const mixed = await measured(facts, { currency: 'USD', named: (currency) => currency });
        const named = await measured(facts, { currency: 'USD', named: (currency) => (currency === 'EUR' ? 'EUR' : 'USD') });
        const unnamed = await measured(facts, { currency: 'XXX', named: (currency) => (currency === 'EUR' ? 'EUR' : 'XXX') });
        expect(mixed).toEqual(named);
        expect(unnamed).toEqual(named);
      },
    ),
    { numRuns: 5 },
  );
}, 240_000);
