/** Contracts over HTTP: the list and the card show what the command prints, and a manager sees those of her own customers alone, as the database has it. */
import { sightOfPerson } from '../src/records/access/sight.ts';
import { asProgram } from '../src/core/access/sight.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractsAhead } from '../src/questions/differentiate/contracts.ts';
import { type Served, startServed } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await startServed();
});
afterAll(() => served[Symbol.asyncDispose]());

interface Contract {
  contractNumber: string;
  renewals: number;
  renewsOn: string | null;
  lostOn: string | null;
  valueMinor: string;
}
interface Page {
  report: object | null;
  total: number;
  rows: (Contract & { customer: string })[];
}
interface Listed {
  rows: { id: string; name: string; lifetimeValueMinor: string }[];
}

test('before the first valuation there is nothing, and it is said', async () => {
  expect(await served.web.ask('GET', '/api/contracts')).toMatchObject({ status: 404, body: { code: 'nothing_published' } });
});

test('the next to be renewed come first, a page at a time; the card has the lost ones too', async () => {
  await served.load('sales.csv', [
    'Document No;Date;Customer;Quantity;Amount without VAT;Manager',
    'S-1;2026-05-15;Granite Wholesale;1;1000.00;Orlova',
    'S-2;2026-06-30;Station Kiosk;1;50.00;Bondar',
  ]);
  await served.load('contracts.csv', [
    'Contract No;Customer;Valid from;Valid until;Premium',
    'C-1;Granite Wholesale;2025-09-01;2026-08-31;1000.00',
    'C-2;Station Kiosk;2025-08-01;2026-07-31;100.00',
    'C-0;Granite Wholesale;2024-01-01;2024-12-31;900.00',
  ]);
  const page = await served.web.get<Page>('/api/contracts');
  expect(page).toMatchObject({ total: 2, report: { open: 2, customers: 2, decisions: 1, losses: 1, method: 'share' } });
  expect(page.rows.map(({ contractNumber, customer, renewsOn }) => [contractNumber, customer, renewsOn])).toEqual([
    ['C-2', 'Station Kiosk', '2026-08-01'],
    ['C-1', 'Granite Wholesale', '2026-09-01'],
  ]);
  expect((await served.web.get<Page>('/api/contracts?offset=1&limit=1')).rows.map(({ contractNumber }) => contractNumber)).toEqual(['C-1']);
  const granite = (await served.web.get<Listed>('/api/customers')).rows.find(({ name }) => name === 'Granite Wholesale')!;
  const card = await served.web.get<{ contracts: Contract[] }>(`/api/customers/${granite.id}`);
  expect(card.contracts.map(({ contractNumber, renewsOn, lostOn }) => [contractNumber, renewsOn, lostOn])).toEqual([
    ['C-1', '2026-09-01', null],
    ['C-0', null, '2025-01-01'],
  ]);
  expect(granite.lifetimeValueMinor).toBe(card.contracts[0]!.valueMinor);
});

test('a manager sees the contracts of her customers and no other, and nothing of the company as a whole', async () => {
  const { records } = served.server.context;
  await records.change(asProgram('command line'), async (tx) => {
    await tx.insertInto('app_user').values({ id: 'orlova', role: 'manager' }).execute();
    await tx.updateTable('person').set({ user_id: 'orlova' }).where('name', '=', 'Orlova').execute();
  });
  const hers = await contractsAhead(served.server.context, await sightOfPerson(records, 'orlova'), { offset: 0, limit: 10 });
  expect(hers).toMatchObject({ total: 1, report: null, rows: [{ contractNumber: 'C-1' }] });
  // Not by leave of the query: the table itself shows no more, and lets nothing be written.
  const numbers = async (userId: string): Promise<string[]> =>
    records.change(await sightOfPerson(records, userId), async (tx) =>
      (await tx.selectFrom('contract').select('contract_number').orderBy('contract_number').execute()).map((row) => row.contract_number),
    );
  expect(await numbers('orlova')).toEqual(['C-0', 'C-1']);
  expect(await numbers('nobody')).toEqual([]);
  const orlova = await sightOfPerson(records, 'orlova');
  await expect(records.change(orlova, (tx) => tx.deleteFrom('contract').execute())).rejects.toThrow('permission denied');
  expect(await served.web.ask('GET', '/api/contracts', undefined, { cookie: 'none' })).toMatchObject({ status: 401 });
});
