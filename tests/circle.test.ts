/**
 * The whole circle by the numbers of a bookkeeper: files in, customers and checks out. What a company looks like is a function
 * of the imports that are registered, whatever was loaded, replaced and undone before.
 */
import { asProgram } from '../src/core/access/sight.ts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { propertyRuns } from '../fixtures/property-runs.ts';
import { undoImport } from '../src/flow/1-import/commit.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { paymentsFile, type SaleRow, salesFile } from './ledger.ts';

interface Listed {
  id: string;
  codes: string[];
  name: string;
  activity: string;
  lifecycle: string;
  tier: string;
  revenueMinor: string;
  grossMarginMinor: string | null;
  notValued: boolean;
  owner: string | null;
}

interface Imported {
  batch: string | null;
  kind: string;
  source: string;
  documents: number;
  lines: number;
  customers: number;
  rejected: { row: number; reason: string }[];
  held: { row: number; reason: string }[];
  totals: { currency: string; netMinor: string }[];
  changes: { new: number; changed: number; unchanged: number; conflict: number; withdrawn: number };
  missing: { documents: number };
  lost: { documents: number; lines: number; totals: { currency: string; netMinor: string }[] };
  smaller: { documents: number; lines: number; totals: { currency: string; netMinor: string }[] };
  mapping?: { columns: { heading: string; meaning: string }[] };
}

let company: TestCompany;
let folder: string;
let loaded: string[] = [];

beforeAll(async () => {
  company = await openCompany();
  folder = temporaryFolder();
});
afterAll(async () => {
  await company[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Each test begins without customers: loaded imports are undone, the latest first. */
beforeEach(() => emptied());

async function emptied(): Promise<void> {
  for (const batch of loaded.toReversed())
    await undoImport(
      company.context,
      { batchId: batch, actor: asProgram('command line') },
      { signal: new AbortController().signal, report: () => {} },
    );
  loaded = [];
}

async function load(file: string, ...options: string[]): Promise<Imported> {
  const done = await company.json<Imported>('import', file, '--yes', ...options);
  loaded.push(done.batch!);
  return done;
}

const asOf = '2026-06-30';
const customers = (): Promise<Listed[]> => company.json<Listed[]>('customers', '--as-of', asOf);
const check = (): Promise<{ ok: boolean }> => company.json<{ ok: boolean }>('check');

/** All data about customers except their numbers, which only show the order of loading. */
async function picture(): Promise<Omit<Listed, 'id'>[]> {
  const listed = await customers();
  return listed
    .map(({ id: _id, ...rest }) => ({ ...rest, codes: rest.codes.toSorted() }))
    .toSorted((a, b) => (a.codes.join() < b.codes.join() ? -1 : 1));
}

// Half a year of four customers; cost is 60 % of net.
//                    Jan  Feb  Mar  Apr  May  Jun    window   activity
// Granite Wholesale  500  500  500  500  500  500    3 000    stabilised
// Station Kiosk                           30   40       70    stabilised
// City Hospital       80            70 −70    90       170    unstabilised: a month of returns is not a shipment month
// Harbour School      30                               30    lost
const halfYear: SaleRow[] = [
  ['S-01', '2026-01-15', 'C01', 'Granite Wholesale', '500.00', '300.00'],
  ['S-02', '2026-01-20', 'C03', 'City Hospital', '80.00', '48.00', 'Bondar'],
  ['S-03', '2026-01-22', 'C04', 'Harbour School', '30.00', '18.00', 'Bondar'],
  ['S-04', '2026-02-15', 'C01', 'Granite Wholesale', '500.00', '300.00'],
  ['S-05', '2026-03-15', 'C01', 'Granite Wholesale', '500.00', '300.00'],
  ['S-06', '2026-04-15', 'C01', 'Granite Wholesale', '500.00', '300.00'],
  ['S-07', '2026-05-03', 'C03', 'City Hospital', '70.00', '42.00', 'Bondar'],
  ['S-08', '2026-05-15', 'C01', 'Granite Wholesale', '500.00', '300.00'],
  ['S-09', '2026-05-20', 'C02', 'Station Kiosk', '30.00', '18.00'],
  ['S-10', '2026-05-28', 'C03', 'City Hospital', '-70.00', '-42.00', 'Bondar'],
  ['S-11', '2026-06-10', 'C02', 'Station Kiosk', '40.00', '24.00'],
  ['S-12', '2026-06-11', 'C03', 'City Hospital', '90.00', '54.00', 'Bondar'],
  ['S-13', '2026-06-30', 'C01', 'Granite Wholesale', '500.00', '300.00'],
];

const line = ({ codes, name, activity, revenueMinor, grossMarginMinor, owner }: Omit<Listed, 'id'>) => [
  codes.join(),
  name,
  activity,
  Number(revenueMinor) / 100,
  grossMarginMinor === null ? null : Number(grossMarginMinor) / 100,
  owner,
];

describe('from files to customers', () => {
  test('half a year of four customers says what a bookkeeper says', async () => {
    await load(salesFile(folder, 'sales.csv', halfYear), '--accept-held');
    expect((await picture()).map(line)).toEqual([
      ['C01', 'Granite Wholesale', 'stabilised', 3000, 1200, 'Orlova'],
      ['C02', 'Station Kiosk', 'stabilised', 70, 28, 'Orlova'],
      ['C03', 'City Hospital', 'unstabilised', 170, 68, 'Bondar'],
      ['C04', 'Harbour School', 'lost', 30, 12, 'Bondar'],
    ]);
    expect(await check()).toMatchObject({ ok: true });
    const why = await company.json<{ months: { month: string; revenueMinor: string }[]; activity: string }>('explain', 'City Hospital');
    expect(why.months.map((month) => [month.month, Number(month.revenueMinor) / 100])).toEqual([
      ['2026-01', 80],
      ['2026-02', 0],
      ['2026-03', 0],
      ['2026-04', 0],
      ['2026-05', 0],
      ['2026-06', 90],
    ]);
  });

  test('payments find the customers of the sales by their code and name, and strangers stay strangers', async () => {
    await load(salesFile(folder, 'sales.csv', halfYear), '--accept-held');
    const paid = await load(
      paymentsFile(folder, 'payments.csv', [
        ['P-1', '2026-06-02', 'C01', 'Granite Wholesale', '450.00'],
        ['P-2', '2026-06-03', 'C13', 'Riverside Theatre', '1000.00'],
      ]),
    );
    expect(paid).toMatchObject({ kind: 'payments', documents: 2, customers: 2 });
    expect((await picture()).map((each) => each.name)).toEqual([
      'Granite Wholesale',
      'Station Kiosk',
      'City Hospital',
      'Harbour School',
      'Riverside Theatre',
    ]);
    const why = await company.json<{ months: { month: string; revenueMinor: string; paymentsMinor: string }[] }>(
      'explain',
      'Granite Wholesale',
    );
    expect(why.months.at(-1)).toMatchObject({ month: '2026-06', revenueMinor: '50000', paymentsMinor: '45000' });
  });

  test('the company that fixtures/small-company worked out by hand', async () => {
    const fixtures = join(import.meta.dirname, '../fixtures/small-company');
    const text = (name: string): Record<string, string>[] => {
      const [heading, ...lines] = readFileSync(join(fixtures, name), 'utf8').trim().split('\n');
      const columns = heading!.split(',');
      return lines.map((each) => Object.fromEntries(each.split(',').map((cell, at) => [columns[at]!, cell])));
    };
    await load(join(fixtures, 'sales.csv'), '--source', 'books');
    await load(join(fixtures, 'payments.csv'), '--source', 'books', '--kind', 'payments');
    await load(join(fixtures, 'sales-corrected.csv'), '--source', 'books');
    // A draft in the words of a file: the same document, not posted.
    const sales = text('sales.csv');
    const heading = `${Object.keys(sales[0]!).join(',')},posted`;
    const drafts = text('withdrawn.csv').map(
      ({ document }) => `${Object.values(sales.find((each) => each['document'] === document)!).join(',')},no`,
    );
    const posted = sales.slice(0, 3).map((each) => `${Object.values(each).join(',')},yes`);
    writeFileSync(join(folder, 'drafts.csv'), [heading, ...posted, ...drafts].join('\n'));
    expect((await load(join(folder, 'drafts.csv'), '--source', 'books')).changes).toMatchObject({ unchanged: 3, withdrawn: 1 });

    const wrong = [];
    for (const date of new Set(text('expected.csv').map((row) => row['as_of']!))) {
      const found = new Map((await company.json<Listed[]>('customers', '--as-of', date)).map((each) => [each.codes.join(), each]));
      for (const row of text('expected.csv').filter((each) => each['as_of'] === date)) {
        const { activity, lifecycle, tier, revenueMinor, grossMarginMinor, notValued } = found.get(row['customer_code']!)!;
        const is = [
          activity,
          lifecycle,
          tier,
          (Number(revenueMinor) / 100).toFixed(2),
          grossMarginMinor === null ? '' : (Number(grossMarginMinor) / 100).toFixed(2),
        ];
        // For a customer with euros only and without a rate, the margin is unknown, not 0.
        const should = [row['activity'], row['lifecycle'], row['tier'], row['revenue'], notValued ? '' : row['gross_margin']];
        if (is.join() !== should.join()) wrong.push({ date, customer: row['customer_code'], is, should });
      }
    }
    expect(wrong).toEqual([]);
    expect(await check()).toMatchObject({ ok: true });
  });
});

describe('loading again', () => {
  test('the same file twice changes nothing', async () => {
    const file = salesFile(folder, 'sales.csv', halfYear);
    await load(file, '--accept-held');
    const once = await customers();
    const again = await load(file, '--accept-held');
    expect(again.changes).toEqual({ new: 0, changed: 0, unchanged: 13, conflict: 0, withdrawn: 0 });
    expect(await customers()).toEqual(once);
    expect(await check()).toMatchObject({ ok: true });
  });

  test('a later version of a document replaces it whole, lines that it lost included', async () => {
    await load(
      salesFile(folder, 'sales.csv', [
        ['S-01', '2026-05-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
        ['S-01', '2026-05-15', 'C01', 'Granite Wholesale', '300.00', '180.00'],
        ['S-02', '2026-05-16', 'C02', 'Station Kiosk', '20.00', '12.00'],
      ]),
    );
    expect((await picture()).map(line)[0]).toEqual(['C01', 'Granite Wholesale', 'unstabilised', 700, 280, 'Orlova']);
    const later = await load(salesFile(folder, 'later.csv', [['S-01', '2026-06-30', 'C01', 'Granite Wholesale', '500.00', '300.00']]));
    // It lost a line: that is a conflict, for a person to see.
    expect(later.changes).toMatchObject({ new: 0, unchanged: 0, withdrawn: 0 });
    expect(later.changes.changed + later.changes.conflict).toBe(1);
    expect(later.lost).toEqual({ documents: 1, lines: 1, totals: [{ currency: 'RUB', netMinor: '40000' }] });
    expect((await picture()).map(line)).toEqual([
      ['C01', 'Granite Wholesale', 'unstabilised', 500, 200, 'Orlova'],
      ['C02', 'Station Kiosk', 'unstabilised', 20, 8, 'Orlova'],
    ]);
    const why = await company.json<{ months: { month: string; revenueMinor: string }[] }>('explain', 'C01');
    expect(why.months.filter((month) => month.revenueMinor !== '0')).toMatchObject([{ month: '2026-06', revenueMinor: '50000' }]);
  });

  test('a line that alone comes again says which lines of its document it takes away', async () => {
    const rows = (...lines: string[]): string => {
      const path = join(folder, 'mended.csv');
      writeFileSync(path, ['Date;Document No;Customer;Product;Amount without VAT;Currency', ...lines].join('\n'));
      return path;
    };
    const tea = '05.01.2026;N1;Alpha;Tea;100.00;RUB';
    const sugar = '06.01.2026;N2;Beta;Sugar;50.00;RUB';
    expect((await load(rows(tea, '05.01.2026;N1;Alpha;Coffee;2OO.00;RUB', sugar))).rejected).toHaveLength(1);
    const mended = await load(rows('05.01.2026;N1;Alpha;Coffee;200.00;RUB'));
    expect([mended.changes.changed, mended.lost]).toEqual([
      1,
      { documents: 1, lines: 1, totals: [{ currency: 'RUB', netMinor: '10000' }] },
    ]);
    // Tea for 100 is lost, coffee for 200 comes.
    expect(mended.smaller).toEqual({ documents: 1, lines: 1, totals: [{ currency: 'RUB', netMinor: '10000' }] });
    // The whole document again loses nothing.
    const whole = await load(rows('05.01.2026;N1;Alpha;Coffee;200.00;RUB', tea, sugar));
    expect([whole.changes.changed, whole.lost]).toEqual([1, { documents: 0, lines: 0, totals: [] }]);
  });

  test('a document that moves to another customer leaves the first', async () => {
    await load(
      salesFile(folder, 'sales.csv', [
        ['S-01', '2026-05-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
        ['S-02', '2026-05-16', 'C02', 'Station Kiosk', '20.00', '12.00'],
      ]),
    );
    const moved = await load(salesFile(folder, 'moved.csv', [['S-01', '2026-05-15', 'C02', 'Station Kiosk', '400.00', '240.00']]));
    expect(moved.changes.conflict).toBe(1);
    expect((await picture()).map(line)).toEqual([
      ['C01', 'Granite Wholesale', 'prospect', 0, 0, 'Orlova'],
      ['C02', 'Station Kiosk', 'unstabilised', 420, 168, 'Orlova'],
    ]);
  });

  test('the same number in another year is another document', async () => {
    await load(
      salesFile(folder, 'sales.csv', [
        ['S-01', '2025-06-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
        ['S-01', '2026-06-30', 'C01', 'Granite Wholesale', '300.00', '180.00'],
      ]),
    );
    expect((await picture()).map(line)).toEqual([['C01', 'Granite Wholesale', 'unstabilised', 300, 120, 'Orlova']]);
    const why = await company.json<{ months: { month: string; revenueMinor: string }[] }>('explain', 'C01');
    expect(why.months.filter((month) => month.revenueMinor !== '0').map((month) => month.month)).toEqual(['2025-06', '2026-06']);
  });

  test('a document that became a draft is withdrawn, and counts again once posted', async () => {
    const rows = (posted: 'yes' | 'no'): SaleRow[] => [
      ['S-01', '2026-05-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
      ['S-02', '2026-05-16', 'C02', 'Station Kiosk', '20.00', '12.00', 'Orlova', posted],
    ];
    await load(salesFile(folder, 'sales.csv', rows('yes')));
    expect((await load(salesFile(folder, 'sales.csv', rows('no')))).changes).toMatchObject({ unchanged: 1, withdrawn: 1 });
    expect((await picture()).map(line)[1]).toEqual(['C02', 'Station Kiosk', 'prospect', 0, 0, 'Orlova']);
    expect((await load(salesFile(folder, 'sales.csv', rows('yes')))).changes).toMatchObject({ new: 1, unchanged: 1 });
    expect((await picture()).map(line)[1]).toEqual(['C02', 'Station Kiosk', 'unstabilised', 20, 8, 'Orlova']);
  });

  test('documents that the file lacks stay, and go only with --replace-period', async () => {
    const whole = salesFile(folder, 'sales.csv', halfYear);
    await load(whole, '--accept-held');
    const lacking = salesFile(
      folder,
      'sales.csv',
      halfYear.filter(([document]) => document !== 'S-08'),
    );
    expect((await load(lacking, '--accept-held')).missing).toMatchObject({ documents: 1 });
    expect((await picture()).map(line)[0]).toEqual(['C01', 'Granite Wholesale', 'stabilised', 3000, 1200, 'Orlova']);
    await load(lacking, '--accept-held', '--replace-period');
    expect((await picture()).map(line)[0]).toEqual(['C01', 'Granite Wholesale', 'stabilised', 2500, 1000, 'Orlova']);
    // Taking the replacement back brings the document back.
    await company.run('undo', loaded.pop()!);
    expect((await picture()).map(line)[0]).toEqual(['C01', 'Granite Wholesale', 'stabilised', 3000, 1200, 'Orlova']);
    expect(await check()).toMatchObject({ ok: true });
  });

  test('a replaced period touches neither other months nor other sources', async () => {
    await load(salesFile(folder, 'sales.csv', halfYear), '--accept-held');
    await load(
      salesFile(folder, 'other.csv', [['S-50', '2026-06-12', 'C50', 'Old Mill Restaurant', '60.00', '36.00']]),
      '--source',
      'the other shop',
    );
    await load(
      salesFile(folder, 'june.csv', [
        ['S-13', '2026-06-30', 'C01', 'Granite Wholesale', '500.00', '300.00'],
        ['S-11', '2026-06-10', 'C02', 'Station Kiosk', '40.00', '24.00'],
      ]),
      '--source',
      'sales',
      '--replace-period',
    );
    expect((await picture()).map(line)).toEqual([
      ['C01', 'Granite Wholesale', 'stabilised', 3000, 1200, 'Orlova'],
      ['C02', 'Station Kiosk', 'stabilised', 70, 28, 'Orlova'],
      ['C03', 'City Hospital', 'lost', 80, 32, 'Bondar'],
      ['C04', 'Harbour School', 'lost', 30, 12, 'Bondar'],
      ['C50', 'Old Mill Restaurant', 'unstabilised', 60, 24, 'Orlova'],
    ]);
  });
});

describe('decisions of a person', () => {
  test('an exact double is held, and counts only once accepted', async () => {
    const rows: SaleRow[] = [
      ['S-01', '2026-06-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
      ['S-01', '2026-06-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
      ['S-02', '2026-06-16', 'C02', 'Station Kiosk', '20.00', '12.00'],
    ];
    const file = salesFile(folder, 'sales.csv', rows);
    expect((await load(file)).held).toMatchObject([{ row: 3, reason: 'exact_duplicate' }]);
    expect((await picture()).map(line)[0]).toEqual(['C01', 'Granite Wholesale', 'unstabilised', 400, 160, 'Orlova']);
    const accepted = await load(file, '--accept-held');
    expect(accepted).toMatchObject({ held: [], lines: 3, totals: [{ currency: 'RUB', netMinor: '82000' }] });
    expect((await picture()).map(line)[0]).toEqual(['C01', 'Granite Wholesale', 'unstabilised', 800, 320, 'Orlova']);
  });

  test('a mapping that a person corrected is taken, and remembered for that source', async () => {
    // "Sum 1" is no evidence: a person must decide which of the two is the money.
    const odd = (name: string, rows: string[]): string => {
      const path = join(folder, name);
      writeFileSync(path, ['Number;Day;Client;Sum 1;Sum 2', ...rows].join('\n'));
      return path;
    };
    const first = odd('odd.csv', ['A-1;2026-06-01;Granite Wholesale;100.00;70.00', 'A-2;2026-06-02;Station Kiosk;50.00;35.00']);
    const shown = await company.run('import', first, '--json');
    const guess = JSON.parse(shown.out) as Imported & {
      mapping: { columns: { index: number; heading: string; meaning: string }[] };
      error?: unknown;
    };
    const columns =
      guess.mapping?.columns ??
      ['Number', 'Day', 'Client', 'Sum 1', 'Sum 2'].map((heading, index) => ({ index, heading, meaning: 'ignored' }));
    const meanings: Record<string, string> = {
      Number: 'document_number',
      Day: 'date',
      Client: 'customer',
      'Sum 1': 'ignored',
      'Sum 2': 'net_amount',
    };
    const corrected = {
      dateOrder: 'ymd',
      currency: 'EUR',
      vatIncludedRate: 0,
      ...guess.mapping,
      kind: 'sales',
      columns: columns.map((column) => ({ ...column, meaning: meanings[column.heading]! })),
    };
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify({ ...guess, mapping: corrected }));
    expect(await load(first, '--mapping', join(folder, 'mapping.json'))).toMatchObject({ totals: [{ netMinor: '10500' }] });
    const next = odd('odd-july.csv', ['A-3;2026-07-01;Granite Wholesale;200.00;140.00']);
    expect(await load(next)).toMatchObject({ source: 'odd', totals: [{ netMinor: '14000' }] });
  });
});

describe('taking back', () => {
  test('a customer who came with an import goes with it, and a name that it changed is the former again', async () => {
    await load(salesFile(folder, 'sales.csv', halfYear), '--accept-held');
    const before = await customers();
    await load(
      salesFile(folder, 'july.csv', [
        ['S-20', '2026-06-29', 'C01', 'Granite Wholesale and Sons', '10.00', '6.00', 'Melnyk'],
        ['S-21', '2026-06-29', 'C14', 'Corner Florist', '15.00', '9.00'],
      ]),
    );
    expect((await customers()).map((each) => each.name)).toContain('Granite Wholesale and Sons');
    await company.run('undo', loaded.pop()!);
    expect(await customers()).toEqual(before);
    expect(await check()).toMatchObject({ ok: true });
  });

  test('undoing the earlier of two versions keeps the later one', async () => {
    const first = await load(salesFile(folder, 'sales.csv', [['S-01', '2026-05-15', 'C01', 'Granite Wholesale', '400.00', '240.00']]));
    await load(salesFile(folder, 'sales.csv', [['S-01', '2026-05-15', 'C01', 'Granite Wholesale', '500.00', '300.00']]));
    await company.run('undo', first.batch!);
    expect((await picture()).map(line)).toEqual([['C01', 'Granite Wholesale', 'unstabilised', 500, 200, 'Orlova']]);
  });

  test('taking back twice is taking back once, and what was never loaded cannot be taken back', async () => {
    const { batch } = await load(salesFile(folder, 'sales.csv', halfYear));
    expect(await company.run('undo', batch!)).toMatchObject({ code: 0 });
    expect(await company.run('undo', batch!)).toMatchObject({ code: 0 });
    expect(await company.run('undo', '99999')).toMatchObject({ code: 3, out: '' });
    expect(await company.run('undo', '-1')).toMatchObject({ out: '' });
    expect(await customers()).toEqual([]);
  });
});

// Any sequence of imports and undos. A file has documents of few numbers and few customers, so that versions meet often.
const names = ['Granite Wholesale', 'Station Kiosk', 'City Hospital'];
const managers = ['Orlova', 'Bondar'];
interface Document {
  number: number;
  customer: number;
  month: number;
  /** Net of each line, in tens. */
  lines: number[];
  manager: number;
}
const document = fc.record({
  number: fc.integer({ min: 1, max: 5 }),
  customer: fc.nat(2),
  month: fc.integer({ min: 1, max: 6 }),
  lines: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 2 }),
  manager: fc.nat(1),
});
const file = fc.uniqueArray(document, { minLength: 1, maxLength: 4, selector: (each) => each.number });
type Move = { load: Document[] } | { undo: number };
const moves = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.record({ load: file }) }, { weight: 2, arbitrary: fc.record({ undo: fc.nat(9) }) }),
  { minLength: 2, maxLength: 5 },
);

function rowsOf(documents: Document[]): SaleRow[] {
  return documents.flatMap(({ number, customer, month, lines, manager }) =>
    lines.map((tens): SaleRow => [
      `D-${number}`,
      `2026-0${month}-1${number}`,
      `C0${customer + 1}`,
      names[customer]!,
      `${tens}0.00`,
      `${tens * 6}.00`,
      managers[manager]!,
    ]),
  );
}

/** What the registered files together say, worked out without a database. */
function fold(registered: Document[][]): unknown[] {
  const latest = new Map(registered.flat().map((each) => [each.number, each]));
  const known = new Set(registered.flat().map((each) => each.customer));
  return [...known].toSorted().map((customer) => {
    const own = [...latest.values()].filter((each) => each.customer === customer);
    const revenue = own.flatMap((each) => each.lines).reduce((sum, tens) => sum + tens * 10, 0);
    const recent = new Set(own.map((each) => each.month).filter((month) => month >= 4)).size;
    const activity = own.length === 0 ? 'prospect' : recent >= 2 ? 'stabilised' : recent === 1 ? 'unstabilised' : 'lost';
    return [`C0${customer + 1}`, names[customer], activity, revenue, Math.round(revenue * 40) / 100];
  });
}

const withoutOwner = (rows: unknown[][]): unknown[][] => rows.map((row) => row.slice(0, 5));

describe('any history', () => {
  const runs = propertyRuns(4);
  const timeout = 60_000 + runs.numRuns * 20_000;
  test('the company is what its registered imports say, in any order of loading and taking back', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (history: Move[]) => {
        await emptied();
        const registered: { batch: string; documents: Document[] }[] = [];
        for (const move of history) {
          if ('load' in move) {
            // Numbers are reassigned to other customers repeatedly here: the source is stated, or it would be asked.
            const { batch } = await load(salesFile(folder, 'sales.csv', rowsOf(move.load)), '--source', 'sales');
            registered.push({ batch: batch!, documents: move.load });
          } else if (registered.length > 0) {
            const [gone] = registered.splice(move.undo % registered.length, 1);
            await company.run('undo', gone!.batch);
          }
        }
        expect(withoutOwner((await picture()).map(line))).toEqual(fold(registered.map((each) => each.documents)));
        expect(await check()).toMatchObject({ ok: true });
      }),
      { seed: 20261123, ...runs, endOnFailure: true },
    );
  });

  test('taking an import of sales or of payments back restores the company to the letter', { timeout }, async () => {
    const loadAny = (documents: Document[], paid: boolean): Promise<Imported> =>
      load(
        paid
          ? paymentsFile(
              folder,
              'payments.csv',
              documents.map(({ number, customer, month, lines }) => [
                `P-${number}`,
                `2026-0${month}-2${number}`,
                `C0${customer + 1}`,
                names[customer]!,
                `${lines[0]}0.00`,
              ]),
            )
          : salesFile(folder, 'sales.csv', rowsOf(documents)),
        '--source',
        paid ? 'payments' : 'sales',
      );
    const files = fc.tuple(...Array.from({ length: 3 }, () => fc.record({ documents: file, paid: fc.boolean() })));
    await fc.assert(
      fc.asyncProperty(files, fc.nat(2), async (imports, which) => {
        await emptied();
        for (const { documents, paid } of imports.toSpliced(which, 1)) await loadAny(documents, paid);
        const without = await picture();
        await emptied();
        for (const { documents, paid } of imports) await loadAny(documents, paid);
        await company.run('undo', loaded.splice(which, 1)[0]!);
        expect(await picture()).toEqual(without);
        expect(await check()).toMatchObject({ ok: true });
      }),
      { seed: 20261123, ...runs, endOnFailure: true },
    );
  });

  test('files without a common document may come in any order, and their sums add up', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(document, { minLength: 3, maxLength: 5, selector: (each) => each.number }), async (documents) => {
        const parts = [documents.filter((each) => each.number % 2 === 0), documents.filter((each) => each.number % 2 === 1)].filter(
          (part) => part.length > 0,
        );
        const loadAll = async (files: Document[][]) => {
          await emptied();
          const nets = [];
          for (const part of files) nets.push(Number((await load(salesFile(folder, 'sales.csv', rowsOf(part)))).totals[0]!.netMinor));
          return { picture: await picture(), net: nets.reduce((sum, net) => sum + net, 0) };
        };
        const whole = await loadAll([documents]);
        const forward = await loadAll(parts);
        const backward = await loadAll(parts.toReversed());
        expect(forward).toEqual(whole);
        expect(backward).toEqual(whole);
      }),
      { seed: 20261123, ...runs, endOnFailure: true },
    );
  });
});
