/** Lifetime value over HTTP: nothing yet, too little for a model, and the demo company with its back-test, as the command line shows it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../src/cli/program.ts';
import { fillWithDemo } from '../src/flow/keep/fill-with-demo.ts';
import { type Served, startServed } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await startServed();
});
afterAll(() => served[Symbol.asyncDispose]());

async function printed<T>(...args: string[]): Promise<T> {
  let out = '';
  const io = {
    cwd: served.folder,
    out: (text: string) => void (out += text),
    err: () => {},
    drawsProgress: false,
    language: 'en' as const,
    signal: new AbortController().signal,
  };
  expect(await runProgram([...args, '--json'], io, (_given, work) => work(served.server.context))).toBe(0);
  return JSON.parse(out) as T;
}

interface Total {
  total: { valueMinor: string };
}
interface BackTest {
  knownUntil: string;
  heldOutUntil: string;
  actual: number;
  model: { expected: number };
  tracking: { until: string; heldOut: boolean; expected: number; actual: number; actualSoFar: number }[];
}

test('before the first valuation there is nothing, and it is said', async () => {
  for (const path of ['lifetime', 'lifetime/backtest'])
    expect(await served.web.ask('GET', `/api/${path}`)).toMatchObject({ status: 404, body: { code: 'nothing_published' } });
});

test('three sales are projected, with the assumptions, and no back-test is pretended', async () => {
  const lines = ['2026-01-15', '2026-02-15', '2026-03-15'].map((day, at) => `S-${at};${day};Granite Wholesale;1;1000.00`);
  const read = await served.web.job(
    'POST',
    '/api/uploads?fileName=few.csv',
    Buffer.from(['Document No;Date;Customer;Quantity;Amount without VAT', ...lines].join('\r\n')),
  );
  await served.web.job('POST', `/api/batches/${read.id}/commit`, {});
  expect(await served.web.get('/api/lifetime')).toMatchObject({
    method: 'projection',
    gate: 'few_repeat_customers',
    model: null,
    rival: null,
    horizonMonths: 36,
    discountPermille: 120,
    retentionPermille: 800,
    repeatCustomers: 1,
    total: { lowMinor: null, highMinor: null },
  });
  expect(await served.web.get('/api/lifetime/backtest')).toEqual({ backTest: null });
  await served.web.job('POST', `/api/batches/${read.id}/undo`);
});

test('the demo company: what the commands print, month by month, and another horizon without publishing it', async () => {
  await fillWithDemo(
    served.server.context,
    { customers: 400, seed: 1, lastMonth: '2026-10', language: 'en' },
    { signal: new AbortController().signal, report: () => {} },
  );
  const found = await served.web.get<Total>('/api/lifetime');
  const { customers: _, backTest, ...report } = await printed<Total & { customers: unknown; backTest: BackTest }>('lifetime');
  expect(found).toEqual(report);
  expect(found).toMatchObject({ method: 'model', basis: 'net_profit', gate: null, model: { chosenBy: 'held_out_likelihood' } });
  expect(await served.web.get('/api/lifetime/backtest')).toEqual({ backTest });
  expect({ backTest }).toEqual({ backTest: await printed('backtest') });

  const { tracking } = backTest;
  const heldOut = tracking.filter((month) => month.heldOut);
  expect([tracking.find((month) => month.until === backTest.knownUntil)!.heldOut, tracking.at(-1)!.until, heldOut.length]).toEqual([
    false,
    backTest.heldOutUntil,
    12,
  ]);
  expect(heldOut.reduce((sum, { actual }) => sum + actual, 0)).toBe(backTest.actual);
  expect(heldOut.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(backTest.model.expected, 6);

  const shorter = await served.web.get<Total>('/api/lifetime?horizonMonths=12');
  expect(Number(shorter.total.valueMinor)).toBeLessThan(Number(found.total.valueMinor));
  const dearer = await served.web.get<Total>('/api/lifetime?discountPermille=300');
  expect(Number(dearer.total.valueMinor)).toBeLessThan(Number(found.total.valueMinor));
  expect((await printed<Total>('lifetime', '--discount', '300')).total).toEqual(dearer.total);
  expect(await served.web.get('/api/lifetime')).toEqual(found);
  for (const wrong of ['0', '121', 'soon', '1.5'])
    expect(await served.web.ask('GET', `/api/lifetime?horizonMonths=${wrong}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
});

test('a report of an older version, which followed no months, is made anew', async () => {
  const backTest = await served.web.get('/api/lifetime/backtest');
  await served.server.context.records.pool.query("update valuation_run set summary = summary #- '{lifetime,backTest,tracking}'");
  expect(await served.web.get('/api/lifetime/backtest')).toEqual(backTest);
});
