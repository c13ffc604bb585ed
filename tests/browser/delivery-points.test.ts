/** Value at each level on the screens: a group of two legal entities, one of them with a warehouse that earns and shops that lose. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn, startSignedIn } from './signed-in.ts';
import { accessibilityFaults, pixelsTooWide, screenshots, visit } from './visit.ts';

let start: SignedIn;
const chain = 'ООО «Северная торговля»';

beforeAll(async () => {
  start = await startSignedIn();
  const sale = (month: number, place: number, point: string, net: number, cost: number, customer = chain): string =>
    [
      `${10 + place}.0${month}.2026`,
      `УТ-${month}${place}`,
      'ГК «Север»',
      'Розничная торговля',
      customer,
      point,
      'Бумага А4',
      '10',
      `${net},00`,
      `${cost},00`,
    ].join(';');
  const rows = [1, 2, 3, 4].flatMap((month) => [
    sale(month, 1, 'Оптовый склад, Мурманск', 900_000, 600_000),
    sale(month, 2, 'Магазин на проспекте Ленина, 14', 40_000, 52_000),
    sale(month, 3, 'Магазин у вокзала', 30_000, 31_500),
    sale(month, 4, '', 12_000, 9_000),
    sale(month, 5, '', 250_000, 190_000, 'АО «Северный причал»'),
  ]);
  await start.load(
    'sales.csv',
    [
      'Дата;Номер;Группа компаний;Отрасль;Контрагент;Грузополучатель;Номенклатура;Количество;Сумма без НДС, руб.;Себестоимость',
      ...rows,
      '',
    ].join('\r\n'),
  );
});

afterAll(() => start[Symbol.asyncDispose]());

describe.each([
  ['ru-RU', 1280, 'light', '2 точки доставки из 3 убыточны', 'Группа компаний'],
  ['uk-UA', 360, 'dark', '2 точки доставки з 3 збиткові', 'Група компаній'],
  ['en-GB', 1280, 'dark', '2 of 3 delivery points lose money', 'Group of companies'],
  ['ru-RU', 360, 'dark', '2 точки доставки из 3 убыточны', 'Группа компаний'],
  ['uk-UA', 1280, 'light', '2 точки доставки з 3 збиткові', 'Група компаній'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme, finding, group) => {
  test('a group, its legal entities and their points are read on the pages, which fit, and axe finds nothing', async () => {
    await using visiting = await visit(start.browser, { url: start.server.url, locale, width, colorScheme, signedIn: start.signedIn });
    const { page, complaints } = visiting;
    const looksRight = async (name: string): Promise<void> => {
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: `${screenshots}/points-${name}-${locale}-${width}.png`, fullPage: true });
      expect([await pixelsTooWide(page), await accessibilityFaults(page)]).toEqual([0, []]);
    };
    await page.goto('/profit?by=group');
    await page.getByRole('rowheader', { name: 'ГК «Север»' }).waitFor();
    await page.getByRole('columnheader', { name: group }).waitFor();
    await page.goto('/profit?by=delivery_point');
    await page.getByRole('rowheader', { name: `${chain} · Магазин у вокзала` }).waitFor();
    await looksRight('profit');
    await page.getByRole('link', { name: `${chain} · Магазин у вокзала` }).click();
    await page.getByRole('heading', { name: finding }).waitFor();
    await page.getByText('Розничная торговля').waitFor();
    expect(await page.getByRole('row', { name: /Магазин на проспекте Ленина/ }).innerText()).toMatch(/-(36\s000\s₽|₽36,000)$/);
    await looksRight('card');
    expect(complaints).toEqual([]);
  });
});
