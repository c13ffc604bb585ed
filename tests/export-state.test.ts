/**
 * Every export of ../shared/data through the command line, against its truth: the output of `import --yes --json`,
 * and the resulting company. Skipped where that folder is absent.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bestPossible, type TruthOfCustomers } from './export-truth.ts';
import { openCompany, shared, type TestCompany } from './company.ts';

const data = join(shared, 'data');
const present = existsSync(join(data, 'exports'));
if (!present) console.log('tests/export-state: ../shared/data is absent, so the exports are not tried.');

interface Imported {
  batch: string;
  kind: string;
  documents: number;
  lines: number;
  customers: number;
  rejected: { row: number; reason: string }[];
  held: { row: number }[];
  totals: { currency: string; netMinor: string }[];
  firstDate: string;
  lastDate: string;
  changes: { new: number; changed: number; unchanged: number; conflict: number; withdrawn: number };
}

interface Truth extends TruthOfCustomers {
  counted_kinds: string[];
  rows_by_kind: Record<string, number>;
  documents: { total: number };
  net_amount: { minor_by_currency: Record<string, number>; by_month: Record<string, Record<string, number>> };
  first_date: string;
  last_date: string;
  rows_rejected: { row: number; reason: string }[];
  rows_ambiguous: { row: number; net_minor_if_accepted: number; currency: string }[];
}

const truthOf = (name: string): Truth =>
  JSON.parse(readFileSync(join(data, 'exports', `${name.replace(/\.\w+$/, '')}.truth.json`), 'utf8')) as Truth;
const byCurrency = (totals: Imported['totals']): Record<string, number> =>
  Object.fromEntries(totals.map(({ currency, netMinor }) => [currency, Number(netMinor)]));

const sales = [
  '01_register.xlsx',
  '02_sales_grouped.xlsx',
  '03_sales_grouped_cp1251.csv',
  '04_sales_utf8bom_tab.csv',
  '05_sales_utf16le_excel.txt',
  '06_sales_cp866.csv',
  '07_bas_ukraine.xlsx',
  '08a_sharedstrings_capital.xlsx',
  '08b_inline_strings.xlsx',
  '08c_sharedstrings_mismatch.xlsx',
  '11_erp_english.csv',
  '12_nasty.xlsx',
  '12b_nasty.csv',
];
const payments = ['09a_payments_register.xlsx', '09c_bank_statement.xlsx'];

describe.skipIf(!present)('every export, one after another', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openCompany();
  });
  afterAll(() => company[Symbol.asyncDispose]());

  const load = (name: string, ...options: string[]): Promise<Imported> =>
    company.json<Imported>('import', join(data, name), '--yes', ...options);

  test.each([...sales, ...payments])('%s is loaded as its truth says, and goes without a trace', async (name) => {
    const truth = truthOf(name);
    // As in an office: the file is dropped without a stated kind.
    const done = await load(`exports/${name}`);
    expect({
      kind: done.kind,
      documents: done.documents,
      lines: done.lines,
      totals: byCurrency(done.totals),
      dates: [done.firstDate, done.lastDate],
      rejected: done.rejected.map(({ row, reason }) => ({ row, reason })),
      held: done.held.map(({ row }) => row),
    }).toEqual({
      kind: payments.includes(name) ? 'payments' : 'sales',
      documents: truth.documents.total,
      lines: truth.counted_kinds.reduce((sum, kind) => sum + (truth.rows_by_kind[kind] ?? 0), 0),
      totals: truth.net_amount.minor_by_currency,
      dates: [truth.first_date, truth.last_date],
      rejected: truth.rows_rejected.map(({ row, reason }) => ({ row, reason })),
      held: truth.rows_ambiguous.map(({ row }) => row),
    });
    expect(await company.json('check')).toMatchObject({ ok: true });
    const listed = await company.json<unknown[]>('customers');
    expect(listed.length).toBe(done.customers);
    const lines = parse(readFileSync(join(data, 'exports', `${name.replace(/\.\w+$/, '')}.truth.csv`)), {
      columns: true,
      bom: true,
    }) as Record<string, string>[];
    expect(done.customers).toBeGreaterThanOrEqual(
      bestPossible(
        truth,
        lines.filter((line) => truth.counted_kinds.includes(line['kind']!)),
      ),
    );
    // Loading it again finds every document as it was.
    const again = await load(`exports/${name}`);
    expect(again.changes).toEqual({ new: 0, changed: 0, unchanged: done.documents, conflict: 0, withdrawn: 0 });
    expect(await company.json('customers')).toEqual(listed);
    for (const batch of [again.batch, done.batch]) expect(await company.run('undo', batch)).toMatchObject({ code: 0 });
    expect(await company.json('customers')).toEqual([]);
  });

  test('held rows of the hand-edited workbook count once accepted', async () => {
    const truth = truthOf('12_nasty.xlsx');
    const { batch, totals } = await load('exports/12_nasty.xlsx', '--accept-held');
    const accepted = truth.rows_ambiguous.reduce((sum, row) => sum + row.net_minor_if_accepted, truth.net_amount.minor_by_currency['RUB']!);
    expect(byCurrency(totals)).toEqual({ RUB: accepted });
    await company.run('undo', batch);
  });

  test('a register and its re-export a month later, the period replaced: the state of both', async () => {
    const truth = truthOf('13_state_after_both.json');
    const first = await load('exports/01_register.xlsx');
    const second = await load('exports/13_register_reexport.xlsx', '--replace-period', '--source', '01_register');
    expect(second.changes.new + second.changes.changed + second.changes.unchanged + second.changes.conflict).toBe(second.documents);
    expect(await company.json('check')).toMatchObject({ ok: true });

    const state = await stateOf(company);
    expect(state.documents).toBe(truth.documents.total);
    expect(state.net).toEqual(truth.net_amount.minor_by_currency);
    expect(state.byMonth).toEqual(truth.net_amount.by_month);
    expect((await company.json<unknown[]>('customers')).length).toBe(truth.customers.best_possible_customers);
    // The customer that was renamed in between is one customer, by the new name.
    expect(await company.json('explain', '6648233334/664801001')).toMatchObject({ name: 'ООО "Родник Плюс"' });

    expect(await company.run('undo', second.batch)).toMatchObject({ code: 0 });
    expect((await stateOf(company)).net).toEqual(truthOf('01_register.xlsx').net_amount.minor_by_currency);
    expect(await company.json('explain', '6648233334/664801001')).toMatchObject({ name: 'ООО "Родник"' });
    expect(await company.run('undo', first.batch)).toMatchObject({ code: 0 });
  });

  test('Northwind: orders that are not shipped yet are no facts', async () => {
    const truth = JSON.parse(readFileSync(join(data, 'northwind/sales.truth.json'), 'utf8')) as Record<string, number>;
    const done = await load('northwind/sales.csv');
    expect(done.lines).toBe(truth['shippedLines']);
    expect(done.customers).toBe(truth['customers']);
    expect(done.totals.map((total) => Number(total.netMinor))).toEqual([truth['shippedNetMinor']]);
    expect(done.rejected).toHaveLength(truth['linesWithoutShippedDate']!);
    expect(new Set(done.rejected.map(({ reason }) => reason))).toEqual(new Set(['missing_date']));
    await company.run('undo', done.batch);
  });

  test('AdventureWorks: sixty thousand lines of 635 resellers', async () => {
    const truth = JSON.parse(readFileSync(join(data, 'adventureworks/reseller_sales.truth.json'), 'utf8')) as Record<
      string,
      number | string
    >;
    const done = await load('adventureworks/reseller_sales.csv');
    expect(done).toMatchObject({
      lines: truth['lines'],
      documents: truth['documents'],
      customers: truth['customers'],
      firstDate: truth['firstShipped'],
      lastDate: truth['lastShipped'],
      rejected: [],
      held: [],
    });
    expect(done.totals.map((total) => Number(total.netMinor))).toEqual([truth['netMinor']]);
    expect(await company.json('check')).toMatchObject({ ok: true });
    await company.run('undo', done.batch);
  });
});

/** What counts in the journal now, by the pages' own reads: every document of every customer. */
async function stateOf(
  company: TestCompany,
): Promise<{ documents: number; net: Record<string, number>; byMonth: Record<string, Record<string, number>> }> {
  const { metrics } = company.context;
  const net: Record<string, number> = {};
  const byMonth: Record<string, Record<string, number>> = {};
  let documents = 0;
  for (const { id } of await company.json<{ id: string }[]>('customers')) {
    const page = await metrics.for(asProgram('command line')).customer.documents(id, { offset: 0, limit: 100_000 });
    documents += page.total;
    for (const each of page.documents) {
      const month = (byMonth[each.day.slice(0, 7)] ??= {});
      month[each.currency] = (month[each.currency] ?? 0) + Number(each.amountMinor);
      net[each.currency] = (net[each.currency] ?? 0) + Number(each.amountMinor);
    }
  }
  const sorted = <T>(sums: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { documents, net: sorted(net), byMonth: sorted(byMonth) };
}
