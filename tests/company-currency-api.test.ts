/** The company's currency and rates by hand over the API: asked, previewed, refused, named, entered; and asked only of users who see the whole company. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, startServed } from './served.ts';
import type { WebClient } from './web-client.ts';

let served: Served;
let web: WebClient;

const sales = [
  'Document No;Date;Customer;Quantity;Amount without VAT;Cost',
  'S-1;2026-06-04;Granite Wholesale;1;1000.00;600.00',
  'S-2;2026-06-30;City Hospital;1;300.00;150.00',
];
const exported = [
  'Document No;Date;Customer;Quantity;Amount without VAT;Cost;Currency;Remark',
  'E-1;2026-06-10;Berlin Handel;1;80.00;30.00;EUR;',
];

async function load(fileName: string, lines: string[]): Promise<void> {
  const read = await web.job('POST', `/api/uploads?fileName=${fileName}`, Buffer.from(lines.join('\r\n')));
  expect(await web.job('POST', `/api/batches/${read.id}/commit`, { acceptHeldRows: [], replacePeriod: false })).toMatchObject({
    state: 'done',
  });
}

beforeAll(async () => {
  served = await startServed();
  ({ web } = served);
});
afterAll(() => served[Symbol.asyncDispose]());

interface Overview {
  run: { currency: string } | null;
  byTier: { tier: string; customers: number }[];
  notValued: { customers: number; amounts: object[] };
  unvalued: object[];
}

test('before the first file there is nothing to ask', async () => {
  expect(await web.get('/api/currency')).toEqual({ currency: null, asked: false, named: [] });
});

test('amounts without a currency carry XXX, and what to name is suggested from other files', async () => {
  await load('sales.csv', sales);
  await load('export.csv', exported);
  expect(await web.get('/api/currency')).toEqual({ currency: null, asked: true, named: ['EUR'] });
  const overview = await web.get<Overview>('/api/overview');
  expect(overview).toMatchObject({
    run: { currency: 'XXX' },
    notValued: { customers: 1, amounts: [{ currency: 'EUR', netMinor: '8000', customers: 1 }] },
  });
  // The customer without a rate is counted separately, and not among those without purchases.
  expect(overview.byTier.reduce((sum, { customers }) => sum + customers, 0)).toBe(2);
  const page = await web.get<{
    currency: string;
    notValued: number;
    rows: { name: string; notValued: boolean; grossMarginMinor: string | null }[];
  }>('/api/customers?notValued=true');
  expect(page).toMatchObject({
    currency: 'XXX',
    notValued: 1,
    rows: [{ name: 'Berlin Handel', notValued: true, grossMarginMinor: null, unvaluedInWindow: [{ currency: 'EUR', netMinor: '8000' }] }],
  });
  expect(await web.get('/api/customers?tier=none')).toMatchObject({ total: 0 });
});

test.each([
  ['PUT', '/api/currency', { currency: 'XXX' }, 'no_such_currency'],
  ['POST', '/api/currency/preview', { currency: 'QQQ' }, 'no_such_currency'],
  ['PUT', '/api/currency', { currency: 'JPY' }, 'currency_of_other_decimals'],
  ['PUT', '/api/currency', { currency: 'euro' }, 'invalid_request'],
  ['POST', '/api/rates', { rates: [{ currency: 'EUR', rate: '-2' }] }, 'no_such_rate'],
  ['POST', '/api/rates', { rates: [{ currency: 'PLN', rate: '4' }] }, 'rate_without_amounts'],
  ['POST', '/api/rates', { rates: [] }, 'invalid_request'],
])('%s %s %j is refused: %s', async (method, path, body, code) => {
  expect(await web.ask(method, path, body)).toMatchObject({ status: 400, body: { code } });
});

test('a preview writes nothing; naming values everybody in it', async () => {
  expect((await web.ask('POST', '/api/currency/preview', { currency: 'USD' })).body).toMatchObject({
    from: 'XXX',
    to: 'USD',
    amounts: [
      { currency: 'XXX', amounts: 2, valued: 2, wouldBeValued: 2 },
      { currency: 'EUR', amounts: 1, valued: 0, wouldBeValued: 0 },
    ],
  });
  expect(await web.get('/api/currency')).toMatchObject({ currency: null });
  expect(await web.job('PUT', '/api/currency', { currency: 'USD' })).toMatchObject({ state: 'done' });
  expect(await web.get('/api/currency')).toEqual({ currency: 'USD', asked: false, named: ['EUR'] });
  expect(await web.get('/api/overview')).toMatchObject({ run: { currency: 'USD' } });
});

test('a rate for each currency that lacks one; the batch that it makes is known as given by hand', async () => {
  expect(await web.get('/api/rates')).toEqual({
    in: 'USD',
    byHand: [],
    lacking: [{ currency: 'EUR', amounts: 1, without: 1, from: '2026-06-10' }],
  });
  expect(await web.job('POST', '/api/rates', { rates: [{ currency: 'EUR', rate: '1.1' }] })).toMatchObject({ state: 'done' });
  expect(await web.get('/api/overview')).toMatchObject({ unvalued: [], notValued: { customers: 0, amounts: [] } });
  const [batch] = (await web.get<{ rows: { id: string; byHand: boolean; kind: string; fileName: string }[] }>('/api/batches')).rows;
  expect(batch).toMatchObject({ byHand: true, kind: 'rates', fileName: 'EUR = 1.1', firstDate: '2026-06-10' });
  expect(await web.get(`/api/batches/${batch!.id}`)).toMatchObject({ recognition: null, preview: null });
  expect(await web.get<{ rows: { name: string }[] }>('/api/sources')).toMatchObject({ rows: [{ name: 'export' }, { name: 'sales' }] });
  expect(await web.job('POST', `/api/batches/${batch!.id}/undo`)).toMatchObject({ state: 'done' });
  expect(await web.get('/api/overview')).toMatchObject({ notValued: { customers: 1 } });
  expect((await web.get<{ ok: boolean }>('/api/checks')).ok).toBe(true);
});
