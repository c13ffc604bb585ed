/** Files of costs and of events on the import pages: shown as their kind, without sums of money where they have none. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../src/server/start.ts';
import { emptyCompany } from '../template.ts';
import { openBrowser } from './open-browser.ts';
import { accessibilityFaults, pixelsTooWide, visit, type Visit } from './visit.ts';

let server: RunningServer;
let browser: Browser;
let walk: Visit;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ dataDir: emptyCompany(), port: 0 }), openBrowser()]);
  walk = await visit(browser, { url: server.url, locale: 'ru-RU', width: 390 });
  const { page } = walk;
  await page.goto('/');
  await page.getByLabel('Имя').fill('Анна Ковалёва');
  await page.getByLabel('Электронная почта').fill('anna@example.com');
  await page.getByLabel('Пароль', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Создать и войти' }).click();
  await page.getByRole('heading', { name: 'Что приносит каждый клиент?' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function drop(name: string, lines: string[]): Promise<void> {
  const { page } = walk;
  await page.goto('/import');
  await page.getByRole('radiogroup', { name: 'Вид данных' }).waitFor();
  const dropped = await page.evaluateHandle(
    ([file, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text!], file!, { type: 'text/csv' }));
      return transfer;
    },
    [name, lines.join('\r\n')],
  );
  await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });
  await page.getByRole('heading', { name: 'Что означают столбцы' }).waitFor();
}

async function load(): Promise<void> {
  const { page } = walk;
  await page.getByRole('button', { name: /^Загрузить \d+ документ/ }).click();
  await page.getByRole('link', { name: 'Посмотреть картину' }).waitFor({ timeout: 60_000 });
}

test('costs by month are shown with their pools and their sum, and belong to no customer', async () => {
  const { page } = walk;
  await drop('затраты.csv', [
    'Месяц;Статья затрат;Сумма;Оплачено минут',
    '01.2026;Доставка;1000,50;9600',
    '02.2026;Доставка;2000,00;9600',
    '02.2026;Склад;300,00;',
  ]);
  expect(await page.getByLabel('Что означает столбец «Статья затрат»', { exact: true }).first().inputValue()).toBe(
    'Статья затрат или подразделение',
  );
  await page.getByText('не относятся ни к одному клиенту').waitFor();
  const totals = page.getByLabel('Контрольные суммы');
  expect((await totals.textContent())!.replace(/\s/g, ' ')).toContain('3 300,50');
  expect(await totals.getByText('Клиентов', { exact: true }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await pixelsTooWide(page)).toBe(0);
  await load();
});

const heading = 'Дата;Вид события;Клиент;Исполнитель;Минут';

test('events are counted, and an exact double waits for a decision without a sum', async () => {
  const { page } = walk;
  await drop('события.csv', [
    heading,
    '01.02.2026;Звонок;Ромашка ООО;Петрова;5',
    '01.02.2026;Звонок;Ромашка ООО;Петрова;5',
    '02.02.2026;Визит;Больница № 12;Петрова;60',
    '03.02.2026;Визит;Больница № 12;Петрова;60',
  ]);
  const totals = page.getByLabel('Контрольные суммы');
  expect(await totals.getByText('Событий').count()).toBe(1);
  expect(await totals.getByText('Сумма').count()).toBe(0);
  await page.getByRole('region', { name: 'Строки, которые можно понять двояко' }).getByText('такая же, как строка').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await pixelsTooWide(page)).toBe(0);
  await load();
});

test('events that a later file lacks are a question without money', async () => {
  const { page } = walk;
  await drop('события.csv', [heading, '01.02.2026;Звонок;Ромашка ООО;Петрова;5', '03.02.2026;Визит;Больница № 12;Петрова;60']);
  await page.getByText('Исключить: больше не учитывать').click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await load();
});

test('a person may say what a file holds, and the address keeps it', async () => {
  const { page } = walk;
  await page.goto('/import');
  await page.getByText('затраты по месяцам', { exact: true }).first().click();
  await page.waitForURL(/kind=costs/);
  expect(await page.getByRole('radio', { name: 'затраты по месяцам' }).isChecked()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await pixelsTooWide(page)).toBe(0);
});

test('nothing went wrong on the way', () => {
  expect(walk.complaints).toEqual([]);
});
