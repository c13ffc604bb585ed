/** Value by group of companies and by industry: two legal entities of one group, a chain of its own, and customers without a group. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';

const scratch = temporaryFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const heading = 'Дата;Номер;Группа компаний;Отрасль;Контрагент;Количество;Сумма без НДС;Себестоимость';
const may = [
  '04.05.2026;1;Север;Торговля;ООО Север-Опт;1;300,00;200,00',
  '05.05.2026;2;Север;Производство;ООО Север-Завод;1;500,00;350,00',
  '06.05.2026;3;Юг;Торговля;ООО Юг;1;100,00;120,00',
  '07.05.2026;4;;;ИП Котов;1;50,00;20,00',
];

async function load(company: TestCompany, name: string, rows: string[], ...rest: string[]): Promise<string> {
  const file = join(scratch, `${name}.csv`);
  writeFileSync(file, `${[heading, ...rows].join('\r\n')}\r\n`);
  return (await company.json<{ batch: string }>('import', file, '--source', 'books', '--yes', ...rest)).batch;
}

interface Profit {
  rows: { name: string; customers: number; grossMarginMinor: string }[];
  total: { grossMarginMinor: string };
}
async function by(company: TestCompany, what: 'group' | 'industry'): Promise<Record<string, [number, string]>> {
  const { rows, total } = await company.json<Profit>('profit', '--by', what, '--period', '2026-05');
  expect(String(rows.reduce((sum, row) => sum + BigInt(row.grossMarginMinor), 0n))).toBe(total.grossMarginMinor);
  return Object.fromEntries(rows.map((row) => [row.name, [row.customers, row.grossMarginMinor]]));
}

test('two legal entities of one group are its profit together, and who names no group stands apart', async () => {
  await using company = await openCompany();
  await load(company, 'may', may);
  expect(await by(company, 'group')).toEqual({ Север: [2, '25000'], Юг: [1, '-2000'], '': [1, '3000'] });
  expect(await by(company, 'industry')).toEqual({ Торговля: [2, '8000'], Производство: [1, '15000'], '': [1, '3000'] });
}, 60_000);

test('a later file moves a customer to another group, and undoing it brings it back', async () => {
  await using company = await openCompany();
  await load(company, 'may', may);
  const moved = await load(company, 'june', [
    '01.06.2026;5;Юг;Строительство;ООО Север-Опт;1;10,00;5,00',
    '02.06.2026;6;;;ООО Север-Завод;1;10,00;5,00',
  ]);
  expect(await by(company, 'group')).toEqual({ Север: [1, '15000'], Юг: [2, '8000'], '': [1, '3000'] });
  expect(await by(company, 'industry')).toEqual({
    Торговля: [1, '-2000'],
    Строительство: [1, '10000'],
    Производство: [1, '15000'],
    '': [1, '3000'],
  });
  await company.json('undo', moved);
  expect(await by(company, 'group')).toEqual({ Север: [2, '25000'], Юг: [1, '-2000'], '': [1, '3000'] });
  expect(await by(company, 'industry')).toEqual({ Торговля: [2, '8000'], Производство: [1, '15000'], '': [1, '3000'] });
}, 60_000);

test('within a file the latest row holds, in whichever order they stand', async () => {
  const changed = ['08.05.2026;7;Восток;Торговля;ИП Котов;1;0,00;0,00', '03.05.2026;8;Запад;Торговля;ИП Котов;1;0,00;0,00'];
  for (const rows of [
    [...may, ...changed],
    [...changed.toReversed(), ...may.toReversed()],
  ]) {
    await using company = await openCompany();
    await load(company, 'may', rows);
    expect((await by(company, 'group'))['Восток']).toEqual([1, '3000']);
  }
}, 60_000);

test('an equation asks for the industry: producers take three times the time; another file’s word costs the past anew', async () => {
  await using company = await openCompany();
  await load(company, 'may', may);
  const costs = join(scratch, 'costs.csv');
  writeFileSync(costs, ['Month;Cost pool;Amount', '2026-05;Warehouse;60.00'].join('\r\n'));
  await company.json('import', costs, '--kind', 'costs', '--source', 'books costs', '--yes');
  const model = join(scratch, 'model.json');
  const activity = { name: 'Packing', pool: 'Warehouse', event: 'shipment', equation: 'industry == "производство" ? 30 : 10' };
  writeFileSync(
    model,
    JSON.stringify([
      {
        from: '',
        pools: [{ name: 'Warehouse', spread: 'driver', capacityMinutes: null }],
        activities: [activity],
        practicalPermille: 800,
        creditPermille: 0,
      },
    ]),
  );
  expect((await company.run('costs', 'model', model)).code).toBe(0);
  const packing = async (): Promise<Record<string, string>> => {
    const { rows } = await company.json<{ rows: { name: string; activitiesMinor: string }[] }>('profit', '--period', '2026-05');
    return Object.fromEntries(rows.map((row) => [row.name, row.activitiesMinor]));
  };
  expect(await packing()).toEqual({ 'ООО Север-Опт': '1000', 'ООО Север-Завод': '3000', 'ООО Юг': '1000', 'ИП Котов': '1000' });
  const opened = await company.json<{ parts: { values: Record<string, unknown> }[] }>(
    'profit',
    '--customer',
    'ООО Север-Завод',
    '--line',
    'activity',
    '--period',
    '2026-05',
  );
  expect(opened.parts[0]!.values).toMatchObject({ industry: 'Производство' });
  const june = await load(company, 'june', ['01.06.2026;5;;Производство;ИП Котов;1;10,00;5,00']);
  expect(await packing()).toEqual({ 'ООО Север-Опт': '750', 'ООО Север-Завод': '2250', 'ООО Юг': '750', 'ИП Котов': '2250' });
  await company.json('undo', june);
  expect(await packing()).toEqual({ 'ООО Север-Опт': '1000', 'ООО Север-Завод': '3000', 'ООО Юг': '1000', 'ИП Котов': '1000' });
}, 60_000);
