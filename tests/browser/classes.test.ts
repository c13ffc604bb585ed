/** Changing the rules of the classes: moves are shown before saving, by mouse and by keyboard, in three languages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { owner } from '../web-client.ts';
import { salesFile } from './sales-file.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit } from './visit.ts';

let start: SignedIn;

beforeAll(async () => {
  start = await startSignedIn();
});

afterAll(() => start[Symbol.asyncDispose]());

const criterion = (): Promise<string> =>
  start.web.get<{ settings: { tiers: { criterion: string } } }>('/api/settings').then(({ settings }) => settings.tiers.criterion);

test('before the first file the page says that there is nobody to move', async () => {
  await using visiting = await visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn });
  const { page } = visiting;
  await page.goto('/classes');
  await page.getByText('По месяцам').waitFor();
  await page.getByText('За весь период').click();
  await page.getByText('Клиентов пока нет.', { exact: false }).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  await start.load('sales.csv', salesFile());
});

describe.each([
  ['ru-RU', 1280, 'light', 'выручка'],
  ['ru-RU', 360, 'dark', 'выручка'],
  ['uk-UA', 1280, 'dark', 'виторг'],
  ['uk-UA', 360, 'light', 'виторг'],
  ['en-GB', 1280, 'light', 'revenue'],
  ['en-GB', 360, 'dark', 'revenue'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme, revenue) => {
  test('a changed rule shows who would move, the page fits, and axe finds nothing', async () => {
    await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
    const { page, complaints } = visiting;
    await page.goto('/classes');
    const share = page.getByRole('textbox', { name: /VIP/ });
    await share.fill('45');
    await share.press('Tab');
    await page.getByRole('table').first().waitFor();
    const months = page.getByRole('textbox').filter({ visible: true });
    expect(await months.count()).toBeGreaterThan(5);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${screenshots}/classes-${locale}-${width}.png`, fullPage: true });
    expect(await page.getByText(`45`, { exact: false }).filter({ hasText: revenue }).first().isVisible()).toBe(true);
    expect([await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([0, []]);
    expect(complaints).toEqual([]);
    expect(await criterion()).toBe('revenue');
  });
});

test('by keyboard alone: a share is moved, saved, and everybody is valued by it', async () => {
  await using visiting = await visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn });
  const { page } = visiting;
  await page.goto('/classes');
  const slider = page.getByRole('slider', { name: 'Доля VIP' });
  await slider.focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight');
  await page.getByText(/лучшие 50\s%/).waitFor();
  await page.getByRole('table', { name: 'Класс', exact: true }).waitFor();
  const save = page.getByRole('button', { name: 'Сохранить и пересчитать' });
  await save.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Сейчас действуют эти правила.').waitFor({ timeout: 30_000 });
  await page.getByText(`Изменено: ${owner.name}`, { exact: false }).waitFor();
  expect(await start.web.get('/api/settings')).toMatchObject({ settings: { tiers: { vipPermille: 500 } } });
});

test('what was only tried can be dropped, and the defaults are one button away', async () => {
  await using visiting = await visit(start.browser, { url: start.server.url, locale: 'ru-RU', signedIn: start.signedIn });
  const { page } = visiting;
  await page.goto('/classes');
  await page.getByRole('combobox', { name: 'По какому показателю' }).click();
  await page.getByRole('option', { name: 'число отгрузок' }).click();
  await page.getByText('по показателю «число отгрузок»', { exact: false }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Не менять' }).click();
  await page.getByText('по показателю «выручка»', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'По умолчанию' }).click();
  await page.getByRole('table', { name: 'Класс', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Сохранить и пересчитать' }).click();
  await expect
    .poll(async () => (await start.web.get<{ settings: unknown; defaults: unknown }>('/api/settings')).settings, { timeout: 30_000 })
    .toEqual((await start.web.get<{ defaults: unknown }>('/api/settings')).defaults);
});
