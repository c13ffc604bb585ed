/**
 * All files of ../shared/data/exports against their truth, line by line: what was sold to whom, when, for how much, what is
 * refused and why. Skipped where that folder is absent; fixtures/imports holds special cases of our own, always available.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { CustomerMention, Payment, SaleLine } from '../src/core/facts.ts';
import { customerKeys } from '../src/core/identify/customer-key.ts';
import type { Interpreted } from '../src/facts/row/outcome.ts';
import type { Recognition } from '../src/imports/recognition.ts';
import { interpret } from '../src/imports/interpret/interpret.ts';
import { openFile } from '../src/imports/open-file.ts';
import { headingKey } from '../src/imports/recognise/heading-key.ts';
import { recognise } from '../src/imports/recognise/recognise.ts';
import { alikeInFile, bestPossible, type TruthOfCustomers } from './export-truth.ts';

const data = join(import.meta.dirname, '../../shared/data');
const exportsFolder = join(data, 'exports');
const present = existsSync(exportsFolder);

const files = [
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
  '09a_payments_register.xlsx',
  '09c_bank_statement.xlsx',
  '11_erp_english.csv',
  '12_nasty.xlsx',
  '12b_nasty.csv',
  '13_register_reexport.xlsx',
];

interface Truth extends TruthOfCustomers {
  counted_kinds: string[];
  documents: { total: number };
  net_amount: { minor_by_currency: Record<string, number> };
  first_date: string;
  last_date: string;
  rows_rejected: { row: number; reason: string }[];
  rows_ambiguous: { row: number }[];
}

interface Loaded {
  recognition: Recognition;
  rows: Interpreted[];
  /** Rows that count, by their number. */
  facts: Map<number, SaleLine | Payment>;
}

async function load(path: string): Promise<Loaded> {
  const file = await openFile(path);
  const recognition = await recognise(file, { companyCurrency: 'RUB' });
  const rows: Interpreted[] = [];
  for await (const some of interpret(file, recognition)) rows.push(...some);
  const facts = new Map<number, SaleLine | Payment>();
  for (const row of rows)
    if (((row.type === 'fact' && row.kind === 'sales') || (row.type === 'fact' && row.kind === 'payments')) && row.held === null)
      facts.set(row.row, row.entry);
  return { recognition, rows, facts };
}

const netOf = (fact: SaleLine | Payment): bigint => ('netMinor' in fact ? fact.netMinor : fact.amountMinor);
const dateOf = (fact: SaleLine | Payment): string => ('shippedOn' in fact ? fact.shippedOn : fact.paidOn);

function netByCurrency(facts: Iterable<SaleLine | Payment>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const fact of facts) sums[fact.currency] = (sums[fact.currency] ?? 0) + Number(netOf(fact));
  return sums;
}

function documentsOf(facts: Iterable<SaleLine | Payment>): Set<string> {
  return new Set([...facts].map((fact) => [fact.seller, fact.documentType, fact.documentNumber, dateOf(fact).slice(0, 4)].join('|')));
}

const text = ({ code, name, taxId, branchId }: CustomerMention): string => [code, name, taxId, branchId].join('\u0001');

/** Distinct mentions, and the key of each fact. */
function keysOf(facts: Map<number, SaleLine | Payment>): Map<number, string> {
  const distinct = new Map<string, CustomerMention>();
  for (const { customer } of facts.values()) distinct.set(text(customer), customer);
  const keys = customerKeys([...distinct.values()]);
  const byText = new Map([...distinct.keys()].map((key, index) => [key, keys[index]!.key]));
  return new Map([...facts].map(([row, { customer }]) => [row, byText.get(text(customer))!]));
}

const keyOf = async (name: string): Promise<string> => headingKey((await load(join(exportsFolder, name))).recognition);

describe.skipIf(!present)('exports as people get them, against their truth (../shared/data/exports)', () => {
  for (const name of files) {
    describe(name, async () => {
      if (!present) return;
      const stem = name.replace(/\.\w+$/, '');
      const truth = JSON.parse(readFileSync(join(exportsFolder, `${stem}.truth.json`), 'utf8')) as Truth;
      const lines = (
        parse(readFileSync(join(exportsFolder, `${stem}.truth.csv`)), { columns: true, bom: true }) as Record<string, string>[]
      ).filter((line) => truth.counted_kinds.includes(line['kind']!) && (line['table'] === undefined || line['table'] === '1'));
      const { rows, facts, recognition } = await load(join(exportsFolder, name));

      test('every row of the file yields exactly one result', () => {
        expect(new Set(rows.map(({ row }) => row)).size).toBe(rows.length);
      });

      test('exactly the true rows are facts', () => {
        expect([...facts.keys()].toSorted((a, b) => a - b)).toEqual(lines.map((line) => Number(line['row'])).toSorted((a, b) => a - b));
      });

      test('net totals by currency, first and last date, documents', () => {
        expect(netByCurrency(facts.values())).toEqual(truth.net_amount.minor_by_currency);
        const dates = [...facts.values()].map(dateOf).toSorted();
        expect([dates[0], dates.at(-1)]).toEqual([truth.first_date, truth.last_date]);
        expect(documentsOf(facts.values()).size).toBe(truth.documents.total);
      });

      test('each line: net, date, kind, document, customer, quantity, cost, manager, currency', () => {
        const wrong = lines.flatMap((line) => {
          const fact = facts.get(Number(line['row']));
          if (!fact) return [];
          const differs = differences(fact, line);
          return differs.length > 0 ? [{ row: line['row'], differs }] : [];
        });
        expect(wrong.slice(0, 10)).toEqual([]);
      });

      test('rejected and held rows, with their reasons', () => {
        const rejected = rows.flatMap((row) => (row.type === 'rejected' ? [{ row: row.row, reason: row.reason as string }] : []));
        expect(rejected).toEqual(truth.rows_rejected.map(({ row, reason }) => ({ row, reason })));
        const held = rows.flatMap((row) =>
          ((row.type === 'fact' && row.kind === 'sales') || (row.type === 'fact' && row.kind === 'payments')) && row.held !== null
            ? [row.row]
            : [],
        );
        expect(held).toEqual(truth.rows_ambiguous.map(({ row }) => row));
      });

      test('no key is shared by two customers that the file tells apart, and there are not fewer keys than customers', () => {
        const keys = keysOf(facts);
        const customers = new Map<string, Set<string>>();
        for (const line of lines) {
          const key = keys.get(Number(line['row']))!;
          customers.set(key, (customers.get(key) ?? new Set()).add(line['customer_id']!));
        }
        const alike = alikeInFile(truth, lines);
        const mixed = [...customers].filter(([, ids]) => ids.size > 1 && !alike.some((group) => [...ids].every((id) => group.has(id))));
        expect(mixed).toEqual([]);
        expect(customers.size).toBeGreaterThanOrEqual(bestPossible(truth, lines));
      });

      test('the source is recognised again', () => {
        expect(headingKey(recognition)).toMatch(/^[0-9a-f]{32}$/);
      });
    });
  }

  test('the same report has the same heading key, whatever it was saved as', async () => {
    expect(await keyOf('13_register_reexport.xlsx')).toBe(await keyOf('01_register.xlsx'));
    expect(await keyOf('03_sales_grouped_cp1251.csv')).toBe(await keyOf('02_sales_grouped.xlsx'));
    const shared = await Promise.all(
      ['08a_sharedstrings_capital.xlsx', '08b_inline_strings.xlsx', '08c_sharedstrings_mismatch.xlsx'].map(keyOf),
    );
    expect(new Set(shared).size).toBe(1);
  });
});

function differences(fact: SaleLine | Payment, line: Record<string, string>): string[] {
  const found: string[] = [];
  const compare = (what: string, ours: unknown, theirs: unknown): void => {
    if (ours !== theirs) found.push(`${what}: ${String(ours)} instead of ${String(theirs)}`);
  };
  compare('net', Number(netOf(fact)), Number(line['net_amount_minor']));
  compare('date', dateOf(fact), line['doc_date']);
  compare('currency', fact.currency, line['currency']);
  if (line['doc_number']) compare('document', fact.documentNumber, line['doc_number']);
  if (line['customer_raw'] && line['kind'] !== 'customer_payment_third_party')
    compare('customer', fact.customer.name, line['customer_raw'].trim());
  const taxId = line['inn'] ?? line['edrpou'];
  if (taxId !== undefined && line['kind'] !== 'customer_payment_third_party') compare('tax id', fact.customer.taxId, taxId);
  if (!('netMinor' in fact)) return found;
  compare('kind', fact.kind, line['kind']);
  if (line['qty'] !== undefined) compare('quantity', fact.quantityMicro, BigInt(Math.round(Number(line['qty']) * 1e6)));
  if (line['cost_minor'] !== undefined) compare('cost', Number(fact.costMinor), Number(line['cost_minor']));
  if (line['manager'] !== undefined) compare('manager', fact.manager, line['manager']);
  if (line['item_raw'] !== undefined) compare('product', fact.product, line['item_raw'].trim());
  return found;
}

const northwind = join(data, 'northwind');
describe.skipIf(!existsSync(northwind))('Northwind (../shared/data/northwind)', () => {
  test('shipped lines are facts; those not yet shipped are refused for their missing date', async () => {
    const truth = JSON.parse(readFileSync(join(northwind, 'sales.truth.json'), 'utf8')) as Record<string, number>;
    const { rows, facts } = await load(join(northwind, 'sales.csv'));
    expect(facts.size).toBe(truth['shippedLines']);
    expect(Number([...facts.values()].reduce((sum, fact) => sum + netOf(fact), 0n))).toBe(truth['shippedNetMinor']);
    const refused = rows.filter((row) => row.type === 'rejected');
    expect(refused.length).toBe(truth['linesWithoutShippedDate']);
    expect(new Set(refused.map((row) => row.type === 'rejected' && row.reason))).toEqual(new Set(['missing_date']));
  });
});

const adventureWorks = join(data, 'adventureworks');
describe.skipIf(!existsSync(adventureWorks))('AdventureWorks (../shared/data/adventureworks)', () => {
  test('lines, documents, customers, net, cost and discount', async () => {
    const truth = JSON.parse(readFileSync(join(adventureWorks, 'reseller_sales.truth.json'), 'utf8')) as Record<string, number | string>;
    const { rows, facts } = await load(join(adventureWorks, 'reseller_sales.csv'));
    const lines = [...facts.values()] as SaleLine[];
    const sum = (value: (line: SaleLine) => bigint | null): number =>
      Number(lines.reduce((total, line) => total + (value(line) ?? 0n), 0n));
    expect(rows.filter((row) => row.type === 'rejected')).toEqual([]);
    expect({
      lines: lines.length,
      documents: documentsOf(lines).size,
      customers: new Set(keysOf(facts).values()).size,
      netMinor: sum((line) => line.netMinor),
      costMinor: sum((line) => line.costMinor),
      discountMinor: sum((line) => line.discountMinor),
      salesReps: new Set(lines.map(({ manager }) => manager)).size,
    }).toEqual(
      Object.fromEntries(
        ['lines', 'documents', 'customers', 'netMinor', 'costMinor', 'discountMinor', 'salesReps'].map((name) => [name, truth[name]]),
      ),
    );
    expect(lines.filter((line) => line.listMinor !== line.netMinor + line.discountMinor!)).toEqual([]);
  });
});
