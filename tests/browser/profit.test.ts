/** Profit by customer: the curve, the statements, a card's waterfall, the reconciliation, and a model tried before it is saved. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { costsFile, dear, eventsFile } from './cost-files.ts';
import { salesFile } from './sales-file.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit } from './visit.ts';

let start: SignedIn;

beforeAll(async () => {
  start = await startSignedIn();
});

afterAll(() => start[Symbol.asyncDispose]());

const open = (path: string) =>
  visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn }).then(async (visiting) => {
    await visiting.page.goto(path);
    return visiting;
  });

test('before the first file the page says what will be here', async () => {
  await using visiting = await open('/profit');
  await visiting.page.getByText('Здесь будет видно, кто приносит прибыль', { exact: false }).waitFor();
  expect(await accessibilityFaults(visiting.page)).toEqual([]);
});

test('without costs the page shows gross margin and says what is missing', async () => {
  await start.load('sales.csv', salesFile());
  await using visiting = await open('/profit');
  const { page } = visiting;
  await page.getByRole('heading', { name: /валовой прибыли/ }).waitFor();
  const missing = page.getByRole('complementary', { name: 'Каких данных не хватает' });
  await missing.getByText('Не загружены затраты подразделений', { exact: false }).waitFor();
  expect(await missing.getByRole('link', { name: 'Загрузить файл' }).first().getAttribute('href')).toBe('/import');
  await start.load('costs.csv', costsFile());
  await start.load('events.csv', eventsFile());
});

describe.each([
  ['ru-RU', 1280, 'light', dear, 'Сначала худшие'],
  ['ru-RU', 360, 'dark', dear, 'Сначала худшие'],
  ['uk-UA', 1280, 'dark', dear, 'Спершу найгірші'],
  ['uk-UA', 360, 'light', dear, 'Спершу найгірші'],
  ['en-GB', 1280, 'light', dear, 'Worst first'],
  ['en-GB', 360, 'dark', dear, 'Worst first'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme, customer, worst) => {
  test.each(['profit', 'costs', 'card'])('the page of %s fits, and axe finds nothing', async (name) => {
    await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
    const { page, complaints } = visiting;
    await page.goto(name === 'costs' ? '/costs' : '/profit?from=2026-01&to=2026-10');
    if (name === 'costs') await page.getByText('Аренда офиса').first().waitFor();
    else {
      await page.getByText(worst, { exact: true }).click();
      await page.getByRole('row').nth(1).getByRole('link', { name: customer }).waitFor();
      expect(new URL(page.url()).searchParams.get('worst')).toBe('true');
    }
    if (name === 'card') {
      await page.getByRole('link', { name: customer }).first().click();
      await page.locator('#what-was-done').first().waitFor();
      // Lines open by the keyboard, and what opens fits too.
      for (const part of ['table[aria-labelledby=statement-lines]', 'table[aria-labelledby=what-was-done]']) {
        await page.locator(`${part} button[aria-expanded]`).first().focus();
        await page.keyboard.press('Enter');
        await page.locator(`${part} tfoot`).first().waitFor();
      }
    }
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${screenshots}/profit-${name}-${locale}-${width}.png`, fullPage: true });
    expect([await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([0, []]);
    expect(complaints).toEqual([]);
  });
});

test('who loses money is named with what it costs, and what would turn it', async () => {
  await using visiting = await open('/profit?worst=true');
  const { page } = visiting;
  await page.getByRole('heading', { name: /чистой прибыли/ }).waitFor();
  await page.getByRole('link', { name: dear }).first().click();
  await page.getByRole('heading', { name: /На этом клиенте мы теряем/ }).waitFor();
  // The card speaks of the year up to the last complete month: October still runs.
  const done = page.getByRole('table', { name: 'Что для него сделано' });
  expect(await done.getByRole('row', { name: /Звонки/ }).innerText()).toMatch(/81\s+9\s720/);
  await done.getByText('max(minutes, 10 * count)').waitFor();
  await done.getByRole('button', { name: 'Звонки' }).click();
  const calls = page.getByRole('table', { name: 'Звонки: из чего сложилось' });
  const first = await calls.getByRole('row').nth(1).innerText();
  expect(first).toContain('звонок');
  expect(first).toMatch(/count = \d+, minutes = \d+/);
  await page.getByText(/1–20 из \d+/).waitFor();
});

test('statements by manager, by month; the choice is in the address', async () => {
  await using visiting = await open('/profit?by=manager');
  const { page } = visiting;
  await page.getByRole('rowheader', { name: 'Петрова А. И.' }).waitFor();
  await page.getByRole('combobox', { name: 'Отчёты по' }).click();
  await page.getByRole('option', { name: 'Месяц' }).click();
  await page.getByRole('rowheader', { name: 'март 2026' }).waitFor();
  expect(new URL(page.url()).searchParams.get('by')).toBe('month');
});

test('costs add up with the books, and what is beyond capacity or in another currency is said', async () => {
  await using visiting = await open('/costs?from=2026-01&to=2026-10');
  const { page } = visiting;
  await page.getByText('С учётом сходится точно.').waitFor();
  expect(await page.getByRole('row', { name: /^Итого/ }).innerText()).toContain('2 500 000,00'.replaceAll(' ', '\u00a0'));
  await page.getByText(/«Отдел продаж»: сверх возможного в такие месяцы: .*март 2026/).waitFor();
  await page.getByText('Затраты в других валютах, для дня которых нет курса, сохранены', { exact: false }).waitFor();
});

test('an equation that cannot be is refused beside its field; one that can is tried, saved, and taken back', async () => {
  await using visiting = await open('/costs');
  const { page } = visiting;
  const equation = page.getByRole('group', { name: 'Звонки', exact: true }).getByRole('textbox', { name: 'Минут на один раз' });
  await equation.fill('10 * colour');
  await page.getByText('В формуле «Звонки» есть colour.', { exact: false }).first().waitFor();
  const save = page.getByRole('button', { name: 'Сохранить и пересчитать' });
  expect(await save.isDisabled()).toBe(true);
  await equation.fill('max(minutes, 10 * count) / 100');
  await page.getByRole('table', { name: 'Что изменится' }).waitFor();
  await page
    .getByText(/Прибыль клиентов вырастет на/)
    .first()
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: `${screenshots}/profit-preview.png`, fullPage: true });
  await save.click();
  await page.getByRole('button', { name: 'Вернуть начальную модель' }).waitFor({ timeout: 30_000 });
  expect(await start.web.get('/api/costs/model')).toMatchObject({ chosen: true });
  await page.getByRole('button', { name: 'Вернуть начальную модель' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Вернуть начальную модель' }).click();
  await expect
    .poll(() => start.web.get<{ chosen: boolean }>('/api/costs/model').then(({ chosen }) => chosen), { timeout: 30_000 })
    .toBe(false);
});

test('what was sold above the price list is said below the waterfall that it is a part of', async () => {
  await using before = await open('/profit');
  await before.page.getByRole('heading', { name: /чистой прибыли/ }).waitFor();
  expect(await before.page.getByText('Продано дороже прайс-листа').count()).toBe(0);
  await start.load(
    'prices.csv',
    ['Item No;Product;Unit;Price without VAT;Currency;Valid from', 'P-1;Бумага А4 «Снежинка»;шт;20000,00;RUB;2026-01-01', ''].join('\r\n'),
  );
  await using after = await open('/profit');
  await after.page.getByText(/^Продано дороже прайс-листа: [\d,]+\s\S+\s₽\. Эта сумма входит в стоимость по прайсу/).waitFor();
  expect((await start.web.get<{ aboveListMinor: string }>('/api/profit?by=company')).aboveListMinor).not.toBe('0');
});
