/** The page of lifetime values: nothing yet, too little for a model, the demo company with its back-test, and other assumptions. */
import { asProgram } from '../../src/core/access/sight.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDemoCompany } from '../../fixtures/demo-company/write-company.ts';
import { salesFile } from './sales-file.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit } from './visit.ts';

async function open(start: SignedIn, path: string) {
  const visiting = await visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn });
  await visiting.page.goto(path);
  return visiting;
}

describe('a company that begins', () => {
  let start: SignedIn;
  beforeAll(async () => {
    start = await startSignedIn();
  });
  afterAll(() => start[Symbol.asyncDispose]());

  test('before the first file the page says what will be here', async () => {
    await using visiting = await open(start, '/value');
    await visiting.page.getByText('Здесь будет видно, сколько принесут клиенты', { exact: false }).waitFor();
    expect(await accessibilityFaults(visiting.page)).toEqual([]);
  });

  test('with twelve customers there is a projection that says so, and no back-test is pretended', async () => {
    await start.load('sales.csv', salesFile());
    await using visiting = await open(start, '/value');
    const { page } = visiting;
    await page.getByText(/Модели нет: повторно купили только 11 клиентов/).waitFor();
    await page
      .getByText(/за год остаётся 80\s%/)
      .first()
      .waitFor();
    await page.getByRole('complementary', { name: 'Проверить прогноз на прошлом пока нельзя' }).waitFor();
    expect(await page.getByText('Параметры модели').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('other assumptions are tried, saved, and everybody is valued by them', async () => {
    await using visiting = await open(start, '/value');
    const { page } = visiting;
    await page.getByRole('heading', { name: /^За 36 месяцев/ }).waitFor();
    await page.getByRole('textbox', { name: 'Месяцев вперёд' }).fill('12');
    await page.getByRole('textbox', { name: 'Остаётся клиентов за год' }).fill('50');
    const tried = page.getByText(/^За 12 месяцев будет .*₽\. Пока не сохранено: ценность всех клиентов/);
    const wouldBe = /будет (.*?₽)\./.exec(await tried.innerText())![1]!;
    expect(await start.web.get('/api/settings')).toMatchObject({ settings: { lifetime: { horizonMonths: 36, retentionPermille: 800 } } });
    await page.getByRole('button', { name: 'Сохранить и пересчитать' }).click();
    await page.getByRole('heading', { name: `За 12 месяцев сегодняшние клиенты принесут ${wouldBe}` }).waitFor({ timeout: 30_000 });
    expect(await start.web.get('/api/settings')).toMatchObject({
      settings: { lifetime: { horizonMonths: 12, discountPermille: 120, retentionPermille: 500 } },
    });
  });
});

describe('a manager', () => {
  test('is told that the forecast of the company is not his, and where that of his customers is', async () => {
    await using start = await startSignedIn();
    await start.load('sales.csv', salesFile());
    await start.server.context.records.change(asProgram('command line'), (tx) =>
      tx.updateTable('app_user').set({ role: 'manager' }).execute(),
    );
    await using visiting = await open(start, '/value');
    const { page } = visiting;
    const note = page.getByRole('complementary', { name: 'Прогноз по всей компании видят те, кому видны все клиенты' });
    await note.waitFor();
    expect([await page.getByRole('img').count(), await accessibilityFaults(page)]).toEqual([0, []]);
    await note.getByRole('link', { name: 'Клиенты' }).click();
    await page.getByRole('heading', { name: 'Клиенты', level: 1 }).waitFor();
  });
});

describe('the demo company', () => {
  let start: SignedIn;
  beforeAll(async () => {
    start = await startSignedIn();
    const folder = mkdtempSync(join(tmpdir(), 'clientele-demo-'));
    const files = await writeDemoCompany(folder, { customers: 300, seed: 1, lastMonth: '2026-10', language: 'ru' });
    for (const path of [files.salesFile, files.costsFile]) await start.load(basename(path), readFileSync(path, 'utf8'));
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
  afterAll(() => start[Symbol.asyncDispose]());

  /** What is the same in every language: names of models and of their parameters. */
  const known = /\b(MBG|NBD|RFM|alpha|beta|r|s|a|b)\b/g;

  describe.each([
    ['ru-RU', 1280, 'light', 'Таблица'],
    ['ru-RU', 360, 'dark', 'Таблица'],
    ['uk-UA', 1280, 'dark', 'Таблиця'],
    ['uk-UA', 360, 'light', 'Таблиця'],
    ['en-GB', 1280, 'light', 'As a table'],
    ['en-GB', 360, 'dark', 'As a table'],
  ] as const)('in %s at %i px, %s', (locale, width, colorScheme, asTable) => {
    test('charts, tables and the fold fit, axe finds nothing, and nothing is left in another language', async () => {
      await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
      const { page, complaints } = visiting;
      await page.goto('/value');
      await page.getByRole('img').nth(2).waitFor();
      await page.locator('summary').click();
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: `${screenshots}/value-${locale}-${width}.png`, fullPage: true });
      const faults = [await pixelsTooWide(page), await accessibilityFaults(page)];
      for (let charts = await page.getByRole('img').count(); charts > 0; charts--)
        await page.getByRole('button', { name: asTable }).first().click();
      expect([...faults, await pixelsTooWide(page), await accessibilityFaults(page), complaints]).toEqual([0, [], 0, [], []]);
      const words = (await page.locator('main').innerText()).replaceAll(known, '');
      if (locale !== 'en-GB') expect(words.match(/[a-z]{2,}/gi)).toBeNull();
    });
  });

  test('says the back-test in words, and they are the figures of the API', async () => {
    await using visiting = await open(start, '/value');
    const { page } = visiting;
    const { backTest } = await start.web.get<{
      backTest: { actual: number; model: { expected: number; moneyBias: number }; tracking: unknown[] };
    }>('/api/lifetime/backtest');
    const figure = (value: number): string => new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 0 }).format(value);
    const heading = await page.getByRole('heading', { name: /^Прогноз на 12 месяцев, сделанный 31 октября 2025/ }).innerText();
    expect(heading).toContain(`ждали покупок ${figure(backTest.model.expected)}, сделано ${figure(backTest.actual)}`);
    const off = new Intl.NumberFormat('ru-RU', { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
    expect(heading).toContain(`, в деньгах ${off.format(backTest.model.moneyBias)}`);
    await page.getByRole('button', { name: 'Таблица' }).first().click();
    expect(await page.getByRole('table').first().getByRole('row').count()).toBe(backTest.tracking.length + 1);
    expect(await page.getByRole('row', { name: /, прогноз/ }).count()).toBe(12);
  });

  test('is reached from the navigation, from the money at risk and from a card', async () => {
    await using visiting = await open(start, '/');
    const { page } = visiting;
    await page
      .getByRole('region', { name: 'Деньги под угрозой' })
      .getByRole('link', { name: /^Прогноз/ })
      .click();
    await page.getByRole('heading', { name: 'Прогноз', level: 1 }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Клиенты' }).click();
    await page.getByRole('grid').getByRole('link').first().click();
    await page.getByRole('link', { name: 'Как это посчитано' }).click();
    await page.getByRole('heading', { name: 'Прогноз', level: 1 }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Прогноз' }).getAttribute('aria-current')).toBe('page');
  });
});
