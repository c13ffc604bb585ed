/** Rejected rows, downloaded, corrected and loaded again: documents are whole, and nothing of them is lost or counted twice. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../src/context/context.ts';
import { type RunningServer, startServer } from '../src/server/start.ts';
import { emptyCompany, temporaryFolder } from './template.ts';
import { owner, WebClient } from './web-client.ts';

let folder: string;
let server: RunningServer & { context: Context };
let web: WebClient;

beforeAll(() => (folder = temporaryFolder()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  server = await startServer({ dataDir: emptyCompany() });
  web = new WebClient(server.url);
  await web.ask('POST', '/api/owner', owner);
  await web.ask('POST', '/api/sign-in', owner);
  return async () => {
    await server.close();
    rmSync(server.context.config.dataDir, { recursive: true, force: true });
  };
});

interface Seen {
  id: string;
  state: string;
  source: { name: string } | null;
  failure: { code: string } | null;
  preview: {
    documents: Record<string, number>;
    rejected: { count: number };
    smaller: { documents: number; lines: number; totals: { currency: string; netMinor: string }[] };
  };
}

async function see(name: string, content: string, source = ''): Promise<Seen> {
  writeFileSync(join(folder, name), content);
  const body = readFileSync(join(folder, name));
  const { id } = await web.job('POST', `/api/uploads?fileName=${name}${source === '' ? '' : `&source=${source}`}`, body);
  return web.get<Seen>(`/api/batches/${id}`);
}

async function load(name: string, content: string, source = ''): Promise<Seen> {
  const seen = await see(name, content, source);
  expect(seen).toMatchObject({ state: 'previewed', failure: null });
  expect(await web.job('POST', `/api/batches/${seen.id}/commit`, {})).toMatchObject({ state: 'done' });
  return seen;
}

const rejectedOf = async ({ id }: Seen): Promise<string> => (await web.ask<string>('GET', `/api/batches/${id}/rejected.csv`)).body;
const revenue = async (): Promise<string> => (await web.get<{ revenueMinor: string }>('/api/customers')).revenueMinor;
const checks = async (): Promise<unknown> => (await web.get<{ ok: boolean }>('/api/checks')).ok;

const lines = (...rows: string[]): string => rows.join('\r\n');
const heading = 'Date;Number;Customer;Manager;Product;Net amount;VAT';
const alphaTea = '31.01.2026;N1;Alpha;Ann;Tea;100,00;20,00';
const alphaCoffee = '31.01.2026;N1;Alpha;Ann;Coffee;2OO,00;40,00';
const betaTea = '31.01.2026;N2;Beta;Ann;Tea;50,00;10,00';

test('the download has the whole document of a rejected row, and corrected it makes the total right; undo restores', async () => {
  const first = await load('d.csv', lines(heading, alphaTea, alphaCoffee, betaTea));
  expect([first.preview.rejected.count, await revenue()]).toEqual([1, '15000']);
  const rejected = await rejectedOf(first);
  expect(rejected).toMatch(
    /^rejected row,reason,detail,Date,Number,Customer,Manager,Product,Net amount,VAT\r\nimport \d+ [0-9a-f]{8} row 2,same_document,,31\.01\.2026,N1,Alpha,Ann,Tea,"100,00","20,00"\r\nimport \d+ [0-9a-f]{8} row 3,invalid_amount,[^\r]+,31\.01\.2026,N1,Alpha,Ann,Coffee,"2OO,00","40,00"\r\n$/,
  );
  const again = await load('rejected.csv', rejected.replaceAll('2OO,00', '200,00'));
  expect(again).toMatchObject({
    source: first.source,
    preview: { documents: { new: 0, changed: 1, unchanged: 0 }, rejected: { count: 0 }, smaller: { documents: 0, lines: 0, totals: [] } },
  });
  // 100 + 200 + 50.
  expect([await revenue(), await checks()]).toEqual(['35000', true]);
  await web.job('POST', `/api/batches/${again.id}/undo`);
  expect([await revenue(), await checks()]).toEqual(['15000', true]);
});

test('the file itself, corrected, gives the same total', async () => {
  await load('d.csv', lines(heading, alphaTea, alphaCoffee, betaTea));
  const again = await load('d.csv', lines(heading, alphaTea, alphaCoffee.replace('2OO', '200'), betaTea));
  expect(again.preview).toMatchObject({ documents: { changed: 1, unchanged: 1 }, smaller: { documents: 0 } });
  expect([await revenue(), await checks()]).toEqual(['35000', true]);
});

test('a row alone says how much smaller it makes its document', async () => {
  await load('d.csv', lines(heading, alphaTea, alphaCoffee, betaTea));
  const alone = await see('alone.csv', lines(heading, '31.01.2026;N1;Alpha;Ann;Coffee;30,00;6,00'));
  // Tea for 100 goes and coffee for 30 comes: as many lines as before, and yet one is lost.
  expect(alone.preview.smaller).toEqual({ documents: 1, lines: 1, totals: [{ currency: 'XXX', netMinor: '-7000' }] });
  await load('d.csv', lines(heading, alphaTea, alphaCoffee.replace('2OO', '200'), betaTea));
  const fewer = await see('fewer.csv', lines(heading, '31.01.2026;N1;Alpha;Ann;Coffee;200,00;40,00'));
  expect(fewer.preview.smaller).toEqual({ documents: 1, lines: 1, totals: [{ currency: 'XXX', netMinor: '-10000' }] });
});

test('rejected rows are not loaded into another source, where their documents would count twice', async () => {
  const first = await load('d.csv', lines(heading, alphaTea, alphaCoffee, betaTea));
  const corrected = (await rejectedOf(first)).replaceAll('2OO,00', '200,00');
  writeFileSync(join(folder, 'r.csv'), corrected);
  const { id, state } = await web.job('POST', '/api/uploads?fileName=r.csv&source=another', corrected);
  expect(state).toBe('failed');
  expect((await web.get<Seen>(`/api/batches/${id}`)).failure).toMatchObject({ code: 'rejected_rows_of_another_source' });
  // Of an import that is undone nothing is there to be replaced.
  await web.job('POST', `/api/batches/${first.id}/undo`);
  await load('r.csv', corrected, 'another');
  expect([await revenue(), await checks()]).toEqual(['30000', true]);
});

test('without document numbers the document is the customer and the day; without a day all days of the customer come with it', async () => {
  const plain = 'Date;Customer;Product;Net amount;VAT';
  const rows = [
    '05.01.2026;Alpha;Tea;100,00;20,00',
    '05.01.2026;Alpha;Coffee;2OO,00;40,00',
    '06.01.2026;Beta;Tea;50,00;10,00',
    '07.01.2026;Beta;Sugar;5,00;1,00',
    '32.01.2026;Beta;Salt;7,00;1,40',
    '31.01.2026;Gamma;Salt;1,00;0,20',
  ];
  const first = await load('d.csv', lines(plain, ...rows));
  // 100 + 50 + 5 + 1.
  expect([first.preview.rejected.count, await revenue()]).toEqual([2, '15600']);
  const rejected = await rejectedOf(first);
  // All but the heading and the row of Gamma.
  expect(rejected.trim().split('\r\n').map((row) => row.split(',')[1])).toEqual([
    'reason', 'same_document', 'invalid_amount', 'same_document', 'same_document', 'invalid_date',
  ]); // prettier-ignore
  await load('r.csv', rejected.replaceAll('2OO,00', '200,00').replaceAll('32.01.2026', '07.01.2026'));
  // 100 + 200 + 50 + 5 + 7 + 1.
  expect([await revenue(), await checks()]).toEqual(['36300', true]);
});

test('text that looks like a formula comes back as it stood', async () => {
  const first = await load('d.csv', lines(heading, alphaTea.replace('Tea', '=Tea'), alphaCoffee, betaTea));
  const rejected = await rejectedOf(first);
  expect(rejected).toContain("'=Tea");
  const again = await see('r.csv', rejected.replace(/import .*2OO.*\r\n/, ''));
  expect(again.preview.documents).toMatchObject({ unchanged: 1, changed: 0 });
});
