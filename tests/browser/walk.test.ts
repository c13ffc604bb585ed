/**
 * The first five minutes, as a commercial director walks them: a fresh program, one dropped file, the picture, a customer, a
 * document's lines, and back. Against the real server; things are found by their role and name.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../src/server/start.ts';
import { emptyCompany } from '../template.ts';
import { openBrowser } from './open-browser.ts';
import { salesFile, salesFileName } from './sales-file.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit, type Visit } from './visit.ts';

const director = { name: 'Анна Ковалёва', email: 'anna@example.com', password: 'correct horse battery' };
let server: RunningServer;
let browser: Browser;
let walk: Visit;
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ dataDir: emptyCompany(), port: 0 }), openBrowser()]);
  walk = await visit(browser, { url: server.url, locale: 'ru-RU' });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('the first five minutes', () => {
  test('the first visit creates the owner', async () => {
    const { page } = walk;
    await page.goto('/');
    await page.getByRole('heading', { name: 'Начнём' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Имя').fill(director.name);
    await page.getByLabel('Электронная почта').fill(director.email);
    await page.getByLabel('Пароль', { exact: true }).fill(director.password);
    await page.getByRole('button', { name: 'Создать и войти' }).click();
    await page.getByRole('heading', { name: 'Что приносит каждый клиент?' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    // Only the session: the language chosen in this visit does not carry over to the next one.
    signedIn = { ...(await walk.context.storageState()), origins: [] };
  });

  test('a file dropped anywhere on the page is read and shown before anything is written', async () => {
    const { page } = walk;
    const dropped = await page.evaluateHandle(
      ([name, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text!], name!, { type: 'text/csv' }));
        return transfer;
      },
      [salesFileName, salesFile()],
    );
    await page.dispatchEvent('main', 'dragenter', { dataTransfer: dropped });
    await page.getByRole('heading', { name: 'Отпустите — прочитаем' }).waitFor();
    await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });
    await page.getByRole('heading', { name: 'Что означают столбцы' }).waitFor();
    expect(await page.getByLabel('Что означает столбец «Контрагент»', { exact: true }).first().inputValue()).toBe('Клиент');
    await page.getByRole('region', { name: 'Отклонённые строки' }).getByText('Дата не читается').waitFor();
    await page.getByRole('region', { name: 'Строки, которые можно понять двояко' }).getByText('такая же, как строка').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('one button loads it and leads to the picture', async () => {
    const { page } = walk;
    await page.getByRole('button', { name: /^Загрузить \d+ документ/ }).click();
    await page.getByRole('link', { name: 'Посмотреть картину' }).click({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'Картина компании' }).waitFor();
    await page.getByRole('heading', { name: /клиентов приносят 80\s%/ }).waitFor();
    await page.getByRole('img', { name: /клиентов приносят 80\s%/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('a chart is a table one click away', async () => {
    const { page } = walk;
    const whale = page.getByRole('region', { name: /клиентов приносят 80\s%/ });
    await whale.getByRole('button', { name: 'Таблица' }).click();
    await whale.getByRole('columnheader', { name: 'Приносят вместе' }).waitFor();
    await whale.getByText(/^Доли считаются от числа клиентов с суммами за эти месяцы: \d+\.$/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('a class on the picture leads to its customers, and the address says which', async () => {
    const { page } = walk;
    await page.getByRole('link', { name: 'VIP', exact: true }).click();
    await page.getByRole('grid', { name: 'Клиенты' }).waitFor();
    expect(new URL(page.url()).search).toBe('?tier=vip');
  });

  test('money at risk leads to exactly those customers, and the condition can be taken away', async () => {
    const { page } = walk;
    await page.goto('/');
    await page.getByRole('link', { name: /За месяц стали потерянными.*4 клиента/s }).click();
    await page.getByText('4 клиента', { exact: false }).first().waitFor();
    expect(new URL(page.url()).search).toBe('?activityBefore=active&activity=lost&sort=revenueYear');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /^Любое: Месяц назад/ }).click();
    await page.getByText('5 клиентов', { exact: false }).first().waitFor();
    expect(new URL(page.url()).search).toBe('?activity=lost&sort=revenueYear');
  });

  test('a cell of the moves leads to those who moved, the tail of the curve to those who take profit away', async () => {
    const { page } = walk;
    await page.goto('/');
    const cell = page.getByRole('link', { name: /^\d+.* → / }).first();
    const [counted] = /\d+/.exec((await cell.textContent()) ?? '') ?? [];
    await cell.click();
    await page
      .getByText(new RegExp(`^${counted} клиент`))
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Любое: Месяц назад/ }).waitFor();
    await page.goto('/');
    await page.getByRole('link', { name: /^1 клиент отнимает/ }).click();
    await page.getByRole('button', { name: 'Любое: Валовая прибыль ниже нуля' }).waitFor();
    await page
      .getByText(/^1 клиент ·/)
      .first()
      .waitFor();
    expect(new URL(page.url()).search).toBe('?losing=true&sort=margin&order=asc');
  });

  test('a slash searches as one types, arrows and Enter open the card', async () => {
    const { page } = walk;
    await page.goto('/customers');
    await page.getByRole('grid', { name: 'Клиенты' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('ромаш');
    await page.getByText('1 клиент', { exact: false }).first().waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('search')).toBe('ромаш');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('12 клиентов').waitFor();
    await page.getByRole('grid', { name: 'Клиенты' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Почему' }).waitFor();
  });

  test('the card says why, and its documents open to their lines', async () => {
    const { page } = walk;
    await page
      .getByRole('region', { name: 'Почему' })
      .getByText(/Отгрузки в \d из 3 последних месяцев/)
      .waitFor();
    const documents = page.getByRole('region', { name: /документ/ });
    await documents.getByRole('columnheader', { name: 'Менеджер' }).waitFor();
    await documents.getByText('Отгрузка').first().waitFor();
    await documents.getByRole('button', { name: /00УТ-/ }).first().click();
    await documents.getByRole('cell', { name: /Бумага А4 «Снежинка»/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('loading the same file again changes nothing', async () => {
    const { page } = walk;
    await page.goto('/import');
    // Chosen before the drop, and kept in the address: a known source, and the kind of the file.
    await page.getByRole('combobox', { name: 'Откуда файл' }).fill('Продажи');
    await page.getByRole('option', { name: 'Продажи 2026' }).click();
    await page.getByText('продажи', { exact: true }).first().click();
    await expect.poll(() => Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ source: 'Продажи 2026', kind: 'sales' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('input[type=file]').setInputFiles({ name: salesFileName, mimeType: 'text/csv', buffer: Buffer.from(salesFile()) });
    await page.getByText('В файле нет ничего, чего здесь ещё не было бы.').waitFor();
    expect(await page.getByRole('button', { name: /^Загрузить \d+ документ/ }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Не загружать' }).click();
    await page.getByText('Остановлено. Ничего не записано', { exact: false }).waitFor();
  });

  test('a file that cannot be read is refused in plain words', async () => {
    const { page } = walk;
    await page.goto('/import');
    await page.locator('input[type=file]').setInputFiles({ name: 'пусто.csv', mimeType: 'text/csv', buffer: Buffer.from('   \n') });
    await page.getByRole('alert').getByText('Файл пустой.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('a file that names its customers strangely is read once a person says which column they are in', async () => {
    const { page } = walk;
    await page.goto('/import');
    await page.locator('input[type=file]').setInputFiles({
      name: 'кто.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Дата;Номер;Кто взял;Сумма без НДС\n05.01.2026;1;Киоск;10,00\n06.01.2026;2;Больница;20,00\n'),
    });
    await page.getByRole('alert').getByText('Не хватает обязательного столбца: Клиент.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('combobox', { name: /Кто взял/ }).click();
    await page.getByRole('option', { name: 'Клиент', exact: true }).click();
    await page.getByRole('button', { name: 'Прочитать заново' }).click();
    await page.getByRole('region', { name: 'Что означают столбцы' }).waitFor();
    await page.getByText('30,00').first().waitFor();
    await page.getByRole('button', { name: 'Не загружать' }).click();
    await page.getByText('Остановлено. Ничего не записано', { exact: false }).waitFor();
  });
});

describe.each([
  ['ru-RU', 1280, 'light'],
  ['ru-RU', 360, 'dark'],
  ['uk-UA', 1280, 'dark'],
  ['uk-UA', 360, 'light'],
  ['en-GB', 1280, 'light'],
  ['en-GB', 360, 'dark'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme) => {
  test('every page fits, and axe finds nothing', async () => {
    await using visiting = await visit(browser, { url: server.url, locale, width, colorScheme, signedIn });
    const { page, complaints } = visiting;
    for (const path of ['/', '/customers', '/customers/1', '/classes', '/import', '/import/1']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: `${screenshots}/${locale}-${width}-${path.replaceAll('/', '_')}.png`, fullPage: true });
      expect([path, await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([path, 0, []]);
      expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
      expect(await page.title()).toMatch(/ · Clientele$/);
    }
    expect(complaints).toEqual([]);
  });
});

describe('afterwards', () => {
  test('another language is one choice away and is remembered', async () => {
    const { page } = walk;
    await page.goto('/');
    await page.getByRole('button', { name: /^Язык/ }).click();
    await page.getByRole('menuitem', { name: 'Українська' }).click();
    await page.getByRole('heading', { name: 'Картина компанії' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Картина компанії' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('uk');
  });

  test('a loaded file is taken back after saying what that does', async () => {
    const { page } = walk;
    await page.goto('/import/1');
    await page.getByRole('button', { name: /^Скасувати завантаження/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Скасувати завантаження файлу?' });
    await dialog.getByText('більше не враховуватимуться', { exact: false }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Скасувати завантаження' }).click();
    await page.getByText('Завантаження скасовано', { exact: false }).waitFor({ timeout: 60_000 });
  });

  test('signing out leaves nothing behind, and signing in comes back', async () => {
    const { page } = walk;
    await page.getByRole('button', { name: /^Вийти/ }).click();
    await page.getByRole('heading', { name: 'Вхід' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Електронна пошта').fill(director.email);
    await page.getByLabel('Пароль', { exact: true }).fill('wrong password');
    await page.getByRole('button', { name: 'Увійти' }).click();
    await page.getByRole('alert').getByText('Пошта або пароль не підходять.').waitFor();
    await page.getByLabel('Пароль', { exact: true }).fill(director.password);
    await page.getByRole('button', { name: 'Увійти' }).click();
    await page.getByRole('navigation').waitFor();
  });
});
