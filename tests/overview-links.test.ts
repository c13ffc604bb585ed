/** Every figure of the overview that leads to customers leads to exactly those it counts, with the same money; and on to their documents. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type * as shapes from '../src/server/schemas/customers.ts';
import { paymentsFile, type SaleRow, salesFile } from './ledger.ts';
import { type Served, startServed } from './served.ts';
import type { WebClient } from './web-client.ts';

type Page = z.infer<typeof shapes.customersPage>;
type Overview = z.infer<typeof shapes.overview>;
type Documents = z.infer<typeof shapes.documentsPage>;

let served: Served;
let web: WebClient;

/** Wholesalers that buy every month, one that stops early, one that stops late, one sold to below cost, and a new one. */
const buyers: { code: string; name: string; months: number[]; net: number; cost: number; manager: string }[] = [
  ...Array.from({ length: 8 }, (_, i) => ({
    code: `W0${i}`,
    name: `Wholesaler ${i}`,
    months: [1, 2, 3, 4, 5, 6, 7, 8],
    net: 900 - i * 100 + 50,
    cost: 100,
    manager: 'Orlova',
  })),
  { code: 'K01', name: 'Station Kiosk', months: [1, 2, 3, 4, 5], net: 60, cost: 30, manager: 'Bondar' },
  { code: 'H01', name: 'City Hospital', months: [1, 2, 3, 4, 5, 6], net: 2000, cost: 900, manager: 'Bondar' },
  { code: 'T01', name: 'Theatre on the Quay', months: [1, 2, 3, 4, 5, 6, 7, 8], net: 120, cost: 150, manager: 'Orlova' },
  { code: 'G01', name: 'Granite Wholesale', months: [8], net: 700, cost: 300, manager: 'Bondar' },
];

function sales(): SaleRow[] {
  const bought = buyers.flatMap(({ code, name, months, net, cost, manager }) =>
    months.map((month): SaleRow => [`S-${code}-${month}`, `2026-0${month}-1${month}`, code, name, `${net}.00`, `${cost}.00`, manager]),
  );
  return [
    ...bought,
    ['R-1', '2026-08-20', 'W00', 'Wholesaler 0', '-40.00', '-10.00', 'Bondar'],
    ['S-W00-8', '2026-08-18', 'W00', 'Wholesaler 0', '5.00', '1.00', 'Bondar'],
  ];
}

beforeAll(async () => {
  served = await startServed();
  ({ web } = served);
  await load(salesFile(served.folder, 'sales.csv', sales()));
  await load(
    paymentsFile(served.folder, 'payments.csv', [['P-1', '2026-08-31', 'W00', 'Wholesaler 0', '300.00']]),
    '&source=House%20bank&kind=payments',
  );
});
afterAll(() => served[Symbol.asyncDispose]());

async function load(file: string, query = ''): Promise<void> {
  const { id } = await web.job('POST', `/api/uploads?fileName=${encodeURIComponent(file.split('/').at(-1)!)}${query}`, readFileSync(file));
  expect(await web.job('POST', `/api/batches/${id}/commit`, {})).toMatchObject({ state: 'done' });
}

const customers = (query: string): Promise<Page> => web.get<Page>(`/api/customers?limit=500&${query}`);
const namesOf = (page: Page): string[] => page.rows.map((row) => row.name).toSorted();

describe('a figure of the overview and the list behind it', () => {
  test('who became lost and who became unstabilised this month', async () => {
    const { atRisk } = await web.get<Overview>('/api/overview');
    const lost = await customers('activityBefore=active&activity=lost');
    expect({ customers: lost.total, revenueYearMinor: lost.revenueYearMinor }).toEqual(atRisk.becameLost);
    expect(namesOf(lost)).toEqual(['Station Kiosk']);
    const shaken = await customers('activityBefore=stabilised&activity=unstabilised');
    expect({ customers: shaken.total, revenueYearMinor: shaken.revenueYearMinor }).toEqual(atRisk.becameUnstabilised);
    expect(namesOf(shaken)).toEqual(['City Hospital']);
    const late = await customers('late=true');
    expect({ customers: late.total, revenueYearMinor: late.revenueYearMinor }).toEqual(atRisk.late);
  });

  test('every cell of the moves', async () => {
    const { moves } = await web.get<Overview>('/api/overview');
    expect(moves.tiers.map((move) => move.from)).toContain('absent');
    expect(new Set(moves.tiers.map((move) => move.from)).size).toBeGreaterThan(2);
    for (const move of moves.tiers) {
      const page = await customers(`tierBefore=${move.from}&tier=${move.to}`);
      expect([move.from, move.to, page.total, page.revenueYearMinor]).toEqual([move.from, move.to, move.customers, move.revenueAfterMinor]);
    }
    expect(namesOf(await customers('tierBefore=absent'))).toEqual(['Granite Wholesale']);
  });

  test('who takes profit away', async () => {
    const { whale } = await web.get<Overview>('/api/overview');
    const losing = await customers('losing=true');
    expect({ customers: losing.total, minor: losing.grossMarginMinor }).toEqual(whale.losing);
    expect(namesOf(losing)).toEqual(['Theatre on the Quay']);
  });

  test('classes, and the whole', async () => {
    const seen = await web.get<Overview>('/api/overview');
    for (const row of seen.byTier)
      expect(await customers(`tier=${row.tier}`)).toMatchObject({ total: row.customers, revenueMinor: row.revenueMinor });
    for (const row of seen.byActivity)
      expect(await customers(`activity=${row.activity}`)).toMatchObject({ total: row.customers, revenueYearMinor: row.revenueYearMinor });
    for (const row of seen.byLifecycle)
      expect(await customers(`lifecycle=${row.lifecycle}`)).toMatchObject({ total: row.customers, revenueMinor: row.revenueMinor });
    expect((await customers('')).total).toBe(seen.customers);
  });

  test('a class that there is none of is a wrong request', async () => {
    expect(await web.ask('GET', '/api/customers?tierBefore=platinum')).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });
});

test('a document says of what kind it is and who sold', async () => {
  const [wholesaler] = (await customers('search=Wholesaler%200')).rows;
  const { rows } = await web.get<Documents>(`/api/customers/${wholesaler!.id}/documents?month=2026-08`);
  expect(rows.map((row) => [row.number, row.kind, row.manager, row.netMinor])).toEqual([
    ['P-1', 'payment', '', '30000'],
    ['R-1', 'return', 'Bondar', '-4000'],
    ['S-W00-8', 'sale', 'Bondar, Orlova', '95500'],
  ]);
});

test('a source that was named is offered the next time', async () => {
  const { rows } = await web.get<{ rows: { name: string; kind: string }[] }>('/api/sources');
  expect(rows.map((row) => [row.name, row.kind])).toContainEqual(['House bank', 'payments']);
});

test('before the first file every filter finds nobody', async () => {
  await using empty = await startServed();
  expect(await empty.web.get('/api/customers?activityBefore=active&tierBefore=absent&losing=true')).toMatchObject({ total: 0, rows: [] });
});
