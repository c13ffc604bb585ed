/** Profit over HTTP: periods of which an end is left out, a line opened, the overview's curve on net profit, a model that cannot be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, startServed } from './served.ts';
import type { WebClient } from './web-client.ts';
import { workedFiles, workedFolder } from './worked-company.ts';

let served: Served;
let web: WebClient;
const models = JSON.parse(readFileSync(join(workedFolder, 'model.json'), 'utf8')) as { from: string; activities: { equation: string }[] }[];

beforeAll(async () => {
  served = await startServed();
  ({ web } = served);
  for (const file of workedFiles) {
    const read = await web.job(
      'POST',
      `/api/uploads?fileName=${file}.csv&source=Accounting`,
      readFileSync(join(workedFolder, `${file}.csv`)),
    );
    await web.job('POST', `/api/batches/${read.id}/commit`, { acceptHeldRows: [], replacePeriod: false });
  }
  await web.job('PUT', '/api/costs/model', { models });
});
afterAll(() => served[Symbol.asyncDispose]());

const period = async (query: string) => (await web.get<{ period: unknown }>(`/api/profit?by=company&${query}`)).period;
interface Rows {
  rows: { key: string; name: string; netProfitMinor: string }[];
}

test('an end of the period may be left out, and months that are none are refused', async () => {
  expect([await period(''), await period('from=2026-02'), await period('to=2026-01'), await period('from=2026-01&to=2026-01')]).toEqual([
    // February still runs: the last document is of the 22nd.
    { from: '2025-02', to: '2026-01' },
    { from: '2026-02', to: '2026-02' },
    { from: '2025-02', to: '2026-01' },
    { from: '2026-01', to: '2026-01' },
  ]);
  for (const wrong of ['from=2026-13&to=2026-14', 'from=2026-02&to=2026-01', 'to=2026-00']) {
    for (const path of ['profit', 'profit/whale', 'profit/customers/1', 'profit/customers/1/lines/list', 'costs'])
      expect(await web.ask('GET', `/api/${path}?${wrong}`)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  }
});

test('a line opens to documents whose lines open in turn', async () => {
  const kiosk = (await web.get<Rows>('/api/profit?from=2026-01&to=2026-01')).rows.find(({ name }) => name === 'Kiosk')!;
  const opened = await web.get<{ count: number; totalMinor: string; parts: { id: string; number: string; amountMinor: string }[] }>(
    `/api/profit/customers/${kiosk.key}/lines/cost_of_goods?from=2026-01&to=2026-01&limit=1&offset=1`,
  );
  expect(opened).toMatchObject({ count: 3, totalMinor: '6000', parts: [{ number: 'S4', amountMinor: '2000' }] });
  expect(await web.get(`/api/documents/${opened.parts[0]!.id}/lines`)).toMatchObject({ rows: [{ product: 'Tea 1', costMinor: '2000' }] });
  expect(await web.ask('GET', '/api/profit/customers/999/lines/list')).toMatchObject({ status: 404, body: { code: 'no_such_customer' } });
  expect(await web.ask('GET', `/api/profit/customers/${kiosk.key}/lines/rent`)).toMatchObject({ status: 400 });
});

test("the overview's curve is of net profit, and its losers are those of the statements", async () => {
  const { whale, run } = await web.get<{
    whale: { measure: string; totalMinor: string; losing: { customers: number; minor: string } };
    run: { referenceMonth: string; rules: { tierMonths: number } };
  }>('/api/overview');
  const whole = await web.get<{ totalMinor: string; losing: unknown }>('/api/profit/whale?from=2025-08&to=2026-01');
  expect([run.referenceMonth, run.rules.tierMonths]).toEqual(['2026-01', 6]);
  expect(whale).toMatchObject({ measure: 'net_profit', totalMinor: whole.totalMinor, losing: whole.losing });
  // The Kiosk: 226.00 in January, less the 5.00 of September.
  expect(whale.losing).toEqual({ customers: 1, minor: '-22100' });
});

test('a model that cannot be saved is refused by a code, and names the version', async () => {
  const wrong = { ...models[0]!, from: '2026-02', activities: [{ ...models[0]!.activities[0]!, equation: '10 / lines' }] };
  expect(await web.ask('PUT', '/api/costs/model', { models: [...models, wrong] })).toMatchObject({
    status: 400,
    body: {
      code: 'cost_models_wrong',
      detail: { from: '2026-02' },
      problems: expect.arrayContaining([
        { from: '2026-02', code: 'equation_division_by_zero', activity: 'order handling', detail: { divisor: 'lines' } },
      ]),
    },
  });
});
