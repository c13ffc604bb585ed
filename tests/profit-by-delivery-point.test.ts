/**
 * Value at each level: group, legal entity, delivery point. The worked company with points, figures by hand; files that are older than
 * points; undoing; and that the points of each customer are the customer, whatever the order of loading.
 */
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { loadWorked, workedFiles, type WorkedFile } from './worked-company.ts';

const scratch = temporaryFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const columns = [
  'listMinor',
  'discountMinor',
  'returnsMinor',
  'revenueMinor',
  'costOfGoodsMinor',
  'grossMarginMinor',
  'directMinor',
  'activitiesMinor',
  'creditMinor',
  'netProfitMinor',
] as const;
type Row = Record<(typeof columns)[number], string> & { key: string; name: string; customers: number };
type By = 'customer' | 'group' | 'delivery_point';
const profitBy = async (company: TestCompany, by: By, period: string): Promise<Row[]> =>
  (await company.json<{ rows: Row[] }>('profit', '--by', by, '--period', period)).rows;
const sums = (rows: Row[]): string[] => columns.map((column) => String(rows.reduce((sum, row) => sum + BigInt(row[column]), 0n)));

/** All points of a customer are the customer, all customers of a group the group, each line of the statement to the kopeck. */
async function pointsOf(company: TestCompany, period: string): Promise<Record<string, string>> {
  const [points, customers, groups] = [
    await profitBy(company, 'delivery_point', period),
    await profitBy(company, 'customer', period),
    await profitBy(company, 'group', period),
  ];
  for (const customer of customers)
    expect([customer.name, ...sums(points.filter(({ key }) => key.startsWith(`${customer.key}/`)))]).toEqual([
      customer.name,
      ...sums([customer]),
    ]);
  expect(sums(points)).toEqual(sums(groups));
  return Object.fromEntries(
    points.map((row) => [row.name, columns.map((column) => (Number(row[column]) / 100).toFixed(2).replace('-0.00', '0.00')).join(' ')]),
  );
}

/** Which point each line of the worked company's sales went to. */
function pointOf([document, , code, , product]: string[]): string {
  if (document === 'S1') return product! < 'Tea 3' ? 'North depot' : 'South depot';
  if (document === 'S2') return product === 'Tea 1' ? 'Ward 1' : 'Ward 2';
  if (document === 'R1') return 'Ward 2';
  if (document === 'S4') return 'Station';
  return code === 'C3' && document! > 'S1' ? 'Market' : '';
}

/** `cell` of a row behind its customer; the first row is the headings'. */
const widened = (text: string, heading: string, cell: (cells: string[]) => string): string =>
  text
    .split('\n')
    .map((row, at) => (row.trim() === '' ? row : [...row.trim().split(';'), at === 0 ? heading : cell(row.split(';'))].join(';')))
    .join('\n');

const withPoints: Partial<Record<WorkedFile, (text: string) => string>> = {
  sales: (text) =>
    widened(widened(text, 'Ship-to', pointOf), 'Parent company', ([, , code]) => (code === 'C3' || code === 'C4' ? 'Street food' : '')),
  // The Kiosk's deliveries of 15 and 20 January were of S3 and S5; the one of the 16th has no document.
  events: (text) => widened(text, 'Document No', ([date]) => (date === '15.01.2026' ? 'S3' : date === '20.01.2026' ? 'S5' : '')),
};

const january = {
  // One document, half and half: 15.00 of freight, 198.00 of activities, 9.00 of credit.
  'Wholesaler · North depot': '500.00 50.00 0.00 450.00 300.00 150.00 7.50 99.00 4.50 39.00',
  'Wholesaler · South depot': '500.00 50.00 0.00 450.00 300.00 150.00 7.50 99.00 4.50 39.00',
  'Hospital · Ward 1': '200.00 0.00 0.00 200.00 120.00 80.00 0.00 67.00 4.00 9.00',
  'Hospital · Ward 2': '200.00 0.00 0.00 200.00 120.00 80.00 0.00 67.00 4.00 9.00',
  // Each of the three shipments took 42.00 of order handling and 10.00 of picking; the deliveries of S3 and S5 40.00 and 20.00, and the
  // one that names none 40.00, which goes 2 : 1 by net sales.
  'Kiosk · Market': '60.00 0.00 0.00 60.00 40.00 20.00 0.00 190.67 0.00 -170.67',
  'Kiosk · Station': '30.00 0.00 0.00 30.00 20.00 10.00 0.00 65.33 0.00 -55.33',
};

describe('the worked company', () => {
  test('what serving cost goes with the documents that it names, the rest by net sales, in whichever order files come', async () => {
    for (const order of [workedFiles, workedFiles.toReversed()]) {
      await using company = await openCompany();
      await loadWorked(company, { scratch, order, change: withPoints });
      expect(await pointsOf(company, '2026-01')).toEqual(january);
      // The Hospital only gave back: what taking it back cost is of the ward, the penalty and the credit of no point.
      expect(await pointsOf(company, '2026-02')).toMatchObject({
        'Hospital · Ward 2': '0.00 0.00 200.00 -200.00 -120.00 -80.00 0.00 18.18 0.00 -98.18',
        'Hospital · —': '0.00 0.00 0.00 0.00 0.00 0.00 5.00 0.00 2.40 -7.40',
        'Kiosk · Market': '30.00 0.00 0.00 30.00 20.00 10.00 0.00 91.39 0.00 -81.39',
      });
      await pointsOf(company, '2025-09..2026-02');
      expect(
        Object.fromEntries(
          (await profitBy(company, 'group', '2026-02')).map(({ name, customers, netProfitMinor }) => [name, [customers, netProfitMinor]]),
        ),
      ).toEqual({ 'Street food': [2, '-16024'], '': [3, '-16279'] });
      const [kiosk] = (await profitBy(company, 'delivery_point', '2026-01')).filter(({ name }) => name === 'Kiosk · Market');
      expect(kiosk).toMatchObject({ key: expect.stringMatching(/^\d+\/Market$/), customers: 1 });
      const card = await company.json<{ deliveryPoints: { point: string; netProfitMinor: string }[] }>(
        'profit',
        '--customer',
        'Kiosk',
        '--period',
        '2026-01',
      );
      expect(card.deliveryPoints.map(({ point, netProfitMinor }) => [point, netProfitMinor])).toEqual([
        ['Station', '-5533'],
        ['Market', '-17067'],
      ]);
      expect((await company.run('profit', '--customer', 'Kiosk', '--period', '2026-01')).out).toMatch(/Market .*-RUB\s170\.67/);
      expect(await company.json('profit', '--customer', 'Canteen', '--period', '2026-02')).toMatchObject({ deliveryPoints: [] });
    }
  }, 120_000);

  test('a journal that is older than points names none, until the file is loaded again; undoing that brings it back', async () => {
    await using company = await openCompany();
    await loadWorked(company, { scratch, change: withPoints });
    await forgetPoints(join(company.dataDir, 'journal', 'sale_line'));
    const before = await pointsOf(company, '2026-01');
    expect(Object.keys(before).toSorted()).toEqual(['Hospital · —', 'Kiosk · —', 'Wholesaler · —']);
    // What names no point is the same document again only where it names none now.
    const again = await company.json<{ batch: string; changes: { changed: number; unchanged: number } }>(
      'import',
      join(scratch, 'sales.csv'),
      '--source',
      'Accounting',
      '--yes',
    );
    expect(again.changes).toMatchObject({ changed: 7, unchanged: 7 });
    expect(await pointsOf(company, '2026-01')).toEqual(january);
    await company.json('undo', again.batch);
    expect(await pointsOf(company, '2026-01')).toEqual(before);
  }, 120_000);
});

/** The journal's files as they were before lines had points. */
async function forgetPoints(folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    await connection.run(`copy (select * exclude (delivery_point) from read_parquet('${file}')) to '${file}.old' (format parquet)`);
    renameSync(`${file}.old`, file);
  }
  connection.closeSync();
  instance.closeSync();
}

test('a point of the same name is each customer’s own, and a cost that names a document goes to its point alone', async () => {
  await using company = await openCompany();
  const files = {
    sales: [
      'Дата;Номер;Контрагент;Грузополучатель;Количество;Сумма без НДС',
      '04.05.2026;1;ООО Альфа;Склад;1;300,00',
      '05.05.2026;2;ООО Альфа;Магазин;1;100,00',
      '06.05.2026;3;ООО Бета;Склад;1;50,00',
    ],
    freight: [
      'Дата;Номер документа;Контрагент;Вид затрат;Сумма затрат',
      '04.05.2026;2;ООО Альфа;Доставка;40,01',
      '21.05.2026;9;ООО Альфа;Штраф;80,00',
    ],
  };
  for (const [name, lines] of Object.entries(files)) {
    const file = join(scratch, `${name}.csv`);
    writeFileSync(file, `${lines.join('\r\n')}\r\n`);
    await company.json('import', file, '--source', 'books', '--yes', ...(name === 'sales' ? [] : ['--kind', 'direct_costs']));
  }
  const found = await profitBy(company, 'delivery_point', '2026-05');
  expect(Object.fromEntries(found.map(({ name, revenueMinor, directMinor }) => [name, [revenueMinor, directMinor]]))).toEqual({
    'ООО Альфа · Склад': ['30000', '6000'],
    'ООО Альфа · Магазин': ['10000', '6001'],
    'ООО Бета · Склад': ['5000', '0'],
  });
}, 60_000);
