/** Receivables by hand: payments and returns settle the oldest shipments, customers that prepaid owe nothing, there are no debts before payments are known; any history against a bookkeeper's count. */
import { sightOfPerson } from '../src/records/access/sight.ts';
import { asProgram } from '../src/core/access/sight.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomOf } from '../fixtures/seeded-random.ts';
import { customerReceivables, receivablesOf } from '../src/questions/differentiate/receivables.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { paymentsFile, type PaymentRow, salesFile, type SaleRow } from './ledger.ts';
import { startServed } from './served.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Owed {
  owedMinor: string;
  prepaidMinor: string;
  upTo30Minor: string;
  upTo60Minor: string;
  upTo90Minor: string;
  over90Minor: string;
}
interface Company {
  asOf: string;
  known: boolean;
  total: Owed;
  customers: number;
  rows: (Owed & { customerId: string; name: string; since: string | null; documents: number })[];
}
interface One extends Owed {
  unpaid: { number: string; day: string; amountMinor: string; openMinor: string; days: number }[];
}

const sales: SaleRow[] = [
  ['W-1', '2026-01-10', 'C1', 'Granite Wholesale', '1000.00', '600.00'],
  ['W-2', '2026-03-01', 'C1', 'Granite Wholesale', '500.00', '300.00'],
  ['W-R', '2026-03-05', 'C1', 'Granite Wholesale', '-200.00', '-120.00'],
  ['W-3', '2026-06-20', 'C1', 'Granite Wholesale', '70.00', '50.00'],
  ['K-1', '2026-05-15', 'C2', 'Station Kiosk', '100.00', '60.00'],
  ['H-1', '2026-06-30', 'C3', 'City Hospital', '40.00', '30.00'],
];
const payments: PaymentRow[] = [
  ['P-1', '2026-02-01', 'C1', 'Granite Wholesale', '900.00'],
  ['P-2', '2026-05-01', 'C2', 'Station Kiosk', '300.00'],
  ['P-3', '2026-06-30', 'C3', 'City Hospital', '40.00'],
];

describe('a wholesaler, a kiosk and a hospital', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openCompany();
    await company.run('import', salesFile(folder, 'sales.csv', sales), '--yes', '--source', 'books', '--accept-held');
  });
  afterAll(() => company[Symbol.asyncDispose]());

  test('before payments are loaded nobody knows what is owed, and it is said', async () => {
    expect(await company.json<Company>('receivables')).toMatchObject({ known: false, rows: [], total: { owedMinor: '0' } });
    expect((await company.run('receivables')).out).toContain('No payments are loaded');
  });

  test('the oldest are settled first, by goods that came back too; what was paid ahead is told apart', async () => {
    await company.run('import', paymentsFile(folder, 'payments.csv', payments), '--yes', '--source', 'bank');
    expect(await company.json<Company>('receivables')).toMatchObject({
      asOf: '2026-06-30',
      known: true,
      customers: 2,
      total: { owedMinor: '47000', prepaidMinor: '20000', upTo30Minor: '7000', over90Minor: '40000' },
      rows: [
        {
          name: 'Granite Wholesale',
          owedMinor: '47000',
          upTo30Minor: '7000',
          upTo60Minor: '0',
          upTo90Minor: '0',
          over90Minor: '40000',
          since: '2026-03-01',
          documents: 2,
        },
        { name: 'Station Kiosk', owedMinor: '0', prepaidMinor: '20000', since: null, documents: 0 },
      ],
    });
    const one = await company.json<One>('receivables', '--customer', 'Granite Wholesale');
    expect(one.unpaid.map(({ number, amountMinor, openMinor, days }) => [number, amountMinor, openMinor, days])).toEqual([
      ['W-2', '50000', '40000', 121],
      ['W-3', '7000', '7000', 10],
    ]);
    expect((await company.run('receivables', '--customer', 'Station Kiosk')).out).toContain('Paid ahead');
  });

  test('a refund of more than was paid is owed too', async () => {
    const refund = join(folder, 'refund.csv');
    writeFileSync(
      refund,
      [
        'Payment No;Payment date;Customer code;Customer;Payment amount;Currency;Purpose',
        'P-4;2026-06-29;C3;City Hospital;-90.00;RUB;Refund to the customer',
      ].join('\r\n'),
    );
    await company.json('import', refund, '--yes', '--source', 'bank', '--accept-held');
    const { rows } = await company.json<Company>('receivables');
    expect(rows.find(({ name }) => name === 'City Hospital')).toMatchObject({
      owedMinor: '9000',
      upTo30Minor: '4000',
      over90Minor: '5000',
    });
  });
});

test('any history owes what a bookkeeper counts, document by document', async () => {
  await using company = await openCompany();
  const random = randomOf(7);
  const day = () => `2026-0${1 + Math.floor(random() * 6)}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  const names = ['Granite Wholesale', 'Station Kiosk', 'City Hospital', 'Bakery'];
  const made = names.flatMap((customer, i) =>
    Array.from({ length: 12 }, (_, at) => ({
      customer,
      code: `C${i}`,
      number: `S-${i}-${String(at).padStart(2, '0')}`,
      day: day(),
      minor: 100 * (1 + Math.floor(random() * 500)),
    })),
  );
  const paid = names.flatMap((customer, i) =>
    Array.from({ length: 6 }, (_, at) => ({
      customer,
      code: `C${i}`,
      number: `P-${i}-${at}`,
      day: day(),
      minor: 100 * (1 + Math.floor(random() * 700)),
    })),
  );
  const text = (minor: number) => (minor / 100).toFixed(2);
  await company.run(
    'import',
    salesFile(
      folder,
      'any-sales.csv',
      made.map(({ number, day: on, code, customer, minor }) => [number, on, code, customer, text(minor), '0.00']),
    ),
    '--yes',
    '--source',
    'books',
  );
  await company.run(
    'import',
    paymentsFile(
      folder,
      'any-payments.csv',
      paid.map(({ number, day: on, code, customer, minor }) => [number, on, code, customer, text(minor)]),
    ),
    '--yes',
    '--source',
    'bank',
  );
  const { rows } = await company.json<Company>('receivables');
  for (const customer of names) {
    let left = paid.filter((one) => one.customer === customer).reduce((sum, { minor }) => sum + minor, 0);
    const open = made
      .filter((one) => one.customer === customer)
      .toSorted((a, b) => (a.day + a.number < b.day + b.number ? -1 : 1))
      .flatMap(({ number, minor }) => {
        const settled = Math.min(left, minor);
        left -= settled;
        return settled === minor ? [] : [[number, String(minor - settled)]];
      });
    const row = rows.find(({ name }) => name === customer);
    expect(Number(row?.owedMinor ?? 0) - Number(row?.prepaidMinor ?? 0)).toBe(
      open.reduce((sum, [, minor]) => sum + Number(minor), 0) - left,
    );
    const one = await company.json<One>('receivables', '--customer', customer);
    expect(one.unpaid.map(({ number, openMinor }) => [number, openMinor])).toEqual(open);
    expect([one.upTo30Minor, one.upTo60Minor, one.upTo90Minor, one.over90Minor].reduce((sum, minor) => sum + Number(minor), 0)).toBe(
      Number(one.owedMinor),
    );
  }
}, 60_000);

test('over the API it is the same, and a manager sees what her own customers owe', async () => {
  await using served = await startServed();
  await served.load('sales.csv', [
    'Document No;Date;Customer;Quantity;Amount without VAT;Manager',
    'S-1;2026-05-15;Granite Wholesale;1;1000.00;Orlova',
    'S-2;2026-06-30;Station Kiosk;1;50.00;Bondar',
  ]);
  await served.load('payments.csv', ['Payment No;Payment date;Customer;Payment amount', 'P-1;2026-06-01;Granite Wholesale;400.00']);
  const page = await served.web.get<Company>('/api/receivables');
  expect(page.rows.map(({ name, owedMinor }) => [name, owedMinor])).toEqual([
    ['Granite Wholesale', '60000'],
    ['Station Kiosk', '5000'],
  ]);
  const [granite, kiosk] = page.rows.map(({ customerId }) => customerId);
  expect(await served.web.get(`/api/customers/${granite}/receivables`)).toMatchObject({
    owedMinor: '60000',
    since: '2026-05-15',
    unpaid: [{ number: 'S-1', openMinor: '60000', days: 46 }],
  });
  expect(await served.web.ask('GET', '/api/customers/999999/receivables')).toMatchObject({
    status: 404,
    body: { code: 'no_such_customer' },
  });

  const { context } = served.server;
  await context.records.change(asProgram('command line'), (tx) =>
    tx.updateTable('person').set({ user_id: 'orlova' }).where('name', '=', 'Orlova').execute(),
  );
  const orlova = await sightOfPerson(context.records, 'orlova');
  const hers = await receivablesOf(context, orlova);
  expect(hers!.rows.map(({ name }) => name)).toEqual(['Granite Wholesale']);
  expect(hers!.total.owedMinor).toBe(60_000n);
  expect(await customerReceivables(context, orlova, { id: kiosk!, limit: 5 })).toBeUndefined();
}, 60_000);
